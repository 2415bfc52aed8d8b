//! Every request and every effect in order, with the world's time, but no tokens.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use crate::clock::{Millis, rfc3339};

/// Older entries are dropped.
const ENTRIES_MAX: usize = 200_000;

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Entry {
    Request {
        method: String,
        /// Such as `/v1/snapshots`.
        path: String,
        /// The raw query, or empty.
        query: String,
        /// `None` if the connection was closed instead.
        status: Option<u16>,
        /// RFC 3339.
        at: String,
    },
    /// A change in the world.
    Effect {
        /// Such as `snapshot-create`.
        effect: &'static str,
        /// The event, or the snapshot if there is no event.
        id: String,
        /// RFC 3339.
        at: String,
    },
}

#[derive(Debug, Default)]
pub struct Ledger(VecDeque<Entry>);

impl Ledger {
    pub fn request(&mut self, at_ms: Millis, method: &str, path: &str, query: &str, status: Option<u16>) {
        self.push(Entry::Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            status,
            at: rfc3339(at_ms),
        });
    }

    pub fn effect(&mut self, at_ms: Millis, effect: &'static str, id: &str) {
        self.push(Entry::Effect { effect, id: id.to_owned(), at: rfc3339(at_ms) });
    }

    /// Oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }

    pub fn count_requests(&self, wanted: &str, prefix: &str) -> usize {
        let is_it = |entry: &&Entry| matches!(entry, Entry::Request { method, path, .. } if method == wanted && path.starts_with(prefix));
        self.0.iter().filter(is_it).count()
    }

    /// Requests per method and path, with `{id}` for ids.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for entry in &self.0 {
            if let Entry::Request { method, path, .. } = entry {
                *counts.entry(format!("{method} {}", without_ids(path))).or_default() += 1;
            }
        }
        counts
    }

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

/// An id follows a noun.
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
