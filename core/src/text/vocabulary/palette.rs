//! The words of the command palette.

use crate::palette::{Target, Verb};

pub struct Palette {
    pub title: &'static str,
    /// Names the button, with the keys that do the same.
    pub open: &'static str,
    /// Names the field.
    pub what: &'static str,
    /// A verb with its object.
    pub on: fn(Verb, &str) -> String,
    /// What kind of thing an entry leads to.
    pub beside: fn(&Target) -> Option<&'static str>,
    pub none: &'static str,
    pub more: fn(usize) -> String,
}
