//! What the core needs from wherever it runs: a tab of a browser, or one of the simulation. A host decides nothing.

use crate::api::request::{Answer, Request};
use crate::list::inventory::Inventory;
use crate::model::account::AuthState;
use crate::model::problem::Problem;
use crate::model::time::Timestamp;
use crate::model::token::Token;
use crate::operations::operation::Operation;
use crate::operations::tracker::Tracker;

/// Where a machine lives, so that whoever shows it learns of changes.
pub trait Keeps<M> {
    /// Lets the machine take something in; `quiet` where nothing changes that anybody sees.
    fn change<T>(&self, quiet: bool, change: impl FnOnce(&mut M) -> T) -> T;

    /// Looks at the machine.
    fn look<T>(&self, look: impl FnOnce(&M) -> T) -> T;
}

/// Where something is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Area {
    /// For this device, seen by all tabs.
    Device,
    /// For this tab only.
    Tab,
}

/// The browser keeps nothing here: storage is absent, full or forbidden.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Refused;

/// Something that a person is told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Notice {
    /// How operations ended; `away` where that was while nobody was looking.
    Ended {
        /// The operations.
        operations: Vec<Operation>,
        /// They ended while nobody was looking.
        away: bool,
    },
    /// The same while nobody sees the page, for whoever asked to be told by other means.
    EndedUnseen(Vec<Operation>),
    /// Paperspace has begun with an operation.
    Begun(Box<Operation>),
    /// The answer to a request was lost.
    AnswerLost(Box<Operation>),
    /// The browser stores nothing.
    StorageRefused,
    /// The whole ledger could not be read, and was put aside.
    LedgerPutAside,
    /// So many of its entries could not be read. They stay where they are.
    EntriesUnreadable(usize),
    /// It was written by a newer version, and is left as it is.
    LedgerIsNewer,
    /// The key that was entered belongs to another account, so that everything of the previous one was cleared.
    OtherAccount,
}

/// A tab.
pub trait Host: Clone + Keeps<Tracker> + Keeps<Inventory> + 'static {
    /// The time here.
    fn now(&self) -> Timestamp;
    /// A random number in 0..1.
    fn chance(&self) -> f64;
    /// Whether a person can see the tab.
    fn is_visible(&self) -> bool;
    /// Whether the browser has a network. It may be wrong in saying yes.
    fn is_online(&self) -> bool;

    /// Reads what is kept under a key; none where nothing is.
    ///
    /// # Errors
    /// [`Refused`].
    fn read(&self, area: Area, key: &str) -> Result<Option<String>, Refused>;
    /// Keeps a text under a key.
    ///
    /// # Errors
    /// [`Refused`]: then nothing was written, and what stood there before still does.
    fn write(&self, area: Area, key: &str, text: &str) -> Result<(), Refused>;
    /// Removes what is kept under a key.
    ///
    /// # Errors
    /// [`Refused`].
    fn remove(&self, area: Area, key: &str) -> Result<(), Refused>;
    /// Removes the list that is cached under a key outside of the two areas.
    fn forget_list(&self, key: &str);

    /// Sends a request with a token, once.
    fn send(&self, token: &Token, request: &Request) -> impl Future<Output = Result<Answer, Problem>>;
    /// Waits for so many milliseconds.
    fn wait(&self, ms: u64) -> impl Future<Output = ()>;
    /// Runs a task beside all else.
    fn spawn(&self, task: impl Future<Output = ()> + 'static);
    /// Says to the runner that time has passed ([`super::Runner::tick`]), at this moment. There is one such alarm: an earlier one is
    /// forgotten.
    fn wake_at(&self, moment: Timestamp);

    /// Who is signed in.
    fn auth(&self) -> AuthState;
    /// Notes who is signed in. Only the runner says so.
    fn set_auth(&self, auth: AuthState);
    /// Tells the person.
    fn notify(&self, notice: Notice);
}
