//! A restore that feels safe: what it will do, and the way back from it.

use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, journey};

impl Stage {
    /// Opens the dialog that restores the first machine to its newest snapshot. Gives the names of both.
    async fn ask_to_restore(&self) -> (String, String) {
        let (id, machine) = self.first_machine();
        self.sign_in_at(&format!("/?machine={id}")).await;
        self.page.reads("loaded, that is all").await;
        let name = self.page.listed().await[0].clone();
        self.page.choose_action(&name, "Restore").await;
        (machine, name)
    }

    /// Restores a machine with a safety snapshot. Gives its name.
    async fn restore(&self) -> String {
        let (machine, name) = self.ask_to_restore().await;
        self.page.press_button("Restore machine").await;
        self.page.row_says(&name, "Restoring").await;
        self.advance_ms(10_000);
        self.page.reads(&format!("{machine} is back at “{name}”")).await;
        machine
    }

    /// Restores a machine, keeps that, and goes to Activity. Gives the machine's name.
    async fn restore_and_go_to_activity(&self) -> String {
        let machine = self.restore().await;
        self.page.press_button("Keep").await;
        self.page.reads_no_more("is back at").await;
        self.page.press(Role::Link, "Activity").await;
        self.page.sees_button("Undo restore").await;
        machine
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_says_step_by_step_what_happens_and_what_is_lost() {
    journey("restore-steps", Scene::default(), |stage| async move {
        let (machine, name) = stage.ask_to_restore().await;
        let title = format!("Restore {machine}");
        stage.page.find(Role::Dialog, &title).await;
        let steps = stage.page.steps().await;
        assert_eq!(steps.len(), 3, "{steps:?}");
        for (step, says) in steps.iter().zip([&*machine, "safety snapshot", &*name]) {
            assert!(step.contains(says), "{says}: {steps:?}");
        }
        pictures(&stage, "restore-safe").await;
        let lost = stage.page.description_of(Role::Dialog, &title).await;
        for says in [&*machine, &*name, "will be lost", "Undo restore"] {
            assert!(lost.contains(says), "{says}: {lost}");
        }
        assert!(!lost.contains("for good"), "{lost}");
        stage.page.press(Role::Checkbox, "Take a safety snapshot first").await;
        stage.page.reads("lost for good").await;
        pictures(&stage, "restore-unsafe").await;
        let steps = stage.page.steps().await;
        assert_eq!(steps.len(), 2, "{steps:?}");
        assert!(steps[0].contains(&*machine) && steps[0].contains("lost"), "{steps:?}");
        assert!(steps[1].contains(&*name), "{steps:?}");
        let lost = stage.page.description_of(Role::Dialog, &title).await;
        for says in [&*machine, &*name, "lost for good", "cannot be undone"] {
            assert!(lost.contains(says), "{says}: {lost}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_safety_snapshot_goes_by_its_time_and_is_renamed_in_activity() {
    journey("rename-safety", Scene::default(), |stage| async move {
        stage.restore_and_go_to_activity().await;
        let safety = stage.names()[0].clone();
        assert!(safety.contains("before restore to"), "{safety}");
        stage.page.reads("The state before it was kept as the safety snapshot of ").await;
        assert!(!stage.page.text().await.contains(&safety));
        stage.page.press_button("Rename").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Name").await, safety);
        stage.page.fill("Name", "just in case").await;
        stage.page.press_button("Save").await;
        stage.page.misses(Role::Dialog, "Rename snapshot").await;
        assert_eq!(stage.names()[0], "just in case");
        stage.page.focus_comes_to("Rename").await;
        stage.page.press_button("Rename").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Name").await, "just in case");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_is_undone_once_by_its_safety_snapshot() {
    journey("undo", Scene::default(), |stage| async move {
        let machine = stage.restore_and_go_to_activity().await;
        stage.page.press_button("Undo restore").await;
        let title = format!("Undo the restore of {machine}?");
        stage.page.find(Role::Dialog, &title).await;
        let steps = stage.page.steps().await;
        assert!(steps.len() == 3 && steps[2].contains("just before the restore"), "{steps:?}");
        let lost = stage.page.description_of(Role::Dialog, &title).await;
        for says in [&*format!("the disk of {machine} as it was just before the restore"), "since will be lost"] {
            assert!(lost.contains(says), "{says}: {lost}");
        }
        pictures(&stage, "undo").await;
        stage.page.press_button("Undo restore").await;
        stage.page.misses(Role::Dialog, &title).await;
        stage.page.reads("Undoing…").await;
        stage.page.misses(Role::Button, "Undo restore").await;
        stage.page.reads(&format!("Undo the restore of {machine}")).await;
        stage.page.reads("Restoring: queued").await;
        pictures(&stage, "undoing").await;
        // It is the same after a reload: the ledger knows.
        stage.page.reload().await;
        stage.page.reads("Undoing…").await;
        stage.page.misses(Role::Button, "Undo restore").await;
        stage.advance_ms(10_000);
        stage.page.reads(&format!("The restore of {machine} was undone")).await;
        stage.page.reads("Undone").await;
        stage.page.reads_no_more("Undoing…").await;
        assert_eq!((stage.effects("snapshot-restore"), stage.effects("safety-snapshot")), (2, 2));
        // It is not offered again: the only one left undoes the undoing, once its safety snapshot was found.
        stage.page.sees_button("Undo restore").await;
        let offered = "return [...document.body.getElementsByTagName('button')].filter((one) => one.innerText === 'Undo restore').length";
        assert_eq!(stage.page.script(offered).await, 1);
        pictures(&stage, "undone").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_waits_for_a_look_until_it_is_kept_or_undone() {
    journey("check-restore", Scene::default(), |stage| async move {
        let machine = stage.restore().await;
        stage.page.sees_button("Undo restore").await;
        pictures(&stage, "restored").await;
        // It stays wherever the person goes, and after a reload.
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("is back at").await;
        stage.page.reload().await;
        stage.page.reads("is back at").await;
        stage.page.press_button("Undo restore").await;
        stage.page.find(Role::Dialog, &format!("Undo the restore of {machine}?")).await;
        stage.page.press_button("Undo restore").await;
        stage.page.reads_no_more("is back at").await;
        stage.page.reads("Restoring: queued").await;
        stage.advance_ms(10_000);
        stage.page.reads("Undone").await;
        stage.page.reads_no_more("Looking for the safety snapshot").await;
        // Undoing within two minutes keeps its own safety snapshot apart from the first one.
        stage.page.reads_no_more("More than one snapshot").await;
        assert_eq!((stage.effects("snapshot-restore"), stage.effects("safety-snapshot")), (2, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_is_not_asked_about_again_in_any_tab() {
    journey("keep-restore", Scene::default(), |stage| async move {
        stage.restore().await;
        let first = stage.page.driver().window().await.expect("a window");
        let second = stage.open_window().await;
        stage.page.reads("is back at").await;
        stage.switch_to(&first).await;
        stage.page.press_button("Keep").await;
        stage.page.reads_no_more("is back at").await;
        // What had the focus is gone.
        stage.page.focus_comes_to("Snapshots").await;
        stage.switch_to(&second).await;
        stage.page.reads_no_more("is back at").await;
        stage.page.reload().await;
        stage.page.reads("loaded").await;
        stage.page.misses(Role::Button, "Keep").await;
    })
    .await;
}
