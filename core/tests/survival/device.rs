//! The storage of a browser, shared by its tabs, and that of each tab.

use std::collections::{BTreeMap, BTreeSet};

use snapdeck_core::operations::operation::OperationId;
use snapdeck_core::runner::Refused;

/// Whether it works.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Mode {
    /// It does.
    #[default]
    Works,
    /// What is there can be read, nothing can be written.
    Full,
    /// Every access throws.
    Absent,
}

/// What is kept.
#[derive(Debug, Default)]
pub struct Storage {
    pub mode: Mode,
    pub kept: BTreeMap<String, String>,
    /// Operations that were not kept or could not be read, which a person was told: nothing can be promised about these.
    pub lost: BTreeSet<OperationId>,
}

impl Storage {
    pub fn read(&mut self, key: &str) -> Result<Option<String>, Refused> {
        if self.mode == Mode::Absent {
            let kept = self.kept.get(key).filter(|_| is_ledger(key));
            self.lost.extend(kept.into_iter().flat_map(|text| entries(text)));
            return Err(Refused);
        }
        Ok(self.kept.get(key).cloned())
    }

    pub fn write(&mut self, key: &str, text: &str) -> Result<(), Refused> {
        if self.mode != Mode::Works {
            return Err(Refused);
        }
        self.kept.insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    /// A person was told that the browser keeps nothing: of these, what is kept nowhere may be lost.
    pub fn lose<'a>(&mut self, operations: impl Iterator<Item = &'a OperationId>) {
        let kept: Vec<OperationId> = self.ledgers().flat_map(|(_, text)| entries(text)).collect();
        self.lost.extend(operations.filter(|id| !kept.contains(id)).cloned());
    }

    pub fn remove(&mut self, key: &str) -> Result<(), Refused> {
        if self.mode == Mode::Absent {
            return Err(Refused);
        }
        self.kept.remove(key);
        Ok(())
    }

    /// The ledgers that are kept, by their keys.
    pub fn ledgers(&mut self) -> impl Iterator<Item = (&String, &mut String)> {
        self.kept.iter_mut().filter(|(key, _)| is_ledger(key))
    }
}

fn is_ledger(key: &str) -> bool {
    key.starts_with("snapdeck.operations")
}

/// The operations that a ledger has, as far as it can be read.
pub fn entries(ledger: &str) -> Vec<OperationId> {
    let ledger: serde_json::Value = serde_json::from_str(ledger).unwrap_or_default();
    let entries = ledger["operations"].as_array().into_iter().flatten();
    entries.filter_map(|entry| entry["id"].as_str()).map(OperationId::from).collect()
}
