//! The list machine, driven by hand: each test is a short story of what arrives and what is shown then.

use std::sync::Arc;

use super::*;
use crate::list::query::Sort;
use crate::model::page::Page;
use crate::model::snapshot::Snapshot;

pub(super) const NOW: Timestamp = Timestamp(1_795_000_000_000);

pub(super) fn snapshot(id: &str) -> Snapshot {
    Snapshot { id: id.into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from(id) }
}

pub(super) fn page(ids: &[&str], next: Option<&str>) -> Page<Snapshot> {
    Page {
        has_more: next.is_some(),
        items: ids.iter().map(|id| snapshot(id)).collect(),
        next_page: next.map(str::to_owned),
    }
}

pub(super) fn ids(list: &Inventory) -> Vec<&str> {
    list.rows().iter().map(|row| row.id).collect()
}

pub(super) fn ticket(commands: &[ListCommand]) -> Ticket {
    match commands {
        [ListCommand::Fetch { ticket, .. }] => *ticket,
        other => panic!("expected one fetch, got {other:?}"),
    }
}

/// A list whose first page is here.
pub(super) fn loaded(first: Page<Snapshot>) -> Inventory {
    let mut list = Inventory::default();
    let ticket = ticket(&list.step(NOW, ListEvent::Opened(Query::default())));
    list.step(NOW, ListEvent::PageArrived(ticket, first));
    list
}

pub(super) fn more(list: &mut Inventory, next: Page<Snapshot>) {
    let ticket = ticket(&list.step(NOW, ListEvent::MoreWanted));
    let commands = list.step(NOW, ListEvent::PageArrived(ticket, next));
    if list.is_loading_rest() {
        check(list, &commands);
    }
}

/// Answers the look at what was made meanwhile: nothing was.
pub(super) fn check(list: &mut Inventory, commands: &[ListCommand]) -> Vec<ListCommand> {
    let first = page(&ids(list)[..1], Some("1"));
    list.step(NOW, ListEvent::PageArrived(ticket(commands), first))
}

#[test]
fn a_list_that_is_opened_twice_asks_for_one_page() {
    let mut list = Inventory::default();
    let first = ticket(&list.step(NOW, ListEvent::Opened(Query::default())));
    assert_eq!(list.step(NOW, ListEvent::Opened(Query::default())), []);
    assert_eq!(list.step(NOW, ListEvent::PageArrived(first, page(&["a"], Some("1")))), [], "nobody wants more yet");
}

#[test]
fn pages_follow_their_cursors_to_the_end() {
    let mut list = loaded(page(&["a", "b"], Some("1")));
    assert_eq!(list.rest(), &Pagination::More("1".to_owned()));
    let commands = list.step(NOW, ListEvent::MoreWanted);
    let [ListCommand::Fetch { after, .. }] = commands.as_slice() else { panic!("{commands:?}") };
    assert_eq!(after.as_deref(), Some("1"));
    assert!(list.step(NOW, ListEvent::MoreWanted).is_empty(), "one page at a time");
    let commands = list.step(NOW, ListEvent::PageArrived(ticket(&commands), page(&["c"], None)));
    check(&mut list, &commands);
    assert_eq!((ids(&list), list.rest()), (vec!["a", "b", "c"], &Pagination::Complete));
    assert!(list.step(NOW, ListEvent::MoreWanted).is_empty());
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut list = Inventory::default();
    let old = ticket(&list.step(NOW, ListEvent::Opened(Query::default())));
    let other = Query { sort: Sort::Oldest, ..Query::default() };
    let new = ticket(&list.step(NOW, ListEvent::Opened(other)));
    list.step(NOW, ListEvent::PageArrived(old, page(&["stale"], None)));
    list.step(NOW, ListEvent::PageFailed(old, Problem::Offline));
    assert!(list.is_blank() && list.next_problem().is_none());
    list.step(NOW, ListEvent::PageArrived(new, page(&["fresh"], None)));
    assert_eq!(ids(&list), ["fresh"]);
}

#[test]
fn nothing_arrives_after_signing_out() {
    let mut list = Inventory::default();
    let late = ticket(&list.step(NOW, ListEvent::Opened(Query::default())));
    list.step(NOW, ListEvent::SignedOut);
    list.step(NOW, ListEvent::PageArrived(late, page(&["secret"], None)));
    assert!(list.rows().is_empty());
    let again = ticket(&list.step(NOW, ListEvent::Opened(Query::default())));
    assert_ne!(again, late);
}

#[test]
fn a_walk_that_leads_nowhere_ends() {
    let mut missing = loaded(Page { has_more: true, next_page: None, ..page(&["a"], None) });
    assert_eq!(missing.rest(), &Pagination::Broken);
    assert!(missing.step(NOW, ListEvent::MoreWanted).is_empty());
    let mut circle = loaded(page(&["a"], Some("1")));
    more(&mut circle, page(&["b"], Some("2")));
    more(&mut circle, page(&["c"], Some("1")));
    assert_eq!((ids(&circle), circle.rest()), (vec!["a", "b", "c"], &Pagination::Broken));
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
    let failed = ticket(&list.step(NOW, ListEvent::MoreWanted));
    list.step(NOW, ListEvent::PageFailed(failed, Problem::TimedOut));
    assert_eq!((ids(&list), list.next_problem()), (vec!["a"], Some(&Problem::TimedOut)));
    more(&mut list, page(&["b"], None));
    assert_eq!((ids(&list), list.next_problem()), (vec!["a", "b"], None));
}

#[test]
fn a_refresh_that_fails_leaves_the_rows_and_is_told_apart() {
    let mut list = loaded(page(&["a"], None));
    let head = ticket(&list.step(NOW, ListEvent::RefreshWanted));
    list.step(NOW, ListEvent::PageFailed(head, Problem::Offline));
    assert_eq!((ids(&list), list.next_problem(), list.refresh_problem()), (vec!["a"], None, Some(&Problem::Offline)));
}

#[test]
fn a_new_snapshot_stands_where_its_order_puts_it_and_stays_until_listed() {
    let mut list = loaded(page(&["b", "a"], Some("1")));
    list.step(NOW, ListEvent::Created(snapshot("new")));
    assert_eq!(ids(&list), ["new", "b", "a"]);
    let head = ticket(&list.step(NOW, ListEvent::RefreshWanted));
    list.step(NOW, ListEvent::PageArrived(head, page(&["b", "a"], Some("1"))));
    assert_eq!(ids(&list), ["new", "b", "a"], "an eventually consistent list does not make it blink");
    more(&mut list, page(&["z"], None));
    assert!(!list.has_moved());

    let mut oldest = Inventory::default();
    let first = ticket(&oldest.step(NOW, ListEvent::Opened(Query { sort: Sort::Oldest, ..Query::default() })));
    oldest.step(NOW, ListEvent::PageArrived(first, page(&["a", "b"], Some("1"))));
    oldest.step(NOW, ListEvent::Created(snapshot("new")));
    assert_eq!(ids(&oldest), ["a", "b"], "its place is not loaded");
}

#[test]
fn a_new_snapshot_of_another_machine_is_not_shown_under_a_filter() {
    let mut list = Inventory::default();
    let query = Query { machine_id: Some("other".into()), ..Query::default() };
    let first = ticket(&list.step(NOW, ListEvent::Opened(query)));
    list.step(NOW, ListEvent::PageArrived(first, page(&[], None)));
    list.step(NOW, ListEvent::Created(snapshot("new")));
    assert!(list.rows().is_empty());
}

#[test]
fn a_deleted_row_does_not_come_back_with_a_late_list() {
    let mut list = loaded(page(&["a", "b", "c"], None));
    list.step(NOW, ListEvent::Vanished("b".into()));
    let head = ticket(&list.step(NOW, ListEvent::RefreshWanted));
    list.step(NOW, ListEvent::PageArrived(head, page(&["a", "b", "c"], None)));
    assert_eq!(ids(&list), ["a", "c"]);
}

/// The tickets of the two walks that load the rest.
pub(super) fn both(commands: &[ListCommand]) -> (Ticket, Ticket) {
    match commands {
        [ListCommand::Fetch { ticket, query, .. }, ListCommand::Fetch { ticket: far, query: reversed, .. }] => {
            assert_eq!(query.reversed(), *reversed);
            (*ticket, *far)
        }
        other => panic!("expected two fetches, got {other:?}"),
    }
}

#[test]
fn the_rest_is_loaded_from_both_ends_until_they_meet() {
    let mut list = loaded(page(&["a", "b"], Some("1")));
    let (next, far) = both(&list.step(NOW, ListEvent::RestWanted));
    let next = ticket(&list.step(NOW, ListEvent::PageArrived(next, page(&["c", "d"], Some("2")))));
    let far = ticket(&list.step(NOW, ListEvent::PageArrived(far, page(&["i", "h"], Some("-1")))));
    assert_eq!((ids(&list), list.rows().len(), list.rows().loaded()), (vec!["a", "b", "c", "d", "h", "i"], 4, 6));
    let met = page(&["g", "f", "e", "d"], Some("-2"));
    let check = ticket(&list.step(NOW, ListEvent::PageArrived(far, met)));
    // The end that grows may have grown meanwhile: before the list is complete, it is looked at once more.
    assert!(list.is_loading_rest());
    assert_eq!(list.step(NOW, ListEvent::PageArrived(check, page(&["a", "b"], Some("1")))), []);
    assert_eq!((ids(&list), list.rest()), (vec!["a", "b", "c", "d", "e", "f", "g", "h", "i"], &Pagination::Complete));
    assert!(!list.is_loading_rest() && !list.has_moved());
    // What was on its way is not needed any more.
    list.step(NOW, ListEvent::PageArrived(next, page(&["e", "f"], Some("3"))));
    assert_eq!((list.rows().len(), list.has_moved()), (9, false));
}

#[test]
fn loading_the_rest_can_be_stopped_fails_and_goes_on() {
    let mut list = loaded(page(&["a"], Some("1")));
    let (next, far) = both(&list.step(NOW, ListEvent::RestWanted));
    list.step(NOW, ListEvent::RestStopped);
    assert!(!list.is_loading_rest());
    assert!(list.step(NOW, ListEvent::PageArrived(far, page(&["z"], Some("-1")))).is_empty(), "nothing follows");
    assert_eq!((ids(&list), list.rows().listed().len()), (vec!["a", "z"], 1));
    list.step(NOW, ListEvent::PageArrived(next, page(&["b"], Some("2"))));
    let (next, far) = both(&list.step(NOW, ListEvent::RestWanted));
    list.step(NOW, ListEvent::PageFailed(far, Problem::Offline));
    assert_eq!((list.next_problem(), list.is_loading_rest()), (Some(&Problem::Offline), false));
    assert!(
        list.step(NOW, ListEvent::PageArrived(next, page(&["c"], Some("3")))).is_empty(),
        "until it is tried again"
    );
    let (next, far) = both(&list.step(NOW, ListEvent::MoreWanted));
    list.step(NOW, ListEvent::PageArrived(far, page(&["y", "x"], Some("-2"))));
    let commands = list.step(NOW, ListEvent::PageArrived(next, page(&["x", "y", "z"], None)));
    assert!(check(&mut list, &commands).is_empty());
    assert_eq!((ids(&list), list.rest()), (vec!["a", "b", "c", "x", "y", "z"], &Pagination::Complete));
}

#[test]
fn a_far_end_that_leads_nowhere_leaves_the_other_walk_to_go_on() {
    let mut list = loaded(page(&["a"], Some("1")));
    let (next, far) = both(&list.step(NOW, ListEvent::RestWanted));
    let commands =
        list.step(NOW, ListEvent::PageArrived(far, Page { has_more: true, next_page: None, ..page(&["z"], None) }));
    assert!(commands.is_empty());
    let next = ticket(&list.step(NOW, ListEvent::PageArrived(next, page(&["b"], Some("2")))));
    let commands = list.step(NOW, ListEvent::PageArrived(next, page(&["z"], None)));
    check(&mut list, &commands);
    assert_eq!((ids(&list), list.rest()), (vec!["a", "b", "z"], &Pagination::Complete));
}

#[test]
fn coming_back_asks_again_only_for_what_is_stale() {
    let mut list = loaded(page(&["a"], None));
    assert_eq!(list.updated_at(), Some(NOW));
    assert!(list.step(NOW.plus_ms(STALE_AFTER_MS - 1), ListEvent::CameBack).is_empty());
    let later = NOW.plus_ms(STALE_AFTER_MS);
    let head = ticket(&list.step(later, ListEvent::CameBack));
    list.step(later, ListEvent::PageArrived(head, page(&["a"], None)));
    assert_eq!(list.updated_at(), Some(later));
}

#[test]
fn a_name_is_repeated_only_as_long_as_two_rows_have_it() {
    let named = |id: &str, name: &str| Snapshot { name: Arc::from(name), ..snapshot(id) };
    let first =
        Page { items: vec![named("1", "n"), named("2", "n"), named("3", "m")], has_more: false, next_page: None };
    let mut list = loaded(first);
    let repeated = |list: &Inventory| {
        list.rows().iter().filter(|row| row.is_repeated).map(|row| row.id.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(repeated(&list), ["1", "2"]);
    list.step(NOW, ListEvent::Renamed(named("1", "m")));
    assert_eq!(repeated(&list), ["1", "3"]);
    list.step(NOW, ListEvent::Vanished("3".into()));
    assert_eq!(repeated(&list), Vec::<String>::new());
    list.step(NOW, ListEvent::Created(named("4", "m")));
    assert_eq!(repeated(&list), ["4", "1"]);
}

fn recalled(ids: &[&str]) -> ListEvent {
    let (at, rows) = (Timestamp(NOW.0 - 3_600_000), ids.iter().map(|id| snapshot(id)).collect());
    ListEvent::Recalled(KeptList { query: Query::default(), at, rows, machines: Vec::new() })
}

#[test]
fn the_list_of_an_earlier_visit_is_shown_and_brought_up_to_date_in_its_place() {
    let mut list = Inventory::default();
    let first = ticket(&list.step(NOW, ListEvent::Opened(Query::default())));
    list.step(NOW, recalled(&["a", "b", "gone", "c", "d", "e"]));
    assert_eq!(
        (ids(&list).len(), list.rows().unconfirmed(), list.updated_at()),
        (6, 6, Some(Timestamp(NOW.0 - 3_600_000)))
    );
    assert_eq!(list.rest(), &Pagination::NotStarted);
    // One is new, one is gone; what lies behind stays until its page comes, which is asked for at once.
    let next = list.step(NOW, ListEvent::PageArrived(first, page(&["new", "a", "b", "c"], Some("1"))));
    assert_eq!((ids(&list), list.rows().unconfirmed()), (vec!["new", "a", "b", "c", "d", "e"], 2));
    assert_eq!(list.updated_at(), Some(Timestamp(NOW.0 - 3_600_000)), "not all was seen");
    list.step(NOW, ListEvent::PageArrived(ticket(&next), page(&["d"], None)));
    assert_eq!(list.updated_at(), Some(NOW));
    assert_eq!((ids(&list), list.rows().unconfirmed(), list.has_moved()), (vec!["new", "a", "b", "c", "d"], 0, false));
}

#[test]
fn a_refusal_leaves_the_list_of_an_earlier_visit_and_is_told_above_it() {
    let mut list = Inventory::default();
    let first = ticket(&list.step(NOW, ListEvent::Opened(Query::default())));
    list.step(NOW, recalled(&["a", "b"]));
    list.step(NOW, ListEvent::PageFailed(first, Problem::TimedOut));
    assert_eq!((ids(&list), list.next_problem()), (vec!["a", "b"], None));
    assert_eq!(list.refresh_problem(), Some(&Problem::TimedOut));
    let again = ticket(&list.step(NOW, ListEvent::RefreshWanted));
    list.step(NOW, ListEvent::PageArrived(again, page(&["b"], None)));
    assert_eq!((ids(&list), list.refresh_problem()), (vec!["b"], None));
}

#[test]
fn what_was_kept_comes_too_late_or_is_of_another_list() {
    let mut list = loaded(page(&["x"], Some("1")));
    list.step(NOW, recalled(&["a"]));
    assert_eq!(ids(&list), ["x"]);
    let mut list = Inventory::default();
    list.step(NOW, ListEvent::Opened(Query { sort: Sort::Oldest, ..Query::default() }));
    list.step(NOW, recalled(&["a"]));
    assert!(list.rows().is_empty() && list.is_blank());
}
