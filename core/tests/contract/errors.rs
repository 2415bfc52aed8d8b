//! A row for each documented error, read by the dashboard's own decoder.

use serde_json::json;
use snapdeck_core::api::request::Answer;
use snapdeck_core::api::{decode, snapshots};
use snapdeck_core::list::query::Query;
use snapdeck_core::model::problem::{Problem, Refusal};

use crate::stage::{Stage, TOKEN};

struct Row {
    method: &'static str,
    uri: &'static str,
    authorization: Option<&'static str>,
    content_type: Option<&'static str>,
    body: Option<&'static str>,
    status: u16,
    code: &'static str,
    message: &'static str,
    field: Option<&'static str>,
}

const KEY: Option<&str> = Some("Bearer the-token-of-the-contract-tests");
const JSON: Option<&str> = Some("application/json");
const LOGIN: &str = "You must be logged in to access this method.";
const INVALID: &str = "Input validation failed";

/// A request with the good key.
fn with_key(method: &'static str, uri: &'static str, status: u16, code: &'static str, message: &'static str) -> Row {
    Row { method, uri, authorization: KEY, content_type: None, body: None, status, code, message, field: None }
}

/// A write whose body is wrong in one field.
fn wrong(method: &'static str, uri: &'static str, body: &'static str, field: &'static str) -> Row {
    let row = with_key(method, uri, 400, "BAD_REQUEST", INVALID);
    Row { content_type: JSON, body: Some(body), field: Some(field), ..row }
}

fn rows() -> Vec<Row> {
    let not_found = |method, uri| with_key(method, uri, 404, "NOT_FOUND", "Not found");
    let bad_query = |uri, field| Row { field: Some(field), ..with_key("GET", uri, 400, "BAD_REQUEST", INVALID) };
    let stranger =
        |method, uri, authorization| Row { authorization, ..with_key(method, uri, 401, "UNAUTHORIZED", LOGIN) };
    vec![
        // Routing comes before authorization.
        Row { authorization: None, ..not_found("GET", "/v1/nothing") },
        Row { authorization: None, ..not_found("PATCH", "/v1/snapshots") },
        not_found("POST", "/v1/machines"),
        not_found("DELETE", "/v1/machine-events/x"),
        not_found("GET", "/v1/snapshots/ss-unknown"),
        not_found("DELETE", "/v1/snapshots/ss-unknown"),
        not_found("GET", "/v1/snapshots/ss-unknown/restore"),
        not_found("GET", "/v1/machines/ps-unknown"),
        not_found("GET", "/v1/machine-events/me-unknown"),
        // No text at all.
        not_found("POST", "/v1/snapshots/%A0/restore"),
        not_found("GET", "/v1/machines/%ff"),
        stranger("GET", "/v1/snapshots", None),
        stranger("GET", "/v1/snapshots", Some("Bearer wrong")),
        stranger("GET", "/v1/snapshots", Some("the-token-of-the-contract-tests")),
        stranger("GET", "/v1/snapshots/ss-unknown", None),
        stranger("POST", "/v1/snapshots", None),
        stranger("DELETE", "/v1/snapshots/x", None),
        stranger("POST", "/v1/snapshots/x/restore", None),
        stranger("PUT", "/v1/snapshots/x", None),
        stranger("GET", "/v1/machines", None),
        stranger("GET", "/v1/machine-events", None),
        bad_query("/v1/snapshots?limit=0", "limit"),
        bad_query("/v1/snapshots?limit=121", "limit"),
        bad_query("/v1/snapshots?limit=many", "limit"),
        bad_query("/v1/snapshots?order=sideways", "order"),
        bad_query("/v1/snapshots?orderBy=state", "orderBy"),
        bad_query("/v1/snapshots?after=nonsense", "after"),
        bad_query("/v1/machine-events?limit=121", "limit"),
        bad_query("/v1/machine-events?orderBy=name", "orderBy"),
        bad_query("/v1/machines?limit=0", "limit"),
        wrong("POST", "/v1/snapshots", "{}", "machineId"),
        wrong("POST", "/v1/snapshots", "{}", "name"),
        wrong("POST", "/v1/snapshots", r#"{"machineId":"x","name":5}"#, "name"),
        wrong("POST", "/v1/snapshots", r#"{"machineId":"x","name":" "}"#, "name"),
        wrong("POST", "/v1/snapshots", "[]", "body"),
        wrong("PUT", "/v1/snapshots/x", r#"{"name":null}"#, "name"),
        wrong(
            "POST",
            "/v1/snapshots/x/restore",
            r#"{"createSnapshotBeforeRestore":"yes"}"#,
            "createSnapshotBeforeRestore",
        ),
        Row { content_type: None, ..wrong("POST", "/v1/snapshots", "{}", "content-type") },
        Row { content_type: Some("text/plain"), ..wrong("POST", "/v1/snapshots", "{}", "content-type") },
        Row {
            content_type: Some("application/json; charset=utf-8"),
            ..wrong("POST", "/v1/snapshots", "{}", "content-type")
        },
        Row { content_type: None, body: None, ..wrong("POST", "/v1/snapshots/x/restore", "", "content-type") },
        Row {
            content_type: JSON,
            body: Some("{"),
            ..with_key("POST", "/v1/snapshots", 400, "PARSE_ERROR", "Failed to parse the request body")
        },
        Row {
            content_type: JSON,
            body: Some(r#"{"machineId":"ps-unknown","name":"a"}"#),
            ..not_found("POST", "/v1/snapshots")
        },
    ]
}

#[tokio::test]
async fn every_documented_error_is_answered_and_read() {
    assert!(KEY.is_some_and(|key| key.ends_with(TOKEN)));
    let stage = Stage::of(3);
    for row in rows() {
        let mut headers = Vec::new();
        headers.extend(row.authorization.map(|value| ("authorization", value.to_owned())));
        headers.extend(row.content_type.map(|value| ("content-type", value.to_owned())));
        let answer = stage.raw(row.method, row.uri, &headers, row.body.map(str::to_owned)).await;
        let what = format!("{} {} {:?} -> {}", row.method, row.uri, row.body, answer.body);
        let problem = decode::body(&answer).expect_err(&what);
        let Problem::Refused(refusal) = &problem else { panic!("{what}: {problem:?}") };
        assert_eq!(refusal.status, row.status, "{what}");
        assert_eq!(refusal.code.as_deref(), Some(row.code), "{what}");
        assert_eq!(refusal.message.as_deref(), Some(row.message), "{what}");
        if let Some(field) = row.field {
            assert!(problem.about(field).is_some(), "{what}");
        }
    }
}

#[tokio::test]
async fn a_second_delete_of_the_same_snapshot_is_a_conflict() {
    let stage = Stage::of(3);
    let page = stage.send(snapshots::list(&Query::default(), None, 1)).await.expect("a page");
    let id = &page.items[0].id;
    stage.send(snapshots::delete(id)).await.expect("accepted");
    let problem = stage.send(snapshots::delete(id)).await.expect_err("refused");
    assert_eq!(problem.status(), Some(409));
    assert_eq!(stage.sandbox.world().ledger.count_effects("snapshot-delete"), 1);
}

#[tokio::test]
async fn faults_answer_what_they_were_told_and_then_are_used_up() {
    let stage = Stage::of(3);
    let list = || snapshots::list(&Query::default(), None, 1);
    for (rule, expected) in [
        (
            json!({ "method": "GET", "path": "/snapshots", "times": 1, "status": 500, "body": "<h1>Oops</h1>" }),
            Refusal { status: 500, ..Refusal::default() },
        ),
        (json!({ "path": "/v1/snapshots", "status": 502 }), Refusal { status: 502, ..Refusal::default() }),
        (
            json!({ "path": "/snap*", "status": 429, "headers": { "retry-after": "7" },
                    "body": { "code": "TOO_MANY_REQUESTS", "message": "Slow down" } }),
            Refusal {
                status: 429,
                code: Some("TOO_MANY_REQUESTS".to_owned()),
                message: Some("Slow down".to_owned()),
                retry_after: Some("7".to_owned()),
                ..Refusal::default()
            },
        ),
    ] {
        stage.control("faults", rule).await;
        assert_eq!(stage.send(list()).await, Err(Problem::Refused(expected)));
        assert!(stage.send(list()).await.is_ok());
    }
}

#[tokio::test]
async fn a_wrong_rule_is_refused_and_says_why() {
    let stage = Stage::of(1);
    let headers = [("content-type", "application/json".to_owned())];
    for (rule, word) in [
        (r#"{"status":500}"#, "path"),
        (r#"{"path":"/x","statuss":500}"#, "statuss"),
        (r#"{"revoke":"nobody"}"#, "key"),
    ] {
        let answer: Answer = stage.raw("POST", "/_sandbox/faults", &headers, Some(rule.to_owned())).await;
        assert!(answer.status == 400 && answer.body.contains(word), "{rule}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_revoked_key_is_refused_from_then_on() {
    let stage = Stage::of(3);
    stage.control("faults", json!({ "revoke": TOKEN })).await;
    let problem = stage.send(snapshots::list(&Query::default(), None, 1)).await.expect_err("refused");
    assert!(problem.is_unauthorized());
}

#[tokio::test]
async fn the_ledger_holds_every_call_and_never_the_token() {
    let stage = Stage::of(3);
    stage.send(snapshots::list(&Query::default(), None, 1)).await.expect("a page");
    stage.send(snapshots::read(&"ss-unknown".into())).await.expect_err("not there");
    let ledger = stage.raw("GET", "/_sandbox/ledger", &[], None).await.body;
    let entries: serde_json::Value = serde_json::from_str(&ledger).expect("JSON");
    assert_eq!(entries[0]["method"], "GET");
    assert_eq!(entries[0]["path"], "/v1/snapshots");
    assert_eq!(entries[0]["query"], "limit=1&orderBy=dtCreated&order=desc");
    assert_eq!((entries[0]["status"].as_u64(), entries[1]["status"].as_u64()), (Some(200), Some(404)));
    assert!(!ledger.contains(TOKEN));
}
