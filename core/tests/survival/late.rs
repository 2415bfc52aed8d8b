//! Answers to a key that is tried, where what is on the page changes hands before they come.

use snapdeck_core::model::account::AuthState;
use snapdeck_core::operations::operation::Verb;
use snapdeck_core::planted::Bug;
use snapdeck_core::runner::{Area, SignIn};

use crate::action::Who;
use crate::device::Storage;
use crate::simulation::Simulation;

impl Simulation {
    /// Whose things are on the page of the tab that is used.
    fn owner_of_page(&self) -> Option<String> {
        let auth = self.tab().state().auth.borrow();
        auth.account().map(|account| account.key.to_string())
    }
}

/// Signs out while the member's key is tried: whether somebody is signed in once it is answered.
fn is_signed_in_again(bug: Option<Bug>) -> bool {
    let mut run = Simulation::new(bug);
    let tried = run.enter_key(Who::Member, Area::Device);
    run.sign_out();
    assert_eq!(*tried.borrow(), None, "the answer is still on its way");
    run.pass(5_000);
    let is_late = *tried.borrow() == Some(Ok(SignIn::Late));
    assert_eq!(is_late, bug.is_none());
    *run.tab().state().auth.borrow() != AuthState::SignedOut || !run.device.storage.borrow().kept.is_empty()
}

#[test]
fn whoever_signs_out_while_a_key_is_tried_stays_signed_out() {
    assert!(!is_signed_in_again(None));
    assert!(is_signed_in_again(Some(Bug::LateSignInsCount)), "it would be seen");
}

#[test]
fn a_key_that_is_refused_too_late_says_nothing() {
    let mut run = Simulation::new(None);
    run.keys.insert(Who::Member.first_key(), "wrong".to_owned());
    let tried = run.enter_key(Who::Member, Area::Device);
    run.sign_out();
    run.pass(5_000);
    assert_eq!(*tried.borrow(), Some(Ok(SignIn::Late)));
}

/// The owner's key is tried in a tab; meanwhile the member signs in in another tab and begins something. Whose page the first tab
/// shows afterwards, and how many ledgers are kept.
fn after_another_tab_signed_in(bug: Option<Bug>) -> (bool, usize) {
    let mut run = Simulation::new(bug);
    run.sign_out();
    let other = run.open_tab(Storage::default());
    run.used = 0;
    // The member's answer comes first: the owner's is held up on its way.
    run.device.network.hold_back(run.tab().id, 10_000);
    let tried = run.enter_key(Who::Owner, Area::Device);
    run.used = other;
    run.sign_in(Who::Member, Area::Device);
    let member = run.owner_of_page();
    run.begin(Verb::Create, 0);
    run.pass(3_000);
    assert_eq!(*tried.borrow(), None, "the answer is still on its way");
    run.pass(20_000);
    run.used = 0;
    assert!(member.is_some() && tried.borrow().is_some());
    (run.owner_of_page() == member, run.device.storage.borrow_mut().ledgers().count())
}

#[test]
fn a_key_that_is_tried_takes_nothing_from_whoever_signed_in_meanwhile() {
    assert_eq!(after_another_tab_signed_in(None), (true, 1));
    assert_ne!(after_another_tab_signed_in(Some(Bug::LateSignInsCount)), (true, 1), "it would be seen");
}
