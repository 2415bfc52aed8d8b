//! Which dialog stands over the page. It belongs to no page, so that it survives a change of page; one that belongs to a page
//! is drawn by that.

use leptos::prelude::*;

use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::OperationId;

/// A dialog with what it is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Dialog {
    /// Take a snapshot.
    Create,
    /// Give a snapshot another name.
    Rename(Snapshot),
    /// Bring a machine back to a snapshot.
    Restore {
        /// The snapshot.
        snapshot: Snapshot,
        /// The restore that failed or left no trace, where this is asked for in its place.
        instead_of: Option<OperationId>,
    },
    /// Delete a snapshot.
    Delete(Snapshot),
    /// Which keys do what.
    Keys,
    /// Sign out although something is running.
    SignOut,
}

impl Dialog {
    /// Bring a machine back to a snapshot, in no other restore's place.
    pub fn restore(snapshot: Snapshot) -> Self {
        Self::Restore { snapshot, instead_of: None }
    }
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
