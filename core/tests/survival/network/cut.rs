//! What is under way, and what becomes of it when the network or a tab goes.

use snapdeck_core::api::request::Method;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::operations::operation::OperationId;

use super::{Flight, Network};
use crate::fault::Fault;
use crate::host::TabId;

impl Network {
    /// Whether the request of an intention, or its answer, is on its way.
    pub fn is_under_way(&self, id: &OperationId) -> bool {
        self.state.borrow().flights.iter().any(|flight| flight.intention.as_ref() == Some(id))
    }

    /// The next request of a tab takes so much longer on its way.
    pub fn hold_back(&self, tab: TabId, ms: i64) {
        self.state.borrow_mut().held_back = Some((tab, ms));
    }

    /// The network goes, or comes. What is under way when it goes is lost; part of it has reached the service.
    pub fn set_online(&self, online: bool) {
        self.state.borrow_mut().online = online;
        if !online {
            self.cut(|_| true);
        }
    }

    /// A tab is gone, with all that it waits for.
    pub fn forget(&self, tab: TabId) {
        self.cut(|flight| flight.tab == tab);
    }

    fn cut(&self, is_cut: impl Fn(&Flight) -> bool) {
        let mut state = self.state.borrow_mut();
        let (cut, rest) = std::mem::take(&mut state.flights).into_iter().partition::<Vec<_>, _>(|one| is_cut(one));
        state.flights = rest;
        drop(state);
        for flight in cut {
            let (is_out, has_effect) = (flight.outcome.is_none(), flight.request.method != Method::Get);
            if has_effect {
                self.hit(if is_out { "cut on its way out" } else { "cut on its way back" });
            }
            let reaches = matches!(flight.fault, Fault::None | Fault::After | Fault::TimedOut | Fault::Gateway(_));
            if is_out && reaches && self.chance() < 0.5 {
                self.deliver(&flight);
            }
            // Nobody may hear it.
            let _heard = flight.reply.send(Err(Problem::Unreachable));
        }
    }
}
