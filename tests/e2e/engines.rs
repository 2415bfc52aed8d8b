//! What an engine is said to lack, it lacks: an entry of the list that is no longer true fails here.

use axum::http::Method;
use serde_json::json;

use crate::browser::engine::{Can, Engine};
use crate::stage::{Scene, Stage, journey};

/// Whether the engine of this run can do it. Nothing where only its makers know.
async fn can(stage: &Stage, what: Can) -> Option<bool> {
    match what {
        Can::HoldKeys => {
            let listen = "window.repeated = false;
                window.addEventListener('keydown', (event) => { window.repeated ||= event.repeat; })";
            stage.page.script(listen).await;
            stage.page.browser.hold_space(2).await;
            Some(stage.page.script("return window.repeated").await == json!(true))
        }
        Can::Notify => Some(stage.page.browser.allow("notifications").await),
        Can::TellTheTree => {
            let ask = json!({ "cmd": "Accessibility.getFullAXTree", "params": {} });
            let told = stage.page.browser.try_ask(Method::POST, "goog/cdp/execute".to_owned(), Some(ask)).await;
            Some(told.is_some_and(|told| told["nodes"].is_array()))
        }
        Can::FollowTheSystem | Can::KeepPages => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_engine_is_said_to_lack_it_lacks_and_no_more() {
    journey("lacks", Scene::default(), |stage| async move {
        stage.sign_in().await;
        let engine = Engine::told();
        for what in [Can::HoldKeys, Can::Notify, Can::FollowTheSystem, Can::TellTheTree] {
            if let Some(can) = can(&stage, what).await {
                assert_eq!(can, engine.lacks(what).is_none(), "{engine:?}, {what:?}");
            }
        }
    })
    .await;
}
