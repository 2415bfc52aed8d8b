//! Operations that others in the team are running now.

use leptos::prelude::*;

use crate::browser::dates;
use crate::components::machine::link::machine_link;
use crate::reactive::memo;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use snapdeck_core::text::{self, words};

#[component]
pub(super) fn TeamOperations() -> impl IntoView {
    let words = words().activity();
    let (operations, machines) = (Operations::expect(), Machines::expect());
    let foreign = memo(move |_| operations.with(|tracker| tracker.foreign().cloned().collect::<Vec<_>>()));
    let entries = move || {
        let entry = |one: &snapdeck_core::operations::team::Foreign| {
            let id = one.machine_id.clone();
            let machine = machine_link(&one.machine_id, move || machines.name_of(&id).to_string());
            let since = one.since.map(|at| format!("{} {}", words.asked, dates::readable(at)));
            view! {
                <li class="activity-entry">
                    <div class="activity-main">
                        <p class="activity-title">{machine}</p>
                        <p class="activity-meta"><span>{since}</span></p>
                    </div>
                    <span class="badge" data-tone={"running"}>{text::operations::foreign(one)}</span>
                </li>
            }
        };
        foreign.read().iter().map(entry).collect_view()
    };
    view! {
        <section class="activity-section" aria-labelledby="activity-others" hidden=move || foreign.read().is_empty()>
            <h2 class="section-title" id="activity-others">{words.others}</h2>
            <ul class="activity-list">{entries}</ul>
        </section>
    }
}
