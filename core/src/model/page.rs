//! One page of a list.

use std::hash::Hash;

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Rows per page: the API's maximum (`docs/api.md`, Snapshots).
pub const PAGE_LIMIT: u32 = 120;

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase", bound(deserialize = "T: Deserialize<'de>"))]
pub struct Page<T> {
    pub has_more: bool,
    pub items: Vec<T>,
    /// The cursor of the next page.
    #[serde(default)]
    pub next_page: Option<String>,
}

/// Removes rows that came twice: they move between pages while others come and go.
pub fn each_once<T, K: Clone + Eq + Hash>(rows: &mut Vec<T>, id: impl Fn(&T) -> &K) {
    let mut seen = FxHashSet::default();
    rows.retain(|row| seen.insert(id(row).clone()));
}

#[cfg(test)]
mod tests {
    use super::each_once;

    #[test]
    fn what_comes_twice_stays_where_it_came_first() {
        let mut rows = vec![("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5)];
        each_once(&mut rows, |(id, _)| id);
        assert_eq!(rows, [("a", 1), ("b", 2), ("c", 4)]);
    }
}
