//! The machines that the token can see.

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::remote::Remote;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::machine::Machine;
use snapdeck_core::model::problem::Problem;

type Names = Arc<[(MachineId, Arc<str>)]>;

#[derive(Clone, Copy, Debug)]
pub struct Machines {
    /// All of them, sorted by name.
    listed: Remote<Arc<[Machine]>>,
    /// Read one by one, because the list failed or is not permitted.
    alone: RwSignal<Vec<Machine>>,
    /// Names from an earlier visit.
    remembered: RwSignal<Names>,
}

impl Machines {
    pub fn provide() -> Self {
        let machines = Self {
            listed: Remote::unasked(),
            alone: RwSignal::new(Vec::new()),
            remembered: RwSignal::new(Names::default()),
        };
        provide_context(machines);
        machines
    }

    pub fn expect() -> Self {
        expect_context()
    }

    pub fn listed(self) -> Remote<Arc<[Machine]>> {
        self.listed
    }

    /// Forgets what the list does not replace, for another account.
    pub fn forget(self) {
        self.alone.set(Vec::new());
        self.remembered.set(Names::default());
    }

    /// Takes names from an earlier visit, which are good until machines are listed.
    pub fn remember(self, names: &[(MachineId, Arc<str>)]) {
        self.remembered.set(names.into());
    }

    /// Takes the newest state of a machine.
    pub fn learn(self, machine: Machine) {
        let own = |one: &Machine| one.id == machine.id;
        let listed = self.listed.value_untracked(|all| all.is_some_and(|all| all.iter().any(own)));
        if listed {
            let newer = |one: &Machine| if own(one) { machine.clone() } else { one.clone() };
            self.listed.amend(|all| *all = all.iter().map(newer).collect());
        } else {
            self.alone.update(|alone| {
                alone.retain(|one| !own(one));
                alone.push(machine.clone());
            });
        }
    }

    /// Tracked.
    pub fn all(self) -> Arc<[Machine]> {
        self.listed.value(|all| all.cloned()).unwrap_or_default()
    }

    /// Why they are not listed; tracked.
    pub fn problem(self) -> Option<Problem> {
        self.listed.missing()
    }

    /// Tracked.
    pub fn get(self, id: &MachineId) -> Option<Machine> {
        self.look_at(id, Machine::clone)
    }

    fn look_at<T>(self, id: &MachineId, look: impl Fn(&Machine) -> T) -> Option<T> {
        let own = |one: &&Machine| one.id == *id;
        let listed = self.listed.value(|all| all.and_then(|all| all.iter().find(own).map(&look)));
        listed.or_else(|| self.alone.read().iter().find(own).map(&look))
    }

    /// Its name if known, else its id; tracked.
    pub fn name_of(self, id: &MachineId) -> Arc<str> {
        self.known_name(id).unwrap_or_else(|| Arc::from(id.as_str()))
    }

    /// Tracked.
    pub fn known_name(self, id: &MachineId) -> Option<Arc<str>> {
        let known = self.look_at(id, |machine| Arc::clone(&machine.name));
        known.or_else(|| self.remembered.read().iter().find(|(own, _)| own == id).map(|(_, name)| Arc::clone(name)))
    }
}
