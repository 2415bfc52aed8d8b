//! A sandbox that serves the built dashboard, a browser that looks at it, and what is checked after every journey.

use std::net::Ipv4Addr;
use std::ops::RangeInclusive;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::FutureExt as _;
use sandbox::ledger::Entry;
use sandbox::seed::{self, Plan};
use sandbox::serve::Server;
use sandbox::{Dashboard, Sandbox};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::browser::engine::{Can, Engine};
use crate::browser::{Browser, told};
use crate::front::Front;
use crate::page::Page;
use crate::tally;

/// How much of the ledger a failed journey shows.
const LINES_ON_FAILURE: usize = 20;

pub const TOKEN: &str = "journey-token";

/// The world of a journey. Its clock stands still: operations end when the journey says so.
#[derive(Clone)]
pub struct Scene {
    pub snapshots: usize,
    pub machines: usize,
    pub event_ms: RangeInclusive<i64>,
    pub release: bool,
    pub config: Option<&'static str>,
    /// What the journey needs that not every engine can do.
    pub needs: &'static [Can],
}

impl Default for Scene {
    fn default() -> Self {
        Self { snapshots: 30, machines: 3, event_ms: 10_000..=10_000, release: false, config: None, needs: &[] }
    }
}

/// Where a journey happens.
pub struct Stage {
    pub sandbox: Sandbox,
    pub page: Page,
    pub address: String,
    pub front: Front,
    _server: Server,
}

impl Stage {
    async fn set(scene: Scene) -> Self {
        let plan = Plan {
            snapshots: scene.snapshots,
            machines: scene.machines,
            token: TOKEN.to_owned(),
            event_ms: scene.event_ms,
            start_ms: Some(1_795_000_000_000),
            ..Plan::default()
        };
        let sandbox = Sandbox::new(seed::world(&plan));
        sandbox.world().clock.set_frozen(true);
        let dist = told(if scene.release { "SNAPDECK_RELEASE_DIST" } else { "SNAPDECK_DIST" });
        let api_base_url = scene.config.unwrap_or("/v1").to_owned();
        let front = Front::default();
        front.run_first(Engine::told().listens());
        let app = front.before(sandbox::app(&sandbox, Some(Dashboard { dist, api_base_url })));
        let listener = TcpListener::bind((own_host(), 0)).await.expect("a free port");
        let server = Server::start_without_keep_alive(listener, app).expect("a server");
        let address = format!("http://{}", server.address);
        Self { sandbox, page: Page::new(Browser::take(scene.needs).await), address, front, _server: server }
    }

    /// Opens a path of the dashboard.
    pub async fn open(&self, path: &str) {
        self.page.browser.open(&format!("{}{path}", self.address)).await;
    }

    /// Opens a path and signs in.
    pub async fn sign_in_at(&self, path: &str) {
        self.open(path).await;
        self.page.fill("API token", TOKEN).await;
        self.page.press_button("Sign in").await;
        self.page.sees_button("Create snapshot").await;
    }

    /// Opens the list as somebody who is signed in sees it.
    pub async fn sign_in(&self) {
        self.sign_in_at("/").await;
    }

    /// Fills in the dialog for a new snapshot, and sends it.
    pub async fn ask_to_create(&self, name: &str) {
        self.page.press_button("Create snapshot").await;
        self.page.fill("Name", name).await;
        self.page.press_button("Create").await;
    }

    /// Takes a snapshot and waits until it is under way.
    pub async fn begin_create(&self, name: &str) {
        self.ask_to_create(name).await;
        self.page.row_says(name, "Creating").await;
    }

    /// Moves the world's clock; all that is due by then has happened afterwards.
    pub fn advance_ms(&self, ms: i64) {
        self.sandbox.world().clock.advance(ms);
        drop(self.sandbox.world());
    }

    /// Sets a fault, as a person does through `/_sandbox/faults`.
    pub fn fault(&self, rule: Value) {
        let rule = serde_json::from_value(rule).expect("a rule");
        self.sandbox.world().faults.add(rule).expect("room for a rule");
    }

    /// Gives the account another key, once the page has asked for what others do: it asks again a minute later, so that what the
    /// journey does next is the first to find out.
    pub async fn replace_key(&self, new: &str) {
        let has_asked = async || (self.requests("GET", "/v1/machine-events") > 0).then_some(());
        self.page.eventually("a look at what others do", has_asked).await;
        self.sandbox.world().replace_key(TOKEN, new);
    }

    /// How many requests with that method and path there were.
    pub fn requests(&self, method: &str, path: &str) -> usize {
        self.sandbox.world().ledger.count_requests(method, path)
    }

    /// Which of these requests (`METHOD PATH`, or a path for every method) arrived, in the order of their answers.
    pub fn requests_in_order(&self, wanted: &[&str]) -> Vec<String> {
        let name = |entry: &Entry| {
            let Entry::Request { method, path, .. } = entry else { return None };
            let names = [path.clone(), format!("{method} {path}")];
            names.into_iter().find(|name| wanted.contains(&name.as_str()))
        };
        self.sandbox.world().ledger.entries().filter_map(name).collect()
    }

    /// How many effects of that name there were.
    pub fn effects(&self, name: &str) -> usize {
        self.sandbox.world().ledger.count_effects(name)
    }

    /// The names of the snapshots in the world, newest first.
    pub fn names(&self) -> Vec<String> {
        let world = self.sandbox.world();
        let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
        let mut names: Vec<String> = team.snapshots.iter().map(|snapshot| snapshot.name.to_string()).collect();
        names.reverse();
        names
    }

    /// The names that only one snapshot has, newest first.
    pub fn distinct_names(&self) -> Vec<String> {
        let all = self.names();
        all.iter().filter(|name| all.iter().filter(|other| other == name).count() == 1).cloned().collect()
    }

    /// The first machine by name: its id and its name.
    pub fn first_machine(&self) -> (String, String) {
        let world = self.sandbox.world();
        let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
        let mut machines: Vec<_> = team.machines.iter().map(|one| (one.name.to_string(), one.id.to_string())).collect();
        machines.sort();
        let (name, id) = machines.swap_remove(0);
        (id, name)
    }

    /// The last lines of the sandbox's ledger.
    fn last_requests(&self) -> String {
        let world = self.sandbox.world();
        let lines: Vec<String> = world.ledger.entries().map(|entry| format!("{entry:?}")).collect();
        lines[lines.len().saturating_sub(LINES_ON_FAILURE)..].join("\n")
    }

    /// A token never stands in an address: the ledger knows every one.
    fn assert_no_token_in_addresses(&self) {
        let world = self.sandbox.world();
        for entry in world.ledger.entries() {
            if let Entry::Request { path, query, .. } = entry {
                assert!(!path.contains(TOKEN) && !query.contains(TOKEN), "the token was in {path}?{query}");
            }
        }
    }
}

/// A host that no other journey has: what a browser keeps is of one of them only.
fn own_host() -> Ipv4Addr {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    Ipv4Addr::from_bits(Ipv4Addr::LOCALHOST.to_bits() + NEXT.fetch_add(1, Ordering::Relaxed))
}

/// An API of another origin, on a clock that stands still.
pub struct Elsewhere {
    pub sandbox: Sandbox,
    /// Where it is, for the configuration of a scene.
    pub address: &'static str,
    _server: Server,
}

impl Elsewhere {
    pub async fn start() -> Self {
        let plan = Plan { snapshots: 5, machines: 1, token: TOKEN.to_owned(), ..Plan::default() };
        let sandbox = Sandbox::new(seed::world(&plan));
        sandbox.world().clock.set_frozen(true);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let server = Server::start(listener, sandbox::app(&sandbox, None)).expect("a server");
        let address = Box::leak(format!("http://{}/v1", server.address).into_boxed_str());
        Self { sandbox, address, _server: server }
    }
}

/// Plays a journey. Afterwards nothing may have violated the policy or panicked; where it fails, it leaves a picture.
pub async fn journey<B, F>(name: &str, scene: Scene, body: B)
where
    B: FnOnce(Arc<Stage>) -> F,
    F: Future<Output = ()>,
{
    let engine = Engine::told();
    if let Some(why) = scene.needs.iter().find_map(|can| engine.lacks(*can)) {
        return tally::note("skipped", name, why);
    }
    tally::note("begun", name, "");
    let stage = Arc::new(Stage::set(scene).await);
    let result = AssertUnwindSafe(body(Arc::clone(&stage))).catch_unwind().await;
    let console = stage.page.browser.console().await;
    if let Err(panic) = result {
        stage.page.picture(&format!("failed-{name}")).await;
        eprintln!("{name} failed at {}\nconsole:\n{}", stage.page.address().await, console.join("\n"));
        eprintln!("what the sandbox saw last:\n{}", stage.last_requests());
        std::panic::resume_unwind(panic);
    }
    let bad = ["Content Security Policy", "Content-Security-Policy", "Trusted", "panicked", "Uncaught", "unreachable"];
    let complaints: Vec<_> = console.iter().filter(|line| bad.iter().any(|word| line.contains(word))).collect();
    assert!(complaints.is_empty(), "{name}: {complaints:#?}");
    stage.assert_no_token_in_addresses();
    stage.page.browser.give_back();
    tally::note("passed", name, "");
}
