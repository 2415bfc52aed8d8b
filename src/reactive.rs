//! Effects and memos of one type each, and a memo for views that come and go.
//!
//! Leptos compiles an effect anew for the closure that it is given, and a memo for its type: some forty functions each time. Boxed,
//! they are compiled once for all.

use std::any::Any;
use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::ops::Deref;

use leptos::prelude::{self, Effect, LocalStorage, Read, Signal, Track as _, on_cleanup, untrack};
use leptos::reactive::computed::ArcMemo;
use leptos::reactive::graph::{Subscriber as _, ToAnySubscriber as _};

/// Runs something now and whenever what it reads changes, as [`Effect::new`]. It gets what it gave the last time.
pub fn effect<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
    let mut before = None;
    boxed_effect(Box::new(move || before = Some(run(before.take()))));
}

fn boxed_effect(run: Box<dyn FnMut()>) {
    let _effect: Effect<LocalStorage> = Effect::new(run);
}

/// A value that is computed anew when what it reads changes, and tells others when it is another one: [`prelude::Memo`].
pub struct Memo<T> {
    value: prelude::Memo<Value>,
    of: PhantomData<fn() -> T>,
}

/// What a memo holds: of the memo's type.
type Value = Box<dyn Any + Send + Sync>;

/// Computes a value out of the one before, and says whether it is another one.
type Compute = Box<dyn Fn(Option<Value>) -> (Value, bool) + Send + Sync>;

/// Computes as [`prelude::Memo::new`].
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::of(boxed_memo(compared(compute)))
}

/// Computes as [`prelude::Memo::new_owning`]: out of the value before, which it gets, and says itself whether the new one differs.
pub fn owning_memo<T: Send + Sync + 'static>(
    compute: impl Fn(Option<T>) -> (T, bool) + Send + Sync + 'static,
) -> Memo<T> {
    Memo::of(boxed_memo(Box::new(move |before| {
        let before = before.and_then(|before| before.downcast().ok()).map(|before| *before);
        let (value, is_other) = compute(before);
        (Box::new(value), is_other)
    })))
}

/// A memo that lets go of what it reads when its owner ends.
///
/// A reactive node that is dropped stays, as an empty shell, with all that it read: with a signal until that changes, with
/// a memo for good (reactive_graph 0.2.16, `SubscriberSet`). A view that comes and goes a thousand times over a list that
/// does not change therefore reads what outlives it through these only: measured by `cargo xtask bench trips`.
pub fn scoped_memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let memo = boxed_memo(compared(compute));
    let_go_at_end(&memo);
    Memo::of(memo)
}

fn compared<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Compute {
    Box::new(move |before| {
        let before = before.as_deref().and_then(|before| before.downcast_ref());
        let value = compute(before);
        let is_other = before != Some(&value);
        (Box::new(value), is_other)
    })
}

fn boxed_memo(compute: Compute) -> ArcMemo<Value> {
    ArcMemo::new_owning(compute)
}

fn let_go_at_end(memo: &ArcMemo<Value>) {
    let node = memo.to_any_subscriber();
    on_cleanup(move || node.clear_sources(&node));
}

impl<T: 'static> Memo<T> {
    fn of(memo: ArcMemo<Value>) -> Self {
        Self { value: memo.into(), of: PhantomData }
    }

    /// Tracked.
    pub fn read(self) -> Reading<T> {
        Reading { value: self.value.read(), of: PhantomData }
    }

    /// Not tracked.
    pub fn read_untracked(self) -> Reading<T> {
        untrack(|| self.read())
    }

    /// Tracked.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.read().clone()
    }

    /// Not tracked.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.read_untracked().clone()
    }

    /// Lets whoever runs run again when the value is another one.
    pub fn track(self) {
        self.value.track();
    }
}

/// A memo's value, while it is looked at.
pub struct Reading<T> {
    value: <prelude::Memo<Value> as Read>::Value,
    of: PhantomData<fn() -> T>,
}

impl<T: 'static> Deref for Reading<T> {
    type Target = T;

    #[expect(clippy::expect_used, reason = "a memo computes values of its own type only")]
    fn deref(&self) -> &T {
        self.value.downcast_ref().expect("the memo's own type")
    }
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T> Debug for Memo<T> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.value.fmt(out)
    }
}

impl<T: Clone + Send + Sync + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
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
        let memo = boxed_memo(compared(move |_| signal.get()));
        view.with(|| let_go_at_end(&memo));
        let value = || *memo.read_untracked().downcast_ref::<i32>().expect("a number");
        assert_eq!(value(), 1);
        signal.set(2);
        assert_eq!(value(), 2);
        view.cleanup();
        signal.set(3);
        assert_eq!(value(), 2, "nobody tells it");
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

    #[test]
    fn whoever_reads_is_told_of_another_value_only() {
        let owner = Owner::new();
        owner.set();
        let (signal, runs) = (RwSignal::new(1), StoredValue::new(0));
        let is_even = memo(move |_| signal.get() % 2 == 0);
        let word = memo(move |_| {
            runs.update_value(|runs| *runs += 1);
            if is_even.get() { "even" } else { "odd" }
        });
        for (number, expected, total) in [(1, "odd", 1), (3, "odd", 1), (4, "even", 2)] {
            signal.set(number);
            assert_eq!((word.get_untracked(), runs.get_value()), (expected, total));
        }
    }

    #[test]
    fn one_that_owns_its_value_goes_on_with_it_and_says_itself_whether_it_changed() {
        let owner = Owner::new();
        owner.set();
        let (signal, runs) = (RwSignal::new(1), StoredValue::new(0));
        let all = owning_memo(move |before: Option<Vec<i32>>| {
            let mut all = before.unwrap_or_default();
            all.push(signal.get());
            let is_other = all.len() != 2;
            (all, is_other)
        });
        let count = memo(move |_| {
            runs.update_value(|runs| *runs += 1);
            all.read().len()
        });
        for (number, expected, total) in [(1, 1, 1), (2, 1, 1), (3, 3, 2)] {
            signal.set(number);
            assert_eq!((count.get_untracked(), runs.get_value()), (expected, total));
        }
    }
}
