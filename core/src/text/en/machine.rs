//! The words of a machine's page and of its timeline.

use super::{labelled, number};
use crate::model::event::{Event, EventState};
use crate::model::snapshot::Kind;
use crate::text::vocabulary::{Machine, Words};

impl Words {
    pub fn machine(self) -> &'static Machine {
        &MACHINE
    }
}

static MACHINE: Machine = Machine {
    timeline: |machine| format!("Timeline of {}", labelled(machine)),
    created: "Created",
    now: "Now",
    apart: "Date unknown, oldest first",
    key_dot: "Snapshot",
    key_hollow: "Taken at some time within the outline",
    key_restore: "Restore, back to its snapshot",
    key_failed: "Failed",
    snapshot: |name, when, kind| {
        let kind = if kind == Kind::Manual { "Manual" } else { "Automatic" };
        let name = labelled(name);
        match when {
            Some(when) => format!("{name}, {when}, {kind}"),
            None => format!("{name}, date unknown, {kind}"),
        }
    },
    rank: |at, of| format!("{} of {} at this mark", number(at), number(of)),
    older: "Older",
    newer: "Newer",
    open: "Open",
    as_list: |count| format!("Show as list ({})", number(count)),
    snapshots: "Snapshots",
    events: "What happened",
    older_events: "Older events are not shown here. The Paperspace console has them.",
    no_events: "Paperspace knows no events of this machine.",
    empty: "This machine has no snapshots. Take one before an update or anything else risky, and you can bring the machine back.",
    more: "There are more snapshots than the timeline shows. Show all of them in the list",
    in_list: "Show in the list",
    facts: "About this machine",
    facts_missing: |why| format!("What Paperspace knows about this machine could not be loaded. {why}"),
    gone_title: "There is no such machine",
    gone: "It was deleted, your API token may not see it, or the address is mistyped.",
    timeline_failed: "The timeline could not be loaded",
    events_failed: |why| {
        format!("What happened to this machine could not be loaded, so restores and failures may be missing. {why}")
    },
    event,
};

// Unknown names and states are shown as they are.
fn event(event: &Event) -> String {
    let name = match &*event.name {
        "snapshot-create" => "Snapshot",
        "snapshot-restore" => "Restore",
        "snapshot-delete" => "Deletion of a snapshot",
        "start" => "Start",
        "stop" => "Stop",
        "restart" => "Restart",
        other => other,
    };
    match &event.state {
        EventState::Done => name.to_owned(),
        EventState::New => format!("{name}: queued"),
        EventState::InProgress => format!("{name}: running"),
        EventState::Error => format!("{name}: failed"),
        EventState::Cancelled => format!("{name}: cancelled"),
        EventState::Other(state) => format!("{name}: {state}"),
    }
}
