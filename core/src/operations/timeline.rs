//! Laying out a machine's events in time, in lanes so that none covers another.

use crate::model::event::Event;
use crate::model::time::Timestamp;

/// Events beyond share the last lane.
pub const LANES_MAX: u32 = 6;

/// Short events must stay visible.
const LENGTH_MIN: u32 = 4;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Bar {
    /// The index of the event.
    pub event: usize,
    /// From the left.
    pub from: u32,
    pub length: u32,
    /// From the top.
    pub lane: u32,
}

/// Lays out events from the oldest until now. Events without a date are left out; open ones last until now.
pub fn bars(events: &[Event], now: Timestamp, width: u32) -> Vec<Bar> {
    let dated = |event: &Event| event.dt_started.or(event.dt_created);
    let Some(oldest) = events.iter().filter_map(dated).min() else { return Vec::new() };
    let whole_ms = now.since(oldest).max(1);
    let place = |at: Timestamp| {
        let share = u128::from(at.since(oldest).min(whole_ms)) * u128::from(width) / u128::from(whole_ms);
        u32::try_from(share).unwrap_or(width)
    };
    let mut stretches: Vec<(usize, u32, u32)> = events
        .iter()
        .enumerate()
        .filter_map(|(at, event)| {
            let to = event.dt_finished.unwrap_or(now);
            let from = place(dated(event)?).min(width.saturating_sub(LENGTH_MIN));
            Some((at, from, place(to).saturating_sub(from).max(LENGTH_MIN)))
        })
        .collect();
    stretches.sort_by_key(|(_, from, _)| *from);
    let mut lanes: Vec<u32> = Vec::new();
    let mut bars = Vec::new();
    for (event, from, length) in stretches {
        let lane = lanes.iter().position(|end| *end < from).unwrap_or(lanes.len()).min(LANES_MAX as usize - 1);
        if lane == lanes.len() {
            lanes.push(0);
        }
        lanes[lane] = lanes[lane].max(from + length);
        bars.push(Bar { event, from, length, lane: u32::try_from(lane).unwrap_or(LANES_MAX - 1) });
    }
    bars
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::event::EventState;

    fn event(from: Option<i64>, to: Option<i64>) -> Event {
        Event {
            id: "e".into(),
            name: Arc::from("snapshot-create"),
            state: EventState::Done,
            machine_id: None,
            dt_created: from.map(Timestamp),
            dt_started: None,
            dt_finished: to.map(Timestamp),
            error: None,
        }
    }

    #[test]
    fn bars_lie_in_time_and_none_covers_another() {
        let events = [
            event(Some(900), None),
            event(Some(0), Some(500)),
            event(Some(400), Some(600)),
            event(None, Some(1)),
            event(Some(700), Some(700)),
        ];
        let bar = |event, from, length, lane| Bar { event, from, length, lane };
        let expected = [bar(1, 0, 50, 0), bar(2, 40, 20, 1), bar(4, 70, 4, 0), bar(0, 90, 10, 0)];
        assert_eq!(bars(&events, Timestamp(1_000), 100), expected);
        assert!(bars(&[event(None, None)], Timestamp(1_000), 100).is_empty());
    }

    #[test]
    fn clocks_that_differ_and_too_many_at_once_do_no_harm() {
        let later = [event(Some(5_000), Some(9_000)), event(Some(4_000), None)];
        assert!(bars(&later, Timestamp(1_000), 100).iter().all(|bar| bar.from + bar.length <= 100));
        let many: Vec<Event> = (0..50).map(|_| event(Some(0), None)).collect();
        assert!(bars(&many, Timestamp(1_000), 100).iter().all(|bar| bar.lane < LANES_MAX));
    }
}
