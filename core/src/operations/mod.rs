//! Creates, deletes and restores, from the request until the user was told the outcome.

pub mod feed;
pub mod lease;
pub mod ledger;
pub mod moments;
pub mod operation;
pub mod permission;
pub mod progress;
pub mod reconcile;
pub mod schedule;
pub mod team;
pub mod tracker;
pub mod undo;
