//! The identity of a row of the customer's list, which survives from import to report.
//! It never changes when rows are filtered, sorted or judged.

use serde::{Deserialize, Serialize};

/// The physical line of the source file on which a record begins, counted from 1.
///
/// It is the row's identity in a project and what the consultant reads as "line 47".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RowId(pub u32);

impl std::fmt::Display for RowId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}
