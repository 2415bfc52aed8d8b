//! The one way to read something for whoever shows it: asked for, asked again, and dropped with its owner.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use crate::reactive::{effect, scoped_memo};
use crate::state::session::Session;
use crate::state::surroundings::Surroundings;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::remote::{Occasion, RemoteData};

/// Something that is read from Paperspace.
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
    /// Something that nobody asks for yet.
    pub fn unasked() -> Self {
        Self { data: RwSignal::new(RemoteData::default()), again: Trigger::new() }
    }

    /// Something that is asked for at once, as [`Remote::follow`] says.
    pub fn of<K, F>(key: impl Fn() -> Option<K> + Send + Sync + 'static, ask: impl Fn(K) -> F + 'static) -> Self
    where
        K: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, Problem>> + 'static,
    {
        let remote = Self::unasked();
        remote.follow(key, ask);
        remote
    }

    /// Asks for what the key names for as long as the present owner lives, and anew whenever the key is another one; without
    /// a key for nothing. Where it failed it is asked for again with a new token, and where that may help on return; there what
    /// is stale is asked for again as well.
    ///
    /// An answer that comes after the key changed or the owner ended reaches nobody.
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
                // The next run of this effect ends the task.
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

    /// Looks at what is known, tracked.
    pub fn with<U>(self, look: impl FnOnce(&RemoteData<T>) -> U) -> U {
        self.data.with(look)
    }

    /// Looks at what is known, untracked.
    pub fn with_untracked<U>(self, look: impl FnOnce(&RemoteData<T>) -> U) -> U {
        self.data.with_untracked(look)
    }

    /// Changes the value, where there is one, by what was learnt otherwise.
    pub fn amend(self, change: impl FnOnce(&mut T)) {
        self.data.update(|data| data.value_mut().map_or((), change));
    }

    /// Why there is no value, tracked.
    pub fn missing(self) -> Option<Problem> {
        self.data.with(|data| data.missing().cloned())
    }
}
