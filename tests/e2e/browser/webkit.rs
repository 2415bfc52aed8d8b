//! WebKitGTK by its MiniBrowser, on a screen of its own. What neither it nor its driver does is played in the page.

use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, TypingData};

use super::{Browser, ending_with_us, told};

/// Without this, the toolbar makes each window at least 450 px wide.
const SMALL_TOOLBAR: &str = "* { min-width: 0 } button, image, entry, toolbar { min-width: 0; padding: 0; margin: 0 }";

/// Notes what a page complains of, before its own scripts: the driver has no command for it, and a private session prints none.
pub const LISTEN: &str = "window.complaints = [];
    const note = (text) => window.complaints.push(String(text));
    window.addEventListener('error', (event) => note(`Uncaught ${event.message}`));
    window.addEventListener('unhandledrejection', (event) => note(`Uncaught ${event.reason}`));
    window.addEventListener('securitypolicyviolation', (event) => note(`Content Security Policy: ${event.violatedDirective}`));
    const error = console.error;
    console.error = (...texts) => { note(texts.join(' ')); error(...texts); };
    const fetch = window.fetch;
    window.fetch = (...what) => fetch(...what).catch((error) => { note(`Not fetched: ${error}`); throw error; });";

/// A screen without a person, and its number. Its middle, where the pointer is, is in the narrowest window: the one with the
/// pointer has the focus.
pub fn screen() -> (Child, String) {
    let mut screen = ending_with_us("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "620x400x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb can be started");
    let mut number = String::new();
    let mut printed = screen.stdout.take().expect("what it prints");
    let mut byte = [0];
    while printed.read_exact(&mut byte).is_ok() && byte != *b"\n" {
        number.push(char::from(byte[0]));
    }
    (screen, format!(":{number}"))
}

pub fn driver(port: u16, home: &Path, display: &str) -> Command {
    let settings = home.join("gtk-3.0");
    std::fs::create_dir_all(&settings).expect("a folder for settings");
    std::fs::write(settings.join("gtk.css"), SMALL_TOOLBAR).expect("its settings");
    std::fs::write(home.join("user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME\"\n").expect("its folder for downloads");
    let mut driver = ending_with_us(told("SNAPDECK_DRIVER"));
    driver.args([format!("--port={port}"), "--host=127.0.0.1".to_owned()]);
    driver.env("DISPLAY", display).env("HOME", home).env("XDG_CONFIG_HOME", home);
    // Its sandbox does not run as root.
    driver.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    driver
}

pub fn capabilities() -> Capabilities {
    let mut capabilities = Capabilities::new();
    let options = json!({ "binary": told("SNAPDECK_BROWSER"), "args": ["--automation"] });
    capabilities.set("webkitgtk:browserOptions", options).expect("a capability");
    capabilities
}

/// How many keys were pressed in which page.
const NOTICED_KEYS: &str = "if (window.keysNoticed === undefined) {
        window.keysNoticed = 0;
        window.addEventListener('keydown', () => { window.keysNoticed += 1; }, true);
    }
    return [performance.timeOrigin, window.keysNoticed]";

/// Keys that change what others mean: Shift, Control, Alt and Meta.
const MODIFIERS: [char; 4] = ['\u{e008}', '\u{e009}', '\u{e00a}', '\u{e03d}'];

/// How often a key is pressed that nobody notices, and how often it is looked each time: each look is a round trip.
const PRESSES: usize = 5;
const LOOKS: usize = 100;

async fn run(browser: &Browser, script: &str) -> Value {
    let body = json!({ "script": script, "args": [] });
    browser.try_ask(Method::POST, "execute/sync".to_owned(), Some(body)).await.unwrap_or_default()
}

pub async fn console(browser: &Browser) -> Vec<String> {
    let told = run(browser, "return window.complaints?.splice(0) ?? []").await;
    told.as_array().into_iter().flatten().filter_map(|line| Some(line.as_str()?.to_owned())).collect()
}

/// One after the other: of many at once, and of each while the page is busy, the driver loses some. What the page has not noticed
/// is pressed again.
pub async fn keys(browser: &Browser, keys: &TypingData) -> WebDriverResult<()> {
    let keys = keys.as_vec();
    let at_once = if keys.iter().any(|key| MODIFIERS.contains(key)) { keys.len() } else { 1 };
    for keys in keys.chunks(at_once.max(1)) {
        press(browser, keys).await?;
    }
    Ok(())
}

async fn press(browser: &Browser, keys: &[char]) -> WebDriverResult<()> {
    let before = run(browser, NOTICED_KEYS).await;
    let all = before[1].as_u64().map(|before| before + keys.len() as u64);
    for _ in 0..PRESSES {
        browser.driver.active_element().await?.send_keys(keys.iter().collect::<String>()).await?;
        for _ in 0..LOOKS {
            let now = run(browser, NOTICED_KEYS).await;
            // A page that came by the key knows nothing of it.
            if now[0] != before[0] || now[1].as_u64() >= all {
                return Ok(());
            }
        }
    }
    panic!("nobody noticed the keys {keys:?}");
}

/// Whether the driver drops it.
pub fn has_no_key(key: char) -> bool {
    u32::from(key) > u32::from(u16::MAX)
}

/// Puts a character where the caret is, as a table of characters does.
pub async fn insert(browser: &Browser, key: char) {
    run(browser, &format!("document.execCommand('insertText', false, '{key}')")).await;
}

/// The page is told, unless a journey says what it tells, and what it asks for fails.
pub async fn offline(browser: &Browser, offline: bool) {
    let script = if offline {
        "window.fetched = window.fetch;
        window.fetch = () => Promise.reject(new TypeError('Load failed'));
        const told = Reflect.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
        if (told) window.dispatchEvent(new Event('offline'))"
    } else {
        "window.fetch = window.fetched;
        if (Reflect.deleteProperty(navigator, 'onLine')) window.dispatchEvent(new Event('online'))"
    };
    run(browser, script).await;
}

pub async fn resize(browser: &Browser, width: u32, height: u32) {
    let toolbar = run(browser, "return window.outerHeight - window.innerHeight").await.as_u64().unwrap_or_default();
    let rectangle = json!({ "width": width, "height": u64::from(height) + toolbar });
    browser.ask(Method::POST, "window/rect".to_owned(), Some(rectangle)).await;
}

/// As the dashboard's own switch does.
pub async fn prefer(browser: &Browser, feature: &str, value: &str) {
    assert_eq!(feature, "prefers-color-scheme", "it follows no other preference");
    run(browser, &format!("document.documentElement.dataset.theme = '{value}'")).await;
}
