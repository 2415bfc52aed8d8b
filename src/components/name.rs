//! Names, which may be anything: long, invisible, in any script.

use std::ops::Range;

use leptos::prelude::*;

use snapdeck_core::text::{names, words};

/// A name by itself: its beginning if it is long, and with its dates from left to right.
pub fn name(name: &str) -> AnyView {
    if names::is_invisible(name) {
        return view! { <em class="quiet">{words().chrome().invisible_name}</em> }.into_any();
    }
    match names::beginning(name) {
        Some(beginning) => view! { <bdi>{in_pieces(beginning, 0..0)}"…"</bdi> }.into_any(),
        None => view! { <bdi>{in_pieces(name, 0..0)}</bdi> }.into_any(),
    }
}

/// Its dates and other figures go from left to right, also where a part of them is `marked`.
pub fn in_pieces(name: &str, marked: Range<usize>) -> AnyView {
    let pieces = names::pieces(name);
    // The most by far: one text, and nothing around it.
    if let [(false, _)] = pieces[..]
        && marked.is_empty()
    {
        return name.to_owned().into_any();
    }
    let mut start = 0;
    let piece = |(is_figures, piece): (bool, &str)| {
        let [from, to] = [marked.start, marked.end].map(|at| at.saturating_sub(start).min(piece.len()));
        start += piece.len();
        let [before, found, after] = [&piece[..from], &piece[from..to], &piece[to..]].map(str::to_owned);
        let text = match found.is_empty() {
            true => piece.to_owned().into_any(),
            false => view! { {before}<mark class="mark">{found}</mark>{after} }.into_any(),
        };
        if is_figures { view! { <bdi>{text}</bdi> }.into_any() } else { text }
    };
    pieces.into_iter().map(piece).collect_view().into_any()
}

/// All of a long name, for who asks.
pub fn whole_name(name: &str) -> Option<AnyView> {
    names::beginning(name)?;
    let name = name.to_owned();
    Some(
        view! {
            <details class="whole-name">
                <summary class="link">{words().chrome().show_all}</summary>
                <p dir="auto">{name}</p>
            </details>
        }
        .into_any(),
    )
}
