//! Answers that are wrong in every way that a rule can ask for, read by the dashboard's own decoder.

use serde_json::json;
use snapdeck_core::api::{machine_events, snapshots};
use snapdeck_core::list::query::Query;
use snapdeck_core::model::event::EventState;
use snapdeck_core::model::problem::Problem;

use crate::stage::Stage;

#[tokio::test]
async fn a_page_without_a_cursor_with_a_repeated_one_and_with_duplicates() {
    let stage = Stage::of(40);
    let list = || snapshots::list(&Query::default(), None, 20);
    let rule = |change: serde_json::Value| {
        let mut rule = json!({ "path": "/snapshots" });
        rule.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        rule
    };
    stage.control("faults", rule(json!({ "remove": ["/nextPage"] }))).await;
    let page = stage.send(list()).await.expect("a page");
    assert_eq!((page.has_more, page.next_page), (true, None));
    stage.control("faults", rule(json!({ "set": { "/nextPage": "again" } }))).await;
    assert_eq!(stage.send(list()).await.expect("a page").next_page.as_deref(), Some("again"));
    stage.control("faults", rule(json!({ "duplicate": ["/items/0"] }))).await;
    let page = stage.send(list()).await.expect("a page");
    assert_eq!((page.items.len(), &page.items[20]), (21, &page.items[0]));
}

#[tokio::test]
async fn every_wrong_field_is_one_readable_problem() {
    let stage = Stage::of(5);
    for change in [
        json!({ "remove": ["/items/0/name"] }),
        json!({ "set": { "/items/0/name": null } }),
        json!({ "set": { "/items/0/id": 5 } }),
        json!({ "set": { "/items/0/isAutoSnapshot": "yes" } }),
        json!({ "remove": ["/items"] }),
        json!({ "set": { "/hasMore": 1 } }),
        json!({ "set": { "/nextPage": 5 } }),
        json!({ "truncate": true }),
    ] {
        let mut rule = json!({ "path": "/snapshots" });
        rule.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        stage.control("faults", rule).await;
        let problem = stage.send(snapshots::list(&Query::default(), None, 5)).await;
        assert!(matches!(&problem, Err(Problem::Garbled { why }) if !why.is_empty()), "{change}: {problem:?}");
    }
    stage.control("faults", json!({ "path": "/snapshots", "set": { "/items/0/size": 7, "/more": {} } })).await;
    assert!(
        stage.send(snapshots::list(&Query::default(), None, 5)).await.is_ok(),
        "more than the reference is no harm"
    );
}

#[tokio::test]
async fn an_unknown_state_and_name_of_an_event_are_kept() {
    let stage = Stage::of(5);
    let change =
        json!({ "/items/0/state": "hibernating", "/items/0/name": "snapshot-polish", "/items/0/dtCreated": "soon" });
    stage.control("faults", json!({ "path": "/machine-events", "set": change })).await;
    let page = stage.send(machine_events::list(None, 5)).await.expect("a page");
    let event = &page.items[0];
    assert_eq!((&event.state, &*event.name), (&EventState::Other("hibernating".into()), "snapshot-polish"));
    assert_eq!(event.dt_created, None);
}

#[tokio::test]
async fn a_rule_with_a_probability_applies_as_often_as_its_seed_says() {
    let hits = async || {
        let stage = Stage::of(5);
        stage
            .control("faults", json!({ "path": "/snapshots", "times": 1000, "status": 500, "probability": 0.3 }))
            .await;
        let mut hits = Vec::new();
        for _ in 0..200 {
            hits.push(stage.send(snapshots::list(&Query::default(), None, 1)).await.is_err());
        }
        hits
    };
    let first = hits().await;
    let count = first.iter().filter(|hit| **hit).count();
    assert!((30..90).contains(&count), "{count} of 200");
    assert_eq!(first, hits().await, "the same seed, the same faults");
}
