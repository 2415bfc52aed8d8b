//! Snapdeck: a dashboard for the snapshots of Paperspace machines. `ARCHITECTURE.md` says how it is built.

mod app;
#[expect(clippy::disallowed_methods, reason = "the one folder that may reach for the browser")]
mod browser;
mod components;
mod pages;
mod reactive;
mod routes;
mod services;
mod state;
mod ui;

pub use self::app::start;
