// Starts the application: the theme before anything is painted, then the WebAssembly file with its hash checked.
// An external file, since the policy allows no inline script; Trunk's own preload does not protect the wasm file.
try {
  const theme = localStorage.getItem("snapdeck.theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme it is.
}

const waiting = document.getElementById("boot-waiting");
const failed = document.getElementById("boot-failed");
const broken = document.getElementById("boot-broken");

// A release stops where it is when it finds itself in a state that cannot be, without a word: nothing of it is to be trusted
// from then on, so that its page goes.
function stopped(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  document.body.replaceChildren(broken);
  broken.hidden = false;
  broken.querySelector("button").addEventListener("click", () => location.reload());
}
addEventListener("error", (event) => stopped(event.error));
addEventListener("unhandledrejection", (event) => stopped(event.reason));

try {
  if (typeof HTMLDialogElement !== "function") throw new Error("This browser has no <dialog>.");
  const script = document.querySelector('link[rel="modulepreload"]');
  const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
  const { default: init } = await import(script.href);
  await init({ module_or_path: fetch(wasm.href, { integrity: wasm.dataset.integrity ?? wasm.integrity }) });
} catch (error) {
  waiting?.remove();
  failed.hidden = false;
  throw error;
}
