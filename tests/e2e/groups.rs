//! The list by machine.

use thirtyfour::Key;

use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, journey};

/// What stands in the table where it is grouped: each machine where its newest snapshot stands, with its snapshots.
fn grouped(stage: &Stage) -> Vec<Vec<String>> {
    let world = stage.sandbox.world();
    let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
    let snapshots: Vec<_> = team.snapshots.iter().collect();
    let mut ids: Vec<_> = Vec::new();
    for snapshot in snapshots.iter().rev() {
        if !ids.contains(&&snapshot.machine_id) {
            ids.push(&snapshot.machine_id);
        }
    }
    let group = |id: &str| {
        let machine = team.machines.iter().find(|one| *one.id == *id).expect("its machine").name.to_string();
        let own = snapshots.iter().rev().filter(|one| *one.machine_id == *id).map(|one| one.name.to_string());
        [machine].into_iter().chain(own).collect()
    };
    ids.into_iter().map(|id| group(id)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_grouped_by_machine_and_stays_so() {
    journey("groups", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.press_button("Group by machine").await;
        let groups = grouped(&stage);
        let names = groups.concat();
        stage.page.lists(&names).await;
        stage.page.reads("30 loaded, that is all").await;
        let machine = &names[0];
        for group in &groups {
            stage.page.reads(&format!("{} snapshots", group.len() - 1)).await;
        }
        stage.page.reads("kept").await;
        pictures(&stage, "groups").await;
        stage.page.browser.resize(1280, 800).await;
        stage.page.reload().await;
        stage.page.lists(&names).await;
        // The keys go over heads as over rows, and what is meant for a snapshot does nothing there.
        stage.page.keys("j").await;
        stage.page.focus_comes_to(machine).await;
        stage.page.keys("re").await;
        stage.page.keys(Key::Delete + "").await;
        stage.page.keys(Key::Down + "").await;
        stage.page.focus_comes_to(&names[1]).await;
        stage.page.misses(Role::Heading, "Restore machine").await;
        stage.page.keys(Key::Up + "").await;
        stage.page.focus_comes_to(machine).await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.find(Role::Heading, machine).await;
        stage.page.driver().back().await.expect("the list again");
        stage.page.focus_comes_to(machine).await;
        stage.page.press_button("Group by machine").await;
        stage.page.lists(&stage.names()).await;
        stage.page.reload().await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_grouped_as_far_as_it_is_loaded_and_loads_the_rest_when_it_is_told_to() {
    journey("groups-long", Scene { snapshots: 600, machines: 12, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.reads("120 loaded").await;
        stage.page.press_button("Group by machine").await;
        stage.page.reads(" loaded\n").await;
        stage.page.scroll_to_end().await;
        assert_eq!(stage.requests("GET", "/v1/snapshots"), 1, "rows would come between those that are read");
        stage.page.press_unscrolled(Role::Button, "Load the rest").await;
        stage.page.reads("600 loaded, that is all").await;
        stage.page.lists(&grouped(&stage).concat()).await;
    })
    .await;
}
