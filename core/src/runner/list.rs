//! Fetches what the list asks for.

use super::{Area, CarriesOut, Host, Runner};
use crate::api::snapshots;
use crate::list::inventory::{Inventory, ListCommand, ListEvent};
use crate::list::query::Query;
use crate::model::page::PAGE_LIMIT;
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;
use crate::state_machine::StateMachine;

impl StateMachine for Inventory {
    type Event = ListEvent;
    type Command = ListCommand;

    fn step(&mut self, now: Timestamp, _chance: f64, event: ListEvent) -> Vec<ListCommand> {
        Self::step(self, now, event)
    }
}

impl<H: Host> CarriesOut<Inventory> for Runner<H> {
    fn carry_out(&self, command: ListCommand) {
        let runner = self.clone();
        self.host().spawn(async move { runner.tell::<Inventory>(runner.fetch(command).await) });
    }
}

impl<H: Host> Runner<H> {
    async fn fetch(&self, command: ListCommand) -> ListEvent {
        match command {
            ListCommand::Fetch { ticket, query, after } => {
                match self.read(&snapshots::list(&query, after.as_deref(), PAGE_LIMIT)).await {
                    Ok(page) => {
                        if after.is_none() && query == Query::default() {
                            self.note_visit(&page.items);
                        }
                        ListEvent::PageArrived(ticket, page)
                    }
                    Err(problem) => ListEvent::PageFailed(ticket, problem),
                }
            }
            ListCommand::Read { id } => {
                let answer = self.read(&snapshots::read(&id)).await;
                ListEvent::ReadEnded(id, answer)
            }
        }
    }

    /// Notes what the newest are now. An account that is kept for this tab only leaves nothing on the device.
    fn note_visit(&self, newest: &[Snapshot]) {
        let Some(account) = self.host().auth().account().cloned() else { return };
        let is_kept = self.area_of_account() == Some(Area::Device);
        let so_far = || self.host().look(|inventory: &Inventory| inventory.visits().clone());
        let mut visits = if is_kept { self.storage().visits(&account.key) } else { so_far() };
        visits.note(self.host().now(), newest);
        if is_kept {
            self.storage().keep_visits(&account.key, &visits);
        }
        self.tell::<Inventory>(ListEvent::Visited(visits));
    }
}
