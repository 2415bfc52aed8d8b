//! A machine's events, drawn on a timeline and available as a list.

use leptos::prelude::*;

use crate::browser::{clock, dates};
use crate::components::ask_again::ask_again;
use crate::components::machine_search::{machine_choices, machine_search};
use crate::reactive::scoped_memo;
use crate::services::client::Client;
use crate::state::machines::Machines;
use crate::state::remote::Remote;
use crate::ui::notice::Banner;
use crate::ui::select::Select;
use snapdeck_core::api::machine_events;
use snapdeck_core::model::event::Event;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::operations::timeline::{Bar, LANES_MAX, bars};
use snapdeck_core::text::{self, errors, words};

const EVENTS: u32 = 60;

/// In the picture's own units.
const WIDTH: u32 = 1_000;
const LANE: u32 = 22;

#[component]
pub(super) fn Timeline() -> impl IntoView {
    let words = words().activity();
    let (client, machines) = (Client::expect(), Machines::expect());
    let chosen = RwSignal::new(String::new());
    let choices = scoped_memo(move |_| machine_choices(machines, words.timeline_choose));
    let events = Remote::of(
        move || Some(chosen.get()).filter(|id| !id.is_empty()).map(|id| MachineId::from(id.as_str())),
        move |id| async move { client.read(machine_events::list(Some(&id), EVENTS)).await },
    );
    let found = scoped_memo(move |_| events.value(|page| page.map(|page| page.items.clone())));
    let problem = scoped_memo(move |_| events.missing());
    let content = move || match (found.get(), problem.get()) {
        (Some(events), _) if events.is_empty() => view! { <p class="quiet">{words.timeline_empty}</p> }.into_any(),
        (Some(events), _) => view! { <Picture events /> }.into_any(),
        (None, Some(problem)) => view! {
            <Banner text=errors::describe(&problem) failure=true>{ask_again(events.question(), false)}</Banner>
        }
        .into_any(),
        (None, None) => ().into_any(),
    };
    view! {
        <section class="activity-section" aria-labelledby="activity-timeline">
            <h2 class="section-title" id="activity-timeline">{words.timeline}</h2>
            <div class="toolbar">
                <Select id="timeline-machine" label=words.timeline_machine choices value=chosen search=machine_search() />
            </div>
            {content}
        </section>
    }
}

#[component]
fn Picture(events: Vec<Event>) -> impl IntoView {
    let words = words().activity();
    let drawn = bars(&events, clock::now(), WIDTH);
    let lanes = drawn.iter().map(|bar| bar.lane + 1).max().unwrap_or(1).min(LANES_MAX);
    let view_box = format!("0 0 {WIDTH} {}", lanes * LANE);
    let ends = [drawn.iter().filter_map(|bar| events.get(bar.event)?.dt_created).min(), Some(clock::now())];
    let ends = ends.map(|at| view! { <span>{at.map(dates::readable)}</span> });
    let entries = events.iter().map(|event| view! { <li>{line(event)}</li> }).collect_view();
    let shapes = drawn.iter().filter_map(|bar| Some(shape(bar, events.get(bar.event)?))).collect_view();
    view! {
        <svg class="timeline" viewBox=view_box preserveAspectRatio="none" aria-hidden="true">{shapes}</svg>
        <p class="timeline-ends" aria-hidden="true">{ends.collect_view()}</p>
        <details class="timeline-list">
            <summary class="link">{(words.timeline_as_list)(events.len())}</summary>
            <ol>{entries}</ol>
        </details>
    }
}

fn shape(bar: &Bar, event: &Event) -> impl IntoView + use<> {
    let tone = if event.state.is_bad_end() {
        "failed"
    } else if event.state.is_open() {
        "running"
    } else {
        "done"
    };
    view! {
        <rect
            class="timeline-bar"
            data-tone=tone
            data-kind=event.name.to_string()
            x=bar.from
            y=bar.lane * LANE + 3
            width=bar.length
            height={LANE - 6}
            rx={3}
        >
            <title>{line(event)}</title>
        </rect>
    }
}

fn line(event: &Event) -> String {
    text::operations::event(event, event.dt_created.map(dates::readable).as_deref())
}
