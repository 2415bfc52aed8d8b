//! Loads the account's machines.

use crate::browser::clock;
use crate::services::client::Client;
use crate::state::machines::Machines;
use crate::state::remote::Remote;
use crate::state::session::Session;
use snapdeck_core::api::machines;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::machine::Machine;
use snapdeck_core::model::page::PAGE_LIMIT;
use snapdeck_core::model::page::each_once;

/// 2,400 machines.
const PAGES_MAX: usize = 20;

pub(super) fn start() {
    let (machines, client) = (Machines::expect(), Client::expect());
    let key = Session::expect().account_key();
    machines.listed().follow(
        move || key.get(),
        move |_| async move {
            let list = |after: Option<&str>| machines::list(after, PAGE_LIMIT);
            let mut all = client.read_pages(PAGES_MAX, list).await?;
            each_once(&mut all, |machine: &Machine| &machine.id);
            Ok(all.into())
        },
    );
}

/// Reads a machine once its id has stayed the same for `pause_ms`, until the current owner is disposed. What was known stays
/// until the answer comes. Answers what is asked, and why there is no answer.
pub fn keep_fresh(id: impl Fn() -> Option<MachineId> + Send + Sync + 'static, pause_ms: u64) -> Remote<()> {
    let (machines, client) = (Machines::expect(), Client::expect());
    Remote::of(id, move |id| async move {
        clock::wait(pause_ms).await;
        machines.learn(client.read(machines::read(&id)).await?);
        Ok(())
    })
}
