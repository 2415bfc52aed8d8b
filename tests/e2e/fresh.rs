//! What dialogs and the panel say is fresh.

use serde_json::json;

use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, TOKEN, journey};

/// More than are loaded at first, all of one machine.
pub const ONE_MACHINE: Scene =
    Scene { snapshots: 200, machines: 1, event_ms: 10_000..=10_000, release: false, config: None, needs: &[] };

impl Stage {
    /// The id and the name of the oldest snapshot: in a long list it is not loaded.
    pub fn oldest(&self) -> (String, String) {
        let world = self.sandbox.world();
        let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
        let oldest = team.snapshots.iter().next().expect("a snapshot");
        (oldest.id.to_string(), oldest.name.to_string())
    }

    /// Puts every machine into a state, as if somebody else had.
    pub fn all_machines_are(&self, state: &'static str) {
        for team in self.sandbox.world().teams_mut() {
            let ids: Vec<_> = team.machines.iter().map(|machine| machine.id.clone()).collect();
            for id in ids {
                team.machines.update(&id, |machine| machine.state = state);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_changed_is_shown_as_it_is_now() {
    journey("fresh-machine", Scene::default(), |stage| async move {
        stage.all_machines_are("ready");
        stage.sign_in().await;
        let name = stage.distinct_names()[0].clone();
        stage.page.lists(&stage.names()).await;
        stage.all_machines_are("stopping");
        stage.page.choose_action(&name, "Restore").await;
        stage.page.reads("The machine is “stopping” right now.").await;
        stage.page.press_button("Cancel").await;
        stage.all_machines_are("upgrading");
        stage.page.press_button("Create snapshot").await;
        stage.page.reads("The machine is “upgrading” right now.").await;
        pictures(&stage, "create-state").await;
        stage.page.press_button("Cancel").await;
        stage.all_machines_are("off");
        stage.page.open_row(&name).await;
        stage.page.reads("State\noff").await;
        // Where it cannot be read, what was known of it stays.
        stage.page.press_button("Close details").await;
        let asked = stage.requests("GET", "/v1/machines/");
        stage.fault(json!({ "method": "GET", "path": "/machines/*", "times": 9, "status": 404 }));
        stage.page.choose_action(&name, "Restore").await;
        let answered = async || (stage.requests("GET", "/v1/machines/") > asked).then_some(());
        stage.page.eventually("the machine's answer", answered).await;
        stage.page.reads("(off)").await;
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(&name, "Restoring").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_in_use_is_warned_of_though_its_snapshot_is_not_loaded() {
    journey("name-in-use", ONE_MACHINE, |stage| async move {
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        let (_, old) = stage.oldest();
        stage.page.press_button("Create snapshot").await;
        stage.page.fill("Name", &old).await;
        stage.page.reads("already has this name").await;
        stage.page.fill("Name", "nobody is called so").await;
        stage.page.reads_no_more("already has this name").await;
        stage.page.press_button("Cancel").await;
        stage.page.press_button("Discard").await;
        // Looking for the row must not load more.
        stage.page.reads("120 loaded, more exist").await;
        let name = stage.distinct_names()[0].clone();
        stage.page.choose_action(&name, "Rename").await;
        stage.page.fill("Name", &old).await;
        stage.page.reads("already has this name").await;
        // Its own name, with a space behind it, is nobody else's.
        stage.page.fill("Name", &format!("{name} ")).await;
        stage.page.reads_no_more("already has this name").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_says_how_old_the_snapshot_is_where_that_is_known() {
    journey("age", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("of today").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “of today” was created.").await;
        stage.page.choose_action("of today", "Restore").await;
        stage.page.reads("(just now)").await;
        pictures(&stage, "restore-age").await;
        stage.page.press_button("Cancel").await;
        let other = stage.distinct_names()[1].clone();
        stage.page.choose_action(&other, "Restore").await;
        stage.page.reads("will be lost").await;
        assert!(!stage.page.text().await.contains("just now"));
        stage.page.press_button("Cancel").await;
        stage.page.open_row("of today").await;
        stage.page.reads("(just now)").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_that_is_not_loaded_is_renamed_in_its_panel() {
    journey("panel-rename", ONE_MACHINE, |stage| async move {
        let (id, old) = stage.oldest();
        stage.sign_in_at(&format!("/snapshots/{id}")).await;
        stage.page.find(Role::Heading, &old).await;
        stage.page.press_button("Rename").await;
        stage.page.fill("Name", "renamed unseen").await;
        stage.page.press_button("Save").await;
        stage.page.find(Role::Heading, "renamed unseen").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_answer_to_a_rename_closes_no_other_dialog() {
    journey("late-rename", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let name = stage.distinct_names()[0].clone();
        stage.page.choose_action(&name, "Rename").await;
        stage.page.fill("Name", "renamed late").await;
        stage.fault(json!({ "method": "PUT", "path": "/snapshots/*", "times": 1, "delayMs": 6_000 }));
        stage.page.press_button("Save").await;
        // Another tab signs out, and the person signs in again.
        stage
            .page
            .script("localStorage.clear(); window.dispatchEvent(new StorageEvent('storage', { key: null }))")
            .await;
        stage.page.fill("API token", TOKEN).await;
        stage.page.press_button("Sign in").await;
        stage.page.press_button("Create snapshot").await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        let renamed = async || (stage.effects("snapshot-rename") == 1).then_some(());
        stage.page.eventually("the late rename", renamed).await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
    })
    .await;
}
