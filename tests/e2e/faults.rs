//! The service fails: every failure has its words and a way on, and nothing that was there is lost.

use serde_json::json;

use crate::page::Role;
use crate::stage::{Elsewhere, Scene, TOKEN, journey};

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_cannot_be_read_never_looks_empty() {
    journey("read-failed", Scene::default(), |stage| async move {
        let failures = [
            (
                json!({ "status": 500, "body": { "code": "INTERNAL_SERVER_ERROR", "message": "Oops" } }),
                "Paperspace answered with an error. “Oops” (500 INTERNAL_SERVER_ERROR)",
            ),
            (json!({ "status": 502, "body": "<h1>Bad gateway</h1>" }), "Paperspace answered with an error. (502)"),
            (json!({ "status": 503 }), "Paperspace answered with an error. (503)"),
            (json!({ "status": 200, "body": "" }), "does not understand"),
            (json!({ "close": "before" }), "could not be reached"),
            (json!({ "close": "middle" }), "could not be reached"),
        ];
        let try_again = async || {
            let before = stage.requests("GET", "/v1/snapshots");
            stage.page.press_button("Try again").await;
            let asked = async || (stage.requests("GET", "/v1/snapshots") > before).then_some(());
            stage.page.eventually("another request", asked).await;
        };
        for (at, (mut rule, words)) in failures.into_iter().enumerate() {
            // A browser repeats by itself what gets no answer: how often is its own affair.
            (rule["method"], rule["path"], rule["times"]) = (json!("GET"), json!("/snapshots"), json!(99));
            stage.sandbox.world().faults.clear();
            stage.fault(rule);
            if at == 0 {
                stage.sign_in().await
            } else {
                try_again().await
            }
            stage.page.reads("The snapshots could not be loaded").await;
            stage.page.reads(words).await;
            let text = stage.page.text().await;
            assert!(!text.contains("No snapshots yet") && !text.contains("<h1>"), "{text}");
        }
        stage.sandbox.world().faults.clear();
        try_again().await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_fails_keeps_the_rows_that_are_there() {
    journey("more-failed", Scene { snapshots: 200, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 3, "status": 500 }));
        stage.page.scroll_to_end().await;
        stage.page.reads("More snapshots could not be loaded. Paperspace answered with an error. (500)").await;
        assert_eq!(stage.page.listed().await.len(), 120);
        stage.page.press_button("Try again").await;
        stage.page.reads("200 loaded, that is all").await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_shown_in_the_dialog_on_its_field() {
    journey("refused-create", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "status": 400, "body": {
            "code": "BAD_REQUEST", "message": "Input validation failed", "details": { "name": ["Must be unique"] } } }));
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "status": 403,
            "body": { "code": "FORBIDDEN", "message": "No" } }));
        stage.ask_to_create("mine").await;
        stage.page.reads("Must be unique").await;
        stage.page.press_button("Create").await;
        stage.page.reads("Your API token does not allow this. (403 FORBIDDEN)").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Name").await, "mine");
        stage.page.press_button("Cancel").await;
        stage.page.press_button("Discard").await;
        stage.page.find(Role::Link, "Activity").await;
        assert_eq!(stage.effects("snapshot-create"), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_that_fails_once_is_repeated_without_a_word() {
    journey("repeated-read", Scene::default(), |stage| async move {
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 1, "status": 503 }));
        stage.fault(json!({ "method": "GET", "path": "/machines", "times": 1, "close": "before" }));
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        assert_eq!(stage.requests("GET", "/v1/snapshots"), 2);
        let text = stage.page.text().await;
        assert!(!text.contains("could not be loaded"), "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_cleared_up_by_looking_and_not_sent_again() {
    journey("lost-answer", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "close": "after" }));
        stage.ask_to_create("maybe").await;
        stage.page.reads("the answer was lost").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("Not sure whether it was started").await;
        stage.advance_ms(10_000);
        // The look about ten seconds after the loss finds it.
        stage.page.reads("Snapshot “maybe” was created.").await;
        assert_eq!((stage.requests("POST", "/v1/snapshots"), stage.effects("snapshot-create")), (1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_left_no_trace_can_be_sent_again() {
    journey("no-trace", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "close": "before" }));
        stage.ask_to_create("second try").await;
        stage.page.reads("the answer was lost").await;
        stage.page.press(Role::Link, "Activity").await;
        // Two looks, about 10 s and 30 s after the loss.
        stage.page.reads_within(std::time::Duration::from_secs(45), "Left no trace").await;
        assert_eq!(stage.effects("snapshot-create"), 0);
        stage.page.press_button("Send again").await;
        stage.page.reads("Creating").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “second try” was created.").await;
        assert_eq!((stage.requests("POST", "/v1/snapshots"), stage.effects("snapshot-create")), (2, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_that_fails_says_why_and_stays_until_dismissed() {
    journey("operation-failed", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let name = stage.names()[0].clone();
        stage.page.choose_action(&name, "Restore").await;
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(&name, "Restoring").await;
        stage.fault(json!({ "method": "GET", "path": "/machine-events/*", "times": 1, "status": 500 }));
        let event = json!({ "id": "ID", "name": "snapshot-restore", "state": "error", "machineId": null,
            "dtCreated": "2026-11-24T00:00:00.000Z", "dtStarted": null, "dtFinished": null, "error": "The disk is full" });
        let id = stage.sandbox.world().newest_event_id("tz4n9q2ksb").expect("an event");
        let body = event.to_string().replace("ID", &id);
        stage.fault(json!({ "method": "GET", "path": "/machine-events/*", "times": 1, "status": 200, "body": body }));
        stage.page.reads("failed: The disk is full").await;
        stage.page.press_button("Dismiss").await;
        stage.page.reads_no_more("The disk is full").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("failed: The disk is full").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_vanishes_ends_as_unknown() {
    journey("event-vanished", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let name = stage.names()[0].clone();
        stage.fault(json!({ "method": "GET", "path": "/machine-events/*", "times": 1, "status": 404,
            "body": { "code": "NOT_FOUND", "message": "Not found" } }));
        stage.page.choose_action(&name, "Restore").await;
        stage.page.press_button("Restore machine").await;
        stage.page.reads("Paperspace no longer knows this operation").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("Outcome unknown").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_machines_may_not_be_listed_ids_stand_for_them() {
    journey("machines-forbidden", Scene::default(), |stage| async move {
        stage.fault(json!({ "method": "GET", "path": "/machines", "times": 9, "status": 403,
            "body": { "code": "FORBIDDEN", "message": "No" } }));
        stage.sign_in().await;
        let (id, _) = stage.first_machine();
        stage.page.reads("Your API token may not list the machines").await;
        stage.page.misses(Role::Button, "Try again").await;
        stage.page.reads(&id).await;
        stage.page.press_button("Create snapshot").await;
        stage.page.fill("Machine", &id).await;
        stage.page.fill("Name", "by id").await;
        stage.page.press_button("Create").await;
        stage.page.row_says("by id", "Creating").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_that_is_wrong_is_a_readable_error() {
    let scene = Scene { config: Some("http://api.paperspace.com/v1"), ..Scene::default() };
    journey("bad-config", scene, |stage| async move {
        stage.open("/").await;
        stage.page.reads("Snapdeck cannot start").await;
        stage.page.reads("Over http, the API token could be read in transit").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_of_another_origin_is_called_across_origins() {
    let api = Elsewhere::start().await;
    journey("cross-origin", Scene { config: Some(api.address), ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.reads("5 loaded, that is all").await;
        assert_eq!(stage.requests("GET", "/v1"), 0, "the own origin is not asked");
    })
    .await;
    assert!(api.sandbox.world().ledger.count_requests("OPTIONS", "/v1/snapshots") > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_create_that_fails_later_says_why_and_its_row_goes() {
    journey("fail-later", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("fail-later").await;
        stage.advance_ms(10_000);
        stage.page.reads("failed: The storage cluster is out of space").await;
        stage.page.lists(&stage.names()).await;
        assert!(!stage.names().contains(&"fail-later".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_is_refused_keeps_the_dialog_with_the_reason() {
    journey("refused-restore", Scene::default(), |stage| async move {
        stage.sandbox.world().switches.restore_needs_off = Some(412);
        stage.sign_in().await;
        let name = stage.distinct_names()[0].clone();
        stage.page.choose_action(&name, "Restore").await;
        stage.page.press_button("Restore machine").await;
        stage.page.reads("The machine must be off").await;
        assert_eq!(stage.effects("snapshot-restore"), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_tries_the_demo_can_make_things_go_wrong() {
    journey("go-wrong", Scene::default(), |stage| async move {
        stage.open("/").await;
        stage.page.reads("fail-later").await;
        stage.page.press(Role::Link, "Make things go wrong").await;
        stage.page.fill("Path", "/snapshots").await;
        stage.page.press_button("Let them fail").await;
        stage.page.reads("Done.").await;
        stage.sign_in().await;
        stage.page.reads("Paperspace answered with an error. “Something broke” (500 INTERNAL_SERVER_ERROR)").await;
        stage.page.press_button("Try again").await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_refuses_other_origins_is_told_from_being_offline() {
    let api = Elsewhere::start().await;
    api.sandbox.world().switches.cors = false;
    journey("cors-off", Scene { config: Some(api.address), ..Scene::default() }, |stage| async move {
        stage.open("/").await;
        stage.page.fill("API token", TOKEN).await;
        stage.page.press_button("Sign in").await;
        stage.page.reads("does not accept requests from this page").await;
        stage.page.reads("serve the API from the same origin").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rename_whose_answer_was_lost_is_looked_up_before_it_is_sent_again() {
    for (close, sent) in [("after", 1), ("before", 2)] {
        journey("lost-rename", Scene::default(), async |stage| {
            stage.sign_in().await;
            let name = stage.names()[0].clone();
            stage.fault(json!({ "method": "PUT", "path": "/snapshots/*", "close": close }));
            stage.page.choose_action(&name, "Rename").await;
            stage.page.fill("Name", "renamed once").await;
            stage.page.press_button("Save").await;
            stage.page.misses(Role::Dialog, "Rename snapshot").await;
            stage.page.lists(&stage.names()).await;
            assert_eq!(stage.names()[0], "renamed once");
            assert_eq!(
                (stage.requests("PUT", "/v1/snapshots"), stage.effects("snapshot-rename")),
                (sent, 1),
                "{close}"
            );
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_without_rows_are_not_called_an_empty_list_and_lead_on() {
    journey("empty-pages", Scene { snapshots: 700, ..Scene::default() }, |stage| async move {
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 5, "set": { "/items": [] } }));
        stage.sign_in().await;
        stage.page.reads("0 loaded, more exist").await;
        stage.page.sees_button("Load more").await;
        assert!(!stage.page.text().await.contains("No snapshots yet"));
        stage.page.press_button("Load more").await;
        // What the empty pages kept back comes with the look at what was made meanwhile.
        stage.page.reads("700 loaded, that is all").await;
    })
    .await;
}
