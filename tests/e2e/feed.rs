//! Activity as one list: what was started here and what was not.

use sandbox::work::Job;
use serde_json::json;

use crate::page::Role;
use crate::screenshots::pictures;
use crate::stage::{Scene, journey};

#[tokio::test(flavor = "multi_thread")]
async fn activity_is_filtered_and_says_how_long_things_usually_take() {
    journey("usual", Scene::default(), |stage| async move {
        stage.sign_in().await;
        for name in ["a", "b", "c"] {
            stage.begin_create(name).await;
            stage.advance_ms(10_000);
            stage.page.reads(&format!("Snapshot “{name}” was created.")).await;
        }
        stage.begin_create("the fourth").await;
        stage.page.reads("Creating “the fourth” started.").await;
        stage.page.draws_progress(2, "in the row and at the link").await;
        stage.page.press(Role::Link, "Activity, 1 running").await;
        stage.page.draws_progress(2, "in the entry and at the link").await;
        pictures(&stage, "progress").await;
        // An event of ten seconds waits for a share of them before it starts.
        stage.page.reads("usually 8 to 9 s").await;
        stage.page.choose_chip("Finished").await;
        stage.page.reads_no_more("the fourth").await;
        stage.page.reads("Create “b”").await;
        stage.page.misses(Role::Button, "Failed (0)").await;
        stage.page.choose_chip("Running").await;
        stage.page.reads("the fourth").await;
        stage.page.reads_no_more("Create “b”").await;
        stage.page.choose_chip("All").await;
        stage.page.reads_within(std::time::Duration::from_secs(40), "longer than usual, still checking").await;
        pictures(&stage, "progress-long").await;
        stage.advance_ms(10_000);
        stage.page.draws_progress(0, "once it has ended").await;
        stage.page.reads("Snapshot “the fourth” was created.").await;
        stage.page.press(Role::Link, "Show").await;
        stage.page.find(Role::Heading, "the fourth").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_do_is_seen_and_leads_to_the_machine() {
    journey("others", Scene::default(), |stage| async move {
        let (machine_id, machine) = stage.first_machine();
        {
            let mut world = stage.sandbox.world();
            let snapshot_id = {
                let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
                team.snapshots.of_machine(&machine_id).next().expect("a snapshot").id.clone()
            };
            let job = Job::Restore { snapshot_id, safety_snapshot: false };
            world.begin("tz4n9q2ksb", &machine_id, job).expect("a job");
        }
        stage.sign_in().await;
        stage.page.reads("Machine restoring").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads(&format!("Restore {machine}")).await;
        stage.page.reads("Not from this browser").await;
        stage.page.reads("Restoring").await;
        stage.advance_ms(10_000);
        // It stays in the feed once it has ended.
        stage.page.reload().await;
        stage.page.reads("Restored").await;
        stage.page.choose_chip("Not from this browser").await;
        pictures(&stage, "feed-elsewhere").await;
        stage.page.press(Role::Link, &machine).await;
        stage.page.find(Role::Heading, &machine).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_said_to_be_missing_until_the_teams_events_were_read() {
    journey("unread", Scene::default(), |stage| async move {
        stage.fault(json!({ "method": "GET", "path": "/machine-events", "times": 99, "status": 500 }));
        stage.sign_in().await;
        stage.page.press(Role::Link, "Activity").await;
        let is_told = async || {
            let text = stage.page.text().await;
            assert!(!text.contains("Nothing has happened"), "{text}");
            text.contains("could not be read").then_some(())
        };
        stage.page.eventually("that it was tried in vain", is_told).await;
        pictures(&stage, "unread").await;
        stage.sandbox.world().faults.clear();
        stage.open("/activity").await;
        stage.page.reads("Not from this browser").await;
        stage.page.reads_no_more("could not be read").await;
        // Another tab is told by this one.
        stage.fault(json!({ "method": "GET", "path": "/machine-events", "times": 99, "status": 500 }));
        stage.page.driver().new_tab().await.expect("a tab");
        stage.open("/activity").await;
        stage.page.reads("Not from this browser").await;
    })
    .await;
}
