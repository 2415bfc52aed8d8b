//! An operation that was not started from here, as its event shows it.

use leptos::prelude::*;

use crate::browser::dates;
use crate::components::machine::link::machine_link;
use crate::state::machines::Machines;
use snapdeck_core::model::event::EventState;
use snapdeck_core::operations::team::Foreign;
use snapdeck_core::text::{self, words};

pub(super) fn entry(event: Foreign) -> AnyView {
    let words = words().activity();
    let machines = Machines::expect();
    let about = StoredValue::new(event);
    let machine_name = move || about.with_value(|event| machines.name_of(&event.machine_id).to_string());
    let title = move || about.with_value(|event| text::operations::foreign_title(event, &machine_name()));
    let machine = about.with_value(|event| machine_link(&event.machine_id, machine_name));
    let (since, took, status, reason, tone) = about.with_value(|event| {
        let took = event.started.zip(event.finished).map(|(from, to)| (words.took)(to.since(from) / 1_000));
        let tone = match &event.state {
            EventState::Done => "done",
            EventState::Error if event.reason.is_some() => "failed",
            EventState::Error | EventState::Cancelled => "unsure",
            _ => "running",
        };
        let since = event.since.map(|at| format!("{} {}", words.asked, dates::time(at)));
        (since, took, text::operations::foreign(event), event.reason.as_deref().map(str::to_owned), tone)
    });
    view! {
        <li class="activity-entry">
            <div class="activity-main">
                <p class="activity-title" dir="auto">{title}</p>
                <p class="activity-meta">
                    <span>{words.on_machine} " " {machine}</span>
                    <span>{since}</span>
                    <span class="figures">{took}</span>
                    <span class="activity-elsewhere">{words.elsewhere}</span>
                </p>
                {reason.map(|reason| view! { <p class="activity-says">{reason}</p> }.into_any())}
            </div>
            <span class="badge" data-tone=tone>{status}</span>
        </li>
    }
    .into_any()
}
