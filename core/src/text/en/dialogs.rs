//! The words of the dialogs.

use super::{named, number};
use crate::text::vocabulary::{Dialogs, Words};

impl Words {
    pub fn dialogs(self) -> &'static Dialogs {
        &DIALOGS
    }
}

static DIALOGS: Dialogs = Dialogs {
    keys_title: "Keyboard shortcuts",
    keys_off: "Single-key shortcuts are off. The account menu switches them on.",
    keys_everywhere: &[
        (&["/"], "Search"),
        (&["c"], "Create a snapshot"),
        (&["j"], "Next row"),
        (&["k"], "Previous row"),
        (&["r"], "Restore to the snapshot of the row"),
        (&["e"], "Rename it"),
        (&["?"], "Show these keys"),
    ],
    keys_in_list: &[
        (&["↓", "↑"], "Next and previous row, once a row has the focus"),
        (&["Home", "End"], "First and last loaded row"),
        (&["a", "…", "z"], "Next name that begins with this letter"),
        (&["Enter"], "Open the snapshot"),
        (&["Delete"], "Delete the snapshot of the row"),
        (&["Ctrl", "K"], "Go to a page, a machine or a snapshot, or do something with it"),
        (&["Esc"], "Close what is open"),
    ],
    create_title: "Create snapshot",
    machine: "Machine",
    choose_machine: "Choose a machine",
    machine_id_hint: "The machines cannot be listed with this token. Enter the ID of one, as the Paperspace console shows it.",
    machines_failed_hint: |why| format!("The machines could not be loaded: try again, or enter the ID of one. {why}"),
    create_machine_state: |state| format!("The machine is “{state}” right now."),
    name: "Name",
    name_missing: "Give the snapshot a name.",
    name_exists: "A snapshot of this machine already has this name. That is allowed, but hard to tell apart later.",
    machine_missing: "Choose a machine.",
    create: "Create",
    creating: "Creating…",
    create_hint: "This does not stop the machine. Only its disk is saved.",
    rename_title: "Rename snapshot",
    save: "Save",
    saving: "Saving…",
    restore_title: |machine| format!("Restore {}", named(machine)),
    undo_title: |machine| format!("Undo the restore of {}?", named(machine)),
    undo_loss: |machine, time, has_safety| {
        let how = if has_safety {
            ". A new safety snapshot keeps it."
        } else {
            " for good. Without a safety snapshot this cannot be undone."
        };
        let machine = named(machine);
        format!(
            "This puts back the disk of {machine} as it was just before the restore of {time}. Everything written to it \
             since will be lost{how}"
        )
    },
    disk_before: "the disk as it was just before the restore of ",
    step_now: "Now",
    step_kept: "Kept",
    step_then: "Then",
    disk_of: "the disk of ",
    disk_as_of: "the disk as of ",
    is_lost: "will be lost",
    is_kept: "as a new safety snapshot",
    machine_state: |state| format!("({state})"),
    restore_loss: |machine, snapshot, has_safety| {
        let how = if has_safety {
            ": files, programs, settings. The safety snapshot keeps it, and Undo restore brings it back."
        } else {
            " for good: files, programs, settings. Without a safety snapshot this cannot be undone."
        };
        let (machine, snapshot) = (named(machine), named(snapshot));
        format!("Everything on the disk of {machine} that is newer than “{snapshot}” will be lost{how}")
    },
    restore_transition: |state| format!("The machine is “{state}” right now. It is safer to wait until that is over."),
    safety: "Take a safety snapshot first",
    type_to_confirm: |machine| format!("Type {machine} to confirm"),
    restore: "Restore machine",
    restoring: "Starting…",
    not_stored: "Nothing was sent: this browser's storage is full, so the operation could not be recorded. Free some space, then try again.",
    given_up: "Nothing was sent: it took too long to do so safely. You can try again.",
    before_title: "Find the last snapshot before a moment",
    before_text: "Opens the newest of these snapshots that was certainly taken by then: the one to go back to after something broke.",
    before_moment: "Date and time",
    before_find: "Find",
    before_none: "None of the loaded snapshots was certainly taken before then. Load the rest, or see the When column for what is known.",
    export_title: "Export snapshots",
    export_what: |count| {
        match count {
        1 => "The one snapshot of this view is exported: name, ID, machine, kind and when it was taken, where that is certain.".to_owned(),
        _ => format!("The {} snapshots of this view are exported: name, ID, machine, kind and when they were taken, where that is certain.", number(count)),
    }
    },
    export_missing: "More exist that are not loaded. They are not included in the file.",
    export_format: "Format",
    export_csv: "CSV, for a spreadsheet",
    export_json: "JSON, for a program",
    export: "Download",
    export_failed: "This browser could not create the file.",
    delete_title: "Delete snapshot",
    delete_loss: "It cannot be brought back. The machine itself is not touched.",
    delete_auto: "This is an automatic snapshot; its machine will take new ones.",
    delete: "Delete snapshot",
    deleting: "Deleting…",
};
