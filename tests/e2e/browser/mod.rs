//! A browser with a driver of its own. The journeys use one after another, each in a new window: to start one takes longer than
//! most of them. It ends with whatever holds it, and at the latest with the tests.

mod chromium;
pub mod engine;
mod firefox;
mod webkit;

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{RequestData, SessionId, TypingData, WebDriver, WebElement};

use self::engine::{Can, Engine};

/// How often, and after which time, something is tried that a driver or a browser needs a moment for.
const TRIES: u32 = 100;
const TRY_EVERY: Duration = Duration::from_millis(100);

/// Ends a command, and what it has started, as soon as nobody holds the other end of its input: even if we are killed.
const ENDS_WITH_US: &str = r#""$@" & read -r _; pkill -KILL -P $!; kill -KILL $!"#;

/// Browsers that wait for their next journey.
static IDLE: Mutex<Vec<Arc<Browser>>> = Mutex::new(Vec::new());

/// A path that `cargo xtask test` tells.
pub fn told(name: &str) -> PathBuf {
    let path = std::env::var_os(name).map(PathBuf::from);
    path.unwrap_or_else(|| panic!("{name} is not set: run the journeys with `cargo xtask test`"))
}

/// A running browser.
pub struct Browser {
    pub engine: Engine,
    /// Chromium without its own windows: the same engine for less than half of the work.
    is_bare: bool,
    pub driver: WebDriver,
    /// What it leaves in its folder goes with it: profile, downloads, what it prints.
    pub home: PathBuf,
    /// The driver, and for an engine that needs one its screen.
    processes: Vec<Child>,
    /// How much was read of what it prints.
    read: AtomicUsize,
    /// What was read of the console before its page was left.
    left: Mutex<Vec<String>>,
}

impl Browser {
    /// A browser in which nothing is open, of an earlier journey or a new one.
    pub async fn take(needs: &[Can]) -> Arc<Self> {
        let is_bare = chromium::is_bare_enough(needs);
        let idle = IDLE.lock().expect("no panic").extract_if(.., |browser| browser.is_bare == is_bare).next();
        let Some(browser) = idle else { return Arc::new(Self::start(is_bare).await) };
        browser.renew().await;
        browser
    }

    /// Keeps it for another journey.
    pub fn give_back(self: &Arc<Self>) {
        IDLE.lock().expect("no panic").push(Arc::clone(self));
    }

    /// Leaves nothing of an earlier journey but what belongs to its origin, which is never used again.
    async fn renew(&self) {
        let old = self.driver.windows().await.expect("its windows");
        let window = match self.engine {
            // A tab that is not in front is hidden there.
            Engine::Chromium | Engine::Webkit => self.driver.new_window().await,
            Engine::Firefox => self.driver.new_tab().await,
        };
        for handle in old {
            self.driver.switch_to_window(handle).await.expect("a window");
            self.driver.close_window().await.expect("it closes");
        }
        self.driver.switch_to_window(window.expect("a window")).await.expect("the new window");
        match self.engine {
            Engine::Chromium => chromium::offline(self, false).await,
            Engine::Firefox => firefox::renew(self).await,
            Engine::Webkit => {}
        }
        drop(self.console().await);
    }

    /// Starts a browser with a fresh profile.
    pub async fn start(is_bare: bool) -> Self {
        let engine = Engine::told();
        let port = free_port();
        let home = std::env::temp_dir().join(format!("snapdeck-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&home).expect("a folder for the browser");
        let mut processes = Vec::new();
        let (mut command, capabilities) = match engine {
            Engine::Chromium => (chromium::driver(port), chromium::capabilities(&home, is_bare)),
            Engine::Firefox => (firefox::driver(port), firefox::capabilities(&home)),
            Engine::Webkit => {
                let (screen, display) = webkit::screen();
                processes.push(screen);
                (webkit::driver(port, &home, &display), webkit::capabilities())
            }
        };
        let prints = std::fs::File::create(home.join("prints")).expect("a file");
        command.env("TMPDIR", &home).stdout(prints).stderr(Stdio::null());
        processes.insert(0, command.spawn().expect("the driver can be started"));
        let address = format!("http://127.0.0.1:{port}");
        let mut tries = 0;
        let driver = loop {
            match WebDriver::new(&address, capabilities.clone()).await {
                Ok(driver) => break driver,
                // The driver process needs a moment until it listens.
                Err(error) if tries < TRIES => {
                    tries += 1;
                    drop(error);
                    tokio::time::sleep(TRY_EVERY).await;
                }
                Err(error) => panic!("no browser could be started: {error}"),
            }
        };
        Self { engine, is_bare, driver, home, processes, read: AtomicUsize::new(0), left: Mutex::default() }
    }

    /// Opens an address.
    pub async fn open(&self, address: &str) {
        self.leave().await;
        self.driver.goto(address).await.expect("the page opens");
    }

    pub async fn reload(&self) {
        self.leave().await;
        self.driver.refresh().await.expect("the page reloads");
    }

    async fn leave(&self) {
        if self.engine == Engine::Webkit {
            let told = webkit::console(self).await;
            self.left.lock().expect("no panic").extend(told);
        }
    }

    /// Sends a command that the client library does not know, below the session's path.
    pub async fn ask(&self, method: Method, path: String, body: Option<Value>) -> Value {
        let answer = self.driver.cmd(Ask { method, path: path.clone(), body }).await;
        answer.and_then(|answer| answer.value_json()).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The same about something that may be gone by now.
    pub async fn try_ask(&self, method: Method, path: String, body: Option<Value>) -> Option<Value> {
        self.driver.cmd(Ask { method, path, body }).await.ok()?.value_json().ok()
    }

    /// Everything that the page said to the console since this was asked last, as far as the engine tells it.
    pub async fn console(&self) -> Vec<String> {
        let told = match self.engine {
            Engine::Chromium => chromium::console(self).await,
            Engine::Firefox => firefox::console(self).await,
            Engine::Webkit => webkit::console(self).await,
        };
        self.left.lock().expect("no panic").drain(..).chain(told).collect()
    }

    /// What driver and browser have printed since this was asked last.
    fn printed(&self) -> Vec<String> {
        let text = std::fs::read(self.home.join("prints")).unwrap_or_default();
        let read = self.read.swap(text.len(), Ordering::Relaxed);
        String::from_utf8_lossy(&text[read..]).lines().map(str::to_owned).collect()
    }

    /// Sends a command of the Chrome DevTools protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.ask(Method::POST, "goog/cdp/execute".to_owned(), Some(body)).await
    }

    /// Presses Enter and holds it for so many repetitions, as a keyboard does.
    pub async fn hold_enter(&self, repetitions: usize) {
        self.hold("Enter", "Enter", "\u{e006}", repetitions).await;
    }

    /// The same with the space bar.
    pub async fn hold_space(&self, repetitions: usize) {
        self.hold(" ", "Space", " ", repetitions).await;
    }

    async fn hold(&self, name: &str, code: &str, value: &str, repetitions: usize) {
        match self.engine {
            Engine::Chromium => chromium::hold(self, name, code, repetitions).await,
            Engine::Firefox | Engine::Webkit => self.act(value, repetitions).await,
        }
    }

    /// Presses Escape, whatever has the focus.
    pub async fn escape(&self) {
        match self.engine {
            Engine::Chromium => chromium::escape(self).await,
            Engine::Firefox | Engine::Webkit => self.act("\u{e00c}", 0).await,
        }
    }

    /// Presses a key by the standard's own command.
    async fn act(&self, value: &str, repetitions: usize) {
        let key = |kind: &str| json!({ "type": kind, "value": value });
        let mut steps = vec![key("keyDown"); repetitions + 1];
        steps.push(key("keyUp"));
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": steps }] });
        self.ask(Method::POST, "actions".to_owned(), Some(body)).await;
    }

    /// Presses keys, wherever the focus is.
    pub async fn keys(&self, keys: TypingData) -> WebDriverResult<()> {
        match self.engine {
            Engine::Chromium | Engine::Firefox => self.driver.active_element().await?.send_keys(keys).await,
            Engine::Webkit => webkit::keys(self, &keys).await,
        }
    }

    /// Types a character into the field with the focus.
    pub async fn type_key(&self, field: &WebElement, key: char) -> WebDriverResult<()> {
        if self.engine == Engine::Webkit && webkit::has_no_key(key) {
            webkit::insert(self, key).await;
            return Ok(());
        }
        field.send_keys(key.to_string()).await
    }

    /// Takes the network away, or gives it back.
    pub async fn offline(&self, offline: bool) {
        match self.engine {
            Engine::Chromium => chromium::offline(self, offline).await,
            Engine::Firefox => firefox::offline(self, offline).await,
            Engine::Webkit => webkit::offline(self, offline).await,
        }
    }

    /// Allows the page something that a person would be asked for. Answers whether the driver can.
    pub async fn allow(&self, permission: &str) -> bool {
        let body = json!({ "descriptor": { "name": permission }, "state": "granted" });
        self.try_ask(Method::POST, "permissions".to_owned(), Some(body)).await.is_some()
    }

    /// Shows the page as on a screen of that size.
    pub async fn resize(&self, width: u32, height: u32) {
        match self.engine {
            Engine::Chromium => return chromium::resize(self, width, height).await,
            Engine::Firefox => firefox::resize(self, width, height).await,
            Engine::Webkit => webkit::resize(self, width, height).await,
        }
        let mut size = Value::Null;
        for _ in 0..TRIES {
            let told = self.driver.execute("return [window.innerWidth, window.innerHeight]", Vec::new()).await;
            size = told.expect("the script runs").json().clone();
            if size == json!([width, height]) {
                return;
            }
            tokio::time::sleep(TRY_EVERY).await;
        }
        panic!("the page has {size} px in place of {width}, {height}");
    }

    /// Makes the system prefer dark or light.
    pub async fn prefer_dark(&self, dark: bool) {
        self.prefer("prefers-color-scheme", if dark { "dark" } else { "light" }).await;
    }

    /// Makes the system prefer something that style sheets ask for.
    pub async fn prefer(&self, feature: &str, value: &str) {
        match self.engine {
            Engine::Chromium => chromium::prefer(self, feature, value).await,
            Engine::Firefox => firefox::prefer(self, feature, value).await,
            Engine::Webkit => webkit::prefer(self, feature, value).await,
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        for process in &mut self.processes {
            // It ends when its input does, which waiting closes.
            let _ended = process.wait();
        }
        let _removed = std::fs::remove_dir_all(&self.home);
    }
}

/// A command for a program of the tests, which ends with them.
fn ending_with_us(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", ENDS_WITH_US, "sh"]).arg(program).stdin(Stdio::piped());
    command
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
