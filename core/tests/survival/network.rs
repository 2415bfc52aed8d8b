//! The way between the tabs and the sandbox's router, and the time on both of its sides.

mod cut;

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use futures_channel::oneshot;
use http_body_util::BodyExt as _;
use sandbox::Sandbox;
use sandbox::seed::{self, Plan};
use snapdeck_core::api::request::{Answer, Method, Request};
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::token::Token;
use snapdeck_core::operations::operation::OperationId;
use tower::ServiceExt as _;

use crate::fault::{EventList, Fault};
use crate::host::TabId;

/// The key of the first account to begin with; the sandbox derives the others' from it.
pub const FIRST_KEY: &str = "key";

/// When the simulated world begins.
pub const START_MS: i64 = 1_795_000_000_000;

/// The longest that a request or an answer is on its way, in milliseconds.
const WAY_MAX_MS: i64 = 500;

/// When a browser gives a call up, in milliseconds.
const TIMEOUT_MS: i64 = 30_000;

/// What comes of a request.
type Outcome = Result<Answer, Problem>;

/// A request on its way to the service, or its answer on the way back.
struct Flight {
    tab: TabId,
    due_ms: i64,
    request: Request,
    token: Token,
    intention: Option<OperationId>,
    fault: Fault,
    /// The answer, once the service was reached.
    outcome: Option<Outcome>,
    reply: oneshot::Sender<Outcome>,
}

/// What an intention's request did, each time that it reached the service.
#[derive(Clone, Debug, Default)]
pub struct Deeds {
    /// How often our own code sent it.
    pub sent: usize,
    /// The events that it began, and for a create the snapshots; more than one where the browser sent it again.
    pub events: Vec<String>,
    pub snapshots: Vec<String>,
}

/// The network, and the service behind it.
pub struct Network {
    pub sandbox: Sandbox,
    app: Router,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    flights: Vec<Flight>,
    writes: Vec<Fault>,
    reads: Vec<Fault>,
    sessions_fail: usize,
    /// What that tab sends next takes so many milliseconds longer.
    held_back: Option<(TabId, i64)>,
    online: bool,
    events: EventList,
    hits: BTreeMap<&'static str, u64>,
    deeds: BTreeMap<OperationId, Deeds>,
    sent: u64,
    draws: u64,
}

impl Network {
    pub fn new() -> Self {
        let plan = Plan {
            snapshots: 8,
            machines: 2,
            token: FIRST_KEY.to_owned(),
            event_ms: 2_000..=40_000,
            start_ms: Some(START_MS),
            ..Plan::default()
        };
        let sandbox = Sandbox::new(seed::world(&plan));
        sandbox.world().clock.set_frozen(true);
        let app = sandbox::app(&sandbox, None);
        Self { sandbox, app, state: RefCell::new(State { online: true, ..State::default() }) }
    }

    /// A number in 0..1 that is the same in each repetition of a run.
    pub fn chance(&self) -> f64 {
        let mut state = self.state.borrow_mut();
        state.draws = state.draws.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state.draws >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }

    /// A clock that never jumps: the service's.
    pub fn steady_ms(&self) -> i64 {
        self.sandbox.world().clock.now_ms()
    }

    pub fn advance(&self, ms: i64) {
        self.sandbox.world().clock.advance(ms);
        drop(self.sandbox.world());
    }

    pub fn is_online(&self) -> bool {
        self.state.borrow().online
    }

    pub fn hit(&self, what: &'static str) {
        *self.state.borrow_mut().hits.entry(what).or_default() += 1;
    }

    pub fn hits(&self) -> BTreeMap<&'static str, u64> {
        self.state.borrow().hits.clone()
    }

    /// How often events were asked for.
    pub fn sent(&self) -> u64 {
        self.state.borrow().sent
    }

    /// What became of the requests of an intention.
    pub fn deeds(&self, id: &OperationId) -> Deeds {
        self.state.borrow().deeds.get(id).cloned().unwrap_or_default()
    }

    /// What happens to the next write.
    pub fn next_write(&self, fault: Fault) {
        self.state.borrow_mut().writes = vec![fault];
    }

    /// What happens to the next reads.
    pub fn fail_reads(&self, fault: Fault, times: usize) {
        self.state.borrow_mut().reads.extend(std::iter::repeat_n(fault, times));
    }

    /// The next questions who a key belongs to are answered by a 503.
    pub fn fail_sessions(&self, times: usize) {
        self.state.borrow_mut().sessions_fail = times;
    }

    pub fn set_event_list(&self, events: EventList) {
        self.state.borrow_mut().events = events;
    }

    /// Nothing goes wrong any more, but for what a list of events may be for good.
    pub fn heal(&self) {
        let mut state = self.state.borrow_mut();
        state.writes.clear();
        state.reads.clear();
        (state.sessions_fail, state.online) = (0, true);
    }

    /// A tab sends a request.
    pub fn send(
        &self,
        tab: TabId,
        token: &Token,
        request: &Request,
        intention: Option<OperationId>,
    ) -> oneshot::Receiver<Outcome> {
        let (reply, answer) = oneshot::channel();
        let way_ms = self.way_ms();
        let mut state = self.state.borrow_mut();
        let held_ms = state.held_back.take_if(|(held, _)| *held == tab).map_or(0, |(_, ms)| ms);
        let due_ms = self.steady_ms() + way_ms + held_ms;
        state.sent += u64::from(request.target.starts_with("/machine-events"));
        if let Some(id) = &intention {
            state.deeds.entry(id.clone()).or_default().sent += 1;
        }
        let fault = match request.method {
            Method::Get => state.reads.pop(),
            _ => state.writes.pop(),
        };
        let fault = fault.unwrap_or(Fault::None);
        if fault != Fault::None {
            *state.hits.entry(fault.name()).or_default() += 1;
        }
        let (request, token) = (request.clone(), token.clone());
        state.flights.push(Flight { tab, due_ms, request, token, intention, fault, outcome: None, reply });
        answer
    }

    #[expect(clippy::cast_possible_truncation, reason = "a share of a fraction of a second")]
    fn way_ms(&self) -> i64 {
        1 + (self.chance() * WAY_MAX_MS as f64) as i64
    }

    /// When the next thing happens on the way.
    pub fn next_due(&self) -> Option<i64> {
        self.state.borrow().flights.iter().map(|flight| flight.due_ms).min()
    }

    /// Lets happen on the way what is due by now: a request arrives, or an answer.
    pub fn arrive(&self) {
        let now_ms = self.steady_ms();
        loop {
            let mut state = self.state.borrow_mut();
            let Some(at) = state.flights.iter().position(|flight| flight.due_ms <= now_ms) else { return };
            let flight = state.flights.remove(at);
            drop(state);
            match flight.outcome {
                // The tab may be gone: then nobody hears it.
                Some(outcome) => drop(flight.reply.send(outcome)),
                None => self.reach(flight, now_ms),
            }
        }
    }

    /// A request has reached the service.
    fn reach(&self, mut flight: Flight, now_ms: i64) {
        let page = |status| Answer { status, body: "<html>Oops</html>".to_owned(), retry_after: None };
        let refused = |status| Answer {
            status,
            body: format!(r#"{{"code":"CODE_{status}","message":"no"}}"#),
            retry_after: (status == 429).then(|| "3".to_owned()),
        };
        let mut wait_ms = self.way_ms();
        let outcome = match flight.fault {
            Fault::None => Ok(self.deliver(&flight)),
            Fault::Before => Err(Problem::Unreachable),
            Fault::Refused(status) => Ok(refused(status)),
            Fault::Stopped(status) => Ok(page(status)),
            Fault::After => {
                self.deliver(&flight);
                Err(Problem::Unreachable)
            }
            Fault::TimedOut => {
                self.deliver(&flight);
                wait_ms = TIMEOUT_MS - WAY_MAX_MS;
                Err(Problem::TimedOut)
            }
            Fault::Gateway(status) => {
                self.deliver(&flight);
                Ok(page(status))
            }
            Fault::Resent => {
                self.deliver(&flight);
                Ok(self.deliver(&flight))
            }
            Fault::ResentLost => {
                self.deliver(&flight);
                self.deliver(&flight);
                Err(Problem::Unreachable)
            }
        };
        (flight.outcome, flight.due_ms) = (Some(outcome), now_ms + wait_ms);
        self.state.borrow_mut().flights.push(flight);
    }

    /// The service acts on a request and answers.
    fn deliver(&self, flight: &Flight) -> Answer {
        let Flight { request, token, intention, .. } = flight;
        let is_session = request.target == "/auth/session";
        let is_event_list = request.method == Method::Get && request.target.starts_with("/machine-events?");
        {
            let mut state = self.state.borrow_mut();
            if is_session && state.sessions_fail > 0 {
                state.sessions_fail -= 1;
                let body = r#"{"code":"INTERNAL_SERVER_ERROR","message":"Oops"}"#.to_owned();
                return Answer { status: 503, body, retry_after: None };
            }
            if is_event_list && state.events == EventList::Fails && !request.target.contains("machineId") {
                let body = r#"{"code":"INTERNAL_SERVER_ERROR","message":"Oops"}"#.to_owned();
                return Answer { status: 500, body, retry_after: None };
            }
            if is_event_list && state.events == EventList::Refused {
                let body = r#"{"code":"FORBIDDEN","message":"No"}"#.to_owned();
                return Answer { status: 403, body, retry_after: None };
            }
        }
        let mut out =
            axum::http::Request::builder().method(request.method.as_str()).uri(format!("/v1{}", request.target));
        for (name, value) in request.headers(token) {
            out = out.header(name, value);
        }
        let body = request.body.clone().map_or_else(Body::empty, Body::from);
        let out = out.body(body).expect("a request");
        let answer = futures_executor::block_on(async {
            let response = self.app.clone().oneshot(out).await.expect("an answer");
            let status = response.status().as_u16();
            let bytes = response.into_body().collect().await.expect("a body").to_bytes();
            Answer { status, body: String::from_utf8(bytes.to_vec()).expect("text"), retry_after: None }
        });
        if let Some(id) = intention.as_ref().filter(|_| answer.status == 200) {
            self.note_deed(id, &answer.body);
        }
        let is_malformed = is_event_list && self.state.borrow().events == EventList::Malformed;
        let body = if is_malformed { answer.body.replacen("\"state\":", "\"status\":", 1) } else { answer.body };
        Answer { body, ..answer }
    }

    fn note_deed(&self, id: &OperationId, body: &str) {
        let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
        let text = |pointer: &str| body.pointer(pointer).and_then(|id| id.as_str()).expect("an id").to_owned();
        let mut state = self.state.borrow_mut();
        let deeds = state.deeds.entry(id.clone()).or_default();
        deeds.events.push(text("/event/id"));
        deeds.snapshots.push(text("/data/id"));
    }
}
