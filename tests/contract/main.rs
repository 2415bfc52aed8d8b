//! The dashboard's client against the sandbox's router, in process: no browser, no socket, no shared type.

mod endpoints;
mod errors;
mod fixtures;
mod headers;
mod paging;
mod stage;
