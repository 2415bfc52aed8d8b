//! Choosing a machine: the choices, and how to search among many.

use leptos::prelude::*;

use crate::browser::letters::FOLDING;
use crate::reactive::scoped_memo;
use crate::state::machines::Machines;
use crate::ui::combobox::{Choice, Rules, own_value};
use snapdeck_core::list::search;
use snapdeck_core::text::words;

/// Up to this many machines, a select is quicker than a search.
const SELECT_MAX: usize = 12;

/// All machines by name, after a choice that stands for none of them; tracked.
pub fn machine_choices(machines: Machines, none: &str) -> Vec<Choice> {
    let all = machines.all();
    let choices = all.iter().map(|machine| (machine.id.to_string(), machine.name.to_string()));
    std::iter::once((String::new(), none.to_owned())).chain(choices).collect()
}

/// Searches by name or id. Where machines cannot be listed, any id is accepted.
pub fn machine_search() -> Signal<Option<Rules>> {
    let machines = Machines::expect();
    let are_listed = scoped_memo(move |_| machines.problem().is_none());
    let are_few = scoped_memo(move |_| machines.all().len() <= SELECT_MAX);
    Signal::derive(move || {
        let words = words().snapshots();
        (!are_listed.get() || !are_few.get()).then(|| Rules {
            narrow: |choices, typed| {
                let fits = |(id, name): &&Choice| search::means_machine(FOLDING, typed, id, name);
                choices.iter().filter(fits).cloned().collect()
            },
            beside: own_value,
            own: (!are_listed.get()).then_some(words.machine_by_id),
            none: words.no_such_machine,
            more: words.more_machines,
            stays: false,
        })
    })
}
