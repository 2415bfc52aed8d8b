//! The open questions of the contract, each answered both ways.

use sandbox::switches::{SessionAnswer, Switches};
use snapdeck_core::api::{auth, machines, snapshots};
use snapdeck_core::list::query::Query;
use snapdeck_core::model::problem::Problem;

use crate::stage::{Stage, TOKEN};

impl Stage {
    fn switch(self, change: impl FnOnce(&mut Switches)) -> Self {
        change(&mut self.sandbox.world().switches);
        self
    }
}

#[tokio::test]
async fn byte_counts_are_read_as_numbers_and_as_strings() {
    let plain = Stage::of(1).send(machines::list(None, 10)).await.expect("a page");
    let live = Stage::of(1).switch(|switches| switches.live_strings = true).send(machines::list(None, 10)).await;
    let live = live.expect("a page");
    assert_eq!(plain, live);
    assert!(plain.items[0].ram.is_some() && plain.items[0].storage_total.is_some());
}

#[tokio::test]
async fn a_restore_of_a_machine_that_runs_may_be_refused() {
    for (status, expected) in [(None, None), (Some(409), Some(409)), (Some(412), Some(412))] {
        let stage = Stage::of(9).switch(|switches| switches.restore_needs_off = status);
        let running = {
            let world = stage.sandbox.world();
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            let is_ready = |id: &str| team.machines.get(id).is_some_and(|machine| machine.state == "ready");
            team.snapshots
                .iter()
                .find(|row| is_ready(&row.machine_id))
                .expect("one of a running machine")
                .id
                .to_string()
        };
        let result = stage.send(snapshots::restore(&running.as_str().into(), true)).await;
        assert_eq!(result.err().and_then(|problem| problem.status()), expected);
        assert_eq!(stage.sandbox.world().ledger.count_effects("snapshot-restore"), usize::from(expected.is_none()));
    }
}

#[tokio::test]
async fn names_may_have_to_be_unique_on_a_machine() {
    for (unique, expected) in [(false, None), (true, Some(409))] {
        let stage = Stage::of(3).switch(|switches| switches.unique_names = unique);
        let page = stage.send(snapshots::list(&Query::default(), None, 3)).await.expect("a page");
        let (taken, machine_id) = (&page.items[0].name, &page.items[0].machine_id);
        let result = stage.send(snapshots::create(machine_id, taken)).await;
        assert_eq!(result.err().and_then(|problem| problem.status()), expected);
        let result = stage.send(snapshots::rename(&page.items[0].id, taken)).await;
        assert_eq!(result.err().and_then(|problem| problem.status()), expected);
    }
}

#[tokio::test]
async fn a_machine_may_be_full() {
    let stage = Stage::of(9).switch(|switches| switches.snapshots_per_machine = Some(4));
    let page = stage.send(snapshots::list(&Query::default(), None, 1)).await.expect("a page");
    let machine_id = &page.items[0].machine_id;
    assert!(stage.send(snapshots::create(machine_id, "fourth")).await.is_ok());
    let problem = stage.send(snapshots::create(machine_id, "fifth")).await.expect_err("refused");
    assert_eq!(problem.status(), Some(409));
}

#[tokio::test]
async fn machines_may_be_forbidden_and_sessions_absent() {
    let stage = Stage::of(1).switch(|switches| switches.machines_forbidden = true);
    let problem = stage.send(machines::list(None, 1)).await.expect_err("refused");
    assert_eq!(problem.status(), Some(403));
    let stage = stage.switch(|switches| switches.session = SessionAnswer::Null);
    assert_eq!(stage.send(auth::session()).await, Ok(None));
    let stage = stage.switch(|switches| switches.session = SessionAnswer::Missing);
    assert!(stage.send(auth::session()).await.expect_err("refused").is_not_found());
    let stage = stage.switch(|switches| switches.session = SessionAnswer::Nothing);
    assert!(matches!(stage.send(auth::session()).await, Err(Problem::Garbled { .. })));
}

#[tokio::test]
async fn with_offset_cursors_rows_move_between_pages() {
    let stage = Stage::of(40).switch(|switches| switches.offset_cursors = true);
    let first = stage.send(snapshots::list(&Query::default(), None, 20)).await.expect("a page");
    let machine_id = first.items[0].machine_id.clone();
    stage.send(snapshots::create(&machine_id, "pushes the others on")).await.expect("accepted");
    let second = stage.send(snapshots::list(&Query::default(), first.next_page.as_deref(), 20)).await.expect("a page");
    assert_eq!(second.items[0], first.items[19], "the last row of the first page comes again");
}

#[tokio::test]
async fn without_cors_a_preflight_finds_nothing() {
    let asked = [("origin", "https://x.example".to_owned()), ("access-control-request-method", "GET".to_owned())];
    for (cors, status) in [(true, 204), (false, 404)] {
        let stage = Stage::of(1).switch(|switches| switches.cors = cors);
        assert_eq!(stage.raw("OPTIONS", "/v1/snapshots", &asked, None).await.status, status);
    }
}

#[tokio::test]
async fn switches_are_set_over_http_and_a_wrong_one_is_refused() {
    let stage = Stage::of(1);
    let headers = [("content-type", "application/json".to_owned())];
    let put = async |body: &str| stage.raw("PUT", "/_sandbox/switches", &headers, Some(body.to_owned())).await;
    assert_eq!(put(r#"{"uniqueNames":true}"#).await.status, 200);
    assert!(stage.sandbox.world().switches.unique_names);
    let refused = put(r#"{"uniqueName":true}"#).await;
    assert!(refused.status == 400 && refused.body.contains("uniqueName"), "{}", refused.body);
}

#[tokio::test]
async fn a_member_sees_fewer_machines_and_another_team_sees_none_of_ours() {
    let owner = Stage::of(30);
    let all = owner.send(machines::list(None, 120)).await.expect("a page").items;
    let member = Stage::of(30).with_token(&format!("{TOKEN}-member"));
    let seen = member.send(machines::list(None, 120)).await.expect("a page").items;
    assert!(!seen.is_empty() && seen.len() < all.len());
    let hidden = all.iter().find(|machine| !seen.contains(machine)).expect("a hidden machine");
    let rows = member.send(snapshots::list(&Query::default(), None, 120)).await.expect("a page").items;
    assert!(!rows.is_empty() && rows.iter().all(|row| seen.iter().any(|machine| machine.id == row.machine_id)));
    assert!(member.send(machines::read(&hidden.id)).await.expect_err("hidden").is_not_found());
    assert!(member.send(snapshots::create(&hidden.id, "x")).await.expect_err("hidden").is_not_found());
    let session = member.send(auth::session()).await.expect("an answer").expect("a session");
    assert_eq!((session.team_name(), session.person_name().as_str()), ("Northwind Studio", "Sam"));
    let stranger = Stage::of(30).with_token(&format!("{TOKEN}-other-team"));
    assert!(stranger.send(snapshots::list(&Query::default(), None, 120)).await.expect("a page").items.is_empty());
    let theirs = stranger.send(snapshots::read(&rows[0].id)).await;
    assert!(theirs.expect_err("another team's").is_not_found());
}
