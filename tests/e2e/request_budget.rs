//! What following operations costs, counted by the sandbox, across origins and in real time; and how soon an end is told.

use std::time::{Duration, Instant};

use sandbox::work::Job;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::ledger::{self, Ledger};
use snapdeck_core::operations::operation::{Operation, OperationId, Phase};

use crate::stage::{Elsewhere, Scene, Stage, journey};

/// Operations under way, and for how long they are followed.
const OPERATIONS: u32 = 50;
const FOLLOWED: Duration = Duration::from_secs(60);

impl Elsewhere {
    fn requests(&self) -> usize {
        self.sandbox.world().ledger.counts().values().sum()
    }

    fn counts(&self) -> String {
        format!("{:?}", self.sandbox.world().ledger.counts())
    }

    /// Begins an operation as somebody did whose page is gone, and gives back what its ledger would hold.
    fn begin(&self, like: &Operation, number: u32) -> Operation {
        let mut world = self.sandbox.world();
        let machine_id = like.machine_id.as_str();
        let snapshot =
            world.add_snapshot("tz4n9q2ksb", machine_id, &format!("one of many {number}"), false).expect("a snapshot");
        let job = Job::Create { snapshot_id: std::sync::Arc::clone(&snapshot.id) };
        let event = world.begin("tz4n9q2ksb", machine_id, job).expect("an event");
        Operation {
            id: OperationId::new(like.asked_at, number),
            snapshot_id: Some((&*snapshot.id).into()),
            event: event["id"].as_str().map(Into::into),
            ..like.clone()
        }
    }
}

/// Makes the page believe that it began that many operations just now: it finds them in its ledger when it is loaded.
async fn begin_many(stage: &Stage, api: &Elsewhere) {
    stage.sign_in().await;
    stage.page.reads("5 loaded, that is all").await;
    stage.page.press_button("Create snapshot").await;
    stage.page.press_button("Create").await;
    stage.page.reads("Creating: queued").await;
    let read = "const key = Object.keys(window.localStorage).find((key) => key.startsWith('snapdeck.operations'));
        return [key, window.localStorage.getItem(key), Date.now()]";
    let kept = stage.page.script(read).await;
    let Ledger::Read(mut operations, odd) = ledger::read(kept[1].as_str().expect("a ledger")) else {
        panic!("a ledger that cannot be read: {kept}");
    };
    let first = operations.swap_remove(0);
    assert!(matches!(first.phase, Phase::Following { .. }), "{first:?}");
    let like = Operation { asked_at: Timestamp(kept[2].as_i64().expect("a time")), ..first };
    let many: Vec<Operation> = (1..OPERATIONS).map(|number| api.begin(&like, number)).chain([like.clone()]).collect();
    let write = format!(
        "window.localStorage.setItem({}, {})",
        kept[0],
        serde_json::to_string(&ledger::write(&many, &odd)).expect("a text")
    );
    stage.page.script(&write).await;
    stage.page.reload().await;
    stage.page.find(crate::page::Role::Link, "Activity, 50 running").await;
}

/// Counts the requests while time passes: the only journeys that must let it, since they measure a rate.
async fn requests_in_a_minute(stage: &Stage, api: &Elsewhere) -> usize {
    let (begun, before) = (Instant::now(), api.requests());
    while begun.elapsed() < FOLLOWED {
        // The page stays in use: each look is a round trip to the browser.
        stage.page.find(crate::page::Role::Link, "Activity, 50 running").await;
    }
    api.requests() - before
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_operations_cost_at_most_45_requests_a_minute() {
    let api = Elsewhere::start().await;
    journey("fifty", Scene { config: Some(api.address), ..Scene::default() }, async |stage| {
        begin_many(&stage, &api).await;
        let requests = requests_in_a_minute(&stage, &api).await;
        println!("50 operations for 60 s in one tab: {requests} requests; in all: {}", api.counts());
        assert!((15..=45).contains(&requests), "{requests}: {}", api.counts());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_operations_in_five_tabs_cost_at_most_50() {
    let api = Elsewhere::start().await;
    journey("fifty-in-five", Scene { config: Some(api.address), ..Scene::default() }, async |stage| {
        begin_many(&stage, &api).await;
        for _ in 0..4 {
            let window = stage.page.driver().new_window().await.expect("another window");
            stage.page.driver().switch_to_window(window).await.expect("the window");
            stage.open("/").await;
            stage.page.find(crate::page::Role::Link, "Activity, 50 running").await;
            stage.page.reads("loaded, that is all").await;
        }
        let requests = requests_in_a_minute(&stage, &api).await;
        println!("50 operations for 60 s in five tabs: {requests} requests; in all: {}", api.counts());
        assert!((15..=50).contains(&requests), "{requests}: {}", api.counts());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_is_on_the_screen_within_two_and_a_half_seconds() {
    journey("soon-told", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let mut waits = Vec::new();
        for number in 0..7 {
            let name = format!("soon {number}");
            stage.begin_create(&name).await;
            let ended = Instant::now();
            stage.advance_ms(10_000);
            stage.page.reads(&format!("Snapshot “{name}” was created.")).await;
            waits.push(ended.elapsed());
        }
        waits.sort_unstable();
        println!("from an event's end to the word: {waits:?}");
        assert!(waits[waits.len() / 2] <= Duration::from_millis(2_500), "{waits:?}");
    })
    .await;
}
