//! Views that come in the second part of the program (`xtask/src/cut`), and what stands in their place until then.

use leptos::prelude::*;

use crate::reactive::effect;
use crate::services::later::{Arrival, Later};
use crate::state::toasts::{Toasts, Tone};
use crate::ui::button::{Look, button};
use crate::ui::notice::Blank;
use crate::ui::skeleton::Skeleton;
use snapdeck_core::text::words;

/// What makes a view that comes later. Boxed by whoever asks for it: code that was compiled for it would come later itself.
type View = Box<dyn Fn() -> AnyView + Send>;

/// A page or a part of one. `view` does nothing but call the function `later` of its module.
pub fn later_view(view: View) -> AnyView {
    let (later, words) = (Later::expect(), words());
    later.fetch();
    let content = move || match later.arrival() {
        Arrival::Here => view(),
        Arrival::NotAsked | Arrival::OnItsWay => view! { <Skeleton label=words.snapshots().loading /> }.into_any(),
        Arrival::Failed => {
            let again = move || later.fetch();
            let words = words.chrome();
            view! {
                <Blank title=words.later_failed text=words.later_failed_why.to_owned() failure=true>
                    {button(words.try_again, Look::Plain, again)}
                </Blank>
            }
            .into_any()
        }
    };
    content.into_any()
}

/// A dialog: nothing stands in its place, and a failure is told beside.
pub fn later_dialog(view: View) -> AnyView {
    let (later, toasts) = (Later::expect(), Toasts::expect());
    later.fetch();
    effect(move |_| {
        if later.arrival() == Arrival::Failed {
            toasts.show(Tone::Failure, words().chrome().later_failed.to_owned());
        }
    });
    let content = move || (later.arrival() == Arrival::Here).then(&view);
    content.into_any()
}
