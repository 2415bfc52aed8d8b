//! Wording an operation: what is happening to a snapshot, and how it ended.

use crate::model::event::Event;
use crate::operations::operation::Operation;
use crate::operations::team::Foreign;
use crate::operations::tracker::Reply;
use crate::text::{errors, words};

/// One line for a heading.
pub fn title(operation: &Operation) -> String {
    (words().operations().title)(operation)
}

/// What is happening now, in a word or two, for a row and for Activity.
pub fn status(operation: &Operation) -> String {
    (words().operations().status)(operation)
}

/// What somebody else is doing.
pub fn foreign(one: &Foreign) -> String {
    (words().operations().foreign)(one)
}

/// How it ended, as a sentence for a toast; of an open one what is known.
pub fn outcome(operation: &Operation) -> String {
    (words().operations().outcome)(operation)
}

/// The same, and whether that was while nobody was looking.
pub fn told(operation: &Operation, away: bool) -> String {
    (words().operations().told)(operation, away)
}

/// How many ended, in one sentence.
pub fn outcomes(count: usize, failed: usize, away: bool) -> String {
    (words().operations().outcomes)(count, failed, away)
}

/// That the answer to a request was lost.
pub fn answer_lost(operation: &Operation) -> String {
    (words().operations().answer_lost)(operation)
}

/// All that is known, for a message to somebody who helps. `asked_at` is the moment in words.
pub fn details(operation: &Operation, asked_at: &str) -> String {
    (words().operations().details)(operation, asked_at)
}

/// An event of a machine in one line. `at` is its moment in words.
pub fn event(event: &Event, at: Option<&str>) -> String {
    (words().operations().event)(event, at)
}

/// Why nothing was begun; nothing where something was.
pub fn why_not_begun(reply: &Reply) -> Option<String> {
    match reply {
        Reply::Begun => None,
        Reply::Refused(problem) => Some(errors::describe_write(problem)),
        Reply::NotPermitted(why) => Some((words().snapshots().why)(*why).to_owned()),
        Reply::GivenUp => Some(words().dialogs().given_up.to_owned()),
        Reply::NotStored => Some(words().dialogs().not_stored.to_owned()),
    }
}
