//! The filter and the order of the list. Both live in the address.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::href_of;
use crate::domain::ids::MachineId;
use crate::domain::query::{Query, Sort};
use crate::routes::{sort_of_word, word_of_sort};
use crate::state::machines::Machines;
use crate::text::words;
use crate::ui::select::Select;

#[component]
pub(super) fn Toolbar(query: Memo<Query>) -> impl IntoView {
    let words = &words().snapshots;
    let machines = Machines::expect();
    let navigate = use_navigate();
    let go = Callback::new(move |query: Query| {
        navigate(&href_of(&query, None), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    });
    let machine_choices = Signal::derive(move || {
        let mut choices = vec![(String::new(), words.all_machines.to_owned())];
        choices.extend(machines.all().iter().map(|machine| (machine.id.to_string(), machine.name.to_string())));
        // A link may name a machine that this token cannot list.
        if let Some(id) = &query.read().machine_id
            && !choices.iter().any(|(value, _)| value == id.as_str())
        {
            choices.push((id.to_string(), id.to_string()));
        }
        choices
    });
    let machine =
        Signal::derive(move || query.read().machine_id.as_ref().map(MachineId::to_string).unwrap_or_default());
    let choose_machine = Callback::new(move |id: String| {
        let machine_id = (!id.is_empty()).then(|| MachineId::from(id.as_str()));
        go.run(Query { machine_id, ..query.get_untracked() });
    });
    let orders = [Sort::Newest, Sort::Oldest, Sort::NameAsc, Sort::NameDesc];
    let sort_choices: Vec<_> =
        orders.map(|sort| (word_of_sort(sort).to_owned(), (words.sort)(sort).to_owned())).into_iter().collect();
    let sort = Signal::derive(move || word_of_sort(query.read().sort).to_owned());
    let choose_sort = Callback::new(move |word: String| {
        go.run(Query { sort: sort_of_word(&word).unwrap_or_default(), ..query.get_untracked() });
    });
    view! {
        <div class="toolbar">
            <Select id="filter-machine" label=words.machine choices=machine_choices value=machine on_choose=choose_machine />
            <Select id="sort" label=words.sort_by choices=sort_choices value=sort on_choose=choose_sort />
        </div>
    }
}
