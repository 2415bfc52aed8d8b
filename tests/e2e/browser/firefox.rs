//! Firefox by geckodriver: what the standard lacks, it does by scripts in the browser's own window.

use std::path::Path;
use std::process::Command;

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::Capabilities;

use super::{Browser, told};

pub fn driver(port: u16) -> Command {
    let mut driver = Command::new(told("SNAPDECK_DRIVER"));
    driver.arg(format!("--port={port}")).args(["--websocket-port=0", "--allow-system-access"]);
    driver
}

pub fn capabilities(home: &Path) -> Capabilities {
    let preferences = json!({
        // It prints what a page says.
        "devtools.console.stdout.content": true,
        // Without a network there is no sandbox either.
        "network.disable-localhost-when-offline": true,
        "browser.download.folderList": 2,
        "browser.download.dir": home,
    });
    let args = ["-headless", "-width=1400", "-height=1000"];
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

/// What pages complained of. What they said themselves is printed.
pub async fn console(browser: &Browser) -> Vec<String> {
    let script = "const told = Services.console.getMessageArray()
            .filter((one) => one instanceof Ci.nsIScriptError && one.sourceName.startsWith('http://127.0.0.1'))
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
        ("prefers-color-scheme", "dark") => ("layout.css.prefers-color-scheme.content-override", 0),
        ("prefers-color-scheme", _) => ("layout.css.prefers-color-scheme.content-override", 1),
        ("prefers-reduced-motion", _) => ("ui.prefersReducedMotion", 1),
        ("forced-colors", _) => ("browser.display.document_color_use", 2),
        _ => panic!("no preference for {feature}: {value}"),
    };
    chrome(browser, "Services.prefs.setIntPref(...arguments)", json!([name, number])).await;
}
