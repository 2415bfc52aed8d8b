//! The words of Activity.

use super::{duration, named, number, took, usually};
use crate::text::vocabulary::{Activity, Words};

impl Words {
    pub fn activity(self) -> &'static Activity {
        &ACTIVITY
    }
}

static ACTIVITY: Activity = Activity {
    title: "Activity",
    running: "Running",
    unsure: "Not sure",
    failed: "Failed",
    finished: "Finished",
    none: "Nothing here.",
    show: "Show",
    show_all: "All",
    elsewhere: "Not from this browser",
    chip: |title, count| format!("{title} ({})", number(count)),
    today: "Today",
    yesterday: "Yesterday",
    undated: "Without a date",
    notify: "Notify me when an operation finishes",
    notify_refused: "This browser does not allow notifications. Its settings for this site may say why.",
    usually: |from_ms, to_ms| usually(from_ms / 1_000, to_ms.div_ceil(1_000)),
    longer: "longer than usual, still checking",
    send_again: "Send again",
    try_again: "Try again",
    forget: "Forget",
    copy_details: "Copy details",
    copied: "The details were copied.",
    copy_refused: |text| format!("This browser does not allow copying here. The details: {text}"),
    undo: "Undo restore",
    undo_found: "The state before it was kept as ",
    safety_of: |time| format!("the safety snapshot of {time}"),
    undoing: "Undoing…",
    undone: "Undone",
    undo_deleted: |time| format!("The safety snapshot of {time} was deleted, so this can no longer be undone."),
    restored: |machine, name| format!("{} is back at “{}”.", named(machine), named(name)),
    check: "Check it, then undo the restore or keep it.",
    keep: "Keep",
    undo_looking: "Looking for the safety snapshot…",
    undo_missing: "No safety snapshot was found. Check the list before you rely on one.",
    undo_several: "Something else happened on the machine at the same time, so it is not certain which one is the safety snapshot. Check the list.",
    loading: "Loading what happened…",
    unread: |at| {
        let since = at.map_or_else(
            || "What was not started in this browser could not be read.".to_owned(),
            |at| format!("What was not started in this browser was last read at {at}."),
        );
        format!("{since} Snapdeck tries again every minute.")
    },
    empty_title: "Nothing has happened yet",
    empty: "What you and your team create, delete and restore is followed here until it ends.",
    asked: "Started",
    elapsed: |seconds| format!("for {}", duration(seconds)),
    took,
    look_at_list: "Look at the list",
    on_machine: "on",
};
