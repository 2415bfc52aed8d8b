//! Which part of the list a fetch is for.

use crate::list::arena::Side;

/// What a page is fetched for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Aim {
    /// What follows the loaded rows.
    Next,
    /// What is loaded, once more.
    Again,
    /// The newest of all, in a list whose order puts them anywhere.
    Newest,
}

/// An end of the list, and why a page of it is fetched.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Part {
    pub(super) side: Side,
    pub(super) aim: Aim,
}
