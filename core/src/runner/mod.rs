//! The loop that carries out what the machines decide: what runs in a tab of the browser, and what the simulation proves.
//!
//! Browser and simulation are two [`Host`]s and nothing more. An answer belongs to whoever was signed in when its question was
//! asked: where that is somebody else by now, or nobody, it goes nowhere ([`Runner::call`]).

mod client;
pub mod host;
mod list;
mod operations;
mod rename;
mod round;
mod session;
mod storage;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use futures_channel::oneshot;
use rustc_hash::FxHashMap;

pub use self::host::{Area, Host, Keeps, Notice, Refused};
pub use self::operations::{Wish, request_of};
pub use self::session::SignIn;
pub use self::storage::AccountStorage;
use crate::list::inventory::{Inventory, ListEvent};
use crate::model::config::ApiBaseUrl;
use crate::operations::operation::OperationId;
use crate::operations::tracker::{OperationEvent, Reply, Tracker};
use crate::state_machine::StateMachine;

/// Carries out what a machine wants done.
pub trait CarriesOut<M: StateMachine> {
    /// Carries out one command. Those of one step come in their order.
    fn carry_out(&self, command: M::Command);
}

/// The loop of one tab.
#[derive(Debug)]
pub struct Runner<H>(Rc<Inner<H>>);

#[derive(Debug)]
struct Inner<H> {
    host: H,
    base: ApiBaseUrl,
    /// Names this tab among those of the browser, for as long as it is open.
    tab: Arc<str>,
    /// Grows whenever the things on the page change hands.
    generation: Cell<u64>,
    /// Who waits for the answer to an operation's request.
    waiting: RefCell<FxHashMap<OperationId, oneshot::Sender<Reply>>>,
}

impl<H> Clone for Runner<H> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<H: Host> Runner<H> {
    /// A loop for an API at that address. Nothing happens before [`Runner::start`].
    pub fn new(host: H, base: ApiBaseUrl) -> Self {
        let tab = Arc::from(format!("{:08x}", bits(host.chance())));
        Self(Rc::new(Inner { host, base, tab, generation: Cell::new(0), waiting: RefCell::default() }))
    }

    /// The host of this tab.
    pub fn host(&self) -> &H {
        &self.0.host
    }

    /// Where the API is.
    pub fn base(&self) -> &ApiBaseUrl {
        &self.0.base
    }

    /// What is kept between visits, under which names.
    pub fn storage(&self) -> AccountStorage<'_, H> {
        AccountStorage::new(self.host(), self.base())
    }

    /// Tells a machine what happened, and carries out what follows from it.
    pub fn tell<M: StateMachine>(&self, event: M::Event)
    where
        H: Keeps<M>,
        Self: CarriesOut<M>,
    {
        let (now, chance) = (self.host().now(), self.host().chance());
        let commands = self.host().change(M::is_quiet(&event), |machine: &mut M| machine.step(now, chance, event));
        commands.into_iter().for_each(|command| self.carry_out(command));
    }

    /// Time has passed: what [`Host::wake_at`] was asked to say.
    pub fn tick(&self) {
        self.tell::<Tracker>(OperationEvent::Ticked);
    }

    /// The tab was hidden or is seen again, got the focus, or the network came or went.
    pub fn look_around(&self) {
        let (visible, online) = (self.host().is_visible(), self.host().is_online());
        if !visible {
            self.hand_over();
        }
        self.tell::<Tracker>(OperationEvent::Surroundings { visible, online });
        if online && self.host().auth().account().is_some() {
            self.tell::<Inventory>(ListEvent::BackOnline);
            if visible {
                self.tell::<Inventory>(ListEvent::CameBack);
            }
        }
    }
}

/// Any 32 bits out of a random number in 0..1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number in 0..1 times 2^32 fits")]
fn bits(chance: f64) -> u32 {
    (chance * f64::from(u32::MAX)) as u32
}
