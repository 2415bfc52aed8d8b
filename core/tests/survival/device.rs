//! The storage of a browser, shared by its tabs, and that of each tab.

use std::collections::BTreeMap;

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
    /// An operation was not kept, which a person was told: nothing can be promised about it.
    pub has_lost: bool,
}

impl Storage {
    pub fn read(&mut self, key: &str) -> Result<Option<String>, Refused> {
        if self.mode == Mode::Absent {
            self.has_lost |= is_ledger(key);
            return Err(Refused);
        }
        Ok(self.kept.get(key).cloned())
    }

    pub fn write(&mut self, key: &str, text: &str) -> Result<(), Refused> {
        if self.mode != Mode::Works {
            self.has_lost |= is_ledger(key);
            return Err(Refused);
        }
        self.kept.insert(key.to_owned(), text.to_owned());
        Ok(())
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
