//! One folder per page. Nothing depends on a page but `app`, which shows it: a page can be deleted with its route.

pub mod activity;
pub mod bad_config;
pub mod not_found;
pub mod snapshots;
