//! The list as the browser caches it between visits. It holds no token.

use std::sync::Arc;

use crate::json::{Json, list, object};
use crate::list::query::{Query, Sort};
use crate::model::ids::MachineId;
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;

/// The version of the format; others are not read.
const VERSION: u64 = 1;

/// The most rows that are cached.
pub const ROWS_MAX: usize = 1_000;

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeptList {
    pub query: Query,
    /// When it was last confirmed.
    pub at: Timestamp,
    /// The first rows, in order.
    pub rows: Vec<Snapshot>,
    /// The known names of their machines.
    pub machines: Vec<(MachineId, Arc<str>)>,
}

impl KeptList {
    pub fn write(&self) -> String {
        let row = |row: &Snapshot| {
            let (id, machine_id) = (row.id.as_str(), row.machine_id.as_str());
            list([Json::from(id), (&*row.name).into(), machine_id.into(), row.is_auto_snapshot.into()])
        };
        object([
            ("version", VERSION.into()),
            ("machineId", self.query.machine_id.as_ref().map(MachineId::as_str).into()),
            ("sort", self.query.sort.word().into()),
            ("at", self.at.0.into()),
            ("rows", list(self.rows.iter().map(row))),
            ("machines", list(self.machines.iter().map(|(id, name)| list([id.as_str(), &**name])))),
        ])
        .to_string()
    }

    /// Reads what [`KeptList::write`] wrote; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let kept = Json::read(text).ok()?;
        if kept["version"].as_u64() != Some(VERSION) {
            return None;
        }
        let row = |row: &Json| {
            Some(Snapshot {
                id: row[0].as_str()?.into(),
                name: row[1].as_str()?.into(),
                machine_id: row[2].as_str()?.into(),
                is_auto_snapshot: row[3].as_bool()?,
            })
        };
        let machine = |machine: &Json| Some((machine[0].as_str()?.into(), machine[1].as_str()?.into()));
        Some(Self {
            query: Query {
                machine_id: kept["machineId"].as_str().map(MachineId::from),
                sort: Sort::of_word(kept["sort"].as_str()?)?,
            },
            at: Timestamp(kept["at"].as_i64()?),
            rows: kept["rows"].as_list()?.iter().take(ROWS_MAX).map(row).collect::<Option<_>>()?,
            machines: kept["machines"].as_list()?.iter().map(machine).collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::inventory::{Inventory, ListCommand, ListEvent};
    use crate::model::page::Page;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn rows(count: usize) -> Vec<Snapshot> {
        let row = |number| Snapshot {
            id: format!("ss{number}").as_str().into(),
            is_auto_snapshot: number % 2 == 0,
            machine_id: format!("m{}", number % 2).as_str().into(),
            name: format!("<b>\"{number}\"").into(),
        };
        (0..count).map(row).collect()
    }

    #[test]
    fn what_is_kept_of_a_list_comes_back_from_its_text() {
        let mut list = Inventory::default();
        assert_eq!(list.to_cache(|_| None), None);
        let query = Query { machine_id: Some("m é".into()), sort: Sort::NameDesc };
        let asked = list.step(NOW, ListEvent::Opened(query.clone()));
        assert_eq!(list.to_cache(|_| None), None, "nothing was seen of it");
        let [ListCommand::Fetch { ticket, .. }] = asked.as_slice() else { panic!("{asked:?}") };
        let page = Page { has_more: false, items: rows(ROWS_MAX + 5), next_page: None };
        list.step(NOW, ListEvent::PageArrived(*ticket, page));
        let name_of = |id: &MachineId| (id.as_str() == "m1").then(|| Arc::from("web"));
        let kept = list.to_cache(name_of).expect("what was seen");
        assert_eq!((kept.rows.len(), kept.at, &kept.query), (ROWS_MAX, NOW, &query));
        assert_eq!(kept.machines, [("m1".into(), Arc::from("web"))]);
        assert_eq!(KeptList::read(&kept.write()), Some(kept));
    }

    #[test]
    fn a_text_that_is_not_of_this_form_is_not_read() {
        let text = KeptList { query: Query::default(), at: NOW, rows: rows(1), machines: Vec::new() }.write();
        assert!(KeptList::read(&text).is_some());
        for bad in [
            String::new(),
            "null".to_owned(),
            text.replace("\"version\":1", "\"version\":2"),
            text.replace("newest", "sideways"),
            text.replace("true", "5"),
            text.replace("\"at\":1795000000000", "\"at\":null"),
        ] {
            assert_eq!(KeptList::read(&bad), None, "{bad}");
        }
    }
}
