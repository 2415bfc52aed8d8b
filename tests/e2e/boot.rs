//! Starting: the release build as it is delivered, a part of it that does not come, and the list that is asked for at once.

use serde_json::json;
use thirtyfour::Key;

use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, TOKEN, journey};

impl Stage {
    /// Without a list that is kept on the device and shown at once.
    pub async fn sign_in_for_this_tab(&self, token: &str) {
        self.open("/").await;
        self.page.press(Role::Checkbox, "Keep me signed in on this device").await;
        self.page.fill("API token", token).await;
        self.page.press_button("Sign in").await;
        self.page.sees_button("Create snapshot").await;
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
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_announces_is_fetched_once() {
    journey("preloads", Scene { release: true, ..Scene::default() }, |stage| async move {
        stage.open("/").await;
        stage.page.sees_button("Sign in").await;
        for file in ["_bg.wasm", "config.json"] {
            assert_eq!(stage.front.asked_for(file), 1, "the preload of {file} is used");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_release_build_works() {
    journey("release-works", Scene { release: true, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.press_button("Export").await;
        stage.page.find(Role::Dialog, "Export snapshots").await;
        stage.page.press_button("Cancel").await;
        stage.page.keys("?").await;
        stage.page.find(Role::Dialog, "Keyboard shortcuts").await;
        stage.page.press_button("Close").await;
        let name = stage.distinct_names()[0].clone();
        stage.page.open_row(&name).await;
        stage.page.find(Role::Heading, &name).await;
        stage.page.press_button("Close details").await;
        stage.begin_create("by the release").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “by the release” was created.").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("Create “by the release”").await;
        let fetches = "performance.getEntriesByType('resource')";
        let script = format!("return {fetches}.filter((one) => one.name.endsWith('_later.wasm')).length");
        assert_eq!(stage.page.script(&script).await, 1, "what comes later comes once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_works_without_what_comes_later_and_a_failure_there_can_be_mended() {
    journey("later-blocked", Scene { release: true, ..Scene::default() }, |stage| async move {
        stage.front.lose(&["_later.wasm"]);
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.press_button("Export").await;
        stage.page.find(Role::Dialog, "Export snapshots").await;
        stage.page.reads("This part of Snapdeck could not be loaded").await;
        stage.page.keys(Key::Escape + "").await;
        stage.page.misses(Role::Dialog, "Export snapshots").await;
        stage.page.open_row(&stage.distinct_names()[0]).await;
        stage.page.find(Role::Heading, "This part of Snapdeck could not be loaded").await;
        pictures(&stage, "later-failed-panel").await;
        stage.page.press_button("Close details").await;
        stage.begin_create("without the rest").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “without the rest” was created.").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.find(Role::Heading, "This part of Snapdeck could not be loaded").await;
        stage.page.press_button("Try again").await;
        stage.page.find(Role::Heading, "This part of Snapdeck could not be loaded").await;
        pictures(&stage, "later-failed").await;
        stage.front.lose(&[]);
        stage.page.press_button("Try again").await;
        stage.page.reads("Create “without the rest”").await;
        // What was asked for and given up does not come after all.
        stage.page.misses(Role::Dialog, "Export snapshots").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_later_takes_no_focus_from_whoever_types() {
    journey("later-typing", Scene { release: true, ..Scene::default() }, |stage| async move {
        stage.front.lose(&["_later.wasm"]);
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let name = stage.distinct_names()[0].clone();
        stage.page.open_row(&name).await;
        stage.page.find(Role::Heading, "This part of Snapdeck could not be loaded").await;
        stage.front.lose(&[]);
        stage.page.keys("/").await;
        stage.page.focus_comes_to("Search snapshots").await;
        // By a script, which leaves the focus where it is.
        stage.page.press_unscrolled(Role::Button, "Try again").await;
        stage.page.find(Role::Heading, &name).await;
        assert_eq!(stage.page.focused_name().await, "Search snapshots");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_stopped_says_so_and_can_be_loaded_again() {
    journey("stopped", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        // What a browser tells of a release that stopped (`panic=immediate-abort`).
        let stop = "const error = new window.WebAssembly.RuntimeError('unreachable');
            window.dispatchEvent(new window.ErrorEvent('error', { error }))";
        stage.page.script(stop).await;
        stage.page.reads("Snapdeck stopped because of a mistake of its own.").await;
        stage.page.misses(Role::Button, "Create snapshot").await;
        stage.page.press_button("Reload").await;
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_cannot_be_loaded_says_so() {
    journey("blocked", Scene::default(), |stage| async move {
        stage.front.lose(&["_bg.wasm"]);
        stage.open("/").await;
        stage.page.reads("Snapdeck could not start.").await;
        let words = ["Failed to fetch", "NetworkError", "Load failed"];
        let is_told = |line: &String| words.iter().any(|word| line.contains(word));
        let look = async || stage.page.browser.console().await.iter().any(is_told).then_some(());
        stage.page.eventually("why", look).await;
        stage.front.lose(&[]);
        stage.page.reload().await;
        stage.page.sees_button("Sign in").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_asked_for_once_and_nothing_waits_for_it() {
    journey("slow-first-page", Scene::default(), |stage| async move {
        stage.sign_in_for_this_tab(TOKEN).await;
        stage.page.lists(&stage.names()).await;
        let before = stage.requests("GET", "/v1/snapshots");
        stage.front.hold("/v1/snapshots");
        stage.page.reload().await;
        stage.page.sees_button("Create snapshot").await;
        assert!(!stage.page.text().await.contains(&stage.names()[0]), "the list is still on its way");
        stage.front.let_go();
        stage.page.lists(&stage.names()).await;
        assert_eq!(stage.requests("GET", "/v1/snapshots"), before + 1, "the page takes what was asked for before it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_for_in_one_name_is_not_shown_in_another() {
    journey("first-page-of-another", Scene::default(), |stage| async move {
        stage.sign_in_for_this_tab(TOKEN).await;
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 1, "delayMs": 4_000 }));
        stage.page.reload().await;
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.press_button("Sign out").await;
        let answered = stage.requests("GET", "/v1/snapshots");
        stage.page.fill("API token", &format!("{TOKEN}-other-team")).await;
        stage.page.press_button("Sign in").await;
        stage.page.reads("No snapshots yet").await;
        let late = async || (stage.requests("GET", "/v1/snapshots") >= answered + 2).then_some(());
        stage.page.eventually("the late answer", late).await;
        assert_eq!(stage.page.listed().await, Vec::<String>::new());
    })
    .await;
}
