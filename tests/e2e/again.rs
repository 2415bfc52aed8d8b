//! What could not be read can be asked for again: by a person, with a new key, on return.

use serde_json::json;

use crate::fresh::ONE_MACHINE;
use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, journey};

const NEW_TOKEN: &str = "the-new-key";

/// How often a read is tried before it has failed.
const TRIES: u32 = 3;

impl Stage {
    async fn enter_the_new_key(&self) {
        self.page.find(Role::Dialog, "Your API token stopped working").await;
        self.page.fill("API token", NEW_TOKEN).await;
        self.page.press_button("Sign in").await;
        self.page.misses(Role::Dialog, "Your API token stopped working").await;
    }

    fn machines_fail(&self, times: u32) {
        self.fault(json!({ "method": "GET", "path": "/machines", "times": times, "status": 500,
            "body": { "code": "INTERNAL_SERVER_ERROR", "message": "Oops" } }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_new_key_the_panel_reads_again_what_failed() {
    journey("panel-renewed", ONE_MACHINE, |stage| async move {
        stage.sign_in().await;
        let (id, name) = stage.oldest();
        stage.replace_key(NEW_TOKEN).await;
        stage.open(&format!("/snapshots/{id}")).await;
        stage.enter_the_new_key().await;
        stage.page.find(Role::Heading, &name).await;
        stage.page.find(Role::Link, "Show all snapshots of this machine").await;
        stage.page.misses(Role::Button, "Try again").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_new_key_the_next_page_is_asked_for_again() {
    journey("next-page-renewed", ONE_MACHINE, |stage| async move {
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        stage.replace_key(NEW_TOKEN).await;
        stage.page.press_unscrolled(Role::Button, "Load more").await;
        stage.enter_the_new_key().await;
        stage.page.reads("200 loaded, that is all").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_new_key_the_other_snapshots_are_read_again() {
    journey("others-renewed", ONE_MACHINE, |stage| async move {
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        let name = stage.distinct_names()[0].clone();
        stage.replace_key(NEW_TOKEN).await;
        stage.page.open_row(&name).await;
        stage.enter_the_new_key().await;
        stage.page.find(Role::Link, "Show all snapshots of this machine").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_new_key_a_machine_is_read_again() {
    journey("machine-renewed", ONE_MACHINE, |stage| async move {
        let (id, _) = stage.first_machine();
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        stage.replace_key(NEW_TOKEN).await;
        stage.open(&format!("/machines/{id}")).await;
        stage.enter_the_new_key().await;
        stage.page.reads("Show as list").await;
        stage.page.reads("Region").await;
        stage.page.misses(Role::Button, "Try again").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_to_a_machine_can_be_asked_for_again_beside_its_snapshots() {
    journey("machine-events-again", ONE_MACHINE, |stage| async move {
        let (id, _) = stage.first_machine();
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        stage.fault(json!({ "method": "GET", "path": "/machine-events", "times": 99, "status": 500 }));
        stage.open(&format!("/machines/{id}")).await;
        stage.page.reads("(500)").await;
        stage.page.reads("Show as list").await;
        pictures(&stage, "machine-events-failed").await;
        stage.sandbox.world().faults.clear();
        stage.page.press_button("Try again").await;
        stage.page.reads_no_more("(500)").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn machines_that_failed_in_passing_can_be_asked_for_again() {
    journey("machines-again", Scene::default(), |stage| async move {
        stage.machines_fail(2 * TRIES);
        let (_, machine) = stage.first_machine();
        stage.sign_in().await;
        stage.page.reads("machines could not be loaded").await;
        stage.page.press_button("Create snapshot").await;
        stage.page.reads("The machines could not be loaded: try again, or enter").await;
        assert!(!stage.page.text().await.contains("cannot be listed with this token"));
        stage.page.find(Role::TextField, "Machine").await;
        pictures(&stage, "create-machines-failed").await;
        // It fails once more, then it does not.
        let asked = stage.requests("GET", "/v1/machines");
        stage.page.press_button("Try again").await;
        let done = async || (stage.requests("GET", "/v1/machines") >= asked + 3).then_some(());
        stage.page.eventually("three more tries", done).await;
        stage.page.press_button("Try again").await;
        stage.page.find(Role::Select, "Machine").await;
        stage.page.press_button("Cancel").await;
        stage.page.reads_no_more("The machines could not be loaded").await;
        stage.page.reads(&machine).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn machines_that_failed_are_asked_for_when_the_network_is_back() {
    journey("machines-back", Scene::default(), |stage| async move {
        stage.machines_fail(TRIES);
        let (_, machine) = stage.first_machine();
        stage.sign_in().await;
        stage.page.reads("machines could not be loaded").await;
        pictures(&stage, "machines-failed").await;
        stage.page.script("window.dispatchEvent(new Event('online'))").await;
        stage.page.reads_no_more("machines could not be loaded").await;
        stage.page.reads(&machine).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_finds_nothing_does_not_mean_that_the_snapshot_is_gone() {
    journey("panel-gateway", ONE_MACHINE, |stage| async move {
        let (id, name) = stage.oldest();
        stage.fault(
            json!({ "method": "GET", "path": "/snapshots/*", "times": 1, "status": 404, "body": "<h1>404</h1>" }),
        );
        stage.sign_in_at(&format!("/snapshots/{id}")).await;
        stage.page.reads("The snapshot could not be loaded").await;
        stage.page.press_button("Try again").await;
        stage.page.find(Role::Heading, &name).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_stays_when_its_row_leaves_the_list() {
    journey("panel-row-left", ONE_MACHINE, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        let name = stage.distinct_names()[2].clone();
        stage.page.open_row(&name).await;
        stage.page.find(Role::Heading, &name).await;
        let (machine_id, _) = stage.first_machine();
        for number in 0..130 {
            let added =
                stage.sandbox.world().add_snapshot("tz4n9q2ksb", &machine_id, &format!("newer {number}"), false);
            added.expect("a snapshot");
        }
        stage.page.press_button("Refresh").await;
        stage.page.find(Role::Link, "newer 129").await;
        stage.page.find(Role::Heading, &name).await;
    })
    .await;
}
