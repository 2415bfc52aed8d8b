//! The operations as they are kept between visits: one JSON text with a version.
//!
//! Written by hand rather than derived: seven fields by name cost a tenth of what the derived decoders of two tagged
//! enums weighed in the first load (measured: 27 KB of WebAssembly).

use std::sync::Arc;

use serde_json::{Value, json};

use crate::model::event::EventState;
use crate::model::time::Timestamp;
use crate::operations::operation::{Finding, Note, Operation, OperationId, Outcome, Phase, Undo, Verb};

/// The version of this form. A text of another version is not read.
const VERSION: u64 = 2;

/// Writes operations.
pub fn write(operations: &[Operation]) -> String {
    json!({ "version": VERSION, "operations": operations.iter().map(to_json).collect::<Vec<_>>() }).to_string()
}

/// Reads what [`write`] wrote; nothing where the text is anything else.
pub fn read(text: &str) -> Option<Vec<Operation>> {
    let ledger: Value = serde_json::from_str(text).ok()?;
    if ledger["version"].as_u64() != Some(VERSION) {
        return None;
    }
    ledger["operations"].as_array()?.iter().map(from_json).collect()
}

fn to_json(operation: &Operation) -> Value {
    let mut out = json!({
        "id": operation.id.as_str(),
        "verb": match operation.verb {
            Verb::Create => "create",
            Verb::Delete => "delete",
            Verb::Restore => "restore",
        },
        "machineId": operation.machine_id.as_str(),
        "machineName": &*operation.machine_name,
        "snapshotId": operation.snapshot_id.as_ref().map(|id| id.as_str()),
        "snapshotName": &*operation.snapshot_name,
        "safetySnapshot": operation.safety_snapshot,
        "askedAt": operation.asked_at.0,
        "eventId": operation.event.as_ref().map(|id| id.as_str()),
        "told": operation.told,
    });
    if let Some(note) = &operation.note {
        out["newestEvent"] = note.newest_event.as_ref().map(|id| id.as_str()).into();
        out["newestSnapshots"] = note.newest_snapshots.iter().map(|id| id.as_str()).collect::<Vec<_>>().into();
    }
    match &operation.undo {
        Undo::No => {}
        Undo::Looking => out["undo"] = "looking".into(),
        Undo::Missing => out["undo"] = "missing".into(),
        Undo::Several => out["undo"] = "several".into(),
        Undo::Found { id, name } => out["undo"] = json!([id.as_str(), &**name]),
    }
    let phase = match &operation.phase {
        Phase::Noting => "noting",
        Phase::Sending => "sending",
        Phase::Unsure { next_look, looks, finding } => {
            out["at"] = next_look.0.into();
            out["looks"] = (*looks).into();
            match finding {
                Finding::Undecided => "unsure",
                Finding::Nothing => "unsure-nothing",
                Finding::Several => "unsure-several",
            }
        }
        Phase::Checking => "checking",
        Phase::Withdrawn => "withdrawn",
        Phase::Following { state } => {
            out["state"] = Arc::<str>::from(state.clone()).as_ref().into();
            "following"
        }
        Phase::Ended { outcome, at } => {
            out["at"] = at.0.into();
            match outcome {
                Outcome::Done => "done",
                Outcome::Failed { reason } => {
                    out["reason"] = reason.as_deref().into();
                    "failed"
                }
                Outcome::Cancelled => "cancelled",
                Outcome::Unknown => "unknown",
                Outcome::NotStarted => "not-started",
            }
        }
    };
    out["phase"] = phase.into();
    out
}

fn from_json(value: &Value) -> Option<Operation> {
    let text = |name: &str| value[name].as_str();
    let at = || value["at"].as_i64().map(Timestamp);
    let ended = |outcome| Some(Phase::Ended { outcome, at: at()? });
    let unsure = |finding| {
        let looks = u8::try_from(value["looks"].as_u64()?).ok()?;
        Some(Phase::Unsure { next_look: at()?, looks, finding })
    };
    let note = || {
        let ids = value["newestSnapshots"].as_array()?.iter().filter_map(|id| id.as_str().map(Into::into));
        Some(Note { newest_event: text("newestEvent").map(Into::into), newest_snapshots: ids.collect() })
    };
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
            Value::Array(found) => {
                Undo::Found { id: found.first()?.as_str()?.into(), name: found.get(1)?.as_str()?.into() }
            }
            Value::String(word) if word == "looking" => Undo::Looking,
            Value::String(word) if word == "missing" => Undo::Missing,
            Value::String(word) if word == "several" => Undo::Several,
            _ => Undo::No,
        },
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
mod tests {
    use super::*;
    use crate::model::snapshot::Snapshot;

    fn operation(phase: Phase) -> Operation {
        let on = Snapshot {
            id: "ss1".into(),
            is_auto_snapshot: false,
            machine_id: "ps1".into(),
            name: Arc::from("\"quoted\""),
        };
        let id = OperationId::new(Timestamp(1_795_000_000_000), 7);
        let intended = Operation::intended(id, Verb::Restore, &on, Arc::from("<b>🎉</b>"), Timestamp(5));
        Operation { safety_snapshot: true, phase, ..intended }
    }

    #[test]
    fn every_phase_is_read_as_it_was_written() {
        let ended = |outcome| Phase::Ended { outcome, at: Timestamp(9) };
        let unsure = |finding| Phase::Unsure { next_look: Timestamp(8), looks: 2, finding };
        let mut operations: Vec<Operation> = [
            Phase::Noting,
            Phase::Sending,
            unsure(Finding::Undecided),
            unsure(Finding::Nothing),
            unsure(Finding::Several),
            Phase::Withdrawn,
            Phase::Checking,
            Phase::Following { state: EventState::InProgress },
            Phase::Following { state: EventState::Other(Arc::from("odd")) },
            ended(Outcome::Done),
            ended(Outcome::Failed { reason: None }),
            ended(Outcome::Failed { reason: Some(Arc::from("why")) }),
            ended(Outcome::Cancelled),
            ended(Outcome::Unknown),
            ended(Outcome::NotStarted),
        ]
        .into_iter()
        .map(operation)
        .collect();
        let usual = || operation(Phase::Sending);
        operations.extend([
            Operation { verb: Verb::Create, snapshot_id: None, told: true, ..usual() },
            Operation { event: Some("me1".into()), note: Some(Note::default()), undo: Undo::Looking, ..usual() },
            Operation {
                note: Some(Note { newest_event: Some("me0".into()), newest_snapshots: vec!["a".into(), "b".into()] }),
                undo: Undo::Found { id: "ss2".into(), name: Arc::from("before") },
                ..usual()
            },
            Operation { undo: Undo::Missing, ..usual() },
            Operation { undo: Undo::Several, ..usual() },
        ]);
        assert_eq!(read(&write(&operations)), Some(operations));
    }

    #[test]
    fn anything_else_is_not_read() {
        let good = write(&[operation(Phase::Sending)]);
        for text in [
            "",
            "{}",
            "[]",
            "null",
            &good.replace("\"version\":2", "\"version\":1"),
            &good.replace("restore", "explode"),
            &good.replace("sending", "pondering"),
            &good.replace("askedAt", "askedWhen"),
            &good[..good.len() - 3],
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
