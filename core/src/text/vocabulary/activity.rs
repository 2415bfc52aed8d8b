//! The words of Activity.

pub struct Activity {
    pub title: &'static str,
    pub running: &'static str,
    pub unsure: &'static str,
    pub failed: &'static str,
    pub finished: &'static str,
    pub none: &'static str,
    pub show: &'static str,
    pub show_all: &'static str,
    /// Of what others did, or the same person in another browser.
    pub elsewhere: &'static str,
    /// A filter, and how many it shows.
    pub chip: fn(&str, usize) -> String,
    pub today: &'static str,
    pub yesterday: &'static str,
    pub undated: &'static str,
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
    pub undo_found: &'static str,
    /// With the time of the restore.
    pub safety_of: fn(&str) -> String,
    pub undoing: &'static str,
    pub undone: &'static str,
    /// In place of the offer, with the time of the restore.
    pub undo_deleted: fn(&str) -> String,
    /// With the machine and the snapshot.
    pub restored: fn(&str, &str) -> String,
    pub check: &'static str,
    pub keep: &'static str,
    pub undo_looking: &'static str,
    pub undo_missing: &'static str,
    pub undo_several: &'static str,
    /// While the team's events are not read yet.
    pub loading: &'static str,
    /// They could not be read; with when they were.
    pub unread: fn(Option<&str>) -> String,
    pub empty_title: &'static str,
    pub empty: &'static str,
    pub asked: &'static str,
    pub elapsed: fn(u64) -> String,
    pub took: fn(u64) -> String,
    pub look_at_list: &'static str,
    /// Before a machine's name.
    pub on_machine: &'static str,
}
