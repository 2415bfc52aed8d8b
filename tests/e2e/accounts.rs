//! Whose things are on the page: accounts of the device and of single windows, and pages that the browser brings back.

use serde_json::json;

use crate::browser::engine::Can;
use crate::page::Role;
use crate::stage::{Scene, Stage, TOKEN, journey};

impl Stage {
    async fn sign_out(&self, team: &str) {
        self.page.press_button(&format!("Account: {team}")).await;
        self.page.press_button("Sign out").await;
        self.page.sees_button("Sign in").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_of_one_window_signs_out_and_the_devices_account_stays() {
    journey("two-accounts", Scene::default(), |stage| async move {
        stage.sign_in_for_this_tab(&format!("{TOKEN}-other-team")).await;
        let own = stage.page.driver().window().await.expect("a window");
        let devices = stage.page.driver().new_window().await.expect("another window");
        stage.switch_to(&devices).await;
        stage.sign_in().await;
        stage.switch_to(&own).await;
        stage.sign_out("Southgate Labs").await;
        assert!(stage.page.kept("localStorage").await.to_string().contains(TOKEN));
        stage.switch_to(&devices).await;
        stage.page.reload().await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_of_an_account_reaches_the_windows_that_keep_it_for_themselves() {
    journey("two-tabs-one-account", Scene::default(), |stage| async move {
        stage.sign_in_for_this_tab(TOKEN).await;
        let first = stage.page.driver().window().await.expect("a window");
        let second = stage.page.driver().new_window().await.expect("another window");
        stage.switch_to(&second).await;
        stage.sign_in_for_this_tab(TOKEN).await;
        stage.sign_out("Northwind Studio").await;
        stage.switch_to(&first).await;
        stage.page.sees_button("Sign in").await;
        assert_eq!(stage.page.kept("sessionStorage").await, json!({}));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_brought_back_after_signing_out_holds_nothing() {
    journey("brought-back", Scene { needs: &[Can::KeepPages], ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        // A page that sleeps in the back-forward cache hears nothing of other windows.
        let first = stage.page.driver().window().await.expect("a window");
        stage.page.script("window.asleep = true").await;
        stage.page.driver().goto("data:text/html,elsewhere").await.expect("another page");
        stage.open_window().await;
        stage.sign_out("Northwind Studio").await;
        stage.switch_to(&first).await;
        stage.page.driver().back().await.expect("a page of before");
        stage.page.sees_button("Sign in").await;
        assert_eq!(stage.page.script("return window.asleep").await, json!(true), "it slept, and was not loaded anew");
        assert!(!stage.page.text().await.contains(&stage.names()[0]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_brought_back_looks_who_is_signed_in() {
    journey("looks-again", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        // Not every browser tells a page that slept what was written meanwhile: the storage is changed unheard here.
        stage.page.script("localStorage.clear()").await;
        stage.page.script("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))").await;
        stage.page.sees_button("Sign in").await;
        assert!(!stage.page.text().await.contains(&stage.names()[0]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_while_a_key_is_entered_again_makes_no_other_account() {
    journey("outage-at-renewal", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("followed on").await;
        // The next look at what runs finds out.
        stage.sandbox.world().replace_key(TOKEN, "the-new-key");
        stage.page.find(Role::Dialog, "Your API token stopped working").await;
        stage.fault(json!({ "method": "GET", "path": "/auth/session", "times": 1, "status": 503 }));
        stage.page.fill("API token", "the-new-key").await;
        stage.page.press_button("Sign in").await;
        stage.page.reads("(503)").await;
        stage.page.press_button("Sign in").await;
        stage.page.misses(Role::Dialog, "Your API token stopped working").await;
        stage.page.find(Role::Link, "Activity, 1 running").await;
        assert!(!stage.page.text().await.contains("another account"));
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “followed on” was created.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_is_kept_where_the_old_one_was() {
    journey("renewed-in-tab", Scene::default(), |stage| async move {
        stage.sign_in_for_this_tab(TOKEN).await;
        stage.replace_key("the-new-key").await;
        stage.page.press_button("Refresh").await;
        stage.page.find(Role::Dialog, "Your API token stopped working").await;
        let keep = stage.page.find(Role::Checkbox, "Keep me signed in on this device").await;
        assert!(!keep.is_selected().await.expect("a state"), "the old one was kept for this tab only");
        stage.page.fill("API token", "the-new-key").await;
        stage.page.press_button("Sign in").await;
        stage.page.misses(Role::Dialog, "Your API token stopped working").await;
        assert!(!stage.page.kept("localStorage").await.to_string().contains("the-new-key"));
    })
    .await;
}
