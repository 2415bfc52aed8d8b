//! Grey bars in place of rows that are being loaded. They appear after a moment, so that nothing flickers.

use leptos::prelude::*;

const ROWS: usize = 8;

#[component]
pub fn Skeleton(
    /// For screen readers.
    label: &'static str,
) -> impl IntoView {
    let bars = (0..ROWS)
        .map(|at| view! { <div class=format!("skeleton-row skeleton-row-{}", at % 3)></div> }.into_any())
        .collect_view();
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{label}</span>
            {bars}
        </div>
    }
}
