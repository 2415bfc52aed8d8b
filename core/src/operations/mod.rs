//! Creates, deletes and restores, from before their requests leave until their outcome was told.

pub mod lease;
pub mod ledger;
pub mod operation;
pub mod permission;
pub mod reconcile;
pub mod schedule;
pub mod team;
pub mod timeline;
pub mod tracker;
