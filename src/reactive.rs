//! A memo for views that come and go.

use leptos::prelude::{Memo, on_cleanup};
use leptos::reactive::computed::ArcMemo;
use leptos::reactive::graph::{Subscriber as _, ToAnySubscriber as _};

/// A memo that lets go of what it reads when its owner ends.
///
/// A reactive node that is dropped stays, as an empty shell, with all that it read: with a signal until that changes, with
/// a memo for good (reactive_graph 0.2.16, `SubscriberSet`). A view that comes and goes a thousand times over a list that
/// does not change therefore reads what outlives it through these only: measured by `cargo xtask bench trips`.
pub fn passing<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let memo = ArcMemo::new(compute);
    let_go_at_end(&memo);
    memo.into()
}

fn let_go_at_end<T: Send + Sync + 'static>(memo: &ArcMemo<T>) {
    let node = memo.to_any_subscriber();
    on_cleanup(move || node.clear_sources(&node));
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::*;

    #[test]
    fn a_memo_reads_on_until_its_owner_ends_and_is_not_told_of_changes_afterwards() {
        let owner = Owner::new();
        owner.set();
        let signal = RwSignal::new(1);
        let view = owner.child();
        let memo = ArcMemo::new(move |_| signal.get());
        view.with(|| let_go_at_end(&memo));
        assert_eq!(memo.get_untracked(), 1);
        signal.set(2);
        assert_eq!(memo.get_untracked(), 2);
        view.cleanup();
        signal.set(3);
        assert_eq!(memo.get_untracked(), 2, "nobody tells it");
    }

    #[test]
    fn it_computes_as_any_memo_does() {
        let owner = Owner::new();
        owner.set();
        let signal = RwSignal::new(1);
        let sum = passing(move |before: Option<&i32>| before.copied().unwrap_or_default() + signal.get());
        assert_eq!(sum.get_untracked(), 1);
        signal.set(5);
        assert_eq!(sum.get_untracked(), 6);
    }
}
