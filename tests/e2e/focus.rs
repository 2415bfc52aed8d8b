//! Where the focus goes: past the bar, and never to the page as a whole when its element goes.

use serde_json::json;
use thirtyfour::Key;

use crate::page::Page;
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
