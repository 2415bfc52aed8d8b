//! All five verbs by keyboard alone: nothing here is clicked, found or focused but by keys.

use thirtyfour::Key;

use crate::page::Role;
use crate::stage::{Scene, Stage, TOKEN, journey};

/// No screen needs more steps than this.
const STEPS_MAX: usize = 30;

impl Stage {
    /// Goes on by Tab until something has the focus.
    async fn tab_to(&self, name: &str) {
        for _ in 0..STEPS_MAX {
            if self.page.focused_name().await == name {
                return;
            }
            self.page.keys(Key::Tab + "").await;
        }
        panic!("{name} is not reached by Tab");
    }

    async fn press_key(&self, key: Key) {
        self.page.keys(key + "").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_five_verbs_are_done_by_keyboard_alone() {
    journey("keyboard-only", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.open("/").await;
        stage.page.sees_button("Sign in").await;
        stage.tab_to("API token").await;
        stage.page.type_out(TOKEN).await;
        stage.press_key(Key::Enter).await;
        stage.page.lists(&stage.names()).await;
        // See.
        let name = stage.distinct_names()[0].clone();
        stage.tab_to(&name).await;
        stage.press_key(Key::Enter).await;
        stage.page.find(Role::Heading, &name).await;
        stage.press_key(Key::Escape).await;
        stage.page.misses(Role::Heading, &name).await;
        stage.page.focus_comes_to(&name).await;
        // Take.
        stage.page.keys("c").await;
        stage.page.focus_comes_to("Name").await;
        stage.page.type_out("by keys").await;
        stage.press_key(Key::Enter).await;
        stage.page.row_says("by keys", "Creating").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “by keys” was created.").await;
        // Rename.
        stage.tab_to(&name).await;
        stage.press_key(Key::Home).await;
        stage.page.focus_comes_to("by keys").await;
        stage.page.keys("e").await;
        stage.page.focus_comes_to("Name").await;
        stage.page.type_out("renamed by keys").await;
        stage.press_key(Key::Enter).await;
        stage.page.focus_comes_to("renamed by keys").await;
        // Restore.
        stage.page.keys("r").await;
        stage.page.focus_comes_to("Cancel").await;
        // What destroys can be pressed after a moment only.
        let restore = async || stage.page.is_enabled("Restore machine").await.then_some(());
        stage.page.eventually("it can be pressed", restore).await;
        stage.tab_to("Restore machine").await;
        stage.press_key(Key::Enter).await;
        stage.page.row_says("renamed by keys", "Restoring").await;
        stage.advance_ms(10_000);
        stage.page.reads("is back at").await;
        // Delete.
        stage.page.focus_comes_to("renamed by keys").await;
        stage.press_key(Key::Delete).await;
        stage.page.focus_comes_to("Cancel").await;
        let delete = async || stage.page.is_enabled("Delete snapshot").await.then_some(());
        stage.page.eventually("it can be pressed", delete).await;
        stage.tab_to("Delete snapshot").await;
        stage.press_key(Key::Enter).await;
        stage.page.row_says("renamed by keys", "Deleting").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “renamed by keys” was deleted.").await;
        assert!(!stage.names().contains(&"renamed by keys".to_owned()));
    })
    .await;
}
