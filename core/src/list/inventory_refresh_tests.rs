//! The list machine, driven by hand: refreshes, what failed, and what was made or renamed here.

use super::tests::{NOW, both, check, ids, loaded, more, page, snapshot, ticket};
use super::*;
use crate::list::query::Sort;
use crate::list::walk::EMPTY_PAGES_MAX;
use crate::model::problem::Refusal;
use crate::model::snapshot::Snapshot;

fn not_found(code: Option<&str>) -> Problem {
    Problem::Refused(Refusal { status: 404, code: code.map(str::to_owned), ..Refusal::default() })
}

#[test]
fn a_snapshot_whose_making_failed_is_asked_for_and_goes_only_where_it_is_not_there() {
    for sort in Sort::ALL {
        let mut list = Inventory::default();
        let first = ticket(&list.step(NOW, ListEvent::Opened(Query { sort, ..Query::default() })));
        list.step(NOW, ListEvent::PageArrived(first, page(&["a"], None)));
        list.step(NOW, ListEvent::Created(snapshot("new")));
        let asked = list.step(NOW, ListEvent::Doubted("new".into()));
        assert_eq!(asked, [ListCommand::Read { id: "new".into() }]);
        list.step(NOW, ListEvent::ReadEnded("new".into(), Ok(snapshot("new"))));
        assert_eq!(list.rows().loaded(), 2);
        list.step(NOW, ListEvent::ReadEnded("new".into(), Err(not_found(Some("NOT_FOUND")))));
        assert_eq!((ids(&list), list.is_gone(&"new".into())), (vec!["a"], true), "{sort:?}");
    }
}

#[test]
fn where_asking_for_it_fails_the_next_refresh_decides() {
    for (sort, problem) in Sort::ALL.into_iter().zip([Problem::TimedOut, not_found(None)].into_iter().cycle()) {
        let mut list = Inventory::default();
        let first = ticket(&list.step(NOW, ListEvent::Opened(Query { sort, ..Query::default() })));
        list.step(NOW, ListEvent::PageArrived(first, page(&["a"], None)));
        list.step(NOW, ListEvent::Created(snapshot("new")));
        list.step(NOW, ListEvent::Doubted("new".into()));
        list.step(NOW, ListEvent::ReadEnded("new".into(), Err(problem)));
        assert_eq!(list.rows().loaded(), 2);
        let again = ticket(&list.step(NOW, ListEvent::RefreshWanted));
        list.step(NOW, ListEvent::PageArrived(again, page(&["a"], None)));
        assert_eq!((ids(&list), list.is_gone(&"new".into())), (vec!["a"], false), "{sort:?}");
    }
}

#[test]
fn what_all_pages_leave_out_though_it_was_made_here_is_asked_for() {
    let mut list = loaded(page(&["a"], None));
    list.step(NOW, ListEvent::Created(snapshot("new")));
    let again = ticket(&list.step(NOW, ListEvent::RefreshWanted));
    let asked = list.step(NOW, ListEvent::PageArrived(again, page(&["a"], None)));
    assert_eq!((ids(&list), asked), (vec!["new", "a"], vec![ListCommand::Read { id: "new".into() }]));
}

#[test]
fn a_refresh_settles_page_by_page_and_says_when_all_was_seen() {
    let mut list = loaded(page(&["d", "c", "b"], Some("1")));
    more(&mut list, page(&["a"], None));
    let later = NOW.plus_ms(60_000);
    let again = ticket(&list.step(later, ListEvent::RefreshWanted));
    let again = ticket(&list.step(later, ListEvent::PageArrived(again, page(&["e", "d", "b"], Some("9")))));
    assert_eq!(
        (ids(&list), list.rest(), list.rows().unconfirmed()),
        (vec!["e", "d", "b", "a"], &Pagination::Complete, 1)
    );
    assert_eq!(list.updated_at(), Some(NOW), "not all was seen");
    list.step(later.plus_ms(9), ListEvent::PageArrived(again, page(&["a"], None)));
    assert_eq!((list.rows().unconfirmed(), list.updated_at()), (0, Some(later)));
}

#[test]
fn a_next_page_takes_nothing_back_that_the_refresh_has_seen() {
    let mut list = loaded(page(&["a", "b", "c"], Some("c")));
    let next = ticket(&list.step(NOW, ListEvent::MoreWanted));
    let again = ticket(&list.step(NOW, ListEvent::RefreshWanted));
    // Somebody else deletes `c`: the refresh comes to `d` before the next page does.
    let again = ticket(&list.step(NOW, ListEvent::PageArrived(again, page(&["a", "b", "d"], Some("d")))));
    list.step(NOW, ListEvent::PageArrived(next, page(&["d", "e", "f"], Some("f"))));
    list.step(NOW, ListEvent::PageArrived(again, page(&["e", "f", "g"], Some("g"))));
    assert_eq!(ids(&list), ["a", "b", "d", "e", "f", "g"]);
}

#[test]
fn a_refresh_that_finds_nothing_of_what_was_loaded_begins_anew() {
    let mut list = loaded(page(&["d", "c"], Some("1")));
    let mut again = ticket(&list.step(NOW, ListEvent::RefreshWanted));
    for strange in ["z", "y"] {
        again = ticket(&list.step(NOW, ListEvent::PageArrived(again, page(&[strange], Some(strange)))));
    }
    assert_eq!(ids(&list), ["z", "y", "d", "c"]);
    list.step(NOW, ListEvent::PageArrived(again, page(&["x"], Some("x"))));
    assert_eq!((ids(&list), list.rest()), (vec!["z", "y", "x"], &Pagination::More("x".to_owned())));
}

#[test]
fn a_refresh_that_nobody_asked_for_is_bounded_and_does_not_claim_the_rest() {
    let names: Vec<String> = (0..REFRESH_PAGES_MAX + 3).map(|number| format!("s{number:02}")).collect();
    let mut list = loaded(page(&[&names[0]], Some(&names[0])));
    names.iter().skip(1).for_each(|name| more(&mut list, page(&[name], Some(name))));
    let mut commands = list.step(NOW.plus_ms(1), ListEvent::Outdated);
    for name in names.iter().take(REFRESH_PAGES_MAX) {
        commands = list.step(NOW.plus_ms(1), ListEvent::PageArrived(ticket(&commands), page(&[name], Some(name))));
    }
    assert!(commands.is_empty());
    assert_eq!((list.rows().len(), list.rows().unconfirmed(), list.updated_at()), (names.len(), 3, Some(NOW)));
    assert_eq!(list.rest(), &Pagination::More(names[names.len() - 1].clone()));
}

#[test]
fn a_refresh_that_is_wanted_meanwhile_follows_the_one_under_way() {
    let mut list = loaded(page(&["b"], None));
    let again = ticket(&list.step(NOW, ListEvent::Outdated));
    assert!(list.step(NOW, ListEvent::RefreshWanted).is_empty());
    let again = ticket(&list.step(NOW, ListEvent::PageArrived(again, page(&["b"], None))));
    assert!(list.step(NOW, ListEvent::PageArrived(again, page(&["c", "b"], None))).is_empty());
    assert_eq!(ids(&list), ["c", "b"]);
}

#[test]
fn a_refresh_waits_for_the_rest() {
    let mut list = loaded(page(&["a"], Some("1")));
    let (next, _) = both(&list.step(NOW, ListEvent::RestWanted));
    assert!(list.step(NOW, ListEvent::RefreshWanted).is_empty());
    let commands = list.step(NOW, ListEvent::PageArrived(next, page(&["b"], None)));
    ticket(&check(&mut list, &commands));
    assert_eq!(list.rest(), &Pagination::Complete);
}

#[test]
fn what_failed_is_asked_for_again_when_the_reason_is_gone() {
    let unauthorized = || Problem::Refused(Refusal::unauthorized());
    for (problem, event, other) in [
        (Problem::Offline, ListEvent::BackOnline, ListEvent::KeyRenewed),
        (unauthorized(), ListEvent::KeyRenewed, ListEvent::BackOnline),
    ] {
        let mut list = Inventory::default();
        let first = ticket(&list.step(NOW, ListEvent::Opened(Query::default())));
        list.step(NOW, ListEvent::PageFailed(first, problem.clone()));
        assert!(list.step(NOW, other).is_empty());
        let first = ticket(&list.step(NOW, event.clone()));
        list.step(NOW, ListEvent::PageArrived(first, page(&["a"], Some("1"))));
        let next = ticket(&list.step(NOW, ListEvent::MoreWanted));
        let again = ticket(&list.step(NOW, ListEvent::RefreshWanted));
        list.step(NOW, ListEvent::PageFailed(next, problem.clone()));
        list.step(NOW, ListEvent::PageFailed(again, problem));
        assert_eq!(list.step(NOW, event.clone()).len(), 2, "the refresh and the next page");
        assert!(list.next_problem().is_none() && list.refresh_problem().is_none());
    }
}

#[test]
fn what_was_renamed_here_is_known_though_it_is_not_loaded() {
    let mut list = loaded(page(&["a"], Some("1")));
    assert_eq!(list.renamed_to(&"z".into()), None);
    list.step(NOW, ListEvent::Renamed(Snapshot { name: "new name".into(), ..snapshot("z") }));
    assert_eq!(list.renamed_to(&"z".into()).map(|name| &**name), Some("new name"));
    more(&mut list, page(&["z"], None));
    assert_eq!(list.renamed_to(&"z".into()), None, "somebody else renamed it since");
}

#[test]
fn empty_pages_are_walked_on_by_a_person_where_there_is_no_end_of_them() {
    let mut list = Inventory::default();
    let mut commands = list.step(NOW, ListEvent::Opened(Query::default()));
    for number in 0..EMPTY_PAGES_MAX {
        commands = list.step(NOW, ListEvent::PageArrived(ticket(&commands), page(&[], Some(&number.to_string()))));
    }
    assert!(commands.is_empty() && list.is_tired() && !list.is_blank());
    more(&mut list, page(&["a"], None));
    assert_eq!((ids(&list), list.rest(), list.is_tired()), (vec!["a"], &Pagination::Complete, false));
}
