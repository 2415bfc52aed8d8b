//! The way between a tab and the sandbox's router, with everything that can go wrong on it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use http_body_util::BodyExt as _;
use sandbox::Sandbox;
use sandbox::seed::{self, Plan};
use snapdeck_core::api::call::{Answer, Call, Request};
use snapdeck_core::api::token::Token;
use snapdeck_core::model::problem::{Problem, Refusal};
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::calls::Service;
use tower::ServiceExt as _;

use crate::action::Fault;

const FIRST_KEY: &str = "key-0";

/// When the simulated world begins.
pub const START_MS: i64 = 1_795_000_000_000;

/// The wire, the service behind it, and the time on both of its sides.
pub struct Wire {
    pub sandbox: Sandbox,
    app: Router,
    keys: RefCell<(u32, String)>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// The time of this computer.
    now_ms: i64,
    online: bool,
    /// The service refused the key: nothing is sent until there is another.
    expired: bool,
    next: Option<Fault>,
    reads: Vec<Fault>,
    lost: Option<Fault>,
    hits: BTreeMap<&'static str, u64>,
    sent: u64,
}

impl Wire {
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
        let state = State { now_ms: START_MS, online: true, ..State::default() };
        Self { sandbox, app, keys: RefCell::new((0, FIRST_KEY.to_owned())), state: RefCell::new(state) }
    }

    /// Lets time pass, here and at the service.
    pub fn pass(&self, ms: i64) {
        self.state.borrow_mut().now_ms += ms;
        self.sandbox.world().clock.advance(ms);
        drop(self.sandbox.world());
    }

    /// The clock of this computer jumps; the service's does not.
    pub fn jump(&self, ms: i64) {
        self.state.borrow_mut().now_ms += ms;
    }

    pub fn set_online(&self, online: bool) {
        self.state.borrow_mut().online = online;
    }

    pub fn is_online(&self) -> bool {
        self.state.borrow().online
    }

    /// What happens to the next request, whatever it is.
    pub fn next_fault(&self, fault: Fault) {
        self.state.borrow_mut().next = Some(fault);
    }

    /// What happens to the next reads.
    pub fn fail_reads(&self, fault: Fault, times: usize) {
        self.state.borrow_mut().reads.extend(std::iter::repeat_n(fault, times));
    }

    /// The fault because of which the last answer reaches nobody: its page is gone.
    pub fn take_lost(&self) -> Option<Fault> {
        self.state.borrow_mut().lost.take()
    }

    pub fn revoke(&self) {
        let mut keys = self.keys.borrow_mut();
        let next = format!("key-{}", keys.0 + 1);
        self.sandbox.world().replace_key(&format!("key-{}", keys.0), &next);
        keys.0 += 1;
    }

    pub fn renew(&self) {
        let mut keys = self.keys.borrow_mut();
        keys.1 = format!("key-{}", keys.0);
        self.state.borrow_mut().expired = false;
    }

    /// Nothing goes wrong any more.
    pub fn heal(&self) {
        self.renew();
        let mut state = self.state.borrow_mut();
        (state.online, state.next, state.lost) = (true, None, None);
        state.reads.clear();
    }

    pub fn hit(&self, what: &'static str) {
        *self.state.borrow_mut().hits.entry(what).or_default() += 1;
    }

    pub fn hits(&self) -> BTreeMap<&'static str, u64> {
        self.state.borrow().hits.clone()
    }

    /// How many requests were sent.
    pub fn sent(&self) -> u64 {
        self.state.borrow().sent
    }

    fn fault_for(&self, request: &Request) -> Fault {
        let mut state = self.state.borrow_mut();
        let planned = state.next.take().filter(|fault| *fault != Fault::None);
        let is_read = request.method.as_str() == "GET";
        planned.or_else(|| if is_read { state.reads.pop() } else { None }).unwrap_or(Fault::None)
    }

    async fn deliver(&self, request: &Request) -> Answer {
        let token = Token::parse(&self.keys.borrow().1).expect("a token");
        let mut out =
            axum::http::Request::builder().method(request.method.as_str()).uri(format!("/v1{}", request.target));
        for (name, value) in request.headers(&token) {
            out = out.header(name, value);
        }
        let body = request.body.clone().map_or_else(Body::empty, Body::from);
        let response = self.app.clone().oneshot(out.body(body).expect("a request")).await.expect("an answer");
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        Answer { status, body: String::from_utf8(bytes.to_vec()).expect("text"), retry_after: None }
    }

    async fn exchange(&self, request: &Request) -> Result<Answer, Problem> {
        let fault = self.fault_for(request);
        self.state.borrow_mut().sent += 1;
        if fault != Fault::None {
            self.hit(fault.name());
        }
        let refused = |status, retry_after: Option<&str>| Answer {
            status,
            body: String::new(),
            retry_after: retry_after.map(str::to_owned),
        };
        match fault {
            Fault::None => Ok(self.deliver(request).await),
            Fault::Before => Err(Problem::Unreachable),
            Fault::Refused(status) => Ok(refused(status, (status == 429).then_some("3"))),
            Fault::ReloadBefore => {
                self.state.borrow_mut().lost = Some(fault);
                Err(Problem::Unreachable)
            }
            Fault::After | Fault::Middle => {
                self.deliver(request).await;
                Err(Problem::Unreachable)
            }
            Fault::TimedOut => {
                self.deliver(request).await;
                Err(Problem::TimedOut)
            }
            Fault::Gateway => {
                self.deliver(request).await;
                Ok(refused(502, None))
            }
            Fault::ReloadAfter => {
                self.deliver(request).await;
                self.state.borrow_mut().lost = Some(fault);
                Err(Problem::Unreachable)
            }
        }
    }
}

impl Service for Wire {
    async fn call<T>(&self, call: Call<T>) -> Result<T, Problem> {
        if self.state.borrow().expired {
            return Err(Problem::Refused(Refusal { status: 401, ..Refusal::default() }));
        }
        if !self.is_online() {
            return Err(Problem::Offline);
        }
        let result = call.read(&self.exchange(&call.request).await?);
        if result.as_ref().is_err_and(Problem::is_unauthorized) {
            self.state.borrow_mut().expired = true;
        }
        result
    }

    fn now(&self) -> Timestamp {
        Timestamp(self.state.borrow().now_ms)
    }
}
