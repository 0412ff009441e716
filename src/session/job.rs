//! Work for the worker: reading files, matching, exports. Natively a job is a plain function call.
//! The page only makes jobs and reads answers; `run` is linked into the worker.

use super::samples::Sample;
use crate::assess::{Knowledge, assess};
use crate::catalogue::terms;
use crate::diagnostic::Checked;
use crate::export::{self, Deliverable};
use crate::intake::{ColumnPlan, Inventory, propose};
use crate::matching::{Candidates, index::Index, rank};
use crate::model::product::SourceProduct;
use crate::project::Project;
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
        /// Its content.
        bytes: Rc<Vec<u8>>,
        /// What the consultant chose.
        overrides: Overrides,
    },
    /// Read a built-in sample.
    ReadSample(Sample, Overrides),
    /// Rank the capabilities for every feature.
    Match {
        /// The features.
        inventory: Inventory,
        /// The product they come from.
        product: Option<SourceProduct>,
    },
    /// Make a document.
    Export {
        /// Which.
        what: Deliverable,
        /// Of what.
        project: Box<Project>,
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
        /// Content.
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

/// Does a job. `progress` is told how far it is.
pub fn run(job: Job, progress: &mut dyn FnMut(u32, u32)) -> Answer {
    match job {
        Job::Read { file, bytes, overrides } => read(&file, &bytes, overrides),
        Job::ReadSample(sample, overrides) => read(sample.file(), sample.bytes(), overrides),
        Job::Match { inventory, product } => {
            let knowledge = Knowledge::builtin();
            let index = Index::new(&knowledge.catalogue, &terms::builtin());
            Answer::Matched(rank::rank(&index, &inventory, product, progress))
        }
        Job::Export { what, project, candidates, today } => {
            progress(0, 2);
            let knowledge = Knowledge::builtin();
            let assessment = assess(&knowledge, &Rc::new(*project), &Rc::new(candidates), None);
            progress(1, 2);
            let report = report::build::build(&knowledge, &assessment, today);
            match export::write(what, &knowledge, &assessment, &report, today) {
                Ok(made) => Answer::Made { name: made.name, bytes: made.bytes },
                Err(error) => Answer::Failed(error.to_string()),
            }
        }
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
