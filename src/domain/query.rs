//! Which list of snapshots, in which order: the part that the server can do.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::ids::MachineId;
use crate::domain::snapshot::Snapshot;

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
    /// Whether a name is the one of another snapshot of that machine: allowed, but worth a warning.
    pub fn name_exists<'a>(rows: impl IntoIterator<Item = &'a Snapshot>, machine_id: &MachineId, name: &str) -> bool {
        rows.into_iter().any(|row| row.machine_id == *machine_id && *row.name == *name)
    }
}

/// The names that stand more than once in the loaded rows: those need an id beside them to be told apart.
pub fn repeated_names(rows: &[Snapshot]) -> HashSet<Arc<str>> {
    let mut seen = HashSet::new();
    rows.iter().filter(|row| !seen.insert(Arc::clone(&row.name))).map(|row| Arc::clone(&row.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, id: &str) -> Snapshot {
        Snapshot { id: id.into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from(name) }
    }

    #[test]
    fn names_that_repeat_are_known() {
        let rows = [row("a", "1"), row("b", "2"), row("a", "3")];
        assert_eq!(repeated_names(&rows).into_iter().collect::<Vec<_>>(), [Arc::<str>::from("a")]);
    }

    #[test]
    fn a_name_exists_only_on_its_own_machine() {
        let rows = [row("a", "1")];
        for (machine, name, expected) in [("m", "a", true), ("m", "b", false), ("other", "a", false)] {
            assert_eq!(Query::name_exists(&rows, &machine.into(), name), expected, "{machine} {name}");
        }
    }
}
