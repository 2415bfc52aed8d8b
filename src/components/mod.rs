//! Views that know snapshots and operations and belong to no single page: the bar, signing in, the dialogs, the toasts.

pub mod ask_again;
pub mod brand;
pub mod copy;
pub mod dialogs;
pub mod header;
pub mod heading;
pub mod later;
pub mod machine;
pub mod machine_search;
pub mod machine_state;
pub mod name;
pub mod operation_status;
pub mod progress;
pub mod restored;
pub mod shortcuts;
pub mod sign_in;
pub mod toasts;
pub mod undo;
pub mod when;
