//! What really happened: every request and every effect, in order, with the time of the world. Never a token.

use std::collections::VecDeque;

use serde::Serialize;

use crate::clock::{Millis, rfc3339};

/// The most entries that are kept; older ones are forgotten.
const ENTRIES_MAX: usize = 200_000;

/// One line of the ledger.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// A request with its answer.
    Request {
        /// Such as `GET`.
        method: String,
        /// The path on the wire, such as `/v1/snapshots`.
        path: String,
        /// The raw query; empty where there was none.
        query: String,
        /// The status that was answered; 0 where the connection was closed instead.
        status: u16,
        /// When, RFC 3339.
        at: String,
    },
    /// A change in the world.
    Effect {
        /// Such as `snapshot-create`.
        effect: &'static str,
        /// What it happened to: the event, or the snapshot where there is no event.
        id: String,
        /// When, RFC 3339.
        at: String,
    },
}

/// The list of what happened.
#[derive(Debug, Default)]
pub struct Ledger(VecDeque<Entry>);

impl Ledger {
    /// Notes a request.
    pub fn request(&mut self, at_ms: Millis, method: &str, path: &str, query: &str, status: u16) {
        self.push(Entry::Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            status,
            at: rfc3339(at_ms),
        });
    }

    /// Notes an effect.
    pub fn effect(&mut self, at_ms: Millis, effect: &'static str, id: &str) {
        self.push(Entry::Effect { effect, id: id.to_owned(), at: rfc3339(at_ms) });
    }

    /// All that is kept, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }

    /// How many requests there were with that method whose path begins so.
    pub fn count_requests(&self, wanted: &str, prefix: &str) -> usize {
        let is_it = |entry: &&Entry| matches!(entry, Entry::Request { method, path, .. } if method == wanted && path.starts_with(prefix));
        self.0.iter().filter(is_it).count()
    }

    /// How many effects of that name there were.
    pub fn count_effects(&self, wanted: &str) -> usize {
        self.0.iter().filter(|entry| matches!(entry, Entry::Effect { effect, .. } if *effect == wanted)).count()
    }

    fn push(&mut self, entry: Entry) {
        if self.0.len() == ENTRIES_MAX {
            self.0.pop_front();
        }
        self.0.push_back(entry);
    }
}
