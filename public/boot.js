// Starts the application: how it looks before anything is painted, then the WebAssembly file with its hash checked.
// An external file, since the policy allows no inline script; Trunk's own preload does not protect the wasm file.
try {
  for (const look of ["theme", "density"]) {
    const kept = localStorage.getItem(`snapdeck.${look}`);
    if (kept) document.documentElement.dataset[look] = kept;
  }
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

// What the list does without comes in a second file, where a release was cut in two (xtask/src/cut): fetched once, and again after
// a failure. It shares the memory and the functions of the first.
const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
let started, later, tries = 0;
async function fetchLater() {
  const { later: href, laterIntegrity: integrity } = wasm.dataset;
  if (!href) return;
  const program = await started;
  // What failed may lie broken in a cache.
  const file = await fetch(href, { integrity, cache: tries++ ? "reload" : "default" });
  await WebAssembly.instantiate(await file.arrayBuffer(), { a: program });
}
globalThis.snapdeckLater = () =>
  (later ??= fetchLater().catch((error) => {
    later = undefined;
    throw error;
  }));

// In the way in which the page announces it: WebKit sends another `Origin` with `crossorigin`, and would fetch it twice.
const integrity = wasm.dataset.integrity ?? wasm.integrity;
const announced = { mode: "no-cors", credentials: "include", integrity };

try {
  if (typeof HTMLDialogElement !== "function") throw new Error("This browser has no <dialog>.");
  const script = document.querySelector('link[rel="modulepreload"]');
  const { default: init } = await import(script.href);
  // WebKit remembers over a reload that what was announced could not be had.
  const file = fetch(wasm.href, announced).catch(() => fetch(wasm.href, { integrity, cache: "reload" }));
  started = init({ module_or_path: file });
  await started;
} catch (error) {
  waiting?.remove();
  failed.hidden = false;
  throw error;
}
