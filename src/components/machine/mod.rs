//! A machine in time: what its page and the panel of a snapshot show of it, read and drawn in one way.

pub mod facts;
pub mod happened;
pub mod history;
pub mod lineage;
pub mod link;
pub mod timeline;

mod chosen;
mod drawing;
