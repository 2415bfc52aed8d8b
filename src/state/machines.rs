//! The machines that the token can see: for their names, for the filter and for the dialogs.

use std::sync::Arc;

use leptos::prelude::*;

use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::machine::Machine;
use snapdeck_core::model::problem::Problem;

/// What is known of the machines.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Known {
    /// Nothing yet.
    #[default]
    Nothing,
    /// What some of them were called on an earlier visit.
    Remembered(Arc<[(MachineId, Arc<str>)]>),
    /// All of them, by name.
    All(Arc<[Machine]>),
    /// They may not be listed, or could not be.
    Refused(Problem),
}

/// The machines.
#[derive(Clone, Copy, Debug)]
pub struct Machines(RwSignal<Known>);

impl Machines {
    /// Nothing known yet, and its place in the context.
    pub fn provide() -> Self {
        let machines = Self(RwSignal::new(Known::Nothing));
        provide_context(machines);
        machines
    }

    /// The machines of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Takes in what is known now.
    pub fn learn(self, known: Known) {
        self.0.set(known);
    }

    /// This is what they were called on an earlier visit, in case nothing is known yet.
    pub fn remember(self, names: &[(MachineId, Arc<str>)]) {
        if *self.0.read_untracked() == Known::Nothing {
            self.learn(Known::Remembered(names.into()));
        }
    }

    /// All that are known, tracked.
    pub fn all(self) -> Arc<[Machine]> {
        match &*self.0.read() {
            Known::All(machines) => Arc::clone(machines),
            Known::Nothing | Known::Remembered(_) | Known::Refused(_) => Arc::from([]),
        }
    }

    /// Why they are not known, tracked.
    pub fn problem(self) -> Option<Problem> {
        match &*self.0.read() {
            Known::Refused(problem) => Some(problem.clone()),
            Known::Nothing | Known::Remembered(_) | Known::All(_) => None,
        }
    }

    /// One of them, tracked.
    pub fn get(self, id: &MachineId) -> Option<Machine> {
        self.all().iter().find(|machine| machine.id == *id).cloned()
    }

    /// What to call a machine, tracked: its name where it is known, else its id.
    pub fn name_of(self, id: &MachineId) -> Arc<str> {
        self.known_name(id).unwrap_or_else(|| Arc::from(id.as_str()))
    }

    /// The name of a machine, tracked, where it is known.
    pub fn known_name(self, id: &MachineId) -> Option<Arc<str>> {
        match &*self.0.read() {
            Known::All(machines) => machines.iter().find(|one| one.id == *id).map(|one| Arc::clone(&one.name)),
            Known::Remembered(names) => names.iter().find(|(own, _)| own == id).map(|(_, name)| Arc::clone(name)),
            Known::Nothing | Known::Refused(_) => None,
        }
    }
}
