//! What the browser keeps about operations: damaged, newer than this version, or not to be written at all.

use crate::page::Role;
use crate::stage::{Scene, Stage, journey};

impl Stage {
    /// Puts what was kept about operations through a function of JavaScript, and loads the page anew.
    async fn rewrite_ledger(&self, rewrite: &str) {
        let script = format!(
            "for (const key of Object.keys(localStorage)) {{
                if (key.startsWith('snapdeck.operations')) localStorage.setItem(key, ({rewrite})(localStorage[key]));
            }}"
        );
        self.page.script(&script).await;
        self.page.reload().await;
    }

    async fn kept_ledger(&self) -> String {
        self.page.kept("localStorage").await.to_string()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ledger_that_cannot_be_read_is_put_aside_and_said() {
    journey("bad-ledger", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("before the damage").await;
        stage.rewrite_ledger("() => 'no ledger'").await;
        stage.page.reads("The record of earlier operations in this browser cannot be read.").await;
        let kept = stage.kept_ledger().await;
        assert!(kept.contains("unreadable") && kept.contains("no ledger"), "{kept}");
        stage.page.lists(&stage.names()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_odd_entry_costs_no_other_and_is_kept() {
    journey("odd-entry", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("beside an odd one").await;
        stage.rewrite_ledger("(text) => text.replace('\"operations\":[', '\"operations\":[{\"odd\":7},')").await;
        stage.page.find(Role::Link, "Activity, 1 running").await;
        stage.advance_ms(10_000);
        stage.page.reads("Snapshot “beside an odd one” was created.").await;
        let kept = stage.kept_ledger().await;
        assert!(kept.contains(r#"\"odd\":7"#), "{kept}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_newer_version_keeps_is_left_alone_and_said() {
    journey("newer-ledger", Scene::default(), |stage| async move {
        stage.sign_in().await;
        stage.begin_create("by the newer version").await;
        stage.rewrite_ledger("(text) => text.replace(/\"version\":\\d+/, '\"version\":99')").await;
        stage.page.reads("A newer version of Snapdeck has stored operations in this browser.").await;
        let newer = stage.kept_ledger().await;
        assert!(newer.contains("99") && newer.contains("by the newer version"), "{newer}");
        // This version goes on beside it; the machine does one thing after the other.
        stage.begin_create("by this version").await;
        stage.advance_ms(20_000);
        stage.page.reads("Snapshot “by this version” was created.").await;
        let kept = stage.kept_ledger().await;
        assert!(kept.contains("99") && kept.contains("by the newer version"), "{kept}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_down_as_unsent_is_not_sent_where_that_cannot_be_changed() {
    journey("storage-full", Scene::default(), |stage| async move {
        stage.sign_in().await;
        // The storage is full from the moment in which the request is about to leave.
        let full = "const setItem = Storage.prototype.setItem;
            Storage.prototype.setItem = function (key, value) {
                if (value.includes('sending')) throw new DOMException('full', 'QuotaExceededError');
                setItem.call(this, key, value);
            }";
        stage.page.script(full).await;
        stage.ask_to_create("nowhere to note").await;
        stage.page.reads("Nothing was sent: this browser's storage is full").await;
        assert_eq!(stage.page.value_of(Role::TextField, "Name").await, "nowhere to note");
        assert_eq!((stage.requests("POST", "/v1/snapshots"), stage.effects("snapshot-create")), (0, 0));
    })
    .await;
}
