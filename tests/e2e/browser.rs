//! One browser with a driver of its own, both ended when dropped.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{
    CapabilitiesHelper as _, ChromiumLikeCapabilities as _, DesiredCapabilities, RequestData, SessionId, WebDriver,
};

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

/// A path that `cargo xtask test` tells.
pub fn told(name: &str) -> PathBuf {
    let path = std::env::var_os(name).map(PathBuf::from);
    path.unwrap_or_else(|| panic!("{name} is not set: run the journeys with `cargo xtask test`"))
}

/// A running browser.
pub struct Browser {
    pub driver: WebDriver,
    process: Child,
}

impl Browser {
    /// Starts a browser with a fresh profile.
    pub async fn start() -> Self {
        let port = free_port();
        let process = Command::new(told("SNAPDECK_DRIVER"))
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver can be started");
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&told("SNAPDECK_BROWSER").to_string_lossy()).expect("a path");
        for flag in FLAGS {
            capabilities.add_arg(flag).expect("a flag");
        }
        // The driver would switch the back-forward cache off, which people have.
        let kept = json!(["disable-back-forward-cache"]);
        capabilities.add_experimental_option("excludeSwitches", kept).expect("an option");
        capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" })).expect("a preference");
        let address = format!("http://127.0.0.1:{port}");
        let mut tries = 0;
        let driver = loop {
            match WebDriver::new(&address, capabilities.clone()).await {
                Ok(driver) => break driver,
                // The driver process needs a moment until it listens.
                Err(error) if tries < 100 => {
                    tries += 1;
                    drop(error);
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                Err(error) => panic!("no browser could be started: {error}"),
            }
        };
        Self { driver, process }
    }

    /// Sends a command that the client library does not know, below the session's path.
    pub async fn ask(&self, method: Method, path: String, body: Option<Value>) -> Value {
        self.try_ask(method, path, body).await.expect("an answer of the driver")
    }

    /// The same about something that may be gone by now.
    pub async fn try_ask(&self, method: Method, path: String, body: Option<Value>) -> Option<Value> {
        self.driver.cmd(Ask { method, path, body }).await.ok()?.value_json().ok()
    }

    /// Everything that the page said to the console since this was asked last.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.ask(Method::POST, "se/log".to_owned(), Some(json!({ "type": "browser" }))).await;
        let line = |entry: &Value| {
            let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
            format!("{} {}", text("level"), text("message"))
        };
        entries.as_array().map(|entries| entries.iter().map(line).collect()).unwrap_or_default()
    }

    /// Sends a command of the Chrome DevTools protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.ask(Method::POST, "goog/cdp/execute".to_owned(), Some(body)).await
    }

    /// Presses Enter and holds it for so many repetitions, as a keyboard does.
    pub async fn hold_enter(&self, repetitions: usize) {
        self.hold("Enter", "Enter", "\r", 13, repetitions).await;
    }

    /// The same with the space bar.
    pub async fn hold_space(&self, repetitions: usize) {
        self.hold(" ", "Space", " ", 32, repetitions).await;
    }

    async fn hold(&self, name: &str, code: &str, text: &str, number: u8, repetitions: usize) {
        let key = |kind: &str, repeats: bool| {
            json!({ "type": kind, "autoRepeat": repeats, "key": name, "code": code, "text": text,
                "windowsVirtualKeyCode": number })
        };
        for at in 0..=repetitions {
            self.cdp("Input.dispatchKeyEvent", key("keyDown", at > 0)).await;
        }
        self.cdp("Input.dispatchKeyEvent", key("keyUp", false)).await;
    }

    /// Presses Escape, whatever has the focus.
    pub async fn escape(&self) {
        for kind in ["rawKeyDown", "keyUp"] {
            let key = json!({ "type": kind, "key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27 });
            self.cdp("Input.dispatchKeyEvent", key).await;
        }
    }

    /// Lets requests fail whose address contains one of these; for all others it ends.
    pub async fn block(&self, patterns: &[&str]) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setBlockedURLs", json!({ "urls": patterns })).await;
    }

    /// Takes the network away, or gives it back.
    pub async fn offline(&self, offline: bool) {
        let conditions = json!({ "offline": offline, "latency": 0, "throughput": 1_000_000_000 });
        let body = json!({ "network_conditions": conditions });
        self.ask(Method::POST, "chromium/network_conditions".to_owned(), Some(body)).await;
    }

    /// Allows the page something that a person would be asked for.
    pub async fn allow(&self, permission: &str) {
        let body = json!({ "descriptor": { "name": permission }, "state": "granted" });
        self.ask(Method::POST, "permissions".to_owned(), Some(body)).await;
    }

    /// Shows the page as on a screen of that size.
    pub async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Makes the system prefer dark or light.
    pub async fn prefer_dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.cdp("Emulation.setEmulatedMedia", media).await;
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends its browser when it is told to end; where it is gone already, nothing is left to do.
        let _killed = Command::new("pkill").args(["-P", &self.process.id().to_string()]).status();
        let _killed = self.process.kill();
        let _ended = self.process.wait();
    }
}

#[derive(Debug)]
struct Ask {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl FormatRequestData for Ask {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let request = RequestData::new(self.method.clone(), format!("session/{session}/{}", self.path));
        match &self.body {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}
