//! Where the focus goes: past the bar, and never to the page as a whole when its element goes.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::page::{Page, Role};
use crate::stage::{Scene, journey};

impl Page {
    /// The kind of element that has the focus; `BODY` where it is lost.
    async fn focused_kind(&self) -> String {
        let told = self.script("return document.activeElement?.tagName").await;
        told.as_str().unwrap_or_default().to_owned()
    }

    async fn focus_comes_to_a(&self, kind: &str) {
        let what = format!("the focus on a {kind}");
        self.eventually(&what, async || (self.focused_kind().await == kind).then_some(())).await;
    }

    /// The number of the row with the focus, as soon as there is one beyond that number.
    async fn focus_comes_below(&self, row: u64) {
        let number = |told: Value| told.as_str().and_then(|told| told.parse::<u64>().ok());
        let what = format!("the focus below row {row}");
        self.eventually(&what, async || number(self.focused_row().await).filter(|now| *now > row)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_skip_link_leads_past_the_bar() {
    journey("skip-link", Scene::default(), |stage| async move {
        stage.sign_in_at("/?kind=manual").await;
        stage.page.reads("match").await;
        for address in ["/?kind=manual", "/activity"] {
            stage.open(address).await;
            stage.page.sees_button("Create snapshot").await;
            stage.page.script("document.activeElement.blur()").await;
            stage.page.keys(Key::Tab + "").await;
            stage.page.focus_comes_to("Skip to content").await;
            stage.page.keys(Key::Enter + "").await;
            stage.page.focus_comes_to_a("MAIN").await;
            assert_eq!(stage.page.address().await, address);
            stage.page.keys(Key::Tab + "").await;
            let within = stage.page.script("return document.activeElement.closest('main') !== null").await;
            assert_eq!(within, json!(true), "{address}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_leads_to_the_heading_of_the_page() {
    journey("focus-sign-in", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.focus_comes_to_a("H1").await;
        // A page that is only loaded leaves the focus where it is.
        stage.page.reload().await;
        stage.page.lists(&stage.names()).await;
        assert_eq!(stage.page.focused_kind().await, "BODY");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn trying_a_failed_list_again_keeps_a_focus() {
    journey("focus-failed", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "status": 500, "times": 3 }));
        stage.open("/?sort=name").await;
        stage.page.reads("could not be loaded").await;
        stage.page.press_button("Try again").await;
        stage.page.find(Role::Table, "Snapshots").await;
        stage.page.focus_comes_to_a("H1").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn loading_the_rest_keeps_a_focus() {
    journey("focus-rest", Scene { snapshots: 600, ..Scene::default() }, |stage| async move {
        stage.sign_in_at("/?q=auto").await;
        stage.page.reads("of 120 loaded match; more exist").await;
        stage.page.press_button("Load the rest").await;
        stage.page.reads("of 600 match").await;
        stage.page.misses(Role::Button, "Stop loading").await;
        stage.page.focus_comes_to_a("H1").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_of_activity_that_changes_keeps_the_focus() {
    journey("focus-activity", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("fail-later").await;
        stage.page.press(Role::Link, "Activity, 1 running").await;
        stage.page.press_button("Copy details").await;
        stage.advance_ms(10_000);
        stage.page.reads("The storage cluster is out of space").await;
        stage.page.focus_comes_to_a("LI").await;
        stage.page.press_button("Try again").await;
        stage.page.find(Role::Link, "Activity, 1 running").await;
        stage.page.misses(Role::Button, "Try again").await;
        stage.page.focus_comes_to_a("LI").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keys_go_on_from_the_row_that_is_seen() {
    journey("keys-scrolled", Scene { snapshots: 100, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        let names = stage.names();
        stage.page.lists(&names).await;
        stage.page.keys("j").await;
        stage.page.focus_comes_to(&names[0]).await;
        // The row is drawn, but above the window.
        stage.page.script("window.scrollBy(0, 400)").await;
        stage.page.keys("j").await;
        stage.page.focus_comes_below(5).await;
        // The row is gone: the table has the focus.
        stage.page.script("window.scrollBy(0, 2000)").await;
        stage.page.focus_comes_to("Snapshots").await;
        stage.page.keys("j").await;
        stage.page.focus_comes_below(40).await;
    })
    .await;
}
