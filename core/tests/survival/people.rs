//! What people do: at the browser, and elsewhere in the team.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use sandbox::work::Job;
use snapdeck_core::list::inventory::{Inventory, ListEvent};
use snapdeck_core::list::query::Query;
use snapdeck_core::model::account::AuthState;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::{Operation, OperationId, Verb};
use snapdeck_core::operations::tracker::Tracker;
use snapdeck_core::runner::{Area, Host as _, Keeps as _, SignIn, Wish};

use crate::action::{Damage, Who};
use crate::device::entries;
use crate::simulation::{Intention, Simulation, TEAM, forget};

/// The seed's owner of the team.
const OWNER: &str = "u8c2v5xkqd";

/// What came of a key that was entered, once it is known.
pub type Tried = Rc<RefCell<Option<Result<SignIn, Problem>>>>;

impl Who {
    /// The key that it has at first.
    pub fn first_key(self) -> &'static str {
        match self {
            Self::Owner => "key",
            Self::Member => "key-member",
        }
    }
}

impl Simulation {
    fn operations(&self) -> Vec<Operation> {
        self.tab().runner.host().look(|tracker: &Tracker| tracker.operations().to_vec())
    }

    /// A person asks for something in the tab that is used. What may not be begun is refused by the machine itself.
    pub fn begin(&mut self, verb: Verb, pick: usize) {
        let Some(on) = self.seen_target(pick) else { return };
        let wish = match verb {
            Verb::Create => {
                // The sandbox lets some end in an error, by their names.
                let fails = pick % 10 == 9;
                let name = if fails { "fail-later".to_owned() } else { format!("intention {}", self.intentions.len()) };
                let name = Arc::from(name);
                Wish::Create { machine_id: on.machine_id.clone(), name }
            }
            Verb::Delete => Wish::Delete(on.clone()),
            Verb::Restore => {
                Wish::Restore { snapshot: on.clone(), safety_snapshot: pick.is_multiple_of(2), undo_of: None }
            }
        };
        self.wish(verb, wish, on, None);
    }

    /// One of the snapshots that whoever is signed in sees: a member has only the first machine.
    fn seen_target(&self, pick: usize) -> Option<Snapshot> {
        let auth = self.tab().runner.host().auth();
        let is_owner = auth.account()?.key.to_string().ends_with(OWNER);
        let seen = |one: &&Snapshot| is_owner || one.machine_id == self.targets_of_member;
        let seen: Vec<&Snapshot> = self.targets.iter().filter(seen).collect();
        seen.get(pick % seen.len().max(1)).map(|one| (*one).clone())
    }

    /// A second click: for a create the same form is sent, which its busy dialog holds back as long as it stands.
    pub fn begin_again_by_double_click(&mut self, verb: Verb, pick: usize) {
        if verb != Verb::Create {
            self.begin(verb, pick);
        }
    }

    fn wish(&mut self, verb: Verb, wish: Wish, target: Snapshot, instead_of: Option<OperationId>) {
        let Some(account) = self.tab().runner.host().auth().account().map(|account| account.key.to_string()) else {
            return;
        };
        let reply = self.tab().runner.begin(wish, Arc::from("machine"), instead_of.clone());
        // What was not permitted left nothing; what other tabs began may have been heard of just now.
        let is_known = |id: &OperationId| self.intentions.iter().any(|one| one.id == *id);
        let id = self.operations().into_iter().map(|one| one.id).find(|id| !is_known(id));
        if let Some(id) = id {
            let (tab, at_ms, reply) = (self.tab().id, self.device.network.steady_ms(), Some(reply));
            self.intentions.push(Intention { id, verb, account, target, tab, at_ms, instead_of, reply, replied: None });
        }
    }

    /// Presses **Try again** or **Send again**, where that is offered.
    pub fn again(&mut self, pick: usize, twice: bool) {
        let offered: Vec<Operation> = self.operations().into_iter().filter(Operation::is_safe_again).collect();
        let Some(operation) = offered.get(pick % offered.len().max(1)) else { return };
        self.device.network.hit("tried again");
        // Whoever is asked to send it again believes that nothing was begun.
        if let Err(why) = self.judge_claims(operation) {
            self.broken.push(format!("when it was offered again: {why}"));
        }
        for _ in 0..=usize::from(twice) {
            let Some(wish) = Wish::again(operation) else { return };
            let target = operation.snapshot().unwrap_or_else(|| self.targets[0].clone());
            self.wish(operation.verb, wish, target, Some(operation.id.clone()));
        }
    }

    pub fn dismiss(&mut self, pick: usize) {
        let unsure: Vec<Operation> = self.operations().into_iter().filter(Operation::is_unsure).collect();
        if let Some(operation) = unsure.get(pick % unsure.len().max(1)) {
            self.dismissed.insert(operation.id.clone());
            self.tab().runner.dismiss(operation.id.clone());
        }
    }

    /// The key of whoever is signed in is replaced in the console.
    pub fn revoke(&mut self) {
        self.device.network.hit("revoked key");
        self.key_number += 1;
        let new = format!("key-{}", self.key_number);
        let old = self.keys.insert("key", new.clone());
        self.device.network.sandbox.world().replace_key(&old.expect("a key"), &new);
    }

    /// Enters the key that works of the account that is signed in.
    pub fn renew(&mut self, area: Area, session_fails: bool) {
        let auth = self.tab().runner.host().auth();
        let Some(account) = auth.account() else { return };
        if matches!(auth, AuthState::Expired(_)) {
            self.device.network.hit("key renewed");
        }
        let is_owner = account.key.to_string().ends_with(OWNER);
        let who = if is_owner { Who::Owner } else { Who::Member };
        if session_fails {
            self.device.network.hit("session not told");
            self.device.network.fail_sessions(1);
        }
        let tried = self.enter_key(who, area);
        self.pass(1_000);
        if session_fails && !matches!(*tried.borrow(), Some(Ok(_))) {
            self.enter_key(who, area);
            self.pass(1_000);
        }
    }

    /// Somebody signs in, or enters a key again, and waits for the answer.
    pub fn sign_in(&mut self, who: Who, area: Area) {
        self.enter_key(who, area);
        self.pass(1_000);
    }

    /// Somebody enters a key. Whatever happens next may come before its answer.
    pub fn enter_key(&mut self, who: Who, area: Area) -> Tried {
        let token = Self::token(&self.keys[who.first_key()]);
        let tried = Tried::default();
        let (runner, told) = (self.tab().runner.clone(), Rc::clone(&tried));
        let host = runner.host().clone();
        self.tab().runner.host().spawn(async move {
            let hands = host.0.hands.get();
            let signed_in = runner.sign_in(token, area).await;
            let changes = host.0.hands.get() - hands;
            if signed_in == Ok(SignIn::Done) && changes > 1 {
                host.0.broken.borrow_mut().push(format!("an answer that came too late signed {who:?} in"));
            }
            if changes > 0 && host.auth().account().is_some() {
                runner.tell::<Inventory>(ListEvent::Opened(Query::default()));
            }
            told.replace(Some(signed_in));
        });
        self.settle();
        tried
    }

    pub fn sign_out(&mut self) {
        let Some(key) = self.tab().runner.host().auth().account().map(|account| account.key.to_string()) else {
            return;
        };
        self.device.network.hit("signed out");
        forget(&mut self.forgotten, &self.intentions, &key);
        let works = self.device.storage.borrow().mode == crate::device::Mode::Works;
        self.tab().runner.sign_out();
        self.settle();
        if works {
            self.check_cleared(&key);
        }
    }

    pub fn colleague(&mut self, verb: Verb, pick: usize) {
        let on = &self.targets[pick % self.targets.len()];
        self.device.network.hit("colleague");
        let mut world = self.device.network.sandbox.world();
        let snapshot_id = match verb {
            Verb::Create => {
                world.add_snapshot(TEAM, on.machine_id.as_str(), "a colleague's", false).map(|row| row.id).ok()
            }
            _ => {
                let team = world.team_by_id(TEAM).expect("the seed's team");
                team.snapshots.get(on.id.as_str()).map(|row| Arc::clone(&row.id))
            }
        };
        let Some(snapshot_id) = snapshot_id else { return };
        let job = match verb {
            Verb::Create => Job::Create { snapshot_id },
            Verb::Delete => Job::Delete { snapshot_id },
            Verb::Restore => Job::Restore { snapshot_id, safety_snapshot: true },
        };
        world.begin(TEAM, on.machine_id.as_str(), job).expect("a job");
    }

    pub fn auto_snapshot(&mut self, pick: usize, event: bool) {
        let on = &self.targets[pick % self.targets.len()];
        self.device.network.hit("automatic snapshot");
        let mut world = self.device.network.sandbox.world();
        let Ok(taken) = world.add_snapshot(TEAM, on.machine_id.as_str(), "hourly", true) else { return };
        if event {
            let job = Job::Create { snapshot_id: taken.id };
            world.begin(TEAM, on.machine_id.as_str(), job).expect("a job");
        }
    }

    /// Something damages what is kept.
    pub fn damage(&mut self, damage: Damage) {
        let mut storage = self.device.storage.borrow_mut();
        let (mut has_damaged, mut lost) = (false, Vec::new());
        for (_, text) in storage.ledgers() {
            let mut ledger: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
            has_damaged = true;
            if !matches!(damage, Damage::OddEntry) {
                lost.extend(entries(text));
            }
            match damage {
                Damage::Nonsense(nonsense) => nonsense.clone_into(text),
                Damage::Newer => *text = r#"{"version":99,"operations":[]}"#.to_owned(),
                Damage::OddEntry => {
                    if let Some(entry) = ledger.get_mut("operations").and_then(|entries| entries.get_mut(0)) {
                        self.damaged.extend(entry["id"].as_str().map(OperationId::from));
                        entry["verb"] = "explode".into();
                    }
                    *text = ledger.to_string();
                }
            }
        }
        if has_damaged {
            self.device.network.hit(match damage {
                Damage::Nonsense(_) => "ledger damaged",
                Damage::Newer => "ledger of a newer version",
                Damage::OddEntry => "odd entry",
            });
            storage.lost.extend(lost);
        }
    }
}
