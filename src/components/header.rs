//! The bar at the top of every page: navigation, running operations, **Create snapshot** and the account.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::browser::page;
use crate::components::brand::Brand;
use crate::components::progress::progress_line;
use crate::components::shortcuts::listen_for_shortcuts;
use crate::reactive::memo;
use crate::routes::Route;
use crate::services::client::Client;
use crate::services::{density, session, shortcuts, theme};
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::location::Location;
use crate::state::operations::Operations;
use crate::state::session::Session;
use crate::ui::button::{Look, button};
use crate::ui::field::{Editable, TickBox};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::select::Select;
use snapdeck_core::operations::tracker::Tracker;
use snapdeck_core::text::words;

/// Its selector, for whoever needs to know how much of the window it covers.
pub const HEADER: &str = ".header";

#[component]
pub fn Header() -> impl IntoView {
    let (words, palette) = (words().chrome(), words().palette());
    let dialogs = Dialogs::expect();
    listen_for_shortcuts();
    view! {
        <header class="header">
            <a class="skip-link" href="#content">{words.skip_to_content}</a>
            <Brand />
            <nav class="nav">{Route::in_bar().map(nav_link).collect_view()}</nav>
            <button
                type="button"
                class="button palette-button"
                data-shape="icon"
                aria-label=palette.open
                title=palette.open
                on:click=move |_| dialogs.open(Dialog::Palette)
            >
                <Glyph icon=Icon::Search />
            </button>
            <button type="button" class="button" data-tone="primary" on:click=move |_| dialogs.open(Dialog::Create)>
                <Glyph icon=Icon::Plus />
                <span class="button-text">{words.create_snapshot}</span>
            </button>
            <AccountMenu />
        </header>
    }
}

/// A link to a page. The name of Activity's counts the running operations.
fn nav_link(route: Route) -> AnyView {
    let (location, operations) = (Location::expect(), Operations::expect());
    let counts = route == Route::Activity;
    let running = move || if counts { operations.with(Tracker::running) } else { 0 };
    // The style sheet shows the number: as text it would be read out twice.
    let count = move || Some(running()).filter(|running| *running > 0).map(|running| running.to_string());
    let name = move || Some(running()).filter(|running| *running > 0).map(words().chrome().activity_running);
    let (href, title) = (route.href(), route.title());
    let current = move || location.with(|now| now.is_same_page(&route)).then_some("page");
    view! {
        <a class="nav-link" href=href aria-label=name data-count=count aria-current=current>
            {title}
            {counts.then(|| progress_line(Tracker::first_progress))}
        </a>
    }
    .into_any()
}

#[component]
fn AccountMenu() -> impl IntoView {
    let words = words().chrome();
    let (client, session) = (Client::expect(), Session::expect());
    let (dialogs, operations) = (Dialogs::expect(), Operations::expect());
    let names = memo(move |_| session.auth().account().and_then(|account| account.names.clone()));
    let team = move || names.get().map_or_else(|| words.account.to_owned(), |names| names.team.to_string());
    let person =
        move || names.get().map(|names| view! { <p class="account-person">{names.person.to_string()}</p> }.into_any());
    let shortcuts = RwSignal::new(shortcuts::are_on());
    let compact = RwSignal::new(density::is_compact());
    let (menu, summary) = (NodeRef::<html::Details>::new(), NodeRef::<html::Summary>::new());
    // Signing out removes the menu while it has the focus, so this also runs after it was disposed.
    let close = move || {
        if let Some(menu) = menu.try_get_untracked().flatten() {
            menu.set_open(false);
        }
    };
    let leave = move || {
        close();
        if let Some(summary) = summary.get_untracked() {
            page::focus(&summary);
        }
    };
    // A dialog returns the focus to what had it, and the menu is closed by then.
    let open = move |dialog| {
        leave();
        dialogs.open(dialog);
    };
    let sign_out = move || {
        if operations.with_untracked(Tracker::open) > 0 {
            open(Dialog::SignOut);
        } else {
            session::sign_out(client);
        }
    };
    // A click on nothing has no related target.
    let left = move |event: FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into().ok());
        if !next.is_some_and(|next| menu.get_untracked().is_some_and(|menu| menu.contains(Some(&next)))) {
            close();
        }
    };
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            leave();
        }
    };
    view! {
        <details class="account" node_ref=menu on:focusout=left on:keydown=pressed>
            <summary class="account-button" node_ref=summary aria-label=move || format!("{}: {}", words.account, team())>
                <Glyph icon=Icon::Person />
                <span class="account-team">{team}</span>
            </summary>
            <div class="account-card" tabindex="-1">
                <p class="account-name">{team}</p>
                {person}
                <ThemeSelect />
                <TickBox id="compact" label=words.compact checked=compact on_change=Callback::new(density::choose) />
                <TickBox id="shortcuts" label=words.shortcuts checked=shortcuts on_change=Callback::new(shortcuts::choose) />
                {button(words.keys, Look::Wide, move || open(Dialog::Keys))}
                {button(words.sign_out, Look::Wide, sign_out)}
            </div>
        </details>
    }
}

#[component]
fn ThemeSelect() -> impl IntoView {
    let words = words().chrome();
    let chosen = RwSignal::new(theme::kept());
    let choices = vec![
        (String::new(), words.theme_system.to_owned()),
        ("light".to_owned(), words.theme_light.to_owned()),
        ("dark".to_owned(), words.theme_dark.to_owned()),
    ];
    let choose = move |value: String| {
        theme::choose(&value);
        chosen.set(value);
    };
    view! { <Select id="theme" label=words.theme choices value=Editable::new(move || chosen.get(), choose) /> }
}
