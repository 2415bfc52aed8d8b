//! Journeys of a person through the built dashboard, in a real browser against the sandbox over real HTTP.
//!
//! `cargo xtask test` builds what they run on and tells them where it is. They find things by role and accessible name;
//! only `page.rs` knows selectors. No journey waits for a time: each waits until something can be seen.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, and helpers are not marked as tests"
)]

mod browser;
mod front;
mod page;
mod stage;
mod tally;

mod accessibility;
mod accounts;
mod activity;
mod again;
mod at_hand;
mod boot;
mod by_keyboard;
mod dialogs;
mod engines;
mod faults;
mod feed;
mod finding;
mod focus;
mod fresh;
mod groups;
mod held_keys;
mod ledger;
mod list;
mod looks;
mod machine;
mod machines;
mod messages;
mod offline;
mod operations;
mod reloads;
mod request_budget;
mod restoring;
mod returning;
mod rows;
mod screenshots;
mod searching;
mod session;
mod small_screens;
mod stale;
mod tabs;
mod trees;
mod typing;
mod ugly;
mod verbs;
mod when;
