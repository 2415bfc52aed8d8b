//! A dialog that comes in the second part of the program. Until then one with the same title stands there: it can be closed, and keeps
//! everything else from being opened beside it.

use leptos::prelude::*;

use super::form::DialogForm;
use crate::components::later::{View, placeholder};
use crate::services::later::Later;
use snapdeck_core::text::words;

pub fn later_dialog(title: &'static str, on_close: Callback<()>, view: View) -> AnyView {
    let later = Later::expect();
    later.fetch();
    let content = move || match placeholder(later) {
        Some(placeholder) => {
            let close = words().chrome().close;
            view! { <DialogForm title=title.to_owned() cancel=close on_close>{placeholder}</DialogForm> }.into_any()
        }
        None => view(),
    };
    content.into_any()
}
