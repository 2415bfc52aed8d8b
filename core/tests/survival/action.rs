//! What can happen, as data that proptest draws and shrinks.

use proptest::collection::vec;
use proptest::prelude::*;
use snapdeck_core::operations::operation::Verb;
use snapdeck_core::runner::Area;

use crate::device::Mode;
use crate::fault::{EventList, Fault};

/// Who has a key.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Who {
    /// The owner of the team.
    Owner,
    /// A member of the same team, who sees every other machine.
    Member,
}

/// What damages a ledger that is kept.
#[derive(Clone, Copy, Debug)]
pub enum Damage {
    /// It becomes something that is no ledger.
    Nonsense(&'static str),
    /// A newer version of Snapdeck writes its own.
    Newer,
    /// One entry of it cannot be read.
    OddEntry,
}

/// What happens next.
#[derive(Clone, Debug)]
pub enum Action {
    /// A person asks for something, once or by a double click.
    Begin {
        verb: Verb,
        /// Of which snapshot or machine.
        pick: usize,
        /// What happens to the request.
        send: Fault,
        twice: bool,
    },
    /// A person asks again for what failed or left no trace, where that is offered.
    Again { pick: usize, twice: bool },
    /// A person does not want to hear any more of what is not sure.
    Dismiss(usize),
    /// Time passes.
    Pass(u64),
    /// The tab is loaded anew.
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
    /// Every list of events is as it says, for good.
    EventList(EventList),
    /// A new snapshot shows in lists only so much later.
    ListLag(i64),
    /// The owner's key is revoked.
    Revoke,
    /// Whoever is signed in enters a new key of the same account, kept there; the session may not be told at first.
    Renew { area: Area, session_fails: bool },
    /// Somebody signs in, and waits for the answer.
    SignIn { who: Who, area: Area },
    /// Somebody enters a key; what happens next may come before the answer.
    EnterKey { who: Who, area: Area },
    /// Whoever is signed in signs out.
    SignOut,
    /// The browser's storage is full, throws or works again.
    Storage(Mode),
    /// What is kept is damaged.
    Damage(Damage),
    /// Somebody else does something on a machine, sometimes under the name that was asked for here.
    Colleague(Verb, usize),
    /// A machine's schedule takes a snapshot, with an event or without.
    AutoSnapshot { pick: usize, event: bool },
}

fn verb() -> impl Strategy<Value = Verb> {
    prop_oneof![Just(Verb::Create), Just(Verb::Delete), Just(Verb::Restore)]
}

fn area() -> impl Strategy<Value = Area> {
    prop_oneof![Just(Area::Device), Just(Area::Tab)]
}

fn read_fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        Just(Fault::Before),
        Just(Fault::TimedOut),
        Just(Fault::Refused(500)),
        Just(Fault::Refused(429)),
        Just(Fault::Stopped(404)),
        Just(Fault::Stopped(502)),
        Just(Fault::Gateway(200)),
    ]
}

fn send_fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        8 => Just(Fault::None),
        1 => Just(Fault::Before),
        2 => Just(Fault::After),
        1 => Just(Fault::TimedOut),
        1 => Just(Fault::Refused(429)),
        1 => Just(Fault::Refused(503)),
        1 => Just(Fault::Refused(400)),
        1 => Just(Fault::Gateway(200)),
        1 => Just(Fault::Gateway(404)),
        1 => Just(Fault::Gateway(502)),
        1 => Just(Fault::Stopped(404)),
        1 => Just(Fault::Stopped(502)),
        1 => Just(Fault::Resent),
        1 => Just(Fault::ResentLost),
    ]
}

/// From the time that a request is on its way to that after which an operation is old.
fn time() -> impl Strategy<Value = u64> {
    prop_oneof![6 => 1..400_u64, 3 => 400..5_000_u64, 4 => 5_000..70_000_u64]
}

fn action() -> impl Strategy<Value = Action> {
    let begin = (verb(), 0..20_usize, send_fault(), any::<bool>())
        .prop_map(|(verb, pick, send, twice)| Action::Begin { verb, pick, send, twice });
    let damage = prop_oneof![
        Just(Damage::Nonsense("{")),
        Just(Damage::Nonsense("[]")),
        Just(Damage::Newer),
        Just(Damage::OddEntry)
    ];
    let events = prop_oneof![Just(EventList::Refused), Just(EventList::Malformed), Just(EventList::Fails)];
    let jump = prop_oneof![Just(-3_600_000_i64), Just(3_600_000), Just(70_000), -90_000..90_000_i64];
    prop_oneof![
        12 => begin,
        3 => (0..6_usize, any::<bool>()).prop_map(|(pick, twice)| Action::Again { pick, twice }),
        1 => (0..6_usize).prop_map(Action::Dismiss),
        16 => time().prop_map(Action::Pass),
        2 => Just(Action::Reload),
        2 => Just(Action::OpenTab),
        1 => Just(Action::KillTab),
        3 => Just(Action::SwitchTab),
        3 => any::<bool>().prop_map(Action::Show),
        3 => any::<bool>().prop_map(Action::Online),
        2 => jump.prop_map(Action::Jump),
        2 => (read_fault(), 1..6_usize).prop_map(|(fault, times)| Action::ReadsFail(fault, times)),
        1 => events.prop_map(Action::EventList),
        2 => prop_oneof![Just(0_i64), Just(4_000), Just(12_000), Just(60_000)].prop_map(Action::ListLag),
        1 => Just(Action::Revoke),
        2 => (area(), any::<bool>()).prop_map(|(area, session_fails)| Action::Renew { area, session_fails }),
        2 => (prop_oneof![2 => Just(Who::Owner), 1 => Just(Who::Member)], area())
            .prop_map(|(who, area)| Action::EnterKey { who, area }),
        1 => Just(Action::SignOut),
        1 => prop_oneof![2 => Just(Mode::Works), 1 => Just(Mode::Full), 1 => Just(Mode::Absent)].prop_map(Action::Storage),
        1 => damage.prop_map(Action::Damage),
        5 => (verb(), 0..20_usize).prop_map(|(verb, pick)| Action::Colleague(verb, pick)),
        3 => (0..20_usize, any::<bool>()).prop_map(|(pick, event)| Action::AutoSnapshot { pick, event }),
    ]
}

/// What a run is made of.
pub fn actions() -> impl Strategy<Value = Vec<Action>> {
    vec(action(), 3..26)
}
