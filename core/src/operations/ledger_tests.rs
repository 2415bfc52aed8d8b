//! What is written is read as it was, and what is odd costs nothing else.

use super::*;
use crate::model::snapshot::Snapshot;

fn operation(phase: Phase) -> Operation {
    let on =
        Snapshot { id: "ss1".into(), is_auto_snapshot: false, machine_id: "ps1".into(), name: Arc::from("\"quoted\"") };
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
    let looking = || Undo::Looking { next_look: Timestamp(4), looks: 3 };
    operations.extend([
        Operation { verb: Verb::Create, snapshot_id: None, told: true, ..usual() },
        Operation { event: Some("me1".into()), note: Some(Note::default()), undo: looking(), ..usual() },
        Operation {
            note: Some(Note { newest_event: Some("me0".into()), newest_snapshots: vec!["a".into(), "b".into()] }),
            undo: Undo::Found { id: "ss2".into(), name: Arc::from("before") },
            ..usual()
        },
        Operation { undo: Undo::Missing, assumed: true, ..usual() },
        Operation { undo: Undo::Several, retried: true, again_of: Some(OperationId::new(Timestamp(1), 1)), ..usual() },
        Operation { undo_of: Some(OperationId::new(Timestamp(2), 3)), kept: true, ..usual() },
        Operation { candidates: vec![Candidate { id: "c".into(), name: Arc::from("<i>") }], ..usual() },
    ]);
    let text = write(&operations, &Odd::default());
    assert_eq!(read(&text), Ledger::Read(operations, Odd::default()));
}

#[test]
fn an_odd_entry_costs_no_other_and_is_written_back() {
    let good = operation(Phase::Sending);
    let text = write(std::slice::from_ref(&good), &Odd::default());
    for (from, to) in [("restore", "explode"), ("sending", "pondering"), ("askedAt", "askedWhen")] {
        let both = write(&[], &Odd(vec![to_json(&good), odd_entry(&text.replace(from, to))]));
        let Ledger::Read(operations, odd) = read(&both) else { panic!("{both}") };
        assert_eq!((operations.as_slice(), odd.len()), (std::slice::from_ref(&good), 1), "{from}");
        assert!(write(&operations, &odd).contains(to), "it is not lost");
    }
}

fn odd_entry(text: &str) -> Json {
    let all = Json::read(text).expect("JSON");
    all["operations"][0].clone()
}

#[test]
fn a_ledger_from_before_undoing_was_written_down_is_read() {
    let usual = operation(Phase::Sending);
    let undo = Operation { undo_of: Some(usual.id.clone()), ..usual.clone() };
    let [old, new] = [&usual, &undo].map(|one| write(std::slice::from_ref(one), &Odd::default()));
    assert!(!old.contains("undoOf") && new.contains("undoOf"), "{old} {new}");
    assert_eq!(read(&old), Ledger::Read(vec![usual], Odd::default()));
    assert_eq!(read(&new), Ledger::Read(vec![undo], Odd::default()));
}

#[test]
fn a_newer_ledger_is_told_from_one_that_cannot_be_read() {
    let good = write(&[operation(Phase::Sending)], &Odd::default());
    for (text, expected) in [
        ("", Ledger::Unreadable),
        ("{}", Ledger::Unreadable),
        ("[]", Ledger::Unreadable),
        ("null", Ledger::Unreadable),
        (&*good.replace("\"version\":2", "\"version\":1"), Ledger::Unreadable),
        (&*good.replace("\"version\":2", "\"version\":99"), Ledger::Newer),
        (&good[..good.len() - 3], Ledger::Unreadable),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}
