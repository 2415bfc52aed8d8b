//! Grey bars in place of rows that are being loaded, in the columns of the list. They appear after a moment, so that nothing flickers.

use leptos::prelude::*;

const ROWS: usize = 8;

#[component]
pub fn Skeleton(
    /// For screen readers.
    label: &'static str,
) -> impl IntoView {
    let bars = (0..ROWS)
        .map(|_| view! { <div class="skeleton-row"><i></i><i></i><i></i><i></i></div> }.into_any())
        .collect_view();
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{label}</span>
            {bars}
        </div>
    }
}
