// Starts the application: the theme before anything is painted, then the WebAssembly file with its hash checked.
// An external file, since the policy allows no inline script; Trunk's own preload does not protect the wasm file.
try {
  const theme = localStorage.getItem("snapdeck.theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme it is.
}

try {
  if (typeof HTMLDialogElement !== "function") throw new Error("This browser has no <dialog>.");
  const script = document.querySelector('link[rel="modulepreload"]');
  const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
  const { default: init } = await import(script.href);
  await init({ module_or_path: fetch(wasm.href, { integrity: wasm.dataset.integrity ?? wasm.integrity }) });
} catch (error) {
  document.getElementById("boot-waiting")?.remove();
  document.getElementById("boot-problem").hidden = false;
  throw error;
}
