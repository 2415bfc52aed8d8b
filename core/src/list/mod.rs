//! The list of snapshots: a machine that decides what to fetch, the rows that came of it, and what of them is seen.

pub mod arena;
pub mod cache;
pub mod export;
pub mod filter;
pub mod folding;
pub mod inventory;
#[doc(hidden)]
pub mod query;
pub mod rows;
pub mod search;
pub mod state;
pub mod viewport;
pub mod walk;
