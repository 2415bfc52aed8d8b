//! Which part of the list a fetch is for.

use crate::list::arena::Side;

/// What a page is fetched for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Aim {
    /// The rows behind the loaded ones.
    Next,
    /// The loaded rows, once more.
    Again,
    /// The newest snapshots, in a list that is sorted by name.
    Newest,
}

/// An end of the list, and why a page of it is fetched.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Part {
    pub(super) side: Side,
    pub(super) aim: Aim,
}
