//! What the team's events show: what others are doing, and how long things usually take.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::json::{Json, list, object};
use crate::model::event::{Event, EventState};
use crate::model::ids::{EventId, MachineId};
use crate::model::time::Timestamp;
use crate::operations::operation::Verb;
use crate::operations::schedule::IDLE_EVERY_MS;

/// Durations kept per machine and verb, the newest.
const SAMPLES_MAX: usize = 20;

/// Fewer durations say nothing.
const SAMPLES_MIN: usize = 3;

/// Machines and verbs kept.
const KEYS_MAX: usize = 500;

/// How long what another tab stored is taken for what is going on: two of its rounds.
const VALID_FOR_MS: u64 = 2 * IDLE_EVERY_MS;

/// An operation as its event shows it, whoever started it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Foreign {
    pub event_id: EventId,
    pub verb: Verb,
    pub machine_id: MachineId,
    pub state: EventState,
    /// By Paperspace's clock, like the others.
    pub since: Option<Timestamp>,
    pub started: Option<Timestamp>,
    pub finished: Option<Timestamp>,
    /// Why it failed, if Paperspace says so.
    pub reason: Option<Arc<str>>,
}

impl Foreign {
    fn of(event: &Event) -> Option<Self> {
        Some(Self {
            event_id: event.id.clone(),
            verb: Verb::of_event(&event.name)?,
            machine_id: event.machine_id.clone()?,
            state: event.state.clone(),
            since: event.dt_created,
            started: event.dt_started,
            finished: event.dt_finished,
            reason: event.error.clone(),
        })
    }

    fn write(&self) -> Json {
        let at = |time: Option<Timestamp>| Json::from(time.map(|at| at.0));
        list([
            Json::from(self.event_id.as_str()),
            self.verb.event_name().into(),
            self.machine_id.as_str().into(),
            Arc::<str>::from(self.state.clone()).as_ref().into(),
            at(self.since),
            at(self.started),
            at(self.finished),
            self.reason.as_deref().map(str::to_owned).into(),
        ])
    }

    fn read(one: &Json) -> Option<Self> {
        let at = |index: usize| one[index].as_i64().map(Timestamp);
        Some(Self {
            event_id: one[0].as_str()?.into(),
            verb: Verb::of_event(one[1].as_str()?)?,
            machine_id: one[2].as_str()?.into(),
            state: EventState::from(Arc::<str>::from(one[3].as_str()?)),
            since: at(4),
            started: at(5),
            finished: at(6),
            reason: one[7].as_str().map(Arc::from),
        })
    }
}

/// A usual duration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Usual {
    /// The first quartile; `to_ms` is the third.
    pub from_ms: u64,
    pub to_ms: u64,
    pub median_ms: u64,
}

impl Usual {
    pub fn longer_than_usual_ms(self) -> u64 {
        self.median_ms.saturating_mul(2)
    }
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Team {
    /// When the events were read.
    told_at: Option<Timestamp>,
    /// Newest first.
    events: Vec<Foreign>,
    /// All that happened from then on is among them, by Paperspace's clock. How far back events reach, nobody has settled.
    since: Option<Timestamp>,
    durations: BTreeMap<String, Vec<(Arc<str>, u64)>>,
}

impl Team {
    /// What the team's newest events are about, newest first, including what was started here.
    pub fn events(&self) -> &[Foreign] {
        &self.events
    }

    /// From when on nothing is missing among them.
    pub fn since(&self) -> Option<Timestamp> {
        self.since
    }

    /// When they were read: until then, nothing can be said to be missing.
    pub fn told_at(&self) -> Option<Timestamp> {
        self.told_at
    }

    /// What is still valid of what was stored: by another tab just now, or on an earlier visit. What ran then may have ended: it
    /// is fetched anew, and if that fails, it must not forbid anything for ever. The machine's events are read before each
    /// request anyway.
    pub fn valid_at(self, now: Timestamp) -> Self {
        let is_recent = |at: &Timestamp| *at <= now && now.since(*at) < VALID_FOR_MS;
        match self.told_at.filter(is_recent) {
            Some(_) => self,
            None => Self { told_at: None, events: Vec::new(), since: None, ..self },
        }
    }

    /// `None` with fewer than three samples.
    pub fn usual(&self, verb: Verb, machine_id: &MachineId) -> Option<Usual> {
        let samples = self.durations.get(&key(verb, machine_id)).filter(|samples| samples.len() >= SAMPLES_MIN)?;
        let mut sorted: Vec<u64> = samples.iter().map(|(_, ms)| *ms).collect();
        sorted.sort_unstable();
        let at = |part: usize| sorted[(sorted.len() - 1) * part / 4];
        Some(Usual {
            from_ms: at(1),
            to_ms: sorted[(sorted.len() * 3).div_ceil(4).min(sorted.len()) - 1],
            median_ms: at(2),
        })
    }

    /// Takes in the team's newest events. What ran and is not among them has ended.
    pub fn learn(&mut self, events: &[Event], now: Timestamp) {
        self.told_at = Some(now);
        // One without a date may have been at any time.
        self.since = events.iter().map(|event| event.dt_created).min().flatten();
        self.events = events.iter().filter_map(Foreign::of).collect();
        events.iter().rev().for_each(|event| self.learn_duration(event));
    }

    pub fn learn_duration(&mut self, event: &Event) {
        let (Some(verb), Some(machine_id)) = (Verb::of_event(&event.name), &event.machine_id) else { return };
        let (EventState::Done, Some(from), Some(to)) = (&event.state, event.dt_started, event.dt_finished) else {
            return;
        };
        let key = key(verb, machine_id);
        if self.durations.len() >= KEYS_MAX && !self.durations.contains_key(&key) {
            return;
        }
        let samples = self.durations.entry(key).or_default();
        if samples.iter().all(|(id, _)| **id != *event.id.as_str()) {
            samples.push((Arc::from(event.id.as_str()), to.since(from)));
            let surplus = samples.len().saturating_sub(SAMPLES_MAX);
            samples.drain(..surplus);
        }
    }

    /// For other tabs and the next visit.
    pub fn write(&self) -> String {
        let sample = |(id, ms): &(Arc<str>, u64)| list([Json::from(&**id), (*ms).into()]);
        let durations = self.durations.iter().map(|(key, samples)| (key.clone(), list(samples.iter().map(sample))));
        object([
            ("toldAt", self.told_at.map(|at| at.0).into()),
            ("since", self.since.map(|at| at.0).into()),
            ("events", list(self.events.iter().map(Foreign::write))),
            ("durations", Json::Object(durations.collect())),
        ])
        .to_string()
    }

    /// Reads what [`Team::write`] wrote. What cannot be read is left out, since it is learned again.
    pub fn read(text: &str) -> Self {
        let Ok(all) = Json::read(text) else { return Self::default() };
        let events = all["events"].as_list().into_iter().flatten().filter_map(Foreign::read);
        let sample = |one: &Json| Some((Arc::from(one[0].as_str()?), one[1].as_u64()?));
        let durations = all["durations"].as_object().into_iter().flatten().take(KEYS_MAX).map(|(key, samples)| {
            let samples = samples.as_list().into_iter().flatten().filter_map(sample).take(SAMPLES_MAX);
            (key.clone(), samples.collect())
        });
        let at = |name: &str| all[name].as_i64().map(Timestamp);
        Self { told_at: at("toldAt"), events: events.collect(), since: at("since"), durations: durations.collect() }
    }
}

fn key(verb: Verb, machine_id: &MachineId) -> String {
    format!("{} {machine_id}", verb.event_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    const T0: Timestamp = Timestamp(1_000_000);

    fn event(id: &str, state: &str, took_ms: Option<i64>) -> Event {
        Event {
            id: id.into(),
            name: Arc::from("snapshot-restore"),
            state: EventState::from(Arc::<str>::from(state)),
            machine_id: Some("m".into()),
            dt_created: Some(Timestamp(0)),
            dt_started: took_ms.map(|_| Timestamp(1_000)),
            dt_finished: took_ms.map(|ms| Timestamp(1_000 + ms)),
            error: None,
        }
    }

    #[test]
    fn usual_times_come_from_three_samples_up_and_each_event_counts_once() {
        let mut team = Team::default();
        let machine = MachineId::from("m");
        let all: Vec<Event> =
            [5, 1, 4, 2, 3].iter().map(|n| event(&format!("e{n}"), "done", Some(n * 60_000))).collect();
        team.learn(&all[..2], T0);
        assert_eq!(team.usual(Verb::Restore, &machine), None);
        team.learn(&all, T0);
        team.learn(&all, T0);
        let minute = 60_000;
        let usual = Usual { from_ms: 2 * minute, to_ms: 4 * minute, median_ms: 3 * minute };
        assert_eq!(team.usual(Verb::Restore, &machine), Some(usual));
        assert_eq!(team.usual(Verb::Create, &machine), None);
        team.learn(&[event("failed", "error", Some(1))], T0);
        assert_eq!(team.usual(Verb::Restore, &machine), Some(usual), "only what ended well says how long it takes");
    }

    #[test]
    fn what_the_team_does_is_known_to_a_tab_that_opens_soon_after_and_not_on_a_later_visit() {
        let mut team = Team::default();
        let unknown = Event { name: Arc::from("start"), ..event("x", "new", None) };
        team.learn(&[event("a", "in progress", None), unknown, event("b", "done", Some(1))], T0);
        let ids: Vec<&str> = team.events().iter().map(|one| one.event_id.as_str()).collect();
        assert_eq!(ids, ["a", "b"], "what has nothing to do with snapshots is left out");
        assert_eq!(Team::read(&team.write()), team);
        assert_eq!(team.clone().valid_at(T0.plus_ms(VALID_FOR_MS - 1)), team);
        for now in [T0.plus_ms(VALID_FOR_MS), Timestamp(T0.0 - 1)] {
            let later = team.clone().valid_at(now);
            let left = (later.told_at(), later.events(), &later.durations);
            assert_eq!(left, (None, &[][..], &team.durations), "it may have ended since");
        }
        let failed = Event { error: Some(Arc::from("No space")), ..event("a", "error", Some(7)) };
        team.learn(&[failed], T0);
        assert_eq!(team.events()[0].reason.as_deref(), Some("No space"));
        assert_eq!(Team::read(&team.write()), team);
        assert_eq!(Team::read("nonsense"), Team::default());
    }
}
