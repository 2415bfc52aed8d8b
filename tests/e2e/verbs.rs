//! The five verbs: see, take, rename, restore, delete.

use serde_json::json;

use crate::page::Role;
use crate::stage::{Scene, journey};

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_seen_after_signing_in() {
    journey("list", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.find(Role::Table, "Snapshots").await;
        stage.page.lists(&stage.names()).await;
        stage.page.reads("30 loaded, that is all").await;
        stage.page.reads("Northwind Studio").await;
        let machine = stage.first_machine().1;
        stage.page.reads(&machine).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_is_created_and_followed_to_its_end() {
    journey("create", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let machine = stage.first_machine().1;
        stage.page.press_button("Create snapshot").await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        let proposed = stage.page.value_of(Role::TextField, "Name").await;
        assert!(
            proposed.starts_with(&machine) && proposed.len() == machine.len() + " 2026-11-24 05:07".len(),
            "{proposed}"
        );
        stage.page.fill("Name", "before the update").await;
        stage.page.press_button("Create").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        stage.page.row_says("before the update", "Creating").await;
        stage.page.find(Role::Link, "Activity, 1 running").await;
        stage.advance_ms(5_000);
        stage.page.row_says("before the update", "Creating").await;
        stage.advance_ms(5_000);
        stage.page.reads("Snapshot “before the update” was created.").await;
        stage.page.find(Role::Link, "Activity").await;
        assert_eq!((stage.names()[0].as_str(), stage.effects("snapshot-create")), ("before the update", 1));
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_is_renamed_only_once_the_service_has_agreed() {
    journey("rename", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let old = stage.names()[0].clone();
        stage.fault(json!({ "method": "PUT", "path": "/snapshots/*", "status": 400, "body": {
            "code": "BAD_REQUEST", "message": "Input validation failed", "details": { "name": ["Too plain"] } } }));
        stage.page.choose_action(&old, "Rename").await;
        stage.page.fill("Name", "<b>known good</b> 🎉").await;
        stage.page.press_button("Save").await;
        stage.page.reads("Too plain").await;
        assert_eq!(stage.page.listed().await[0], old);
        stage.page.press_button("Save").await;
        stage.page.misses(Role::Dialog, "Rename snapshot").await;
        stage.page.focus_comes_to("Actions for <b>known good</b> 🎉").await;
        stage.page.lists(&stage.names()).await;
        assert_eq!(stage.names()[0], "<b>known good</b> 🎉");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_is_restored_after_a_safety_snapshot() {
    journey("restore", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let name = stage.names()[2].clone();
        let before = stage.names().len();
        stage.page.choose_action(&name, "Restore").await;
        stage.page.reads("will be lost").await;
        let safety = stage.page.find(Role::Checkbox, "Take a safety snapshot first").await;
        assert!(safety.is_selected().await.expect("a state"));
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(&name, "Restoring").await;
        stage.advance_ms(10_000);
        stage.page.reads("is back at").await;
        assert_eq!((stage.effects("snapshot-restore"), stage.effects("safety-snapshot")), (1, 1));
        assert_eq!(stage.names().len(), before + 1);
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_safety_snapshot_the_machine_must_be_named() {
    journey("restore-unsafe", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let (_, machine) = stage.first_machine();
        stage.page.select("Machine", &machine).await;
        stage.page.reads("loaded, that is all").await;
        stage
            .page
            .eventually("only rows of the machine", async || (stage.page.listed().await.len() < 30).then_some(()))
            .await;
        let name = stage.page.listed().await[0].clone();
        stage.page.choose_action(&name, "Restore").await;
        stage.page.press(Role::Checkbox, "Take a safety snapshot first").await;
        let restore = stage.page.find(Role::Button, "Restore machine").await;
        assert!(!restore.is_enabled().await.expect("a state"));
        stage.page.fill(&format!("Type {machine} to confirm"), &machine).await;
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(&name, "Restoring").await;
        stage.page.open_menu(&name).await;
        stage.page.reads("The machine is being restored").await;
        stage.advance_ms(10_000);
        stage.page.reads("was restored to").await;
        assert_eq!((stage.effects("snapshot-restore"), stage.effects("safety-snapshot")), (1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_is_deleted_and_its_row_stays_until_it_is_gone() {
    journey("delete", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let name = stage.names()[1].clone();
        stage.page.choose_action(&name, "Delete").await;
        stage.page.find(Role::Dialog, "Delete snapshot").await;
        stage.page.press_button("Delete snapshot").await;
        stage.page.row_says(&name, "Deleting").await;
        stage.advance_ms(9_000);
        stage.page.row_says(&name, "Deleting").await;
        stage.advance_ms(1_000);
        stage.page.reads(&format!("Snapshot “{name}” was deleted.")).await;
        assert_eq!((stage.effects("snapshot-delete"), stage.names().len()), (1, 29));
        stage.page.lists(&stage.names()).await;
        stage.page.reads("29 loaded, that is all").await;
    })
    .await;
}
