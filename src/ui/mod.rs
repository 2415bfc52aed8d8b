//! Widgets that could live in any project: they know no snapshot, no API and no words. Text comes in as props.
//!
//! Every nested element has an attribute or a child that is no literal: Leptos sets a static subtree through `innerHTML`, which the
//! production policy blocks (`ARCHITECTURE.md`, Trusted Types).

pub mod button;
pub mod combobox;
pub mod dialog;
pub mod field;
pub mod icon;
pub mod keyed;
pub mod menu;
pub mod notice;
pub mod search;
pub mod select;
pub mod skeleton;
pub mod toast;
