//! Finds rows that say the same as an earlier one in every cell, blanks around cells and blank cells apart.
//! It only compares; what becomes of a repeat is `read`'s to say.

use super::rows::Row;
use crate::table::{Record, Table};

/// The rows met so far, by their text.
///
/// A row is looked for at the place that the hash of its cells names, then at the next ones up to a free place. There
/// are twice as many places as rows, so that few are looked at, and a place is as small as it can be, so that all of
/// them stay near at hand.
pub struct Repeats<'a> {
    table: &'a Table,
    /// The index of a row in the table, or `FREE`.
    places: Vec<u32>,
    /// The hash of every row that was met, by its index.
    hashes: Vec<u32>,
}

/// A place without a row.
const FREE: u32 = u32::MAX;

impl<'a> Repeats<'a> {
    /// Room for the rows of a table.
    pub fn of(table: &'a Table) -> Repeats<'a> {
        let rows = table.records.len();
        let places = (rows.max(1) * 2).next_power_of_two();
        Repeats { table, places: vec![FREE; places], hashes: vec![0; rows] }
    }

    /// The earlier row with the same cells; a row that has none is known from now on.
    pub fn earlier(&mut self, index: usize, row: &Row) -> Option<Record<'a>> {
        let hash = hash(row);
        *self.hashes.get_mut(index)? = hash;
        let mut place = hash as usize;
        loop {
            let places = self.places.len();
            let slot = self.places.get_mut(place & (places - 1))?;
            if *slot == FREE {
                *slot = u32::try_from(index).unwrap_or(FREE);
                return None;
            }
            let met = *slot as usize;
            if self.hashes.get(met) == Some(&hash)
                && let Some(earlier) = self.table.records.get(met).filter(|earlier| same(*earlier, row))
            {
                return Some(earlier);
            }
            place += 1;
        }
    }
}

fn same(earlier: Record, row: &Row) -> bool {
    earlier.filled().eq(row.filled.iter().copied())
}

/// All letters of a row and where its cells end, eight letters at a time: cells are short, and there are many.
fn hash(row: &Row) -> u32 {
    let mut hash = 0;
    for (column, cell) in &row.filled {
        let bytes = cell.as_bytes();
        hash ^= (*column as u64) << 32 | bytes.len() as u64;
        let (eights, rest) = bytes.as_chunks::<8>();
        hash = eights.iter().fold(hash, |hash, eight| add(hash, u64::from_le_bytes(*eight)));
        if !rest.is_empty() {
            hash = add(hash, end(bytes));
        }
    }
    (hash >> 32) as u32 ^ hash as u32
}

/// The last letters as a number, up to eight of them.
fn end(bytes: &[u8]) -> u64 {
    if let Some(last) = bytes.last_chunk::<8>() {
        return u64::from_le_bytes(*last);
    }
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// A step of the hash that the Rust compiler uses (Fx): turned, mixed and multiplied by a large odd number.
fn add(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Overrides, delimited};

    #[test]
    fn rows_are_the_same_by_their_filled_cells() {
        let text = "a;b\na ; b;\na;;b\n;a;b\nab\na;b;;\n a;;b\n";
        let table = delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
        let mut repeats = Repeats::of(&table);
        let found: Vec<Option<u32>> = (0..)
            .zip(table.records.iter())
            .map(|(index, record)| repeats.earlier(index, &Row::of(record)).map(|earlier| earlier.line))
            .collect();
        assert_eq!(found, [None, Some(1), None, None, None, Some(1), Some(3)]);
    }
}
