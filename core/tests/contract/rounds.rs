//! What a round of following asks, and what it heeds.

use std::cell::RefCell;

use serde_json::json;
use snapdeck_core::api::call::Call;
use snapdeck_core::api::snapshots;
use snapdeck_core::list::query::Query;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::calls::{Service, go_round};
use snapdeck_core::operations::operation::{Operation, OperationId, Verb};
use snapdeck_core::operations::tracker::{Happened, Round};

use crate::stage::Stage;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

impl Service for Stage {
    fn call<T>(&self, call: Call<T>) -> impl Future<Output = Result<T, Problem>> {
        self.send(call)
    }

    fn now(&self) -> Timestamp {
        NOW
    }
}

#[tokio::test]
async fn every_question_of_a_round_heeds_how_long_the_service_wants_to_be_left_alone() {
    let stage = Stage::of(3);
    let page = stage.send(snapshots::list(&Query::default(), None, 1)).await.expect("a page");
    let snapshot = page.items.first().expect("a snapshot").clone();
    let id = OperationId::new(NOW, 1);
    let of = |verb| Operation::intended(id.clone(), verb, &snapshot, "machine".into(), NOW);
    let look = Round { look_for: vec![id.clone()], ..Round::default() };
    let check = Round { check: vec![id.clone()], ..Round::default() };
    let find_safety = Round { find_safety: vec![id.clone()], ..Round::default() };
    for (what, path, verb, round) in [
        ("looking for a create: events", "/machine-events", Verb::Create, &look),
        ("looking for a create: snapshots", "/snapshots", Verb::Create, &look),
        ("looking for a delete", "/snapshots/*", Verb::Delete, &look),
        ("whether it is still there", "/snapshots/*", Verb::Delete, &check),
        ("the safety snapshot", "/snapshots", Verb::Restore, &find_safety),
    ] {
        let rule = json!({ "path": path, "times": 1, "status": 429, "headers": { "retry-after": "7" } });
        stage.control("faults", rule).await;
        let heard = RefCell::new(Vec::new());
        go_round(&stage, round, &[of(verb)], |happened| heard.borrow_mut().push(happened)).await;
        let last = heard.into_inner().pop();
        assert!(matches!(last, Some(Happened::RoundEnded(Some(7_000)))), "{what}: {last:?}");
    }
}
