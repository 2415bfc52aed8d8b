//! Asks for a token: in place of the page while nobody is signed in, over it once a token stops working.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::page;
use crate::components::dialogs::sign_out_warning;
use crate::components::heading::HasNavigated;
use crate::services::client::Client;
use crate::services::session;
use crate::state::operations::Operations;
use crate::state::surroundings::Surroundings;
use crate::ui::button::{Look, button};
use crate::ui::dialog::{DiscardWords, Modal, leave};
use crate::ui::field::{TextField, TickBox};
use crate::ui::icon::{Glyph, Icon};
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::token::{BadToken, Token};
use snapdeck_core::operations::tracker::Tracker;
use snapdeck_core::text::{errors, words};

#[component]
pub fn SignInPage() -> impl IntoView {
    let words = words().sign_in();
    // The form goes with the focus in it.
    HasNavigated::note();
    view! {
        <main class="sign-in-page" id="content">
            <section class="card" aria-labelledby="sign-in-title">
                <div class="sign-in-brand" aria-hidden="true"><Glyph icon=Icon::Layers /></div>
                <h1 class="page-title" id="sign-in-title">{words.title}</h1>
                <p class="lead">{words.lead}</p>
                <SignInForm keep=true />
            </section>
        </main>
    }
}

/// Over a page whose token stopped working. The only ways out are a new token and signing out.
#[component]
pub fn ExpiredDialog() -> impl IntoView {
    let (client, operations) = (Client::expect(), Operations::expect());
    let on_sign_out = Callback::new(move |()| session::sign_out(client));
    // By default the new token is kept where the old one was.
    let keep = !session::is_of_tab(client);
    let chrome = words().chrome();
    let words = words().sign_in();
    let is_harmless = operations.with_untracked(Tracker::open) == 0;
    let question = if is_harmless { chrome.sign_out.to_owned() } else { sign_out_warning(operations) };
    let question = Signal::stored(question);
    let discard = DiscardWords { question, discard: chrome.sign_out, keep: chrome.stay };
    view! {
        <Modal title=words.expired_title.to_owned() on_close=on_sign_out dirty=true words=discard>
            <p class="dialog-text">{words.expired_lead}</p>
            <SignInForm keep />
            <SignOutLink is_harmless on_sign_out />
        </Modal>
    }
}

/// Signs out at once where nothing is lost; otherwise the dialog asks first.
#[component]
fn SignOutLink(is_harmless: bool, on_sign_out: Callback<()>) -> impl IntoView {
    let sign_out = if is_harmless { on_sign_out } else { leave() };
    button(words().chrome().sign_out, Look::Link, move || sign_out.run(()))
}

#[component]
fn SignInForm(keep: bool) -> impl IntoView {
    let words = words().sign_in();
    let token = RwSignal::new(String::new());
    let keep = RwSignal::new(keep);
    let problem = RwSignal::new(None::<Refused>);
    let surroundings = Surroundings::expect();
    let hint = Signal::derive(move || {
        let before = snapdeck_core::text::words().problems().offline_before_sending.to_owned();
        (!surroundings.is_online() && problem.read().is_none()).then_some(before)
    });
    let complaint = Signal::derive(move || {
        let is_over = |why: &Refused| *why == Refused::Answered(Problem::Offline) && surroundings.is_online();
        problem.get().filter(|why| !is_over(why)).map(|why| complaint(&why))
    });
    let busy = RwSignal::new(false);
    let client = Client::expect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let parsed = match Token::parse(&token.read_untracked()) {
            Ok(parsed) => parsed,
            Err(why) => {
                problem.set(Some(Refused::BadToken(why)));
                page::focus_text("#token");
                return;
            }
        };
        busy.set(true);
        problem.set(None);
        let keep = keep.get_untracked();
        spawn_local(async move {
            let result = session::sign_in(client, parsed, keep).await;
            // Signing in may have disposed this form.
            busy.try_set(false);
            if let Err(why) = result {
                problem.try_set(Some(Refused::Answered(why)));
                page::focus_text("#token");
            }
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate=true>
            <TextField id="token" label=words.token.to_owned() value=token problem=complaint hint password=true selected=true />
            <p class="field-hint">
                {words.where_to_get}
                <a class="link" href=words.where_url rel="noreferrer external" target="_blank">{words.where_link}</a>
            </p>
            <TickBox id="keep" label=words.keep checked=keep hint=words.keep_hint />
            <button type="submit" class="button" data-tone="primary" data-width="full" aria-busy=move || busy.get().to_string()>
                {move || if busy.get() { words.checking } else { words.submit }}
            </button>
        </form>
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Refused {
    BadToken(BadToken),
    Answered(Problem),
}

fn complaint(why: &Refused) -> String {
    let words = words();
    match why {
        Refused::BadToken(BadToken::Empty) => words.sign_in().empty.to_owned(),
        Refused::BadToken(BadToken::Unsendable) => words.sign_in().unsendable.to_owned(),
        Refused::Answered(problem) if problem.is_unauthorized() => words.sign_in().invalid.to_owned(),
        Refused::Answered(Problem::Offline) => words.problems().offline_not_sent.to_owned(),
        Refused::Answered(problem) => errors::describe(problem),
    }
}
