//! Which dialog stands over the page. It belongs to no page, so that it survives a change of page.

use leptos::prelude::*;

use crate::state::shown::Shown;
use snapdeck_core::model::snapshot::Snapshot;

/// A dialog with what it is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Dialog {
    /// Take a snapshot.
    Create,
    /// Give a snapshot another name.
    Rename(Snapshot),
    /// Bring a machine back to a snapshot.
    Restore(Snapshot),
    /// Delete a snapshot.
    Delete(Snapshot),
    /// Take the rows of the view along.
    Export(Shown),
    /// Which keys do what.
    Keys,
    /// Sign out although something is running.
    SignOut,
}

/// The open dialog.
#[derive(Clone, Copy, Debug)]
pub struct Dialogs(RwSignal<Option<Dialog>>);

impl Dialogs {
    /// No dialog, and its place in the context.
    pub fn provide() -> Self {
        let dialogs = Self(RwSignal::new(None));
        provide_context(dialogs);
        dialogs
    }

    /// The dialogs of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Opens a dialog.
    pub fn open(self, dialog: Dialog) {
        self.0.set(Some(dialog));
    }

    /// Closes whatever is open.
    pub fn close(self) {
        self.0.set(None);
    }

    /// What is open, tracked.
    pub fn current(self) -> Option<Dialog> {
        self.0.get()
    }
}
