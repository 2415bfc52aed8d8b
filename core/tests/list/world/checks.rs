//! What must hold of the list, after every step and at its end.

use std::collections::{HashMap, HashSet};

use snapdeck_core::list::inventory::Happened;
use snapdeck_core::list::query::Sort;
use snapdeck_core::list::walk::Rest;
use snapdeck_core::model::snapshot::{Kind, Snapshot};

use super::World;

/// Fetches after which a walk is taken to never end.
const FETCHES_MAX: usize = 60;

impl World {
    /// What must always hold.
    pub fn check(&self) -> Result<(), String> {
        let rows: Vec<_> = self.list.rows().iter().collect();
        let mut seen = HashSet::new();
        let mut names = HashMap::<&str, usize>::new();
        for row in &rows {
            if !seen.insert(row.id.trim_end_matches('\'')) {
                return Err(format!("{} is there twice", row.id));
            }
            if !row.id.starts_with(&format!("{}-", self.account)) {
                return Err(format!("{} belongs to another account", row.id));
            }
            if self.query.machine_id.as_ref().is_some_and(|id| id != row.machine_id) {
                return Err(format!("{} belongs to another list", row.id));
            }
            if self.deleted.contains(row.id) {
                return Err(format!("{} was deleted here", row.id));
            }
            if self.renamed.get(row.id).is_some_and(|name| **name != *row.name) {
                return Err(format!("{} is called {}, not {}", row.id, row.name, self.renamed[row.id]));
            }
            *names.entry(row.name).or_default() += 1;
        }
        if let Some(row) = rows.iter().find(|row| row.is_repeated != (names[row.name] > 1)) {
            return Err(format!("{}: {} rows are called {}", row.id, names[row.name], row.name));
        }
        let manual = rows.iter().filter(|row| row.kind == Kind::Manual).count();
        if manual != self.list.rows().count(Kind::Manual) {
            return Err("the manual ones are counted wrong".to_owned());
        }
        if self.asked.iter().filter(|asked| asked.account == self.account).count() > FETCHES_MAX {
            return Err("too much is under way".to_owned());
        }
        Ok(())
    }

    /// Walks on to the end. Rows that were there all the time must be there, in their order; where the service led in a
    /// circle, the list must say so.
    pub fn come_to_rest(&mut self) -> Result<(), String> {
        for _ in 0..FETCHES_MAX {
            if self.asked.is_empty() {
                if matches!(self.list.rest(), Rest::Complete | Rest::Lost) {
                    return self.check_the_end();
                }
                self.tell(Happened::MoreWanted);
            }
            self.answer(0);
            self.check()?;
        }
        Err(format!("the walk does not end: {:?}", self.list.rest()))
    }

    fn check_the_end(&self) -> Result<(), String> {
        if *self.list.rest() == Rest::Lost {
            return Ok(());
        }
        let fits = |row: &&Snapshot| {
            self.untouched.contains(row.id.as_str())
                && self.query.machine_id.as_ref().is_none_or(|id| *id == row.machine_id)
        };
        let mut expected: Vec<&Snapshot> = self.rows[usize::from(self.account)].iter().filter(fits).collect();
        match self.query.sort {
            Sort::Oldest => {}
            Sort::Newest => expected.reverse(),
            Sort::NameAsc | Sort::NameDesc => {
                expected.sort_by(|a, b| a.name.cmp(&b.name));
                if self.query.sort == Sort::NameDesc {
                    expected.reverse();
                }
            }
        }
        let shown: Vec<String> = self.list.rows().iter().map(|row| row.id.to_owned()).collect();
        if let Some(ghost) = shown.iter().find(|id| self.ghosts.contains(*id)) {
            return Err(format!("{ghost} was gone before this visit"));
        }
        for row in &expected {
            if !shown.iter().any(|id| id == row.id.as_str()) {
                return Err(format!("{} is missing", row.id));
            }
        }
        Ok(())
    }
}
