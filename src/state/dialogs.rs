//! The open dialog. It stays open when the page changes; a dialog that belongs to a page is drawn by that page.

use leptos::prelude::*;

use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::OperationId;

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Dialog {
    Create,
    Rename(Snapshot),
    Restore {
        snapshot: Snapshot,
        /// The restore that failed or left no trace, if this one replaces it.
        instead_of: Option<OperationId>,
        /// The restore that this one undoes.
        undo_of: Option<OperationId>,
    },
    Delete(Snapshot),
    Keys,
    /// Goes anywhere.
    Palette,
    SignOut,
}

impl Dialog {
    /// A restore that replaces none.
    pub fn restore(snapshot: Snapshot) -> Self {
        Self::Restore { snapshot, instead_of: None, undo_of: None }
    }

    /// A restore to the safety snapshot of another one.
    pub fn undo(safety: Snapshot, undo_of: OperationId) -> Self {
        Self::Restore { snapshot: safety, instead_of: None, undo_of: Some(undo_of) }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Dialogs(RwSignal<Option<Dialog>>);

impl Dialogs {
    pub fn provide() -> Self {
        let dialogs = Self(RwSignal::new(None));
        provide_context(dialogs);
        dialogs
    }

    pub fn expect() -> Self {
        expect_context()
    }

    pub fn open(self, dialog: Dialog) {
        self.0.set(Some(dialog));
    }

    pub fn close(self) {
        self.0.set(None);
    }

    /// Tracked.
    pub fn current(self) -> Option<Dialog> {
        self.0.get()
    }
}
