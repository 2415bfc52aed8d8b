//! Which list of snapshots, in which order: the part that the server can do.

use crate::model::ids::MachineId;

/// The order of the list, with the words of the page for it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    /// By name, A to Z.
    NameAsc,
    /// By name, Z to A.
    NameDesc,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::NameAsc, Self::NameDesc];

    /// Whether it goes by the names, and not by the age.
    pub fn is_by_name(self) -> bool {
        matches!(self, Self::NameAsc | Self::NameDesc)
    }

    /// The word for it in an address, and in what is kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::NameAsc => "name",
            Self::NameDesc => "name-desc",
        }
    }

    /// The order that such a word stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// What of the snapshots is listed: the part that the server can do.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Query {
    /// Only the snapshots of this machine.
    pub machine_id: Option<MachineId>,
    pub sort: Sort,
}

impl Query {
    /// The same list from its other end.
    pub fn reversed(&self) -> Self {
        let sort = match self.sort {
            Sort::Newest => Sort::Oldest,
            Sort::Oldest => Sort::Newest,
            Sort::NameAsc => Sort::NameDesc,
            Sort::NameDesc => Sort::NameAsc,
        };
        Self { machine_id: self.machine_id.clone(), sort }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reversed_twice_is_the_same() {
        for sort in Sort::ALL {
            let query = Query { machine_id: Some("m".into()), sort };
            assert_ne!(query.reversed(), query);
            assert_eq!(query.reversed().reversed(), query);
        }
    }
}
