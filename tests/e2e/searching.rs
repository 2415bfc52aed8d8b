//! Searching while other things happen, and where what was searched for is marked.

use serde_json::json;

use crate::page::{Page, Role};
use crate::stage::{Scene, journey};

impl Page {
    /// Types into a field and goes so many steps in the browser's history before any time has passed.
    pub async fn type_and_go(&self, label: &str, text: &str, steps: i32) {
        let field = self.find(Role::TextField, label).await.to_json().expect("an element");
        let script = "const [field, text, steps] = arguments;
            field.value = text;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            window.history.go(steps);";
        self.driver().execute(script, vec![field, json!(text), json!(steps)]).await.expect("the script runs");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_opened_while_typing_stays_open() {
    journey("open-while-typing", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let name = stage.distinct_names()[0].clone();
        stage.page.type_and_press("Search snapshots", &name, Role::Link, &name).await;
        let in_address = async || stage.page.address().await.contains("q=").then_some(());
        stage.page.eventually("the search in the address", in_address).await;
        stage.page.find(Role::Heading, &name).await;
        assert!(stage.page.address().await.starts_with("/snapshots/"), "{}", stage.page.address().await);
        // Nor does a choice close it.
        stage.page.select("Sort by", "Oldest").await;
        let in_address = async || stage.page.address().await.contains("sort=oldest").then_some(());
        stage.page.eventually("the order in the address", in_address).await;
        stage.page.find(Role::Heading, &name).await;
        stage.page.press_button("Close details").await;
        stage.page.misses(Role::Heading, &name).await;
        assert_eq!(stage.page.value_of(Role::TextField, "Search snapshots").await, name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_drops_what_was_typed_a_moment_ago() {
    journey("back-while-typing", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.select("Sort by", "Oldest").await;
        let in_address = async || (stage.page.address().await == "/?sort=oldest").then_some(());
        stage.page.eventually("the order in the address", in_address).await;
        stage.page.type_and_go("Search snapshots", "no such thing", -1).await;
        stage.page.lists(&stage.names()).await;
        assert_eq!(stage.page.value_of(Role::TextField, "Search snapshots").await, "");
        assert_eq!(stage.page.address().await, "/");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn going_forward_finds_the_search_that_was_there() {
    journey("forward-while-typing", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let name = stage.distinct_names()[0].clone();
        stage.page.fill("Search snapshots", &name).await;
        // All of it: who types slowly has a part of it there before.
        let in_address = async || {
            let url = stage.page.driver().current_url().await.expect("an address");
            url.query_pairs().any(|(key, text)| key == "q" && text == name).then_some(())
        };
        stage.page.eventually("the search in the address", in_address).await;
        let searched = stage.page.address().await;
        stage.page.driver().back().await.expect("back");
        stage.page.lists(&stage.names()).await;
        stage.page.type_and_go("Search snapshots", "no such thing", 1).await;
        stage.page.reads("of 30 match").await;
        // What was typed would come into the address by now.
        stage.page.select("Sort by", "Oldest").await;
        let in_address = async || stage.page.address().await.contains("sort=oldest").then_some(());
        stage.page.eventually("the order in the address", in_address).await;
        assert_eq!(stage.page.value_of(Role::TextField, "Search snapshots").await, name);
        stage.page.driver().back().await.expect("back");
        let is_back = async || (stage.page.address().await == searched).then_some(());
        stage.page.eventually("the search that was there", is_back).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_searched_for_is_marked_where_it_was_found() {
    journey("marks", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let id = stage.page.listed_ids().await[3].clone();
        for part in [&id[..], &id[..id.len() - 2], &id[id.len() - 5..]] {
            stage.page.fill("Search snapshots", part).await;
            stage.page.reads("1 of 30 match").await;
            assert_eq!(stage.page.marked().await, json!(part));
        }
        let (machine_id, machine) = stage.first_machine();
        for part in [&machine.to_uppercase()[..], &machine_id] {
            stage.page.fill("Search snapshots", part).await;
            stage.page.reads("of 30 match").await;
            let marked = stage.page.marked_in_machines().await;
            assert!(marked.iter().any(|one| one.to_lowercase() == part.to_lowercase()), "{part}: {marked:?}");
        }
    })
    .await;
}
