//! What a client that knows nothing of this code sends: the `snapshots` and `machineEvents` calls of the official CLI
//! (`api/client.ts` of Paperspace/cli at 1376915). It repeats an `id` of the path in the query or body, sends a body with a
//! `DELETE` and every value as a text.

use serde_json::{Value, json};

use crate::stage::Stage;

impl Stage {
    async fn cli(&self, method: &str, target: &str, body: Option<Value>) -> Value {
        let headers = [
            ("authorization", format!("Bearer {}", crate::stage::TOKEN)),
            ("content-type", "application/json".to_owned()),
            ("x-client", "paperspace-cli".to_owned()),
            ("x-client-version", "1.10.1".to_owned()),
        ];
        let answer = self.raw(method, &format!("/v1{target}"), &headers, body.map(|body| body.to_string())).await;
        assert_eq!(answer.status, 200, "{method} {target}: {}", answer.body);
        serde_json::from_str(&answer.body).expect("JSON")
    }
}

#[tokio::test]
async fn the_official_cli_lists_takes_follows_restores_and_deletes() {
    let stage = Stage::of(6);
    let page = stage.cli("GET", "/snapshots?limit=2&orderBy=dtCreated&order=asc", None).await;
    let cursor = page["nextPage"].as_str().expect("a cursor");
    let next = format!("/snapshots?limit=2&after={cursor}&orderBy=dtCreated&order=asc");
    assert_ne!(stage.cli("GET", &next, None).await["items"], page["items"]);
    let (id, machine_id) = (page["items"][0]["id"].as_str().expect("an id"), &page["items"][0]["machineId"]);

    let made = stage.cli("POST", "/snapshots", Some(json!({ "name": "from the CLI", "machineId": machine_id }))).await;
    let event = made["event"]["id"].as_str().expect("an event");
    assert_eq!(made["data"]["name"], "from the CLI");
    assert_eq!(stage.cli("GET", &format!("/machine-events/{event}?id={event}"), None).await["id"], event);
    stage.advance_ms(30_000).await;
    assert_eq!(stage.cli("GET", &format!("/machine-events/{event}?id={event}"), None).await["state"], "done");

    let restore = json!({ "id": id, "createSnapshotBeforeRestore": "true" });
    let restored = stage.cli("POST", &format!("/snapshots/{id}/restore"), Some(restore)).await;
    assert_eq!(restored["event"]["name"], "snapshot-restore");
    stage.advance_ms(30_000).await;
    let deleted = stage.cli("DELETE", &format!("/snapshots/{id}"), Some(json!({ "id": id }))).await;
    assert_eq!(deleted["event"]["name"], "snapshot-delete");
    stage.advance_ms(30_000).await;
    let rows = |page: &Value| page["items"].as_array().map_or(0, Vec::len);
    // Six, one taken, one taken before the restore, one deleted.
    assert_eq!(rows(&stage.cli("GET", "/snapshots?limit=120&orderBy=dtCreated", None).await), 7);
    let world = stage.sandbox.world();
    let effects =
        ["snapshot-create", "snapshot-restore", "snapshot-delete"].map(|name| world.ledger.count_effects(name));
    assert_eq!(effects, [1, 1, 1]);
}
