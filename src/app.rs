//! The application: reads its configuration, provides the state, and shows what an account sees.

use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{clock, listen, page, transport};
use crate::components::dialogs;
use crate::components::header::Header;
use crate::components::heading::{HasNavigated, keep_focus};
use crate::components::sign_in::{ExpiredDialog, SignInPage};
use crate::components::toasts::ToastRegion;
use crate::pages::CurrentPage;
use crate::pages::bad_config::BadConfigPage;
use crate::reactive::memo;
use crate::routes::{BASE, Route};
use crate::services;
use crate::services::client::Client;
use crate::services::later::Later;
use crate::state::dates::Dates;
use crate::state::dialogs::Dialogs;
use crate::state::list::List;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::state::position::Position;
use crate::state::session::Session;
use crate::state::surroundings::Surroundings;
use crate::state::toasts::Toasts;
use crate::ui::button::{Look, button};
use crate::ui::notice::Banner;
use snapdeck_core::model::config::{ApiBaseUrl, BadConfig};
use snapdeck_core::text::words;

/// Starts the application.
pub fn start() {
    // boot.js tells the user that it stopped. In a release, panics have no text.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| page::log_panic(&panic.to_string())));
    spawn_local(async {
        let base = match transport::read_own_file(&format!("{BASE}/config.json")).await {
            Ok(answer) if answer.status == 200 => ApiBaseUrl::from_config(&answer.body),
            Ok(answer) => Err(BadConfig::NotServed(answer.status)),
            Err(problem) => Err(BadConfig::NotFetched(problem)),
        };
        match base {
            Ok(base) => open(base),
            Err(problem) => mount_to_body(move || view! { <BadConfigPage problem /> }),
        }
    });
}

/// Provides the state, and draws it once the first questions are on their way: drawing takes longer than their answers.
fn open(base: ApiBaseUrl) {
    mount_to_body(move || {
        provide(base);
        let root = Owner::current();
        // Whoever asks was spawned before, and is sent first.
        spawn_local(async move {
            if let Some(root) = root {
                root.with(|| mount_to_body(Application));
            }
        });
    });
}

fn provide(base: ApiBaseUrl) {
    Session::provide();
    List::provide();
    Operations::provide();
    Surroundings::provide(clock::now);
    Machines::provide();
    Dates::provide();
    Toasts::provide();
    Dialogs::provide();
    Location::provide(Route::here());
    HasNavigated::provide();
    Position::provide();
    Later::provide();
    services::start(Client::provide(base));
}

#[component]
fn Application() -> impl IntoView {
    listen::enter_acts_once();
    listen::focus_is_noted();
    page::end_waiting();
    let account = Session::expect().account_key();
    let content = move || match account.get() {
        Some(_) => view! { <SignedIn /> }.into_any(),
        None => view! { <SignInPage /> }.into_any(),
    };
    view! {
        {content}
        <ToastRegion />
    }
}

/// What an account sees. No dialog outlives its account.
#[component]
fn SignedIn() -> impl IntoView {
    let (session, dialogs) = (Session::expect(), Dialogs::expect());
    on_cleanup(move || dialogs.close());
    let expired = memo(move |_| session.is_expired());
    view! {
        <Header />
        <OfflineBanner />
        <CurrentPage />
        {move || dialogs.current().map(dialogs::view_of)}
        {move || expired.get().then(|| view! { <ExpiredDialog /> }.into_any())}
    }
}

/// Says that the browser is offline before anything fails because of it.
#[component]
fn OfflineBanner() -> impl IntoView {
    let surroundings = Surroundings::expect();
    move || {
        (!surroundings.is_online()).then(|| {
            keep_focus(String::new());
            let text = words().problems().offline.to_owned();
            let again =
                button(words().chrome().try_again, Look::Small, move || services::surroundings::look(surroundings));
            view! { <div class="page-notice"><Banner text>{again}</Banner></div> }
        })
    }
}
