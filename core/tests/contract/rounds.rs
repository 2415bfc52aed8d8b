//! What a round of following asks, and what it heeds: the runner's own, against the sandbox's router.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use snapdeck_core::api::request::{Answer, Request};
use snapdeck_core::api::snapshots;
use snapdeck_core::list::inventory::Inventory;
use snapdeck_core::list::query::Query;
use snapdeck_core::model::account::{Account, AuthState};
use snapdeck_core::model::config::ApiBaseUrl;
use snapdeck_core::model::event::EventState;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::model::token::Token;
use snapdeck_core::operations::operation::{Note, Operation, OperationId, Phase, Undo, Verb};
use snapdeck_core::operations::tracker::{OperationEvent, Tracker};
use snapdeck_core::runner::{Area, Host, Keeps, Notice, Refused, Runner};

use crate::stage::{Stage, TOKEN};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// A host that stores nothing and carries every task out at once.
#[derive(Clone)]
struct Bare(Rc<Inner>);

struct Inner {
    stage: Stage,
    tracker: RefCell<Tracker>,
    inventory: RefCell<Inventory>,
    woken_at: RefCell<Vec<Timestamp>>,
}

impl Keeps<Tracker> for Bare {
    fn change<T>(&self, _quiet: bool, change: impl FnOnce(&mut Tracker) -> T) -> T {
        change(&mut self.0.tracker.borrow_mut())
    }

    fn look<T>(&self, look: impl FnOnce(&Tracker) -> T) -> T {
        look(&self.0.tracker.borrow())
    }
}

impl Keeps<Inventory> for Bare {
    fn change<T>(&self, _quiet: bool, change: impl FnOnce(&mut Inventory) -> T) -> T {
        change(&mut self.0.inventory.borrow_mut())
    }

    fn look<T>(&self, look: impl FnOnce(&Inventory) -> T) -> T {
        look(&self.0.inventory.borrow())
    }
}

impl Host for Bare {
    fn now(&self) -> Timestamp {
        NOW
    }

    fn chance(&self) -> f64 {
        0.0
    }

    fn is_visible(&self) -> bool {
        true
    }

    fn is_online(&self) -> bool {
        true
    }

    fn read(&self, _: Area, _: &str) -> Result<Option<String>, Refused> {
        Err(Refused)
    }

    fn write(&self, _: Area, _: &str, _: &str) -> Result<(), Refused> {
        Err(Refused)
    }

    fn remove(&self, _: Area, _: &str) -> Result<(), Refused> {
        Err(Refused)
    }

    fn forget_list(&self, _: &str) {}

    async fn send(&self, token: &Token, request: &Request) -> Result<Answer, Problem> {
        assert_eq!(*token, Token::parse(TOKEN).expect("a token"));
        Ok(self.0.stage.exchange(request).await)
    }

    async fn wait(&self, _: u64) {}

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        futures_executor::block_on(task);
    }

    fn wake_at(&self, moment: Timestamp) {
        self.0.woken_at.borrow_mut().push(moment);
    }

    fn auth(&self) -> AuthState {
        AuthState::SignedIn(Account::new(Token::parse(TOKEN).expect("a token"), None))
    }

    fn set_auth(&self, _: AuthState) {}

    fn notify(&self, _: Notice) {}
}

/// When the next round is planned after one in which an operation was asked about.
async fn next_round_after(stage: Stage, operation: Operation) -> Timestamp {
    let (tracker, inventory, woken_at) = Default::default();
    let host = Bare(Rc::new(Inner { stage, tracker, inventory, woken_at }));
    let base = ApiBaseUrl::from_config(r#"{"apiBaseUrl":"/v1"}"#).expect("an address");
    let runner = Runner::new(host, base);
    runner.tell::<Tracker>(OperationEvent::Remembered(vec![operation], Default::default()));
    let woken_at = runner.host().0.woken_at.borrow();
    *woken_at.last().expect("another round is planned")
}

#[tokio::test]
async fn every_question_of_a_round_heeds_how_long_the_service_wants_to_be_left_alone() {
    let first = Stage::of(3).send(snapshots::list(&Query::default(), None, 1)).await.expect("a page");
    let snapshot = first.items.first().expect("a snapshot").clone();
    let of = |verb, phase| Operation {
        note: Some(Note::default()),
        event: Some("me0".into()),
        phase,
        ..Operation::intended(OperationId::new(NOW, 1), verb, &snapshot, "machine".into(), NOW)
    };
    let unsure = |verb| of(verb, Phase::Unsure { next_look: NOW, looks: 0, finding: Default::default() });
    let looking = Undo::Looking { next_look: NOW, looks: 0 };
    let ended = Phase::Ended { outcome: snapdeck_core::operations::operation::Outcome::Done, at: NOW };
    let restored = Operation { undo: looking, told: true, ..of(Verb::Restore, ended) };
    for (what, path, operation) in [
        ("the list of events", "/machine-events", of(Verb::Create, Phase::Following { state: EventState::New })),
        ("looking for a create: snapshots", "/snapshots", unsure(Verb::Create)),
        ("looking for a delete", "/snapshots/*", unsure(Verb::Delete)),
        ("whether it is still there", "/snapshots/*", of(Verb::Delete, Phase::Checking)),
        ("the safety snapshot", "/snapshots", restored),
    ] {
        let stage = Stage::of(3);
        let rule = json!({ "path": path, "times": 1, "status": 429, "headers": { "retry-after": "20" },
            "body": { "code": "TOO_MANY_REQUESTS", "message": "wait" } });
        stage.control("faults", rule).await;
        assert_eq!(next_round_after(stage, operation).await, NOW.plus_ms(20_000), "{what}");
    }
}
