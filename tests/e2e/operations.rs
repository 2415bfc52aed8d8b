//! The keyboard alone, and leaving what was typed.

use thirtyfour::Key;

use crate::page::Role;
use crate::stage::{Scene, journey};

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_is_created_and_deleted_by_keyboard_alone() {
    journey("keyboard", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.keys("c").await;
        stage.page.focus_comes_to("Name").await;
        stage.page.type_out("by hand").await;
        stage.page.keys(Key::Enter).await;
        stage.page.row_says("by hand", "Creating").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “by hand” was created.").await;
        let actions = stage.page.find(Role::Button, "Actions for by hand").await;
        actions.focus().await.expect("the focus");
        stage.page.keys(Key::Enter).await;
        stage.page.focus_comes_to("Rename").await;
        stage.page.keys(Key::Up).await;
        stage.page.focus_comes_to("Delete").await;
        stage.page.keys(Key::Escape).await;
        stage.page.focus_comes_to("Actions for by hand").await;
        stage.page.keys(Key::Down).await;
        stage.page.focus_comes_to("Rename").await;
        stage.page.keys(Key::End).await;
        stage.page.keys(Key::Enter).await;
        stage.page.find(Role::Dialog, "Delete snapshot").await;
        stage.page.keys(Key::Escape).await;
        stage.page.misses(Role::Dialog, "Delete snapshot").await;
        stage.page.focus_comes_to("Actions for by hand").await;
        assert_eq!(stage.effects("snapshot-delete"), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_with_something_typed_asks_first() {
    journey("discard", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.press_button("Create snapshot").await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        stage.page.keys(Key::Escape).await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        stage.page.focus_comes_to("Create snapshot").await;
        stage.page.press_button("Create snapshot").await;
        stage.page.fill("Name", "precious").await;
        stage.page.press_button("Cancel").await;
        stage.page.reads("Discard what you typed?").await;
        stage.page.press_button("Keep editing").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Name").await, "precious");
        stage.page.press_button("Cancel").await;
        stage.page.press_button("Discard").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_creates_on_one_machine_queue_and_all_end() {
    journey("several", Scene::default(), |stage| async move {
        stage.sign_in().await;
        for name in ["one", "two", "three"] {
            stage.begin_create(name).await;
        }
        stage.page.find(Role::Link, "Activity, 3 running").await;
        stage.advance_ms(1_500);
        stage.page.row_says("three", "Creating: queued").await;
        stage.advance_ms(40_000);
        stage.page.find(Role::Link, "Activity").await;
        stage.page.reads("Snapshot “three” was created.").await;
        assert_eq!(stage.effects("snapshot-create"), 3);
        stage.page.lists(&stage.names()).await;
    })
    .await;
}
