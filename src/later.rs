//! What is not needed for the first rows: loaded once they are there, or when nobody is signed in.
//!
//! A release is split by `xtask` (`--cfg split`): `fetch` and whatever only it leads to go into a WebAssembly file of their
//! own. A development build is whole, and it is there at once. What it gives are functions that make views: an address of a
//! function is all that the first part holds of them.

use leptos::prelude::*;

use crate::domain::filter::View;
use crate::domain::find;
use crate::domain::ids::SnapshotId;
use crate::drivers;
use crate::pages;
use crate::pages::snapshots::{Face, Keys, RowTail};
use crate::parts::dialogs;
use crate::parts::header::Header;
use crate::parts::sign_in::{ExpiredDialog, SignInPage};
use crate::parts::toasts::ToastRegion;
use crate::routes::Route;
use crate::state::dialogs::Dialog;
use crate::state::finder::{Finder, Shown, Tools};
use crate::text::words;
use crate::ui::notice::Banner;

/// What makes the views that come later.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// The page of somebody who is not signed in.
    pub sign_in: fn() -> AnyView,
    /// The panel over a page whose token stopped working.
    pub expired: fn() -> AnyView,
    /// Messages that come and go.
    pub toasts: fn() -> AnyView,
    /// The bar over every page.
    pub header: fn(Memo<Route>) -> AnyView,
    /// An open dialog.
    pub dialog: fn(Dialog) -> AnyView,
    /// The page of what runs and ran.
    pub activity: fn() -> AnyView,
    /// The panel of a snapshot.
    pub panel: fn(SnapshotId, Memo<View>) -> AnyView,
    /// What is listed, in which order, and what is searched for.
    pub toolbar: fn(Memo<View>, RwSignal<Option<String>>) -> AnyView,
    /// Loading the rest, refreshing, taking along.
    pub list_buttons: fn(Shown) -> AnyView,
    /// What is wrong although rows are shown.
    pub banners: fn() -> AnyView,
    /// What stands in the place of rows.
    pub instead: fn(Face, Memo<View>, RwSignal<Option<String>>) -> AnyView,
    /// What is happening to the snapshot of a row, and what can be done.
    pub row_tail: fn(RowTail) -> AnyView,
    /// Loading more, and moving through the rows by the keyboard.
    pub table_end: fn(Keys) -> AnyView,
}

fn parts() -> Parts {
    Parts {
        sign_in: || view! { <SignInPage /> }.into_any(),
        expired: || view! { <ExpiredDialog /> }.into_any(),
        toasts: || view! { <ToastRegion /> }.into_any(),
        header: |route| view! { <Header route /> }.into_any(),
        dialog: dialogs::view_of,
        activity: || view! { <pages::activity::ActivityPage /> }.into_any(),
        panel: |id, shown| view! { <pages::snapshots::Panel id shown /> }.into_any(),
        toolbar: |view, typed| view! { <pages::snapshots::Toolbar view typed /> }.into_any(),
        list_buttons: |shown| view! { <pages::snapshots::ListButtons shown /> }.into_any(),
        banners: || view! { <pages::snapshots::Banners /> }.into_any(),
        instead: pages::snapshots::instead,
        row_tail: pages::snapshots::row_tail,
        table_end: |keys| view! { <pages::snapshots::TableEnd keys /> }.into_any(),
    }
}

/// It could not be loaded.
#[derive(Clone, Copy, Debug)]
struct NotLoaded;

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg_attr(split, leptos::wasm_split::wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible))]
fn fetch(owner: StoredValue<Owner>) -> Result<Parts, NotLoaded> {
    owner.get_value().with(|| {
        drivers::start_rest();
        Finder::expect().learn(Tools { search: find::search, mark: find::mark, fold: find::fold });
    });
    Ok(parts())
}

/// Whether it is here.
#[derive(Clone, Copy, Debug, Default)]
enum Progress {
    #[default]
    NotAsked,
    Coming,
    Here(Parts),
    Failed,
}

/// What is loaded later, and whether it is here.
#[derive(Clone, Copy, Debug)]
pub struct Later {
    progress: RwSignal<Progress>,
    owner: StoredValue<Owner>,
}

impl Later {
    /// Nothing asked for yet, and its place in the context. What starts with it belongs to the owner that calls this.
    pub fn provide() {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        provide_context(Self { progress: RwSignal::new(Progress::NotAsked), owner });
    }

    /// That of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Loads it, unless it is here or on its way.
    pub fn start(self) {
        if matches!(*self.progress.read_untracked(), Progress::Coming | Progress::Here(_)) {
            return;
        }
        self.progress.set(Progress::Coming);
        #[cfg(not(split))]
        self.arrive(fetch(self.owner));
        #[cfg(split)]
        leptos::task::spawn_local(async move { self.arrive(fetch(self.owner).await) });
    }

    fn arrive(self, loaded: Result<Parts, NotLoaded>) {
        self.progress.set(loaded.map_or(Progress::Failed, Progress::Here));
    }

    /// A view that is there as soon as its code is.
    pub fn show(self, make: impl Fn(Parts) -> AnyView + Send + Sync + 'static) -> AnyView {
        self.show_or(make, || ().into_any())
    }

    /// A view with something in its place until its code is there.
    pub fn show_or(
        self,
        make: impl Fn(Parts) -> AnyView + Send + Sync + 'static,
        meanwhile: fn() -> AnyView,
    ) -> AnyView {
        self.await_view(Box::new(make), meanwhile)
    }

    fn await_view(self, make: Box<dyn Fn(Parts) -> AnyView + Send + Sync>, meanwhile: fn() -> AnyView) -> AnyView {
        // What is here stays: nothing needs to be waited for.
        if let Progress::Here(parts) = *self.progress.read_untracked() {
            return make(parts);
        }
        (move || match *self.progress.read() {
            Progress::Here(parts) => make(parts),
            _ => meanwhile(),
        })
        .into_any()
    }

    /// A view that the page is nothing without: where it cannot be loaded it says so and offers to try again.
    pub fn need(self, make: impl Fn(Parts) -> AnyView + Send + Sync + 'static) -> AnyView {
        self.start();
        view! {
            {self.show(make)}
            {self.problem()}
        }
        .into_any()
    }

    /// Says that it could not be loaded, and offers to try again.
    pub fn problem(self) -> AnyView {
        if matches!(*self.progress.read_untracked(), Progress::Here(_)) {
            return ().into_any();
        }
        (move || {
            let failed = matches!(*self.progress.read(), Progress::Failed);
            failed.then(|| {
                let words = words().chrome();
                let text = format!("{}. {}", words.not_loaded_title, words.not_loaded);
                view! {
                    <Banner text failure=true>
                        <button type="button" class="button" on:click=move |_| self.start()>{words.try_again}</button>
                    </Banner>
                }
            })
        })
        .into_any()
    }
}
