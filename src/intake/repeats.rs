//! Finds rows that say the same as an earlier one in every cell, blanks around cells and blank cells apart.
//! It only compares; what becomes of a repeat is `read`'s to say.

use super::rows::Row;
use crate::table::{Record, Table};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// The rows met so far, by their text.
///
/// A table of places: a row is looked for at the place that the hash of its cells names, then at the next ones up to
/// a free place. It holds at most half as many rows as places, so that few are looked at.
pub struct Repeats<'a> {
    table: &'a Table,
    places: Vec<Known>,
}

/// A row that was met.
#[derive(Clone, Copy)]
struct Known {
    hash: u32,
    /// Its index in the table.
    index: u32,
}

/// A place without a row.
const FREE: Known = Known { hash: 0, index: u32::MAX };

impl<'a> Repeats<'a> {
    /// Room for the rows of a table.
    pub fn of(table: &'a Table) -> Repeats<'a> {
        let places = (table.records.len().max(1) * 2).next_power_of_two();
        Repeats { table, places: vec![FREE; places] }
    }

    /// The earlier row with the same cells; a row that has none is known from now on.
    pub fn earlier(&mut self, index: usize, row: &Row) -> Option<Record<'a>> {
        let hash = hash(row);
        let mut place = hash as usize;
        loop {
            let places = self.places.len();
            let slot = self.places.get_mut(place & (places - 1))?;
            if slot.index == FREE.index {
                *slot = Known { hash, index: u32::try_from(index).unwrap_or(u32::MAX) };
                return None;
            }
            let earlier = self.table.records.get(slot.index as usize).filter(|_| slot.hash == hash);
            if let Some(earlier) = earlier.filter(|earlier| same(*earlier, row)) {
                return Some(earlier);
            }
            place += 1;
        }
    }
}

fn same(earlier: Record, row: &Row) -> bool {
    earlier.filled().eq(row.filled.iter().copied())
}

fn hash(row: &Row) -> u32 {
    let mut hasher = FxHasher::default();
    for (column, cell) in &row.filled {
        hasher.write_usize(*column);
        hasher.write(cell.as_bytes());
    }
    let hash = hasher.finish();
    (hash >> 32) as u32 ^ hash as u32
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
