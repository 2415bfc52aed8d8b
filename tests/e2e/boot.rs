//! The release build, as it is delivered.

use crate::page::Role;
use crate::stage::{Scene, journey};

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
        stage.page.reads("This part of Snapdeck could not be loaded").await;
        stage.page.lists(&stage.names()).await;
        stage.page.picture("part-not-loaded").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("This part of Snapdeck could not be loaded").await;
        stage.page.browser.block(&[]).await;
        stage.page.press_button("Try again").await;
        stage.page.find(Role::Heading, "Activity").await;
    })
    .await;
}
