//! What a language must have words for on a machine's page and in its timeline.

use crate::model::event::Event;
use crate::model::snapshot::Kind;

pub struct Machine {
    /// With the machine.
    pub timeline: fn(&str) -> String,
    pub created: &'static str,
    pub now: &'static str,
    pub apart: &'static str,
    pub key_dot: &'static str,
    pub key_hollow: &'static str,
    pub key_restore: &'static str,
    pub key_failed: &'static str,
    /// With the name, when it was taken if anything is known, and the kind.
    pub snapshot: fn(&str, Option<&str>, Kind) -> String,
    /// Which of the snapshots that share a mark, and how many there are.
    pub rank: fn(usize, usize) -> String,
    pub older: &'static str,
    pub newer: &'static str,
    pub open: &'static str,
    pub as_list: fn(usize) -> String,
    pub snapshots: &'static str,
    pub events: &'static str,
    pub older_events: &'static str,
    pub no_events: &'static str,
    pub empty: &'static str,
    pub more: &'static str,
    pub in_list: &'static str,
    pub facts: &'static str,
    pub facts_missing: fn(&str) -> String,
    pub gone_title: &'static str,
    pub gone: &'static str,
    pub timeline_failed: &'static str,
    pub events_failed: fn(&str) -> String,
    /// An event's name and its state, as a heading.
    pub event: fn(&Event) -> String,
}
