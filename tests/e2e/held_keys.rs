//! A key that is held, or pressed once more than was meant, starts nothing.

use thirtyfour::Key;

use crate::browser::engine::Can;
use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

impl Stage {
    /// Whether an operation was begun from here: it is written down before anything is sent.
    async fn has_begun_something(&self) -> bool {
        self.page.kept("localStorage").await.to_string().contains("askedAt")
    }

    /// Opens the menu of a snapshot and puts the focus on an entry, as the arrow keys do.
    async fn point_at_action(&self, snapshot: &str, action: &str) {
        self.page.open_menu(snapshot).await;
        self.page.focus_comes_to("Rename").await;
        self.page
            .eventually(action, async || {
                if self.page.focused_name().await == action {
                    return Some(());
                }
                self.page.keys(Key::Down + "").await;
                None
            })
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_enter_opens_a_destructive_dialog_and_goes_no_further() {
    for (action, button) in [("Restore", "Restore machine"), ("Delete", "Delete snapshot")] {
        journey("held-enter", Scene { needs: &[Can::HoldKeys], ..Scene::default() }, async |stage| {
            stage.sign_in().await;
            let name = stage.distinct_names()[1].clone();
            stage.point_at_action(&name, action).await;
            stage.page.browser.hold_enter(20).await;
            stage.page.sees_button(button).await;
            stage.page.focus_comes_to("Cancel").await;
            assert!(!stage.has_begun_something().await, "{action}");
            // A second Enter leaves again.
            stage.page.browser.hold_enter(0).await;
            stage.page.misses(Role::Button, button).await;
            stage.page.focus_comes_to(&format!("Actions for {name}")).await;
            // Nor does a space bar send anything, held or pressed twice.
            stage.point_at_action(&name, action).await;
            stage.page.browser.hold_space(20).await;
            stage.page.sees_button(button).await;
            stage.page.focus_comes_to("Cancel").await;
            stage.page.browser.hold_space(20).await;
            stage.page.misses(Role::Button, button).await;
            assert!(!stage.has_begun_something().await, "{action}");
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_enter_takes_no_snapshot_and_runs_through_no_menu() {
    journey("held-enter-create", Scene { needs: &[Can::HoldKeys], ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.page.find(Role::Button, "Create snapshot").await.focus().await.expect("the focus");
        stage.page.browser.hold_enter(20).await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        stage.page.focus_comes_to("Name").await;
        assert!(!stage.has_begun_something().await);
        stage.page.press_button("Cancel").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        let name = stage.distinct_names()[0].clone();
        stage.page.bring(&name).await;
        let menu = stage.page.find(Role::Button, &format!("Actions for {name}")).await;
        menu.focus().await.expect("the focus");
        stage.page.browser.hold_enter(20).await;
        stage.page.focus_comes_to("Rename").await;
        assert!(stage.page.find_now(Role::Dialog, "Rename snapshot").await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_in_the_confirmation_restores_nothing_and_the_dialog_says_what_is_lost() {
    journey("no-implicit-restore", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let (id, machine) = stage.first_machine();
        stage.open(&format!("/?machine={id}")).await;
        stage.page.reads("loaded, that is all").await;
        let name = stage.page.listed().await[0].clone();
        stage.page.choose_action(&name, "Delete").await;
        let lost = stage.page.description_of(Role::Dialog, "Delete snapshot").await;
        assert!(lost.contains("cannot be brought back"), "{lost}");
        stage.page.press_button("Cancel").await;
        stage.page.choose_action(&name, "Restore").await;
        let title = format!("Restore {machine}");
        assert!(stage.page.description_of(Role::Dialog, &title).await.contains("will be lost"));
        stage.page.press(Role::Checkbox, "Take a safety snapshot first").await;
        stage.page.fill(&format!("Type {machine} to confirm"), &machine).await;
        stage.page.keys(Key::Enter + "").await;
        assert!(!stage.has_begun_something().await);
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(&name, "Restoring").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_enter_asks_before_it_signs_out_and_a_second_one_stays() {
    journey("held-enter-sign-out", Scene { needs: &[Can::HoldKeys], ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.begin_create("goes on").await;
        for key in [false, true] {
            stage.page.press_button("Account: Northwind Studio").await;
            stage.page.find(Role::Button, "Sign out").await.focus().await.expect("the focus");
            if key {
                stage.page.browser.hold_space(20).await;
            } else {
                stage.page.browser.hold_enter(20).await;
            }
            stage.page.reads("One operation is running.").await;
            stage.page.focus_comes_to("Stay signed in").await;
            stage.page.browser.hold_enter(0).await;
            stage.page.misses(Role::Dialog, "Sign out").await;
            stage.page.find(Role::Link, "Activity, 1 running").await;
        }
        assert!(stage.has_begun_something().await, "nothing was forgotten");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_enter_in_the_name_takes_one_snapshot() {
    journey("held-enter-name", Scene { needs: &[Can::HoldKeys], ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        stage.page.press_button("Create snapshot").await;
        stage.page.fill("Name", "taken once").await;
        stage.page.browser.hold_enter(20).await;
        stage.page.row_says("taken once", "Creating").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        assert_eq!(stage.requests("POST", "/v1/snapshots"), 1);
        // Where the first one asks for what is missing, the second asks again and sends nothing.
        stage.page.press_button("Create snapshot").await;
        stage.page.fill("Name", " ").await;
        stage.page.browser.hold_enter(20).await;
        stage.page.browser.hold_enter(0).await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        assert_eq!(stage.requests("POST", "/v1/snapshots"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_three_times_in_a_row_takes_one_snapshot() {
    journey("enter-thrice", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.page.press_button("Create snapshot").await;
        stage.page.fill("Name", "taken once").await;
        for _ in 0..3 {
            stage.page.browser.hold_enter(0).await;
        }
        stage.page.row_says("taken once", "Creating").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “taken once” was created.").await;
        assert_eq!((stage.requests("POST", "/v1/snapshots"), stage.effects("snapshot-create")), (1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_press_of_a_double_click_destroys_nothing() {
    for (action, button) in [("Restore", "Restore machine"), ("Delete", "Delete snapshot")] {
        journey("double-click", Scene::default(), async |stage| {
            stage.sign_in().await;
            let name = stage.distinct_names()[1].clone();
            stage.page.open_menu(&name).await;
            stage.page.press_twice_where_danger_comes(Role::MenuItem, action).await;
            // In a moment it can be pressed, and has not been.
            stage.page.find(Role::Button, button).await;
            stage.page.eventually(button, async || stage.page.is_enabled(button).await.then_some(())).await;
            assert!(!stage.has_begun_something().await, "{action}");
            stage.page.press_button(button).await;
            stage.page.misses(Role::Button, button).await;
            assert!(stage.has_begun_something().await, "{action}");
        })
        .await;
    }
}
