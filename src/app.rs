//! The application: its state, its bar, and the page for the address.

use leptos::prelude::*;

use crate::browser::{listen, page};
use crate::components::dialogs;
use crate::components::header::Header;
use crate::components::heading::HasNavigated;
use crate::components::sign_in::{ExpiredDialog, SignInPage};
use crate::components::toasts::ToastRegion;
use crate::pages::activity::ActivityPage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::snapshots::SnapshotsPage;
use crate::reactive::{effect, memo};
use crate::routes::Route;
use crate::services;
use crate::services::client::Client;
use crate::state::dialogs::Dialogs;
use crate::state::list::List;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::state::position::Position;
use crate::state::session::Session;
use crate::state::surroundings::Surroundings;
use crate::state::toasts::Toasts;
use crate::ui::notice::Banner;
use snapdeck_core::list::filter::View;
use snapdeck_core::model::config::ApiBaseUrl;
use snapdeck_core::text::words;

/// The whole application.
#[component]
pub fn App(
    /// Where the API is.
    base: ApiBaseUrl,
) -> impl IntoView {
    Session::provide();
    List::provide();
    Operations::provide();
    Surroundings::provide();
    Machines::provide();
    Toasts::provide();
    Dialogs::provide();
    Location::provide(Route::here());
    HasNavigated::provide();
    Position::provide();
    services::start(Client::provide(base));
    listen::enter_acts_once();
    page::end_waiting();
    let (session, dialogs) = (Session::expect(), Dialogs::expect());
    let account = session.account_key();
    // Whatever was open belonged to somebody else.
    effect(move |_| {
        account.track();
        dialogs.close();
    });
    let content = move || match account.get() {
        Some(_) => view! { <SignedIn /> }.into_any(),
        None => view! { <SignInPage /> }.into_any(),
    };
    view! {
        {content}
        <ToastRegion />
    }
}

/// Which page, without what changes within it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Page {
    Snapshots,
    Activity,
    NotFound,
}

#[component]
fn SignedIn() -> impl IntoView {
    let (session, dialogs) = (Session::expect(), Dialogs::expect());
    let location = Location::expect();
    let page = memo(move |_| {
        location.with(|route| match route {
            Route::Snapshots { .. } => Page::Snapshots,
            Route::Activity => Page::Activity,
            Route::NotFound => Page::NotFound,
        })
    });
    let view = memo(move |before: Option<&View>| {
        location.with(|route| match route {
            Route::Snapshots { view, .. } => view.clone(),
            Route::Activity | Route::NotFound => before.cloned().unwrap_or_default(),
        })
    });
    let open = memo(move |_| {
        location.with(|route| match route {
            Route::Snapshots { open, .. } => open.clone(),
            Route::Activity | Route::NotFound => None,
        })
    });
    let content = move || match page.get() {
        Page::Snapshots => view! { <SnapshotsPage view open /> }.into_any(),
        Page::Activity => view! { <ActivityPage /> }.into_any(),
        Page::NotFound => view! { <NotFoundPage /> }.into_any(),
    };
    let expired = memo(move |_| session.is_expired());
    view! {
        <Header />
        <OfflineBanner />
        {content}
        {move || dialogs.current().map(dialogs::view_of)}
        {move || expired.get().then(|| view! { <ExpiredDialog /> })}
    }
}

/// Says that there is no network, before anything fails for that.
#[component]
fn OfflineBanner() -> impl IntoView {
    let surroundings = Surroundings::expect();
    move || {
        (!surroundings.is_online()).then(|| {
            let text = words().problems().offline.to_owned();
            view! { <div class="page-notice"><Banner text /></div> }
        })
    }
}
