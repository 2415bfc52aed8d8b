//! One folder per page. Only `app` depends on them: a page can be deleted with its route.

pub mod activity;
pub mod bad_config;
pub mod not_found;
pub mod snapshots;
