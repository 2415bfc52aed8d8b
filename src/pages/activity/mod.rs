//! What runs and what ran, as far as this browser knows.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::{clock, dates};
use crate::domain::operation::{Operation, Outcome, Phase};
use crate::parts::heading::Heading;
use crate::parts::operation_status::OperationStatus;
use crate::routes::Route;
use crate::state::operations::Operations;
use crate::text::{self, words};
use crate::ui::notice::Blank;

/// How often the elapsed time is shown anew.
const TICK: Duration = Duration::from_secs(1);

/// The page.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let words = &words().activity;
    let operations = Operations::expect();
    let is_empty = Memo::new(move |_| operations.with(|tracker| tracker.operations().iter().all(is_hidden)));
    view! {
        <main class="page" id="content">
            <Heading text=words.title.to_owned() />
            {move || {
                if is_empty.get() {
                    view! { <Blank title=words.empty_title text=words.empty.to_owned() /> }.into_any()
                } else {
                    view! {
                        <Section title=words.running wanted=Operation::is_running empty=words.none_running />
                        <Section title=words.unsure wanted=is_unsure />
                        <Section title=words.failed wanted=has_failed />
                        <Section title=words.finished wanted=has_finished />
                    }
                        .into_any()
                }
            }}
        </main>
    }
}

/// The person was told in the dialog already.
fn is_hidden(operation: &Operation) -> bool {
    operation.phase == Phase::Withdrawn
}

fn is_unsure(operation: &Operation) -> bool {
    operation.is_unsure()
}

fn has_finished(operation: &Operation) -> bool {
    operation.outcome() == Some(&Outcome::Done)
}

fn has_failed(operation: &Operation) -> bool {
    operation.outcome().is_some_and(|outcome| *outcome != Outcome::Done)
}

#[component]
fn Section(
    title: &'static str,
    wanted: fn(&Operation) -> bool,
    #[prop(optional)] empty: &'static str,
) -> impl IntoView {
    let operations = Operations::expect();
    let chosen = Memo::new(move |_| {
        operations
            .with(|tracker| tracker.operations().iter().rev().filter(|one| wanted(one)).cloned().collect::<Vec<_>>())
    });
    let id = format!("activity-{title}").replace(' ', "-");
    let labelled = id.clone();
    let has_any = Memo::new(move |_| !chosen.read().is_empty());
    view! {
        <Show when=move || has_any.get() || !empty.is_empty()>
            <section class="activity-section" aria-labelledby=labelled.clone()>
                <h2 class="section-title" id=id.clone()>{title}</h2>
                <Show when=move || !has_any.get()><p class="quiet">{empty}</p></Show>
                <ul class="activity-list">
                    <For each=move || chosen.get() key=|one| (one.id.clone(), text::operations::status(one)) children=|one| view! { <Entry operation=one /> } />
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Entry(operation: Operation) -> impl IntoView {
    let words = &words().activity;
    let asked_at = operation.asked_at;
    let running = operation.is_running();
    let now = RwSignal::new(clock::now());
    if running {
        clock::every(TICK, move || now.set(clock::now()));
    }
    let span = match operation.phase {
        Phase::Ended { at, .. } => Some((words.took)(at.since(asked_at) / 1_000)),
        _ => None,
    };
    let elapsed = move || match &span {
        Some(took) => took.clone(),
        None if running => (words.elapsed)(now.get().since(asked_at) / 1_000),
        None => String::new(),
    };
    let says = (!running && operation.outcome() != Some(&Outcome::Done)).then(|| text::operations::outcome(&operation));
    let look = says.is_some().then(|| view! { <a class="link" href=Route::home().href()>{words.look_at_list}</a> });
    view! {
        <li class="activity-entry">
            <div class="activity-main">
                <p class="activity-title" dir="auto">{text::operations::title(&operation)}</p>
                <p class="activity-meta">
                    <bdi>{(words.on_machine)(&operation.machine_name)}</bdi>
                    <span>{words.asked} " " {dates::readable(asked_at)}</span>
                    <span class="figures">{elapsed}</span>
                </p>
                {says.map(|says| view! { <p class="activity-says">{says}</p> })}
                {look}
            </div>
            <OperationStatus operation />
        </li>
    }
}
