//! What the form is prefilled with, and what the user has made of it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, dates};
use crate::reactive::{Memo, scoped_memo};
use crate::routes::Route;
use crate::services::operations;
use crate::state::location::Location;
use crate::state::machines::Machines;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::runner::Wish;
use snapdeck_core::text::words;

#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) machines: Machines,
    /// The machine id that the user chose or typed.
    pub(super) picked: RwSignal<Option<String>>,
    /// The name proposed when the user chose a machine.
    proposed: RwSignal<Option<String>>,
    /// The name that the user typed, unless it is the proposed one.
    typed: RwSignal<Option<String>>,
    /// The id of a machine, and a name.
    prefilled: Memo<Option<(String, String)>>,
    pub(super) machine_problem: RwSignal<Option<String>>,
    pub(super) name_problem: RwSignal<Option<String>>,
}

impl Draft {
    pub(super) fn new() -> Self {
        let (machines, picked) = (Machines::expect(), RwSignal::new(None));
        Self {
            machines,
            picked,
            proposed: RwSignal::new(None),
            typed: RwSignal::new(None),
            prefilled: prefilled(machines, picked),
            machine_problem: RwSignal::new(None),
            name_problem: RwSignal::new(None),
        }
    }

    pub(super) fn machine_id(self) -> String {
        // Only a text field can be empty while another id is typed.
        let picked = self.picked.get().filter(|id| !id.is_empty() || self.machines.problem().is_some());
        picked.or_else(|| Some(self.prefilled.get()?.0)).unwrap_or_default()
    }

    pub(super) fn chosen(self) -> MachineId {
        MachineId::from(self.machine_id().trim())
    }

    fn proposal(self) -> String {
        self.proposed.get().or_else(|| Some(self.prefilled.get()?.1)).unwrap_or_default()
    }

    pub(super) fn is_typed(self) -> bool {
        self.typed.read().is_some()
    }

    pub(super) fn name(self) -> String {
        self.typed.get().unwrap_or_else(|| self.proposal())
    }

    pub(super) fn type_name(self, name: String) {
        self.typed.set(Some(name).filter(|name| *name != untrack(|| self.proposal())));
    }

    /// Chooses a machine, and proposes a name with it unless one was typed.
    pub(super) fn choose(self, id: String) {
        if self.typed.read_untracked().is_none() {
            let name = untrack(|| self.machines.name_of(&MachineId::from(id.as_str())));
            self.proposed.set(Some(proposal(&name)));
        }
        self.picked.set(Some(id));
        self.machine_problem.set(None);
    }

    /// The request, or none with problems at the fields.
    pub(super) fn checked(self) -> Option<Wish> {
        let words = words().dialogs();
        let machine_id = untrack(|| self.chosen());
        let name = untrack(|| self.name()).trim().to_owned();
        let missing = |is_missing: bool, word: &str| is_missing.then(|| word.to_owned());
        let (no_machine, no_name) = (machine_id.as_str().is_empty(), name.is_empty());
        self.machine_problem.set(missing(no_machine, words.machine_missing));
        self.name_problem.set(missing(no_name, words.name_missing));
        (!no_machine && !no_name).then(|| Wish::Create { machine_id, name: Arc::from(name) })
    }
}

fn proposal(machine_name: &str) -> String {
    format!("{machine_name} {}", dates::sortable_minute(clock::now()))
}

/// The filter's machine, else the last one used, else the first by name. Machines may arrive late, and once it is prefilled it
/// must not change under the user's hands.
fn prefilled(machines: Machines, picked: RwSignal<Option<String>>) -> Memo<Option<(String, String)>> {
    let filter = Location::expect().with_untracked(Route::query).and_then(|query| query.machine_id);
    let wanted = filter.or_else(operations::last_machine);
    scoped_memo(move |before: Option<&Option<(String, String)>>| {
        let (all, are_missing) = (machines.all(), machines.problem().is_some());
        if let Some(Some(before)) = before {
            return Some(before.clone());
        }
        if picked.read_untracked().as_ref().is_some_and(|id| !id.is_empty()) {
            return None;
        }
        let found = wanted.as_ref().and_then(|id| all.iter().find(|machine| machine.id == *id)).or_else(|| all.first());
        let (id, name) = match (found, &wanted) {
            (Some(machine), _) => (&machine.id, Arc::clone(&machine.name)),
            (None, Some(id)) if are_missing => (id, untrack(|| machines.name_of(id))),
            (None, _) => return None,
        };
        Some((id.to_string(), proposal(&name)))
    })
}
