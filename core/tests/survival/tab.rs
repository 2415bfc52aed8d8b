//! A tab of the browser: the operations machine, with what its driver would do for it.

use std::cell::RefCell;
use std::sync::Arc;

use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::calls;
use snapdeck_core::operations::lease::Lease;
use snapdeck_core::operations::ledger;
use snapdeck_core::operations::operation::{Note, Operation, OperationId, Phase};
use snapdeck_core::operations::team::Team;
use snapdeck_core::operations::tracker::{Command, Happened, Round, Tracker};

use crate::action::Fault;
use crate::simulation::{Bug, Simulation};
use crate::storage::Key;

/// Names a tab from its opening to its end; a reload makes another of it.
pub type TabId = u64;

/// A tab.
pub struct Tab {
    pub id: TabId,
    pub tracker: Tracker,
    pub visible: bool,
    /// When its alarm rings, by a clock that never jumps.
    pub alarm: Option<i64>,
}

impl Simulation {
    /// Opens a tab; it remembers what is stored.
    pub fn open_tab(&mut self) -> usize {
        self.last_tab += 1;
        let id = self.last_tab;
        self.tabs.push(Tab { id, tracker: Tracker::default(), visible: true, alarm: None });
        let online = self.wire.is_online();
        self.tell(id, Happened::Surroundings { visible: true, online });
        let stored = self.stored_ledger().unwrap_or_default();
        let team = self.storage.read(Key::Team).map_or_else(Team::default, |text| Team::read(&text));
        self.tell(id, Happened::Remembered(stored.clone(), team));
        if self.bug == Some(Bug::SendsAgainAfterReload) {
            for operation in stored.iter().filter(|operation| operation.phase == Phase::Sending) {
                self.send(id, operation);
            }
        }
        self.tabs.len() - 1
    }

    /// Loads a tab anew, in its place.
    pub fn reload(&mut self, id: TabId) {
        let Some(at) = self.tabs.iter().position(|tab| tab.id == id) else { return };
        self.tabs.remove(at);
        self.storage.release();
        let opened = self.open_tab();
        let tab = self.tabs.remove(opened);
        self.tabs.insert(at, tab);
    }

    /// Tells a tab's machine what happened, and carries out what follows. A tab that is gone hears nothing.
    pub fn tell(&mut self, id: TabId, happened: Happened) {
        let chance = self.chance();
        let now = self.now();
        let Some(tab) = self.tabs.iter_mut().find(|tab| tab.id == id) else { return };
        for command in tab.tracker.step(now, chance, happened) {
            self.carry_out(id, command);
        }
    }

    fn tracker(&self, id: TabId) -> Option<&Tracker> {
        self.tabs.iter().find(|tab| tab.id == id).map(|tab| &tab.tracker)
    }

    fn operation(&self, id: TabId, operation: &OperationId) -> Option<Operation> {
        self.tracker(id)?.operation(operation).cloned()
    }

    fn carry_out(&mut self, id: TabId, command: Command) {
        match command {
            Command::Store => self.store(id),
            Command::StoreTeam => {
                let team = self.tracker(id).map(|tracker| tracker.team().write());
                if let Some(team) = team {
                    self.storage.write(Key::Team, team);
                }
            }
            Command::TakeNote(operation) => self.take_note(id, &operation),
            Command::Send(operation) => {
                if let Some(operation) = self.operation(id, &operation).filter(|one| one.phase == Phase::Sending) {
                    self.send(id, &operation);
                }
            }
            Command::WakeAt(at) => {
                let rings = self.steady_ms() + (at.0 - self.now().0).max(0);
                self.tabs.iter_mut().filter(|tab| tab.id == id).for_each(|tab| tab.alarm = Some(rings));
            }
            Command::Ask(round) => self.ask(id, &round),
            Command::Notify(_) => {}
            Command::Tell { ended, .. } => self.told.extend(ended.into_iter().map(|operation| operation.id)),
        }
    }

    fn store(&mut self, id: TabId) {
        if let Some(stored) = self.stored_ledger() {
            self.tell(id, Happened::WrittenElsewhere(stored));
        }
        let Some(tracker) = self.tracker(id) else { return };
        let is_late = self.bug == Some(Bug::StoresLate);
        let kept = tracker.operations().iter().filter(|one| !is_late || one.event.is_some() || !one.is_open());
        let text = ledger::write(&kept.cloned().collect::<Vec<_>>());
        if self.storage.write(Key::Ledger, text) {
            self.unheard.extend(self.tabs.iter().map(|tab| tab.id).filter(|other| *other != id));
        }
    }

    /// The browser tells the other tabs what was written.
    pub fn spread(&mut self) {
        while let Some(id) = self.unheard.pop_first() {
            if let Some(stored) = self.stored_ledger() {
                self.tell(id, Happened::WrittenElsewhere(stored));
            }
        }
    }

    fn take_note(&mut self, id: TabId, operation_id: &OperationId) {
        let Some(operation) = self.operation(id, operation_id) else { return };
        if let Some((note, _)) = self.planned {
            self.wire.next_fault(note);
        }
        let result = self.runtime.block_on(calls::take_note(&self.wire, &operation));
        if self.wire.take_lost().is_some() {
            return self.reload(id);
        }
        let result = if self.bug == Some(Bug::NotesNothing) { Ok(Note::default()) } else { result };
        match calls::noted(operation_id, result) {
            Ok(noted) => self.tell(id, noted),
            Err(_) => self.tell(id, Happened::Refused(operation_id.clone())),
        }
    }

    fn send(&mut self, id: TabId, operation: &Operation) {
        let request = calls::request_of(operation).expect("an intention can be sent");
        if let Some((_, send)) = self.planned.take() {
            self.wire.next_fault(send);
        }
        let before = self.effects_in_all();
        let mut result = self.runtime.block_on(calls::Service::call(&self.wire, request));
        let is_lost =
            result.as_ref().is_err_and(snapdeck_core::model::problem::Problem::leaves_open_whether_it_happened);
        let page_gone = self.wire.take_lost();
        if self.bug == Some(Bug::SendsAgain) && is_lost && page_gone.is_none() {
            let again = calls::request_of(operation).expect("an intention can be sent");
            result = self.runtime.block_on(calls::Service::call(&self.wire, again));
        }
        *self.effects.entry(operation.id.clone()).or_default() += self.effects_in_all() - before;
        match page_gone {
            Some(Fault::ReloadBefore | Fault::ReloadAfter) => self.reload(id),
            _ => self.tell(id, calls::happened(&operation.id, &result)),
        }
    }

    fn ask(&mut self, id: TabId, round: &Round) {
        let Some(tab) = self.tabs.iter().find(|tab| tab.id == id) else { return };
        let (now, name, visible, busy) = (self.now(), tab.id.to_string(), tab.visible, round.is_busy());
        let operations = tab.tracker.operations().to_vec();
        let lease = self.storage.read(Key::Lease).and_then(|text| Lease::read(&text));
        if let Some(until) = lease.and_then(|lease| lease.binds(&name, visible, busy, now)) {
            return self.tell(id, Happened::LeftToOther(until));
        }
        let own = Lease::new(Arc::from(name), visible, busy, now, round.every_ms);
        self.storage.write(Key::Lease, own.write());
        let heard = RefCell::new(Vec::new());
        let tour = calls::go_round(&self.wire, round, &operations, |happened| heard.borrow_mut().push(happened));
        self.runtime.block_on(tour);
        for happened in heard.into_inner() {
            self.tell(id, happened);
        }
    }

    /// The ledger as it is stored, if it is there and can be read.
    fn stored_ledger(&mut self) -> Option<Vec<Operation>> {
        self.storage.read(Key::Ledger).and_then(|text| ledger::read(&text))
    }

    pub fn now(&self) -> Timestamp {
        calls::Service::now(&self.wire)
    }
}
