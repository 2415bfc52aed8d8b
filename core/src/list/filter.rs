//! Filtering the loaded rows, which the API cannot do.

use rustc_hash::FxHashMap;

use crate::list::arena::Handle;
use crate::list::query::Query;
use crate::list::rows::Rows;
use crate::model::snapshot::Kind;

#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Filter {
    /// In the name, id or machine, ignoring case and accents.
    pub text: String,
    pub kind: Option<Kind>,
}

impl Filter {
    pub fn is_open(&self) -> bool {
        self.text.trim().is_empty() && self.kind.is_none()
    }
}

/// What the address says of the snapshots page.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct View {
    /// For the API.
    pub query: Query,
    /// For the loaded rows.
    pub filter: Filter,
}

/// What a filter let through (`list::search`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub(super) filter: Filter,
    pub(super) is_new: bool,
    pub(super) edition: u64,
    /// From the first row on.
    pub(super) listed: Vec<Handle>,
    /// From the last row on, backwards.
    pub(super) far: Vec<Handle>,
    pub(super) seen: usize,
    pub(super) seen_far: usize,
    /// Whether a machine's name matches, by its number.
    pub(super) machine_hits: Vec<bool>,
    /// Names that are not ASCII, folded.
    pub(super) folded: FxHashMap<Handle, Box<str>>,
}

impl Found {
    pub fn len(&self) -> usize {
        self.listed.len() + self.far.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The nth match in the order of the list.
    pub fn get(&self, at: usize) -> Option<Handle> {
        let from_far = || self.far.len().checked_sub(1 + at.checked_sub(self.listed.len())?).map(|at| self.far[at]);
        self.listed.get(at).copied().or_else(from_far)
    }

    /// Whether the filter or the rows changed, so that matches are not only appended.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Whether it is up to date with these rows.
    pub fn is_of(&self, rows: &Rows) -> bool {
        self.edition == rows.edition() && self.seen == rows.listed().len() && self.seen_far == rows.far().len()
    }
}
