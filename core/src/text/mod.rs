//! Every word on the screen: one struct per language, so that the compiler sees a word that is missing.
//!
//! Accessible names that `docs/names.md` fixes are written here and nowhere else. Must not know: Leptos, a browser.

mod en;
pub mod errors;
pub mod operations;

pub use self::en::number;

use crate::list::query::Sort;
use crate::model::snapshot::Kind;
use crate::operations::permission::Why;

/// The words of a language, by what they are for: each part is there only for those who use it, so that the application
/// brings its own.
#[derive(Clone, Copy, Debug)]
pub struct Words;

/// The language of the dashboard. There is one so far.
pub fn words() -> Words {
    Words
}

impl Words {
    /// Around every page.
    pub fn chrome(self) -> &'static Chrome {
        &en::CHROME
    }

    /// Signing in and out.
    pub fn sign_in(self) -> &'static SignIn {
        &en::SIGN_IN
    }

    /// The list and the panel beside it.
    pub fn snapshots(self) -> &'static Snapshots {
        &en::SNAPSHOTS
    }

    /// The dialogs.
    pub fn dialogs(self) -> &'static Dialogs {
        &en::DIALOGS
    }

    /// What runs and what ran.
    pub fn activity(self) -> &'static Activity {
        &en::ACTIVITY
    }

    /// What went wrong.
    pub fn problems(self) -> &'static Problems {
        &en::PROBLEMS
    }
}

#[expect(missing_docs, reason = "each field is the word that its name says")]
pub struct Chrome {
    pub product: &'static str,
    pub snapshots: &'static str,
    pub activity: &'static str,
    pub activity_running: fn(usize) -> String,
    pub create_snapshot: &'static str,
    pub account: &'static str,
    pub theme: &'static str,
    pub theme_system: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub keys: &'static str,
    pub shortcuts: &'static str,
    pub sign_out: &'static str,
    pub sign_out_warning: fn(usize, usize) -> String,
    pub stay: &'static str,
    pub cancel: &'static str,
    pub close: &'static str,
    pub dismiss: &'static str,
    pub try_again: &'static str,
    pub notifications: &'static str,
    pub skip_to_content: &'static str,
    pub not_found_title: &'static str,
    pub not_found: &'static str,
    pub to_snapshots: &'static str,
    pub discard_question: &'static str,
    pub discard: &'static str,
    pub keep_editing: &'static str,
    pub page_title: fn(&str, usize) -> String,
    pub bad_config_title: &'static str,
    pub storage_refused: &'static str,
    pub ledger_unreadable: &'static str,
    pub entries_unreadable: fn(usize) -> String,
    pub ledger_newer: &'static str,
}

#[expect(missing_docs, reason = "each field is the word that its name says")]
pub struct SignIn {
    pub title: &'static str,
    pub lead: &'static str,
    pub token: &'static str,
    pub keep: &'static str,
    pub keep_hint: &'static str,
    pub submit: &'static str,
    pub checking: &'static str,
    pub where_to_get: &'static str,
    pub where_link: &'static str,
    pub where_url: &'static str,
    pub empty: &'static str,
    pub unsendable: &'static str,
    pub invalid: &'static str,
    pub expired_title: &'static str,
    pub expired_lead: &'static str,
    pub other_account: &'static str,
    pub signed_out: &'static str,
}

#[expect(missing_docs, reason = "each field is the word that its name says")]
pub struct Snapshots {
    pub title: &'static str,
    pub name: &'static str,
    pub machine: &'static str,
    pub all_machines: &'static str,
    pub machine_by_id: fn(&str) -> String,
    pub no_such_machine: &'static str,
    pub more_machines: fn(usize) -> String,
    pub kind: &'static str,
    pub status: &'static str,
    pub actions: &'static str,
    pub actions_for: fn(&str, Option<&str>) -> String,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub sort_by: &'static str,
    pub sort: fn(Sort) -> &'static str,
    pub kind_name: fn(Kind) -> &'static str,
    pub kind_choice: fn(Option<Kind>, usize) -> String,
    pub loaded: fn(usize, bool) -> String,
    pub found: fn(usize, usize, bool) -> String,
    pub kept: fn(usize, bool) -> String,
    pub list_lost: fn(usize) -> String,
    pub load_rest: &'static str,
    pub export: &'static str,
    pub stop_loading: &'static str,
    pub updated: fn(&str) -> String,
    pub no_match_title: &'static str,
    pub no_match: &'static str,
    pub no_match_yet: &'static str,
    pub show_everything: &'static str,
    pub load_more: &'static str,
    pub loading: &'static str,
    pub moved: &'static str,
    pub refresh: &'static str,
    pub rename: &'static str,
    pub restore: &'static str,
    pub copy_id: &'static str,
    pub delete: &'static str,
    pub copied: fn(&str) -> String,
    pub copy_refused: fn(&str) -> String,
    pub empty_title: &'static str,
    pub empty: &'static str,
    pub empty_machine_title: &'static str,
    pub empty_machine: &'static str,
    pub show_all: &'static str,
    pub read_failed_title: &'static str,
    pub more_failed: &'static str,
    pub machines_refused: &'static str,
    pub machines_failed: fn(&str) -> String,
    pub why: fn(Why) -> &'static str,
    pub panel: &'static str,
    pub panel_failed_title: &'static str,
    pub panel_close: &'static str,
    pub panel_id: &'static str,
    pub panel_taken: &'static str,
    pub taken: fn(&str, u64) -> String,
    pub panel_date_unknown: &'static str,
    pub panel_date_reason: &'static str,
    pub panel_gone_title: &'static str,
    pub panel_gone: &'static str,
    pub panel_others: fn(&str) -> String,
    pub panel_now: &'static str,
    pub panel_older: &'static str,
    pub panel_size: &'static str,
    pub machine_size: fn(Option<u32>, Option<u64>, Option<u64>) -> Option<String>,
    pub panel_restore_point: &'static str,
    pub restore_point: fn(bool) -> &'static str,
    pub panel_here: &'static str,
    pub panel_region: &'static str,
    pub panel_state: &'static str,
    pub panel_type: &'static str,
    pub panel_schedule: &'static str,
    pub schedule: fn(Option<&str>, Option<u32>) -> String,
    pub schedule_off: &'static str,
    pub history: &'static str,
}

#[expect(missing_docs, reason = "each field is the word that its name says")]
pub struct Dialogs {
    pub keys_title: &'static str,
    pub keys_off: &'static str,
    pub keys_everywhere: &'static [(&'static [&'static str], &'static str)],
    pub keys_in_list: &'static [(&'static [&'static str], &'static str)],
    pub create_title: &'static str,
    pub machine: &'static str,
    pub choose_machine: &'static str,
    pub machine_id_hint: &'static str,
    pub machines_failed_hint: fn(&str) -> String,
    pub create_machine_state: fn(&str) -> String,
    pub name: &'static str,
    pub name_missing: &'static str,
    pub name_exists: &'static str,
    pub machine_missing: &'static str,
    pub create: &'static str,
    pub creating: &'static str,
    pub create_hint: &'static str,
    pub rename_title: &'static str,
    pub save: &'static str,
    pub saving: &'static str,
    pub restore_title: fn(&str) -> String,
    pub restore_snapshot: &'static str,
    pub restore_machine: &'static str,
    pub restore_taken: &'static str,
    pub machine_state: fn(&str) -> String,
    pub restore_loss: fn(&str) -> String,
    pub restore_transition: fn(&str) -> String,
    pub safety: &'static str,
    pub safety_hint: &'static str,
    pub no_safety: fn(&str) -> String,
    pub type_to_confirm: fn(&str) -> String,
    pub restore: &'static str,
    pub restoring: &'static str,
    pub given_up: &'static str,
    pub not_stored: &'static str,
    pub export_title: &'static str,
    pub export_what: fn(usize) -> String,
    pub export_missing: &'static str,
    pub export_format: &'static str,
    pub export_csv: &'static str,
    pub export_json: &'static str,
    pub export: &'static str,
    pub export_failed: &'static str,
    pub delete_title: &'static str,
    pub delete_loss: &'static str,
    pub delete_auto: &'static str,
    pub delete: &'static str,
    pub deleting: &'static str,
}

#[expect(missing_docs, reason = "each field is the word that its name says")]
pub struct Activity {
    pub title: &'static str,
    pub running: &'static str,
    pub unsure: &'static str,
    pub failed: &'static str,
    pub finished: &'static str,
    pub none_running: &'static str,
    pub none: &'static str,
    pub show: &'static str,
    pub show_all: &'static str,
    pub others: &'static str,
    pub notify: &'static str,
    pub notify_refused: &'static str,
    pub usually: fn(u64, u64) -> String,
    pub longer: &'static str,
    pub send_again: &'static str,
    pub try_again: &'static str,
    pub forget: &'static str,
    pub copy_details: &'static str,
    pub copied: &'static str,
    pub copy_refused: fn(&str) -> String,
    pub undo: &'static str,
    pub undo_found: fn(&str) -> String,
    pub undo_looking: &'static str,
    pub undo_missing: &'static str,
    pub undo_several: &'static str,
    pub timeline: &'static str,
    pub timeline_machine: &'static str,
    pub timeline_choose: &'static str,
    pub timeline_empty: &'static str,
    pub timeline_as_list: fn(usize) -> String,
    pub empty_title: &'static str,
    pub empty: &'static str,
    pub asked: &'static str,
    pub elapsed: fn(u64) -> String,
    pub took: fn(u64) -> String,
    pub look_at_list: &'static str,
    pub on_machine: fn(&str) -> String,
}

#[expect(missing_docs, reason = "each field is the word that its name says")]
pub struct Problems {
    pub offline: &'static str,
    pub offline_before_sending: &'static str,
    pub offline_not_sent: &'static str,
    pub unreachable: &'static str,
    pub timed_out: &'static str,
    pub garbled: fn(&str) -> String,
    pub bad_request: &'static str,
    pub unauthorized: &'static str,
    pub forbidden: &'static str,
    pub not_found: &'static str,
    pub conflict: &'static str,
    pub too_many: &'static str,
    pub unavailable: &'static str,
    pub other: &'static str,
    pub with_code: fn(&str, &str) -> String,
    pub maybe_happened: &'static str,
}
