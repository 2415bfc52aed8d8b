//! axe-core on every screen, in both themes. It runs through the driver, since the policy forbids foreign scripts.

use std::collections::BTreeSet;

use serde_json::json;

use crate::browser::engine::Engine;
use crate::browser::told;
use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

/// Runs axe with the rules of WCAG 2.2 AA and the best practices. Answers what it found, and what it cannot tell: rule, reason and
/// place.
const RUN: &str = "const done = arguments[arguments.length - 1];
    const place = (node) => node.html.slice(0, 200);
    const found = (one) => `${one.id}: ${one.help} ${place(one.nodes[0])}`;
    const reason = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ');
    const unsure = (one) => one.nodes.map((node) => [one.id, reason(node), place(node)]);
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then((all) => done({ found: all.violations.map(found), unsure: all.incomplete.flatMap(unsure) }))
        .catch((error) => done({ found: [String(error)], unsure: [] }))";

/// What axe cannot tell: the rule, part of the reason that it gives, and why that is no mistake.
const EXPLAINED: [(&str, &str, &str); 5] = [
    ("color-contrast", "overlapped by another element", MEASURED),
    ("color-contrast", "partially overlaps other elements", MEASURED),
    ("color-contrast", "partially obscured by another element", MEASURED),
    ("color-contrast", "background gradient", "the arrow of a combobox is drawn by gradients beside its text"),
    ("color-contrast", "too short to determine", "the number on a mark, in the colours of `timeline.css`"),
];

/// Where boxes lie over each other it cannot know which one is behind a text.
const MEASURED: &str = "tests/tidy/contrast.rs measures each colour on each ground";

/// Checks a screen in both themes. Answers which explanations were needed.
pub async fn check(stage: &Stage, screen: &str) -> BTreeSet<usize> {
    let axe = std::fs::read_to_string(told("SNAPDECK_AXE")).expect("axe-core");
    let mut needed = BTreeSet::new();
    for dark in [false, true] {
        stage.page.browser.prefer_dark(dark).await;
        stage.page.driver().execute(axe.as_str(), Vec::new()).await.expect("axe is there");
        let told = stage.page.driver().execute_async(RUN, Vec::new()).await.expect("axe runs");
        let told = told.json();
        assert_eq!(told["found"], json!([]), "{screen}, dark: {dark}");
        for one in told["unsure"].as_array().expect("a list") {
            let [rule, reason] = [0, 1].map(|at| one[at].as_str().expect("a text"));
            let why = EXPLAINED.iter().position(|(about, part, _)| *about == rule && reason.contains(part));
            needed.insert(why.unwrap_or_else(|| panic!("{screen}, dark: {dark}: axe cannot tell {one}")));
        }
    }
    stage.page.browser.prefer_dark(false).await;
    needed
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
async fn axe_finds_nothing_among_many_machines_and_every_explanation_is_needed() {
    journey("axe-machines", Scene { snapshots: 600, machines: 14, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.sign_in().await;
        stage.page.find(Role::Combobox, "Machine").await.click().await.expect("a click");
        let (machine_id, machine) = stage.first_machine();
        stage.page.reads(&machine).await;
        let mut needed = check(&stage, "machines offered").await;
        stage.page.fill("Machine", "nowhere").await;
        stage.page.reads("No machine has that in its name or ID.").await;
        needed.extend(check(&stage, "no machine").await);
        stage.open(&format!("/machines/{machine_id}")).await;
        stage.page.find(Role::Heading, &machine).await;
        stage.page.reads("Created").await;
        needed.extend(check(&stage, "a machine").await);
        // The others lay out, and are unsure, a little otherwise: what one of them needs stays.
        if Engine::told() == Engine::Chromium {
            let spare: Vec<_> =
                (0..EXPLAINED.len()).filter(|at| !needed.contains(at)).map(|at| EXPLAINED[at]).collect();
            assert!(spare.is_empty(), "no longer needed: {spare:?}");
        }
    })
    .await;
}
