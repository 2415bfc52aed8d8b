//! What the service answers: pages of a walk by the key of the last row, as the live one gives them, and what may be wrong
//! with them.

use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::page::Page;
use snapdeck_core::model::snapshot::Snapshot;

use crate::hits::Hit;
use crate::world::{Asked, World};

/// Rows to a page.
const PAGE: usize = 4;

/// When a snapshot was made, in the order of all.
pub fn number(id: &str) -> u64 {
    id.split('-').nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

fn key(row: &Snapshot, sort: Sort) -> String {
    let number = number(row.id.as_str());
    match sort {
        Sort::Newest | Sort::Oldest => format!("{number:08}"),
        Sort::NameAsc | Sort::NameDesc => format!("{}\u{1}{number:08}", row.name),
    }
}

impl World {
    /// All that there is of a list, in its order.
    pub fn truth(&self, account: u8, query: &Query) -> Vec<&Snapshot> {
        let of_machine = |row: &&Snapshot| query.machine_id.as_ref().is_none_or(|id| *id == row.machine_id);
        let mut rows: Vec<&Snapshot> = self.rows[usize::from(account)].iter().filter(of_machine).collect();
        if matches!(query.sort, Sort::NameAsc | Sort::NameDesc) {
            rows.sort_by_cached_key(|row| key(row, query.sort));
        }
        if matches!(query.sort, Sort::Newest | Sort::NameDesc) {
            rows.reverse();
        }
        rows
    }

    /// What the service answers now.
    pub fn page(&mut self, asked: &Asked) -> Page<Snapshot> {
        let sort = asked.query.sort;
        let is_backwards = matches!(sort, Sort::Newest | Sort::NameDesc);
        // Behind the mark there is only what makes two cursors for the same place differ.
        let after = asked.after.as_deref().and_then(|after| after.split('~').next()).filter(|after| !after.is_empty());
        let is_behind = |row: &Snapshot| {
            after.is_none_or(|after| if is_backwards { *key(row, sort) < *after } else { *key(row, sort) > *after })
        };
        let listed: Vec<&Snapshot> = self
            .truth(asked.account, &asked.query)
            .into_iter()
            .filter(|row| !self.lagging.contains(row.id.as_str()))
            .collect();
        let start = listed.iter().position(|row| is_behind(row)).unwrap_or(listed.len());
        let mut items: Vec<Snapshot> = listed.iter().skip(start).take(PAGE).map(|row| (*row).clone()).collect();
        let mut has_more = listed.len() > start + PAGE;
        let before = start.checked_sub(1).map(|before| listed[before].clone());
        let lags = listed.len() < self.truth(asked.account, &asked.query).len();
        let mut next_page = items.last().filter(|_| has_more).map(|row| key(row, sort));
        Hit::LaggingListing.note_if(lags);
        if has_more && self.circular {
            Hit::Circle.note();
            next_page = asked.after.clone();
        } else if has_more && std::mem::take(&mut self.no_cursor) {
            Hit::NoCursor.note();
            next_page = None;
        } else if std::mem::take(&mut self.empty_page) {
            Hit::EmptyPageWithMore.note();
            self.next_id += 1;
            (has_more, next_page) = (true, Some(format!("{}~{}", after.unwrap_or_default(), self.next_id)));
            items.clear();
        }
        if self.repeats_rows && !items.is_empty() {
            self.repeats_rows = false;
            Hit::DuplicatesInAPage.note();
            items.push(items[0].clone());
            if let Some(before) = before {
                Hit::RowsOfThePageBefore.note();
                items.insert(0, before);
            }
        }
        Page { has_more, items, next_page }
    }
}
