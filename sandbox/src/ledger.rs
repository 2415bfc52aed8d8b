//! What really happened: every request and every effect, in order, with the time of the world. Never a token.

use std::collections::{BTreeMap, VecDeque};

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
        /// The status that was answered; none where the connection was closed instead.
        status: Option<u16>,
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
    pub fn request(&mut self, at_ms: Millis, method: &str, path: &str, query: &str, status: Option<u16>) {
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

    /// How often each endpoint was called: the method and the path with its ids left out.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for entry in &self.0 {
            if let Entry::Request { method, path, .. } = entry {
                *counts.entry(format!("{method} {}", without_ids(path))).or_default() += 1;
            }
        }
        counts
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

/// A path whose ids are `{id}`: what follows a noun.
fn without_ids(path: &str) -> String {
    let nouns = ["snapshots", "machines", "machine-events"];
    let mut after_noun = false;
    let parts = path.split('/').map(|part| {
        let shown = if after_noun { "{id}" } else { part };
        after_noun = !after_noun && nouns.contains(&part);
        shown
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::without_ids;

    #[test]
    fn an_endpoint_is_counted_without_its_ids() {
        for (path, expected) in [
            ("/v1/snapshots", "/v1/snapshots"),
            ("/v1/snapshots/ss1", "/v1/snapshots/{id}"),
            ("/v1/snapshots/ss1/restore", "/v1/snapshots/{id}/restore"),
            ("/v1/snapshots/snapshots", "/v1/snapshots/{id}"),
            ("/v1/auth/session", "/v1/auth/session"),
        ] {
            assert_eq!(without_ids(path), expected);
        }
    }
}
