//! Shown in place of the application when its configuration is invalid.

use leptos::prelude::*;

use crate::browser::page;
use crate::ui::notice::Blank;
use snapdeck_core::model::config::BadConfig;
use snapdeck_core::text::{errors, words};

#[component]
pub fn BadConfigPage(problem: BadConfig) -> impl IntoView {
    page::end_waiting();
    view! {
        <main class="page" id="content">
            <Blank title=words().chrome().bad_config_title text=errors::describe_config(&problem) failure=true />
        </main>
    }
}
