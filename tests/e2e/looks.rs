//! How it looks while it loads and with compact rows, and the pictures of the README (`cargo xtask pictures`).

use serde_json::json;

use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, journey};

/// The last visits become a day older, as if this one were tomorrow's.
const A_DAY_LATER: &str = "const key = Object.keys(localStorage).find((key) => key.startsWith('snapdeck.visits'));
    const visits = JSON.parse(localStorage[key]);
    const was = (at) => at - 24 * 60 * 60 * 1000;
    visits.looks = visits.looks.map(([first, last, ...rest]) => [was(first), was(last), ...rest]);
    localStorage[key] = JSON.stringify(visits);
    return visits.looks.length";

/// What was taken on the days before the picture, the newest last.
const TAKEN: [(usize, &str, bool); 8] = [
    (0, "auto accounting", true),
    (1, "before the licence server moves", false),
    (2, "clean install", false),
    (0, "auto accounting", true),
    (3, "known good", false),
    (1, "before driver 555", false),
    (0, "auto accounting", true),
    (4, "training run 14 ✅", false),
];

impl Stage {
    fn take_elsewhere(&self, machine: usize, name: &str, auto: bool) {
        let mut world = self.sandbox.world();
        let machines: Vec<_> = {
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            team.machines.iter().map(|machine| (machine.id.clone(), machine.name.clone())).collect()
        };
        let (id, machine) = &machines[machine % machines.len()];
        world.add_snapshot("tz4n9q2ksb", id, &format!("{machine} {name}"), auto).expect("a snapshot");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pictures_of_the_readme() {
    journey("readme", Scene { snapshots: 600, machines: 8, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        for (days, (machine, name, auto)) in TAKEN.into_iter().enumerate() {
            assert_eq!(stage.page.script(A_DAY_LATER).await, json!(days + 1), "a look for each visit");
            stage.take_elsewhere(machine, name, auto);
            stage.page.reload().await;
            stage.page.reads(name).await;
        }
        let name = stage.names()[2].clone();
        stage.page.choose_action(&name, "Restore").await;
        stage.page.press_button("Restore machine").await;
        stage.advance_ms(2_000);
        stage.page.row_says(&name, "Restoring").await;
        stage.page.press_button("Dismiss").await;
        stage.page.misses(Role::Button, "Dismiss").await;
        stage.page.picture("readme-light").await;
        stage.page.browser.prefer_dark(true).await;
        stage.page.open_row(&stage.names()[0]).await;
        stage.page.find(Role::Heading, &stage.names()[0]).await;
        stage.page.reads("Snapshots of").await;
        stage.page.picture("readme-dark").await;
        stage.page.press_button("Close details").await;
        stage.page.browser.prefer_dark(false).await;
        stage.page.browser.resize(390, 844).await;
        stage.page.picture("readme-phone").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_list_loads_its_columns_are_there() {
    journey("loading", Scene::default(), |stage| async move {
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 1, "delayMs": 15_000 }));
        stage.sign_in().await;
        stage.page.reads("Loading").await;
        pictures(&stage, "loading").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn compact_rows_are_lower_and_stay_so() {
    journey("compact", Scene { snapshots: 60, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let before = stage.page.drawn().await;
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.press(Role::Checkbox, "Compact rows").await;
        // More rows fit the window, so that more are drawn.
        let more = async || (stage.page.drawn().await > before).then_some(());
        stage.page.eventually("more rows", more).await;
        stage.page.lists(&stage.names()).await;
        stage.page.reload().await;
        stage.page.eventually("more rows after a reload", more).await;
        pictures(&stage, "compact").await;
    })
    .await;
}
