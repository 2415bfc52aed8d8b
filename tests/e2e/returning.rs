//! Coming back: the list of the last visit is there at once, and brought up to date in its place.

use serde_json::json;

use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, TOKEN, journey};

/// What the shelf of the browser holds, as one text.
const SHELF: &str = "
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    if (!(await indexedDB.databases()).length) return '';
    const database = await done(indexedDB.open('snapdeck'));
    const texts = await done(database.transaction('texts').objectStore('texts').getAll());
    database.close();
    return texts.join()";

impl Stage {
    async fn shelf(&self) -> String {
        self.page.script(SHELF).await.as_str().expect("a text").to_owned()
    }

    /// Waits until the list is kept that the world has now.
    async fn is_kept(&self) {
        let oldest = self.names().pop().expect("a snapshot");
        let look = async || self.shelf().await.contains(&json!(oldest).to_string()).then_some(());
        self.page.eventually("the list on the shelf", look).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_list_is_there_at_once_and_is_refreshed_without_jumping() {
    journey("return", Scene { snapshots: 90, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.reads("90 loaded, that is all").await;
        stage.is_kept().await;
        assert!(!stage.shelf().await.contains(TOKEN), "the token is kept in one place only");
        let names = stage.names();
        // Meanwhile one of the newest was deleted by somebody else.
        for team in stage.sandbox.world().teams_mut() {
            let ids: Vec<_> = team.snapshots.iter().map(|row| row.id.clone()).collect();
            ids.get(85).into_iter().for_each(|id| drop(team.snapshots.remove(id)));
        }
        stage.front.hold("/v1/snapshots");
        stage.page.reload().await;
        stage.page.reads("90 from your last visit, being brought up to date").await;
        assert_eq!(stage.page.listed().await, names);
        assert!(stage.page.text().await.contains("Updated "), "its age is told");
        stage.page.script("window.scrollTo(0, 600)").await;
        stage.front.let_go();
        stage.page.reads("89 loaded, that is all").await;
        assert_eq!(stage.page.script("return window.scrollY").await, json!(600));
        assert_eq!(stage.page.listed().await, stage.names());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_service_fails_the_last_list_stays_and_says_that_it_is_old() {
    journey("return-failed", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.is_kept().await;
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 3, "status": 500 }));
        stage.page.reload().await;
        stage.page.find(Role::Button, "Try again").await;
        stage.page.reads("30 from your last visit").await;
        stage.page.reads_no_more("being brought up to date").await;
        assert_eq!(stage.page.listed().await, stage.names());
        stage.page.script("window.scrollTo(0, 0)").await;
        pictures(&stage, "returned-failed").await;
        stage.page.press_button("Try again").await;
        stage.page.reads("30 loaded, that is all").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_list_is_not_shown_in_its_place_and_signing_out_clears_it() {
    journey("return-other", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.is_kept().await;
        stage.front.hold("/v1/snapshots");
        stage.open("/?sort=name").await;
        stage.page.reads("Loading").await;
        stage.front.let_go();
        stage.page.reads("30 loaded, that is all").await;
        let look = async || stage.shelf().await.contains("\"sort\":\"name\"").then_some(());
        stage.page.eventually("the other list on the shelf", look).await;
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.press_button("Sign out").await;
        stage.page.sees_button("Sign in").await;
        let look = async || stage.shelf().await.is_empty().then_some(());
        stage.page.eventually("an empty shelf", look).await;
        assert_eq!(stage.page.kept("localStorage").await, json!({}));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_a_shelf_loads_the_list_as_ever() {
    journey("return-no-shelf", Scene::default(), |stage| async move {
        let source = "Object.defineProperty(window, 'indexedDB', { get: () => { throw new Error('forbidden'); } })";
        stage.front.run_first(source);
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.reload().await;
        stage.page.lists(&stage.names()).await;
        let kept = stage.page.kept("localStorage").await;
        let keys: Vec<&String> = kept.as_object().expect("an object").keys().collect();
        assert!(!keys.iter().any(|key| key.starts_with("snapdeck.list")), "{keys:?}");
    })
    .await;
}
