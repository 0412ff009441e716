//! What the worker is at for a session, and how what it makes stands.
//! It starts nothing; `state` and `jobs` do.

use super::given::Given;
use super::view::Page;
use crate::project::Project;
use crate::table::Overrides;
use std::rc::Rc;

/// What a running job is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// Gets what the program knows.
    Knowing,
    /// Reads a list into a draft.
    Reading(Given, Overrides),
    /// Reads the list of a project.
    Listing,
    /// Ranks candidates.
    Matching,
    /// Says why a capability is not first.
    Why,
    /// Finds the capabilities that a text means.
    Finding,
    /// Reads a sheet with answers.
    Answers(String),
    /// Dates the plan.
    Planning,
    /// Says what binds the plan, and what can be done.
    Remedy,
    /// Says how sure the plan is.
    Outlook,
    /// Makes a document.
    Exporting(&'static str),
    /// Writes the project file.
    Writing(Rc<Writing>),
    /// Reads a project file: its name, the slot in which the browser kept it, and the page on which it was asked for.
    Opening(String, Option<String>, Page),
    /// Reads days off from what bears a name.
    Holidays(String),
    /// Reads a pack from a file of this name.
    Packing(String),
    /// Looks for conflicts of packs.
    Comparing,
}

/// A project file that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// The project that it will hold.
    pub project: Rc<Project>,
    /// Where the browser is to keep it; `None` when it is handed over as a file.
    pub slot: Option<String>,
    /// How far the project is, in words.
    pub summary: String,
    /// Whether a worker died over it before.
    pub again: bool,
}

impl Work {
    /// What the screen says about it.
    pub fn label(&self) -> String {
        match self {
            Work::Knowing => "Reading the catalogue".to_owned(),
            Work::Reading(given, _) => format!("Reading {}", given.name()),
            Work::Listing => "Reading the list".to_owned(),
            Work::Matching => "Looking for matches".to_owned(),
            Work::Why => "Comparing".to_owned(),
            Work::Finding => "Looking up".to_owned(),
            Work::Answers(file) => format!("Reading {file}"),
            Work::Planning => "Dating the plan".to_owned(),
            Work::Remedy => "Looking for ways out".to_owned(),
            Work::Outlook => "Working out how sure the plan is".to_owned(),
            Work::Exporting(what) => format!("Making {what}"),
            Work::Writing(_) => "Saving the project".to_owned(),
            Work::Opening(name, ..) => format!("Opening {name}"),
            Work::Holidays(name) | Work::Packing(name) => format!("Reading {name}"),
            Work::Comparing => "Looking for conflicts of packs".to_owned(),
        }
    }

    /// Whether it goes on behind what the consultant does, who waits for nothing.
    pub fn is_quiet(&self) -> bool {
        match self {
            Work::Knowing
            | Work::Planning
            | Work::Remedy
            | Work::Outlook
            | Work::Comparing
            | Work::Why
            | Work::Finding => true,
            Work::Writing(writing) => writing.slot.is_some(),
            _ => false,
        }
    }
}

/// A running job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// What for.
    pub work: Work,
    /// Steps done.
    pub done: u32,
    /// Steps in all; 0 while unknown.
    pub total: u32,
}

/// How the search for candidates stands. Failed is never the same as "no match".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Matching {
    /// There is no list.
    #[default]
    Idle,
    /// The worker is at it.
    Running,
    /// The candidates are those of the present list.
    Done,
    /// It failed or was cancelled; the message says why.
    Failed(String),
}

/// How the plan stands. Until it is current, the last one is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Planning {
    /// It is that of the present project.
    #[default]
    Current,
    /// The worker is at it; `true` when it is to be asked, or asked again because something changed since.
    Running(bool),
    /// It failed; the message says why.
    Failed(String),
}
