//! One operation: its progress or its outcome, and what can be done about it.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::{clock, dates};
use crate::components::copy::copy;
use crate::components::heading::keep_focus;
use crate::components::machine::link::machine_link;
use crate::components::name::name as shown;
use crate::components::operation_status::OperationStatus;
use crate::components::progress::progress;
use crate::components::undo::UndoRestore;
use crate::reactive::memo;
use crate::routes::{Route, href_of};
use crate::services::client::Client;
use crate::services::operations;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::operations::Operations;
use crate::state::surroundings::Surroundings;
use crate::state::toasts::Toasts;
use crate::ui::button::{Look, button};
use snapdeck_core::list::filter::View;
use snapdeck_core::operations::operation::{Candidate, Operation, Outcome, Phase, Verb};
use snapdeck_core::text::{self, words};

const TICK: Duration = Duration::from_secs(1);

#[component]
pub(super) fn Entry(operation: Operation) -> impl IntoView {
    let words = words().activity();
    let says = (!operation.is_running() && operation.outcome() != Some(&Outcome::Done))
        .then(|| text::operations::outcome(&operation));
    let look =
        says.is_some().then(|| view! { <a class="link" href=Route::home().href()>{words.look_at_list}</a> }.into_any());
    // Whatever becomes of the operation is another entry.
    let id = format!("operation-{}", operation.id.as_str());
    let itself = format!("[id=\"{id}\"]");
    keep_focus(itself.clone());
    let name = operation.machine_name.to_string();
    let machine = machine_link(&operation.machine_id, move || name.clone());
    view! {
        <li class="activity-entry" id=id tabindex="-1">
            <div class="activity-main">
                <p class="activity-title" dir="auto">{text::operations::title(&operation)}</p>
                <p class="activity-meta">
                    <span>{words.on_machine} " " {machine}</span>
                    <span>{words.asked} " " {dates::time(operation.asked_at)}</span>
                    <Span operation=operation.clone() />
                </p>
                {progress(&operation)}
                {says.map(|says| view! { <p class="activity-says">{says}</p> }.into_any())}
                <Candidates operation=operation.clone() />
                {look}
                <Doings operation=operation.clone() itself />
            </div>
            <OperationStatus operation />
        </li>
    }
}

/// How long it has been running, compared with what is usual; or how long it took.
#[component]
fn Span(operation: Operation) -> impl IntoView {
    let words = words().activity();
    let operations = Operations::expect();
    let (asked_at, verb, machine_id) = (operation.asked_at, operation.verb, operation.machine_id.clone());
    if let Phase::Ended { at, .. } = operation.phase {
        return view! { <span class="figures">{(words.took)(at.since(asked_at) / 1_000)}</span> }.into_any();
    }
    if !operation.is_running() {
        return ().into_any();
    }
    let now = RwSignal::new(clock::now());
    clock::every(TICK, move || now.set(clock::now()));
    let usual = memo(move |_| operations.with(|tracker| tracker.team().usual(verb, &machine_id)));
    let elapsed = move || (words.elapsed)(now.get().since(asked_at) / 1_000);
    let compared = move || {
        let usual = usual.get()?;
        let is_long = now.get().since(asked_at) > usual.longer_than_usual_ms();
        Some(if is_long { words.longer.to_owned() } else { (words.usually)(usual.from_ms, usual.to_ms) })
    };
    view! { <span class="figures">{elapsed}</span><span class="figures">{compared}</span> }.into_any()
}

/// Links to the snapshots that may be its result.
#[component]
fn Candidates(operation: Operation) -> impl IntoView {
    let link = |candidate: Candidate| {
        let href = href_of(&View::default(), Some(candidate.id));
        view! { <li><a class="link" href=href>{shown(&candidate.name)}</a></li> }
    };
    let links: Vec<_> = operation.candidates.into_iter().map(link).collect();
    (!links.is_empty()).then(|| view! { <ul class="activity-says">{links}</ul> }.into_any())
}

#[component]
fn Doings(operation: Operation, itself: String) -> impl IntoView {
    let words = words().activity();
    let (client, toasts) = (Client::expect(), Toasts::expect());
    let is_unsure = operation.is_unsure();
    let about = StoredValue::new(operation);
    let forget = move || operations::dismiss(client, about.read_value().id.clone());
    let details = move || {
        let text = about.with_value(|one| text::operations::details(one, &dates::sortable_minute(one.asked_at)));
        let refused = (words.copy_refused)(&text);
        copy(toasts, text, words.copied.to_owned(), refused);
    };
    view! {
        <div class="activity-doings">
            <UndoRestore operation=about.get_value() />
            <Again about itself />
            {is_unsure.then(|| button(words.forget, Look::Small, forget))}
            {button(words.copy_details, Look::Small, details)}
        </div>
    }
}

/// Starts it again, where that is safe. Disabled, with the reason, while something else prevents it.
#[component]
fn Again(about: StoredValue<Operation>, itself: String) -> impl IntoView {
    let words = words();
    let (client, dialogs, toasts) = (Client::expect(), Dialogs::expect(), Toasts::expect());
    let shown = Operations::expect();
    let check = memo(move |_| shown.check_again(&about.read_value().id));
    let surroundings = Surroundings::expect();
    let offline = move || (!surroundings.is_online()).then(|| words.problems().offline_before_sending);
    let why = move || check.get()?.err().map(|why| (words.snapshots().why)(why)).or_else(offline);
    let again = move |_| {
        about.with_value(|operation| match (operation.verb, operation.snapshot()) {
            // A restore is confirmed every time.
            (Verb::Restore, Some(snapshot)) => {
                let (instead_of, undo_of) = (Some(operation.id.clone()), operation.undo_of.clone());
                dialogs.open(Dialog::Restore { snapshot, instead_of, undo_of });
            }
            _ => operations::again(client, toasts, operation),
        });
    };
    let is_unsure = about.with_value(Operation::is_unsure);
    let label = if is_unsure { words.activity().send_again } else { words.activity().try_again };
    let itself = StoredValue::new(itself);
    let button = move || {
        keep_focus(itself.get_value());
        view! {
            <button type="button" class="button" data-size="small" disabled=move || why().is_some() title=why on:click=again>
                {label}
            </button>
            <span class="quiet">{why}</span>
        }
    };
    move || check.read().is_some().then(button)
}
