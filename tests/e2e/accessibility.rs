//! axe-core on every screen, in both themes. It runs through the driver, since the policy forbids foreign scripts.

use serde_json::{Value, json};

use crate::browser::told;
use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

/// Runs axe with the rules of WCAG 2.2 AA and answers what it found: rule, and the first place.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then((result) => done(result.violations.map((one) => one.id + ': ' + one.help + ' ' + one.nodes[0].html.slice(0, 200))))
        .catch((error) => done([String(error)]))";

pub async fn check(stage: &Stage, screen: &str) {
    let axe = std::fs::read_to_string(told("SNAPDECK_AXE")).expect("axe-core");
    for dark in [false, true] {
        stage.page.browser.prefer_dark(dark).await;
        stage.page.driver().execute(axe.as_str(), Vec::new()).await.expect("axe is there");
        let found = stage.page.driver().execute_async(RUN, Vec::new()).await.expect("axe runs");
        assert_eq!(found.json(), &Value::Array(Vec::new()), "{screen}, dark: {dark}");
    }
    stage.page.browser.prefer_dark(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_screen() {
    journey("axe", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.open("/").await;
        stage.page.press_button("Sign in").await;
        stage.page.reads("Enter your API token.").await;
        check(&stage, "sign in").await;
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let names = stage.distinct_names();
        check(&stage, "list").await;
        stage.page.press_button("Create snapshot").await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        check(&stage, "create").await;
        stage.page.press_button("Create").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        stage.page.choose_action(&names[1], "Restore").await;
        stage.page.press(Role::Checkbox, "Take a safety snapshot first").await;
        stage.page.reads("cannot be undone").await;
        check(&stage, "restore").await;
        stage.page.press_button("Cancel").await;
        stage.page.open_menu(&names[1]).await;
        stage.page.find(Role::MenuItem, "Copy ID").await;
        check(&stage, "menu").await;
        stage.page.open_row(&names[2]).await;
        stage.page.find(Role::Heading, &names[2]).await;
        check(&stage, "panel").await;
        stage.page.press(Role::Link, "Activity, 1 running").await;
        stage.page.find(Role::Heading, "Activity").await;
        check(&stage, "activity").await;
        stage.fault(json!({ "path": "/snapshots", "status": 500, "times": 9 }));
        // Of another list nothing is kept.
        stage.open("/?sort=name").await;
        stage.page.reads("could not be loaded").await;
        check(&stage, "failed").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_a_list_of_many_machines() {
    journey("axe-machines", Scene { machines: 80, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.find(Role::Combobox, "Machine").await.click().await.expect("a click");
        stage.page.reads("Type to narrow them down.").await;
        check(&stage, "machines offered").await;
        stage.page.fill("Machine", "nowhere").await;
        stage.page.reads("No machine has that in its name or ID.").await;
        check(&stage, "no machine").await;
    })
    .await;
}
