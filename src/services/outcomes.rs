//! Shows the runner's notices as toasts or system notifications.

use crate::routes::{Route, href_of};
use crate::services::notify;
use crate::state::toasts::{Toasts, Tone};
use snapdeck_core::list::filter::View;
use snapdeck_core::operations::operation::{Operation, Outcome, Verb};
use snapdeck_core::operations::undo::wants_check;
use snapdeck_core::runner::Notice;
use snapdeck_core::text::{self, words};

/// More outcomes than this share one message.
const SINGLY_MAX: usize = 3;

pub(super) fn tell(toasts: Toasts, notice: Notice) {
    let words = words();
    let failure = |text: &str| toasts.show(Tone::Failure, text);
    match notice {
        Notice::Ended { operations, away } => tell_ended(toasts, &operations, away),
        Notice::EndedUnseen(ended) => ended.iter().take(SINGLY_MAX).for_each(notify::tell),
        Notice::Begun(operation) => {
            toasts.show_about(Some(operation.id.clone()), None, Tone::Success, text::operations::begun(&operation));
        }
        Notice::AnswerLost(operation) => failure(&text::operations::answer_lost(&operation)),
        Notice::StorageRefused => failure(words.chrome().storage_refused),
        Notice::LedgerPutAside => failure(words.chrome().ledger_unreadable),
        Notice::EntriesUnreadable(count) => failure(&(words.chrome().entries_unreadable)(count)),
        Notice::LedgerIsNewer => failure(words.chrome().ledger_newer),
        Notice::OtherAccount => failure(words.sign_in().other_account),
    }
}

/// What ended while nobody was looking stays until dismissed. A restore that waits for a look has a card that says so.
fn tell_ended(toasts: Toasts, ended: &[Operation], away: bool) {
    ended.iter().for_each(|operation| toasts.outdate(&operation.id));
    let is_well = |operation: &Operation| operation.outcome() == Some(&Outcome::Done);
    if ended.len() > SINGLY_MAX {
        let failed = ended.iter().filter(|operation| !is_well(operation)).count();
        let tone = if failed > 0 || away { Tone::Failure } else { Tone::Success };
        toasts.show(tone, text::operations::outcomes(ended.len(), failed, away));
        return;
    }
    for operation in ended.iter().filter(|ended| !wants_check(ended)) {
        let tone = if is_well(operation) { Tone::Success } else { Tone::Failure };
        toasts.show_about(None, seen_at(operation), tone, text::operations::told(operation, away));
    }
}

/// What was created can be looked at; of what failed, Activity knows more.
fn seen_at(ended: &Operation) -> Option<String> {
    match (ended.outcome(), ended.verb, &ended.snapshot_id) {
        (Some(Outcome::Done), Verb::Create, Some(id)) => Some(href_of(&View::default(), Some(id.clone()))),
        (Some(Outcome::Done), ..) => None,
        _ => Some(Route::Activity.href()),
    }
}
