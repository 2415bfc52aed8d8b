//! Operations started in this browser, and what others in the team are doing.

mod entry;
mod team_operations;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::heading::Heading;
use crate::reactive::memo;
use crate::services::notify;
use crate::state::operations::Operations;
use crate::state::toasts::{Toasts, Tone};
use crate::ui::field::TickBox;
use crate::ui::keyed::{Entry, Keyed};
use crate::ui::notice::Blank;
use crate::ui::select::Select;
use snapdeck_core::operations::operation::{Operation, Outcome, Phase, Undo};
use snapdeck_core::text::{self, words};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Part {
    Running,
    Unsure,
    Failed,
    Finished,
}

impl Part {
    const ALL: [Self; 4] = [Self::Running, Self::Unsure, Self::Failed, Self::Finished];

    fn has(self, operation: &Operation) -> bool {
        match self {
            Self::Running => operation.is_running(),
            Self::Unsure => operation.is_unsure(),
            Self::Failed => operation.outcome().is_some_and(|outcome| *outcome != Outcome::Done),
            Self::Finished => operation.outcome() == Some(&Outcome::Done),
        }
    }

    fn title(self) -> &'static str {
        let words = words().activity();
        match self {
            Self::Running => words.running,
            Self::Unsure => words.unsure,
            Self::Failed => words.failed,
            Self::Finished => words.finished,
        }
    }
}

/// What the first part of the program calls (`components/later.rs`).
#[inline(never)]
pub fn later() -> AnyView {
    view! { <ActivityPage /> }.into_any()
}

#[component]
fn ActivityPage() -> impl IntoView {
    let words = words().activity();
    let operations = Operations::expect();
    // Its dialog has said that it was refused.
    let is_hidden = |one: &Operation| one.phase == Phase::Withdrawn;
    let is_empty = memo(move |_| operations.with(|tracker| tracker.operations().iter().all(is_hidden)));
    let shown = RwSignal::new(String::new());
    let own = move || {
        if is_empty.get() {
            view! { <Blank title=words.empty_title text=words.empty.to_owned() /> }.into_any()
        } else {
            let sections = Part::ALL.map(|part| view! { <Section part shown /> }.into_any());
            view! { <Filter shown />{sections.collect_view()} }.into_any()
        }
    };
    view! {
        <main class="page" id="content">
            <div class="page-head"><Heading text=words.title.to_owned() /></div>
            {own}
            <team_operations::TeamOperations />
            <NotifyChoice />
        </main>
    }
}

/// The choice of system notifications. The browser asks for permission only once it is ticked.
#[component]
fn NotifyChoice() -> impl IntoView {
    let words = words().activity();
    let toasts = Toasts::expect();
    let wanted = RwSignal::new(notify::is_wanted());
    let choose = move |now| {
        spawn_local(async move {
            if notify::choose(now).await != now {
                toasts.show(Tone::Failure, words.notify_refused);
                wanted.try_set(false);
            }
        });
    };
    view! {
        <div class="activity-section">
            <TickBox id="notify" label=words.notify checked=wanted on_change=Callback::new(choose) />
        </div>
    }
}

#[component]
fn Filter(shown: RwSignal<String>) -> impl IntoView {
    let words = words().activity();
    let all = (String::new(), words.show_all.to_owned());
    let choices: Vec<_> =
        std::iter::once(all).chain(Part::ALL.map(|part| (part.title().to_owned(), part.title().to_owned()))).collect();
    view! {
        <div class="toolbar"><Select id="activity-show" label=words.show choices value=shown /></div>
    }
}

/// The key changes with all that the entry shows, so that it is redrawn.
fn entry_of(operation: Operation) -> Entry {
    let undo = match &operation.undo {
        Undo::No => "",
        Undo::Looking { .. } => "looking",
        Undo::Missing => "missing",
        Undo::Several => "several",
        Undo::Found { id, .. } => id.as_str(),
    };
    let (status, candidates) = (text::operations::status(&operation), operation.candidates.len());
    let key = format!("{} {status} {undo} {candidates}", operation.id.as_str());
    Entry::new(key, move || view! { <entry::Entry operation /> }.into_any())
}

#[component]
fn Section(part: Part, shown: RwSignal<String>) -> impl IntoView {
    let words = words().activity();
    let operations = Operations::expect();
    let title = part.title();
    let chosen = memo(move |_| {
        operations
            .with(|tracker| tracker.operations().iter().rev().filter(|one| part.has(one)).cloned().collect::<Vec<_>>())
    });
    let is_shown = move || shown.read().is_empty() || *shown.read() == title;
    let is_empty = memo(move |_| chosen.read().is_empty());
    let empty = move || {
        is_empty.get().then(
            || view! { <p class="quiet">{if part == Part::Running { words.none_running } else { words.none }}</p> },
        )
    };
    // Only an empty section that was asked for, or the one of running operations, says that it is empty.
    let is_worth = move || is_shown() && (!is_empty.get() || part == Part::Running || !shown.read().is_empty());
    let entries = Callback::new(move |()| chosen.get().into_iter().map(entry_of).collect());
    let id = format!("activity-{title}").replace(' ', "-");
    let labelled = id.clone();
    view! {
        <section class="activity-section" aria-labelledby=labelled hidden=move || !is_worth()>
            <h2 class="section-title" id=id>{title}</h2>
            {empty}
            <ul class="activity-list">
                <Keyed entries />
            </ul>
        </section>
    }
}
