//! Pictures of each screen, for a person to look at: in both themes, and on a phone. What can be measured is asserted.

use std::path::PathBuf;

use serde_json::json;

use crate::page::{Page, Role};
use crate::stage::{Scene, Stage, journey};

impl Page {
    /// Takes a picture into a folder of the engine in `target/journeys`.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let engine = format!("{:?}", self.browser.engine).to_lowercase();
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/journeys").join(engine);
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let path = folder.join(format!("{name}.png"));
        self.driver().screenshot(&path).await.expect("a picture");
        path
    }
}

pub async fn pictures(stage: &Stage, name: &str) {
    let sizes = [(1280, 800, "desktop"), (768, 1024, "tablet"), (390, 844, "phone"), (320, 640, "narrow")];
    for (width, height, size) in sizes {
        stage.page.browser.resize(width, height).await;
        for dark in [false, true].into_iter().filter(|_| stage.page.browser.engine.is_pictured()) {
            stage.page.browser.prefer_dark(dark).await;
            let theme = if dark { "dark" } else { "light" };
            stage.page.picture(&format!("{name}-{size}-{theme}")).await;
        }
        let wide = stage.page.too_wide().await;
        assert_eq!(wide, json!([]), "{name} at {width} px");
    }
    stage.page.browser.resize(1280, 800).await;
    if stage.page.browser.engine.is_pictured() {
        stage.page.browser.prefer_dark(false).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_fits_and_is_pictured() {
    journey("looks", Scene { snapshots: 120, machines: 12, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.open("/").await;
        stage.page.sees_button("Sign in").await;
        pictures(&stage, "sign-in").await;
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        pictures(&stage, "top").await;
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.sees_button("Sign out").await;
        pictures(&stage, "account").await;
        stage.page.press_button("Keyboard shortcuts").await;
        stage.page.find(Role::Dialog, "Keyboard shortcuts").await;
        pictures(&stage, "keys").await;
        stage.page.press_button("Close").await;
        stage.page.fill("Search snapshots", "leg").await;
        stage.page.reads("of 120 match").await;
        pictures(&stage, "search").await;
        stage.page.press_button("Export").await;
        stage.page.find(Role::Dialog, "Export snapshots").await;
        pictures(&stage, "export").await;
        stage.page.press_button("Cancel").await;
        stage.page.fill("Search snapshots", "nowhere").await;
        stage.page.reads("Nothing matches").await;
        pictures(&stage, "no-match").await;
        stage.page.press(Role::Link, "Show everything").await;
        let names = stage.distinct_names();
        stage.page.choose_action(&names[3], "Rename").await;
        stage.page.find(Role::Dialog, "Rename snapshot").await;
        pictures(&stage, "rename").await;
        stage.page.press_button("Cancel").await;
        stage.page.press_button("Create snapshot").await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        pictures(&stage, "create").await;
        stage.page.press_button("Create").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        stage.page.choose_action(&names[8], "Restore").await;
        stage.page.press(Role::Checkbox, "Take a safety snapshot first").await;
        stage.page.reads("cannot be undone").await;
        pictures(&stage, "restore").await;
        stage.page.press(Role::Checkbox, "Take a safety snapshot first").await;
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(&names[8], "Restoring").await;
        stage.advance_ms(2_000);
        stage.page.row_says(&names[8], "Restoring").await;
        pictures(&stage, "list").await;
        stage.page.open_menu(&names[8]).await;
        stage.page.reads("The machine is being restored").await;
        stage.page.picture("menu").await;
        stage.page.open_row(&names[1]).await;
        stage.page.find(Role::Heading, &names[1]).await;
        pictures(&stage, "panel").await;
        stage.page.press_button("Close details").await;
        stage.page.choose_action(&names[1], "Delete").await;
        pictures(&stage, "delete").await;
        stage.page.press_button("Cancel").await;
        stage.advance_ms(20_000);
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("is back at").await;
        stage.page.sees_button("Undo restore").await;
        pictures(&stage, "activity").await;
        stage.fault(json!({ "path": "/snapshots", "status": 500, "times": 9 }));
        // Of another list nothing is kept.
        stage.open("/?sort=name").await;
        stage.page.reads("could not be loaded").await;
        pictures(&stage, "failed").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_machines_are_offered_in_a_list() {
    journey("looks-machines", Scene { snapshots: 60, machines: 80, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.find(Role::Combobox, "Machine").await.click().await.expect("a click");
        stage.page.reads("Type to narrow them down.").await;
        stage.page.keys(thirtyfour::Key::Down + thirtyfour::Key::Down).await;
        pictures(&stage, "machines").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_list_says_what_a_snapshot_is_good_for() {
    journey("looks-empty", Scene { snapshots: 0, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.reads("No snapshots yet").await;
        pictures(&stage, "empty").await;
    })
    .await;
}
