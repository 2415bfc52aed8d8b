//! Starting: the release build as it is delivered, the first rows, and the application that takes their place.

use serde_json::json;

use crate::looks::pictures;
use crate::page::Role;
use crate::stage::{Scene, Stage, TOKEN, journey};

impl Stage {
    /// Without a list that is kept on the device and shown at once.
    async fn sign_in_for_this_tab(&self) {
        self.open("/").await;
        self.page.press(Role::Checkbox, "Keep me signed in on this device").await;
        self.page.fill("API token", TOKEN).await;
        self.page.press_button("Sign in").await;
        self.page.lists(&self.names()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_release_build_starts_under_the_production_headers_without_a_word() {
    journey("release", Scene { release: true, ..Scene::default() }, |stage| async move {
        stage.open("/").await;
        stage.page.sees_button("Sign in").await;
        let console = stage.page.browser.console().await;
        let words: Vec<_> = console.iter().filter(|line| !line.starts_with("DEBUG")).collect();
        assert!(words.is_empty(), "{words:?}");
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let fetched = stage
            .page
            .script(
                "return performance.getEntriesByType('resource').filter((one) => one.name.endsWith('_bg.wasm')).length",
            )
            .await;
        assert_eq!(fetched, 1, "the preload is used");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_release_loads_the_rest_behind_the_first_rows_and_it_works() {
    journey("release-later", Scene { release: true, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let name = stage.distinct_names()[0].clone();
        stage.page.open_row(&name).await;
        stage.page.find(Role::Heading, &name).await;
        stage.page.press_button("Close details").await;
        stage.begin_create("by the release").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “by the release” was created.").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("Create “by the release”").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_cannot_be_loaded_says_so_and_is_tried_again() {
    journey("release-blocked", Scene { release: true, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.browser.block(&["*later-*.wasm*"]).await;
        stage.page.reload().await;
        // The rows are there without it.
        stage.page.reads("Snapdeck could not be loaded completely").await;
        stage.page.lists(&stage.names()).await;
        stage.page.picture("part-not-loaded").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("Snapdeck could not be loaded completely").await;
        stage.page.browser.block(&[]).await;
        stage.page.press_button("Try again").await;
        stage.page.find(Role::Heading, "Activity").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_rows_can_be_used_and_the_application_takes_their_place_without_a_move() {
    let scene = Scene { release: true, snapshots: 90, ..Scene::default() };
    journey("release-first-rows", scene, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.browser.block(&["*later-*.wasm*"]).await;
        stage.page.reload().await;
        stage.page.reads("Snapdeck could not be loaded completely").await;
        assert!(stage.page.text().await.contains(&stage.first_machine().1), "machines by their names");
        let cells = stage.page.cells().await;
        assert_eq!(cells.len(), 90);
        let name = stage.distinct_names()[20].clone();
        stage.page.find(Role::Link, &name).await.focus().await.expect("the focus");
        stage.page.script("window.scrollTo(0, 600); window.isTheSame = true").await;
        let row = stage.page.focused_row().await;
        let place = stage.page.focused_place().await;
        pictures(&stage, "first-rows").await;

        stage.page.browser.resize(1280, 800).await;
        stage.page.script("window.scrollTo(0, 600)").await;
        stage.page.browser.block(&[]).await;
        stage.page.press_unscrolled(Role::Button, "Try again").await;
        stage.page.reads("90 loaded, that is all").await;
        assert_eq!(stage.page.script("return window.scrollY").await, json!(600));
        assert_eq!((stage.page.focused_row().await, stage.page.focused_place().await), (row, place));
        assert_eq!(stage.page.script("return window.isTheSame").await, json!(true));
        assert_eq!(stage.page.cells().await, cells, "the rows are drawn alike");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_clicked_early_is_where_the_application_begins() {
    journey("release-early", Scene { release: true, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.browser.block(&["*later-*.wasm*"]).await;
        stage.page.reload().await;
        stage.page.reads("Snapdeck could not be loaded completely").await;
        stage.page.script("window.isTheSame = true").await;
        let name = stage.distinct_names()[3].clone();
        stage.page.open_row(&name).await;
        assert!(stage.page.address().await.starts_with("/snapshots/"));
        stage.page.picture("clicked-early").await;
        stage.page.browser.block(&[]).await;
        stage.page.script("window.scrollTo(0, 0)").await;
        stage.page.press_button("Try again").await;
        stage.page.find(Role::Heading, &name).await;
        assert_eq!(stage.page.script("return window.isTheSame").await, json!(true), "the page was not loaded anew");
        stage.page.press_button("Close details").await;
        stage.page.misses(Role::Heading, &name).await;
        assert_eq!(stage.page.address().await, "/");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_slow_to_answer_does_not_keep_the_application_waiting() {
    journey("slow-first-page", Scene::default(), |stage| async move {
        stage.sign_in_for_this_tab().await;
        let before = stage.requests("GET", "/v1/snapshots");
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 1, "delayMs": 6_000 }));
        stage.page.reload().await;
        stage.page.sees_button("Create snapshot").await;
        assert!(!stage.page.text().await.contains(&stage.names()[0]), "the list is still on its way");
        stage.page.lists(&stage.names()).await;
        assert_eq!(
            stage.requests("GET", "/v1/snapshots"),
            before + 1,
            "the application takes the answer that was asked for"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_for_in_one_name_is_not_shown_in_another() {
    journey("first-page-of-another", Scene::default(), |stage| async move {
        stage.sign_in_for_this_tab().await;
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 1, "delayMs": 10_000 }));
        stage.page.reload().await;
        stage.page.find(Role::Heading, "Snapshots").await;
        // The application is not here yet.
        stage.page.script("sessionStorage.clear()").await;
        stage.page.fill("API token", &format!("{TOKEN}-other-team")).await;
        stage.page.press_button("Sign in").await;
        stage.page.reads("No snapshots yet").await;
        assert_eq!(stage.page.listed().await, Vec::<String>::new());
    })
    .await;
}
