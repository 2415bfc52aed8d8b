//! Choosing among more machines than a select is good for, by name and by id, and where they may not be listed.

use serde_json::json;
use thirtyfour::Key;

use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

const MANY: Scene =
    Scene { snapshots: 90, machines: 30, event_ms: 10_000..=10_000, release: false, config: None, needs: &[] };

impl Stage {
    /// A machine whose name no other one's holds: its id, its name, and the names of its snapshots, newest first.
    fn machine(&self) -> (String, String, Vec<String>) {
        let world = self.sandbox.world();
        let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
        let is_alone = |name: &str| team.machines.iter().filter(|other| other.name.contains(name)).count() == 1;
        let found = team.machines.iter().find(|one| is_alone(&one.name) && one.name.is_ascii());
        let machine = found.expect("a machine");
        let mut names: Vec<String> =
            team.snapshots.of_machine(&machine.id).map(|snapshot| snapshot.name.to_string()).collect();
        names.reverse();
        (machine.id.to_string(), machine.name.to_string(), names)
    }

    async fn is_at(&self, address: &str) {
        let look = async || (self.page.address().await == address).then_some(());
        self.page.eventually(&format!("the address {address}"), look).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn among_many_machines_one_is_found_by_its_name_or_its_id() {
    journey("combobox", MANY, |stage| async move {
        stage.sign_in().await;
        let (id, name, snapshots) = stage.machine();
        stage.page.find(Role::Combobox, "Machine").await;
        stage.page.fill("Machine", &name.to_uppercase()).await;
        stage.page.find(Role::Option, &format!("{name} {id}")).await;
        stage.page.keys(Key::Enter + "").await;
        stage.is_at(&format!("/?machine={id}")).await;
        stage.page.lists(&snapshots).await;
        assert_eq!(stage.page.value_of(Role::Combobox, "Machine").await, name);
        // Emptied, it means all of them.
        stage.page.keys(Key::Control + "a").await;
        stage.page.keys(Key::Backspace + Key::Enter).await;
        stage.is_at("/").await;
        stage.page.reads("90 loaded, that is all").await;
        // By its id, and by the mouse.
        stage.page.fill("Machine", &id[..9]).await;
        stage.page.press(Role::Option, &format!("{name} {id}")).await;
        stage.is_at(&format!("/?machine={id}")).await;
        // What was typed and not chosen is gone when the field is left or Escape is pressed.
        stage.page.fill("Machine", "nowhere").await;
        stage.page.reads("No machine has that in its name or ID.").await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.keys(Key::Escape + "").await;
        stage.page.reads_no_more("No machine has that in its name or ID.").await;
        assert_eq!(stage.page.value_of(Role::Combobox, "Machine").await, name);
        stage.page.keys(Key::Down + Key::Down).await;
        stage.page.keys(Key::Tab + "").await;
        stage.page.misses(Role::Option, &format!("{name} {id}")).await;
        assert_eq!(stage.page.address().await, format!("/?machine={id}"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_snapshot_is_taken_of_a_machine_that_was_searched_for() {
    journey("combobox-create", MANY, |stage| async move {
        stage.sign_in().await;
        let (id, name, _) = stage.machine();
        stage.page.press_button("Create snapshot").await;
        stage.page.focus_comes_to("Name").await;
        // The page behind has a field of that name too: this is the one in the dialog.
        stage.page.keys(Key::Shift + Key::Tab).await;
        stage.page.focus_comes_to("Machine").await;
        // A driver types behind what stands there; a person over it, since it is selected.
        stage.page.keys(Key::Control + "a").await;
        stage.page.keys(&name).await;
        stage.page.find(Role::Option, &format!("{name} {id}")).await;
        // Escape closes the list and leaves the dialog alone.
        stage.page.keys(Key::Escape + "").await;
        stage.page.misses(Role::Option, &format!("{name} {id}")).await;
        stage.page.find(Role::Dialog, "Create snapshot").await;
        stage.page.keys(Key::Control + "a").await;
        stage.page.keys(&name).await;
        stage.page.find(Role::Option, &format!("{name} {id}")).await;
        stage.page.keys(Key::Enter + "").await;
        stage.page.misses(Role::Option, &format!("{name} {id}")).await;
        assert!(stage.page.value_of(Role::TextField, "Name").await.starts_with(&name));
        stage.page.fill("Name", "of the right one").await;
        stage.page.press_button("Create").await;
        stage.page.row_says("of the right one", "Creating").await;
        let world = stage.sandbox.world();
        let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
        let made = team.snapshots.iter().find(|one| *one.name == *"of the right one").expect("the snapshot");
        assert_eq!(*made.machine_id, *id);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_machines_may_not_be_listed_an_id_can_be_pasted_and_those_seen_are_offered() {
    journey("combobox-ids", Scene { snapshots: 30, machines: 12, ..Scene::default() }, |stage| async move {
        stage.fault(json!({ "method": "GET", "path": "/machines", "times": 9, "status": 403,
            "body": { "code": "FORBIDDEN", "message": "No" } }));
        stage.sign_in().await;
        let (id, _, snapshots) = stage.machine();
        stage.page.fill("Machine", &id).await;
        stage.page.press(Role::Option, &id).await;
        stage.is_at(&format!("/?machine={id}")).await;
        stage.page.lists(&snapshots).await;
        stage.page.fill("Machine", "psnowhere").await;
        stage.page.find(Role::Option, "The machine with the ID psnowhere").await;
        stage.page.keys(Key::Enter + "").await;
        stage.is_at("/?machine=psnowhere").await;
        stage.page.reads("This machine has no snapshots").await;
    })
    .await;
}
