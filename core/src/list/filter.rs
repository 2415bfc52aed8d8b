//! What of the loaded rows is shown: the part of a view that only the page can do.

use std::collections::HashMap;

use crate::list::arena::Handle;
use crate::list::query::Query;
use crate::list::rows::Rows;
use crate::model::snapshot::Kind;

/// What of the loaded rows is shown.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Filter {
    /// In name, id or machine, whatever its case and accents.
    pub text: String,
    /// Only those of a kind.
    pub kind: Option<Kind>,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.text.trim().is_empty() && self.kind.is_none()
    }
}

/// A view of the snapshots: which list the server gives, and what of it is shown.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct View {
    /// What the server gives.
    pub query: Query,
    /// What of that is shown.
    pub filter: Filter,
}

/// What a filter let through (`list::search`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub(super) filter: Filter,
    pub(super) is_new: bool,
    pub(super) edition: u64,
    /// Of the rows from the first on.
    pub(super) listed: Vec<Handle>,
    /// Of those reached from the other end, the last one first.
    pub(super) far: Vec<Handle>,
    pub(super) seen: usize,
    pub(super) seen_far: usize,
    /// Which machines' names match, by their numbers.
    pub(super) machine_hits: Vec<bool>,
    /// Names that are not ASCII, folded.
    pub(super) folded: HashMap<Handle, Box<str>>,
}

impl Found {
    /// How many were found.
    pub fn len(&self) -> usize {
        self.listed.len() + self.far.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them, in the order of the list.
    pub fn get(&self, at: usize) -> Option<Handle> {
        let from_far = || self.far.len().checked_sub(1 + at.checked_sub(self.listed.len())?).map(|at| self.far[at]);
        self.listed.get(at).copied().or_else(from_far)
    }

    /// Whether it is the first answer to its question.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Whether it is what is to be seen of these rows.
    pub fn is_of(&self, rows: &Rows) -> bool {
        self.edition == rows.edition() && self.seen == rows.listed().len() && self.seen_far == rows.far().len()
    }
}
