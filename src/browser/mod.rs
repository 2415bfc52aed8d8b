//! One small file for each feature of the browser: the only folder that reaches for it. Decides nothing.

pub mod clipboard;
pub mod clock;
pub mod dates;
pub mod download;
pub mod frame;
pub mod history;
pub mod indexed_db;
pub mod letters;
pub mod listen;
pub mod notification;
pub mod page;
pub mod random;
pub mod scroll;
pub mod storage;
pub mod transport;
