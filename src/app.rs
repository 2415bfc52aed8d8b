//! The application: its state, its bar, and the page for the address.

use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider as _};

use crate::domain::config::{ApiBaseUrl, BadConfig};
use crate::domain::filter::View;
use crate::drivers;
use crate::later::Later;
use crate::pages::not_found::NotFoundPage;
use crate::pages::snapshots::SnapshotsPage;
use crate::parts::brand::PlainHeader;
use crate::parts::heading::HasNavigated;
use crate::routes::Route;
use crate::state::client::Client;
use crate::state::dialogs::Dialogs;
use crate::state::finder::Finder;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::state::position::Position;
use crate::state::session::Session;
use crate::state::toasts::Toasts;
use crate::text::words;
use crate::ui::notice::Blank;

/// The whole application, for an API at that address.
#[component]
pub fn App(
    /// Where the API is.
    base: ApiBaseUrl,
) -> impl IntoView {
    let session = Session::provide(drivers::session::kept_standing());
    Client::provide(base, session);
    List::provide();
    Finder::provide();
    Machines::provide();
    Operations::provide();
    Toasts::provide();
    Dialogs::provide();
    HasNavigated::provide();
    Position::provide();
    Later::provide();
    view! {
        <Router>
            <Everything />
        </Router>
    }
}

#[component]
fn Everything() -> impl IntoView {
    drivers::start();
    let (session, dialogs, later) = (Session::expect(), Dialogs::expect(), Later::expect());
    let account = session.account_key();
    // Whatever was open belonged to somebody else.
    Effect::new(move |_| {
        account.track();
        dialogs.close();
    });
    let content = move || match account.get() {
        Some(_) => view! { <SignedIn /> }.into_any(),
        None => later.need(|parts| (parts.sign_in)()),
    };
    view! {
        {content}
        {later.show(|parts| (parts.toasts)())}
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
    let (session, dialogs, later) = (Session::expect(), Dialogs::expect(), Later::expect());
    let location = use_location();
    // The router leaves it to its `Routes`, which we do without, to say when another address may be shown.
    let router = use_context::<BrowserUrl>();
    Effect::new(move |_| {
        location.pathname.track();
        if let Some(router) = &router {
            router.ready_to_complete();
        }
    });
    let route = Memo::new(move |_| Route::parse(&location.pathname.read(), &location.search.read()));
    let page = Memo::new(move |_| match &*route.read() {
        Route::Snapshots { .. } => Page::Snapshots,
        Route::Activity => Page::Activity,
        Route::NotFound => Page::NotFound,
    });
    let view = Memo::new(move |before: Option<&View>| match &*route.read() {
        Route::Snapshots { view, .. } => view.clone(),
        Route::Activity | Route::NotFound => before.cloned().unwrap_or_default(),
    });
    let open = Memo::new(move |_| match &*route.read() {
        Route::Snapshots { open, .. } => open.clone(),
        Route::Activity | Route::NotFound => None,
    });
    // Behind the first rows, so that it stands in nothing's way; at once where none are to come, or where some are kept.
    let is_kept = drivers::recall::is_kept(Client::expect(), session);
    let list = List::expect();
    let answered =
        Memo::new(move |_| list.with(|inventory| !inventory.is_blank() || inventory.next_problem().is_some()));
    Effect::new(move |_| {
        if is_kept || answered.get() || page.get() != Page::Snapshots {
            later.start();
        }
    });
    let content = move || match page.get() {
        Page::Snapshots => view! { <SnapshotsPage view open /> }.into_any(),
        Page::Activity => later.need(|parts| (parts.activity)()),
        Page::NotFound => view! { <NotFoundPage /> }.into_any(),
    };
    let expired = Memo::new(move |_| session.is_expired());
    view! {
        {later.show_or(move |parts| (parts.header)(route), || view! { <PlainHeader /> }.into_any())}
        {content}
        {move || dialogs.current().map(|dialog| later.need(move |parts| (parts.dialog)(dialog.clone())))}
        {move || expired.get().then(|| later.need(|parts| (parts.expired)()))}
    }
}

/// What is shown instead of the application when its configuration is not usable.
#[component]
pub fn BadConfigPage(
    /// What is wrong.
    problem: BadConfig,
) -> impl IntoView {
    view! {
        <main class="page" id="content">
            <Blank title=words().chrome().bad_config_title text=problem.to_string() failure=true />
        </main>
    }
}
