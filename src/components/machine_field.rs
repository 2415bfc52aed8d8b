//! The choice of a machine: a native select while there are few, a field to search in where there are many.

use leptos::prelude::*;

use crate::browser::letters::FOLDING;
use crate::reactive::scoped_memo;
use crate::state::machines::Machines;
use crate::ui::combobox::{Combobox, Rules};
use crate::ui::select::{Choice, Select};
use snapdeck_core::list::search;
use snapdeck_core::text::words;

/// Up to how many machines a select is quicker to use than a search.
const SELECT_MAX: usize = 12;

/// A labelled choice of a machine by name or id. Where machines are not listed it takes any id.
#[component]
pub fn MachineField(
    /// Ties its parts together; unique on the page.
    id: &'static str,
    /// The label.
    label: &'static str,
    /// The choices: ids with names, in order.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The id of the present one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the id of the one that a person chose.
    on_choose: Callback<String>,
) -> impl IntoView {
    let machines = Machines::expect();
    let are_listed = scoped_memo(move |_| machines.problem().is_none());
    let are_few = scoped_memo(move |_| machines.all().len() <= SELECT_MAX);
    move || {
        if are_listed.get() && are_few.get() {
            return view! { <Select id label choices value on_choose /> }.into_any();
        }
        let words = words().snapshots();
        let rules = Rules {
            fits: |typed, (id, name)| search::means_machine(FOLDING, typed, id, name),
            own: (!are_listed.get()).then_some(words.machine_by_id),
            none: words.no_such_machine,
            more: words.more_machines,
        };
        view! { <Combobox id label choices value on_choose rules /> }.into_any()
    }
}
