//! The list by machine: a head, then the snapshots of that machine.

use crate::list::arena::{Handle, SnapshotArena};

/// A line of the table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Line {
    /// The head of a machine's rows, with its index in [`SnapshotArena::machines`].
    Head(usize),
    Row(Handle),
}

impl Line {
    /// What a row shows; nothing of a head.
    pub fn row(self) -> Option<Handle> {
        match self {
            Self::Row(handle) => Some(handle),
            Self::Head(_) => None,
        }
    }
}

/// Each machine comes where its first row stood, and the rows of a machine keep their order. A handle that is no longer valid is
/// left out.
pub fn by_machine(store: &SnapshotArena, rows: impl Iterator<Item = Handle>) -> Vec<Line> {
    let mut groups: Vec<Vec<Line>> = vec![Vec::new(); store.machines().len()];
    let mut order = Vec::new();
    for row in rows.filter_map(|handle| store.row(handle)) {
        let group = &mut groups[row.machine];
        if group.is_empty() {
            order.push(row.machine);
            group.push(Line::Head(row.machine));
        }
        group.push(Line::Row(row.handle));
    }
    order.into_iter().flat_map(|machine| std::mem::take(&mut groups[machine])).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::snapshot::Snapshot;

    fn store(machines: &[u8]) -> (SnapshotArena, Vec<Handle>) {
        let mut store = SnapshotArena::default();
        let put = |(at, machine): (usize, &u8)| {
            let id = format!("s{at}");
            let machine_id = format!("m{machine}").as_str().into();
            let name = Arc::from(format!("n{at}"));
            store.put(&Snapshot { id: id.as_str().into(), is_auto_snapshot: false, machine_id, name }).expect("room")
        };
        let handles = machines.iter().enumerate().map(put).collect();
        (store, handles)
    }

    proptest! {
        #[test]
        fn each_row_comes_once_below_the_head_of_its_machine_and_in_its_order(
            machines in proptest::collection::vec(0..5_u8, 0..40),
        ) {
            let (store, handles) = store(&machines);
            let lines = by_machine(&store, handles.iter().copied());
            let heads: Vec<usize> = lines.iter().filter_map(|line| match line {
                Line::Head(machine) => Some(*machine),
                Line::Row(_) => None,
            }).collect();
            let mut seen = Vec::new();
            for handle in &handles {
                let machine = store.row(*handle).expect("a row").machine;
                if !seen.contains(&machine) {
                    seen.push(machine);
                }
            }
            prop_assert_eq!(&heads, &seen, "each machine once, where its first row stood");
            prop_assert_eq!(lines.len(), handles.len() + heads.len());
            let mut machine = None;
            let mut rows = Vec::new();
            for line in lines {
                match line {
                    Line::Head(of) => machine = Some(of),
                    Line::Row(handle) => {
                        prop_assert_eq!(store.row(handle).map(|row| row.machine), machine);
                        rows.push(handle);
                    }
                }
            }
            let mut sorted = handles.clone();
            sorted.sort_by_key(|handle| {
                let machine = store.row(*handle).expect("a row").machine;
                heads.iter().position(|head| *head == machine)
            });
            prop_assert_eq!(rows, sorted, "no row changes its place among those of its machine");
        }
    }

    #[test]
    fn what_the_list_has_forgotten_is_left_out() {
        let (store, handles) = store(&[1, 2]);
        assert_eq!(by_machine(&store.emptied(), handles.into_iter()), []);
    }
}
