//! Where the application starts: it reads its configuration, then shows itself.

use leptos::mount::mount_to_body;
use leptos::prelude::*;
use snapdeck::api::transport;
use snapdeck::app::{App, BadConfigPage};
use snapdeck::browser::page;
use snapdeck::domain::config::{BadConfig, Config};
use snapdeck::routes::BASE;
use snapdeck::text::errors;
use wasm_bindgen_futures::spawn_local;

fn main() {
    std::panic::set_hook(Box::new(|panic| page::show_broken(&panic.to_string())));
    spawn_local(async {
        let config = match transport::read_own_file(&format!("{BASE}/config.json")).await {
            Ok(answer) if answer.status == 200 => Config::read(&answer.body),
            Ok(answer) => Err(BadConfig::Unreadable(format!("the server answered {}", answer.status))),
            Err(problem) => Err(BadConfig::Unreadable(errors::describe(&problem))),
        };
        match config {
            Ok(config) => mount_to_body(move || view! { <App config /> }),
            Err(problem) => mount_to_body(move || view! { <BadConfigPage problem /> }),
        }
    });
}
