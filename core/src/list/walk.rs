//! A walk along the cursors of a list, which ends even where they lead in a circle.

/// Whether rows follow those that are loaded.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Rest {
    /// They do, and not even the first page is here.
    #[default]
    Unseen,
    /// They do, behind this cursor.
    More(String),
    /// They do not.
    Complete,
    /// The service said that more exist and gave no way to get there, or one that leads in a circle.
    Lost,
}

/// A walk along the cursors of a list.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    rest: Rest,
    cursors: Vec<String>,
}

impl Walk {
    /// Whether rows follow.
    pub fn rest(&self) -> &Rest {
        &self.rest
    }

    /// It is known otherwise that nothing follows.
    pub fn complete(&mut self) {
        self.rest = Rest::Complete;
    }

    /// Takes in what a page says of what follows it.
    pub fn go_on(&mut self, has_more: bool, next_page: Option<String>) {
        self.rest = match next_page {
            _ if !has_more => Rest::Complete,
            Some(cursor) if !self.cursors.contains(&cursor) => {
                self.cursors.push(cursor.clone());
                Rest::More(cursor)
            }
            _ => Rest::Lost,
        };
    }

    /// Where its next page starts. `None` where there is none.
    pub fn next(&self) -> Option<Option<String>> {
        match &self.rest {
            Rest::Unseen => Some(None),
            Rest::More(cursor) => Some(Some(cursor.clone())),
            Rest::Complete | Rest::Lost => None,
        }
    }
}
