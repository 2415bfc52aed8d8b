//! The calls of the Paperspace v1 API as values: a request described, and its answer decoded.
//!
//! Nothing here sends: `transport` does, alone. So the same client runs natively against the sandbox's router.

pub mod auth;
pub mod call;
pub mod decode;
pub mod machine_events;
pub mod machines;
pub mod operations;
pub mod snapshots;
pub mod token;
#[expect(clippy::disallowed_methods, reason = "the one file that may send")]
pub mod transport;
