//! The panel that asks for a token: in place of the page while nobody is signed in, over it when a token stopped working.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::page;
use crate::drivers::session;
use crate::state::client::Client;
use crate::state::session::Session;
use crate::ui::dialog::{DiscardWords, Modal};
use crate::ui::field::{TextField, TickBox};
use crate::ui::icon::{Glyph, Icon};
use snapdeck_core::api::token::{BadToken, Token};
use snapdeck_core::model::problem::Problem;
use snapdeck_core::text::{errors, words};

/// The page of somebody who is not signed in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let words = words().sign_in();
    view! {
        <main class="sign-in-page" id="content">
            <section class="card" aria-labelledby="sign-in-title">
                <div class="sign-in-brand" aria-hidden="true"><Glyph icon=Icon::Layers /></div>
                <h1 class="page-title" id="sign-in-title">{words.title}</h1>
                <p class="lead">{words.lead}</p>
                <SignInForm />
            </section>
        </main>
    }
}

/// The panel over a page whose token stopped working. Only a token, or signing out, leads on.
#[component]
pub fn ExpiredDialog() -> impl IntoView {
    let (client, current) = (Client::expect(), Session::expect());
    let on_sign_out = Callback::new(move |()| session::sign_out(client, current));
    let chrome = words().chrome();
    let words = words().sign_in();
    let discard = DiscardWords { question: chrome.sign_out, discard: chrome.sign_out, keep: chrome.stay };
    view! {
        <Modal title=words.expired_title.to_owned() on_close=on_sign_out dirty=true words=discard>
            <p class="dialog-text">{words.expired_lead}</p>
            <SignInForm />
            <button type="button" class="button" data-shape="link" on:click=move |_| on_sign_out.run(())>{chrome.sign_out}</button>
        </Modal>
    }
}

#[component]
fn SignInForm() -> impl IntoView {
    let words = words().sign_in();
    let token = RwSignal::new(String::new());
    let keep = RwSignal::new(true);
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    // The context is here; the future that signs in is made in the handler, where it is not.
    let owner = Owner::current();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let parsed = match Token::parse(&token.read_untracked()) {
            Ok(parsed) => parsed,
            Err(why) => {
                problem.set(Some(complaint(why).to_owned()));
                page::focus_first("#token");
                return;
            }
        };
        busy.set(true);
        problem.set(None);
        let Some(signing_in) =
            owner.as_ref().map(|owner| owner.with(|| session::sign_in(parsed, keep.get_untracked())))
        else {
            return;
        };
        spawn_local(async move {
            let result = signing_in.await;
            // After signing in this form may be gone.
            busy.try_set(false);
            if let Err(why) = result {
                problem.try_set(Some(refusal(&why)));
                page::focus_first("#token");
            }
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate=true>
            <TextField id="token" label=words.token.to_owned() value=token problem password=true selected=true />
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

fn complaint(why: BadToken) -> &'static str {
    match why {
        BadToken::Empty => words().sign_in().empty,
        BadToken::Unsendable => words().sign_in().unsendable,
    }
}

fn refusal(problem: &Problem) -> String {
    if problem.is_unauthorized() { words().sign_in().invalid.to_owned() } else { errors::describe(problem) }
}
