//! The messages about outcomes: a failure stays until a person has dismissed it, and many do not cover the page.

use serde_json::json;

use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

/// More messages than are shown at once of those that go by themselves.
const COPIES: usize = 6;

impl Stage {
    /// Copies the ids of some snapshots, each of which is told in a message.
    async fn copy_ids(&self, told: &str) {
        let names = self.names();
        let ids = self.page.listed_ids().await;
        let distinct = self.distinct_names();
        for (name, id) in names.iter().zip(ids).filter(|(name, _)| distinct.contains(name)).take(COPIES) {
            self.page.open_menu(name).await;
            self.page.press_unscrolled(Role::MenuItem, "Copy ID").await;
            self.page.reads(&format!("{told} {id}")).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_failures_scroll_and_leave_the_page_in_sight() {
    journey("many-failures", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))").await;
        stage.copy_ids("The ID is").await;
        stage.page.browser.resize(390, 844).await;
        let covered = stage.page.covered_by_messages().await;
        assert!(covered > 0.1 && covered < 0.5, "they cover {covered} of the window");
        assert_eq!(stage.page.too_wide().await, json!([]));
        stage.page.picture("messages-phone").await;
        for _ in 0..COPIES {
            stage.page.press_button("Dismiss").await;
        }
        stage.page.misses(Role::Button, "Dismiss").await;
    })
    .await;
}
