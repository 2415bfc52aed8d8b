//! Renaming: done when Paperspace answers, so that it is no operation. A lost answer is cleared up by looking.

use super::{Host, Runner};
use crate::api::snapshots;
use crate::list::inventory::{Inventory, ListEvent};
use crate::model::ids::SnapshotId;
use crate::model::problem::Problem;
use crate::model::snapshot::Snapshot;

impl<H: Host> Runner<H> {
    /// Gives a snapshot a name, and has the list know it.
    ///
    /// # Errors
    /// Why not. Where the answer was lost and looking does not help either, that it is not known.
    pub async fn rename(&self, id: &SnapshotId, name: &str) -> Result<(), Problem> {
        let renamed = self.rename_and_look(id, name).await;
        match &renamed {
            Ok(now) => self.tell::<Inventory>(ListEvent::Renamed(now.clone())),
            Err(why) if why.is_not_found() => self.tell::<Inventory>(ListEvent::Vanished(id.clone())),
            Err(_) => {}
        }
        renamed.map(drop)
    }

    /// Sends it again only where it can be seen that the lost one did nothing: a name that is given twice is the same name.
    async fn rename_and_look(&self, id: &SnapshotId, name: &str) -> Result<Snapshot, Problem> {
        let call = snapshots::rename(id, name);
        let lost = match self.call(&call).await {
            Err(problem) if problem.is_outcome_unknown() => problem,
            answered => return answered,
        };
        match self.read(&snapshots::read(id)).await {
            Ok(snapshot) if *snapshot.name == *name => Ok(snapshot),
            Ok(_) => self.call(&call).await,
            Err(_) => Err(lost),
        }
    }
}
