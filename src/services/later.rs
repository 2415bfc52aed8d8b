//! The part of the program that the list does without: it is fetched once the list is there, or as soon as it is needed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::later;
use crate::reactive::{effect, memo};
use crate::state::list::List;
use snapdeck_core::list::state::ListState;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Arrival {
    NotAsked,
    OnItsWay,
    Here,
    Failed,
}

#[derive(Clone, Copy, Debug)]
pub struct Later(RwSignal<Arrival>);

impl Later {
    pub fn provide() {
        provide_context(Self(RwSignal::new(Arrival::NotAsked)));
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// Tracked.
    pub fn arrival(self) -> Arrival {
        self.0.get()
    }

    /// Unless it is here or on its way.
    pub fn fetch(self) {
        if matches!(self.0.get_untracked(), Arrival::OnItsWay | Arrival::Here) {
            return;
        }
        self.0.set(Arrival::OnItsWay);
        spawn_local(async move {
            let arrived = later::arrives().await;
            self.0.set(if arrived { Arrival::Here } else { Arrival::Failed });
        });
    }
}

pub(super) fn start() {
    let (list, later) = (List::expect(), Later::expect());
    // The first list is what is waited for: nothing competes with it.
    let is_there = memo(move |_| list.with(ListState::of) != ListState::Loading);
    effect(move |_| {
        if is_there.get() {
            later.fetch();
        }
    });
}
