//! Finding a snapshot among many: search, kind, the rest, the keyboard, links, and taking the rows along.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

/// More than are loaded at first.
const MANY: Scene =
    Scene { snapshots: 600, machines: 12, event_ms: 10_000..=10_000, release: false, config: None, needs: &[] };

impl Stage {
    /// How many snapshots of the world have that in their name or their machine's.
    fn matching(&self, text: &str) -> usize {
        let world = self.sandbox.world();
        let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
        let machine = |id: &str| team.machines.iter().find(|one| *one.id == *id).map_or("", |one| &*one.name);
        let fits = |name: &str| name.to_lowercase().contains(text);
        team.snapshots.iter().filter(|row| fits(&row.name) || fits(machine(&row.machine_id))).count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_says_what_it_searched_and_loads_the_rest() {
    journey("search", MANY, |stage| async move {
        stage.sign_in().await;
        stage.page.reads("120 loaded, more exist").await;
        stage.page.fill("Search snapshots", "KNOWN").await;
        stage.page.reads("of 120 loaded match; more exist").await;
        let found = stage.page.listed().await;
        assert!(!found.is_empty() && found.iter().all(|name| name.to_lowercase().contains("known")), "{found:?}");
        assert_eq!(stage.page.marked().await, json!("known"));
        let requests = stage.requests("GET", "/v1/snapshots");
        stage.page.press_button("Load the rest").await;
        let all = stage.matching("known");
        stage.page.reads(&format!("{all} of 600 match")).await;
        stage.page.misses(Role::Button, "Load the rest").await;
        assert_eq!(stage.page.listed().await.len(), all);
        // Four pages were missing, the two ends overlap by as many as were under way when they met, and the end that grows is looked
        // at once more before the list says that this is all.
        let pages = stage.requests("GET", "/v1/snapshots") - requests;
        assert!((5..=7).contains(&pages), "{pages} pages");
        stage.page.fill("Search snapshots", "no such thing").await;
        stage.page.reads("Nothing matches").await;
        stage.page.reads("0 of 600 match").await;
        stage.page.press(Role::Link, "Show everything").await;
        stage.page.reads("600 loaded, that is all").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Search snapshots").await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_makes_one_entry_in_the_history_and_is_in_the_address() {
    journey("search-history", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.reads("30 loaded, that is all").await;
        stage.page.keys("/").await;
        stage.page.focus_comes_to("Search snapshots").await;
        let before = stage.page.script("return history.length").await.as_u64().expect("a number");
        for letter in "nothing".chars() {
            stage.page.keys(letter.to_string()).await;
        }
        stage.page.reads("0 of 30 match").await;
        stage
            .page
            .eventually("the address", async || (stage.page.address().await == "/?q=nothing").then_some(()))
            .await;
        stage.page.keys(" at all").await;
        let whole = "/?q=nothing%20at%20all";
        stage.page.eventually("the address", async || (stage.page.address().await == whole).then_some(())).await;
        assert_eq!(stage.page.script("return history.length").await, json!(before + 1));
        stage.page.driver().back().await.expect("back");
        stage.page.reads("30 loaded, that is all").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Search snapshots").await, "");
        stage.page.driver().forward().await.expect("forward");
        stage.page.reads("0 of 30 match").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Search snapshots").await, "nothing at all");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_view_survives_signing_in_and_shows_its_kind() {
    journey("view-link", Scene::default(), |stage| async move {
        stage.sign_in_at("/?sort=name&kind=manual").await;
        let (manual, automatic) = {
            let world = stage.sandbox.world();
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            let count = |auto: bool| team.snapshots.iter().filter(|row| row.is_auto_snapshot == auto).count();
            (count(false), count(true))
        };
        stage.page.reads(&format!("{manual} of 30 match")).await;
        assert_eq!(stage.page.address().await, "/?sort=name&kind=manual");
        assert_eq!(stage.page.listed().await.len(), manual);
        stage.page.select("Kind", &format!("Automatic ({automatic})")).await;
        stage.page.reads(&format!("{automatic} of 30 match")).await;
        stage.page.select("Kind", "All (30)").await;
        stage.page.reads("30 loaded, that is all").await;
        assert_eq!(stage.page.address().await, "/?sort=name");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_seen_is_drawn_and_the_keyboard_reaches_everything() {
    journey("drawn", MANY, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.fill("Search snapshots", "a").await;
        stage.page.press_button("Load the rest").await;
        stage.page.reads("of 600 match").await;
        stage.page.fill("Search snapshots", " ").await;
        stage.page.reads("600 loaded, that is all").await;
        assert!(stage.page.drawn().await < 40, "{} rows are drawn", stage.page.drawn().await);
        let table = stage.page.find(Role::Table, "Snapshots").await;
        assert_eq!(table.attr("aria-rowcount").await.expect("an attribute").as_deref(), Some("601"));
        let names = stage.names();
        stage.page.script("document.activeElement.blur()").await;
        stage.page.keys("j").await;
        stage.page.focus_comes_to(&names[0]).await;
        stage.page.keys("jj").await;
        stage.page.focus_comes_to(&names[2]).await;
        stage.page.keys(Key::Up + Key::End).await;
        stage.page.focus_comes_to(&names[599]).await;
        assert_eq!(stage.page.focused_row().await, json!("601"));
        stage.page.keys(Key::Home + "").await;
        stage.page.focus_comes_to(&names[0]).await;
        let with_letter = names.iter().skip(1).find(|name| name.to_lowercase().starts_with('b')).expect("such a name");
        stage.page.keys("b").await;
        stage.page.focus_comes_to(with_letter).await;
        // In a row's menu a letter leads nowhere.
        stage.page.keys(Key::Tab + Key::Tab).await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.focus_comes_to("Rename").await;
        stage.page.keys("b").await;
        stage.page.focus_comes_to("Rename").await;
        stage.page.keys(Key::Escape + "").await;
        // What is selected stays so while it is seen, and the rows stand in their order.
        let seen = stage.page.select_and_scroll().await;
        let seen = seen.as_array().expect("what was seen");
        assert!(seen.iter().all(|one| one["selected"] == seen[0]["selected"]), "{seen:?}");
        assert_ne!(seen[0]["selected"], "");
        for one in seen {
            let rows: Vec<u64> = one["rows"].as_array().expect("rows").iter().filter_map(Value::as_u64).collect();
            assert!(rows.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{rows:?}");
        }
        // The row scrolls away: no other one takes its focus.
        stage.page.scroll_to_end().await;
        stage.page.focus_comes_to("Snapshots").await;
        assert_eq!(stage.page.too_wide().await, json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_single_keys_are_listed_and_can_be_switched_off() {
    journey("keys", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.keys("?").await;
        stage.page.find(Role::Dialog, "Keyboard shortcuts").await;
        stage.page.press_button("Close").await;
        stage.page.misses(Role::Dialog, "Keyboard shortcuts").await;
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.press(Role::Checkbox, "Single-key shortcuts").await;
        let kept = async || stage.page.kept("localStorage").await["snapdeck.shortcuts"].as_str().map(drop);
        stage.page.eventually("the choice is kept", kept).await;
        stage.page.reload().await;
        stage.page.lists(&stage.names()).await;
        stage.page.sees_button("Export").await;
        // Neither opens anything: the third key, which is no single key of the page, finds the page as it was.
        stage.page.keys("c?").await;
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        stage.page.press_button("Keyboard shortcuts").await;
        stage.page.reads("Single-key shortcuts are off.").await;
        stage.page.press_button("Close").await;
        stage.page.focus_comes_to("Account: Northwind Studio").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_view_is_taken_along_as_a_file() {
    journey("export", Scene::default(), |stage| async move {
        stage.sign_in_at("/?kind=manual").await;
        stage.page.reads("of 30 match").await;
        let manual = stage.page.listed().await;
        for (format, ending) in [("CSV, for a spreadsheet", "csv"), ("JSON, for a program", "json")] {
            stage.page.press_button("Export").await;
            stage.page.reads(&format!("The {} snapshots of this view", manual.len())).await;
            stage.page.select("Format", format).await;
            stage.page.press_button("Download").await;
            stage.page.misses(Role::Dialog, "Export snapshots").await;
            let text = stage
                .page
                .eventually("the file", async || {
                    let files =
                        std::fs::read_dir(&stage.page.browser.home).ok()?.filter_map(|file| Some(file.ok()?.path()));
                    let file = files.into_iter().find(|path| path.extension().is_some_and(|own| own == ending))?;
                    std::fs::read_to_string(file).ok().filter(|text| !text.is_empty())
                })
                .await;
            for name in &manual {
                let written = if ending == "csv" { name.replace('"', "\"\"") } else { name.clone() };
                assert!(text.contains(&written), "{name} is not in the {ending}");
            }
            let lines = if ending == "csv" { text.lines().count() - 1 } else { text.matches("\"id\"").count() };
            assert_eq!(lines, manual.len());
            assert!(!text.contains(crate::stage::TOKEN));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_page_of_the_rest_is_told_and_tried_again() {
    journey("rest-fails", MANY, |stage| async move {
        stage.sign_in_at("/?q=auto").await;
        stage.page.reads("of 120 loaded match; more exist").await;
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 6, "status": 500 }));
        stage.page.press_button("Load the rest").await;
        stage.page.reads("More snapshots could not be loaded").await;
        stage.page.press_unscrolled(Role::Button, "Try again").await;
        stage.page.reads("of 600 match").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_leads_to_the_same_place_and_the_same_row() {
    journey("back", Scene { snapshots: 110, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.reads("110 loaded, that is all").await;
        let names = stage.names();
        stage.page.find(Role::Link, &names[0]).await;
        stage.page.script("document.activeElement.blur()").await;
        stage.page.keys("j").await;
        stage.page.focus_comes_to(&names[0]).await;
        stage.page.keys(Key::End + Key::Up).await;
        stage.page.focus_comes_to(&names[108]).await;
        let scrolled = stage.page.script("return window.scrollY").await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.find(Role::Heading, &names[108]).await;
        stage.page.driver().back().await.expect("back");
        stage.page.misses(Role::Heading, &names[108]).await;
        stage.page.focus_comes_to(&names[108]).await;
        assert_eq!(stage.page.script("return window.scrollY").await, scrolled);
        stage.page.press(Role::Link, "Activity").await;
        stage.page.find(Role::Heading, "Activity").await;
        stage.page.driver().back().await.expect("back");
        stage.page.focus_comes_to(&names[108]).await;
        assert_eq!(stage.page.script("return window.scrollY").await, scrolled);
    })
    .await;
}
