//! Views that come in the second part of the program (`xtask/src/cut`), and what stands in their place until then.

use leptos::prelude::*;

use crate::browser::page;
use crate::components::heading::KeepsFocus;
use crate::services::later::{Arrival, Later};
use crate::ui::button::{Look, button};
use crate::ui::notice::Blank;
use crate::ui::skeleton::Skeleton;
use snapdeck_core::text::words;

/// What makes a view that comes later: it does nothing but call the function `later` of its module. Boxed by whoever asks for it,
/// since code that was compiled for it would come later itself.
pub type View = Box<dyn Fn() -> AnyView + Send>;

/// A page, which brings its `main` along.
pub fn later_page(view: View) -> AnyView {
    framed(view, |placeholder| view! { <main class="page" id="content">{placeholder}</main> }.into_any())
}

/// A part of a page.
pub fn later_view(view: View) -> AnyView {
    framed(view, std::convert::identity)
}

fn framed(view: View, frame: fn(AnyView) -> AnyView) -> AnyView {
    let later = Later::expect();
    later.fetch();
    let mut has_waited = false;
    let content = move || {
        let placeholder = placeholder(later);
        if placeholder.is_some() {
            has_waited = true;
        } else if has_waited && page::is_typing() {
            provide_context(KeepsFocus);
        }
        placeholder.map_or_else(&view, frame)
    };
    content.into_any()
}

/// What stands in the place of all that is not here yet, and says if it does not come; none once it is here. Tracked.
pub fn placeholder(later: Later) -> Option<AnyView> {
    match later.arrival() {
        Arrival::Here => None,
        Arrival::NotAsked | Arrival::OnItsWay => {
            Some(view! { <Skeleton label=words().snapshots().loading /> }.into_any())
        }
        Arrival::Failed => {
            let words = words().chrome();
            let again = button(words.try_again, Look::Plain, move || later.fetch());
            let text = words.later_failed_why.to_owned();
            Some(view! { <Blank title=words.later_failed text failure=true>{again}</Blank> }.into_any())
        }
    }
}
