//! One page of a list.

use serde::Deserialize;

/// A page as every list call answers it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase", bound(deserialize = "T: Deserialize<'de>"))]
pub struct Page<T> {
    /// Whether rows follow.
    pub has_more: bool,
    /// The rows.
    pub items: Vec<T>,
    /// The cursor of the next page: a string, `null` or absent.
    #[serde(default)]
    pub next_page: Option<String>,
}
