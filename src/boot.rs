//! From the configuration to the application: draws the first rows as soon as they are here, and loads the rest behind them.
//!
//! A release is split by `xtask` (`--cfg split`): `application` and whatever only it leads to go into a WebAssembly file of
//! their own. A development build is whole, and the application is there at once.

use futures_channel::oneshot::{self, Receiver};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::App;
use crate::browser::{clock, page};
use crate::drivers;
use crate::pages::snapshots::FirstRows;
use crate::parts::brand::PlainHeader;
use crate::routes::Route;
use crate::state::client::Client;
use crate::state::list::FirstPage;
use crate::state::machines::Machines;
use crate::state::session::Session;
use crate::ui::notice::{Banner, Blank};
use snapdeck_core::api::snapshots;
use snapdeck_core::list::inventory::PAGE_LIMIT;
use snapdeck_core::list::query::Query;
use snapdeck_core::model::config::{ApiBaseUrl, BadConfig};
use snapdeck_core::model::page::Page;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::text::words;

/// How long a slow service keeps the application waiting, in milliseconds.
const PATIENCE_MS: u64 = 2_000;

/// Makes the application.
type Open = fn(Option<FirstPage>) -> AnyView;

/// It could not be loaded.
#[derive(Clone, Copy, Debug)]
struct NotLoaded;

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(split)]
#[leptos::wasm_split::wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
fn application() -> Result<Open, NotLoaded> {
    Ok(|first_page| view! { <App first_page /> }.into_any())
}

#[cfg(not(split))]
async fn application() -> Result<Open, NotLoaded> {
    Ok(|first_page| view! { <App first_page /> }.into_any())
}

/// Loads the application.
#[derive(Clone, Copy, Debug)]
struct Loader {
    is_asked_for: StoredValue<bool>,
    has_failed: RwSignal<bool>,
    open: RwSignal<Option<Open>>,
}

impl Loader {
    fn new() -> Self {
        Self { is_asked_for: StoredValue::new(false), has_failed: RwSignal::new(false), open: RwSignal::new(None) }
    }

    /// Loads it, unless that was begun already.
    fn start(self) {
        if !self.is_asked_for.get_value() {
            self.is_asked_for.set_value(true);
            self.try_again();
        }
    }

    fn try_again(self) {
        self.has_failed.set(false);
        spawn_local(async move {
            match application().await {
                Ok(open) => self.open.set(Some(open)),
                Err(NotLoaded) => self.has_failed.set(true),
            }
        });
    }
}

/// Where the configuration is good: the first rows, until the application takes their place. The state that both work with is
/// provided here.
#[component]
pub fn Boot(
    /// Where the API is.
    base: ApiBaseUrl,
) -> impl IntoView {
    let session = Session::provide(drivers::session::kept_standing());
    let client = Client::provide(base, session);
    Machines::provide();
    drivers::start_early();
    let account = session.account_untracked().map(|account| account.key);
    let route = account.is_some().then(Route::here);
    let loader = Loader::new();
    let rows = RwSignal::new(None);
    let first_page = StoredValue::new(None);
    match (&route, &account) {
        (Some(Route::Snapshots { view, .. }), Some(account)) => {
            let answer = ask_for_first_page(client, loader, &view.query, rows);
            first_page.set_value(Some(FirstPage { account: account.clone(), query: view.query.clone(), answer }));
            // The list of the last visit is shown by the application.
            if drivers::recall::is_kept(client, session) {
                loader.start();
            }
        }
        _ => loader.start(),
    }
    if account.is_some() {
        page::end_waiting();
    }
    move || match loader.open.get() {
        None => meanwhile(route.clone(), loader, rows),
        Some(open) => {
            page::stay_in_place();
            open(first_page.try_update_value(Option::take).flatten())
        }
    }
}

/// What is there until the application is; where nobody is signed in, what `index.html` says of loading.
fn meanwhile(route: Option<Route>, loader: Loader, rows: RwSignal<Option<Page<Snapshot>>>) -> AnyView {
    let problem = move || loader.has_failed.get().then(|| view! { <LoadFailed loader /> }.into_any());
    let blank = move || view! { <main class="page" id="content">{problem}</main> }.into_any();
    let Some(route) = route else { return blank() };
    let header = view! { <PlainHeader route=route.clone() /> };
    let content = match route {
        Route::Snapshots { view, open } => view! { <FirstRows view is_open=open.is_some() rows problem /> }.into_any(),
        Route::Activity | Route::NotFound => blank(),
    };
    view! { {header} {content} }.into_any()
}

/// Asks for the first page of a list, which the first rows and the application both take, and loads the application behind
/// it: then it stands in nothing's way.
fn ask_for_first_page(
    client: Client,
    loader: Loader,
    query: &Query,
    rows: RwSignal<Option<Page<Snapshot>>>,
) -> Receiver<Result<Page<Snapshot>, Problem>> {
    let (answer, answered) = oneshot::channel();
    let call = snapshots::list(query, None, PAGE_LIMIT);
    spawn_local(async move {
        let page = client.send(call).await;
        rows.set(page.as_ref().ok().cloned());
        // The application does not wait for it where it shows another list by now.
        let _heard = answer.send(page);
        loader.start();
    });
    spawn_local(async move {
        clock::wait(PATIENCE_MS).await;
        loader.start();
    });
    answered
}

/// Says that the application could not be loaded, and offers to try again.
#[component]
fn LoadFailed(loader: Loader) -> impl IntoView {
    let words = words().chrome();
    let text = format!("{}. {}", words.not_loaded_title, words.not_loaded);
    page::end_waiting();
    view! {
        <Banner text failure=true>
            <button type="button" class="button" on:click=move |_| loader.try_again()>{words.try_again}</button>
        </Banner>
    }
}

/// What is shown instead of the application when its configuration is not usable.
#[component]
pub fn BadConfigPage(
    /// What is wrong.
    problem: BadConfig,
) -> impl IntoView {
    page::end_waiting();
    view! {
        <main class="page" id="content">
            <Blank title=words().chrome().bad_config_title text=problem.to_string() failure=true />
        </main>
    }
}
