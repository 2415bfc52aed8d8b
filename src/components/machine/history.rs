//! What Paperspace and this browser know of one machine: its snapshots, and what happened to it.

use leptos::prelude::*;

use crate::browser::clock;
use crate::reactive::{Memo, effect, scoped_memo};
use crate::services::client::Client;
use crate::state::dates::Dates;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::state::remote::Remote;
use snapdeck_core::api::{machine_events, snapshots};
use snapdeck_core::list::arena::Row;
use snapdeck_core::list::dates::Span;
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::event::Event;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::page::{PAGE_LIMIT, Page, each_once};
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::Undo;
use snapdeck_core::timeline::happenings::{Happening, happenings};

/// The newest; who needs older ones has the console.
const EVENTS: u32 = 120;

/// How much is read of a machine.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reach {
    /// One page of snapshots, and only what was done from here.
    Newest,
    /// Up to 1,200 snapshots, and its events.
    All,
}

const PAGES_MAX: usize = 10;

/// Of one machine, until the owner that made it ends.
#[derive(Clone, Copy, Debug)]
pub struct History {
    pub machine_id: StoredValue<MachineId>,
    pub snapshots: Remote<Page<Snapshot>>,
    pub events: Remote<Page<Event>>,
    /// Those that are still there, newest first, under their present names. None until they are read.
    pub there: Memo<Option<Vec<Snapshot>>>,
    /// When each of them was taken.
    pub spans: Memo<Vec<Span>>,
    /// Newest first.
    pub happenings: Memo<Vec<Happening>>,
}

impl History {
    pub fn read(machine_id: MachineId, reach: Reach) -> Self {
        let (client, list, operations, dates) =
            (Client::expect(), List::expect(), Operations::expect(), Dates::expect());
        let id = StoredValue::new(machine_id);
        let is_all = reach == Reach::All;
        let pages_max = if is_all { PAGES_MAX } else { 1 };
        let snapshots =
            Remote::of(move || Some(id.get_value()), move |id| async move { read_all(client, id, pages_max).await });
        let events = Remote::of(
            move || is_all.then(|| id.get_value()),
            move |id| async move { client.read(machine_events::list(Some(&id), EVENTS)).await },
        );
        // The list knows which are gone, and which were renamed.
        let there = scoped_memo(move |_| {
            snapshots.value(|page| {
                let page = page?;
                Some(list.with(|inventory| {
                    let there = page.items.iter().filter(|row| !inventory.is_gone(&row.id));
                    let named = |row: &Snapshot| {
                        let listed = inventory.row(&row.id).map(Row::to_snapshot);
                        let renamed =
                            || inventory.renamed_to(&row.id).map(|name| Snapshot { name: name.clone(), ..row.clone() });
                        listed.or_else(renamed).unwrap_or_else(|| row.clone())
                    };
                    there.map(named).collect::<Vec<_>>()
                }))
            })
        });
        let spans = scoped_memo(move |_| {
            there.read().as_ref().map(|there| dates.of_machine(there, clock::now())).unwrap_or_default()
        });
        let happenings = scoped_memo(move |_| {
            events.value(|page| {
                let events = page.map(|page| page.items.as_slice()).unwrap_or_default();
                operations.with(|tracker| happenings(&id.read_value(), events, tracker.operations()))
            })
        });
        // What begins or ends on the machine changes both.
        let going_on = scoped_memo(move |_| {
            operations.with(|tracker| {
                let is_here = |other: &MachineId| *id.read_value() == *other;
                let own = tracker.operations().iter().filter(|one| is_here(&one.machine_id));
                let own = own.map(|one| (one.is_running(), matches!(one.undo, Undo::Found { .. })));
                (own.collect::<Vec<_>>(), tracker.foreign().filter(|one| is_here(&one.machine_id)).count())
            })
        });
        effect(move |before: Option<()>| {
            going_on.track();
            let _read = going_on.read();
            if before.is_some() {
                snapshots.question().ask_again();
                events.question().ask_again();
            }
        });
        Self { machine_id: id, snapshots, events, there, spans, happenings }
    }

    /// Tracked.
    pub fn name(self) -> String {
        Machines::expect().name_of(&self.machine_id.read_value()).to_string()
    }

    /// Whether there are more snapshots than were read; tracked.
    pub fn has_more(self) -> bool {
        self.snapshots.value(|page| page.is_some_and(|page| page.has_more))
    }
}

async fn read_all(client: Client, id: MachineId, pages_max: usize) -> Result<Page<Snapshot>, Problem> {
    let query = Query { machine_id: Some(id), sort: Sort::Newest };
    let mut all = client.read(snapshots::list(&query, None, PAGE_LIMIT)).await?;
    for _ in 1..pages_max {
        let Some(after) = all.next_page.take().filter(|_| all.has_more) else { break };
        let next = client.read(snapshots::list(&query, Some(&after), PAGE_LIMIT)).await?;
        (all.has_more, all.next_page) = (next.has_more, next.next_page);
        all.items.extend(next.items);
    }
    each_once(&mut all.items, |snapshot: &Snapshot| &snapshot.id);
    Ok(all)
}
