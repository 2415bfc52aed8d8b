//! The addresses of the application: a typed value, its path, and back.

use crate::domain::ids::{MachineId, SnapshotId};
use crate::domain::percent::{decode, encode};
use crate::domain::query::{Query, Sort};

/// The path prefix that the application was built for, without a slash at its end (`cargo xtask build --base`).
pub const BASE: &str = match option_env!("SNAPDECK_BASE") {
    Some(base) => base,
    None => "",
};

/// A page with all that its address says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// The list, with the panel of a snapshot beside it or without.
    Snapshots {
        /// Which list.
        query: Query,
        /// The snapshot whose panel is open.
        open: Option<SnapshotId>,
    },
    /// What runs and what ran.
    Activity,
    /// No page has this address.
    NotFound,
}

impl Route {
    /// The list as everybody sees it first.
    pub fn home() -> Self {
        Self::Snapshots { query: Query::default(), open: None }
    }

    /// Reads an address: a path, and a query without its question mark.
    pub fn parse(path: &str, search: &str) -> Self {
        let Some(path) = path.strip_prefix(BASE) else { return Self::NotFound };
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let query = parse_query(search);
        match segments.as_slice() {
            [] | ["snapshots"] => Self::Snapshots { query, open: None },
            ["snapshots", id] => Self::Snapshots { query, open: Some(SnapshotId::from(decode(id).as_str())) },
            ["activity"] => Self::Activity,
            _ => Self::NotFound,
        }
    }

    /// The address of the page.
    pub fn href(&self) -> String {
        match self {
            Self::Snapshots { query, open: None } => format!("{BASE}/{}", query_text(query)),
            Self::Snapshots { query, open: Some(id) } => {
                format!("{BASE}/snapshots/{}{}", encode(id.as_str()), query_text(query))
            }
            Self::Activity => format!("{BASE}/activity"),
            Self::NotFound => format!("{BASE}/"),
        }
    }
}

fn parse_query(search: &str) -> Query {
    let mut query = Query::default();
    for pair in search.trim_start_matches('?').split('&') {
        match pair.split_once('=') {
            Some(("machine", id)) if !id.is_empty() => query.machine_id = Some(MachineId::from(decode(id).as_str())),
            Some(("sort", word)) => query.sort = sort_of_word(word).unwrap_or_default(),
            _ => {}
        }
    }
    query
}

fn query_text(query: &Query) -> String {
    let machine = query.machine_id.as_ref().map(|id| format!("machine={}", encode(id.as_str())));
    let sort = (query.sort != Sort::default()).then(|| format!("sort={}", word_of_sort(query.sort)));
    let parts: Vec<String> = machine.into_iter().chain(sort).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// The word for an order in an address.
pub fn word_of_sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
        Sort::NameAsc => "name",
        Sort::NameDesc => "name-desc",
    }
}

/// The order that a word of an address stands for.
pub fn sort_of_word(word: &str) -> Option<Sort> {
    [Sort::Newest, Sort::Oldest, Sort::NameAsc, Sort::NameDesc].into_iter().find(|sort| word_of_sort(*sort) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_comes_back_from_its_address() {
        let machine = Query { machine_id: Some("ps/1 é".into()), sort: Sort::NameDesc };
        let oldest = Query { machine_id: None, sort: Sort::Oldest };
        for route in [
            Route::home(),
            Route::Snapshots { query: machine.clone(), open: None },
            Route::Snapshots { query: machine, open: Some("ss1".into()) },
            Route::Snapshots { query: oldest, open: Some("a/b?c#d%".into()) },
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
            ("/", "sort=sideways&machine=", Route::home()),
            ("/snapshots/", "", Route::home()),
            ("/", "%%%&=&x", Route::home()),
            ("/nowhere", "", Route::NotFound),
            ("/activity/x", "", Route::NotFound),
            ("/snapshots/%zz", "", Route::Snapshots { query: Query::default(), open: Some("%zz".into()) }),
        ] {
            assert_eq!(Route::parse(path, search), expected, "{path}?{search}");
        }
    }
}
