//! The dashboard's client against the sandbox's router, in process: no browser, no socket, no shared type.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, and helpers are not marked as tests"
)]

mod clients;
mod endpoints;
mod errors;
mod fixtures;
mod headers;
mod hostile;
mod names;
mod paging;
mod properties;
mod rounds;
mod stage;
mod switches;
