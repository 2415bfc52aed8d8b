//! What can happen to operations, as data that proptest draws and shrinks.

use proptest::collection::vec;
use proptest::prelude::*;
use snapdeck_core::operations::operation::Verb;

use crate::storage::Mode;

/// What happens to one request.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Fault {
    /// Nothing: it is answered.
    None,
    /// The connection breaks before the service acts.
    Before,
    /// It breaks after the service acted, before the answer.
    After,
    /// It breaks in the middle of the answer's body.
    Middle,
    /// The service acts, and the answer comes too late.
    TimedOut,
    /// Refused before the service acts.
    Refused(u16),
    /// The service acts, and a gateway answers for it.
    Gateway,
    /// The page is reloaded before the service acts.
    ReloadBefore,
    /// The page is reloaded after it acted.
    ReloadAfter,
}

impl Fault {
    /// Its name in the count of what was hit.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Before => "broken before",
            Self::After => "broken after the effect",
            Self::Middle => "broken in the body",
            Self::TimedOut => "timed out",
            Self::Refused(429) => "429",
            Self::Refused(_) => "5xx before the effect",
            Self::Gateway => "5xx after the effect",
            Self::ReloadBefore => "reload before the effect",
            Self::ReloadAfter => "reload after the effect",
        }
    }
}

/// What happens next.
#[derive(Clone, Debug)]
pub enum Action {
    /// A person asks for something.
    Begin {
        /// What.
        verb: Verb,
        /// Of which snapshot or machine.
        pick: usize,
        /// What happens to the note.
        note: Fault,
        /// What happens to the request.
        send: Fault,
        /// Whether the person clicks twice.
        twice: bool,
    },
    /// Time passes.
    Pass(u64),
    /// The page is reloaded.
    Reload,
    /// Another tab is opened and used from now on.
    OpenTab,
    /// The tab is killed without notice; where it is the only one, a new one is opened.
    KillTab,
    /// The next tab is used from now on.
    SwitchTab,
    /// The tab is hidden or seen again.
    Show(bool),
    /// The network goes or comes.
    Online(bool),
    /// The clock of this computer jumps.
    Jump(i64),
    /// The next reads fail.
    ReadsFail(Fault, usize),
    /// The key is revoked.
    Revoke,
    /// A new key is given.
    Renew,
    /// The browser's storage is full, absent or works again.
    Storage(Mode),
    /// What is stored is damaged, or of another version.
    Damage(&'static str),
    /// Somebody else does something on a machine.
    Colleague(Verb, usize),
}

fn verb() -> impl Strategy<Value = Verb> {
    prop_oneof![Just(Verb::Create), Just(Verb::Delete), Just(Verb::Restore)]
}

fn read_fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        Just(Fault::Before),
        Just(Fault::Middle),
        Just(Fault::TimedOut),
        Just(Fault::Refused(500)),
        Just(Fault::Refused(429))
    ]
}

fn send_fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        6 => Just(Fault::None),
        1 => Just(Fault::Before),
        2 => Just(Fault::After),
        1 => Just(Fault::Middle),
        1 => Just(Fault::TimedOut),
        1 => Just(Fault::Refused(429)),
        1 => Just(Fault::Refused(503)),
        1 => Just(Fault::Gateway),
        1 => Just(Fault::ReloadBefore),
        2 => Just(Fault::ReloadAfter),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let note = prop_oneof![8 => Just(Fault::None), 1 => read_fault(), 1 => Just(Fault::ReloadBefore)];
    let begin = (verb(), 0..20_usize, note, send_fault(), any::<bool>())
        .prop_map(|(verb, pick, note, send, twice)| Action::Begin { verb, pick, note, send, twice });
    prop_oneof![
        8 => begin,
        8 => (100..70_000_u64).prop_map(Action::Pass),
        2 => Just(Action::Reload),
        2 => Just(Action::OpenTab),
        2 => Just(Action::KillTab),
        2 => Just(Action::SwitchTab),
        3 => any::<bool>().prop_map(Action::Show),
        2 => any::<bool>().prop_map(Action::Online),
        1 => prop_oneof![Just(-3_600_000_i64), Just(3_600_000), -90_000..90_000_i64].prop_map(Action::Jump),
        2 => (read_fault(), 1..6_usize).prop_map(|(fault, times)| Action::ReadsFail(fault, times)),
        1 => Just(Action::Revoke),
        2 => Just(Action::Renew),
        1 => prop_oneof![Just(Mode::Works), Just(Mode::Full), Just(Mode::Absent)].prop_map(Action::Storage),
        1 => prop_oneof![Just("{"), Just("[]"), Just(r#"{"version":1,"operations":[]}"#)].prop_map(Action::Damage),
        3 => (verb(), 0..20_usize).prop_map(|(verb, pick)| Action::Colleague(verb, pick)),
    ]
}

/// What a run is made of.
pub fn actions() -> impl Strategy<Value = Vec<Action>> {
    vec(action(), 3..22)
}
