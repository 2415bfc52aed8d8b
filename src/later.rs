//! What is not needed for the first rows: loaded with the first use of it, or once the first rows are there.
//!
//! A release is split by `xtask` (`--cfg split`): the functions marked here, and whatever only they use, go into a
//! WebAssembly file of their own. A development build is whole, and they are there at once.

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

use crate::domain::filter::View;
use crate::domain::find;
use crate::domain::ids::SnapshotId;
use crate::drivers;
use crate::pages;
use crate::parts::dialogs;
use crate::state::dialogs::Dialog;
use crate::state::finder::{Finder, Tools};
use crate::text::words;
use crate::ui::notice::Blank;

/// The part could not be loaded.
#[derive(Clone, Copy, Debug)]
pub struct NotLoaded;

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Makes a function of this module one that is loaded later.
macro_rules! later {
    ($(#[$doc:meta])* fn $name:ident($($argument:ident: $kind:ty),*) { $view:expr }) => {
        $(#[$doc])*
        async fn $name($($argument: $kind),*) -> Result<AnyView, NotLoaded> {
            #[cfg_attr(split, leptos::wasm_split::wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible))]
            fn view($($argument: $kind),*) -> Result<AnyView, NotLoaded> {
                drivers::operations::ensure_started();
                Finder::expect().learn(Tools { search: find::search, mark: find::mark, fold: find::fold });
                Ok($view)
            }
            #[cfg(split)]
            return view($($argument),*).await;
            #[cfg(not(split))]
            view($($argument),*)
        }
    };
}

later! {
    fn dialog_view(dialog: Dialog) { dialogs::view_of(dialog) }
}

later! {
    fn activity_view() { view! { <pages::activity::ActivityPage /> }.into_any() }
}

later! {
    fn panel_view(id: SnapshotId, shown: Memo<View>) { view! { <pages::snapshots::Panel id shown /> }.into_any() }
}

later! {
    fn nothing() { ().into_any() }
}

/// An open dialog.
pub fn dialog(dialog: Dialog) -> impl IntoView {
    Later(move || dialog_view(dialog.clone()))
}

/// The page of what runs and ran.
pub fn activity() -> impl IntoView {
    Later(activity_view)
}

/// The panel of a snapshot.
pub fn panel(id: SnapshotId, shown: Memo<View>) -> impl IntoView {
    Later(move || panel_view(id.clone(), shown))
}

/// Loads what is loaded later before somebody needs it, and starts to follow operations. Where that fails it is tried
/// again when somebody needs it.
pub fn start() {
    spawn_local(ScopedFuture::new(async {
        let _loaded = nothing().await;
    }));
}

/// Shows a view as soon as its code is there; where it cannot be loaded, says so and offers to try again.
#[expect(non_snake_case, reason = "it is a view")]
fn Later<F: Future<Output = Result<AnyView, NotLoaded>> + 'static>(
    load: impl Fn() -> F + Send + Sync + 'static,
) -> impl IntoView {
    let outcome = StoredValue::new_local(None::<Result<AnyView, NotLoaded>>);
    let settled = Trigger::new();
    let owner = Owner::current();
    let start = move || {
        let loading = load();
        let loading = owner.as_ref().map(|owner| owner.with(|| ScopedFuture::new(loading)));
        let Some(loading) = loading else { return };
        spawn_local(async move {
            let loaded = loading.await;
            // Whoever wanted it may be gone by now.
            outcome.try_set_value(Some(loaded));
            settled.notify();
        });
    };
    start();
    let retry = Callback::new(move |()| start());
    move || {
        settled.track();
        match outcome.try_update_value(Option::take).flatten() {
            None => ().into_any(),
            Some(Ok(view)) => view,
            Some(Err(NotLoaded)) => {
                let words = &words().chrome;
                view! {
                    <Blank title=words.not_loaded_title text=words.not_loaded.to_owned() failure=true>
                        <button type="button" class="button" on:click=move |_| retry.run(())>{words.try_again}</button>
                    </Blank>
                }
                .into_any()
            }
        }
    }
}
