//! The nouns of the API, and what the dashboard adds: accounts, its configuration, timestamps, problems.

pub mod account;
pub mod account_key;
pub mod config;
pub mod event;
pub mod ids;
pub mod lenient;
pub mod machine;
pub mod page;
pub mod problem;
pub mod remote;
pub mod session;
pub mod snapshot;
pub mod time;
pub mod token;
