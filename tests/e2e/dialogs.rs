//! Dialogs and menus stay what they are: none outlives its page, none loses what was typed, none says what is no longer true.

use serde_json::json;

use crate::page::Role;
use crate::stage::{Scene, journey};

/// More often than any browser lets a page keep a dialog open. Odd: where it may, every second one withdraws the question.
const ESCAPES: usize = 5;

#[tokio::test(flavor = "multi_thread")]
async fn going_back_leaves_a_dialog_before_its_page() {
    journey("export-back", Scene::default(), |stage| async move {
        stage.sign_in_at("/activity").await;
        stage.page.press(Role::Link, "Snapshots").await;
        stage.page.lists(&stage.names()).await;
        stage.page.press_button("Export").await;
        stage.page.find(Role::Dialog, "Export snapshots").await;
        stage.page.driver().back().await.expect("back");
        stage.page.misses(Role::Dialog, "Export snapshots").await;
        stage.page.find(Role::Heading, "Snapshots").await;
        assert_eq!(stage.page.address().await, "/");
        stage.page.driver().back().await.expect("back");
        stage.page.find(Role::Heading, "Activity").await;
        stage.page.press(Role::Link, "Snapshots").await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_again_and_again_throws_nothing_away_that_was_typed() {
    journey("escape-typed", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.press_button("Create snapshot").await;
        stage.page.fill("Name", "typed with care").await;
        for _ in 0..ESCAPES {
            stage.page.browser.escape().await;
        }
        stage.page.reads("Discard what you typed?").await;
        stage.page.focus_comes_to("Keep editing").await;
        stage.page.press_button("Keep editing").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Name").await, "typed with care");
        stage.page.press_button("Create").await;
        stage.page.row_says("typed with care", "Creating").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_throws_nothing_away_that_was_typed() {
    journey("back-typed", Scene::default(), |stage| async move {
        stage.sign_in_at("/activity").await;
        stage.page.press(Role::Link, "Snapshots").await;
        stage.page.lists(&stage.names()).await;
        stage.page.press_button("Create snapshot").await;
        stage.page.fill("Name", "typed with care").await;
        stage.page.driver().back().await.expect("back");
        stage.page.reads("Discard what you typed?").await;
        assert_eq!(stage.page.address().await, "/");
        stage.page.press_button("Keep editing").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Name").await, "typed with care");
        stage.page.driver().back().await.expect("back");
        stage.page.press_button("Discard").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        stage.page.driver().back().await.expect("back");
        stage.page.find(Role::Heading, "Activity").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_does_not_leave_a_dialog_that_waits_for_its_answer() {
    journey("escape-busy", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "status": 403, "delayMs": 1_000,
            "body": { "code": "FORBIDDEN", "message": "No" } }));
        stage.page.press_button("Create snapshot").await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        stage.page.press_button("Create").await;
        for _ in 0..ESCAPES {
            stage.page.browser.escape().await;
        }
        stage.page.reads("Your API token does not allow this.").await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_key_stopped_working_cannot_be_left_without_one() {
    journey("escape-expired", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let old = stage.names()[0].clone();
        stage.page.choose_action(&old, "Rename").await;
        stage.page.fill("Name", "typed with care").await;
        stage.replace_key("the-new-key").await;
        stage.page.press_button("Save").await;
        stage.page.find(Role::Dialog, "Your API token stopped working").await;
        stage.page.fill("API token", "the-new-key").await;
        for _ in 0..ESCAPES {
            stage.page.browser.escape().await;
        }
        stage.page.find(Role::Dialog, "Your API token stopped working").await;
        stage.page.press_button("Stay signed in").await;
        assert_eq!(stage.page.value_of(Role::TextField, "API token").await, "the-new-key");
        stage.page.press_button("Sign in").await;
        stage.page.misses(Role::Dialog, "Your API token stopped working").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Name").await, "typed with care");
        stage.page.press_button("Save").await;
        stage.page.misses(Role::Dialog, "Rename snapshot").await;
        assert_eq!(stage.names()[0], "typed with care");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_menu_follows_what_is_true() {
    journey("open-menu", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.begin_create("fresh").await;
        stage.page.open_menu("fresh").await;
        stage.page.reads("The snapshot is still being taken").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “fresh” was created.").await;
        stage.page.reads_no_more("The snapshot is still being taken").await;
        stage.page.press(Role::MenuItem, "Delete").await;
        stage.page.find(Role::Dialog, "Delete snapshot").await;
    })
    .await;
}
