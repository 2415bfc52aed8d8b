//! The one way in which views read from Paperspace: ask, ask again, and drop the answer with its owner.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use crate::reactive::{effect, scoped_memo};
use crate::state::session::Session;
use crate::state::surroundings::Surroundings;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::remote::{Occasion, RemoteData};

#[derive(Debug)]
pub struct Remote<T: Send + Sync + 'static> {
    data: RwSignal<RemoteData<T>>,
    again: Trigger,
}

impl<T: Send + Sync + 'static> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Remote<T> {}

impl<T: Send + Sync + 'static> Remote<T> {
    /// Not asked for yet.
    pub fn unasked() -> Self {
        Self { data: RwSignal::new(RemoteData::default()), again: Trigger::new() }
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
        let Self { data, again } = self;
        let surroundings = Surroundings::expect();
        let key = scoped_memo(move |_| key());
        effect(move |before: Option<Option<K>>| {
            again.track();
            let key = key.get();
            if before.is_some_and(|before| before != key) {
                data.set(RemoteData::default());
            }
            if let Some(key) = key.clone() {
                data.update(|data| data.asked(surroundings.now()));
                let answer = ask(key);
                // The next run of this effect cancels the task.
                let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(async move {
                    let answer = answer.await;
                    data.try_update(|data| data.answered(answer));
                });
                spawn_local_scoped_with_cancellation(task);
            }
            key
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

    /// Tracked.
    pub fn with<U>(self, look: impl FnOnce(&RemoteData<T>) -> U) -> U {
        self.data.with(look)
    }

    pub fn with_untracked<U>(self, look: impl FnOnce(&RemoteData<T>) -> U) -> U {
        self.data.with_untracked(look)
    }

    /// Changes the value, if there is one, to match something newer.
    pub fn amend(self, change: impl FnOnce(&mut T)) {
        self.data.update(|data| data.value_mut().map_or((), change));
    }

    /// Why there is no value; tracked.
    pub fn missing(self) -> Option<Problem> {
        self.data.with(|data| data.missing().cloned())
    }
}
