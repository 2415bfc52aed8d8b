//! What must hold for any sequence of calls, and for nonsense.

use std::collections::HashSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use snapdeck_core::api::snapshots;
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::ids::SnapshotId;

use crate::stage::{Stage, TOKEN};

/// Cases of nonsense: a few seconds' worth.
const NONSENSE: u32 = 10_000;

/// Walks under change.
const WALKS: u32 = 300;

/// What happens between two pages.
#[derive(Clone, Copy, Debug)]
enum Change {
    Create,
    DeleteAt(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![Just(Change::Create), (0..200_usize).prop_map(Change::DeleteAt)]
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Every row that was there throughout comes exactly once, whatever comes and goes between the pages. Seen to fail with
/// `offset_cursors` switched on: "stayed and did not come (Oldest, 1, false, [[DeleteAt(1)]])".
#[test]
fn any_walk_finds_every_row_that_stays_exactly_once() {
    let runtime = runtime();
    let sorts = prop_oneof![Just(Sort::Newest), Just(Sort::Oldest), Just(Sort::NameAsc), Just(Sort::NameDesc)];
    let strategy = (sorts, 1..=40_u32, any::<bool>(), vec(vec(change(), 0..4), 1..12));
    let mut runner = TestRunner::new(Config { cases: WALKS, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&strategy, |(sort, limit, filtered, changes)| {
        runtime.block_on(walk(sort, limit, filtered, &changes)).map_err(TestCaseError::fail)
    });
    outcome.expect("the property holds");
}

async fn walk(sort: Sort, limit: u32, filtered: bool, changes: &[Vec<Change>]) -> Result<(), String> {
    let stage = Stage::of(60);
    let whole = |query: Query| {
        let stage = &stage;
        async move { stage.send(snapshots::list(&query, None, 120)).await.expect("a page").items }
    };
    let machine_id = whole(Query::default()).await[0].machine_id.clone();
    let query = Query { machine_id: filtered.then(|| machine_id.clone()), sort };
    let mut stays: HashSet<SnapshotId> = whole(query.clone()).await.into_iter().map(|row| row.id).collect();
    let mut seen = Vec::new();
    let mut after = None;
    let mut between = changes.iter().cycle();
    for _ in 0..200 {
        let page = stage.send(snapshots::list(&query, after.as_deref(), limit)).await.expect("a page");
        seen.extend(page.items.into_iter().map(|row| row.id));
        after = page.next_page;
        if after.is_none() {
            break;
        }
        for change in between.next().into_iter().flatten() {
            match change {
                Change::Create => drop(stage.send(snapshots::create(&machine_id, "m new")).await.expect("accepted")),
                Change::DeleteAt(at) => {
                    let rows = whole(Query::default()).await;
                    if let Some(row) = rows.get(at % rows.len().max(1)) {
                        stays.remove(&row.id);
                        let id = row.id.as_str();
                        stage.sandbox.world().teams_mut().for_each(|team| drop(team.snapshots.remove(id)));
                    }
                }
            }
        }
    }
    let distinct: HashSet<&SnapshotId> = seen.iter().collect();
    if distinct.len() != seen.len() {
        return Err("a row came twice".to_owned());
    }
    match stays.iter().find(|id| !distinct.contains(id)) {
        Some(id) => Err(format!("{id} stayed and did not come")),
        None => Ok(()),
    }
}

/// Random paths, methods, queries, bodies and headers get a documented shape and status, and the world never panics.
#[test]
fn nonsense_gets_a_documented_answer() {
    let runtime = runtime();
    let stage = Stage::of(6);
    let id =
        runtime.block_on(stage.send(snapshots::list(&Query::default(), None, 1))).expect("a page").items[0].id.clone();
    let segment = prop_oneof![
        Just("snapshots".to_owned()),
        Just("machines".to_owned()),
        Just("machine-events".to_owned()),
        Just("auth".to_owned()),
        Just("session".to_owned()),
        Just("restore".to_owned()),
        Just(id.as_str().to_owned()),
        "[a-zA-Z0-9%._~-]{0,12}",
    ];
    let pair = (
        prop_oneof![Just("limit"), Just("after"), Just("order"), Just("orderBy"), Just("machineId"), Just("x")],
        prop_oneof!["[a-z0-9%]{0,8}", Just("120".to_owned()), Just("asc".to_owned()), Just("name".to_owned())],
    );
    let body = prop_oneof![
        Just(None),
        any::<String>().prop_map(Some),
        Just(Some("{}".to_owned())),
        Just(Some(r#"{"name":"a","machineId":"b"}"#.to_owned())),
        Just(Some(r#"{"createSnapshotBeforeRestore":1}"#.to_owned())),
    ];
    let method = prop_oneof![Just("GET"), Just("POST"), Just("PUT"), Just("DELETE"), Just("PATCH"), Just("HEAD")];
    let strategy = (method, vec(segment, 0..4), vec(pair, 0..3), body, 0..3_u8, 0..3_u8);
    let mut statuses = std::collections::BTreeMap::<u16, u32>::new();
    let mut runner = TestRunner::new(Config { cases: NONSENSE, failure_persistence: None, ..Config::default() });
    let counts = std::cell::RefCell::new(&mut statuses);
    let outcome = runner.run(&strategy, |(method, segments, pairs, body, key, content_type)| {
        let query = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        let uri = format!("/v1/{}?{query}", segments.join("/"));
        if uri.parse::<axum::http::Uri>().is_err() {
            return Err(TestCaseError::reject("no address"));
        }
        let mut headers = Vec::new();
        headers
            .extend((key > 0).then(|| ("authorization", format!("Bearer {}", if key == 1 { TOKEN } else { "wrong" }))));
        headers.extend(
            (content_type > 0).then(|| {
                ("content-type", if content_type == 1 { "application/json" } else { "text/plain" }.to_owned())
            }),
        );
        let answer = runtime.block_on(stage.raw(method, &uri, &headers, body));
        *counts.borrow_mut().entry(answer.status).or_default() += 1;
        let wrong =
            |why: &str| Err(TestCaseError::fail(format!("{method} {uri}: {why}: {} {}", answer.status, answer.body)));
        if ![200, 400, 401, 404, 409].contains(&answer.status) {
            return wrong("no documented status");
        }
        if method == "HEAD" {
            return Ok(());
        }
        match serde_json::from_str::<Value>(&answer.body) {
            Err(_) => wrong("no JSON"),
            Ok(json) if answer.status != 200 && !(json["code"].is_string() && json["message"].is_string()) => {
                wrong("no error of the API")
            }
            Ok(_) => Ok(()),
        }
    });
    println!("nonsense by status: {statuses:?}");
    outcome.expect("the property holds");
    for status in [200, 400, 401, 404] {
        assert!(statuses.get(&status).is_some_and(|count| *count > 20), "{status} was hardly ever tried: {statuses:?}");
    }
}
