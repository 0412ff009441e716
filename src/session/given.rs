//! Lists as they are given: a file, pasted cells, a sample. Their content stays where it is.
//! The page never reads a list; the worker does, from the file's own bytes.

use super::samples::Sample;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Where a list comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// A file; its bytes travel beside every job that may need them.
    File {
        /// The number under which the page knows the file.
        id: u32,
        /// Its name.
        name: String,
        /// Its size in bytes.
        bytes: u64,
    },
    /// Pasted cells.
    Pasted {
        /// As plain text.
        text: Rc<str>,
        /// As HTML, where whatever was copied gave it; else blank.
        html: Rc<str>,
    },
    /// A built-in sample.
    Sample(Sample),
}

impl Given {
    /// The name for the screen and the report.
    pub fn name(&self) -> &str {
        match self {
            Given::File { name, .. } => name,
            Given::Pasted { .. } => "pasted cells",
            Given::Sample(sample) => sample.file(),
        }
    }
}

/// The bytes of a file, read piece by piece.
pub trait Content {
    /// How many there are.
    fn bytes(&self) -> u64;

    /// Those from one place up to, not including, another.
    ///
    /// # Errors
    /// Says why the file could not be read, such as that it was changed meanwhile.
    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String>;
}

impl Content for Vec<u8> {
    fn bytes(&self) -> u64 {
        u64::try_from(self.len()).unwrap_or(u64::MAX)
    }

    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(self.len());
        Ok(self.get(place(from)..place(to)).unwrap_or_default().to_vec())
    }
}
