//! Without a network: it is said before anything is sent, and goes by itself when the network is back.

use serde_json::json;

use crate::page::Role;
use crate::stage::{Scene, TOKEN, journey};

#[tokio::test(flavor = "multi_thread")]
async fn being_offline_is_said_at_once_and_no_longer_than_it_lasts() {
    journey("offline-banner", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.browser.offline(true).await;
        stage.page.reads("You are offline. What is already loaded stays here.").await;
        stage.page.browser.resize(390, 844).await;
        stage.page.picture("offline-phone").await;
        stage.page.browser.resize(1280, 800).await;
        // A read that fails for it says nothing more.
        stage.page.press_button("Refresh").await;
        stage.page.press_button("Create snapshot").await;
        stage.page.reads("You are offline. Nothing can be sent.").await;
        assert_eq!(stage.page.text().await.matches("What is already loaded stays here.").count(), 1);
        stage.page.picture("offline-dialog").await;
        stage.page.fill("Name", "on the train").await;
        stage.page.press_button("Create").await;
        stage.page.reads("You are offline. Nothing was sent.").await;
        stage.page.browser.offline(false).await;
        stage.page.reads_no_more("You are offline").await;
        stage.page.press_button("Create").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        stage.page.row_says("on the train", "Creating").await;
        assert_eq!(stage.effects("snapshot-create"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_without_a_network_says_that_nothing_was_sent() {
    journey("offline-sign-in", Scene::default(), |stage| async move {
        stage.open("/").await;
        stage.page.fill("API token", TOKEN).await;
        stage.page.browser.offline(true).await;
        stage.page.reads("You are offline. Nothing can be sent.").await;
        stage.page.press_button("Sign in").await;
        stage.page.reads("You are offline. Nothing was sent.").await;
        stage.page.browser.offline(false).await;
        stage.page.reads_no_more("You are offline").await;
        stage.page.press_button("Sign in").await;
        stage.page.sees_button("Create snapshot").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn trying_again_waits_for_the_network_and_leaves_no_message_behind() {
    journey("offline-again", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("fail-later").await;
        stage.advance_ms(10_000);
        stage.page.reads("failed: The storage cluster is out of space").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.sees_button("Try again").await;
        stage.page.browser.offline(true).await;
        stage.page.reads("You are offline. Nothing can be sent.").await;
        // The other one of that name looks for the network.
        let disabled = "return [...document.body.getElementsByTagName('button')].filter((one) => one.disabled).map((one) => one.innerText)";
        assert_eq!(stage.page.script(disabled).await, json!(["Try again"]));
        stage.page.browser.offline(false).await;
        stage.page.reads_no_more("You are offline").await;
        stage.page.press_button("Try again").await;
        stage.page.reads("Creating: queued").await;
        assert_eq!(stage.effects("snapshot-create"), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_does_not_tell_of_the_network_is_asked() {
    journey("offline-untold", Scene::default(), |stage| async move {
        // Once it is told to, it says that it is offline, whatever is true.
        stage.front.run_first(
            "addEventListener('lie', () => {
                Object.defineProperty(navigator, 'onLine', { get: () => false });
                dispatchEvent(new Event('offline'));
            })",
        );
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.script("window.dispatchEvent(new window.Event('lie'))").await;
        stage.page.reads("You are offline. What is already loaded stays here.").await;
        stage.page.browser.offline(true).await;
        stage.page.press_button("Try again").await;
        stage.page.sees_button("Try again").await;
        stage.page.reads("You are offline.").await;
        stage.page.browser.offline(false).await;
        stage.page.press_button("Try again").await;
        stage.page.reads_no_more("You are offline").await;
        stage.begin_create("sent all the same").await;
    })
    .await;
}
