//! Which list of snapshots, in which order: the part that the server can do.

use crate::domain::ids::MachineId;

/// The order of the list, with the words of the page for it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Sort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// By name, A to Z.
    NameAsc,
    /// By name, Z to A.
    NameDesc,
}

/// What of the snapshots is listed: the part that the server can do.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Query {
    /// Only the snapshots of this machine.
    pub machine_id: Option<MachineId>,
    /// In this order.
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
        for sort in [Sort::Newest, Sort::Oldest, Sort::NameAsc, Sort::NameDesc] {
            let query = Query { machine_id: Some("m".into()), sort };
            assert_ne!(query.reversed(), query);
            assert_eq!(query.reversed().reversed(), query);
        }
    }
}
