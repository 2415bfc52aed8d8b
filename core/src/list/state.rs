//! What a view shows of a list.

use crate::list::inventory::Inventory;
use crate::list::walk::Pagination;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ListState {
    Loading,
    /// The first page failed.
    Failed,
    Empty,
    /// The filter lets nothing through. Only the view knows: it filters.
    NoMatch,
    Rows,
}

impl ListState {
    /// The state before any filter.
    pub fn of(inventory: &Inventory) -> Self {
        match (inventory.rows().is_empty(), inventory.rest(), inventory.next_problem()) {
            (false, ..) => Self::Rows,
            (true, Pagination::Complete, _) => Self::Empty,
            (true, Pagination::NotStarted, Some(_)) => Self::Failed,
            (true, Pagination::NotStarted, None) => Self::Loading,
            (true, Pagination::More(_) | Pagination::Checking, _) if inventory.is_loading() => Self::Loading,
            // Empty pages so far: below the table the user can go on.
            (true, Pagination::More(_) | Pagination::Checking | Pagination::Broken, _) => Self::Rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::inventory::{ListCommand, ListEvent};
    use crate::list::query::Query;
    use crate::list::walk::EMPTY_PAGES_MAX;
    use crate::model::page::Page;
    use crate::model::problem::Problem;
    use crate::model::time::Timestamp;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    /// Answers what the list asked for, and gives what it asks for then.
    fn answer(list: &mut Inventory, commands: &[ListCommand], next_page: Option<String>) -> Vec<ListCommand> {
        let [ListCommand::Fetch { ticket, .. }] = commands else { panic!("{commands:?}") };
        let page = Page { has_more: next_page.is_some(), items: Vec::new(), next_page };
        list.step(NOW, ListEvent::PageArrived(*ticket, page))
    }

    #[test]
    fn pages_without_rows_are_no_empty_list_before_the_last_one() {
        let mut list = Inventory::default();
        assert_eq!(ListState::of(&list), ListState::Loading);
        let mut commands = list.step(NOW, ListEvent::Opened(Query::default()));
        for number in 0..EMPTY_PAGES_MAX {
            assert_eq!(ListState::of(&list), ListState::Loading, "page {number}");
            commands = answer(&mut list, &commands, Some(number.to_string()));
        }
        assert_eq!((commands.as_slice(), ListState::of(&list)), ([].as_slice(), ListState::Rows), "with its way on");
        let commands = list.step(NOW, ListEvent::MoreWanted);
        assert_eq!(ListState::of(&list), ListState::Loading);
        let check = answer(&mut list, &commands, None);
        assert_ne!(ListState::of(&list), ListState::Empty, "it is looked once more");
        answer(&mut list, &check, None);
        assert_eq!(ListState::of(&list), ListState::Empty);
    }

    #[test]
    fn a_first_page_that_failed_is_no_empty_list() {
        let mut list = Inventory::default();
        let commands = list.step(NOW, ListEvent::Opened(Query::default()));
        let [ListCommand::Fetch { ticket, .. }] = commands.as_slice() else { panic!("{commands:?}") };
        list.step(NOW, ListEvent::PageFailed(*ticket, Problem::TimedOut));
        assert_eq!(ListState::of(&list), ListState::Failed);
    }
}
