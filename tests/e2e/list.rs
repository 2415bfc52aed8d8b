//! The list: to its end while it changes, by filter and order, by link, and when there is nothing in it.

use std::collections::HashSet;

use sandbox::store::Store;

use crate::page::Role;
use crate::stage::{Scene, journey};

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_and_sixty_rows_come_once_each_while_others_are_deleted() {
    journey("scroll", Scene { snapshots: 360, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        let ids = |range: std::ops::Range<usize>| {
            let world = stage.sandbox.world();
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            let all: Vec<_> = team.snapshots.iter().map(|row| row.id.clone()).collect();
            all[range].to_vec()
        };
        // Oldest first here: two that are loaded go, and two that are not.
        let gone = [ids(358..360), ids(100..102)].concat();
        for id in &gone {
            stage.sandbox.world().teams_mut().for_each(|team| drop(team.snapshots.remove(id)));
        }
        stage.page.scroll_to_end().await;
        let above = stage.page.script("return window.scrollY").await;
        stage.page.reads("240 loaded, more exist").await;
        assert_eq!(stage.page.script("return window.scrollY").await, above, "what comes does not carry along");
        stage.page.scroll_to_end().await;
        // The look at what was made meanwhile finds that the first two are gone.
        stage.page.reads("356 loaded, that is all").await;
        let shown = stage.page.listed_ids().await;
        let distinct: HashSet<&String> = shown.iter().collect();
        assert_eq!(distinct.len(), shown.len(), "a row is there twice");
        let missing: Vec<_> = ids(0..356).iter().map(|id| id.to_string()).filter(|id| !distinct.contains(id)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_is_loaded_by_a_button_too() {
    journey("load-more", Scene { snapshots: 200, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        stage.page.press_unscrolled(Role::Button, "Load more").await;
        stage.page.reads("200 loaded, that is all").await;
        stage.page.misses(Role::Button, "Load more").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filter_and_order_are_in_the_address_and_come_back_with_it() {
    journey("filter", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let (id, machine) = stage.first_machine();
        stage.page.select("Sort by", "Name Z to A").await;
        let mut by_name = stage.names();
        by_name.sort();
        by_name.reverse();
        stage.page.lists(&by_name).await;
        stage.page.select("Machine", &machine).await;
        let address = format!("/?machine={id}&sort=name-desc");
        stage.page.eventually("the address", async || (stage.page.address().await == address).then_some(())).await;
        stage.page.eventually("fewer rows", async || (stage.page.listed().await.len() < 30).then_some(())).await;
        let filtered = stage.page.listed().await;
        stage.page.reload().await;
        stage.page.lists(&filtered).await;
        assert_eq!(stage.page.value_of(Role::Select, "Machine").await, id);
        assert_eq!(stage.page.value_of(Role::Select, "Sort by").await, "name-desc");
        stage.page.driver().back().await.expect("back");
        stage.page.lists(&by_name).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_has_an_address_that_survives_signing_in() {
    journey("deep-link", Scene { snapshots: 200, ..Scene::default() }, |stage| async move {
        let (id, name) = {
            let world = stage.sandbox.world();
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            let oldest = team.snapshots.iter().next().expect("a snapshot");
            (oldest.id.to_string(), oldest.name.to_string())
        };
        // The oldest of 200 is not among those that are loaded first.
        stage.sign_in_at(&format!("/snapshots/{id}")).await;
        stage.page.find(Role::Heading, &name).await;
        stage.page.reads(&id).await;
        assert_eq!(stage.page.script("return document.title").await, format!("{name} · Snapdeck"));
        stage.page.press_button("Close details").await;
        stage.page.misses(Role::Heading, &name).await;
        assert_eq!(stage.page.script("return document.title").await, "Snapshots · Snapdeck");
        assert_eq!(stage.page.address().await, "/");
        let newest = stage.page.listed().await[0].clone();
        stage.page.open_row(&newest).await;
        stage.page.find(Role::Heading, &newest).await;
        let id = stage.page.listed_ids().await[0].clone();
        assert_eq!(stage.page.address().await, format!("/snapshots/{id}"));
        stage.page.driver().back().await.expect("back");
        stage.page.misses(Role::Heading, &newest).await;
        stage.open("/snapshots/ss-never-was").await;
        stage.page.reads("This snapshot no longer exists").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_team_is_told_what_a_snapshot_is_good_for() {
    journey("empty", Scene { snapshots: 0, ..Scene::default() }, |stage| async move {
        stage.sandbox.world().teams_mut().for_each(|team| team.events = Store::default());
        stage.sign_in().await;
        stage.page.reads("No snapshots yet").await;
        assert!(!stage.page.text().await.contains("0 loaded"), "that is said already");
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("Nothing has happened yet").await;
        stage.open("/nowhere/else").await;
        stage.page.reads("There is nothing at this address").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_moves_while_it_loads_says_so_and_can_be_refreshed() {
    journey("moved", Scene { snapshots: 150, ..Scene::default() }, |stage| async move {
        stage.sandbox.world().switches.offset_cursors = true;
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        let (machine, _) = stage.first_machine();
        stage.sandbox.world().add_snapshot("tz4n9q2ksb", &machine, "from elsewhere", false).expect("a snapshot");
        stage.page.scroll_to_end().await;
        stage.page.reads("The list changed while it was loading").await;
        let shown = stage.page.listed_ids().await;
        assert_eq!(shown.iter().collect::<HashSet<_>>().len(), shown.len(), "a row is there twice");
        stage.page.press_unscrolled(Role::Button, "Refresh").await;
        stage.page.reads_no_more("The list changed while it was loading").await;
        stage
            .page
            .eventually("the newcomer", async || {
                (stage.page.listed().await.first().map(String::as_str) == Some("from elsewhere")).then_some(())
            })
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_left_right_after_a_key_stops_nothing() {
    journey("left-after-key", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.keys("j").await;
        stage.page.focus_comes_to(&stage.names()[0]).await;
        // In one task, so that no frame is painted between the key and the other page.
        let leave =
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
            arguments[0].click()";
        let activity = stage.page.find(Role::Link, "Activity").await.to_json().expect("an element");
        stage.page.driver().execute(leave, vec![activity]).await.expect("the script runs");
        stage.page.find(Role::Heading, "Activity").await;
        stage.page.press(Role::Link, "Snapshots").await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}
