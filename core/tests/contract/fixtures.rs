//! Bodies written from the reference (`docs/api.md`), read by the dashboard's decoder. They are the judge of both sides.

use snapdeck_core::api::call::Call;
use snapdeck_core::api::request::Answer;
use snapdeck_core::api::{auth, decode, machine_events, machines, snapshots};
use snapdeck_core::list::query::Query;
use snapdeck_core::model::event::EventState;
use snapdeck_core::model::problem::Problem;

/// Reads a file of `tests/fixtures` as the answer to a call.
fn read<T>(file: &str, call: &Call<T>) -> Result<T, Problem> {
    let path = format!("{}/tests/fixtures/{file}", env!("CARGO_MANIFEST_DIR"));
    let body = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    read_text(body, call)
}

fn read_text<T>(body: String, call: &Call<T>) -> Result<T, Problem> {
    decode::body(&Answer { status: 200, body, retry_after: None }).and_then(|body| call.read(&body))
}

#[test]
fn a_page_of_snapshots_in_all_its_forms() {
    let list = snapshots::list(&Query::default(), None, 120);
    for (file, has_more, next, names) in [
        ("snapshots.json", true, Some("eyJpZCI6InNzMiJ9"), vec!["before the update", "auto 2026-03-18"]),
        ("snapshots-last-null.json", false, None, vec!["<b>🎉</b> لقطة"]),
        ("snapshots-last-absent.json", false, None, vec![]),
    ] {
        let page = read(file, &list).expect(file);
        let read_names: Vec<&str> = page.items.iter().map(|row| &*row.name).collect();
        assert_eq!((page.has_more, page.next_page.as_deref(), read_names), (has_more, next, names), "{file}");
    }
}

#[test]
fn a_snapshot_and_an_accepted_operation() {
    let snapshot = read("snapshot.json", &snapshots::read(&"x".into())).expect("a snapshot");
    assert_eq!((snapshot.id.as_str(), snapshot.machine_id.as_str(), snapshot.is_auto_snapshot), ("ss1", "ps1", false));
    let accepted = read("accepted.json", &snapshots::delete(&"x".into())).expect("accepted");
    assert_eq!((accepted.data.id.as_str(), accepted.event.id.as_str()), ("ss1", "me1"));
    assert_eq!(accepted.event.dt_started, None);
}

#[test]
fn events_in_every_state_and_with_null_fields() {
    let page = read("machine-events.json", &machine_events::list(None, 120)).expect("a page");
    let states: Vec<EventState> = page.items.iter().map(|event| event.state.clone()).collect();
    let other = EventState::Other("suspended".into());
    let known = [EventState::New, EventState::InProgress, EventState::Done, EventState::Error, EventState::Cancelled];
    assert_eq!(states, known.into_iter().chain([other]).collect::<Vec<_>>());
    assert_eq!(page.items[5].machine_id, None);
    assert_eq!(page.items[3].error, None, "an error without a reason was seen live");
    let event = read("machine-event.json", &machine_events::read(&"x".into())).expect("an event");
    assert_eq!(event.dt_finished.map(|at| at.0 % 1_000), Some(120));
}

#[test]
fn machines_as_documented_and_as_seen_live() {
    let page = read("machines.json", &machines::list(None, 120)).expect("a page");
    let ram: Vec<Option<u64>> = page.items.iter().map(|machine| machine.ram).collect();
    assert_eq!(ram, [Some(8_589_934_592), Some(48_318_382_080)], "a number and a string");
    let machine = read("machine.json", &machines::read(&"x".into())).expect("a machine");
    assert_eq!(machine.restore_point_snapshot_id, Some("ss9".into()));
}

#[test]
fn a_session_and_no_session() {
    let session = read("session.json", &auth::session()).expect("an answer").expect("a session");
    assert_eq!((session.team_name(), session.account_key().to_string().as_str()), ("Team One", "t1.u1"));
    assert_eq!(read("session-null.json", &auth::session()), Ok(None));
}

#[test]
fn what_is_not_the_reference_is_garbled_and_says_where() {
    let call = snapshots::read(&"x".into());
    for (body, word) in [
        ("", "not JSON at byte 0"),
        ("<html>", "not JSON at byte 0"),
        (r#"{"id":"a","isAutoSnapshot":false,"machineId":"m"}"#, "name"),
        (r#"{"id":5,"isAutoSnapshot":false,"machineId":"m","name":"n"}"#, "string"),
        (r#"{"id":"a","isAutoSnapshot":null,"machineId":"m","name":"n"}"#, "expected a boolean"),
        (r#"{"id":"a","isAutoSnapshot":false,"machineId":"m","#, "not JSON at byte 49"),
    ] {
        let problem = read_text(body.to_owned(), &call);
        assert!(matches!(&problem, Err(Problem::Garbled { why }) if why.contains(word)), "{body}: {problem:?}");
    }
    let extra = r#"{"id":"a","isAutoSnapshot":false,"machineId":"m","name":"n","size":5}"#;
    assert!(read_text(extra.to_owned(), &call).is_ok());
}
