//! What must hold of the list, after every step and at its end.

use std::collections::{HashMap, HashSet};

use snapdeck_core::list::arena::Row;
use snapdeck_core::list::inventory::ListEvent;
use snapdeck_core::list::query::Sort;
use snapdeck_core::list::walk::Pagination;
use snapdeck_core::model::snapshot::{Kind, Snapshot};

use super::World;
use crate::service::number;

/// Answers after which a walk is taken to never end.
const ANSWERS_MAX: usize = 80;

impl World {
    /// What must always hold.
    pub fn check(&self) -> Result<(), String> {
        let rows: Vec<Row<'_>> = self.list.rows().iter().collect();
        self.check_membership(&rows)?;
        self.check_order(&rows)?;
        self.check_claims(&rows)
    }

    fn check_membership(&self, rows: &[Row<'_>]) -> Result<(), String> {
        let mut seen = HashSet::new();
        let mut names = HashMap::<&str, usize>::new();
        for row in rows {
            if !seen.insert(row.id) {
                return Err(format!("{} is there twice", row.id));
            }
            if !row.id.starts_with(if self.account == 0 { "0-" } else { "1-" }) {
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
        if rows.iter().filter(|row| row.kind == Kind::Manual).count() != self.list.rows().count(Kind::Manual) {
            return Err("the manual ones are counted wrong".to_owned());
        }
        if let Some(gone) = self.must_show.iter().find(|id| !self.is_by_name() && !seen.contains(id.as_str())) {
            return Err(format!("{gone} was made here, was shown, and is not any more"));
        }
        Ok(())
    }

    /// The rows that are as the service has them stand in the order of the list. What was made here and is not listed yet
    /// is, by time, only known to be newer than what was loaded then.
    fn check_order(&self, rows: &[Row<'_>]) -> Result<(), String> {
        let there: HashMap<&str, &str> =
            self.rows[usize::from(self.account)].iter().map(|row| (row.id.as_str(), &*row.name)).collect();
        let is_true = |row: &&Row<'_>| there.get(row.id).is_some_and(|name| !self.is_by_name() || *name == row.name);
        let mut rows: Vec<&Row<'_>> = rows.iter().filter(is_true).collect();
        if matches!(self.query.sort, Sort::Newest | Sort::NameDesc) {
            rows.reverse();
        }
        let wrong = |first: &Row<'_>, then: &Row<'_>| {
            Err(format!("{} {} and {} {} are the wrong way round", first.id, first.name, then.id, then.name))
        };
        if self.is_by_name() {
            let pair = rows.windows(2).find(|pair| pair[0].name > pair[1].name);
            return pair.map_or(Ok(()), |pair| wrong(pair[0], pair[1]));
        }
        let (own, listed): (Vec<_>, Vec<_>) =
            rows.iter().enumerate().partition(|(_, row)| self.newcomers.contains_key(row.id));
        if let Some(pair) = listed.windows(2).find(|pair| number(pair[0].1.id) > number(pair[1].1.id)) {
            return wrong(pair[0].1, pair[1].1);
        }
        for (at, newcomer) in own {
            let loaded = &self.newcomers[newcomer.id];
            if let Some(older) = rows.iter().skip(at + 1).find(|row| loaded.contains(row.id)) {
                return wrong(newcomer, older);
            }
        }
        Ok(())
    }

    /// All that is shown was seen as it is since the moment that the list claims.
    fn check_claims(&self, rows: &[Row<'_>]) -> Result<(), String> {
        let Some(updated_at) = self.list.updated_at() else { return Ok(()) };
        let own = &self.rows[usize::from(self.account)];
        let is_old = |row: &&Row<'_>| !own.iter().any(|there| there.id.as_str() == row.id && *there.name == *row.name);
        let changed = |row: &Row<'_>| self.changed_at.get(row.id).is_some_and(|changed| *changed < updated_at);
        match rows.iter().filter(is_old).find(|row| changed(row)) {
            Some(row) => Err(format!("{} changed before all is said to have been seen", row.id)),
            None => Ok(()),
        }
    }

    /// Walks on to the end, brings all up to date, and compares it with what the service has.
    pub fn come_to_rest(&mut self) -> Result<(), String> {
        self.answer_all()?;
        (self.circular, self.no_cursor, self.empty_page, self.repeats_rows) = (false, false, false, false);
        self.lagging.clear();
        // A refresh says since when all was seen; what is made while it is under way is younger than that.
        let is_walked = self.list.rest().has_more() && self.list.rows().unconfirmed() == 0;
        self.walk_to_the_end()?;
        if is_walked && !self.has_shuffled && self.list.refresh_problem().is_none() {
            self.check_that_it_is_all()?;
        }
        // What asking left open, the next refresh decides; what that leaves out is asked for.
        self.now = self.now.plus_ms(7_000);
        self.tell(ListEvent::RefreshWanted);
        self.answer_all()?;
        self.walk_to_the_end()?;
        let shown: Vec<(&str, &str)> = self.list.rows().iter().map(|row| (row.id, row.name)).collect();
        let truth: Vec<&Snapshot> = self.truth(self.account, &self.query);
        let truth: Vec<(&str, &str)> = truth.into_iter().map(|row| (row.id.as_str(), &*row.name)).collect();
        if shown != truth {
            return Err(format!("at the end {shown:?}, not {truth:?}"));
        }
        let list = &self.list;
        let is_settled = list.rows().unconfirmed() == 0 && list.next_problem().or(list.refresh_problem()).is_none();
        if is_settled { Ok(()) } else { Err("it does not know that all was seen".to_owned()) }
    }

    /// A walk that has come to the end has what was made while it was under way.
    fn check_that_it_is_all(&self) -> Result<(), String> {
        let mut truth = self.truth(self.account, &self.query).into_iter();
        let is_left_out = |row: &&Snapshot| self.list.row(&row.id).is_none() && !self.passed.contains(row.id.as_str());
        match truth.find(is_left_out) {
            Some(row) => Err(format!("{} {} is not here, and that is said to be all", row.id, row.name)),
            None => Ok(()),
        }
    }

    fn answer_all(&mut self) -> Result<(), String> {
        for _ in 0..ANSWERS_MAX {
            if self.asked.is_empty() && self.reads.is_empty() {
                return Ok(());
            }
            self.answer(0);
            self.answer_read(false);
            self.check()?;
        }
        Err(format!("the walk does not end: {:?}", self.list.rest()))
    }

    fn walk_to_the_end(&mut self) -> Result<(), String> {
        for _ in 0..ANSWERS_MAX {
            self.answer_all()?;
            match self.list.rest() {
                Pagination::Complete if self.list.next_problem().is_none() => return Ok(()),
                Pagination::Broken => self.tell(ListEvent::RefreshWanted),
                _ => self.tell(ListEvent::MoreWanted),
            }
        }
        Err(format!("the end is not reached: {:?}", self.list.rest()))
    }
}
