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

/// A project or calendar file that is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A file, by the number under which the page knows it; its bytes travel beside the job.
    File(u32),
    /// Text that the page has.
    Text(Rc<str>),
}

impl Given {
    /// The number of the file, if it is one.
    pub fn file(&self) -> Option<u32> {
        match self {
            Given::File { id, .. } => Some(*id),
            Given::Pasted { .. } | Given::Sample(_) => None,
        }
    }

    /// The name for the screen and the report.
    pub fn name(&self) -> &str {
        match self {
            Given::File { name, .. } => name,
            Given::Pasted { .. } => "pasted cells",
            Given::Sample(sample) => sample.file(),
        }
    }
}
