//! Lists the keyboard shortcuts.

use leptos::prelude::*;

use super::form::DialogForm;
use crate::services::shortcuts;
use snapdeck_core::text::words;

/// What the first part of the program calls (`components/later.rs`).
#[inline(never)]
pub(super) fn later() -> AnyView {
    view! { <KeysDialog /> }.into_any()
}

#[component]
fn KeysDialog() -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().dialogs());
    let entry = |(keys, what): &(&'static [&'static str], &'static str)| {
        let keys = keys.iter().map(|key| view! { <kbd class="key">{*key}</kbd> }.into_any()).collect_view();
        view! { <dt>{keys}</dt><dd>{*what}</dd> }
    };
    let everywhere = shortcuts::are_on().then(|| words.keys_everywhere.iter().map(entry).collect_view());
    let off = (!shortcuts::are_on()).then(|| view! { <p class="dialog-text">{words.keys_off}</p> }.into_any());
    view! {
        <DialogForm title=words.keys_title.to_owned() cancel=chrome.close>
            {off}
            <dl class="keys">{everywhere} {words.keys_in_list.iter().map(entry).collect_view()}</dl>
        </DialogForm>
    }
}
