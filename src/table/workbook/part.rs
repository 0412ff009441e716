//! One entry of an archive, inflated piece by piece while it is read.
//! It never holds more than one piece and stops where a limit is passed.

use super::error::WorkbookError;
use super::limits::Limits;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use std::cell::Cell;
use std::io::{self, BufRead, Read};

/// Bytes inflated at a time.
const PIECE: usize = 32 * 1024;

/// The packed bytes of an entry with what the archive says about them.
pub(super) struct Packed<'a> {
    pub(super) input: &'a [u8],
    /// Deflated, else stored.
    pub(super) deflated: bool,
    /// The size when inflated as the archive declares it: good for a refusal, not for trust.
    pub(super) declared: u64,
    pub(super) checksum: u32,
}

/// An entry that is being read.
pub(super) struct Part<'a> {
    name: String,
    packed: Packed<'a>,
    /// `None` for a stored entry.
    state: Option<Box<InflateState>>,
    output: Vec<u8>,
    /// From where to where `output` is still to be read.
    ready: (usize, usize),
    /// Packed bytes that were used.
    used: usize,
    /// Inflated bytes so far.
    made: u64,
    /// Bytes read since the last [`Part::mark`].
    since: u64,
    checksum: u32,
    ended: bool,
    limits: Limits,
    /// Inflated bytes of all entries.
    spent: &'a Cell<u64>,
}

impl<'a> Part<'a> {
    /// # Errors
    /// When it declares more than is read.
    pub(super) fn new(
        name: &str,
        packed: Packed<'a>,
        limits: &Limits,
        spent: &'a Cell<u64>,
    ) -> Result<Part<'a>, WorkbookError> {
        let part = Part {
            name: name.to_owned(),
            state: packed.deflated.then(|| InflateState::new_boxed(DataFormat::Raw)),
            packed,
            output: vec![0; PIECE],
            ready: (0, 0),
            used: 0,
            made: 0,
            since: 0,
            checksum: u32::MAX,
            ended: false,
            limits: *limits,
            spent,
        };
        part.check(part.packed.declared, spent.get().saturating_add(part.packed.declared))?;
        Ok(part)
    }

    /// The entry's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// A new tag or text begins here.
    pub(super) fn mark(&mut self) {
        self.since = 0;
    }

    /// Whether so many bytes, and so many of all entries, are within the limits.
    fn check(&self, made: u64, spent: u64) -> Result<(), WorkbookError> {
        let (name, limits) = (&self.name, &self.limits);
        let packed = u64::try_from(self.packed.input.len()).unwrap_or(u64::MAX);
        if made > limits.entry {
            let most = limits.entry;
            return Err(WorkbookError::too_much(format!(
                "the part {name} has {made} bytes or more; up to {most} are read"
            )));
        }
        if made > limits.ratio_from && made > packed.saturating_mul(limits.ratio) {
            let most = limits.ratio;
            return Err(WorkbookError::too_much(format!(
                "the part {name} grows from {packed} bytes to {made} or more, which is over {most} to 1"
            )));
        }
        if spent > limits.inflated {
            let most = limits.inflated;
            return Err(WorkbookError::too_much(format!(
                "its parts have {spent} bytes; up to {most} are read"
            )));
        }
        Ok(())
    }

    /// Inflates the next piece into `output`.
    fn refill(&mut self) -> Result<(), WorkbookError> {
        let damaged = |name: &str| WorkbookError::damaged(name, "its packed bytes cannot be inflated");
        let rest = self.packed.input.get(self.used..).unwrap_or_default();
        let (used, made, ended) = match &mut self.state {
            None => {
                let length = rest.len().min(PIECE);
                let piece = rest.get(..length).unwrap_or_default();
                if let Some(room) = self.output.get_mut(..length) {
                    room.copy_from_slice(piece);
                }
                (length, length, length == rest.len())
            }
            Some(state) => {
                let result = inflate(state, rest, &mut self.output, MZFlush::None);
                let status = result.status.map_err(|_| damaged(&self.name))?;
                let ended = status == MZStatus::StreamEnd;
                if !ended && result.bytes_consumed == 0 && result.bytes_written == 0 {
                    return Err(damaged(&self.name));
                }
                (result.bytes_consumed, result.bytes_written, ended)
            }
        };
        self.used += used;
        self.ended = ended;
        self.ready = (0, made);
        self.count(made)?;
        if ended && !self.checksum != self.packed.checksum {
            return Err(WorkbookError::damaged(&self.name, "its checksum is wrong"));
        }
        Ok(())
    }

    /// Counts a new piece against the limits and into the checksum.
    fn count(&mut self, made: usize) -> Result<(), WorkbookError> {
        let length = u64::try_from(made).unwrap_or(u64::MAX);
        self.made = self.made.saturating_add(length);
        self.spent.set(self.spent.get().saturating_add(length));
        self.checksum = checksum(self.checksum, self.output.get(..made).unwrap_or_default());
        self.check(self.made, self.spent.get())
    }
}

impl BufRead for Part<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since > self.limits.piece {
            let most = self.limits.piece;
            let what = format!("a single text in {} has over {most} bytes", self.name);
            return Err(io::Error::other(WorkbookError::too_much(what)));
        }
        while self.ready.0 == self.ready.1 && !self.ended {
            self.refill().map_err(io::Error::other)?;
        }
        Ok(self.output.get(self.ready.0..self.ready.1).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.ready.0 = self.ready.0.saturating_add(amount).min(self.ready.1);
        self.since = self.since.saturating_add(u64::try_from(amount).unwrap_or(u64::MAX));
    }
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

/// CRC-32 of one byte after the other, without the last complement.
fn checksum(begun: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(begun, |sum, byte| {
        let index = (sum ^ u32::from(*byte)) & 0xFF;
        (sum >> 8) ^ TABLE.get(index as usize).copied().unwrap_or_default()
    })
}

/// CRC-32 of every byte.
static TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut rest: &mut [u32] = &mut table;
    let mut byte = 0_u32;
    while let Some((first, others)) = rest.split_first_mut() {
        let mut sum = byte;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        *first = sum;
        rest = others;
        byte += 1;
    }
    table
}
