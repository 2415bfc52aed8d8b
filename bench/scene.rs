//! A sandbox with rows of one size, and a browser that looks at it.

use std::time::Duration;

use axum::http::Method;
use sandbox::seed::{self, Plan};
use sandbox::serve::Server;
use sandbox::{Dashboard, Sandbox};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::browser::{Browser, told};
use crate::probe;

pub const TOKEN: &str = "bench";

/// The longest that a script may take.
const SCRIPT_TIME: Duration = Duration::from_secs(600);

/// Memory of the page after a collection, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    wasm: f64,
    heap: f64,
}

impl Memory {
    pub fn total(self) -> f64 {
        self.wasm + self.heap
    }

    pub fn json(self) -> Value {
        json!({ "wasm": self.wasm, "heap": self.heap })
    }
}

pub struct Scene {
    browser: Browser,
    sandbox: Sandbox,
    address: String,
    _server: Server,
}

impl Scene {
    pub async fn set(snapshots: usize) -> Self {
        let plan = Plan { snapshots: 0, machines: 12, token: TOKEN.to_owned(), ..Plan::default() };
        let sandbox = Sandbox::new(seed::world(&plan));
        {
            let mut world = sandbox.world();
            world.clock.set_frozen(true);
            let team = world.holder(TOKEN).expect("the key's holder").team_id.to_string();
            let machines: Vec<String> =
                world.team_by_id(&team).expect("the team").machines.iter().map(|one| one.id.to_string()).collect();
            for number in 0..snapshots {
                let machine = &machines[number % machines.len()];
                let name = format!("snapshot {number:015}");
                world.add_snapshot(&team, machine, &name, number % 4 != 0).expect("a snapshot");
            }
        }
        let dashboard = Dashboard { dist: told("SNAPDECK_RELEASE_DIST"), api_base_url: "/v1".to_owned() };
        let app = sandbox::app(&sandbox, Some(dashboard));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let server = Server::start(listener, app).expect("a server");
        let address = format!("http://{}", server.address);
        let browser = Browser::start(false).await;
        browser.resize(1280, 900).await;
        let limits = json!({ "script": SCRIPT_TIME.as_millis() });
        browser.ask(Method::POST, "timeouts".to_owned(), Some(limits)).await;
        let source = json!({ "source": probe::WATCH });
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", source).await;
        Self { browser, sandbox, address, _server: server }
    }

    /// Signs in, then opens the page as somebody who was signed in, with no list of an earlier visit: it would be there
    /// before the first page.
    pub async fn sign_in(&self) {
        self.browser.driver.goto(&self.address).await.expect("the page opens");
        self.probe(probe::SIGN_IN, &[json!(TOKEN)]).await;
        self.probe(probe::FORGET_LIST, &[]).await;
        self.browser.driver.refresh().await.expect("the page reloads");
        let there = "while (!document.querySelector('input[type=search]') || !document.querySelector('[role=row] a'))
            await new Promise((done) => requestAnimationFrame(done));";
        self.probe(there, &[]).await;
    }

    /// Makes each list call wait.
    pub fn slow_down(&self, round_trip_ms: u64) {
        let rule = json!({ "method": "GET", "path": "/snapshots", "times": u32::MAX, "delayMs": round_trip_ms });
        self.sandbox.world().faults.add(serde_json::from_value(rule).expect("a rule")).expect("room for a rule");
    }

    pub async fn load_the_rest(&self) -> Value {
        self.probe(probe::LOAD_THE_REST, &[]).await;
        loop {
            let took = self.probe(probe::THE_REST, &[json!(60)]).await;
            if !took.is_null() {
                return took;
            }
        }
    }

    pub async fn watch_tasks(&self) {
        self.probe(probe::WATCH_TASKS, &[]).await;
    }

    /// Runs a script in the page.
    pub async fn probe(&self, script: &str, arguments: &[Value]) -> Value {
        let result = self.browser.driver.execute(script, arguments.to_vec()).await;
        result.unwrap_or_else(|error| panic!("{error}: {script}")).json().clone()
    }

    /// The sum of all layout shifts since a moment of the page, and the moment of asking.
    pub async fn shift(&self, since: f64) -> (f64, f64) {
        let shift = self.probe(probe::LAYOUT_SHIFT, &[json!(since)]).await;
        if shift["sum"] != 0.0 {
            println!("  layout shift {}, the largest: {}", shift["sum"], shift["largest"]);
        }
        (shift["sum"].as_f64().expect("a number"), shift["now"].as_f64().expect("a time"))
    }

    /// What the page holds after a forced collection.
    pub async fn memory(&self) -> Memory {
        for _ in 0..3 {
            self.browser.cdp("HeapProfiler.collectGarbage", json!({})).await;
        }
        let heap = self.browser.cdp("Runtime.getHeapUsage", json!({})).await["usedSize"].as_f64().expect("a size");
        let wasm = self.probe(probe::WASM_BYTES, &[]).await.as_f64().expect("a size");
        Memory { wasm, heap }
    }
}
