//! Grey bars in the place of rows that are on their way. They appear only after a moment, so that nothing flickers.

use leptos::prelude::*;

/// How many rows it pretends.
const ROWS: usize = 8;

/// A list that is being loaded; its words are for those who do not see the bars.
#[component]
pub fn Skeleton(
    /// What is going on.
    label: &'static str,
) -> impl IntoView {
    let bars =
        (0..ROWS).map(|at| view! { <div class=format!("skeleton-row skeleton-row-{}", at % 3)></div> }).collect_view();
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{label}</span>
            {bars}
        </div>
    }
}
