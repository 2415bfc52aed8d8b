//! The one way in which views read from Paperspace: ask, ask again, and drop the answer with its owner.
//!
//! What is asked for has its type at both ends only. Between them there is one signal and one effect for all types.

use std::any::Any;
use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use crate::reactive::{effect, scoped_memo};
use crate::state::session::Session;
use crate::state::surroundings::Surroundings;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::remote::{Occasion, RemoteData};

/// Something of a type `T`, asked for.
pub struct Remote<T> {
    question: Question,
    of: PhantomData<fn() -> T>,
}

impl<T> Debug for Remote<T> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.question.fmt(out)
    }
}

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Remote<T> {}

impl<T: Send + Sync + 'static> Remote<T> {
    /// Not asked for yet.
    pub fn unasked() -> Self {
        let question = Question { data: RwSignal::new(RemoteData::default()), again: Trigger::new() };
        Self { question, of: PhantomData }
    }

    /// Asked for at once, as by [`Remote::follow`].
    pub fn of<K, F>(key: impl Fn() -> Option<K> + Send + Sync + 'static, ask: impl Fn(K) -> F + 'static) -> Self
    where
        K: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, Problem>> + 'static,
    {
        let remote = Self::unasked();
        remote.follow(key, ask);
        remote
    }

    /// Asks for what the key names, and again whenever the key changes, until the current owner is disposed. Without a key it asks
    /// for nothing. A new token repeats what failed; coming back to the page repeats what is stale, or failed and may work now.
    ///
    /// An answer that comes after the key changed or the owner was disposed is dropped.
    pub fn follow<K, F>(self, key: impl Fn() -> Option<K> + Send + Sync + 'static, ask: impl Fn(K) -> F + 'static)
    where
        K: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, Problem>> + 'static,
    {
        let key = scoped_memo(move |_| key());
        let mut before = None;
        self.question.follow(Box::new(move || {
            let key = key.get();
            let is_other = before.replace(key.clone()).is_some_and(|before| before != key);
            let answer = key.map(&ask).map(|answer| -> Awaited {
                Box::pin(async move { answer.await.map(|value| -> Value { Box::new(value) }) })
            });
            (is_other, answer)
        }));
    }

    /// What is asked, without the type of its answer.
    pub fn question(self) -> Question {
        self.question
    }

    /// Looks at the last good value; tracked.
    pub fn value<U>(self, look: impl FnOnce(Option<&T>) -> U) -> U {
        self.question.data.with(|data| look(data.value().and_then(|value| value.downcast_ref())))
    }

    /// The same, not tracked.
    pub fn value_untracked<U>(self, look: impl FnOnce(Option<&T>) -> U) -> U {
        untrack(|| self.value(look))
    }

    /// Changes the value, if there is one, to match something newer.
    pub fn amend(self, change: impl FnOnce(&mut T)) {
        let data = self.question.data;
        data.update(|data| data.value_mut().and_then(|value| value.downcast_mut()).map_or((), change));
    }

    /// Why the last answer was none; tracked.
    pub fn problem(self) -> Option<Problem> {
        self.question.data.with(|data| data.problem().cloned())
    }

    /// Why there is no value; tracked.
    pub fn missing(self) -> Option<Problem> {
        self.question.data.with(|data| data.missing().cloned())
    }
}

/// A value of any type.
type Value = Box<dyn Any + Send + Sync>;

type Awaited = Pin<Box<dyn Future<Output = Result<Value, Problem>>>>;

/// What a view asks, whatever the answer is.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    data: RwSignal<RemoteData<Value>>,
    again: Trigger,
}

impl Question {
    /// `ask` reads what to ask for: whether that is something else than before, and the answer where it is anything.
    fn follow(self, mut ask: Box<dyn FnMut() -> (bool, Option<Awaited>)>) {
        let Self { data, again } = self;
        let surroundings = Surroundings::expect();
        effect(move |_| {
            again.track();
            let (is_other, answer) = ask();
            if is_other {
                data.set(RemoteData::default());
            }
            let Some(answer) = answer else { return };
            data.update(|data| data.asked(surroundings.now()));
            // The next run of this effect cancels the task.
            spawn_local_scoped_with_cancellation(async move {
                let answer = answer.await;
                data.try_update(|data| data.answered(answer));
            });
        });
        let seize = move |occasion| {
            if data.with_untracked(|data| data.is_worth_asking_again(occasion, surroundings.now())) {
                again.notify();
            }
        };
        Session::expect().on_renewed(move || seize(Occasion::TokenRenewed));
        surroundings.on_return(move || seize(Occasion::CameBack));
    }

    /// Asks again, unless an answer is on its way.
    pub fn ask_again(self) {
        if !self.data.with_untracked(RemoteData::is_asking) {
            self.again.notify();
        }
    }

    /// Whether an answer is on its way; tracked.
    pub fn is_asking(self) -> bool {
        self.data.with(RemoteData::is_asking)
    }
}
