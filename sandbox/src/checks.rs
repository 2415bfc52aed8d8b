//! Refusals that depend on the world: names that make things fail, and switches.

use crate::error::ApiError;
use crate::keys::Caller;
use crate::work::Fate;
use crate::world::World;

impl World {
    /// Whether one more snapshot of that name can be created.
    pub(crate) fn check_room(&self, caller: &Caller, machine_id: &str, name: &str) -> Result<(), ApiError> {
        if Fate::of(name) == Fate::Refused {
            return Err(ApiError::Internal("The name asked for this failure"));
        }
        self.check_name(caller, machine_id, name)?;
        let has = self.team(caller)?.snapshots.of_machine(machine_id).count();
        match self.switches.snapshots_per_machine {
            Some(most) if has >= most => Err(ApiError::Conflict("The machine has as many snapshots as it may have")),
            _ => Ok(()),
        }
    }

    pub(crate) fn check_name(&self, caller: &Caller, machine_id: &str, name: &str) -> Result<(), ApiError> {
        let mut own = self.team(caller)?.snapshots.of_machine(machine_id);
        if self.switches.unique_names && own.any(|snapshot| *snapshot.name == *name) {
            return Err(ApiError::Conflict("A snapshot of this machine already has this name"));
        }
        Ok(())
    }

    pub(crate) fn check_restorable(&self, caller: &Caller, machine_id: &str) -> Result<(), ApiError> {
        let is_off = self.visible_machine(caller, machine_id)?.state == "off";
        match self.switches.restore_needs_off {
            Some(412) if !is_off => Err(ApiError::PreconditionFailed("The machine must be off")),
            Some(_) if !is_off => Err(ApiError::Conflict("The machine must be off")),
            _ => Ok(()),
        }
    }
}
