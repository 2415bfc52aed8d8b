//! The heading of a page. It takes the focus when the page changes, so that a screen reader starts there; not on the first load.
//! And it takes the focus that something else took along when it went.

use leptos::html;
use leptos::prelude::*;

use crate::browser::{frame, listen, page};
use crate::components::name::name;
use crate::reactive::effect;

/// Whether this is not the first page shown.
#[derive(Clone, Copy, Debug)]
pub struct HasNavigated(StoredValue<bool>);

impl HasNavigated {
    pub fn provide() {
        provide_context(Self(StoredValue::new(false)));
    }

    /// The next page takes the focus, even if it is the first one.
    pub fn note() {
        let Self(navigated) = expect_context();
        navigated.set_value(true);
    }
}

/// Where the focus goes along with what the current owner shows, what the selector finds gets it, or else the heading. What is
/// around it and goes as well comes first, where it goes at once: a panel that is closed leads back to its row.
pub fn keep_focus(nearer: String) {
    let take = move || {
        for selector in [nearer.as_str(), page::HEADING] {
            if listen::has_lost_focus() {
                page::focus_first(selector, false);
            }
        }
    };
    on_cleanup(move || frame::next(move || frame::next(take)));
}

/// In the context of a heading that comes while the person types somewhere: it takes no focus.
#[derive(Clone, Copy, Debug)]
pub struct KeepsFocus;

#[component]
pub fn Heading(
    #[prop(into)] text: Signal<String>,
    /// One level down, in the panel beside the page.
    #[prop(optional)]
    in_panel: bool,
) -> impl IntoView {
    let HasNavigated(navigated) = expect_context();
    let takes_focus = use_context::<KeepsFocus>().is_none();
    let element = NodeRef::<html::H1>::new();
    let below = NodeRef::<html::H2>::new();
    effect(move |done: Option<bool>| {
        let shown =
            element.get().map(|heading| (*heading).clone()).or_else(|| below.get().map(|heading| (*heading).clone()));
        let Some(heading) = shown else { return false };
        if done != Some(true) && navigated.get_value() && takes_focus {
            page::focus_in_place(&heading);
        }
        navigated.set_value(true);
        true
    });
    if in_panel {
        view! { <h2 class="panel-title" tabindex="-1" dir="auto" node_ref=below>{move || name(&text.read())}</h2> }
            .into_any()
    } else {
        view! { <h1 class="page-title" tabindex="-1" node_ref=element>{move || name(&text.read())}</h1> }.into_any()
    }
}
