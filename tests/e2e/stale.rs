//! What a page shows is read anew when a person asks for it, or comes back to it after a while.

use std::sync::Arc;

use sandbox::work::Job;

use crate::fresh::ONE_MACHINE;
use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

impl Stage {
    /// Somebody else deletes a snapshot, and the listing knows it at once.
    fn delete_elsewhere(&self, id: &str) {
        self.sandbox.world().teams_mut().for_each(|team| drop(team.snapshots.remove(id)));
    }

    /// The person comes back to the window after a minute. The browser that plays no other window tells no focus itself.
    async fn come_back_after_a_minute(&self) {
        self.page
            .script("window.dispatchEvent(new window.Event('minute')); window.dispatchEvent(new window.Event('focus'))")
            .await;
    }

    fn id_of(&self, name: &str) -> String {
        let world = self.sandbox.world();
        let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
        let found = team.snapshots.iter().find(|snapshot| *snapshot.name == *name);
        found.expect("a snapshot").id.to_string()
    }
}

/// A minute goes by where a page is told so. By a script of its own: a driver's may be about another `Date`.
const MINUTES: &str =
    "addEventListener('minute', () => { const now = Date.now.bind(Date); Date.now = () => now() + 60_000; })";

const GONE: &str = "This snapshot no longer exists";

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_tells_in_the_panel_that_a_loaded_snapshot_is_gone() {
    journey("panel-gone", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in_at("/?sort=oldest").await;
        stage.page.reads("30 loaded, that is all").await;
        let name = stage.distinct_names().pop().expect("a snapshot");
        stage.page.open_row(&name).await;
        stage.page.find(Role::Heading, &name).await;
        stage.delete_elsewhere(&stage.id_of(&name));
        stage.page.press_button("Refresh").await;
        stage.page.reads(GONE).await;
        stage.page.reads("29 loaded, that is all").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_tells_in_the_panel_that_a_snapshot_is_gone_that_is_not_loaded() {
    journey("panel-gone-by-link", ONE_MACHINE, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        let name = stage.distinct_names()[0].clone();
        let id = stage.id_of(&name);
        // The newest is the last one here, and is not loaded.
        stage.sign_in_at(&format!("/snapshots/{id}?sort=oldest")).await;
        stage.page.find(Role::Heading, &name).await;
        stage.page.reads("120 loaded, more exist").await;
        stage.delete_elsewhere(&id);
        stage.page.press_button("Refresh").await;
        stage.page.reads(GONE).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_to_the_window_sees_the_list_the_panel_and_the_machine_as_they_are() {
    journey("came-back", Scene::default(), |stage| async move {
        stage.front.run_first(MINUTES);
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let names = stage.distinct_names();
        stage.page.open_row(&names[1]).await;
        stage.all_machines_are("stopping");
        stage.page.reads("State").await;
        stage.delete_elsewhere(&stage.id_of(&names[0]));
        stage.all_machines_are("upgrading");
        stage.come_back_after_a_minute().await;
        stage.page.reads("State\nupgrading").await;
        stage.page.reads("29 loaded, that is all").await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_to_the_window_sees_a_panel_that_is_not_loaded_and_the_timeline_as_they_are() {
    journey("came-back-by-link", ONE_MACHINE, |stage| async move {
        stage.front.run_first(MINUTES);
        stage.page.browser.resize(1280, 800).await;
        let (id, name) = stage.oldest();
        stage.sign_in_at(&format!("/snapshots/{id}")).await;
        stage.page.find(Role::Heading, &name).await;
        stage.delete_elsewhere(&id);
        stage.come_back_after_a_minute().await;
        stage.page.reads(GONE).await;
        let (machine_id, _) = stage.first_machine();
        let snapshot_id: Arc<str> = stage.id_of(&stage.distinct_names()[0]).into();
        let restore_elsewhere = || {
            let job = Job::Restore { snapshot_id: Arc::clone(&snapshot_id), safety_snapshot: false };
            let mut world = stage.sandbox.world();
            world.begin("tz4n9q2ksb", &machine_id, job).expect("a job");
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            team.events.of_machine(&machine_id).count() + team.snapshots.of_machine(&machine_id).count()
        };
        let all = restore_elsewhere();
        stage.open(&format!("/machines/{machine_id}")).await;
        stage.page.reads(&format!("Show as list ({all})")).await;
        let all = restore_elsewhere();
        stage.come_back_after_a_minute().await;
        stage.page.reads(&format!("Show as list ({all})")).await;
    })
    .await;
}
