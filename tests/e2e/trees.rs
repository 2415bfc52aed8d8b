//! What assistive technology is told of the main screens, compared line by line with `trees/SCREEN.txt`. A change that is meant is
//! taken over by a run with `SNAPDECK_TREES=write`, and read in the diff.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::browser::engine::Can;
use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

/// The states that are told.
const STATES: [&str; 7] = ["level", "checked", "disabled", "expanded", "pressed", "invalid", "hasPopup"];

/// Says nothing by itself.
const SILENT: [&str; 5] = ["InlineTextBox", "LineBreak", "generic", "none", "RootWebArea"];

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Times of day and dates differ from run to run, and the year is only told where it is another one.
fn without_times(text: &str) -> String {
    let text = text.replace('\u{202f}', " ");
    let is_month = |word: &str| MONTHS.contains(&word);
    let is_date = text.split(' ').any(is_month);
    let word = |word: &str| {
        let is_time = is_date || (word.contains(':') && word.len() < 8);
        let figure = |letter: char| if is_time && letter.is_ascii_digit() { '0' } else { letter };
        if is_month(word) { "Mon".to_owned() } else { word.chars().map(figure).collect() }
    };
    let words: Vec<String> = text.split(' ').filter(|word| !["AM", "PM"].contains(word)).map(word).collect();
    words.join(" ").replace(", 0000", "").replace("00", "0")
}

struct Tree {
    nodes: HashMap<String, Value>,
}

impl Tree {
    async fn of(stage: &Stage) -> Self {
        let all = stage.page.browser.cdp("Accessibility.getFullAXTree", json!({})).await;
        let list = all["nodes"].as_array().expect("nodes").clone();
        let id = |node: &Value| node["nodeId"].as_str().expect("an id").to_owned();
        Self { nodes: list.into_iter().map(|node| (id(&node), node)).collect() }
    }

    fn text(&self) -> String {
        let root = self.nodes.values().find(|node| node["parentId"].is_null()).expect("a root");
        let mut text = String::new();
        self.write(root, 0, "", &mut text);
        text
    }

    fn write(&self, node: &Value, depth: usize, above: &str, text: &mut String) {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        let name = node["name"]["value"].as_str().unwrap_or_default().trim();
        // What the parent is called by need not be told again.
        let is_repeated = role == "StaticText" && (name.is_empty() || above.contains(name));
        let is_told = node["ignored"] != json!(true) && !SILENT.contains(&role) && !is_repeated;
        if is_told {
            write!(text, "{}{role}", "  ".repeat(depth)).expect("a string");
            if !name.is_empty() {
                write!(text, " “{}”", without_times(name)).expect("a string");
            }
            for state in node["properties"].as_array().into_iter().flatten() {
                let (what, value) = (state["name"].as_str().unwrap_or_default(), &state["value"]["value"]);
                if STATES.contains(&what) && *value != json!(false) && *value != json!("false") {
                    write!(text, " {what}={}", value.to_string().trim_matches('"')).expect("a string");
                }
            }
            text.push('\n');
        }
        let (depth, above) = if is_told { (depth + 1, name) } else { (depth, above) };
        for child in node["childIds"].as_array().into_iter().flatten() {
            if let Some(child) = child.as_str().and_then(|id| self.nodes.get(id)) {
                self.write(child, depth, above, text);
            }
        }
    }
}

async fn told_as(stage: &Stage, screen: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/e2e/trees/{screen}.txt"));
    let now = Tree::of(stage).await.text();
    if std::env::var_os("SNAPDECK_TREES").is_some() {
        std::fs::write(&file, &now).expect("it is written");
    }
    let kept = std::fs::read_to_string(&file).expect("what is told");
    let differs = now.lines().zip(kept.lines()).position(|(now, kept)| now != kept);
    let at = differs.unwrap_or(now.lines().count().min(kept.lines().count()));
    let around = |text: &str| text.lines().skip(at.saturating_sub(3)).take(8).collect::<Vec<_>>().join("\n");
    assert!(now == kept, "{screen}, line {}:\n{}\nand it was:\n{}", at + 1, around(&now), around(&kept));
}

#[tokio::test(flavor = "multi_thread")]
async fn assistive_technology_is_told_the_same_of_every_main_screen() {
    let scene = Scene { snapshots: 4, machines: 2, needs: &[Can::TellTheTree], ..Scene::default() };
    journey("trees", scene, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.open("/").await;
        stage.page.sees_button("Sign in").await;
        told_as(&stage, "sign-in").await;
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        let names = stage.distinct_names();
        told_as(&stage, "list").await;
        stage.page.open_menu(&names[0]).await;
        stage.page.find(Role::MenuItem, "Copy ID").await;
        told_as(&stage, "menu").await;
        stage.page.press(Role::MenuItem, "Restore").await;
        stage.page.find(Role::Checkbox, "Take a safety snapshot first").await;
        let restore = async || stage.page.is_enabled("Restore machine").await.then_some(());
        stage.page.eventually("it can be pressed", restore).await;
        told_as(&stage, "restore").await;
        stage.page.press_button("Cancel").await;
        stage.page.open_row(&names[0]).await;
        stage.page.reads("Snapshots of").await;
        stage.page.find(Role::Heading, "Machine").await;
        told_as(&stage, "panel").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("Not from this browser").await;
        told_as(&stage, "activity").await;
    })
    .await;
}
