//! The pages and their addresses, as values.

use std::mem::discriminant;

use crate::browser::page;
use snapdeck_core::api::percent::{decode, encode};
use snapdeck_core::list::filter::{Filter, View};
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::model::snapshot::Kind;
use snapdeck_core::text::words;

/// The path prefix that the application was built for, without a trailing slash (`cargo xtask build --base`).
pub const BASE: &str = match option_env!("SNAPDECK_BASE") {
    Some(base) => base,
    None => "",
};

/// A page, with everything its address says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    Snapshots { view: View, open: Option<SnapshotId> },
    Machine { id: MachineId },
    Activity,
    NotFound,
}

impl Route {
    /// The list without filters.
    pub fn home() -> Self {
        Self::Snapshots { view: View::default(), open: None }
    }

    /// The window's own.
    pub fn here() -> Self {
        let (path, search) = page::address();
        Self::parse(&path, &search)
    }

    /// Parses a path, and a query with or without its question mark.
    pub fn parse(path: &str, search: &str) -> Self {
        let Some(path) = path.strip_prefix(BASE) else { return Self::NotFound };
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let view = parse_view(search);
        match segments.as_slice() {
            [] | ["snapshots"] => Self::Snapshots { view, open: None },
            ["snapshots", id] => Self::Snapshots { view, open: Some(SnapshotId::from(decode(id).as_str())) },
            ["machines", id] => Self::Machine { id: MachineId::from(decode(id).as_str()) },
            ["activity"] => Self::Activity,
            _ => Self::NotFound,
        }
    }

    /// The pages with a link in the bar.
    pub fn in_bar() -> [Self; 2] {
        [Self::home(), Self::Activity]
    }

    /// Names the page in the bar and in the window's title.
    pub fn title(&self) -> &'static str {
        let words = words().chrome();
        match self {
            // Its page says its name instead.
            Self::Machine { .. } => words.machine,
            Self::Snapshots { .. } => words.snapshots,
            Self::Activity => words.activity,
            Self::NotFound => words.not_found_title,
        }
    }

    pub fn is_same_page(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Machine { id }, Self::Machine { id: other }) => id == other,
            _ => discriminant(self) == discriminant(other),
        }
    }

    /// The list that the page shows.
    pub fn query(&self) -> Option<Query> {
        match self {
            Self::Snapshots { view, .. } => Some(view.query.clone()),
            _ => None,
        }
    }

    pub fn href(&self) -> String {
        match self {
            Self::Snapshots { view, open: None } => format!("{BASE}/{}", view_text(view)),
            Self::Snapshots { view, open: Some(id) } => {
                format!("{BASE}/snapshots/{}{}", encode(id.as_str()), view_text(view))
            }
            Self::Machine { id } => format!("{BASE}/machines/{}", encode(id.as_str())),
            Self::Activity => format!("{BASE}/activity"),
            Self::NotFound => format!("{BASE}/"),
        }
    }
}

/// The address of the list, with a snapshot's panel open or none.
pub fn href_of(view: &View, open: Option<SnapshotId>) -> String {
    Route::Snapshots { view: view.clone(), open }.href()
}

fn parse_view(search: &str) -> View {
    let mut view = View::default();
    for pair in search.trim_start_matches('?').split('&') {
        match pair.split_once('=') {
            Some(("machine", id)) if !id.is_empty() => {
                view.query.machine_id = Some(MachineId::from(decode(id).as_str()))
            }
            Some(("sort", word)) => view.query.sort = Sort::of_word(word).unwrap_or_default(),
            Some(("kind", word)) => view.filter.kind = kind_of_word(word),
            Some(("q", text)) => view.filter.text = decode(text),
            _ => {}
        }
    }
    view
}

fn view_text(View { query, filter }: &View) -> String {
    let Filter { text, kind } = filter;
    let machine = query.machine_id.as_ref().map(|id| format!("machine={}", encode(id.as_str())));
    let sort = (query.sort != Sort::default()).then(|| format!("sort={}", query.sort.word()));
    let kind = kind.map(|kind| format!("kind={}", word_of_kind(Some(kind))));
    let text = (!text.is_empty()).then(|| format!("q={}", encode(text)));
    let parts: Vec<String> = [machine, sort, kind, text].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// How an address writes a kind; empty for all kinds.
pub fn word_of_kind(kind: Option<Kind>) -> &'static str {
    match kind {
        None => "",
        Some(Kind::Manual) => "manual",
        Some(Kind::Automatic) => "automatic",
    }
}

pub fn kind_of_word(word: &str) -> Option<Kind> {
    [Kind::Manual, Kind::Automatic].into_iter().find(|kind| word_of_kind(Some(*kind)) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_comes_back_from_its_address() {
        let of = |machine_id: Option<&str>, sort, text: &str, kind| View {
            query: Query { machine_id: machine_id.map(MachineId::from), sort },
            filter: Filter { text: text.to_owned(), kind },
        };
        let machine = of(Some("ps/1 é"), Sort::NameDesc, "", Some(Kind::Manual));
        let oldest = of(None, Sort::Oldest, "a+b & <b> 100 %", Some(Kind::Automatic));
        for route in [
            Route::home(),
            Route::Snapshots { view: machine.clone(), open: None },
            Route::Snapshots { view: machine, open: Some("ss1".into()) },
            Route::Snapshots { view: oldest, open: Some("a/b?c#d%".into()) },
            Route::Machine { id: "ps/1 é?#".into() },
            Route::Activity,
        ] {
            let href = route.href();
            let (path, search) = href.split_once('?').unwrap_or((&href, ""));
            assert_eq!(Route::parse(path, search), route, "{href}");
        }
    }

    #[test]
    fn an_address_that_is_wrong_somewhere_is_read_as_far_as_it_goes() {
        for (path, search, expected) in [
            ("/", "sort=sideways&machine=&kind=both&q=", Route::home()),
            ("/snapshots/", "", Route::home()),
            ("/", "%%%&=&x", Route::home()),
            ("/nowhere", "", Route::NotFound),
            ("/activity/x", "", Route::NotFound),
            ("/machines", "", Route::NotFound),
            ("/machines/ps1/", "sort=name", Route::Machine { id: "ps1".into() }),
            ("/snapshots/%zz", "", Route::Snapshots { view: View::default(), open: Some("%zz".into()) }),
        ] {
            assert_eq!(Route::parse(path, search), expected, "{path}?{search}");
        }
    }
}
