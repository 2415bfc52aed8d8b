//! The calls of the Paperspace v1 API as values: requests, and decoding their responses.
//!
//! The host sends them, so the same client runs in the browser and natively against the sandbox's router.

pub mod auth;
pub mod call;
pub mod decode;
pub mod machine_events;
pub mod machines;
pub mod percent;
pub mod request;
pub mod snapshots;
