//! The list machine, driven by hand: each test is a short story of what arrives and what is shown then.

use std::sync::Arc;

use super::*;
use crate::domain::query::Sort;

fn snapshot(id: &str) -> Snapshot {
    Snapshot { id: id.into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from(id) }
}

fn page(ids: &[&str], next: Option<&str>) -> Page<Snapshot> {
    Page {
        has_more: next.is_some(),
        items: ids.iter().map(|id| snapshot(id)).collect(),
        next_page: next.map(str::to_owned),
    }
}

fn ids(list: &Inventory) -> Vec<&str> {
    list.rows().iter().map(|row| row.id.as_str()).collect()
}

fn ticket(commands: &[Command]) -> Ticket {
    match commands {
        [Command::Fetch { ticket, .. }] => *ticket,
        other => panic!("expected one fetch, got {other:?}"),
    }
}

/// A list whose first page is here.
fn loaded(first: Page<Snapshot>) -> Inventory {
    let mut list = Inventory::default();
    let ticket = ticket(&list.step(Happened::Opened(Query::default())));
    list.step(Happened::PageArrived(ticket, first));
    list
}

fn more(list: &mut Inventory, next: Page<Snapshot>) {
    let ticket = ticket(&list.step(Happened::MoreWanted));
    list.step(Happened::PageArrived(ticket, next));
}

#[test]
fn pages_follow_their_cursors_to_the_end() {
    let mut list = loaded(page(&["a", "b"], Some("1")));
    assert_eq!(list.rest(), &Rest::More(Some("1".to_owned())));
    let commands = list.step(Happened::MoreWanted);
    let [Command::Fetch { after, .. }] = commands.as_slice() else { panic!("{commands:?}") };
    assert_eq!(after.as_deref(), Some("1"));
    assert!(list.step(Happened::MoreWanted).is_empty(), "one page at a time");
    list.step(Happened::PageArrived(ticket(&commands), page(&["c"], None)));
    assert_eq!((ids(&list), list.rest()), (vec!["a", "b", "c"], &Rest::Complete));
    assert!(list.step(Happened::MoreWanted).is_empty());
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut list = Inventory::default();
    let old = ticket(&list.step(Happened::Opened(Query::default())));
    let other = Query { sort: Sort::Oldest, ..Query::default() };
    let new = ticket(&list.step(Happened::Opened(other)));
    list.step(Happened::PageArrived(old, page(&["stale"], None)));
    list.step(Happened::PageFailed(old, Problem::Offline));
    assert!(list.is_blank() && list.next_problem().is_none());
    list.step(Happened::PageArrived(new, page(&["fresh"], None)));
    assert_eq!(ids(&list), ["fresh"]);
}

#[test]
fn nothing_arrives_after_signing_out() {
    let mut list = Inventory::default();
    let late = ticket(&list.step(Happened::Opened(Query::default())));
    list.step(Happened::SignedOut);
    list.step(Happened::PageArrived(late, page(&["secret"], None)));
    assert!(list.rows().is_empty());
    let again = ticket(&list.step(Happened::Opened(Query::default())));
    assert_ne!(again, late);
}

#[test]
fn a_walk_that_leads_nowhere_ends() {
    let mut missing = loaded(Page { has_more: true, next_page: None, ..page(&["a"], None) });
    assert_eq!(missing.rest(), &Rest::Lost);
    assert!(missing.step(Happened::MoreWanted).is_empty());
    let mut circle = loaded(page(&["a"], Some("1")));
    more(&mut circle, page(&["b"], Some("2")));
    more(&mut circle, page(&["c"], Some("1")));
    assert_eq!((ids(&circle), circle.rest()), (vec!["a", "b", "c"], &Rest::Lost));
}

#[test]
fn a_row_that_comes_twice_is_shown_once_and_says_that_the_list_moved() {
    let mut list = loaded(page(&["a", "b"], Some("1")));
    assert!(!list.has_moved());
    more(&mut list, page(&["b", "c"], None));
    assert_eq!((ids(&list), list.has_moved()), (vec!["a", "b", "c"], true));
}

#[test]
fn a_failed_page_keeps_what_is_there_and_can_be_tried_again() {
    let mut list = loaded(page(&["a"], Some("1")));
    let failed = ticket(&list.step(Happened::MoreWanted));
    list.step(Happened::PageFailed(failed, Problem::TimedOut));
    assert_eq!((ids(&list), list.next_problem()), (vec!["a"], Some(&Problem::TimedOut)));
    more(&mut list, page(&["b"], None));
    assert_eq!((ids(&list), list.next_problem()), (vec!["a", "b"], None));
}

#[test]
fn a_refresh_that_fails_leaves_the_rows_and_is_told_apart() {
    let mut list = loaded(page(&["a"], None));
    let head = ticket(&list.step(Happened::RefreshWanted));
    list.step(Happened::PageFailed(head, Problem::Offline));
    assert_eq!((ids(&list), list.next_problem(), list.refresh_problem()), (vec!["a"], None, Some(&Problem::Offline)));
}

#[test]
fn a_new_snapshot_stands_where_its_order_puts_it_and_stays_until_listed() {
    let mut list = loaded(page(&["b", "a"], Some("1")));
    list.step(Happened::Created(snapshot("new")));
    assert_eq!(ids(&list), ["new", "b", "a"]);
    let head = ticket(&list.step(Happened::RefreshWanted));
    list.step(Happened::PageArrived(head, page(&["b", "a"], Some("1"))));
    assert_eq!(ids(&list), ["new", "b", "a"], "an eventually consistent list does not make it blink");
    more(&mut list, page(&["z"], None));
    assert!(!list.has_moved());

    let mut oldest = Inventory::default();
    let first = ticket(&oldest.step(Happened::Opened(Query { sort: Sort::Oldest, ..Query::default() })));
    oldest.step(Happened::PageArrived(first, page(&["a", "b"], Some("1"))));
    oldest.step(Happened::Created(snapshot("new")));
    assert_eq!(ids(&oldest), ["a", "b"], "its place is not loaded");
}

#[test]
fn a_new_snapshot_of_another_machine_is_not_shown_under_a_filter() {
    let mut list = Inventory::default();
    let query = Query { machine_id: Some("other".into()), ..Query::default() };
    let first = ticket(&list.step(Happened::Opened(query)));
    list.step(Happened::PageArrived(first, page(&[], None)));
    list.step(Happened::Created(snapshot("new")));
    assert!(list.rows().is_empty());
}

#[test]
fn a_snapshot_whose_making_failed_goes_with_the_next_list_and_not_before() {
    let mut list = loaded(page(&["a"], None));
    list.step(Happened::Created(snapshot("new")));
    let head = ticket(&list.step(Happened::Doubted("new".into())));
    assert_eq!(ids(&list), ["new", "a"]);
    list.step(Happened::PageArrived(head, page(&["a"], None)));
    assert_eq!(ids(&list), ["a"]);
}

#[test]
fn a_deleted_row_does_not_come_back_with_a_late_list() {
    let mut list = loaded(page(&["a", "b", "c"], None));
    list.step(Happened::Vanished("b".into()));
    let head = ticket(&list.step(Happened::RefreshWanted));
    list.step(Happened::PageArrived(head, page(&["a", "b", "c"], None)));
    assert_eq!(ids(&list), ["a", "c"]);
}

#[test]
fn a_refresh_brings_what_is_new_and_drops_what_is_gone_without_losing_the_tail() {
    let mut list = loaded(page(&["d", "c", "b"], Some("1")));
    more(&mut list, page(&["a"], None));
    let head = ticket(&list.step(Happened::RefreshWanted));
    list.step(Happened::PageArrived(head, page(&["e", "d", "b"], Some("9"))));
    assert_eq!((ids(&list), list.rest()), (vec!["e", "d", "b", "a"], &Rest::Complete));
    let head = ticket(&list.step(Happened::RefreshWanted));
    list.step(Happened::PageArrived(head, page(&["y", "x"], Some("7"))));
    assert_eq!((ids(&list), list.rest()), (vec!["y", "x"], &Rest::More(Some("7".to_owned()))));
}
