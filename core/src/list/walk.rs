//! A walk along the cursors of a list, which ends even where they lead in a circle.

/// Empty pages in a row after which only a person goes on.
pub const EMPTY_PAGES_MAX: usize = 5;

/// Whether rows follow those that are loaded.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Pagination {
    /// They do, and not even the first page is here.
    #[default]
    NotStarted,
    /// They do, behind this cursor.
    More(String),
    /// All seemed to be here; what was created meanwhile is looked for.
    Checking,
    /// They do not.
    Complete,
    /// The service said that more exist and gave no way to get there, or one that leads in a circle.
    Broken,
}

impl Pagination {
    /// Whether rows follow that can be loaded, as far as is known; not before the first page.
    pub fn has_more(&self) -> bool {
        matches!(self, Self::More(_) | Self::Checking)
    }
}

/// A walk along the cursors of a list.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    rest: Pagination,
    cursors: Vec<String>,
    empty_pages: usize,
}

impl Walk {
    /// Whether rows follow.
    pub fn rest(&self) -> &Pagination {
        &self.rest
    }

    /// Whether so many pages in a row were empty that a person must say whether to go on.
    pub fn is_tired(&self) -> bool {
        self.empty_pages > 0 && self.empty_pages.is_multiple_of(EMPTY_PAGES_MAX)
    }

    /// It is known otherwise that nothing follows.
    pub fn complete(&mut self) {
        self.rest = Pagination::Complete;
    }

    /// Takes in a page of so many rows, and what it says of what follows it.
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

    /// There is no way to what follows.
    pub fn lose(&mut self) {
        self.rest = Pagination::Broken;
    }

    /// Forgets which cursors it followed, as a bug.
    pub(super) fn forget_cursors(&mut self) {
        self.cursors.clear();
    }

    /// Where its next page starts. `None` where there is none.
    pub fn next(&self) -> Option<Option<String>> {
        match &self.rest {
            Pagination::NotStarted => Some(None),
            Pagination::More(cursor) => Some(Some(cursor.clone())),
            Pagination::Checking | Pagination::Complete | Pagination::Broken => None,
        }
    }
}
