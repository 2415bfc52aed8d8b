//! The calls of the Paperspace v1 API as values: a request described, and its answer decoded.
//!
//! Nothing here sends: a host does. So the same client runs in the browser and natively against the sandbox's router.

pub mod auth;
pub mod call;
pub mod decode;
pub mod machine_events;
pub mod machines;
pub mod percent;
pub mod request;
pub mod snapshots;
