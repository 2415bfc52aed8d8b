//! What was created or renamed here is shown where it is sorted, until a page is new enough to know of it.

use std::sync::Arc;

use super::Inventory;
use super::messages::Ticket;
use crate::list::walk::Pagination;
use crate::model::ids::SnapshotId;
use crate::model::problem::Problem;
use crate::model::snapshot::Snapshot;
use crate::planted::{Bug, is_planted};

impl Inventory {
    /// The name that a snapshot was given here, loaded or not.
    pub fn renamed_to(&self, id: &SnapshotId) -> Option<&Arc<str>> {
        self.own.renamed_to(id)
    }

    pub(super) fn welcome(&mut self, snapshot: Snapshot) {
        if self.rows.get(&snapshot.id).is_some() || self.rows.is_gone(&snapshot.id) {
            return;
        }
        self.place(&snapshot);
        self.own.create(snapshot);
    }

    pub(super) fn rename(&mut self, snapshot: Snapshot) {
        let moves =
            self.query.as_ref().is_some_and(|query| query.sort.is_by_name()) && !is_planted(Bug::RenamedRowsStay);
        if moves {
            self.rows.lift(&snapshot.id);
        }
        self.rows.rename(&snapshot.id, &snapshot.name);
        if moves {
            self.place(&snapshot);
        }
        self.own.rename(snapshot, Ticket(self.last_ticket));
    }

    pub(super) fn vanish(&mut self, id: SnapshotId) {
        self.own.forget(&id);
        self.rows.remove(id);
    }

    /// Whether a doubted snapshot exists. Without an answer, the next refresh decides.
    pub(super) fn decide(&mut self, id: SnapshotId, answer: &Result<Snapshot, Problem>) {
        match answer {
            Ok(_) => {}
            Err(Problem::Refused(refusal)) if refusal.status == 404 && refusal.code.is_some() => self.vanish(id),
            Err(_) => self.own.forget_newcomer(&id),
        }
    }

    /// Reads the snapshots that no page of a full refresh listed.
    pub(super) fn ask_for_newcomers(&mut self) {
        self.reads.extend(self.own.newcomers.iter().map(|own| own.id.clone()));
    }

    /// Keeps a page from undoing what was done here. Returns what to place again once it is taken in.
    pub(super) fn correct(&mut self, ticket: Ticket, items: &mut Vec<Snapshot>) -> Vec<Snapshot> {
        let mut lifted = Vec::new();
        if is_planted(Bug::NewcomersGo) {
            self.own.newcomers.clear();
        }
        for own in std::mem::take(&mut self.own.newcomers) {
            self.rows.lift(&own.id);
            if !items.iter().any(|row| row.id == own.id) {
                lifted.push(own.clone());
                self.own.newcomers.push(own);
            }
        }
        if is_planted(Bug::OldNamesReturn) {
            return lifted;
        }
        let is_by_name = self.query.as_ref().is_some_and(|query| query.sort.is_by_name());
        for own in self.own.renamed_since(ticket) {
            if is_by_name {
                items.retain(|row| row.id != own.id);
                self.rows.lift(&own.id);
                lifted.push(own.clone());
            } else {
                items.iter_mut().filter(|row| row.id == own.id).for_each(|row| row.name = Arc::clone(&own.name));
            }
        }
        // Somebody else has renamed it since.
        let is_kept = |own: &Snapshot| !items.iter().any(|row| row.id == own.id && row.name != own.name);
        self.own.renamed.retain(|(own, _)| is_kept(own));
        lifted
    }

    pub(super) fn place(&mut self, snapshot: &Snapshot) {
        if let Some(query) = self.query.as_ref().filter(|_| !(self.is_blank() && self.rows.is_empty())) {
            self.rows.place(snapshot, query, *self.walk.rest() == Pagination::Complete);
        }
    }
}
