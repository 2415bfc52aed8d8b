//! Firefox by geckodriver: what the standard lacks, it does by scripts in the browser's own window.

use std::path::Path;
use std::process::Command;

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::Capabilities;

use super::{Browser, ending_with_us, told};

const COLOUR_SCHEME: &str = "layout.css.prefers-color-scheme.content-override";
const MOTION: &str = "ui.prefersReducedMotion";
const COLOURS: &str = "browser.display.document_color_use";

/// The width and height of its window.
const WINDOW: (u32, u32) = (1400, 1000);

pub fn driver(port: u16) -> Command {
    let mut driver = ending_with_us(told("SNAPDECK_DRIVER"));
    driver.arg(format!("--port={port}")).args(["--websocket-port=0", "--allow-system-access"]);
    driver
}

pub fn capabilities(home: &Path) -> Capabilities {
    let preferences = json!({
        // It prints what a page says.
        "devtools.console.stdout.content": true,
        // Without a network there is no sandbox either.
        "network.disable-localhost-when-offline": true,
        // Nobody is there to be asked: it refuses, as the others do, what the driver has not granted.
        "permissions.default.desktop-notification": 2,
        // It shows messages itself: here is no system that would.
        "alerts.useSystemBackend": false,
        // The driver's own scripts listen to `unload`, which would keep pages out of the back-forward cache.
        "docshell.shistory.bfcache.allow_unload_listeners": true,
        "browser.download.folderList": 2,
        "browser.download.dir": home,
    });
    let (width, height) = WINDOW;
    let args = ["-headless".to_owned(), format!("-width={width}"), format!("-height={height}")];
    let options = json!({ "binary": told("SNAPDECK_BROWSER"), "args": args, "prefs": preferences });
    let mut capabilities = Capabilities::new();
    capabilities.set("moz:firefoxOptions", options).expect("a capability");
    capabilities
}

/// Runs a script in the browser's own window.
async fn chrome(browser: &Browser, script: &str, arguments: Value) -> Value {
    let within = async |context: &str| {
        browser.ask(Method::POST, "moz/context".to_owned(), Some(json!({ "context": context }))).await;
    };
    within("chrome").await;
    let body = json!({ "script": script, "args": arguments });
    let told = browser.ask(Method::POST, "execute/sync".to_owned(), Some(body)).await;
    within("content").await;
    told
}

/// Takes back what is true of the whole browser, and shows its window.
pub async fn renew(browser: &Browser) {
    let names = [COLOUR_SCHEME, MOTION, COLOURS];
    let script = "Services.io.offline = false; for (const name of arguments) Services.prefs.clearUserPref(name)";
    chrome(browser, script, json!(names)).await;
    let rectangle = json!({ "x": 0, "y": 0, "width": WINDOW.0, "height": WINDOW.1 });
    browser.ask(Method::POST, "window/rect".to_owned(), Some(rectangle)).await;
}

/// What pages complained of. What they said themselves is printed. A failure of the network has no source; and it takes no preload
/// where a hash is checked, but one from its cache. In a window that is closed it still calls what was dropped with it.
pub async fn console(browser: &Browser) -> Vec<String> {
    let script = "const told = Services.console.getMessageArray()
            .filter((one) => one instanceof Ci.nsIScriptError)
            .filter((one) => one.sourceName.startsWith('http://127.') || one.category === 'content javascript')
            .filter((one) => !one.errorMessage.includes('preloaded with link preload'))
            .filter((one) => one.innerWindowID || !one.errorMessage.includes('after being dropped'))
            .map((one) => `${one.flags & 1 ? 'WARNING' : 'Uncaught'} ${one.category}: ${one.errorMessage}`);
        Services.console.reset();
        return told";
    let told = chrome(browser, script, json!([])).await;
    let complaints = told.as_array().into_iter().flatten().filter_map(|line| Some(line.as_str()?.to_owned()));
    complaints
        .chain(browser.printed().into_iter().filter(|line| line.starts_with("console.") && line.contains("panicked")))
        .collect()
}

pub async fn offline(browser: &Browser, offline: bool) {
    chrome(browser, "Services.io.offline = arguments[0]", json!([offline])).await;
    if offline {
        // A connection that is open may still answer.
        let gone =
            "const gone = () => fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(gone, () => true);
            return gone()";
        browser.ask(Method::POST, "execute/sync".to_owned(), Some(json!({ "script": gone, "args": [] }))).await;
    }
}

pub async fn resize(browser: &Browser, width: u32, height: u32) {
    let script = "const { style } = gBrowser.selectedBrowser;
        for (const [side, px] of [['width', arguments[0]], ['height', arguments[1]]]) {
            for (const what of [side, `min-${side}`, `max-${side}`]) style.setProperty(what, `${px}px`);
        }";
    chrome(browser, script, json!([width, height])).await;
}

pub async fn prefer(browser: &Browser, feature: &str, value: &str) {
    let (name, number) = match (feature, value) {
        ("prefers-color-scheme", "dark") => (COLOUR_SCHEME, 0),
        ("prefers-color-scheme", _) => (COLOUR_SCHEME, 1),
        ("prefers-reduced-motion", _) => (MOTION, 1),
        ("forced-colors", _) => (COLOURS, 2),
        _ => panic!("no preference for {feature}: {value}"),
    };
    chrome(browser, "Services.prefs.setIntPref(...arguments)", json!([name, number])).await;
}
