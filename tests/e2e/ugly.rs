//! Names as nobody should give them: long, invisible, in other scripts, like markup.

use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, journey};

const ARABIC: &str = "نسخة 2026-11-18 10:42";
const MARKUP: &str = "<b>bold</b> & \"quoted\"";
const INVISIBLE: &str = "\u{200b}\u{2060}";
const SHOWN_INSTEAD: &str = "(no visible characters)";

impl Stage {
    fn add(&self, name: &str) {
        let (machine_id, _) = self.first_machine();
        self.sandbox.world().add_snapshot("tz4n9q2ksb", &machine_id, name, false).expect("a snapshot");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_long_is_shown_when_it_is_asked_for() {
    journey("ugly-long", Scene::default(), |stage| async move {
        let long = format!("{}the end", "a long name ".repeat(5_400));
        stage.add(&long);
        stage.sign_in().await;
        let shown = format!("{}…", long.chars().take(200).collect::<String>());
        // Its middle is out of sight.
        stage.page.press_unscrolled(Role::Link, &shown).await;
        stage.page.find(Role::Heading, &shown).await;
        pictures(&stage, "ugly-long").await;
        stage.page.reads_no_more("the end").await;
        stage.page.press_button("Show all").await;
        stage.page.reads("the end").await;
        stage.page.press_button("Close details").await;
        stage.page.choose_action(&shown, "Delete").await;
        stage.page.sees_button("Delete snapshot").await;
        pictures(&stage, "ugly-delete").await;
        stage.page.reads_no_more("the end").await;
        stage.page.press_button("Show all").await;
        stage.page.reads("the end").await;
        stage.page.press_button("Delete snapshot").await;
        stage.page.reads("Deleting “a long name a long name").await;
        stage.page.picture("ugly-toast").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_cannot_be_seen_is_named_and_can_be_replaced() {
    journey("ugly-invisible", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.add(INVISIBLE);
        stage.sign_in().await;
        stage.page.choose_action(SHOWN_INSTEAD, "Rename").await;
        stage.page.fill("Name", "seen again").await;
        stage.page.press_button("Save").await;
        stage.page.reads_no_more(SHOWN_INSTEAD).await;
        stage.page.row_says("seen again", "Manual").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_goes_from_left_to_right_in_a_name_that_does_not() {
    journey("ugly-direction", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.add(MARKUP);
        stage.add(ARABIC);
        stage.sign_in().await;
        stage.page.figures_go_right(ARABIC, 1).await;
        stage.page.fill("Search snapshots", "11").await;
        stage.page.figures_go_right(ARABIC, 1).await;
        stage.page.fill("Search snapshots", "bold").await;
        stage.page.row_says(MARKUP, "Manual").await;
        stage.page.fill("Search snapshots", "2026-11-18").await;
        stage.page.choose_action(ARABIC, "Restore").await;
        stage.page.sees_button("Restore machine").await;
        stage.page.figures_go_right(ARABIC, 3).await;
        pictures(&stage, "ugly-restore").await;
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(ARABIC, "Restoring").await;
        stage.advance_ms(20_000);
        stage.page.reads("is back at").await;
        pictures(&stage, "ugly-card").await;
        stage.page.figures_go_right(ARABIC, 2).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_whose_name_cannot_be_typed_is_confirmed_by_its_id() {
    for (name, typed) in [("\u{200b}", None), ("two\u{a0} words", Some("two words"))] {
        journey("ugly-machine", Scene::default(), async |stage| {
            let (id, _) = stage.first_machine();
            {
                let mut world = stage.sandbox.world();
                let team = world.team_mut("tz4n9q2ksb").expect("the seed's team");
                team.machines.update(&id, |machine| machine.name = name.into());
            }
            let typed = typed.unwrap_or(&id);
            stage.sign_in_at(&format!("/?machine={id}")).await;
            stage.page.reads("loaded, that is all").await;
            let snapshot = stage.page.listed().await[0].clone();
            stage.page.choose_action(&snapshot, "Restore").await;
            stage.page.press(Role::Checkbox, "Take a safety snapshot first").await;
            stage.page.reads("lost for good").await;
            assert!(!stage.page.is_enabled("Restore machine").await, "nothing was typed");
            stage.page.fill(&format!("Type {typed} to confirm"), typed).await;
            stage.page.press_button("Restore machine").await;
            stage.page.row_says(&snapshot, "Restoring").await;
        })
        .await;
    }
}
