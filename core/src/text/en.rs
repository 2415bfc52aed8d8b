//! English.

mod activity;
mod dialogs;
mod machine;
mod operations;
mod palette;
mod snapshots;

use std::borrow::Cow;

use crate::text::names;
use crate::text::vocabulary::{Chrome, Problems, SignIn, Words};

impl Words {
    pub fn chrome(self) -> &'static Chrome {
        &CHROME
    }

    pub fn sign_in(self) -> &'static SignIn {
        &SIGN_IN
    }

    pub fn problems(self) -> &'static Problems {
        &PROBLEMS
    }
}

/// A name in a text that is read out.
fn labelled(name: &str) -> Cow<'_, str> {
    names::in_label(name, CHROME.invisible_name)
}

/// A name in a sentence that is seen.
fn named(name: &str) -> Cow<'_, str> {
    names::in_sentence(name, CHROME.invisible_name)
}

static CHROME: Chrome = Chrome {
    product: "Snapdeck",
    snapshots: "Snapshots",
    machine: "Machine",
    activity: "Activity",
    activity_running: |count| format!("Activity, {} running", number(count)),
    create_snapshot: "Create snapshot",
    account: "Account",
    theme: "Theme",
    theme_system: "System",
    theme_light: "Light",
    theme_dark: "Dark",
    compact: "Compact rows",
    keys: "Keyboard shortcuts",
    shortcuts: "Single-key shortcuts",
    sign_out: "Sign out",
    sign_out_warning,
    stay: "Stay signed in",
    cancel: "Cancel",
    close: "Close",
    dismiss: "Dismiss",
    try_again: "Try again",
    later_failed: "This part of Snapdeck could not be loaded",
    later_failed_why: "The network may be down, or Snapdeck was updated meanwhile. Try again; if that does not help, reload the page.",
    notifications: "Notifications",
    invisible_name: "(no visible characters)",
    show_all: "Show all",
    skip_to_content: "Skip to content",
    not_found_title: "There is nothing at this address",
    not_found: "The address may be mistyped, or it belongs to another version of Snapdeck.",
    to_snapshots: "Go to the snapshots",
    discard_question: "Discard what you typed?",
    discard: "Discard",
    keep_editing: "Keep editing",
    page_title: |page, running| match running {
        0 => format!("{page} · Snapdeck"),
        _ => format!("({}) {page} · Snapdeck", number(running)),
    },
    bad_config_title: "Snapdeck cannot start",
    storage_refused: "This browser does not let Snapdeck store anything, so operations cannot be followed after a reload.",
    ledger_unreadable: "The record of earlier operations in this browser cannot be read. It was set aside; the operations themselves continue at Paperspace.",
    entries_unreadable: |count| {
        let what = if count == 1 { "One operation".to_owned() } else { format!("{} operations", number(count)) };
        format!("{what} in this browser's record cannot be read. The record was left as it is.")
    },
    ledger_newer: "A newer version of Snapdeck has stored operations in this browser. This version leaves them alone and follows its own.",
};

static SIGN_IN: SignIn = SignIn {
    title: "Sign in to Snapdeck",
    lead: "See, take, restore and clean up the snapshots of your team's Paperspace machines.",
    token: "API token",
    keep: "Keep me signed in on this device",
    keep_hint: "Otherwise, closing this tab signs you out.",
    submit: "Sign in",
    checking: "Checking…",
    where_to_get: "Create one in the Paperspace console under Team settings, API keys. It is shown only once. ",
    where_link: "Get a token",
    where_url: "https://console.paperspace.com",
    empty: "Enter your API token.",
    unsendable: "That isn't an API token: it contains a character that cannot be sent. Copy it again.",
    invalid: "This token is not valid. It may be mistyped, or it was deleted in the console.",
    expired_title: "Your API token stopped working",
    expired_lead: "It may have been deleted or replaced. Enter a new one to continue where you were; nothing is lost.",
    other_account: "That token belongs to another account, so everything belonging to the previous one was cleared from this page.",
    signed_out: "You are signed out. Everything kept on this device for that account was cleared.",
};

static PROBLEMS: Problems = Problems {
    offline: "You are offline. What is already loaded stays here.",
    offline_before_sending: "You are offline. Nothing can be sent.",
    offline_not_sent: "You are offline. Nothing was sent.",
    unreachable: "Paperspace could not be reached. The network may be down, or Paperspace does not accept requests from this page. In that case, whoever hosts Snapdeck can serve the API from the same origin.",
    timed_out: "Paperspace did not answer in time.",
    garbled: |why| format!("Paperspace sent an answer that Snapdeck does not understand ({why})."),
    bad_request: "Paperspace did not accept what was sent.",
    unauthorized: "Paperspace does not accept the API token.",
    forbidden: "Your API token does not allow this.",
    not_found: "It no longer exists.",
    conflict: "It conflicts with something already in progress.",
    too_many: "Too many requests. Wait a moment, then try again.",
    unavailable: "Paperspace answered with an error.",
    other: "Paperspace refused the request.",
    config_unreadable: |why| format!("config.json cannot be read: {why}."),
    config_unreachable: "the server that hosts Snapdeck could not be reached",
    config_not_served: |status| format!("the server answered {status}"),
    config_no_text: "apiBaseUrl is missing or is not text",
    config_address: |text, why| format!("config.json: apiBaseUrl is “{text}”. {why}"),
    config_no_address: "Expected an address such as https://api.paperspace.com/v1 or a path such as /v1.",
    config_decorated: "It must not contain a user name, a query, a fragment or a space.",
    config_insecure: "Over http, the API token could be read in transit. Use https.",
    with_message: |sentence, message| format!("{sentence} “{message}”"),
    with_code: |sentence, code| format!("{sentence} ({code})"),
    maybe_happened: "It may have been done anyway: check the list before you try again.",
};

/// As in `2,400`.
pub fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How many operations signing out forgets: running ones, and those whose answer was lost.
fn sign_out_warning(running: usize, unsure: usize) -> String {
    let count = |count: usize, noun: &str| if count == 1 { "One".to_owned() } else { number(count) } + noun;
    let noun = |count| if count == 1 { " operation" } else { " operations" };
    let are = if running == 1 { "is" } else { "are" };
    let runs = (running > 0).then(|| format!("{} {are} running.", count(running, noun(running))));
    let lost = if unsure == 1 { "its answer was" } else { "their answers were" };
    let named = if running > 0 { "" } else { noun(unsure) };
    let may_run = (unsure > 0).then(|| format!("{} may have been started: {lost} lost.", count(unsure, named)));
    let consequence = match (running, unsure) {
        (1, 0) => "It continues at Paperspace, but this browser will forget it.",
        (_, 0) => "They continue at Paperspace, but this browser will forget them.",
        _ => "What was started continues at Paperspace, but this browser will forget it.",
    };
    [runs, may_run, Some(consequence.to_owned())].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// As in `usually 4 to 6 min`.
fn usually(from_s: u64, to_s: u64) -> String {
    let (from, to, unit) = if to_s < 120 { (from_s, to_s, "s") } else { (from_s / 60, to_s.div_ceil(60), "min") };
    if from == to { format!("usually {to} {unit}") } else { format!("usually {from} to {to} {unit}") }
}

/// The two largest units, as in `2 min 5 s`.
fn duration(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
    }
}

fn took(seconds: u64) -> String {
    format!("took {}", duration(seconds))
}

/// The largest unit, as in `3 hours ago`.
fn ago(ms: u64) -> String {
    const MINUTE_MS: u64 = 60_000;
    const HOUR_MS: u64 = 60 * MINUTE_MS;
    const DAY_MS: u64 = 24 * HOUR_MS;
    let (count, unit) = match ms {
        0..MINUTE_MS => return "just now".to_owned(),
        MINUTE_MS..HOUR_MS => (ms / MINUTE_MS, "minute"),
        HOUR_MS..DAY_MS => (ms / HOUR_MS, "hour"),
        _ => (ms / DAY_MS, "day"),
    };
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {unit}{ending} ago", number(usize::try_from(count).unwrap_or(usize::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_texts_are_the_fixed_ones() {
        let loaded = crate::text::words().snapshots().loaded;
        assert_eq!(loaded(240, true), "240 loaded, more exist");
        assert_eq!(loaded(600, false), "600 loaded, that is all");
        assert_eq!(loaded(0, false), "");
        assert_eq!(loaded(0, true), "0 loaded, more exist");
        assert_eq!(loaded(2_400, true), "2,400 loaded, more exist");
        let found = crate::text::words().snapshots().found;
        assert_eq!(found(12, 2_400, true), "12 of 2,400 loaded match; more exist");
        assert_eq!(found(12, 600, false), "12 of 600 match");
        assert_eq!((CHROME.activity_running)(3), "Activity, 3 running");
    }

    #[test]
    fn signing_out_says_what_is_forgotten() {
        for (running, unsure, text) in [
            (1, 0, "One operation is running. It continues at Paperspace, but this browser will forget it."),
            (2, 0, "2 operations are running. They continue at Paperspace, but this browser will forget them."),
            (
                0,
                1,
                "One operation may have been started: its answer was lost. What was started continues at Paperspace, but this browser will forget it.",
            ),
            (
                1,
                1,
                "One operation is running. One may have been started: its answer was lost. What was started continues at Paperspace, but this browser will forget it.",
            ),
            (
                0,
                2,
                "2 operations may have been started: their answers were lost. What was started continues at Paperspace, but this browser will forget it.",
            ),
        ] {
            assert_eq!(sign_out_warning(running, unsure), text);
        }
    }

    #[test]
    fn numbers_and_spans_are_readable() {
        for (count, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(number(count), text);
        }
        for (from_s, to_s, text) in
            [(4, 9, "usually 4 to 9 s"), (240, 330, "usually 4 to 6 min"), (7, 7, "usually 7 s")]
        {
            assert_eq!(usually(from_s, to_s), text);
        }
        for (ms, text) in [
            (0, "just now"),
            (59_999, "just now"),
            (60_000, "1 minute ago"),
            (10_900_000, "3 hours ago"),
            (86_400_000, "1 day ago"),
            (86_400_000 * 1_200, "1,200 days ago"),
        ] {
            assert_eq!(ago(ms), text);
        }
        for (seconds, text) in [(0, "0 s"), (59, "59 s"), (125, "2 min 5 s"), (3_660, "1 h 1 min")] {
            assert_eq!(duration(seconds), text);
        }
    }
}
