//! What stays after a restore until the user has looked at the machine: the way back, or that it is kept.

use leptos::prelude::*;

use crate::components::heading::keep_focus;
use crate::services::client::Client;
use crate::services::operations::keep;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::operations::Operations;
use crate::ui::button::{Look, button};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::keyed::{Entry, Keyed};
use snapdeck_core::operations::operation::Operation;
use snapdeck_core::operations::undo::to_check;
use snapdeck_core::text::words;

/// More than these wait in Activity alone: the page must stay in sight.
const CARDS_MAX: usize = 2;

/// The region is always there: a live region that appears with its content is not read out.
#[component]
pub fn RestoredCards() -> impl IntoView {
    let operations = Operations::expect();
    let card = |operation: &Operation| {
        let about = operation.clone();
        Entry::new(operation.id.as_str(), move || view! { <Card about /> }.into_any())
    };
    let entries = Callback::new(move |()| {
        operations.with(|tracker| to_check(tracker.operations()).take(CARDS_MAX).map(card).collect())
    });
    view! { <div class="page-notice" role="status"><Keyed entries /></div> }
}

#[component]
fn Card(about: Operation) -> impl IntoView {
    let words = words().activity();
    let (client, dialogs) = (Client::expect(), Dialogs::expect());
    let text = (words.restored)(&about.machine_name, &about.snapshot_name);
    let about = StoredValue::new(about);
    let undo = move || {
        let (safety, id) = about.with_value(|operation| (operation.way_back(), operation.id.clone()));
        safety.into_iter().for_each(|safety| dialogs.open(Dialog::undo(safety, id.clone())));
    };
    let kept = move || keep(client, about.read_value().id.clone());
    keep_focus(String::new());
    view! {
        <div class="banner" data-tone="good">
            <Glyph icon=Icon::Done />
            <p class="banner-text">{text}</p>
            {button(words.undo, Look::Small, undo)}
            {button(words.keep, Look::Small, kept)}
        </div>
    }
}
