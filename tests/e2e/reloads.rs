//! An operation survives a reload: it is still followed, and its outcome is told.

use serde_json::json;

use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

/// Ends what runs while the page is reloading, and expects to be told.
async fn reload_and_be_told(stage: &Stage, row: &str, word: &str, outcome: &str) {
    stage.page.row_says(row, word).await;
    stage.page.reload().await;
    stage.page.row_says(row, word).await;
    stage.page.find(Role::Link, "Activity, 1 running").await;
    stage.advance_ms(10_000);
    stage.page.reads(outcome).await;
    stage.page.find(Role::Link, "Activity").await;
    stage.page.lists(&stage.names()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_create_goes_on_over_a_reload() {
    journey("reload-create", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.ask_to_create("over a reload").await;
        reload_and_be_told(&stage, "over a reload", "Creating", "Snapshot “over a reload” was created.").await;
        assert_eq!(stage.effects("snapshot-create"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delete_goes_on_over_a_reload() {
    journey("reload-delete", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let name = stage.names()[0].clone();
        stage.page.choose_action(&name, "Delete").await;
        stage.page.press_button("Delete snapshot").await;
        reload_and_be_told(&stage, &name, "Deleting", "was deleted.").await;
        assert_eq!(stage.effects("snapshot-delete"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_goes_on_over_a_reload() {
    journey("reload-restore", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let name = stage.names()[0].clone();
        stage.page.choose_action(&name, "Restore").await;
        stage.page.press_button("Restore machine").await;
        reload_and_be_told(&stage, &name, "Restoring", "is back at").await;
        assert_eq!(stage.effects("snapshot-restore"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ended_while_nobody_looked_is_told_on_return() {
    journey("ended-meanwhile", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("meanwhile").await;
        stage.page.driver().goto("about:blank").await.expect("an empty page");
        stage.advance_ms(10_000);
        stage.open("/activity").await;
        stage.page.reads("Snapshot “meanwhile” was created.").await;
        stage.page.reads("Finished").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_is_written_down_before_its_request_leaves() {
    journey("ledger-first", Scene::default(), |stage| async move {
        stage.sign_in().await;
        // Each write of an operation that is about to be sent is shown to the service before it returns.
        let mark = "const setItem = Storage.prototype.setItem;
            Storage.prototype.setItem = function (key, value) {
                setItem.call(this, key, value);
                if (!value.includes('written down') || !value.includes('sending')) return;
                const request = new XMLHttpRequest();
                request.open('GET', '/v1/written', false);
                request.send();
            }";
        stage.page.script(mark).await;
        stage.begin_create("written down").await;
        let order = stage.requests_in_order(&["/v1/written", "POST /v1/snapshots"]);
        assert!(order.starts_with(&["/v1/written".to_owned()]) && order.len() > 1, "{order:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_sent_is_not_sent_by_the_next_page() {
    journey("sent-or-not", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "delayMs": 3_600_000 }));
        stage.ask_to_create("written down").await;
        stage.page.sees_button("Creating…").await;
        // The page goes away while nobody knows whether the request arrived: it is not sent again.
        stage.page.reload().await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("Not sure whether it was started").await;
        assert_eq!((stage.requests("POST", "/v1/snapshots"), stage.effects("snapshot-create")), (0, 0));
    })
    .await;
}
