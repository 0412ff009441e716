//! The table of contents of a ZIP archive: names, places and sizes of its entries.
//! It writes nothing anywhere and never takes a declared size for the size of a buffer.

use super::error::WorkbookError;
use super::limits::Limits;
use super::part::{Packed, Part};
use std::cell::Cell;
use std::collections::BTreeMap;

const END: &[u8] = b"PK\x05\x06";
const CENTRAL: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
/// The end record without its comment, in bytes.
const END_LENGTH: usize = 22;
/// The name of the archive itself in messages.
const ARCHIVE: &str = "its archive";

/// The entries of an archive over the bytes of the file.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// By name, in lower case and with `/` between folders.
    entries: BTreeMap<String, Entry>,
    limits: Limits,
    /// Bytes inflated since the last [`Archive::start`].
    spent: Cell<u64>,
}

/// What the central directory says about an entry.
#[derive(Debug, Clone, Copy)]
struct Entry {
    flags: u16,
    method: u16,
    checksum: u32,
    packed: u32,
    inflated: u32,
    local: u32,
}

impl<'a> Archive<'a> {
    /// Reads the central directory.
    ///
    /// # Errors
    /// When there is none, it is damaged or over the limits, or the archive is ZIP64 or on several disks.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Archive<'a>, WorkbookError> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > limits.file {
            let most = limits.file;
            return Err(WorkbookError::too_much(format!(
                "the file has {length} bytes; up to {most} are read"
            )));
        }
        if !bytes.starts_with(b"PK") {
            return Err(WorkbookError::NotWorkbook);
        }
        let end = find_end(bytes).ok_or_else(|| damaged("its table of contents is cut off"))?;
        let directory = directory(bytes, end)?;
        let entries = entries(directory.0, directory.1, limits)?;
        Ok(Archive { bytes, entries, limits: *limits, spent: Cell::new(0) })
    }

    /// Sets the count of inflated bytes back: a new call begins.
    pub(super) fn start(&self) {
        self.spent.set(0);
    }

    /// Whether there is an entry of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&normalised(name))
    }

    /// The names of all entries.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// An entry to be read from its beginning.
    ///
    /// # Errors
    /// When there is no such entry, it is encrypted, packed by an unknown method or declares more than is read.
    pub(super) fn part(&self, name: &str) -> Result<Part<'_>, WorkbookError> {
        let missing = || WorkbookError::Missing { part: name.to_owned() };
        let entry = *self.entries.get(&normalised(name)).ok_or_else(missing)?;
        if entry.flags & 0x2041 != 0 {
            return Err(WorkbookError::Encrypted);
        }
        let input = self
            .content(&entry)
            .ok_or_else(|| WorkbookError::damaged(name, "its place in the archive is wrong"))?;
        let deflated = match entry.method {
            0 => false,
            8 => true,
            _ => return Err(WorkbookError::Packing { what: "neither stored nor deflated" }),
        };
        if !deflated && entry.packed != entry.inflated {
            return Err(WorkbookError::damaged(name, "its two sizes differ"));
        }
        let packed = Packed { input, deflated, declared: entry.inflated.into(), checksum: entry.checksum };
        Part::new(name, packed, &self.limits, &self.spent)
    }

    /// The packed bytes of an entry, behind its local header.
    fn content(&self, entry: &Entry) -> Option<&[u8]> {
        let header = self.bytes.get(usize::try_from(entry.local).ok()?..)?;
        if !header.starts_with(LOCAL) {
            return None;
        }
        let from = 30 + usize::from(short(header, 26)?) + usize::from(short(header, 28)?);
        header.get(from..)?.get(..usize::try_from(entry.packed).ok()?)
    }
}

fn damaged(what: &str) -> WorkbookError {
    WorkbookError::damaged(ARCHIVE, what)
}

/// Where the end record begins: the last one whose comment fits into the file.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|at| {
        let record = bytes.get(*at..).unwrap_or_default();
        record.starts_with(END)
            && short(record, 20).is_some_and(|comment| END_LENGTH + usize::from(comment) <= record.len())
    })
}

/// The bytes of the central directory and how many entries it lists.
fn directory(bytes: &[u8], end: usize) -> Result<(&[u8], usize), WorkbookError> {
    let cut = || damaged("its table of contents is cut off");
    let record = bytes.get(end..).ok_or_else(cut)?;
    let numbers = (short(record, 4), short(record, 6), short(record, 8), short(record, 10));
    let (Some(disk), Some(first), Some(here), Some(all)) = numbers else { return Err(cut()) };
    let (Some(size), Some(from)) = (long(record, 12), long(record, 16)) else { return Err(cut()) };
    if all == u16::MAX || size == u32::MAX || from == u32::MAX {
        return Err(WorkbookError::Packing { what: "ZIP64" });
    }
    if disk != 0 || first != 0 || here != all {
        return Err(WorkbookError::Packing { what: "an archive on several disks" });
    }
    let from = usize::try_from(from).map_err(|_| cut())?;
    let size = usize::try_from(size).map_err(|_| cut())?;
    let listed = bytes.get(..end).and_then(|before| before.get(from..)).and_then(|rest| rest.get(..size));
    Ok((listed.ok_or_else(cut)?, usize::from(all)))
}

fn entries(
    mut directory: &[u8],
    number: usize,
    limits: &Limits,
) -> Result<BTreeMap<String, Entry>, WorkbookError> {
    if number > limits.entries {
        let most = limits.entries;
        return Err(WorkbookError::too_much(format!("{number} parts; up to {most} are read")));
    }
    let mut entries = BTreeMap::new();
    for _ in 0..number {
        let (name, entry, length) =
            entry(directory).ok_or_else(|| damaged("an entry in its table of contents cannot be read"))?;
        if entry.packed == u32::MAX || entry.inflated == u32::MAX || entry.local == u32::MAX {
            return Err(WorkbookError::Packing { what: "ZIP64" });
        }
        if entries.insert(name, entry).is_some() {
            return Err(damaged("two parts have the same name"));
        }
        directory = directory.get(length..).unwrap_or_default();
    }
    Ok(entries)
}

/// The first entry of a directory, with its name and its length in bytes.
fn entry(directory: &[u8]) -> Option<(String, Entry, usize)> {
    if !directory.starts_with(CENTRAL) {
        return None;
    }
    let entry = Entry {
        flags: short(directory, 8)?,
        method: short(directory, 10)?,
        checksum: long(directory, 16)?,
        packed: long(directory, 20)?,
        inflated: long(directory, 24)?,
        local: long(directory, 42)?,
    };
    let name = usize::from(short(directory, 28)?);
    let length = 46 + name + usize::from(short(directory, 30)?) + usize::from(short(directory, 32)?);
    let name = String::from_utf8_lossy(directory.get(46..46 + name)?);
    directory.get(..length)?;
    Some((normalised(&name), entry, length))
}

/// The name under which an entry is kept: parts of a workbook do not differ by case.
fn normalised(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_ascii_lowercase()
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
#[path = "zip/tests.rs"]
mod tests;
