//! The browser's local storage, shared by the tabs.

/// Whether it works.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Mode {
    /// It does.
    #[default]
    Works,
    /// What is there can be read, nothing can be written.
    Full,
    /// There is none.
    Absent,
}

/// What is kept.
#[derive(Debug, Default)]
pub struct Storage {
    pub mode: Mode,
    ledger: Option<String>,
    team: Option<String>,
    lease: Option<String>,
    /// Something was lost that a person was told about: nothing can be promised about what was kept.
    pub has_lost: bool,
}

/// One of the values.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    Ledger,
    Team,
    Lease,
}

impl Storage {
    fn place(&mut self, key: Key) -> &mut Option<String> {
        match key {
            Key::Ledger => &mut self.ledger,
            Key::Team => &mut self.team,
            Key::Lease => &mut self.lease,
        }
    }

    /// Reads a value.
    pub fn read(&mut self, key: Key) -> Option<String> {
        if self.mode == Mode::Absent {
            self.has_lost |= matches!(key, Key::Ledger);
            return None;
        }
        self.place(key).clone()
    }

    /// Writes a value; whether it is kept.
    pub fn write(&mut self, key: Key, value: String) -> bool {
        let works = self.mode == Mode::Works;
        if works {
            *self.place(key) = Some(value);
        } else if matches!(key, Key::Ledger) {
            self.has_lost = true;
        }
        works
    }

    /// Damages the ledger, as a bug or another version would.
    pub fn damage(&mut self, text: &str) {
        if self.ledger.is_some() {
            self.ledger = Some(text.to_owned());
            self.has_lost = true;
        }
    }

    /// Gives up the lease, as a page does that is left in good order.
    pub fn release(&mut self) {
        self.lease = None;
    }
}
