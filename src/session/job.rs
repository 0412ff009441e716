//! Work for the worker: reading files, matching, exports. Natively a job is a plain function call.
//! The page only makes jobs and reads answers; `run` is linked into the worker.

use super::samples::Sample;
use crate::assess::{Knowledge, assess, inventory_of};
use crate::catalogue::terms;
use crate::diagnostic::Checked;
use crate::export::{self, Deliverable};
use crate::intake::{ColumnPlan, propose};
use crate::matching::{Candidates, index::Index, rank};
use crate::project::file;
use crate::report;
use crate::table::{Overrides, Table, delimited};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A piece of work with everything it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// Read a customer's list.
    Read {
        /// The file's name.
        file: String,
        /// What the consultant chose.
        overrides: Overrides,
        /// Its content; it travels beside the job, not as text.
        #[serde(skip)]
        bytes: Rc<Vec<u8>>,
    },
    /// Read a built-in sample.
    ReadSample(Sample, Overrides),
    /// Rank the capabilities for every feature.
    Match {
        /// The project file's text.
        project: String,
    },
    /// Make a document.
    Export {
        /// Which.
        what: Deliverable,
        /// Of what: the project file's text.
        project: String,
        /// The proposals, for rows that nobody looked at.
        candidates: Candidates,
        /// The date on the document.
        today: NaiveDate,
    },
}

/// What a job came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// A list was read.
    Read {
        /// The table and what was found in it.
        table: Checked<Table>,
        /// How its columns are read, as proposed.
        columns: ColumnPlan,
    },
    /// Proposals for every feature.
    Matched(Candidates),
    /// A document.
    Made {
        /// Name for the file.
        name: String,
        /// Content; it travels beside the answer, not as text.
        #[serde(skip)]
        bytes: Vec<u8>,
    },
    /// It could not be done; the message says why and what to do.
    Failed(String),
}

/// What the worker tells the page, one message each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromWorker {
    /// So much of it is done.
    Progress {
        /// The request's number.
        number: u32,
        /// Steps done.
        done: u32,
        /// Steps in all.
        total: u32,
    },
    /// It is done.
    Done {
        /// The request's number.
        number: u32,
        /// What it came to.
        answer: Answer,
    },
}

/// What the page tells the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToWorker {
    /// The request's number.
    pub number: u32,
    /// The job.
    pub job: Job,
}

/// A message as text and the bytes that travel beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wire {
    /// The message as JSON.
    pub text: String,
    /// Content of a file; empty when there is none.
    pub bytes: Rc<Vec<u8>>,
}

impl ToWorker {
    /// The message for the wire.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which the types rule out.
    pub fn wire(&self) -> Result<Wire, serde_json::Error> {
        let bytes = match &self.job {
            Job::Read { bytes, .. } => Rc::clone(bytes),
            _ => Rc::default(),
        };
        Ok(Wire { text: serde_json::to_string(self)?, bytes })
    }

    /// The message from the wire.
    ///
    /// # Errors
    /// When the text is no such message.
    pub fn unwire(wire: Wire) -> Result<ToWorker, serde_json::Error> {
        let mut message: ToWorker = serde_json::from_str(&wire.text)?;
        if let Job::Read { bytes, .. } = &mut message.job {
            *bytes = wire.bytes;
        }
        Ok(message)
    }
}

impl FromWorker {
    /// The message for the wire.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which the types rule out.
    pub fn wire(mut self) -> Result<Wire, serde_json::Error> {
        let bytes = match &mut self {
            FromWorker::Done { answer: Answer::Made { bytes, .. }, .. } => std::mem::take(bytes),
            _ => Vec::new(),
        };
        Ok(Wire { text: serde_json::to_string(&self)?, bytes: Rc::new(bytes) })
    }

    /// The message from the wire.
    ///
    /// # Errors
    /// When the text is no such message.
    pub fn unwire(wire: Wire) -> Result<FromWorker, serde_json::Error> {
        let mut message: FromWorker = serde_json::from_str(&wire.text)?;
        if let FromWorker::Done { answer: Answer::Made { bytes, .. }, .. } = &mut message {
            *bytes = Rc::unwrap_or_clone(wire.bytes);
        }
        Ok(message)
    }
}

/// Does a job. `progress` is told how far it is.
pub fn run(job: Job, progress: &mut dyn FnMut(u32, u32)) -> Answer {
    match job {
        Job::Read { file, bytes, overrides } => read(&file, &bytes, overrides),
        Job::ReadSample(sample, overrides) => read(sample.file(), sample.bytes(), overrides),
        Job::Match { project } => match file::open(project.as_bytes()) {
            Ok(opened) => {
                let knowledge = Knowledge::builtin();
                let index = Index::new(&knowledge.catalogue, &terms::builtin());
                let inventory = inventory_of(&opened.project).value;
                Answer::Matched(rank::rank(&index, &inventory, opened.project.product, progress))
            }
            Err(error) => Answer::Failed(error.to_string()),
        },
        Job::Export { what, project, candidates, today } => match file::open(project.as_bytes()) {
            Ok(opened) => {
                progress(0, 2);
                let knowledge = Knowledge::builtin();
                let assessment = assess(&knowledge, &Rc::new(opened.project), &Rc::new(candidates), None);
                progress(1, 2);
                let report = report::build::build(&knowledge, &assessment, today);
                match export::write(what, &knowledge, &assessment, &report, today) {
                    Ok(made) => Answer::Made { name: made.name, bytes: made.bytes },
                    Err(error) => Answer::Failed(error.to_string()),
                }
            }
            Err(error) => Answer::Failed(error.to_string()),
        },
    }
}

fn read(file: &str, bytes: &[u8], overrides: Overrides) -> Answer {
    match delimited::read(file, bytes, overrides) {
        Ok(table) => {
            let columns = propose::propose(&table.value);
            Answer::Read { table, columns }
        }
        Err(error) => Answer::Failed(error.to_string()),
    }
}
