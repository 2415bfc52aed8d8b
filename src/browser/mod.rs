//! One small file per browser feature: the only folder that calls the browser. It decides nothing.

pub mod clipboard;
pub mod clock;
pub mod dates;
pub mod download;
pub mod frame;
pub mod history;
pub mod indexed_db;
pub mod later;
pub mod letters;
pub mod listen;
pub mod notification;
pub mod page;
pub mod random;
pub mod scroll;
pub mod storage;
pub mod transport;
