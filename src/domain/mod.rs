//! What is true of snapshots, machines and operations, whatever shows it.
//!
//! Must not know: async, a clock, randomness, Leptos, a browser, HTTP. Time and random numbers come in as arguments,
//! decisions go out as data.

pub mod account;
pub mod adoption;
pub mod config;
pub mod event;
pub mod export;
pub mod filter;
pub mod find;
pub mod ids;
pub mod inventory;
pub mod kept_list;
pub mod lease;
pub mod ledger;
pub mod machine;
pub mod operation;
pub mod page;
pub mod percent;
pub mod permission;
pub mod problem;
pub mod query;
pub mod rows;
pub mod schedule;
pub mod session;
pub mod snapshot;
pub mod store;
pub mod team;
pub mod time;
pub mod timeline;
pub mod tracker;
pub mod walk;
pub mod window;
