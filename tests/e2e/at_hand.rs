//! The verbs where the eye is: the whole row, the heads of the columns, keys, the panel's buttons, the palette.

use thirtyfour::Key;

use crate::accessibility::check;
use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, journey};

impl Stage {
    async fn see_the_list(&self) {
        self.sign_in().await;
        self.page.lists(&self.names()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_a_row_opens_its_snapshot_and_the_panel_has_its_verbs() {
    journey("whole-row", Scene::default(), |stage| async move {
        stage.see_the_list().await;
        let name = stage.distinct_names()[1].clone();
        stage.page.press_beside(&name).await;
        stage.page.find(Role::Heading, &name).await;
        let link = stage.page.find(Role::Link, &name).await;
        assert_eq!(link.attr("aria-current").await.expect("an attribute").as_deref(), Some("true"));
        for (verb, dialog) in [("Restore", "Restore machine"), ("Rename", "Save"), ("Delete", "Delete snapshot")] {
            stage.page.press_button(verb).await;
            stage.page.sees_button(dialog).await;
            stage.page.press_button("Cancel").await;
            stage.page.misses(Role::Button, dialog).await;
            stage.page.focus_comes_to(verb).await;
        }
        check(&stage, "panel-verbs").await;
        pictures(&stage, "panel-verbs").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_says_why_its_verbs_cannot_be_chosen() {
    journey("panel-verbs-disabled", Scene::default(), |stage| async move {
        stage.see_the_list().await;
        let name = stage.distinct_names()[1].clone();
        stage.page.choose_action(&name, "Restore").await;
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(&name, "Restoring").await;
        stage.page.open_row(&name).await;
        stage.page.reads("The machine is being restored").await;
        let restore = stage.page.find(Role::Button, "Restore").await;
        assert_eq!(restore.attr("aria-disabled").await.expect("an attribute").as_deref(), Some("true"));
        assert_eq!(stage.page.description_of(Role::Button, "Restore").await, "The machine is being restored");
        stage.page.press_button("Restore").await;
        assert!(stage.page.find_now(Role::Button, "Restore machine").await.is_none());
        pictures(&stage, "panel-verbs-disabled").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_heads_of_two_columns_put_the_list_in_order() {
    journey("column-heads", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.see_the_list().await;
        let order = async |column: &str| stage.page.order_by(column).await;
        assert_eq!((order("When").await.as_deref(), order("Name").await), (Some("descending"), None));
        let mut names = stage.names();
        names.sort();
        stage.page.press(Role::Link, "Name").await;
        stage.page.lists(&names).await;
        assert_eq!((order("Name").await.as_deref(), order("When").await), (Some("ascending"), None));
        names.reverse();
        stage.page.press(Role::Link, "Name").await;
        stage.page.lists(&names).await;
        assert_eq!(order("Name").await.as_deref(), Some("descending"));
        assert_eq!(stage.page.address().await, "/?sort=name-desc");
        stage.page.press(Role::Link, "When").await;
        stage.page.lists(&stage.names()).await;
        let mut names = stage.names();
        names.reverse();
        stage.page.press(Role::Link, "When").await;
        stage.page.lists(&names).await;
        assert_eq!(order("When").await.as_deref(), Some("ascending"));
        stage.page.focus_comes_to("When").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_just_typed_stays_when_a_head_is_pressed() {
    journey("column-heads-typed", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.see_the_list().await;
        let name = stage.distinct_names()[0].clone();
        stage.page.fill("Search snapshots", &name).await;
        stage.page.press(Role::Link, "Name").await;
        stage
            .page
            .eventually("both in the address", async || {
                let address = stage.page.address().await;
                (address.contains("sort=name") && address.contains("q=")).then_some(())
            })
            .await;
        stage.page.lists(&[name]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_and_a_button_act_on_the_row_that_has_the_focus() {
    journey("row-keys", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.see_the_list().await;
        let name = stage.distinct_names()[1].clone();
        stage.page.focus_row(&name).await;
        pictures(&stage, "row-focused").await;
        for (key, button) in [
            ("r".to_owned(), "Restore machine"),
            ("e".to_owned(), "Save"),
            ((Key::Delete + "").to_string(), "Delete snapshot"),
        ] {
            stage.page.keys(key).await;
            stage.page.sees_button(button).await;
            stage.page.reads(&name).await;
            stage.page.press_button("Cancel").await;
            stage.page.misses(Role::Button, button).await;
            stage.page.focus_comes_to(&name).await;
        }
        stage.page.press_button(&format!("Restore {name}")).await;
        stage.page.sees_button("Restore machine").await;
        stage.page.press_button("Cancel").await;
        stage.page.focus_comes_to(&format!("Restore {name}")).await;
        // Letters can be switched off; then they lead to names again.
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.press(Role::Checkbox, "Single-key shortcuts").await;
        stage.page.focus_row(&name).await;
        stage.page.keys("r").await;
        stage.page.keys(Key::Delete + "").await;
        stage.page.sees_button("Delete snapshot").await;
        assert!(stage.page.find_now(Role::Button, "Restore machine").await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_key_acts_on_a_row_that_was_scrolled_away() {
    journey("row-keys-away", Scene { snapshots: 120, ..Scene::default() }, |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.see_the_list().await;
        stage.page.focus_row(&stage.distinct_names()[1]).await;
        stage.page.scroll_to_end().await;
        stage.page.focus_comes_to("Snapshots").await;
        stage.page.keys("r").await;
        stage.page.keys(Key::Delete + "").await;
        // Keys are taken in their order: once this one has acted, the others have not.
        stage.page.keys("c").await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        assert!(stage.page.find_now(Role::Button, "Restore machine").await.is_none());
        assert!(stage.page.find_now(Role::Button, "Delete snapshot").await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_leads_anywhere_by_keyboard_alone() {
    journey("palette", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.see_the_list().await;
        let name = stage.distinct_names()[1].clone();
        let (_, machine) = stage.first_machine();
        let open = async || {
            stage.page.keys(Key::Control + "k").await;
            stage.page.focus_comes_to("Page, machine, snapshot or action").await;
        };
        open().await;
        stage.page.find(Role::Option, "Create snapshot").await;
        check(&stage, "palette").await;
        pictures(&stage, "palette").await;
        stage.page.keys(name.as_str()).await;
        pictures(&stage, "palette-typed").await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.find(Role::Heading, &name).await;
        stage.page.focus_comes_to(&name).await;
        // What can be done with the open snapshot comes first.
        open().await;
        stage.page.reads(&format!("Restore to {name}")).await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.sees_button("Restore machine").await;
        stage.page.press_button("Cancel").await;
        open().await;
        stage.page.keys(format!("rename {name}")).await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.sees_button("Save").await;
        stage.page.keys(Key::Escape + "").await;
        stage.page.misses(Role::Button, "Save").await;
        open().await;
        stage.page.keys("activ").await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.find(Role::Heading, "Activity").await;
        open().await;
        stage.page.keys(machine.as_str()).await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.find(Role::Heading, &machine).await;
        // One Escape is enough, and the focus is where it was.
        open().await;
        stage.page.keys("nothing of the kind").await;
        stage.page.reads("Nothing that is loaded has all of these words in its name.").await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.keys(Key::Escape + "").await;
        stage.page.misses(Role::Dialog, "Go to or do").await;
        stage.page.focus_comes_to(&machine).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_takes_a_snapshot_restores_it_and_undoes_that_in_six_presses() {
    journey("newcomer", Scene::default(), |stage| async move {
        stage.page.browser.resize(1280, 800).await;
        stage.see_the_list().await;
        stage.page.script("window.presses = 0; addEventListener('click', () => { window.presses += 1; }, true)").await;
        stage.page.press_button("Create snapshot").await;
        stage.page.press_button("Create").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        let name = stage.names()[0].clone();
        stage.page.row_says(&name, "Creating").await;
        stage.advance_ms(10_000);
        stage.page.reads(&format!("Snapshot “{name}” was created.")).await;
        stage.page.point_at(&name).await;
        stage.page.press_button(&format!("Restore {name}")).await;
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(&name, "Restoring").await;
        stage.advance_ms(10_000);
        stage.page.reads("Check it, then undo the restore or keep it.").await;
        stage.page.press_button("Undo restore").await;
        stage.page.reads("puts back the disk").await;
        // Of the two buttons with that name the one in the dialog is in front.
        stage.page.press_in_dialog("Undo restore").await;
        stage.page.find(Role::Link, "Activity, 1 running").await;
        stage.advance_ms(10_000);
        stage.page.reads("was undone").await;
        assert_eq!(stage.effects("snapshot-restore"), 2);
        assert!(stage.page.script("return window.presses").await.as_u64().expect("a number") <= 8);
    })
    .await;
}
