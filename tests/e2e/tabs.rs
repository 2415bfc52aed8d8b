//! Several windows, a hidden one, one that is killed, and no network.

use serde_json::json;
use thirtyfour::WindowHandle;

use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

impl Stage {
    /// Opens the list in another window, which is used from now on.
    async fn open_window(&self) -> WindowHandle {
        let window = self.page.driver().new_window().await.expect("another window");
        self.switch_to(&window).await;
        self.open("/").await;
        self.page.sees_button("Create snapshot").await;
        window
    }

    async fn switch_to(&self, window: &WindowHandle) {
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
        stage.page.browser.offline(true).await;
        // Being offline has reached the page once it says so.
        stage.ask_to_create("impossible").await;
        stage.page.reads("You are offline.").await;
        stage.page.press_button("Cancel").await;
        stage.page.press_button("Discard").await;
        let before = stage.requests("GET", "/v1/machine-events");
        stage.advance_ms(10_000);
        let (back, answered) = (std::time::Instant::now(), stage.requests("GET", "/v1/machine-events"));
        assert_eq!(before, answered, "nothing is sent without a network");
        stage.page.browser.offline(false).await;
        stage.page.reads("Snapshot “under ground” was created.").await;
        assert!(back.elapsed().as_millis() < 2_000, "{:?}", back.elapsed());
        assert_eq!(stage.effects("snapshot-create"), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ledger_that_cannot_be_read_is_put_aside_and_said() {
    journey("bad-ledger", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("before the damage").await;
        let damage = "for (const key of Object.keys(window.localStorage)) {
            if (key.startsWith('snapdeck.operations')) window.localStorage.setItem(key, '{\"version\":99}');
        }";
        stage.page.script(damage).await;
        stage.page.reload().await;
        stage.page.reads("What this browser kept about earlier operations cannot be read.").await;
        let kept = stage.page.kept("localStorage").await.to_string();
        assert!(kept.contains("unreadable") && kept.contains("99"), "{kept}");
        stage.page.lists(&stage.names()).await;
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
