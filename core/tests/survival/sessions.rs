//! Accounts, keys and where they are kept: what a person meets who signs in and out in several tabs.

use std::cell::Cell;
use std::rc::Rc;

use snapdeck_core::api::snapshots;
use snapdeck_core::list::query::Query;
use snapdeck_core::model::account::AuthState;
use snapdeck_core::operations::operation::Verb;
use snapdeck_core::planted::Bug;
use snapdeck_core::runner::{Area, Host as _};

use crate::action::{Action, Damage, Who};
use crate::device::Storage;
use crate::fault::Fault;
use crate::simulation::Simulation;

impl Simulation {
    fn auth(&self, tab: usize) -> AuthState {
        self.tabs[tab].state().auth.borrow().clone()
    }

    fn is_signed_in(&self, tab: usize) -> bool {
        matches!(self.auth(tab), AuthState::SignedIn(_))
    }

    fn known(&self, tab: usize) -> usize {
        self.tabs[tab].state().tracker.borrow().operations().len()
    }

    /// A tab in which somebody signs in for that tab only.
    fn tab_of(&mut self, who: Who) -> usize {
        let tab = self.open_tab(Storage::default());
        self.used = tab;
        self.sign_in(who, Area::Tab);
        self.forgotten.clear();
        tab
    }
}

/// The account of the device, and a member in a tab of its own, who signs out: whether the device's account stays.
fn does_the_other_account_stay(bug: Option<Bug>) -> bool {
    let mut run = Simulation::new(bug);
    let storage = Storage::default();
    // The new tab begins with the device's account; it is given up for the member in this tab only.
    let tab = run.open_tab(storage);
    run.used = tab;
    run.enter_only_here(Who::Member);
    run.sign_out();
    run.pass(1_000);
    run.is_signed_in(0) && !run.is_signed_in(tab)
}

impl Simulation {
    /// Signs somebody in for this tab only, beside the account of the device: as in a tab that was opened signed out.
    fn enter_only_here(&mut self, who: Who) {
        let kept = self.device.storage.borrow_mut().kept.remove("snapdeck.account");
        let storage = Storage::default();
        let tab = self.open_tab(storage);
        self.tabs.swap(self.used, tab);
        self.tabs.pop();
        self.sign_in(who, Area::Tab);
        if let Some(kept) = kept {
            self.device.storage.borrow_mut().kept.insert("snapdeck.account".to_owned(), kept);
        }
    }
}

#[test]
fn signing_out_of_one_account_leaves_the_other_signed_in() {
    assert!(does_the_other_account_stay(None));
    assert!(!does_the_other_account_stay(Some(Bug::SignsEverybodyOut)), "it would be seen");
}

#[test]
fn signing_out_reaches_every_tab_that_keeps_the_account_for_itself() {
    let mut run = Simulation::new(None);
    run.act(&Action::SignIn { who: Who::Owner, area: Area::Tab });
    let other = run.tab_of(Who::Owner);
    assert!(run.is_signed_in(0) && run.is_signed_in(other));
    // Offline too: no request is needed for it.
    run.act(&Action::Online(false));
    run.act(&Action::SignOut);
    assert!(!run.is_signed_in(0) && !run.is_signed_in(other));
    // Nor does either come back when it is loaded anew.
    for tab in [0, other] {
        run.used = tab;
        run.act(&Action::Reload);
        assert_eq!(run.auth(tab), AuthState::SignedOut);
    }
}

#[test]
fn a_page_that_is_brought_back_after_signing_out_has_no_key() {
    for area in [Area::Device, Area::Tab] {
        let mut run = Simulation::new(None);
        run.act(&Action::SignIn { who: Who::Owner, area });
        let other = if area == Area::Tab { run.tab_of(Who::Owner) } else { run.open_tab(Storage::default()) };
        run.pass(1_000);
        // It is frozen while the other tab signs out, and hears of nothing.
        let frozen = run.tabs.remove(0);
        run.used = other - 1;
        run.act(&Action::SignOut);
        run.device.written.take();
        assert!(matches!(&*frozen.state().auth.borrow(), AuthState::SignedIn(_)));
        frozen.runner.look_who_is_there();
        assert_eq!(*frozen.state().auth.borrow(), AuthState::SignedOut, "{area:?}");
    }
}

#[test]
fn a_renewed_key_replaces_the_dead_one_wherever_that_was_kept() {
    for before in [Area::Device, Area::Tab] {
        for after in [Area::Device, Area::Tab] {
            let mut run = Simulation::new(None);
            run.act(&Action::SignIn { who: Who::Owner, area: before });
            run.act(&Action::Revoke);
            run.pass(70_000);
            assert!(matches!(run.auth(0), AuthState::Expired(_)));
            assert_eq!(run.tab().runner.area_of_account(), Some(before));
            run.act(&Action::Renew { area: after, session_fails: false });
            run.act(&Action::Reload);
            run.pass(5_000);
            assert!(run.is_signed_in(0), "kept {before:?}, renewed {after:?}: asked again after a reload");
            assert_eq!(run.tab().runner.area_of_account(), Some(after));
        }
    }
}

#[test]
fn a_page_of_a_gateway_in_place_of_the_session_makes_no_other_account() {
    let mut run = Simulation::new(None);
    run.begin(Verb::Create, 0);
    run.pass(2_000);
    run.act(&Action::Revoke);
    run.pass(70_000);
    run.device.network.fail_reads(Fault::Gateway(200), 1);
    run.act(&Action::Renew { area: Area::Device, session_fails: false });
    assert!(matches!(run.auth(0), AuthState::Expired(_)), "it is said, and asked again");
    assert_eq!(run.known(0), 1);
}

/// How many operations are known after a key was entered again while the session could not be told at first.
fn known_after_renewal(bug: Option<Bug>) -> usize {
    let mut run = Simulation::new(bug);
    run.begin(Verb::Create, 0);
    run.pass(2_000);
    run.act(&Action::Revoke);
    run.pass(70_000);
    run.act(&Action::Renew { area: Area::Device, session_fails: true });
    run.known(0)
}

#[test]
fn a_session_that_cannot_be_told_just_now_makes_no_other_account() {
    assert_eq!(known_after_renewal(None), 1);
    assert_eq!(known_after_renewal(Some(Bug::OutagesMakeAccounts)), 0, "it would be seen");
}

#[test]
fn signing_out_leaves_nothing_behind_not_even_what_could_not_be_read() {
    for damage in [Damage::Nonsense("{"), Damage::OddEntry, Damage::Newer] {
        let mut run = Simulation::new(None);
        run.begin(Verb::Create, 0);
        run.pass(2_000);
        run.act(&Action::Damage(damage));
        run.act(&Action::Reload);
        run.begin(Verb::Create, 1);
        run.pass(2_000);
        run.act(&Action::SignOut);
        assert!(run.broken.is_empty(), "{damage:?}: {:?}", run.broken);
        assert_eq!(run.device.storage.borrow().kept, Default::default(), "{damage:?}");
    }
}

#[test]
fn a_ledger_of_a_newer_version_is_left_as_it_is_and_this_one_keeps_its_own() {
    let mut run = Simulation::new(None);
    run.begin(Verb::Create, 0);
    run.pass(2_000);
    run.act(&Action::Damage(Damage::Newer));
    run.act(&Action::Reload);
    run.pass(2_000);
    run.begin(Verb::Create, 1);
    run.pass(2_000);
    run.act(&Action::Reload);
    assert_eq!(run.known(0), 1, "what was begun since is known after a reload");
    let newer = |text: &String| text.contains("\"version\":99");
    assert!(run.device.storage.borrow().kept.values().any(newer), "the newer one is still there");
}

#[test]
fn an_odd_entry_costs_none_of_the_others_and_stays_where_it_is() {
    let mut run = Simulation::new(None);
    for pick in 0..3 {
        run.begin(Verb::Create, pick);
        run.pass(2_000);
    }
    run.act(&Action::Damage(Damage::OddEntry));
    run.act(&Action::Reload);
    run.pass(5_000);
    assert_eq!(run.known(0), 2);
    assert!(run.device.storage.borrow().kept.values().any(|text| text.contains("explode")));
}

/// Whether an answer reaches whoever asked for it, where somebody else signed in while it was on its way.
fn does_a_late_answer_arrive(bug: Option<Bug>) -> bool {
    let mut run = Simulation::new(bug);
    let has_arrived = Rc::new(Cell::new(false));
    let (runner, arrived) = (run.tab().runner.clone(), Rc::clone(&has_arrived));
    run.tab().runner.host().spawn(async move {
        let _answer = runner.call(&snapshots::list(&Query::default(), None, 1)).await;
        arrived.set(true);
    });
    run.settle();
    run.tab().runner.sign_out();
    run.pass(2_000);
    has_arrived.get()
}

#[test]
fn an_answer_to_whoever_is_gone_goes_nowhere() {
    assert!(!does_a_late_answer_arrive(None));
    assert!(does_a_late_answer_arrive(Some(Bug::LateAnswersCount)), "it would be seen");
}

#[test]
fn a_token_that_was_refused_once_by_mistake_is_good_when_it_is_entered_again() {
    let mut run = Simulation::new(None);
    let AuthState::SignedIn(account) = run.tab().runner.host().auth() else { panic!("signed in") };
    run.tab().runner.host().set_auth(AuthState::Expired(account.clone()));
    run.tab().runner.look_who_is_there();
    assert_eq!(run.tab().runner.host().auth(), AuthState::Expired(account.clone()), "it was refused");
    run.renew(Area::Device, false);
    assert_eq!(run.tab().runner.host().auth(), AuthState::SignedIn(account));
}

/// Changes hands while the answer to a create is on its way. How many operations the next person has, and whether its machine is
/// remembered for them.
fn what_the_next_one_gets(bug: Option<Bug>) -> (usize, bool) {
    const ACCOUNT: &str = "snapdeck.account";
    let mut run = Simulation::new(bug);
    run.act(&Action::SignIn { who: Who::Member, area: Area::Device });
    let member = run.device.storage.borrow().kept[ACCOUNT].clone();
    run.act(&Action::SignIn { who: Who::Owner, area: Area::Device });
    run.begin(Verb::Create, 0);
    run.settle();
    let id = run.intentions.last().expect("it was begun").id.clone();
    while run.device.network.deeds(&id).events.is_empty() {
        run.pass(1);
    }
    assert!(run.device.network.is_under_way(&id), "its answer is on its way");
    // Another tab signs the owner out and the member in.
    run.device.storage.borrow_mut().kept.insert(ACCOUNT.to_owned(), member);
    run.tab().runner.look_who_is_there();
    assert!(run.is_signed_in(0) && run.device.network.is_under_way(&id));
    run.pass(60_000);
    let is_remembered = run.device.storage.borrow().kept.keys().any(|key| key.contains("last-machine"));
    (run.known(0), is_remembered)
}

#[test]
fn what_is_asked_for_in_the_name_of_one_account_reaches_no_other() {
    assert_eq!(what_the_next_one_gets(None), (0, false));
    assert_eq!(what_the_next_one_gets(Some(Bug::TheNextOneInherits)), (1, true), "it would be seen");
}
