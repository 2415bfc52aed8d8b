//! Effects and memos of few types, and a memo for views that come and go.
//!
//! Leptos compiles each effect and each memo anew for the closure that it is given. Boxed, they are one for all effects and one
//! for each type of memo.

use leptos::prelude::{Effect, LocalStorage, Memo, on_cleanup};
use leptos::reactive::computed::ArcMemo;
use leptos::reactive::graph::{Subscriber as _, ToAnySubscriber as _};

/// What a memo computes, from what it was before.
type Compute<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;

/// Runs something now and whenever what it reads changes, as [`Effect::new`]. It gets what it gave the last time.
pub fn effect<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
    let mut before = None;
    boxed_effect(Box::new(move || before = Some(run(before.take()))));
}

fn boxed_effect(run: Box<dyn FnMut()>) {
    let _effect: Effect<LocalStorage> = Effect::new(run);
}

/// A value that is computed anew when what it reads changes, as [`Memo::new`].
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    boxed_memo(Box::new(compute)).into()
}

fn boxed_memo<T: PartialEq + Send + Sync + 'static>(compute: Compute<T>) -> ArcMemo<T> {
    ArcMemo::new(compute)
}

/// A memo that lets go of what it reads when its owner ends.
///
/// A reactive node that is dropped stays, as an empty shell, with all that it read: with a signal until that changes, with
/// a memo for good (reactive_graph 0.2.16, `SubscriberSet`). A view that comes and goes a thousand times over a list that
/// does not change therefore reads what outlives it through these only: measured by `cargo xtask bench trips`.
pub fn scoped_memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let memo = boxed_memo(Box::new(compute));
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
        let sum = scoped_memo(move |before: Option<&i32>| before.copied().unwrap_or_default() + signal.get());
        assert_eq!(sum.get_untracked(), 1);
        signal.set(5);
        assert_eq!(sum.get_untracked(), 6);
    }
}
