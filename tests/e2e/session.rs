//! Signing in and out, and a key that stops working.

use sandbox::switches::SessionAnswer;
use serde_json::json;

use crate::page::Role;
use crate::stage::{Scene, TOKEN, journey};

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_is_told_in_the_form() {
    journey("wrong-key", Scene::default(), |stage| async move {
        stage.open("/").await;
        stage.page.press_button("Sign in").await;
        stage.page.reads("Enter your API token.").await;
        stage.page.fill("API token", "not the token").await;
        stage.page.press_button("Sign in").await;
        stage.page.reads("This token is not valid.").await;
        assert_eq!(stage.page.kept("localStorage").await, json!({}));
        // It is selected, so that the next one takes its place, however it was copied.
        let selected =
            "const { selectionStart, selectionEnd } = document.activeElement; return [selectionStart, selectionEnd]";
        assert_eq!(stage.page.script(selected).await, json!([0, 13]));
        stage.page.keys(format!("  \"Bearer {TOKEN}\" ")).await;
        stage.page.press_button("Sign in").await;
        stage.page.sees_button("Create snapshot").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_asked_to_keeps_the_key_over_a_reload() {
    journey("kept-on-device", Scene::default(), |stage| async move {
        stage.sign_in().await;
        assert!(stage.page.kept("localStorage").await.to_string().contains(TOKEN));
        assert_eq!(stage.page.kept("sessionStorage").await, json!({}));
        stage.page.reload().await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_not_asked_to_keeps_it_in_the_tab_only() {
    journey("kept-in-tab", Scene::default(), |stage| async move {
        stage.open("/").await;
        stage.page.fill("API token", TOKEN).await;
        stage.page.press(Role::Checkbox, "Keep me signed in on this device").await;
        stage.page.press_button("Sign in").await;
        stage.page.sees_button("Create snapshot").await;
        assert!(!stage.page.kept("localStorage").await.to_string().contains(TOKEN));
        assert!(stage.page.kept("sessionStorage").await.to_string().contains(TOKEN));
        stage.page.reload().await;
        stage.page.sees_button("Create snapshot").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_clears_what_was_kept_and_reaches_the_other_window() {
    journey("sign-out", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("kept").await;
        let first = stage.page.driver().window().await.expect("a window");
        let second = stage.page.driver().new_window().await.expect("another window");
        stage.page.driver().switch_to_window(second.clone()).await.expect("the other window");
        stage.open("/").await;
        stage.page.row_says("kept", "Creating").await;
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.press_button("Sign out").await;
        stage.page.reads("One operation is running. It continues at Paperspace").await;
        stage.page.press(Role::Button, "Sign out").await;
        stage.page.sees_button("Sign in").await;
        assert_eq!(stage.page.kept("localStorage").await, json!({}));
        stage.page.driver().switch_to_window(first).await.expect("the first window");
        stage.page.sees_button("Sign in").await;
        assert_eq!(stage.effects("snapshot-create"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_revoked_in_the_middle_costs_nothing_that_was_typed() {
    journey("revoked", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let old = stage.names()[0].clone();
        stage.page.choose_action(&old, "Rename").await;
        stage.page.fill("Name", "typed with care").await;
        stage.replace_key("the-new-key").await;
        stage.page.press_button("Save").await;
        stage.page.find(Role::Dialog, "Your API token stopped working").await;
        stage.page.fill("API token", TOKEN).await;
        stage.page.press_button("Sign in").await;
        stage.page.reads("This token is not valid.").await;
        stage.page.fill("API token", "the-new-key").await;
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
async fn a_service_without_sessions_is_signed_in_to_by_reading_a_snapshot() {
    for answer in [SessionAnswer::Missing, SessionAnswer::Nothing] {
        journey("no-session", Scene::default(), async |stage| {
            stage.sandbox.world().switches.session = answer;
            stage.open("/").await;
            stage.page.fill("API token", "wrong").await;
            stage.page.press_button("Sign in").await;
            stage.page.reads("This token is not valid.").await;
            stage.page.fill("API token", TOKEN).await;
            stage.page.press_button("Sign in").await;
            stage.page.lists(&stage.names()).await;
            stage.page.sees_button("Account: Account").await;
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_warns_of_what_may_have_been_started_as_well() {
    journey("sign-out-unsure", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("surely").await;
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "close": "after" }));
        stage.ask_to_create("maybe").await;
        stage.page.reads("the answer was lost").await;
        let warning = "One operation is running. One may have been started: its answer was lost.";
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.press_button("Sign out").await;
        stage.page.reads(warning).await;
        stage.page.press_button("Stay signed in").await;
        // So does the panel that asks for a new key.
        // What runs is asked about, and that is refused.
        stage.sandbox.world().replace_key(TOKEN, "the-new-key");
        stage.page.find(Role::Dialog, "Your API token stopped working").await;
        stage.page.press_button("Sign out").await;
        stage.page.reads(warning).await;
        stage.page.press_button("Stay signed in").await;
        stage.page.fill("API token", "the-new-key").await;
        stage.page.press_button("Sign in").await;
        stage.page.misses(Role::Dialog, "Your API token stopped working").await;
    })
    .await;
}
