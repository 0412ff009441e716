//! Work for the worker: reading files, matching, exports. Natively a job is a plain function call.
//! The page only makes jobs and reads answers; `run` is linked into the worker.

use super::look::{Look, Memory, Seen};
use super::pieces::{PIECE, Piece};
use crate::assess::{Knowledge, assess_alone, inventory_of};
use crate::catalogue::load;
use crate::diagnostic::Checked;
use crate::export::{self, Deliverable};
use crate::intake::{Feature, Inventory};
use crate::matching::{Candidates, index::Index, rank, vocabulary::Vocabulary};
use crate::project::file;
use crate::readiness::questions;
use crate::report;
use crate::table::Cells;
use crate::table::Content;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A piece of work with everything it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// Hand over what the program knows.
    Know,
    /// Look at a list that was given.
    Look(Box<Look>),
    /// Read the list of a project.
    List {
        /// The project file's text.
        project: String,
    },
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
    /// What the program knows, as packed data files.
    Known {
        /// The capabilities.
        capabilities: String,
        /// The questions.
        questions: String,
    },
    /// A list as it will be read, or what it counts; the cells travel beside the answer, not in it.
    Looked(Seen),
    /// The list of a project as features.
    Listed(Checked<Inventory>),
    /// Proposals for every feature.
    Matched(Candidates),
    /// A document.
    Made {
        /// Name for the file.
        name: String,
        /// Content; it travels beside the answer, not in it.
        #[serde(skip)]
        bytes: Vec<u8>,
    },
    /// It could not be done; the message says why and what to do.
    Failed(String),
}

/// What the worker tells the page.
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

/// What a message on the wire holds: a list of many features travels before its answer, in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Packet {
    /// Features of the answer that follows.
    Features(Piece),
    /// All but these features.
    Message(FromWorker),
}

/// Puts the messages of the worker together again.
#[derive(Debug, Default)]
pub struct Hearing {
    /// Features that came before their answer.
    features: Vec<Rc<Feature>>,
}

/// What the page tells the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToWorker {
    /// The request's number.
    pub number: u32,
    /// The job.
    pub job: Job,
}

/// A message and the bytes that travel beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wire {
    /// The message in postcard's form.
    pub message: Vec<u8>,
    /// Content of a document or the cells of a table; empty when there is none.
    pub bytes: Vec<u8>,
}

impl ToWorker {
    /// The message for the wire.
    ///
    /// # Errors
    /// When it cannot be written, which the types rule out.
    pub fn wire(&self) -> Result<Wire, postcard::Error> {
        Ok(Wire { message: postcard::to_allocvec(self)?, bytes: Vec::new() })
    }

    /// The message from the wire.
    ///
    /// # Errors
    /// When the bytes are no such message.
    pub fn unwire(wire: &Wire) -> Result<ToWorker, postcard::Error> {
        postcard::from_bytes(&wire.message)
    }
}

impl FromWorker {
    /// The messages for the wire, in order.
    ///
    /// # Errors
    /// When they cannot be written, which the types rule out.
    pub fn wires(mut self) -> Result<Vec<Wire>, postcard::Error> {
        let features =
            self.inventory().map(|inventory| std::mem::take(&mut inventory.features)).unwrap_or_default();
        let mut wires = Vec::new();
        for piece in features.chunks(PIECE) {
            let message = postcard::to_allocvec(&Packet::Features(Piece::pack(piece)))?;
            wires.push(Wire { message, bytes: Vec::new() });
        }
        let bytes = match &mut self {
            FromWorker::Done { answer: Answer::Made { bytes, .. }, .. } => std::mem::take(bytes),
            FromWorker::Done { answer: Answer::Looked(Seen::List(looked)), .. } => match &mut looked.table {
                Some(table) => std::mem::take(&mut table.value.records).to_bytes(),
                None => Vec::new(),
            },
            _ => Vec::new(),
        };
        wires.push(Wire { message: postcard::to_allocvec(&Packet::Message(self))?, bytes });
        Ok(wires)
    }

    /// The features that an answer holds.
    fn inventory(&mut self) -> Option<&mut Inventory> {
        match self {
            FromWorker::Done { answer: Answer::Looked(Seen::List(looked)), .. } => {
                Some(&mut looked.inventory.value)
            }
            FromWorker::Done { answer: Answer::Listed(inventory), .. } => Some(&mut inventory.value),
            _ => None,
        }
    }
}

impl Hearing {
    /// The message from the wire; `None` for a piece of one.
    ///
    /// # Errors
    /// When the bytes are no such message.
    pub fn hear(&mut self, wire: Wire) -> Result<Option<FromWorker>, postcard::Error> {
        let mut message = match postcard::from_bytes(&wire.message)? {
            Packet::Message(message) => message,
            Packet::Features(piece) => {
                let more = piece.unpack().ok_or(postcard::Error::DeserializeBadEncoding)?;
                self.features.extend(more);
                return Ok(None);
            }
        };
        match &mut message {
            FromWorker::Done { answer: Answer::Made { bytes, .. }, .. } => *bytes = wire.bytes,
            FromWorker::Done { answer: Answer::Looked(Seen::List(looked)), .. } => {
                if let Some(table) = &mut looked.table {
                    table.value.records = Cells::from_bytes(wire.bytes).unwrap_or_default();
                }
            }
            _ => {}
        }
        if let Some(inventory) = message.inventory() {
            inventory.features = Rc::new(std::mem::take(&mut self.features));
        }
        Ok(Some(message))
    }
}

/// Does a job. `content` is the file that it is about, if it is about one; `progress` is told how far it is.
pub fn run(
    job: Job,
    memory: &mut Memory,
    content: Option<&dyn Content>,
    progress: &mut dyn FnMut(u32, u32),
) -> Answer {
    match job {
        Job::Know => Answer::Known {
            capabilities: load::builtin_text().to_owned(),
            questions: questions::builtin_text().to_owned(),
        },
        Job::Look(look) => match memory.look(*look, content, progress) {
            Ok(seen) => Answer::Looked(seen),
            Err(message) => Answer::Failed(message),
        },
        Job::List { project } => match file::open(project.as_bytes()) {
            Ok(opened) => Answer::Listed(inventory_of(&opened.project)),
            Err(error) => Answer::Failed(error.to_string()),
        },
        Job::Match { project } => match file::open(project.as_bytes()) {
            Ok(opened) => {
                let knowledge = Knowledge::builtin();
                let index = Index::new(&knowledge.catalogue, &Vocabulary::builtin());
                let inventory = inventory_of(&opened.project).value;
                Answer::Matched(rank::rank(&index, &inventory, opened.project.product, progress))
            }
            Err(error) => Answer::Failed(error.to_string()),
        },
        Job::Export { what, project, candidates, today } => match file::open(project.as_bytes()) {
            Ok(opened) => {
                progress(0, 2);
                let knowledge = Knowledge::builtin();
                let assessment = assess_alone(&knowledge, opened.project, candidates);
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
