//! Snapdeck: a dashboard for the snapshots of Paperspace machines. `ARCHITECTURE.md` says how it is built.

pub mod app;
#[expect(clippy::disallowed_methods, reason = "the one folder that may reach for the browser")]
pub mod browser;
pub mod components;
pub mod pages;
pub mod reactive;
pub mod routes;
pub mod services;
pub mod state;
pub mod ui;
