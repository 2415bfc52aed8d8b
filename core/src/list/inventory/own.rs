//! What was created or renamed here, and no page has shown yet.

use std::sync::Arc;

use super::messages::Ticket;
use crate::model::ids::SnapshotId;
use crate::model::snapshot::Snapshot;

/// The most snapshots created here that are waited for.
const NEWCOMERS_MAX: usize = 20;

/// The most names given here that are remembered.
const RENAMED_MAX: usize = 100;

#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    /// Created here and in no page yet, oldest first.
    pub(super) newcomers: Vec<Snapshot>,
    /// Renamed here, with the last fetch that may still bring the old name.
    pub(super) renamed: Vec<(Snapshot, Ticket)>,
}

impl Own {
    pub(super) fn renamed_to(&self, id: &SnapshotId) -> Option<&Arc<str>> {
        self.renamed.iter().find(|(known, _)| known.id == *id).map(|(known, _)| &known.name)
    }

    /// The renames that a page with this ticket cannot know of.
    pub(super) fn renamed_since(&self, ticket: Ticket) -> impl Iterator<Item = &Snapshot> {
        self.renamed.iter().filter(move |(_, last)| ticket.0 <= last.0).map(|(snapshot, _)| snapshot)
    }

    pub(super) fn create(&mut self, snapshot: Snapshot) {
        if self.newcomers.len() == NEWCOMERS_MAX {
            self.newcomers.remove(0);
        }
        self.newcomers.push(snapshot);
    }

    pub(super) fn rename(&mut self, snapshot: Snapshot, last: Ticket) {
        let newcomer = self.newcomers.iter_mut().filter(|own| own.id == snapshot.id);
        newcomer.for_each(|own| own.name = Arc::clone(&snapshot.name));
        self.renamed.retain(|(other, _)| other.id != snapshot.id);
        if self.renamed.len() == RENAMED_MAX {
            self.renamed.remove(0);
        }
        self.renamed.push((snapshot, last));
    }

    pub(super) fn forget(&mut self, id: &SnapshotId) {
        self.forget_newcomer(id);
        self.renamed.retain(|(own, _)| own.id != *id);
    }

    pub(super) fn forget_newcomer(&mut self, id: &SnapshotId) {
        self.newcomers.retain(|own| own.id != *id);
    }
}
