//! Rows that are kept from an earlier visit: shown at once, behind those that pages have brought, until pages reach them.

use super::Rows;
use crate::list::arena::{Handle, KEPT, Place};
use crate::model::snapshot::Snapshot;

impl Rows {
    /// How many are kept from an earlier visit and were not seen in any page since.
    pub fn kept(&self) -> usize {
        self.kept
    }

    /// Begins with the rows of an earlier visit.
    pub fn recall(&mut self, rows: &[Snapshot]) {
        for row in rows {
            let Some(handle) = self.store.put(row).filter(|_| !self.gone.contains(&row.id)) else { continue };
            if self.store.place(handle) == Place::Nowhere {
                self.stand(handle, Place::Listed);
                self.store.set_noted(handle, KEPT, true);
                self.list.push(handle);
                self.kept += 1;
            }
        }
        self.edition += 1;
    }

    /// No page will come that tells whether those that are kept are still there.
    pub fn drop_kept(&mut self) {
        let dropped = self.take_kept();
        self.dismiss(&dropped);
    }

    /// Takes those out that a next page decides about: what it holds, and all before the last of those, since it would hold
    /// them if they were still there. Gives the others.
    pub(super) fn make_way(&mut self, page: &[Snapshot]) -> Vec<Handle> {
        if self.kept == 0 {
            return Vec::new();
        }
        let mut kept = self.take_kept();
        let in_page = |handle: &Handle| {
            let row = self.store.row(*handle)?;
            page.iter().find(|other| other.id.as_str() == row.id).map(|other| *other.name == *row.name)
        };
        // One with another name may have moved: it does not tell how far the page reaches.
        let reached = kept.iter().rposition(|handle| in_page(handle) == Some(true)).map_or(0, |last| last + 1);
        let behind = kept.split_off(reached);
        let (brought, behind): (Vec<_>, Vec<_>) = behind.into_iter().partition(|handle| in_page(handle).is_some());
        let (there, gone): (Vec<_>, Vec<_>) = kept.into_iter().partition(|handle| in_page(handle).is_some());
        there.into_iter().chain(brought).for_each(|handle| self.leave(handle));
        self.dismiss(&gone);
        behind
    }

    fn take_kept(&mut self) -> Vec<Handle> {
        let from = self.list.len() - self.kept;
        self.edition += u64::from(self.kept > 0);
        self.kept = 0;
        self.list.split_off(from)
    }

    pub(super) fn dismiss(&mut self, handles: &[Handle]) {
        for handle in handles {
            self.leave(*handle);
            self.store.forget(*handle);
        }
    }
}
