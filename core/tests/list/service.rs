//! What the service answers: pages of a walk by the key of the last row, as the live one gives them.

use snapdeck_core::list::query::Sort;
use snapdeck_core::model::page::Page;
use snapdeck_core::model::snapshot::Snapshot;

use crate::world::{Asked, Bug, World};

/// Rows to a page.
const PAGE: usize = 4;

impl World {
    /// What the service answers now.
    pub fn page(&mut self, asked: &Asked) -> Page<Snapshot> {
        let mut rows: Vec<(usize, Snapshot)> =
            self.rows[usize::from(asked.account)].iter().cloned().enumerate().collect();
        rows.retain(|(_, row)| asked.query.machine_id.as_ref().is_none_or(|id| *id == row.machine_id));
        let number = |row: &Snapshot| row.id.as_str()[2..].parse::<u64>().expect("a number");
        let key = |row: &Snapshot| match asked.query.sort {
            Sort::Newest | Sort::Oldest => format!("{:08}", number(row)),
            Sort::NameAsc | Sort::NameDesc => format!("{}|{:08}", row.name, number(row)),
        };
        rows.sort_by_key(|(_, row)| key(row));
        if matches!(asked.query.sort, Sort::Newest | Sort::NameDesc) {
            rows.reverse();
        }
        let backwards = matches!(asked.query.sort, Sort::Newest | Sort::NameDesc);
        let is_behind = |row: &Snapshot| {
            asked.after.as_ref().is_none_or(|after| if backwards { key(row) < *after } else { key(row) > *after })
        };
        let mut rest = rows.into_iter().map(|(_, row)| row).filter(is_behind);
        let mut items: Vec<Snapshot> = rest.by_ref().take(PAGE).collect();
        let mut has_more = rest.next().is_some();
        let mut next_page = items.last().filter(|_| has_more).map(&key);
        if has_more && self.circles > 0 {
            self.circles -= 1;
            next_page = asked.after.clone();
        } else if has_more && self.no_cursors > 0 {
            self.no_cursors -= 1;
            next_page = None;
        }
        match self.bug {
            Some(Bug::PagesGetLost) if asked.after.is_some() => items.clear(),
            Some(Bug::CirclesAreWalked) if next_page.is_some() || !has_more => {
                has_more = true;
                self.next_id += 1;
                next_page = Some(format!("{}~{}", next_page.unwrap_or_default(), self.next_id));
            }
            Some(Bug::TwinsAreStrangers) => {
                if let Some(twin) = items.first().cloned() {
                    let id = format!("{}'", twin.id).as_str().into();
                    items.push(Snapshot { id, ..twin });
                }
            }
            _ => {}
        }
        Page { has_more, items, next_page }
    }
}
