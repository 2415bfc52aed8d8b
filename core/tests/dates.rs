//! A week of daily visits to a sandbox that lives on: when its snapshots were taken, as the list tells it, against what is true.

#![expect(clippy::expect_used, reason = "a test fails by panicking, and helpers are not marked as tests")]

use std::cmp::Reverse;
use std::collections::BTreeMap;

use sandbox::Sandbox;
use sandbox::seed::{self, Plan};
use snapdeck_core::json::{self, Json};
use snapdeck_core::list::arena::Side;
use snapdeck_core::list::dates::{Dates, Facts, Span};
use snapdeck_core::list::query::Sort;
use snapdeck_core::list::rows::Rows;
use snapdeck_core::list::visits::Visits;
use snapdeck_core::model::event::Event;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::moments::causes;
use snapdeck_core::operations::team::Team;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
const TEAM: &str = "tz4n9q2ksb";

/// What the dashboard reads first.
const PAGE: usize = 120;

/// Of a longer span the list shows the end only.
const LONG_MS: i64 = 92 * DAY_MS;

/// Newest first.
fn listed(sandbox: &Sandbox) -> Vec<Snapshot> {
    let world = sandbox.world();
    let team = world.team_by_id(TEAM).expect("the seed's team");
    let mut all: Vec<Snapshot> = team
        .snapshots
        .iter()
        .map(|one| Snapshot {
            id: (&*one.id).into(),
            is_auto_snapshot: one.is_auto_snapshot,
            machine_id: (&*one.machine_id).into(),
            name: one.name.clone(),
        })
        .collect();
    all.reverse();
    all
}

fn born(sandbox: &Sandbox) -> Vec<(MachineId, Timestamp)> {
    let world = sandbox.world();
    let team = world.team_by_id(TEAM).expect("the seed's team");
    team.machines.iter().map(|one| ((&*one.id).into(), Timestamp(one.created_ms))).collect()
}

/// What the dashboard reads of the team's events.
fn team(sandbox: &Sandbox, now: Timestamp) -> Team {
    let world = sandbox.world();
    let events = &world.team_by_id(TEAM).expect("the seed's team").events;
    let mut newest: Vec<_> = events.iter().collect();
    newest.sort_by_key(|event| Reverse(event.created_ms));
    let read = |event| json::decode(&Json::read(&serde_json::to_string(event).expect("JSON")).expect("JSON"));
    let newest: Vec<Event> = newest.into_iter().take(PAGE).map(|event| read(event).expect("an event")).collect();
    let mut team = Team::default();
    team.learn(&newest, now);
    team
}

fn is_shown(span: Span, now: Timestamp) -> bool {
    match (span.from, span.to) {
        (Some(from), Some(to)) if to.0 - from.0 <= LONG_MS => true,
        (_, Some(to)) => to.0 <= now.0 - DAY_MS,
        (_, None) => false,
    }
}

#[test]
fn after_a_week_of_daily_visits_nine_in_ten_snapshots_have_a_time_and_none_a_wrong_one() {
    for seed in 1..=3 {
        let start = 1_795_000_000_000;
        let plan = Plan { seed, colleagues: true, start_ms: Some(start), ..Plan::default() };
        let sandbox = Sandbox::new(seed::world(&plan));
        sandbox.world().clock.set_frozen(true);
        let born = born(&sandbox);
        // When each was taken, as somebody knows who looks every hour.
        let mut truth: BTreeMap<String, (i64, i64)> =
            listed(&sandbox).iter().map(|one| (one.id.to_string(), (i64::MIN, start))).collect();
        let (mut visits, mut now) = (Visits::default(), start);
        for hour in 0..=7 * 24 {
            if hour > 0 {
                sandbox.world().clock.advance(HOUR_MS);
                now += HOUR_MS;
            }
            let all = listed(&sandbox);
            for one in &all {
                truth.entry(one.id.to_string()).or_insert((now - HOUR_MS, now));
            }
            if hour % 24 == 0 {
                visits.note(Timestamp(now), &all[..PAGE]);
                visits = Visits::read(&visits.write());
            }
        }
        let causes = causes(&team(&sandbox, Timestamp(now)));
        let all = listed(&sandbox);
        assert!(all.len() >= 500, "{} snapshots", all.len());
        for sort in [Sort::Newest, Sort::Oldest] {
            let mut rows = Rows::default();
            rows.begin(sort);
            let ordered: Vec<Snapshot> =
                if sort == Sort::Newest { all.clone() } else { all.iter().rev().cloned().collect() };
            rows.append(&ordered, Side::Near);
            let facts = Facts { visits: &visits, known: &[], born: &born, causes: &causes };
            let dates = Dates::of(Timestamp(now), &rows, sort, facts);
            let mut shown = 0;
            for (at, one) in ordered.iter().enumerate() {
                let (span, (after, before)) = (dates.at(at), truth[one.id.as_str()]);
                assert!(span.from.is_none_or(|from| from.0 <= before), "seed {seed}, {}: {span:?}", one.name);
                assert!(span.to.is_none_or(|to| after <= to.0), "seed {seed}, {}: {span:?}", one.name);
                shown += usize::from(is_shown(span, Timestamp(now)));
            }
            assert!(shown * 10 >= all.len() * 9, "seed {seed}: {shown} of {}", all.len());
        }
    }
}
