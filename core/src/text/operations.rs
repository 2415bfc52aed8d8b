//! Wording operations, in the language of [`words`].

use crate::model::event::Event;
use crate::operations::operation::{Operation, Undo};
use crate::operations::team::Foreign;
use crate::operations::tracker::Reply;
use crate::text::{errors, words};

/// One line for a heading.
pub fn title(operation: &Operation) -> String {
    (words().operations().title)(operation)
}

/// A word or two, for a row and for Activity.
pub fn status(operation: &Operation) -> String {
    (words().operations().status)(operation)
}

pub fn foreign(one: &Foreign) -> String {
    (words().operations().foreign)(one)
}

pub fn foreign_title(one: &Foreign, machine: &str) -> String {
    (words().operations().foreign_title)(one, machine)
}

/// A sentence: how it ended, or what is known so far.
pub fn outcome(operation: &Operation) -> String {
    (words().operations().outcome)(operation)
}

/// The outcome; `away`: while the page was hidden.
pub fn told(operation: &Operation, away: bool) -> String {
    (words().operations().told)(operation, away)
}

/// How many ended; `away`: while the page was hidden.
pub fn outcomes(count: usize, failed: usize, away: bool) -> String {
    (words().operations().outcomes)(count, failed, away)
}

/// That Paperspace has begun with it.
pub fn begun(operation: &Operation) -> String {
    (words().operations().begun)(operation)
}

pub fn answer_lost(operation: &Operation) -> String {
    (words().operations().answer_lost)(operation)
}

/// All that is known, to copy into a support request.
pub fn details(operation: &Operation, asked_at: &str) -> String {
    (words().operations().details)(operation, asked_at)
}

/// When a machine event was, how long it took and why it failed.
pub fn event_facts(event: &Event, at: Option<&str>) -> String {
    (words().operations().event_facts)(event, at)
}

/// Why a restore has no way back, or not yet.
pub fn no_way_back(undo: &Undo) -> Option<&'static str> {
    let words = words().activity();
    match undo {
        Undo::No | Undo::Found { .. } => None,
        Undo::Looking { .. } => Some(words.undo_looking),
        Undo::Missing => Some(words.undo_missing),
        Undo::Several => Some(words.undo_several),
    }
}

/// Why nothing was started; `None` if it was.
pub fn why_not_begun(reply: &Reply) -> Option<String> {
    match reply {
        Reply::Begun => None,
        Reply::Refused(problem) => Some(errors::describe_write(problem)),
        Reply::NotPermitted(why) => Some((words().snapshots().why)(*why).to_owned()),
        Reply::GivenUp => Some(words().dialogs().given_up.to_owned()),
        Reply::NotStored => Some(words().dialogs().not_stored.to_owned()),
    }
}
