//! Ids and names in chunks, with a record of fixed size for each pair.

/// Bytes per chunk; a longer text gets its own.
const CHUNK_BYTES: usize = 32 * 1024;

/// Records per chunk.
const CHUNK_RECORDS: usize = 1024;

/// A snapshot in an arena; invalid in any other.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Handle(u32);

#[derive(Clone, Copy, Debug)]
struct Record {
    chunk: u32,
    start: u16,
    id_len: u16,
    name_len: u32,
    notes: u32,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    /// The first valid handle; lower ones are from before the arena was emptied.
    base: u32,
    chunks: Vec<String>,
    records: Vec<Vec<Record>>,
}

impl Texts {
    /// None, and no handle of these means anything among them.
    pub(super) fn emptied(&self) -> Self {
        Self { base: self.base.saturating_add(u32::try_from(self.len()).unwrap_or(u32::MAX)), ..Self::default() }
    }

    pub(super) fn handles(&self) -> impl Iterator<Item = Handle> + use<> {
        (self.base..=u32::MAX).take(self.len()).map(Handle)
    }

    /// Id and name; empty for a handle of other texts.
    pub(super) fn of(&self, handle: Handle) -> (&str, &str) {
        self.record(handle).and_then(|record| self.texts(record)).unwrap_or_default()
    }

    /// What is noted with a pair.
    pub(super) fn notes(&self, handle: Handle) -> Option<u32> {
        self.record(handle).map(|record| record.notes)
    }

    pub(super) fn note(&mut self, handle: Handle, change: impl FnOnce(u32) -> u32) {
        if let Some(record) = self.record_mut(handle) {
            record.notes = change(record.notes);
        }
    }

    /// Adds a pair. `None` where an id is longer than any can be.
    pub(super) fn add(&mut self, id: &str, name: &str, notes: u32) -> Option<Handle> {
        let (id_len, name_len) = (u16::try_from(id.len()).ok()?, u32::try_from(name.len()).ok()?);
        let handle = Handle(self.base.checked_add(u32::try_from(self.len()).ok()?)?);
        let (chunk, start) = self.write(id, name)?;
        if self.records.last().is_none_or(|records| records.len() == CHUNK_RECORDS) {
            self.records.push(Vec::with_capacity(CHUNK_RECORDS));
        }
        self.records.last_mut()?.push(Record { chunk, start, id_len, name_len, notes });
        Some(handle)
    }

    /// Gives a pair another name.
    pub(super) fn rename(&mut self, handle: Handle, name: &str) {
        let id = self.of(handle).0.to_owned();
        if let Some((chunk, start)) = self.write(&id, name)
            && let Ok(name_len) = u32::try_from(name.len())
            && let Some(record) = self.record_mut(handle)
        {
            (record.chunk, record.start, record.name_len) = (chunk, start, name_len);
        }
    }

    fn len(&self) -> usize {
        self.records.last().map_or(0, |last| (self.records.len() - 1) * CHUNK_RECORDS + last.len())
    }

    fn write(&mut self, id: &str, name: &str) -> Option<(u32, u16)> {
        let needed = id.len() + name.len();
        if self.chunks.last().is_none_or(|chunk| chunk.len() + needed > CHUNK_BYTES) {
            self.chunks.push(String::with_capacity(CHUNK_BYTES.max(needed)));
        }
        let number = u32::try_from(self.chunks.len() - 1).ok()?;
        let chunk = self.chunks.last_mut()?;
        let start = u16::try_from(chunk.len()).ok()?;
        chunk.push_str(id);
        chunk.push_str(name);
        Some((number, start))
    }

    fn texts(&self, record: &Record) -> Option<(&str, &str)> {
        let own = self.chunks.get(record.chunk as usize)?.get(usize::from(record.start)..)?;
        let name = own.get(usize::from(record.id_len)..)?;
        Some((own.get(..usize::from(record.id_len))?, name.get(..record.name_len as usize)?))
    }

    fn at(&self, handle: Handle) -> Option<(usize, usize)> {
        let at = handle.0.checked_sub(self.base)? as usize;
        Some((at / CHUNK_RECORDS, at % CHUNK_RECORDS))
    }

    fn record(&self, handle: Handle) -> Option<&Record> {
        let (chunk, at) = self.at(handle)?;
        self.records.get(chunk)?.get(at)
    }

    fn record_mut(&mut self, handle: Handle) -> Option<&mut Record> {
        let (chunk, at) = self.at(handle)?;
        self.records.get_mut(chunk)?.get_mut(at)
    }
}
