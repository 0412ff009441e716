//! The identity of a row of the customer's list, which survives from import to report.
//! It never changes when rows are filtered, sorted or judged.

use serde::{Deserialize, Serialize};

/// The physical line of the source file on which a record begins, counted from 1; for a row that only an
/// earlier list of the project had, its line there and the number of that list, also counted from 1.
///
/// It is the row's identity in a project and what the consultant reads as "line 47".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RowId(pub u32);

/// Lines take the lower 26 bits: a list of the largest size that is read has no more.
const LINE_BITS: u32 = 26;

/// The highest number of an earlier list.
const MOST_LISTS: u32 = u32::MAX >> LINE_BITS;

impl RowId {
    /// The line.
    pub fn line(self) -> u32 {
        self.0 & ((1 << LINE_BITS) - 1)
    }

    /// The earlier list that it belongs to; 0 for the present one.
    pub fn list(self) -> u32 {
        self.0 >> LINE_BITS
    }

    /// A row of the present list under the number that this list has once another takes its place; a row of
    /// an earlier list stays what it is.
    pub fn in_list(self, list: u32) -> RowId {
        if self.list() == 0 { RowId(self.0 | (list.min(MOST_LISTS) << LINE_BITS)) } else { self }
    }
}

impl std::fmt::Display for RowId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.list() {
            0 => write!(f, "{}", self.0),
            list => write!(f, "{} of list {list}", self.line()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_earlier_lists_keep_their_line() {
        let row = RowId(47).in_list(2);
        assert_eq!((row.line(), row.list(), row.to_string()), (47, 2, "47 of list 2".to_owned()));
        assert_eq!(row.in_list(3), row);
        assert_eq!((RowId(47).list(), RowId(47).to_string()), (0, "47".to_owned()));
        assert!(RowId(5_000_000) < RowId(1).in_list(1), "earlier lists stand behind the present one");
    }
}
