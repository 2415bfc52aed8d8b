//! The release build, as it is delivered.

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
                "return performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.wasm')).length",
            )
            .await;
        assert_eq!(fetched, 1, "the preload is used");
    })
    .await;
}
