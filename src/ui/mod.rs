//! Widgets that could live in any project: no snapshot, no API, no words. Text comes in as props.
//!
//! Every nested element has at least one attribute or child that is not a literal: a wholly static one would be set
//! through `innerHTML`, which the production policy blocks (`ARCHITECTURE.md`, Trusted Types).

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
