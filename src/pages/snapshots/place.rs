//! Where the table stands in the window.

/// Where the body of the table stands, and how large the window and a row are, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub(super) above_px: f64,
    pub(super) view_px: f64,
    pub(super) row_px: f64,
}
