//! Snapdeck: a dashboard for the snapshots of Paperspace machines. `ARCHITECTURE.md` says how it is built.

pub mod api;
pub mod domain;
