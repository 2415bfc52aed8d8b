//! What a person waits for on a slow line: Snapdeck's list beside that of two others, in headless Chromium.
//!
//! `cargo xtask bench peers` builds all three, runs this and writes `docs/peers.md`. All ask one sandbox for the same data and
//! are served by the same code with the same compression. Each load has a browser of its own with a fresh profile, so that
//! nothing is cached: no file, no compiled code, no list of an earlier visit. They take turns, since a machine has moods.

#![expect(clippy::expect_used, clippy::panic, reason = "a measurement that cannot be made ends the program")]

#[expect(dead_code, reason = "the journeys use more of it")]
#[path = "../../tests/e2e/browser/mod.rs"]
mod browser;
#[path = "../machine.rs"]
mod machine;
#[expect(dead_code, reason = "the other measurements use more of it")]
#[path = "../probe.rs"]
mod probe;
mod report;
mod serve;

use axum::http::Method;
use sandbox::Sandbox;
use sandbox::seed::{self, Plan};
use serde_json::{Value, json};

use crate::browser::{Browser, told};
use crate::serve::{Policy, Served};

const TOKEN: &str = "bench";
const SNAPSHOTS: usize = 1_000;
const ROUNDS: usize = 7;

/// The line and the processor.
const LATENCY_MS: u32 = 150;
const DOWN_BITS_PER_SECOND: u32 = 1_600_000;
const UP_BITS_PER_SECOND: u32 = 750_000;
const CPU_SLOWDOWN: u32 = 4;

/// The longest that a page may take, in milliseconds.
const DEADLINE_MS: u32 = 60_000;

/// Watches a document from its beginning.
const WATCH: &str = include_str!("watch.js");

/// What a load came to. A peer without verbs has no button.
struct Load {
    row_ms: f64,
    button_ms: Option<f64>,
    /// Of the page, its styles, scripts and programs, as they travelled.
    bytes: f64,
}

#[tokio::main]
async fn main() {
    let sandbox = Sandbox::new(seed::world(&Plan { snapshots: SNAPSHOTS, token: TOKEN.to_owned(), ..Plan::default() }));
    // No schedule takes a snapshot meanwhile.
    sandbox.world().clock.set_frozen(true);
    let newest = newest(&sandbox);
    let peers = told("SNAPDECK_PEERS");
    let mut applications = [
        Served::start("Snapdeck", told("SNAPDECK_RELEASE_DIST"), Policy::Strict, &sandbox).await,
        Served::start("react-admin", peers.join("react-admin"), Policy::Wider, &sandbox).await,
        Served::start("React with TanStack", peers.join("tanstack"), Policy::Strict, &sandbox).await,
    ];
    // React-admin and the bare list hold the token alone.
    let account = account(&applications[0].address).await;
    let storage = json!({ "snapdeck.account": account, "token": TOKEN });
    for round in 1..=ROUNDS {
        for application in &mut applications {
            let has_button = application.name != "React with TanStack";
            let wanted = json!({ "storage": storage, "newest": newest, "hasButton": has_button });
            let load = load(&application.address, &wanted).await;
            let button = load.button_ms.map_or_else(|| "–".to_owned(), |ms| format!("{ms:.0} ms"));
            println!(
                "{round} {}: first row {:.0} ms, first button {button}, {:.0} bytes",
                application.name, load.row_ms, load.bytes
            );
            application.loads.push(load);
        }
    }
    report::write(&applications);
}

/// The name in the first row of every list.
fn newest(sandbox: &Sandbox) -> String {
    let world = sandbox.world();
    let team = &world.holder(TOKEN).expect("the key's holder").team_id;
    let snapshots = &world.team_by_id(team).expect("the team").snapshots;
    snapshots.iter().last().expect("a snapshot").name.to_string()
}

/// What Snapdeck keeps of somebody who signed in.
async fn account(address: &str) -> String {
    let browser = Browser::start(false).await;
    browser.driver.goto(address).await.expect("the page opens");
    run(&browser, probe::SIGN_IN, vec![json!(TOKEN)]).await;
    let account = run(&browser, "return localStorage.getItem('snapdeck.account');", Vec::new()).await;
    end(browser).await;
    account.as_str().expect("an account is kept").to_owned()
}

/// One visit of somebody whose account is kept, and nothing else.
async fn load(address: &str, wanted: &Value) -> Load {
    let browser = Browser::start(false).await;
    browser.resize(1280, 900).await;
    let limits = json!({ "script": DEADLINE_MS, "pageLoad": DEADLINE_MS });
    browser.ask(Method::POST, "timeouts".to_owned(), Some(limits)).await;
    browser.cdp("Network.enable", json!({})).await;
    let line = json!({
        "offline": false,
        "latency": LATENCY_MS,
        "downloadThroughput": DOWN_BITS_PER_SECOND / 8,
        "uploadThroughput": UP_BITS_PER_SECOND / 8,
    });
    browser.cdp("Network.emulateNetworkConditions", line).await;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": CPU_SLOWDOWN })).await;
    let source = json!({ "source": format!("({WATCH})({wanted});") });
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", source).await;
    browser.driver.goto(address).await.expect("the page opens");
    let seen = run(&browser, "return window.seen;", Vec::new()).await;
    let complaints: Vec<String> =
        browser.console().await.into_iter().filter(|line| line.starts_with("SEVERE")).collect();
    assert!(complaints.is_empty(), "{address} is not as it should be: {complaints:?}");
    end(browser).await;
    let page_ms = seen["pageMs"].as_f64().expect("a time");
    assert!(page_ms >= f64::from(LATENCY_MS), "the line is not slow: the page was there after {page_ms} ms");
    Load {
        row_ms: seen["rowMs"].as_f64().expect("a time"),
        button_ms: seen["buttonMs"].as_f64(),
        bytes: seen["bytes"].as_f64().expect("a size"),
    }
}

/// Runs a script in the page.
async fn run(browser: &Browser, script: &str, arguments: Vec<Value>) -> Value {
    let result = browser.driver.execute(script, arguments).await;
    result.unwrap_or_else(|error| panic!("{error}: {script}")).json().clone()
}

/// Ends a browser by its own means, so that it takes its profile along.
async fn end(browser: Browser) {
    browser.driver.clone().quit().await.expect("the browser ends");
}
