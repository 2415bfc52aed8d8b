//! What happened to a machine, for those who read.

use leptos::prelude::*;

use super::chosen;
use super::history::History;
use snapdeck_core::text::words;
use snapdeck_core::timeline::happenings::{Happening, Tone};

/// What happened, newest first, in lines.
pub fn happened(history: History) -> AnyView {
    let words = words().machine();
    let entries = move || {
        let all = history.happenings.read();
        if all.is_empty() {
            return view! { <p class="quiet">{words.no_events}</p> }.into_any();
        }
        let entry = |one: &Happening| {
            let tone = (one.tone() == Tone::Failed).then_some("failed");
            view! { <li class="happened" data-tone=tone><bdi>{chosen::line(one)}</bdi></li> }
        };
        let older = history.events.value(|page| page.is_some_and(|page| page.has_more));
        view! {
            <ol>{all.iter().map(entry).collect_view()}</ol>
            {older.then(|| view! { <p class="quiet">{words.older_events}</p> }.into_any())}
        }
        .into_any()
    };
    entries.into_any()
}
