//! Fetches what the list asks for.

use super::{CarriesOut, Host, Runner};
use crate::api::snapshots;
use crate::list::inventory::{Inventory, ListCommand, ListEvent};
use crate::model::page::PAGE_LIMIT;
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
                    Ok(page) => ListEvent::PageArrived(ticket, page),
                    Err(problem) => ListEvent::PageFailed(ticket, problem),
                }
            }
            ListCommand::Read { id } => {
                let answer = self.read(&snapshots::read(&id)).await;
                ListEvent::ReadEnded(id, answer)
            }
        }
    }
}
