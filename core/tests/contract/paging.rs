//! Walking a list while it changes: with keyset cursors every row that was there throughout comes exactly once.

use std::collections::HashSet;

use snapdeck_core::api::snapshots;
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::snapshot::Snapshot;

use crate::stage::Stage;

#[tokio::test]
async fn every_row_that_stays_comes_exactly_once_while_others_come_and_go() {
    for sort in [Sort::Newest, Sort::Oldest, Sort::NameAsc, Sort::NameDesc] {
        let stage = Stage::of(130);
        let query = Query { machine_id: None, sort };
        let everything = stage.send(snapshots::list(&query, None, 120)).await.expect("a page");
        let machine_id = everything.items[0].machine_id.clone();
        let mut seen: Vec<Snapshot> = Vec::new();
        let mut after = None;
        loop {
            let page = stage.send(snapshots::list(&query, after.as_deref(), 20)).await.expect("a page");
            // One that was seen and one that was not yet are deleted, and another appears at either end.
            let gone = [page.items.first(), everything.items.get(100)].into_iter().flatten();
            for id in gone.map(|row| row.id.as_str()) {
                stage.sandbox.world().teams_mut().for_each(|team| drop(team.snapshots.remove(id)));
            }
            stage.send(snapshots::create(&machine_id, "aaa")).await.expect("accepted");
            stage.send(snapshots::create(&machine_id, "zzz")).await.expect("accepted");
            seen.extend(page.items);
            match page.next_page {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        let ids: HashSet<_> = seen.iter().map(|row| row.id.clone()).collect();
        assert_eq!(ids.len(), seen.len(), "{sort:?}: a row came twice");
        let gone = &everything.items[100].id;
        let stayed = everything.items.iter().filter(|row| row.id != *gone);
        assert!(stayed.clone().all(|row| ids.contains(&row.id)), "{sort:?}: a row that stayed is missing");
    }
}
