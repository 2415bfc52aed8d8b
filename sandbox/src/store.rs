//! Rows with an index for every order of the API, so that each page costs the same.
//!
//! It knows neither snapshots nor events: a row says how it is sorted.

use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use crate::paging::{Cursor, Order, OrderBy, PageQuery};

pub trait Row {
    /// The allowed values of `orderBy`; the first is the default.
    const ORDERS: &'static [OrderBy];
    /// Unique in its store.
    fn id(&self) -> &Arc<str>;
    /// For the `machineId` filter.
    fn machine_id(&self) -> Option<&Arc<str>>;
    /// The text that an order sorts by; none for `dtCreated`, which is the order of insertion.
    fn sort_text(&self, by: OrderBy) -> Option<Arc<str>>;
}

type Key = (Option<Arc<str>>, u64);

/// One index for each of `Row::ORDERS`.
type Indexes = Vec<BTreeSet<Key>>;

#[derive(Debug)]
pub struct Store<T> {
    rows: HashMap<u64, T>,
    serials: HashMap<Arc<str>, u64>,
    all: Indexes,
    by_machine: HashMap<Arc<str>, Indexes>,
    next_serial: u64,
}

#[derive(Debug)]
pub struct Slice<'a, T> {
    pub items: Vec<&'a T>,
    /// `None` at the end.
    pub next: Option<Cursor>,
}

impl<T: Row> Store<T> {
    pub fn new() -> Self {
        Self {
            rows: HashMap::new(),
            serials: HashMap::new(),
            all: Self::empty_indexes(),
            by_machine: HashMap::new(),
            next_serial: 0,
        }
    }

    fn empty_indexes() -> Indexes {
        T::ORDERS.iter().map(|_| BTreeSet::new()).collect()
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn get(&self, id: &str) -> Option<&T> {
        self.rows.get(self.serials.get(id)?)
    }

    /// Adds a row as the newest, in place of one with the same id.
    pub fn insert(&mut self, row: T) {
        self.remove(&Arc::clone(row.id()));
        let serial = self.next_serial;
        self.next_serial += 1;
        self.serials.insert(Arc::clone(row.id()), serial);
        self.index(&row, serial);
        self.rows.insert(serial, row);
    }

    pub fn remove(&mut self, id: &str) -> Option<T> {
        let serial = self.serials.remove(id)?;
        let row = self.rows.remove(&serial)?;
        self.unindex(&row, serial);
        Some(row)
    }

    /// Changes a row, which keeps its place in `dtCreated`.
    pub fn update(&mut self, id: &str, change: impl FnOnce(&mut T)) -> Option<&T> {
        let serial = *self.serials.get(id)?;
        let mut row = self.rows.remove(&serial)?;
        self.unindex(&row, serial);
        change(&mut row);
        self.index(&row, serial);
        self.rows.insert(serial, row);
        self.rows.get(&serial)
    }

    /// Oldest first.
    pub fn of_machine(&self, machine_id: &str) -> impl Iterator<Item = &T> {
        let created = T::ORDERS.iter().position(|by| *by == OrderBy::DtCreated);
        let index = created.and_then(|at| self.by_machine.get(machine_id).map(|indexes| &indexes[at]));
        index.into_iter().flatten().filter_map(|(_, serial)| self.rows.get(serial))
    }

    /// Oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        let created = T::ORDERS.iter().position(|by| *by == OrderBy::DtCreated).unwrap_or_default();
        self.all[created].iter().filter_map(|(_, serial)| self.rows.get(serial))
    }

    /// The queried page of the rows that `keep` accepts.
    pub fn page(&self, query: &PageQuery, keep: impl Fn(&T) -> bool) -> Slice<'_, T> {
        let at = T::ORDERS.iter().position(|by| *by == query.order_by).unwrap_or_default();
        let index = match &query.machine_id {
            Some(machine_id) => self.by_machine.get(machine_id.as_str()).map(|indexes| &indexes[at]),
            None => Some(&self.all[at]),
        };
        let Some(index) = index else { return Slice { items: Vec::new(), next: None } };
        let skip = query.after.as_ref().filter(|_| query.offset_cursors).map_or(0, |cursor| cursor.serial);
        let start = query.after.as_ref().filter(|_| !query.offset_cursors);
        let start = start.map(|cursor| (cursor.text.as_deref().map(Arc::from), cursor.serial));
        let range: Box<dyn Iterator<Item = &Key>> = match (query.order, start) {
            (Order::Asc, None) => Box::new(index.iter()),
            (Order::Desc, None) => Box::new(index.iter().rev()),
            (Order::Asc, Some(key)) => Box::new(index.range((Bound::Excluded(key), Bound::Unbounded))),
            (Order::Desc, Some(key)) => Box::new(index.range((Bound::Unbounded, Bound::Excluded(key))).rev()),
        };
        let found = range.filter_map(|key| self.rows.get(&key.1).filter(|row| keep(row)).map(|row| (key, row)));
        let mut found = found.skip(usize::try_from(skip).unwrap_or(usize::MAX));
        let page: Vec<_> = found.by_ref().take(query.limit).collect();
        let more = found.next().is_some();
        let seen = skip + u64::try_from(page.len()).unwrap_or(0);
        let next = page.last().filter(|_| more).map(|(key, _)| match query.offset_cursors {
            true => Cursor { order_by: query.order_by, text: None, serial: seen },
            false => Cursor { order_by: query.order_by, text: key.0.as_deref().map(str::to_owned), serial: key.1 },
        });
        Slice { items: page.into_iter().map(|(_, row)| row).collect(), next }
    }

    fn index(&mut self, row: &T, serial: u64) {
        let own = row
            .machine_id()
            .map(|machine_id| self.by_machine.entry(Arc::clone(machine_id)).or_insert_with(Self::empty_indexes));
        for (by, index) in T::ORDERS.iter().zip(&mut self.all) {
            index.insert((row.sort_text(*by), serial));
        }
        for (by, index) in T::ORDERS.iter().zip(own.into_iter().flatten()) {
            index.insert((row.sort_text(*by), serial));
        }
    }

    fn unindex(&mut self, row: &T, serial: u64) {
        let own = row.machine_id().and_then(|machine_id| self.by_machine.get_mut(machine_id));
        for (by, index) in T::ORDERS.iter().zip(&mut self.all) {
            index.remove(&(row.sort_text(*by), serial));
        }
        for (by, index) in T::ORDERS.iter().zip(own.into_iter().flatten()) {
            index.remove(&(row.sort_text(*by), serial));
        }
    }
}

impl<T: Row> Default for Store<T> {
    fn default() -> Self {
        Self::new()
    }
}
