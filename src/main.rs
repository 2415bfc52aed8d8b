//! Where the application starts: it reads its configuration, then shows itself.

use leptos::mount::mount_to_body;
use leptos::prelude::*;
use snapdeck::app::App;
#[cfg(debug_assertions)]
use snapdeck::browser::page;
use snapdeck::browser::transport;
use snapdeck::pages::bad_config::BadConfigPage;
use snapdeck::routes::BASE;
use snapdeck_core::model::config::{ApiBaseUrl, BadConfig};
use wasm_bindgen_futures::spawn_local;

fn main() {
    // boot.js shows the person that it stopped. A release says no more than that: its panics have no text.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| page::log_panic(&panic.to_string())));
    spawn_local(async {
        let base = match transport::read_own_file(&format!("{BASE}/config.json")).await {
            Ok(answer) if answer.status == 200 => ApiBaseUrl::from_config(&answer.body),
            Ok(answer) => Err(BadConfig::NotServed(answer.status)),
            Err(problem) => Err(BadConfig::NotFetched(problem)),
        };
        match base {
            Ok(base) => mount_to_body(move || view! { <App base /> }),
            Err(problem) => mount_to_body(move || view! { <BadConfigPage problem /> }),
        }
    });
}
