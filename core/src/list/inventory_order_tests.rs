//! Whether the list has what Paperspace has, and in its order: a small service answers whatever the list asks for.

use std::sync::Arc;

use super::*;
use crate::list::query::Sort;
use crate::model::page::Page;
use crate::model::snapshot::Snapshot;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// Rows to a page.
const PAGE: usize = 4;

/// More answers than any of these stories needs.
const ANSWERS_MAX: usize = 200;

fn named(id: &str, name: &str) -> Snapshot {
    Snapshot { id: id.into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from(name) }
}

/// What there is, oldest first.
struct Service(Vec<Snapshot>);

impl Service {
    fn of(ids: &str) -> Self {
        Self(ids.split_whitespace().map(|id| named(id, id)).collect())
    }

    fn page(&self, query: &Query, after: Option<&str>) -> Page<Snapshot> {
        let mut rows: Vec<(String, &Snapshot)> =
            self.0.iter().enumerate().map(|(at, row)| (format!("{at:04}"), row)).collect();
        if matches!(query.sort, Sort::NameAsc | Sort::NameDesc) {
            rows.iter_mut().for_each(|(key, row)| *key = format!("{}\u{1}{key}", row.name));
            rows.sort_by(|a, b| a.0.cmp(&b.0));
        }
        let backwards = matches!(query.sort, Sort::Newest | Sort::NameDesc);
        if backwards {
            rows.reverse();
        }
        rows.retain(|(key, _)| {
            after.is_none_or(|after| if backwards { key.as_str() < after } else { key.as_str() > after })
        });
        let has_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next_page = rows.last().filter(|_| has_more).map(|(key, _)| key.clone());
        Page { has_more, items: rows.into_iter().map(|(_, row)| row.clone()).collect(), next_page }
    }

    fn rename(&mut self, id: &str, name: &str) -> Snapshot {
        let row = self.0.iter_mut().find(|row| row.id.as_str() == id).expect("it is there");
        row.name = Arc::from(name);
        row.clone()
    }

    fn remove(&mut self, id: &str) {
        self.0.retain(|row| row.id.as_str() != id);
    }

    /// Tells the list, and answers all that it asks for then.
    fn tell(&self, list: &mut Inventory, event: ListEvent) {
        let commands = list.step(NOW, event);
        self.answer(list, commands);
    }

    fn answer(&self, list: &mut Inventory, mut commands: Vec<ListCommand>) {
        for _ in 0..ANSWERS_MAX {
            if commands.is_empty() {
                return;
            }
            let next = match commands.remove(0) {
                ListCommand::Fetch { ticket, query, after } => {
                    ListEvent::PageArrived(ticket, self.page(&query, after.as_deref()))
                }
                ListCommand::Read { .. } => continue,
            };
            commands.extend(list.step(NOW, next));
        }
        panic!("it goes on asking");
    }

    /// A list of so many pages.
    fn loaded(&self, sort: Sort, pages: usize) -> Inventory {
        let mut list = Inventory::default();
        self.tell(&mut list, ListEvent::Opened(Query { machine_id: None, sort }));
        (1..pages).for_each(|_| self.tell(&mut list, ListEvent::MoreWanted));
        list
    }
}

fn ids(list: &Inventory) -> String {
    list.rows().iter().map(|row| row.id.to_owned()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_refresh_goes_over_all_that_is_loaded() {
    for (sort, before, after) in [
        (Sort::Oldest, "a b c d e f g h i j", "a b c d e g h i j k"),
        (Sort::Newest, "j i h g f e d c b a", "k j i h g e d c b a"),
        (Sort::NameAsc, "a b c d e f g h i j", "a b c d e g h i j k"),
    ] {
        let mut service = Service::of("a b c d e f g h i j");
        let mut list = service.loaded(sort, 3);
        assert_eq!(ids(&list), before);
        service.remove("f");
        service.0.push(named("k", "k"));
        service.tell(&mut list, ListEvent::RefreshWanted);
        assert_eq!((ids(&list).as_str(), list.rest()), (after, &Pagination::Complete), "{sort:?}");
    }
}

#[test]
fn what_another_person_renamed_is_found_by_a_refresh() {
    let mut service = Service::of("a b c d e f g h i j");
    let mut list = service.loaded(Sort::NameAsc, 3);
    service.rename("b", "z");
    service.rename("j", "ab");
    service.tell(&mut list, ListEvent::RefreshWanted);
    assert_eq!((ids(&list).as_str(), list.rest()), ("a j c d e f g h i b", &Pagination::Complete));
}

#[test]
fn a_renamed_row_moves_to_where_its_name_belongs() {
    for (sort, pages, id, name, expected) in [
        (Sort::NameAsc, 3, "b", "ff", "a c d e f b g h i j"),
        (Sort::NameAsc, 3, "i", "aa", "a i b c d e f g h j"),
        (Sort::NameAsc, 3, "b", "z", "a c d e f g h i j b"),
        (Sort::NameDesc, 3, "b", "ff", "j i h g b f e d c a"),
        (Sort::NameAsc, 1, "b", "cc", "a c b d"),
        (Sort::NameAsc, 1, "b", "z", "a c d"),
        (Sort::NameAsc, 1, "i", "aa", "a i b c d"),
        (Sort::Newest, 3, "b", "z", "j i h g f e d c b a"),
    ] {
        let mut service = Service::of("a b c d e f g h i j");
        let mut list = service.loaded(sort, pages);
        let renamed = service.rename(id, name);
        service.tell(&mut list, ListEvent::Renamed(renamed));
        assert_eq!(ids(&list), expected, "{sort:?} {pages} {id} to {name}");
    }
}

#[test]
fn a_page_under_way_does_not_put_a_renamed_row_back() {
    let mut service = Service::of("a b c d e f g h i j");
    let mut list = service.loaded(Sort::NameAsc, 1);
    let next = list.step(NOW, ListEvent::MoreWanted);
    let [ListCommand::Fetch { ticket, query, after }] = next.as_slice() else { panic!("{next:?}") };
    let late = service.page(query, after.as_deref());
    let renamed = service.rename("f", "aa");
    service.tell(&mut list, ListEvent::Renamed(renamed));
    let commands = list.step(NOW, ListEvent::PageArrived(*ticket, late));
    service.answer(&mut list, commands);
    assert_eq!(ids(&list), "a f b c d e g h");
}

#[test]
fn a_newcomer_stays_at_its_place_though_pages_do_not_list_it_yet() {
    for (sort, name, expected) in [
        (Sort::NameAsc, "cc", "a b c new d e"),
        (Sort::NameDesc, "cc", "e d new c b a"),
        (Sort::Newest, "cc", "new e d c b a"),
        (Sort::Oldest, "cc", "a b c d e new"),
    ] {
        let service = Service::of("a b c d e");
        let mut list = service.loaded(sort, 2);
        service.tell(&mut list, ListEvent::Created(named("new", name)));
        assert_eq!(ids(&list), expected, "{sort:?}");
        service.tell(&mut list, ListEvent::RefreshWanted);
        assert_eq!(ids(&list), expected, "{sort:?}, refreshed");
    }
}

/// What is there while the list is being loaded, and what is shown of it at the end, when `aa`, `mm` and `zz` were made meanwhile.
const WHILE_LOADING: &str = "a b c d e f g h i j k l m n o p q r s t u v w x y z";
const MADE_MEANWHILE: [(Sort, &str); 4] = [
    (Sort::Oldest, "a b c d e f g h i j k l m n o p q r s t u v w x y z mm aa zz"),
    (Sort::Newest, "zz aa mm z y x w v u t s r q p o n m l k j i h g f e d c b a"),
    (Sort::NameAsc, "a aa b c d e f g h i j k l m mm n o p q r s t u v w x y z zz"),
    (Sort::NameDesc, "zz z y x w v u t s r q p o n mm m l k j i h g f e d c b aa a"),
];

impl Service {
    fn make_meanwhile(&mut self) {
        self.0.extend(["mm", "aa", "zz"].map(|name| named(name, name)));
    }

    /// Loads a list from both ends, whose far one was reached before three snapshots are made.
    fn load_the_rest(sort: Sort) -> Inventory {
        let mut service = Self::of(WHILE_LOADING);
        let mut list = service.loaded(sort, 1);
        let mut commands = list.step(NOW, ListEvent::RestWanted);
        let [ListCommand::Fetch { .. }, ListCommand::Fetch { ticket, query, after }] = commands.as_slice() else {
            panic!("{commands:?}")
        };
        let far = list.step(NOW, ListEvent::PageArrived(*ticket, service.page(query, after.as_deref())));
        service.make_meanwhile();
        commands.truncate(1);
        commands.extend(far);
        service.answer(&mut list, commands);
        list
    }
}

#[test]
fn the_rest_has_what_was_made_while_it_was_loading() {
    for (sort, expected) in MADE_MEANWHILE {
        let list = Service::load_the_rest(sort);
        assert_eq!((ids(&list).as_str(), list.rest()), (expected, &Pagination::Complete), "{sort:?}");
    }
}

/// The story above can fail: it is found where nobody looks for what was made meanwhile.
#[test]
#[cfg(feature = "planted")]
fn believing_the_ends_is_found() {
    crate::planted::plant(Some(Bug::EndsAreBelieved));
    let shown = MADE_MEANWHILE.map(|(sort, expected)| ids(&Service::load_the_rest(sort)) == expected);
    crate::planted::plant(None);
    assert_eq!(shown, [false; 4]);
}

#[test]
fn scrolling_to_the_end_finds_what_was_made_meanwhile() {
    for (sort, expected) in MADE_MEANWHILE {
        let mut service = Service::of(WHILE_LOADING);
        let mut list = service.loaded(sort, 4);
        service.make_meanwhile();
        for _ in 0..WHILE_LOADING.len() / PAGE {
            service.tell(&mut list, ListEvent::MoreWanted);
        }
        assert_eq!((ids(&list).as_str(), list.rest()), (expected, &Pagination::Complete), "{sort:?}");
    }
}

#[test]
fn a_page_with_duplicates_and_a_moved_row_shows_each_once() {
    let service = Service::of("a b c d e f g h");
    let mut list = service.loaded(Sort::NameAsc, 1);
    let commands = list.step(NOW, ListEvent::RefreshWanted);
    let [ListCommand::Fetch { ticket, .. }] = commands.as_slice() else { panic!("{commands:?}") };
    let items = ["a", "c", "c", "b", "a"].map(|id| named(id, id)).to_vec();
    list.step(NOW, ListEvent::PageArrived(*ticket, Page { has_more: true, items, next_page: Some("x".to_owned()) }));
    let shown = ids(&list);
    let mut once: Vec<&str> = shown.split(' ').collect();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), shown.split(' ').count(), "{shown}");
}

#[test]
fn an_empty_page_is_not_the_end() {
    let mut list = Inventory::default();
    let commands = list.step(NOW, ListEvent::Opened(Query::default()));
    let [ListCommand::Fetch { ticket, .. }] = commands.as_slice() else { panic!("{commands:?}") };
    let empty = Page { has_more: true, items: Vec::new(), next_page: Some("1".to_owned()) };
    let commands = list.step(NOW, ListEvent::PageArrived(*ticket, empty));
    let [ListCommand::Fetch { ticket, after, .. }] = commands.as_slice() else { panic!("{commands:?}") };
    assert_eq!(after.as_deref(), Some("1"));
    let last = Page { has_more: false, items: vec![named("a", "a")], next_page: None };
    let commands = list.step(NOW, ListEvent::PageArrived(*ticket, last));
    Service::of("a").answer(&mut list, commands);
    assert_eq!((ids(&list).as_str(), list.rest()), ("a", &Pagination::Complete));
}
