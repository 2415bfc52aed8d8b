//! The words of the list and of the panel beside it.

use super::{ago, labelled, named, number};
use crate::list::query::Sort;
use crate::model::snapshot::Kind;
use crate::operations::permission::Why;
use crate::text::vocabulary::{Snapshots, Words};

impl Words {
    pub fn snapshots(self) -> &'static Snapshots {
        &SNAPSHOTS
    }
}

static SNAPSHOTS: Snapshots = Snapshots {
    title: "Snapshots",
    name: "Name",
    machine: "Machine",
    all_machines: "All machines",
    machine_by_id: |id| format!("The machine with the ID {id}"),
    no_such_machine: "No machine has that in its name or ID.",
    more_machines: |count| format!("{} more. Type to narrow them down.", number(count)),
    kind: "Kind",
    when: "When",
    by_name: ", by its name",
    before: |day| format!("before {day}"),
    status: "Status",
    actions: "Actions",
    actions_for: |name, id| {
        let name = labelled(name);
        match id {
            Some(id) => format!("Actions for {name} {id}"),
            None => format!("Actions for {name}"),
        }
    },
    search: "Search snapshots",
    search_hint: "Name, ID or machine",
    sort_by: "Sort by",
    sort: |sort| match sort {
        Sort::Newest => "Newest",
        Sort::Oldest => "Oldest",
        Sort::NameAsc => "Name A to Z",
        Sort::NameDesc => "Name Z to A",
    },
    kind_name: |kind| match kind {
        Kind::Manual => "Manual",
        Kind::Automatic => "Automatic",
    },
    kind_choice: |kind, count| {
        let name = match kind {
            None => "All",
            Some(Kind::Manual) => "Manual",
            Some(Kind::Automatic) => "Automatic",
        };
        format!("{name} ({})", number(count))
    },
    loaded: |count, more| {
        // The empty state says so.
        if count == 0 && !more {
            return String::new();
        }
        let rest = if more { "more exist" } else { "that is all" };
        format!("{} loaded, {rest}", number(count))
    },
    kept: |count, is_refreshed| {
        let rest = if is_refreshed { ", being brought up to date" } else { "" };
        format!("{} from your last visit{rest}", number(count))
    },
    list_lost: |count| {
        format!("{} loaded. Paperspace says that more exist, but gave no way to load them.", number(count))
    },
    found: |found, loaded, more| match more {
        true => format!("{} of {} loaded match; more exist", number(found), number(loaded)),
        false => format!("{} of {} match", number(found), number(loaded)),
    },
    group: "Group",
    group_what: " by machine",
    group_count: |count, is_whole, is_all| match (is_all, is_whole, count) {
        (false, ..) => format!("{} found", number(count)),
        (true, false, _) => format!("{} loaded", number(count)),
        (true, true, 1) => "1 snapshot".to_owned(),
        (true, true, _) => format!("{} snapshots", number(count)),
    },
    group_last: |time| format!("last {time}"),
    group_schedule: |frequency, automatic, keeps| {
        let frequency = frequency.unwrap_or("automatic");
        match (automatic, keeps) {
            (Some(automatic), Some(keeps)) => format!("{frequency}, {} of {keeps} kept", number(automatic)),
            (None, Some(keeps)) => format!("{frequency}, {keeps} kept"),
            (_, None) => frequency.to_owned(),
        }
    },
    group_unscheduled: "no schedule",
    load_rest: "Load the rest",
    look_back: "Before…",
    export: "Export",
    stop_loading: "Stop loading",
    updated: |time| format!("Updated {time}"),
    no_match_title: "Nothing matches",
    no_match: "No snapshot in this list has that in its name, ID or machine, or is of that kind.",
    no_match_yet: "None of the loaded snapshots has that in its name, ID or machine, or is of that kind. Load the rest to search all of them.",
    show_everything: "Show everything",
    load_more: "Load more",
    loading: "Loading…",
    moved: "The list changed while it was loading, so some snapshots may be missing here.",
    refresh: "Refresh",
    show: "Show",
    rename: "Rename",
    restore: "Restore",
    machine_restored: "Machine restoring",
    copy_id: "Copy ID",
    delete: "Delete",
    copied: |id| format!("Copied {id}"),
    copy_refused: |id| format!("This browser does not allow copying here. The ID is {id}"),
    empty_title: "No snapshots yet",
    empty: "A snapshot keeps the disk of a machine as it is now. Take one before an update or anything else risky, and you can bring the machine back.",
    empty_machine_title: "This machine has no snapshots",
    empty_machine: "Take one before an update or anything else risky, and you can bring the machine back.",
    show_all: "Show all machines",
    read_failed_title: "The snapshots could not be loaded",
    more_failed: "More snapshots could not be loaded.",
    machines_refused: "Your API token may not list the machines, so IDs are shown instead of their names.",
    machines_failed: |why| {
        format!("The machines could not be loaded, so IDs may be shown instead of their names. {why}")
    },
    why: |why| match why {
        Why::MachineIsBeingRestored => "The machine is being restored",
        Why::OthersRestore => "Somebody else is restoring the machine",
        Why::DeleteIsUnsure => "The snapshot may be being deleted; see Activity",
        Why::IsAskedAgain => "It has already been tried again",
        Why::IsUndone => "It has already been undone",
        Why::SnapshotIsBeingDeleted => "The snapshot is being deleted",
        Why::SnapshotIsBeingTaken => "The snapshot is still being taken",
        Why::RestoreIsUnsure => "An earlier restore of the machine may be under way; see Activity",
    },
    panel: "Snapshot details",
    panel_failed_title: "The snapshot could not be loaded",
    panel_close: "Close details",
    panel_id: "ID",
    panel_taken: "Taken",
    taken: |at, age_ms| format!("{at} ({})", ago(age_ms)),
    panel_by_name: |time| format!("Its name says {time}. Anybody can write that, in any time zone."),
    panel_date_unknown: "–",
    panel_date_reason: "Paperspace gives no date, and this browser had not seen it before.",
    panel_span_reason: "Paperspace gives no date. This follows from your earlier visits, what was taken from here, when the machines were created, and the order of the list.",
    panel_gone_title: "This snapshot no longer exists",
    panel_gone: "It was deleted or rotated out by its machine's schedule, or the address is mistyped.",
    panel_others: |machine| format!("Snapshots of {}", named(machine)),
    panel_now: "Now",
    panel_older: "Show all snapshots of this machine",
    panel_size: "Size",
    machine_size: |cpus, memory, disk| {
        const GB: u64 = 1 << 30;
        let cpus = cpus.map(|count| if count == 1 { "1 CPU".to_owned() } else { format!("{count} CPUs") });
        let memory = memory.map(|bytes| format!("{} GB memory", bytes / GB));
        let disk = disk.map(|bytes| format!("{} GB disk", bytes / GB));
        let known: Vec<String> = [cpus, memory, disk].into_iter().flatten().collect();
        (!known.is_empty()).then(|| known.join(", "))
    },
    panel_restore_point: "Restored at shutdown",
    restore_point: |is_own| if is_own { "to this snapshot" } else { "to another snapshot" },
    panel_here: "this one",
    panel_region: "Region",
    panel_state: "State",
    panel_type: "Type",
    panel_schedule: "Automatic snapshots",
    schedule: |frequency, keeps| match (frequency, keeps) {
        (Some(frequency), Some(keeps)) => format!("{frequency}, the last {keeps} are kept"),
        (Some(frequency), None) => frequency.to_owned(),
        (None, Some(keeps)) => format!("on, the last {keeps} are kept"),
        (None, None) => "on".to_owned(),
    },
    schedule_off: "off",
    history: "History in this browser",
};
