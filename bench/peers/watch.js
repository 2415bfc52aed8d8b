// Runs before anything else of a document, and notes when a person has the list's first row and its first button.
//
// A MutationObserver sees an element as soon as the document holds it, without asking at every frame. Then, before the next
// picture, it must be shown, enabled and on top where a click would meet it; the time is taken in the first task after that
// picture. Element timing would say the same of images and marked elements only, which peers do not have.
(wanted) => {
  for (const [key, value] of Object.entries(wanted.storage)) localStorage.setItem(key, value);

  const isUsable = (element) => {
    if (!element?.checkVisibility() || element.disabled || element.ariaDisabled === "true") return false;
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  };

  const whenUsable = (find) => new Promise((done) => {
    const look = () => {
      if (!isUsable(find())) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(0);
    };
    const observer = new MutationObserver(() => {
      if (!find()) return;
      observer.disconnect();
      requestAnimationFrame(look);
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  });

  // By what can be read there: a skeleton has rows without names.
  const all = (selector) => [...document.querySelectorAll(selector)];
  const row = () => all("tbody tr").find((one) => one.textContent.includes(wanted.newest));
  const button = () => all("button, a").find((one) => (one.ariaLabel ?? one.textContent).trim().startsWith("Create"));

  // What came from a cache was no transfer.
  const bytes = () => {
    const [page] = performance.getEntriesByType("navigation");
    const isCode = ({ name }) => /\.(html|css|js|wasm)$/.test(new URL(name).pathname);
    const files = performance.getEntriesByType("resource").filter((one) => isCode(one) && one.transferSize > 0);
    return [page, ...files].reduce((sum, one) => sum + one.encodedBodySize, 0);
  };

  const see = async () => {
    const [rowMs, buttonMs] = await Promise.all([whenUsable(row), wanted.hasButton ? whenUsable(button) : null]);
    const [page] = performance.getEntriesByType("navigation");
    return { rowMs, buttonMs, bytes: bytes(), pageMs: page.responseEnd };
  };
  window.seen = see();
}
