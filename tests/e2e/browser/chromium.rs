//! Chromium by chromedriver: what the standard lacks, it does by commands of the DevTools protocol.

use std::path::Path;
use std::process::Command;

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::Capabilities;

use super::engine::Can;
use super::{Browser, ending_with_us, told};

/// `cargo xtask test` tells where it is, if it is there.
const BARE: &str = "SNAPDECK_BARE_BROWSER";

/// What is said to the driver about a browser without a person.
const FLAGS: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// What only the whole program can, which has windows.
const OF_WINDOWS: [Can; 2] = [Can::Notify, Can::KeepPages];

/// Whether Chromium without windows is there and will do: the same engine, for less than half of the work.
pub fn is_bare_enough(needs: &[Can]) -> bool {
    std::env::var_os(BARE).is_some() && !needs.iter().any(|can| OF_WINDOWS.contains(can))
}

pub fn driver(port: u16) -> Command {
    let mut driver = ending_with_us(told("SNAPDECK_DRIVER"));
    driver.arg(format!("--port={port}"));
    driver
}

pub fn capabilities(home: &Path, is_bare: bool) -> Capabilities {
    let browser = told(if is_bare { BARE } else { "SNAPDECK_BROWSER" });
    let mut options = json!({ "binary": browser, "args": FLAGS });
    // The driver would switch the back-forward cache off, which people have.
    options["excludeSwitches"] = json!(["disable-back-forward-cache"]);
    options["prefs"] = json!({ "download.default_directory": home });
    let mut capabilities = Capabilities::new();
    capabilities.set("goog:chromeOptions", options).expect("a capability");
    capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" })).expect("a capability");
    capabilities
}

pub async fn console(browser: &Browser) -> Vec<String> {
    let entries = browser.ask(Method::POST, "se/log".to_owned(), Some(json!({ "type": "browser" }))).await;
    let line = |entry: &Value| {
        let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("level"), text("message"))
    };
    entries.as_array().map(|entries| entries.iter().map(line).collect()).unwrap_or_default()
}

pub async fn hold(browser: &Browser, name: &str, code: &str, repetitions: usize) {
    let (text, number) = if name == "Enter" { ("\r", 13) } else { (name, 32) };
    let key = |kind: &str, repeats: bool| {
        json!({ "type": kind, "autoRepeat": repeats, "key": name, "code": code, "text": text,
            "windowsVirtualKeyCode": number })
    };
    for at in 0..=repetitions {
        browser.cdp("Input.dispatchKeyEvent", key("keyDown", at > 0)).await;
    }
    browser.cdp("Input.dispatchKeyEvent", key("keyUp", false)).await;
}

pub async fn escape(browser: &Browser) {
    for kind in ["rawKeyDown", "keyUp"] {
        let key = json!({ "type": kind, "key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27 });
        browser.cdp("Input.dispatchKeyEvent", key).await;
    }
}

pub async fn offline(browser: &Browser, offline: bool) {
    let conditions = json!({ "offline": offline, "latency": 0, "throughput": 1_000_000_000 });
    let body = json!({ "network_conditions": conditions });
    browser.ask(Method::POST, "chromium/network_conditions".to_owned(), Some(body)).await;
}

pub async fn resize(browser: &Browser, width: u32, height: u32) {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
}

pub async fn prefer(browser: &Browser, feature: &str, value: &str) {
    let media = json!({ "features": [{ "name": feature, "value": value }] });
    browser.cdp("Emulation.setEmulatedMedia", media).await;
}
