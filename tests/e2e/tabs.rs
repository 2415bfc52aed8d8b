//! Several windows, a hidden one, one that is killed, and no network.

use serde_json::json;
use thirtyfour::{Key, WindowHandle};

use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

impl Stage {
    /// Opens the list in another window, which is used from now on.
    pub async fn open_window(&self) -> WindowHandle {
        let window = self.page.driver().new_window().await.expect("another window");
        self.switch_to(&window).await;
        self.open("/").await;
        self.page.sees_button("Create snapshot").await;
        window
    }

    pub async fn switch_to(&self, window: &WindowHandle) {
        self.page.driver().switch_to_window(window.clone()).await.expect("the window");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_begun_in_one_window_is_told_in_both() {
    journey("two-windows", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let first = stage.page.driver().window().await.expect("a window");
        let second = stage.open_window().await;
        stage.begin_create("seen in both").await;
        stage.switch_to(&first).await;
        stage.page.find(Role::Link, "Activity, 1 running").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “seen in both” was created.").await;
        stage.switch_to(&second).await;
        stage.page.reads("Snapshot “seen in both” was created.").await;
        assert_eq!(stage.effects("snapshot-create"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_asked_for_all_may_be_closed_at_any_moment() {
    journey("killed-poller", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let first = stage.page.driver().window().await.expect("a window");
        let second = stage.open_window().await;
        stage.begin_create("orphan").await;
        // Without notice: no page event runs in a crash, and the driver's close may run none either.
        stage.page.driver().close_window().await.expect("it closes");
        drop(second);
        stage.switch_to(&first).await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “orphan” was created.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_window_tells_on_return_what_ended_meanwhile() {
    journey("hidden", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("unseen").await;
        stage.page.driver().minimize_window().await.expect("it is hidden");
        stage.advance_ms(10_000);
        stage.page.driver().maximize_window().await.expect("it is seen again");
        stage.page.reads("While you were away: Snapshot “unseen” was created.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_nothing_is_asked_and_the_first_answer_comes_at_once_on_return() {
    journey("offline", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("under ground").await;
        // What the page asks for is counted in the page, since without a network nothing would arrive anyway.
        let count = "const fetch = window.fetch; window.asked = 0;
            window.fetch = (...what) => { window.asked += 1; return fetch(...what); }";
        stage.page.script(count).await;
        let asked = async || stage.page.script("return window.asked").await.as_u64().expect("a number");
        let begun = std::time::Instant::now();
        stage.page.eventually("two rounds", async || (asked().await >= 2).then_some(())).await;
        let two_rounds = begun.elapsed();
        stage.page.browser.offline(true).await;
        // Being offline has reached the page once it says so.
        stage.ask_to_create("impossible").await;
        stage.page.reads("Nothing was sent.").await;
        stage.page.press_button("Cancel").await;
        stage.page.press_button("Discard").await;
        stage.advance_ms(10_000);
        stage.page.stays_for(two_rounds, "nothing is asked without a network", asked).await;
        let back = std::time::Instant::now();
        stage.page.browser.offline(false).await;
        stage.page.reads("Snapshot “under ground” was created.").await;
        assert!(back.elapsed().as_millis() < 2_000, "{:?}", back.elapsed());
        assert_eq!(stage.effects("snapshot-create"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_that_is_repeated_starts_one_operation() {
    journey("double-click", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "delayMs": 300 }));
        stage.page.press_button("Create snapshot").await;
        stage.page.fill("Name", "once").await;
        stage.page.press_twice(Role::Button, "Create").await;
        stage.page.row_says("once", "Creating").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “once” was created.").await;
        assert_eq!((stage.requests("POST", "/v1/snapshots"), stage.effects("snapshot-create")), (1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_was_sent_before_the_network_went_is_not_called_unsent() {
    journey("lost-with-the-network", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.fault(json!({ "method": "POST", "path": "/snapshots", "times": 1, "delayMs": 3_000, "close": "before" }));
        stage.ask_to_create("on its way").await;
        stage
            .page
            .eventually("the request leaves", async || {
                stage.page.kept("localStorage").await.to_string().contains("sending").then_some(())
            })
            .await;
        stage.page.browser.offline(true).await;
        stage.page.reads("the answer was lost").await;
        stage.page.misses(Role::Dialog, "Create snapshot").await;
        stage.page.press(Role::Link, "Activity").await;
        stage.page.reads("Not sure whether it was started").await;
        stage.page.browser.offline(false).await;
        stage.page.reads("Snapdeck is finding out whether it was started; it is not sent again.").await;
        assert!(stage.requests("POST", "/v1/snapshots") <= 1 && stage.effects("snapshot-create") == 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_begins_in_another_window_closes_the_way_to_a_delete() {
    journey("restore-elsewhere", Scene::default(), |stage| async move {
        let (machine_id, _) = stage.first_machine();
        let names: Vec<String> = {
            let world = stage.sandbox.world();
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            team.snapshots.of_machine(&machine_id).map(|one| one.name.to_string()).collect()
        };
        let distinct = stage.distinct_names();
        let names: Vec<String> = names.into_iter().filter(|name| distinct.contains(name)).collect();
        stage.sign_in().await;
        let first = stage.page.driver().window().await.expect("a window");
        stage.page.choose_action(&names[0], "Delete").await;
        stage.page.find(Role::Dialog, "Delete snapshot").await;
        stage.open_window().await;
        stage.page.choose_action(&names[1], "Restore").await;
        stage.page.press_button("Restore machine").await;
        stage.page.row_says(&names[1], "Restoring").await;
        stage.switch_to(&first).await;
        stage.page.reads("The machine is being restored").await;
        let delete = stage.page.find(Role::Button, "Delete snapshot").await;
        assert!(!delete.is_enabled().await.expect("a state"));
        assert_eq!(stage.effects("snapshot-delete"), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_that_is_being_deleted_in_another_window_is_not_renamed() {
    journey("delete-elsewhere", Scene::default(), |stage| async move {
        let name = stage.distinct_names()[0].clone();
        stage.sign_in().await;
        let first = stage.page.driver().window().await.expect("a window");
        stage.page.choose_action(&name, "Rename").await;
        stage.page.fill("Name", "renamed too late").await;
        stage.open_window().await;
        stage.page.choose_action(&name, "Delete").await;
        stage.page.press_button("Delete snapshot").await;
        stage.page.row_says(&name, "Deleting").await;
        stage.switch_to(&first).await;
        stage.page.reads("The snapshot is being deleted").await;
        let save = stage.page.find(Role::Button, "Save").await;
        assert!(!save.is_enabled().await.expect("a state"));
        // Enter in the field goes round the button.
        stage.page.find(Role::TextField, "Name").await.send_keys(Key::Enter + "").await.expect("a key");
        stage.page.find(Role::Dialog, "Rename snapshot").await;
        assert_eq!(stage.requests("PUT", "/v1/snapshots"), 0);
    })
    .await;
}
