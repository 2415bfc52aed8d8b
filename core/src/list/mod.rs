//! The list of snapshots: a state machine that decides what to fetch, the loaded rows, and which of them are visible.

pub mod arena;
pub mod cache;
pub mod dates;
pub mod elsewhere;
pub mod export;
pub mod filter;
pub mod folding;
pub mod groups;
pub mod inventory;
pub mod named;
pub mod query;
pub mod rows;
pub mod search;
pub mod span;
pub mod state;
pub mod viewport;
pub mod visits;
pub mod walk;
