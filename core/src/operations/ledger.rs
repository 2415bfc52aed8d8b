//! The operations as they are stored between visits: versioned JSON.
//!
//! Written by hand: derived decoders of two tagged enums weighed ten times as much (27 KB of WebAssembly).

use std::sync::Arc;

use crate::json::{Json, list, object};
use crate::model::event::EventState;
use crate::model::time::Timestamp;
use crate::operations::operation::{
    CANDIDATES_MAX, Candidate, Finding, Note, Operation, OperationId, Outcome, Phase, Undo, Verb,
};
use crate::planted::{Bug, is_planted};

/// The version of the format. A ledger of a newer version is left alone.
const VERSION: u64 = 2;

#[derive(Clone, Debug, PartialEq)]
pub enum Ledger {
    /// The operations, and the entries that could not be read.
    Read(Vec<Operation>, Odd),
    Newer,
    Unreadable,
}

/// Entries that cannot be read. They are written back unchanged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Odd(Vec<Json>);

impl Odd {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

pub fn write(operations: &[Operation], odd: &Odd) -> String {
    let all = operations.iter().map(to_json).chain(odd.0.iter().cloned());
    object([("version", VERSION.into()), ("operations", list(all))]).to_string()
}

/// Reads what [`write`] wrote. An entry that cannot be read does not affect the others.
pub fn read(text: &str) -> Ledger {
    let Ok(ledger) = Json::read(text) else { return Ledger::Unreadable };
    match ledger["version"].as_u64() {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Ledger::Newer,
        _ => return Ledger::Unreadable,
    }
    let Some(entries) = ledger["operations"].as_list() else { return Ledger::Unreadable };
    let (mut operations, mut odd) = (Vec::new(), Vec::new());
    for entry in entries {
        match from_json(entry) {
            Some(operation) => operations.push(operation),
            None => odd.push(entry.clone()),
        }
    }
    if !odd.is_empty() && is_planted(Bug::OneOddEntryDropsAll) {
        return Ledger::Read(Vec::new(), Odd::default());
    }
    Ledger::Read(operations, Odd(odd))
}

fn to_json(operation: &Operation) -> Json {
    let verb = match operation.verb {
        Verb::Create => "create",
        Verb::Delete => "delete",
        Verb::Restore => "restore",
    };
    let mut out = object([
        ("id", operation.id.as_str().into()),
        ("verb", verb.into()),
        ("machineId", operation.machine_id.as_str().into()),
        ("machineName", (&*operation.machine_name).into()),
        ("snapshotId", operation.snapshot_id.as_ref().map(|id| id.as_str()).into()),
        ("snapshotName", (&*operation.snapshot_name).into()),
        ("safetySnapshot", operation.safety_snapshot.into()),
        ("askedAt", operation.asked_at.0.into()),
        ("eventId", operation.event.as_ref().map(|id| id.as_str()).into()),
        ("told", operation.told.into()),
    ]);
    if let Some(note) = &operation.note {
        out.push("newestEvent", note.newest_event.as_ref().map(|id| id.as_str()));
        out.push("newestSnapshots", list(note.newest_snapshots.iter().map(|id| id.as_str())));
    }
    for (name, is_so) in [("assumed", operation.assumed), ("retried", operation.retried), ("kept", operation.kept)] {
        if is_so {
            out.push(name, true);
        }
    }
    for (name, id) in [("againOf", &operation.again_of), ("undoOf", &operation.undo_of)] {
        if let Some(id) = id {
            out.push(name, id.as_str());
        }
    }
    if !operation.candidates.is_empty() {
        out.push("candidates", list(operation.candidates.iter().map(|one| list([one.id.as_str(), &*one.name]))));
    }
    match &operation.undo {
        Undo::No => {}
        Undo::Looking { next_look, looks } => {
            out.push("undo", object([("at", next_look.0.into()), ("looks", u64::from(*looks).into())]))
        }
        Undo::Missing => out.push("undo", "missing"),
        Undo::Several => out.push("undo", "several"),
        Undo::Found { id, name } => out.push("undo", list([id.as_str(), &**name])),
    }
    let phase = match &operation.phase {
        Phase::Noting => "noting",
        Phase::Sending => "sending",
        Phase::Unsure { next_look, looks, finding } => {
            out.push("at", next_look.0);
            out.push("looks", u64::from(*looks));
            match finding {
                Finding::Undecided => "unsure",
                Finding::Nothing => "unsure-nothing",
                Finding::Several => "unsure-several",
            }
        }
        Phase::Checking => "checking",
        Phase::Withdrawn => "withdrawn",
        Phase::Following { state } => {
            out.push("state", &*Arc::<str>::from(state.clone()));
            "following"
        }
        Phase::Ended { outcome, at } => {
            out.push("at", at.0);
            match outcome {
                Outcome::Done => "done",
                Outcome::Failed { reason } => {
                    out.push("reason", reason.as_deref());
                    "failed"
                }
                Outcome::Cancelled => "cancelled",
                Outcome::Unknown => "unknown",
                Outcome::NotStarted => "not-started",
            }
        }
    };
    out.push("phase", phase);
    out
}

fn from_json(value: &Json) -> Option<Operation> {
    let text = |name: &str| value[name].as_str();
    let at = || value["at"].as_i64().map(Timestamp);
    let ended = |outcome| Some(Phase::Ended { outcome, at: at()? });
    let unsure = |finding| {
        let looks = u8::try_from(value["looks"].as_u64()?).ok()?;
        Some(Phase::Unsure { next_look: at()?, looks, finding })
    };
    let note = || {
        let ids = value["newestSnapshots"].as_list()?.iter().filter_map(|id| id.as_str().map(Into::into));
        Some(Note { newest_event: text("newestEvent").map(Into::into), newest_snapshots: ids.collect() })
    };
    let candidate = |one: &Json| Some(Candidate { id: one[0].as_str()?.into(), name: Arc::from(one[1].as_str()?) });
    Some(Operation {
        id: OperationId::from(text("id")?),
        verb: match text("verb")? {
            "create" => Verb::Create,
            "delete" => Verb::Delete,
            "restore" => Verb::Restore,
            _ => return None,
        },
        machine_id: text("machineId")?.into(),
        machine_name: text("machineName")?.into(),
        snapshot_id: text("snapshotId").map(Into::into),
        snapshot_name: text("snapshotName")?.into(),
        safety_snapshot: value["safetySnapshot"].as_bool()?,
        asked_at: Timestamp(value["askedAt"].as_i64()?),
        event: text("eventId").map(Into::into),
        note: note(),
        undo: match &value["undo"] {
            Json::List(found) => {
                Undo::Found { id: found.first()?.as_str()?.into(), name: found.get(1)?.as_str()?.into() }
            }
            looking @ Json::Object(_) => Undo::Looking {
                next_look: Timestamp(looking.get("at")?.as_i64()?),
                looks: u8::try_from(looking.get("looks")?.as_u64()?).ok()?,
            },
            // From before looks were counted.
            Json::Text(word) if word == "looking" => Undo::Looking { next_look: Timestamp(0), looks: 0 },
            Json::Text(word) if word == "missing" => Undo::Missing,
            Json::Text(word) if word == "several" => Undo::Several,
            _ => Undo::No,
        },
        assumed: value["assumed"].as_bool().unwrap_or_default(),
        retried: value["retried"].as_bool().unwrap_or_default(),
        again_of: text("againOf").map(OperationId::from),
        undo_of: text("undoOf").map(OperationId::from),
        kept: value["kept"].as_bool().unwrap_or_default(),
        candidates: value["candidates"]
            .as_list()
            .into_iter()
            .flatten()
            .filter_map(candidate)
            .take(CANDIDATES_MAX)
            .collect(),
        told: value["told"].as_bool()?,
        phase: match text("phase")? {
            "noting" => Phase::Noting,
            "sending" => Phase::Sending,
            "unsure" => unsure(Finding::Undecided)?,
            "unsure-nothing" => unsure(Finding::Nothing)?,
            "unsure-several" => unsure(Finding::Several)?,
            "withdrawn" => Phase::Withdrawn,
            "checking" => Phase::Checking,
            "following" => Phase::Following { state: EventState::from(Arc::<str>::from(text("state")?)) },
            "done" => ended(Outcome::Done)?,
            "failed" => ended(Outcome::Failed { reason: text("reason").map(Arc::from) })?,
            "cancelled" => ended(Outcome::Cancelled)?,
            "unknown" => ended(Outcome::Unknown)?,
            "not-started" => ended(Outcome::NotStarted)?,
            _ => return None,
        },
    })
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
