//! Following the cursors of a list, which ends even where they form a circle.

/// After this many empty pages in a row, the user must say whether to go on.
pub const EMPTY_PAGES_MAX: usize = 5;

/// Whether rows follow the loaded ones.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Pagination {
    /// The first page is not here yet.
    #[default]
    NotStarted,
    /// Yes, behind this cursor.
    More(String),
    /// Probably not: snapshots created while loading are looked for.
    Checking,
    /// No.
    Complete,
    /// Paperspace says that more exist, but gave no cursor, or one that was followed before.
    Broken,
}

impl Pagination {
    /// Whether more can be loaded. Not known, so no, before the first page.
    pub fn has_more(&self) -> bool {
        matches!(self, Self::More(_) | Self::Checking)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Walk {
    rest: Pagination,
    cursors: Vec<String>,
    empty_pages: usize,
}

impl Walk {
    pub fn rest(&self) -> &Pagination {
        &self.rest
    }

    /// Whether the user must say whether to go on, after [`EMPTY_PAGES_MAX`].
    pub fn is_tired(&self) -> bool {
        self.empty_pages > 0 && self.empty_pages.is_multiple_of(EMPTY_PAGES_MAX)
    }

    /// The two ends have met: nothing follows.
    pub fn complete(&mut self) {
        self.rest = Pagination::Complete;
    }

    /// Takes in a page: how many rows it has, and what it says of the next.
    pub fn go_on(&mut self, rows: usize, has_more: bool, next_page: Option<String>) {
        self.empty_pages = if rows == 0 { self.empty_pages + 1 } else { 0 };
        self.rest = match next_page {
            _ if !has_more => Pagination::Complete,
            Some(cursor) if !self.cursors.contains(&cursor) => {
                self.cursors.push(cursor.clone());
                Pagination::More(cursor)
            }
            _ => Pagination::Broken,
        };
    }

    /// Rows follow that cannot be reached.
    pub fn lose(&mut self) {
        self.rest = Pagination::Broken;
    }

    /// For a planted bug.
    pub(super) fn forget_cursors(&mut self) {
        self.cursors.clear();
    }

    /// The cursor of the next page, `Some(None)` for the first. `None` where there is none.
    pub fn next(&self) -> Option<Option<String>> {
        match &self.rest {
            Pagination::NotStarted => Some(None),
            Pagination::More(cursor) => Some(Some(cursor.clone())),
            Pagination::Checking | Pagination::Complete | Pagination::Broken => None,
        }
    }
}
