//! Finding snapshots among those that are loaded: the API has no search (`docs/api.md`).

use rustc_hash::FxHashMap;

use crate::list::arena::{Handle, Row};
use crate::list::filter::{Filter, Found};
use crate::list::folding::Folding;
use crate::list::rows::Rows;
use crate::model::ids::{MachineId, SnapshotId};

/// Whether the typed text may mean that machine, by its name or its id.
pub fn means_machine(folding: Folding, typed: &str, id: &str, name: &str) -> bool {
    let typed = folding.fold(typed.trim());
    folding.fold(name).contains(&typed) || folding.fold(id).contains(&typed)
}

/// What to show of a snapshot's id beside its name: its end where the name is repeated or the search matches that end, all of
/// it where the search matches elsewhere in it, else nothing.
pub fn shown_id<'a>(
    folding: Folding,
    id: &'a SnapshotId,
    name: &str,
    is_repeated: bool,
    folded: &str,
) -> Option<&'a str> {
    let mark = |text: &str| folding.mark(text, folded);
    let is_found = mark(name).is_none() && mark(id.as_str()).is_some();
    if is_found && mark(id.short()).is_none() {
        Some(id.as_str())
    } else {
        (is_found || is_repeated).then(|| id.short())
    }
}

/// Continues the search before while rows were only appended; else starts over.
pub fn search(
    folding: Folding,
    before: Option<Found>,
    rows: &Rows,
    filter: &Filter,
    machines: &[(MachineId, String)],
) -> Found {
    let text = folding.fold(filter.text.trim());
    let store = rows.store();
    let name_of = |id: &MachineId| machines.iter().find(|(machine, _)| machine == id).map(|(_, name)| name.as_str());
    let is_hit = |id: &MachineId| {
        folding.fold(id.as_str()).contains(&text) || name_of(id).is_some_and(|name| folding.fold(name).contains(&text))
    };
    let hits: Vec<bool> = store.machines().iter().map(|id| !text.is_empty() && is_hit(id)).collect();
    let mut found = before.unwrap_or_default();
    let same = found.edition == rows.edition() && found.filter == *filter && hits.starts_with(&found.machine_hits);
    if !same {
        let folded = if found.edition == rows.edition() { found.folded } else { FxHashMap::default() };
        found = Found { filter: filter.clone(), edition: rows.edition(), folded, ..Found::default() };
    }
    found.machine_hits = hits;
    found.is_new = !same;
    let Found { listed, far, seen, seen_far, folded, machine_hits, .. } = &mut found;
    let mut fits = |handle: &Handle| {
        let Some(row) = store.row(*handle) else { return false };
        filter.kind.is_none_or(|kind| kind == row.kind)
            && (text.is_empty() || machine_hits.get(row.machine) == Some(&true) || holds(folding, row, &text, folded))
    };
    listed.extend(rows.listed().iter().skip(*seen).filter(|handle| fits(handle)));
    far.extend(rows.far().iter().skip(*seen_far).filter(|handle| fits(handle)));
    (*seen, *seen_far) = (rows.listed().len(), rows.far().len());
    found
}

/// Whether a row's name or id contains a folded text. Caches the folded names, since folding is slow.
fn holds(folding: Folding, row: Row<'_>, text: &str, folded: &mut FxHashMap<Handle, Box<str>>) -> bool {
    let plain = text.as_bytes();
    if holds_ascii(row.id.as_bytes(), plain) {
        return true;
    }
    if row.name.is_ascii() {
        return holds_ascii(row.name.as_bytes(), plain);
    }
    folded.entry(row.handle).or_insert_with(|| folding.fold(row.name).into()).contains(text)
}

/// Whether an ASCII text contains a lower-case one, ignoring case.
fn holds_ascii(text: &[u8], wanted: &[u8]) -> bool {
    let Some((first, others)) = wanted.split_first() else { return true };
    let Some(last) = text.len().checked_sub(wanted.len()) else { return false };
    let upper = first.to_ascii_uppercase();
    let starts = text.iter().take(last + 1).enumerate().filter(|(_, letter)| **letter == *first || **letter == upper);
    starts.into_iter().any(|(at, _)| text[at + 1..at + wanted.len()].eq_ignore_ascii_case(others))
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
