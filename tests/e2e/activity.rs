//! The page that follows what runs and tells what ran.

use sandbox::work::Job;
use serde_json::json;

use crate::browser::engine::Can;
use crate::page::Role;
use crate::stage::{Scene, journey};

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_for_a_reason_is_tried_again() {
    journey("try-again", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("fail-later").await;
        stage.advance_ms(10_000);
        stage.page.reads("failed: The storage cluster is out of space").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.press_button("Try again").await;
        stage.page.find(Role::Link, "Activity, 1 running").await;
        assert_eq!(stage.effects("snapshot-create"), 2);
        stage.page.misses(Role::Button, "Try again").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn trying_again_by_a_double_click_begins_one_operation() {
    for shown in ["All", "Failed"] {
        journey("try-again-twice", Scene::default(), async |stage| {
            stage.sign_in().await;
            stage.begin_create("fail-later").await;
            stage.advance_ms(10_000);
            stage.page.reads("failed: The storage cluster is out of space").await;
            stage.page.press(Role::Link, "Activity").await;
            stage.page.choose_chip(shown).await;
            stage.page.press_twice(Role::Button, "Try again").await;
            stage.page.find(Role::Link, "Activity, 1 running").await;
            stage.page.misses(Role::Button, "Try again").await;
            assert_eq!((stage.requests("POST", "/v1/snapshots"), stage.effects("snapshot-create")), (2, 2), "{shown}");
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_left_no_trace_stays_until_another_was_begun_in_its_place() {
    journey("restore-again", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let name = stage.distinct_names()[0].clone();
        stage.fault(json!({ "method": "POST", "path": "/snapshots/*/restore", "times": 1, "close": "before" }));
        stage.page.choose_action(&name, "Restore").await;
        stage.page.press_button("Restore machine").await;
        stage.page.reads("the answer was lost").await;
        stage.page.press(Role::Link, "Activity").await;
        // Two looks, about 10 s and 30 s after the loss.
        stage.page.reads_within(std::time::Duration::from_secs(45), "Left no trace").await;
        stage.page.press_button("Send again").await;
        stage.page.press_button("Cancel").await;
        stage.page.press_button("Send again").await;
        stage.page.press_button("Restore machine").await;
        stage.page.reads("Restoring").await;
        stage.page.reads_no_more("Left no trace").await;
        assert_eq!(stage.effects("snapshot-restore"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn trying_again_waits_for_what_colleagues_do_on_the_machine() {
    journey("try-again-later", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("fail-later").await;
        let (machine_id, snapshot_id) = {
            let world = stage.sandbox.world();
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            let newest = team.snapshots.iter().last().expect("a snapshot");
            let machine_id = newest.machine_id.clone();
            let id = team.snapshots.of_machine(&machine_id).last().expect("an older one").id.clone();
            (machine_id, id)
        };
        stage.advance_ms(10_000);
        stage.page.reads("failed: The storage cluster is out of space").await;
        let job = Job::Restore { snapshot_id, safety_snapshot: false };
        stage.sandbox.world().begin("tz4n9q2ksb", &machine_id, job).expect("a job");
        // On a visit the first round asks for what the team does.
        stage.open("/activity").await;
        stage.page.reads("Somebody else is restoring the machine").await;
        let again = stage.page.find(Role::Button, "Try again").await;
        assert!(!again.is_enabled().await.expect("a state"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_colleague_restores_a_machine_nothing_else_is_begun_on_it() {
    for (title, open, button) in [
        ("Create snapshot", None, "Create"),
        ("Delete snapshot", Some("Delete"), "Delete snapshot"),
        ("Restore MACHINE", Some("Restore"), "Restore machine"),
    ] {
        let scene = Scene { machines: 1, ..Scene::default() };
        journey("colleague-restores", scene, async |stage| {
            let (machine_id, machine) = stage.first_machine();
            let name = stage.distinct_names()[0].clone();
            stage.sign_in().await;
            match open {
                Some(action) => stage.page.choose_action(&name, action).await,
                None => stage.page.press_button("Create snapshot").await,
            }
            let title = title.replace("MACHINE", &machine);
            stage.page.find(Role::Dialog, &title).await;
            let may_begin = async || {
                let button = stage.page.find_now(Role::Button, button).await?;
                button.is_enabled().await.ok()
            };
            stage.page.eventually("it may begin", async || may_begin().await.filter(|may| *may)).await;
            let snapshot_id = {
                let world = stage.sandbox.world();
                let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
                team.snapshots.of_machine(&machine_id).next().expect("a snapshot").id.clone()
            };
            let job = Job::Restore { snapshot_id, safety_snapshot: false };
            stage.sandbox.world().begin("tz4n9q2ksb", &machine_id, job).expect("a job");
            // On return it is asked at once what the team does.
            stage.page.driver().minimize_window().await.expect("it is hidden");
            stage.page.driver().maximize_window().await.expect("it is seen again");
            stage.page.reads("Somebody else is restoring the machine").await;
            assert_eq!(may_begin().await, Some(false), "{title}");
            stage.page.press_button("Cancel").await;
            stage.page.misses(Role::Dialog, &title).await;
            stage.page.open_menu(&name).await;
            // Restore and Delete say so, and Rename does not.
            let said = async || stage.page.text().await.matches("Somebody else is restoring the machine").count();
            stage.page.eventually("both reasons", async || (said().await == 2).then_some(())).await;
            stage.page.press(Role::MenuItem, "Rename").await;
            stage.page.find(Role::Dialog, "Rename snapshot").await;
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_create_that_may_have_been_sent_twice_leads_to_what_it_may_have_made() {
    journey("candidates", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "close": "after" }));
        stage.ask_to_create("made twice").await;
        stage.page.reads("the answer was lost").await;
        // As by a browser that sends a request again whose connection was closed.
        let second = {
            let mut world = stage.sandbox.world();
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            let machine_id = team.snapshots.iter().last().expect("the first one").machine_id.clone();
            let second = world.add_snapshot("tz4n9q2ksb", &machine_id, "made twice", false).expect("a second one");
            let job = Job::Create { snapshot_id: second.id.clone() };
            world.begin("tz4n9q2ksb", &machine_id, job).expect("a job");
            second.id
        };
        stage.advance_ms(10_000);
        stage.page.press(Role::Link, "Activity").await;
        // Two looks, about 10 s and 30 s after the loss.
        let patience = std::time::Duration::from_secs(45);
        stage.page.reads_within(patience, "several snapshots may be it").await;
        stage.page.reads("The browser may have sent the request more than once.").await;
        stage.page.misses(Role::Button, "Send again").await;
        let links = "return [...document.links].filter((a) => a.textContent === 'made twice').map((a) => a.pathname)";
        let links = stage.page.script(links).await;
        assert_eq!(links.as_array().map(Vec::len), Some(2), "{links}");
        assert!(links.to_string().contains(&*second), "{links}");
        stage.page.press(Role::Link, "made twice").await;
        stage.page.find(Role::Heading, "made twice").await;
        assert_eq!(stage.requests("POST", "/v1/snapshots"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_without_a_reason_is_checked_before_it_is_called_failed() {
    journey("fail-silently", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("fail-silently").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “fail-silently” was created.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn telling_outside_of_the_page_is_only_asked_for_by_a_person() {
    journey("notify", Scene::default(), |stage| async move {
        stage.sign_in_at("/activity").await;
        // A browser without a person denies it: the box does not stay ticked, and it is said why.
        stage.page.press(Role::Checkbox, "Notify me when an operation finishes").await;
        stage.page.reads("This browser does not allow notifications.").await;
        let box_now = stage.page.find(Role::Checkbox, "Notify me when an operation finishes").await;
        assert!(!box_now.is_selected().await.expect("a state"));
    })
    .await;
}

/// Notes the messages of the system that the browser really showed: the word and the sentence.
const WATCH_MESSAGES: &str = "
    window.messages = [];
    window.Notification = new Proxy(window.Notification, {
        construct(Original, [title, options]) {
            const message = new Original(title, options);
            message.addEventListener('show', () => window.messages.push(`${message.title}: ${message.body}`));
            return message;
        },
    });
";

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asked_is_told_outside_of_the_page_while_it_is_hidden() {
    journey("message", Scene { needs: &[Can::Notify], ..Scene::default() }, |stage| async move {
        stage.sign_in_at("/activity").await;
        assert!(stage.page.browser.allow("notifications").await);
        stage.page.press(Role::Checkbox, "Notify me when an operation finishes").await;
        stage.page.script(WATCH_MESSAGES).await;
        stage.ask_to_create("seen elsewhere").await;
        stage.page.reads("Creating").await;
        stage.page.driver().minimize_window().await.expect("it is hidden");
        stage.advance_ms(10_000);
        let shown = stage.page.eventually("a message of the system", async || {
            let messages = stage.page.script("return window.messages").await;
            messages[0].as_str().map(str::to_owned)
        });
        assert_eq!(shown.await, "Created: Snapshot “seen elsewhere” was created.");
    })
    .await;
}
