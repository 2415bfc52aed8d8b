//! A test for each endpoint: what the client asks for is what the world does.

use snapdeck_core::api::{auth, machine_events, machines, snapshots};
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::event::EventState;
use snapdeck_core::model::page::Page;
use snapdeck_core::model::snapshot::Snapshot;

use crate::stage::Stage;

async fn newest(stage: &Stage) -> Page<Snapshot> {
    stage.send(snapshots::list(&Query::default(), None, 120)).await.expect("a page")
}

#[tokio::test]
async fn snapshots_are_listed_in_every_order_and_of_one_machine() {
    let stage = Stage::of(60);
    let names = |page: Page<Snapshot>| page.items.into_iter().map(|row| row.name.to_string()).collect::<Vec<_>>();
    let mut lists = Vec::new();
    for sort in [Sort::Newest, Sort::Oldest, Sort::NameAsc, Sort::NameDesc] {
        let query = Query { machine_id: None, sort };
        lists.push(stage.send(snapshots::list(&query, None, 120)).await.expect("a page"));
    }
    let ids = |page: &Page<Snapshot>| page.items.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    let mut reversed = ids(&lists[1]);
    reversed.reverse();
    assert_eq!((ids(&lists[0]).len(), ids(&lists[0])), (60, reversed));
    let machine_id = lists[0].items[0].machine_id.clone();
    let by_name = names(lists.remove(2));
    assert!(by_name.is_sorted());
    let query = Query { machine_id: Some(machine_id.clone()), sort: Sort::Newest };
    let own = stage.send(snapshots::list(&query, None, 120)).await.expect("a page");
    assert!(!own.items.is_empty() && own.items.iter().all(|row| row.machine_id == machine_id));
}

#[tokio::test]
async fn a_create_is_in_the_list_and_its_event_runs_to_its_end() {
    let stage = Stage::of(6);
    let machine_id = newest(&stage).await.items[0].machine_id.clone();
    let accepted = stage.send(snapshots::create(&machine_id, "before the update")).await.expect("accepted");
    assert_eq!((&*accepted.data.name, accepted.data.is_auto_snapshot), ("before the update", false));
    assert_eq!((&*accepted.event.name, &accepted.event.state), ("snapshot-create", &EventState::New));
    assert_eq!(accepted.event.machine_id.as_ref(), Some(&machine_id));
    assert_eq!(newest(&stage).await.items[0], accepted.data);
    for (advance_ms, state) in [(0, EventState::New), (1_500, EventState::InProgress), (8_500, EventState::Done)] {
        stage.advance_ms(advance_ms).await;
        let event = stage.send(machine_events::read(&accepted.event.id)).await.expect("an event");
        assert_eq!(event.state, state);
        assert_eq!(event.dt_finished.is_some(), state == EventState::Done);
    }
    assert_eq!(stage.sandbox.world().ledger.count_effects("snapshot-create"), 1);
}

#[tokio::test]
async fn a_rename_is_done_when_it_answers() {
    let stage = Stage::of(6);
    let snapshot = newest(&stage).await.items[0].clone();
    let renamed = stage.send(snapshots::rename(&snapshot.id, "<b>new</b> 🎉")).await.expect("renamed");
    assert_eq!((&renamed.id, &*renamed.name), (&snapshot.id, "<b>new</b> 🎉"));
    assert_eq!(stage.send(snapshots::read(&snapshot.id)).await.expect("a snapshot"), renamed);
}

#[tokio::test]
async fn a_deleted_snapshot_is_gone_when_its_event_is_done() {
    let stage = Stage::of(6);
    let snapshot = newest(&stage).await.items[0].clone();
    let accepted = stage.send(snapshots::delete(&snapshot.id)).await.expect("accepted");
    assert_eq!((&accepted.data, &*accepted.event.name), (&snapshot, "snapshot-delete"));
    stage.advance_ms(9_999).await;
    assert!(stage.send(snapshots::read(&snapshot.id)).await.is_ok());
    stage.advance_ms(1).await;
    let problem = stage.send(snapshots::read(&snapshot.id)).await.expect_err("gone");
    assert!(problem.is_not_found());
    assert!(!newest(&stage).await.items.contains(&snapshot));
}

#[tokio::test]
async fn a_restore_takes_the_safety_snapshot_that_was_asked_for() {
    for (safety, newcomers) in [(true, 1), (false, 0)] {
        let stage = Stage::of(6);
        let before = newest(&stage).await;
        let snapshot = before.items[2].clone();
        let accepted = stage.send(snapshots::restore(&snapshot.id, safety)).await.expect("accepted");
        assert_eq!((&accepted.data, &*accepted.event.name), (&snapshot, "snapshot-restore"));
        stage.advance_ms(10_000).await;
        let event = stage.send(machine_events::read(&accepted.event.id)).await.expect("an event");
        assert_eq!(event.state, EventState::Done);
        let after = newest(&stage).await;
        let new: Vec<_> = after.items.iter().filter(|row| !before.items.contains(row)).collect();
        assert_eq!(new.len(), newcomers);
        assert!(new.iter().all(|row| row.machine_id == snapshot.machine_id && !row.is_auto_snapshot));
    }
}

#[tokio::test]
async fn operations_on_one_machine_queue_as_new() {
    let stage = Stage::of(6);
    let machine_id = newest(&stage).await.items[0].machine_id.clone();
    let first = stage.send(snapshots::create(&machine_id, "a")).await.expect("accepted").event;
    let second = stage.send(snapshots::create(&machine_id, "b")).await.expect("accepted").event;
    stage.advance_ms(9_000).await;
    let state = async |id| stage.send(machine_events::read(id)).await.expect("an event").state;
    assert_eq!((state(&first.id).await, state(&second.id).await), (EventState::InProgress, EventState::New));
    stage.advance_ms(11_000).await;
    assert_eq!((state(&first.id).await, state(&second.id).await), (EventState::Done, EventState::Done));
}

#[tokio::test]
async fn events_are_listed_newest_first_and_of_one_machine() {
    let stage = Stage::of(6);
    let machine_id = newest(&stage).await.items[0].machine_id.clone();
    let accepted = stage.send(snapshots::create(&machine_id, "a")).await.expect("accepted");
    let all = stage.send(machine_events::list(None, 120)).await.expect("a page");
    assert_eq!(all.items[0], accepted.event);
    assert!(all.items.windows(2).all(|pair| pair[0].dt_created >= pair[1].dt_created));
    let own = stage.send(machine_events::list(Some(&machine_id), 120)).await.expect("a page");
    assert!(own.items.len() < all.items.len());
    assert!(own.items.iter().all(|event| event.machine_id.as_ref() == Some(&machine_id)));
}

#[tokio::test]
async fn machines_are_listed_by_name_and_read_one_by_one() {
    let stage = Stage::of(6);
    let first = stage.send(machines::list(None, 2)).await.expect("a page");
    assert!(first.has_more && first.items.len() == 2);
    let rest = stage.send(machines::list(first.next_page.as_deref(), 2)).await.expect("a page");
    let all: Vec<_> = first.items.iter().chain(&rest.items).collect();
    assert_eq!((all.len(), rest.has_more), (3, false));
    assert!(all.windows(2).all(|pair| pair[0].name <= pair[1].name));
    let machine = stage.send(machines::read(&all[0].id)).await.expect("a machine");
    assert_eq!(&machine, all[0]);
    assert!(machine.ram.is_some() && machine.region.is_some());
}

#[tokio::test]
async fn a_session_names_the_team_and_the_person_and_a_wrong_key_has_none() {
    let stage = Stage::of(1);
    let session = stage.send(auth::session()).await.expect("an answer").expect("a session");
    assert_eq!((session.team_name(), session.person_name().as_str()), ("Northwind Studio", "Robin Okafor"));
    let stranger = stage.with_token("wrong");
    assert_eq!(stranger.send(auth::session()).await, Ok(None));
}

#[tokio::test]
async fn automatic_snapshots_arrive_and_rotate() {
    let stage = Stage::of(9);
    let autos = async || newest(&stage).await.items.into_iter().filter(|row| row.is_auto_snapshot).count();
    let (day_ms, first) = (24 * 3_600_000, autos().await);
    stage.advance_ms(3 * day_ms).await;
    assert!(autos().await > first);
    // Of the three machines one keeps 7 daily ones, one 14 weekly ones, and one has no schedule.
    stage.advance_ms(400 * day_ms).await;
    assert_eq!(autos().await, 7 + 14);
    assert!(stage.sandbox.world().ledger.count_effects("auto-snapshot-rotated") > 300);
}
