//! The names of snapshots that make things fail, as a person types them in the demo.

use sandbox::work::Fate;
use snapdeck_core::api::{machine_events, snapshots};
use snapdeck_core::list::query::Query;
use snapdeck_core::model::event::EventState;

use crate::stage::Stage;

#[tokio::test]
async fn every_telling_name_does_what_it_says() {
    let mut tried = 0;
    for (name, state, error, stays) in [
        ("fail-later", EventState::Error, Some("The storage cluster is out of space"), false),
        ("fail-silently", EventState::Error, None, true),
        ("cancelled", EventState::Cancelled, Some("Cancelled by the operator"), false),
        ("stuck", EventState::InProgress, None, true),
        ("slow", EventState::InProgress, None, true),
        ("any other", EventState::Done, None, true),
    ] {
        let stage = Stage::of(5);
        let list = || snapshots::list(&Query::default(), None, 120);
        let machine_id = stage.send(list()).await.expect("a page").items[0].machine_id.clone();
        let accepted = stage.send(snapshots::create(&machine_id, name)).await.expect("accepted");
        stage.advance_ms(50_000).await;
        let event = stage.send(machine_events::read(&accepted.event.id)).await.expect("an event");
        assert_eq!((&event.state, event.error.as_deref()), (&state, error), "{name}");
        let listed = stage.send(list()).await.expect("a page").items.contains(&accepted.data);
        assert_eq!(listed, stays, "{name}");
        stage.advance_ms(50_000).await;
        let later = stage.send(machine_events::read(&accepted.event.id)).await.expect("an event");
        assert_eq!(later.state == EventState::InProgress, name == "stuck", "{name}");
        tried += 1;
    }
    assert_eq!(tried, Fate::NAMES.len(), "each name but fail-create, and one that means nothing");
}

#[tokio::test]
async fn a_create_can_be_refused_by_its_name() {
    let stage = Stage::of(5);
    let list = stage.send(snapshots::list(&Query::default(), None, 1)).await.expect("a page");
    let problem = stage.send(snapshots::create(&list.items[0].machine_id, "fail-create")).await.expect_err("refused");
    assert_eq!(problem.status(), Some(500));
    assert_eq!(stage.sandbox.world().ledger.count_effects("snapshot-create"), 0);
}
