//! A machine's page: its timeline, the same as a list, and what Paperspace knows of it.

use leptos::prelude::*;

use crate::components::ask_again::ask_again;
use crate::components::heading::Heading;
use crate::components::machine::facts::machine_facts;
use crate::components::machine::happened::happened;
use crate::components::machine::history::{History, Reach};
use crate::components::machine::lineage::{lineage, list_of};
use crate::components::machine::timeline::timeline;
use crate::components::machine_state::state_badge;
use crate::reactive::scoped_memo;
use crate::routes::Route;
use crate::services::machines::keep_fresh;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::state::remote::Remote;
use crate::ui::notice::{Banner, Blank};
use snapdeck_core::list::filter::View;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::text::{errors, words};

/// What the first part of the program calls (`components/later.rs`).
#[inline(never)]
pub fn later(id: MachineId) -> AnyView {
    let (machines, location) = (Machines::expect(), Location::expect());
    let about = StoredValue::new(id);
    let name = scoped_memo(move |_| machines.name_of(&about.read_value()).to_string());
    let read = keep_fresh(move || Some(about.get_value()), 0);
    let is_gone = scoped_memo(move |_| read.problem().is_some_and(|problem| problem.is_not_found()));
    let content = move || if is_gone.get() { gone() } else { content(about.get_value(), read) };
    // The window is called as the machine is.
    let title = move || location.opens(&name.read());
    view! {
        <main class="page" id="content">
            {title}
            <div class="page-head machine-head">
                <Heading text=name />
                {move || (!is_gone.get()).then(|| state(about))}
            </div>
            {content}
        </main>
    }
    .into_any()
}

fn gone() -> AnyView {
    let words = words();
    let home = view! { <a class="link" href=Route::home().href()>{words.chrome().to_snapshots}</a> };
    view! { <Blank title=words.machine().gone_title text=words.machine().gone.to_owned()>{home}</Blank> }.into_any()
}

/// As Paperspace calls it, beside the name.
fn state(about: StoredValue<MachineId>) -> AnyView {
    let machines = Machines::expect();
    let state = scoped_memo(move |_| machines.get(&about.read_value()).map(|one| one.state));
    let badge = move || state.get().as_ref().map(state_badge);
    badge.into_any()
}

fn content(id: MachineId, read: Remote<()>) -> AnyView {
    let words = words().machine();
    let history = History::read(id.clone(), Reach::All);
    let about = StoredValue::new(id);
    let more = move || {
        let href = list_of(history, View::default(), None);
        history
            .has_more()
            .then(|| view! { <p class="machine-more"><a class="link" href=href>{words.more}</a></p> }.into_any())
    };
    let events_problem = scoped_memo(move |_| history.events.missing());
    let events_failed = move || {
        let problem = events_problem.get()?;
        let text = (words.events_failed)(&errors::describe(&problem));
        Some(view! { <Banner text>{ask_again(history.events.question(), false)}</Banner> }.into_any())
    };
    view! {
        {events_failed}
        <section class="machine-timeline" aria-label=move || (words.timeline)(&history.name())>
            {timeline(history, None)}
            {more}
            {as_list(history)}
        </section>
        {facts(about, read)}
    }
    .into_any()
}

/// All of the picture, for those who read. It is made when it is asked for: there may be many.
fn as_list(history: History) -> AnyView {
    let words = words().machine();
    let is_open = RwSignal::new(false);
    let count = move || {
        let snapshots = history.there.read().as_ref().map_or(0, Vec::len);
        (words.as_list)(snapshots + history.happenings.read().len())
    };
    let lists = move || {
        is_open.get().then(|| {
            view! {
                <div class="machine-lists">
                    <section aria-labelledby="machine-snapshots">
                        <h2 class="section-title" id="machine-snapshots">{words.snapshots}</h2>
                        {lineage(history, None, View::default)}
                    </section>
                    <section aria-labelledby="machine-events">
                        <h2 class="section-title" id="machine-events">{words.events}</h2>
                        {happened(history)}
                    </section>
                </div>
            }
        })
    };
    view! {
        <details
            class="machine-list"
            hidden=move || history.there.read().is_none()
            on:toggle:target=move |event| is_open.set(event.target().open())
        >
            <summary class="link">{count}</summary>
            {lists}
        </details>
    }
    .into_any()
}

fn facts(about: StoredValue<MachineId>, read: Remote<()>) -> AnyView {
    let words = words();
    let (machines, all) = (Machines::expect(), words.machine());
    let machine = scoped_memo(move |_| machines.get(&about.read_value()));
    let problem = scoped_memo(move |_| read.missing());
    let known = move || match (machine.get(), problem.get()) {
        (Some(machine), _) => Some(machine_facts(machine, None)),
        (None, Some(problem)) => {
            let text = (all.facts_missing)(&errors::describe(&problem));
            Some(view! { <Banner text>{ask_again(read.question(), false)}</Banner> }.into_any())
        }
        (None, None) => None,
    };
    let list = move || {
        let filter = View {
            query: snapdeck_core::list::query::Query { machine_id: Some(about.get_value()), ..Default::default() },
            ..View::default()
        };
        Route::Snapshots { view: filter, open: None }.href()
    };
    view! {
        <section class="machine-facts" aria-labelledby="machine-facts">
            <h2 class="section-title" id="machine-facts">{all.facts}</h2>
            {known}
            <p><a class="link" href=list>{all.in_list}</a></p>
        </section>
    }
    .into_any()
}
