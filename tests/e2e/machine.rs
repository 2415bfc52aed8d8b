//! A machine's page: how one gets there, its timeline by keyboard and as a list, and what it says when something is missing.

use sandbox::work::Job;
use serde_json::json;
use thirtyfour::Key;

use crate::accessibility::check;
use crate::browser::engine::Can;
use crate::fresh::ONE_MACHINE;
use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, Stage, journey};

impl Stage {
    /// Opens a machine's page as somebody who has seen the list.
    async fn open_machine(&self) -> (String, String) {
        let (id, machine) = self.first_machine();
        self.sign_in().await;
        self.page.reads(" loaded").await;
        self.open(&format!("/machines/{id}")).await;
        self.page.find(Role::Heading, &machine).await;
        self.page.reads("Show as list").await;
        (id, machine)
    }

    /// How many events Paperspace knows of a machine.
    fn events_of(&self, machine_id: &str) -> usize {
        let world = self.sandbox.world();
        world.team_by_id("tz4n9q2ksb").expect("the seed's team").events.of_machine(machine_id).count()
    }

    fn restore_elsewhere(&self, machine_id: &str) {
        let mut world = self.sandbox.world();
        let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
        let snapshot_id = team.snapshots.of_machine(machine_id).next().expect("a snapshot").id.clone();
        let job = Job::Restore { snapshot_id, safety_snapshot: false };
        world.begin("tz4n9q2ksb", machine_id, job).expect("a job");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_is_reached_from_a_snapshot_from_activity_and_by_its_address() {
    journey("machine-ways", ONE_MACHINE, |stage| async move {
        let (id, machine) = stage.first_machine();
        stage.sign_in().await;
        let name = stage.distinct_names()[0].clone();
        stage.page.open_row(&name).await;
        stage.page.find(Role::Heading, &name).await;
        stage.page.press(Role::Link, &machine).await;
        stage.page.focus_comes_to(&machine).await;
        assert_eq!(stage.page.address().await, format!("/machines/{id}"));
        let title = stage.page.driver().title().await.expect("a title");
        assert_eq!(title, format!("{machine} · Snapdeck"));
        stage.page.driver().back().await.expect("back");
        stage.page.find(Role::Heading, &name).await;
        stage.page.press_button("Close details").await;
        stage.begin_create("seen in Activity").await;
        stage.page.press(Role::Link, "Activity, 1 running").await;
        stage.page.press(Role::Link, &machine).await;
        stage.page.find(Role::Heading, &machine).await;
        stage.open(&format!("/machines/{id}")).await;
        stage.page.find(Role::Heading, &machine).await;
        stage.page.reads("Region").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_keyboard_alone_a_machine_is_restored_from_its_timeline() {
    journey("machine-keys", ONE_MACHINE, |stage| async move {
        let (_, machine) = stage.open_machine().await;
        // One stop: the tabulator leads to the chosen mark and on to its buttons.
        stage.page.press_unscrolled(Role::Button, "Newer").await;
        stage.page.keys(Key::Shift + Key::Tab).await;
        let mut last = String::new();
        for _ in 0..8 {
            last = stage.page.focused_name().await;
            if last.contains("Automatic") || last.contains("Manual") {
                break;
            }
            stage.page.keys(Key::Shift + Key::Tab).await;
        }
        stage.page.keys(Key::Home + "").await;
        let first = stage.page.eventually("another mark", async || {
            let now = stage.page.focused_name().await;
            (now != last && !now.is_empty()).then_some(now)
        });
        let first = first.await;
        stage.page.keys(Key::Right + "").await;
        let second = stage.page.eventually("the next mark", async || {
            let now = stage.page.focused_name().await;
            (now != first && !now.is_empty()).then_some(now)
        });
        assert!(!second.await.is_empty());
        stage.page.keys(Key::Left + "").await;
        stage.page.focus_comes_to(&first).await;
        stage.page.keys(Key::End + "").await;
        stage.page.keys(Key::Home + "").await;
        stage.page.focus_comes_to(&first).await;
        stage.page.keys(Key::Tab + "").await;
        stage.page.focus_comes_to("Restore").await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.find(Role::Dialog, &format!("Restore {machine}")).await;
        stage.page.press_button("Restore machine").await;
        stage.page.misses(Role::Dialog, &format!("Restore {machine}")).await;
        stage.advance_ms(10_000);
        stage.page.reads("is back at").await;
        stage.page.press_button("Keep").await;
        // The safety snapshot has its moment, and the restore leads back to its snapshot.
        stage.page.reads("Restore, back to its snapshot").await;
        pictures(&stage, "machine-restored").await;
        check(&stage, "a machine's page").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_timeline_is_read_as_a_list() {
    journey("machine-list", ONE_MACHINE, |stage| async move {
        let (id, _) = stage.first_machine();
        stage.restore_elsewhere(&id);
        stage.open_machine().await;
        let count = stage.names().len() + stage.events_of(&id);
        stage.page.press_unscrolled(Role::Button, &format!("Show as list ({count})")).await;
        stage.page.reads("Restore: queued").await;
        for name in stage.distinct_names() {
            stage.page.find(Role::Link, &name).await;
        }
        pictures(&stage, "machine-list").await;
        check(&stage, "a machine as a list").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_is_renamed_and_opened() {
    journey("machine-chosen", ONE_MACHINE, |stage| async move {
        stage.open_machine().await;
        stage.page.press_button("Rename").await;
        stage.page.fill("Name", "a better name").await;
        stage.page.press_button("Save").await;
        stage.page.misses(Role::Dialog, "Rename snapshot").await;
        stage.page.reads("a better name").await;
        stage.page.press(Role::Link, "Open").await;
        stage.page.find(Role::Heading, "a better name").await;
        pictures(&stage, "machine-panel").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_snapshots_and_none_have_their_picture() {
    for (name, scene) in [
        ("machine-many", Scene { snapshots: 600, machines: 1, ..Scene::default() }),
        ("machine-none", Scene { snapshots: 0, machines: 1, ..Scene::default() }),
        ("machine-one", Scene { snapshots: 1, machines: 1, ..Scene::default() }),
    ] {
        journey(name, scene, async |stage| {
            let (id, machine) = stage.first_machine();
            stage.sign_in_at(&format!("/machines/{id}")).await;
            stage.page.find(Role::Heading, &machine).await;
            stage.page.reads("Show as list").await;
            pictures(&stage, name).await;
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_of_any_script_and_text_of_twice_the_size_fit() {
    journey("machine-twice", Scene { snapshots: 120, machines: 12, ..Scene::default() }, |stage| async move {
        stage.sign_in().await;
        let machines: Vec<(String, String)> = {
            let world = stage.sandbox.world();
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            team.machines.iter().map(|one| (one.id.to_string(), one.name.to_string())).collect()
        };
        for (name, at) in [("rtl", 3), ("long", 4), ("markup", 6)] {
            let (id, machine) = &machines[at];
            stage.open(&format!("/machines/{id}")).await;
            stage.page.reads("Show as list").await;
            stage.page.reads(machine).await;
            pictures(&stage, &format!("machine-{name}")).await;
        }
        stage.page.script("document.documentElement.style.fontSize = '32px'").await;
        stage.page.browser.resize(320, 844).await;
        stage.page.picture("machine-twice").await;
        assert_eq!(stage.page.too_wide().await, json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_is_not_there_and_one_that_fails_say_so() {
    journey("machine-failed", ONE_MACHINE, |stage| async move {
        let (id, machine) = stage.first_machine();
        stage.sign_in_at("/machines/psnowhere").await;
        stage.page.reads("There is no such machine").await;
        pictures(&stage, "machine-gone").await;
        stage.fault(json!({ "method": "GET", "path": "/snapshots", "times": 99, "status": 500 }));
        stage.fault(json!({ "method": "GET", "path": "/machine-events", "times": 99, "status": 500 }));
        stage.open(&format!("/machines/{id}")).await;
        stage.page.reads("The timeline could not be loaded").await;
        stage.page.reads("What happened to this machine could not be loaded").await;
        pictures(&stage, "machine-problem").await;
        stage.sandbox.world().faults.clear();
        stage.page.press_button("Try again").await;
        stage.page.press_button("Try again").await;
        stage.page.reads("Show as list").await;
        stage.page.find(Role::Heading, &machine).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_colours_of_the_system_show_every_mark() {
    journey("machine-forced", Scene { needs: &[Can::FollowTheSystem], ..ONE_MACHINE }, |stage| async move {
        stage.page.browser.prefer("forced-colors", "active").await;
        stage.open_machine().await;
        stage.page.picture("machine-forced").await;
    })
    .await;
}
