//! The readiness questionnaire over the guide's nine areas, and what its answers raise.
//! Raised tasks are dated by `plan`, not here.

pub mod questions;
pub mod summary;

use crate::model::area::{Area, Stage};
use crate::model::keyed::keyed;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What was answered. A question without an answer is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Nobody in the room knew.
    Unknown,
}

keyed!(Reply);

impl Reply {
    /// The key in project files.
    pub fn key(self) -> &'static str {
        match self {
            Reply::Yes => "yes",
            Reply::No => "no",
            Reply::Unknown => "unknown",
        }
    }

    /// The word of a key.
    pub fn from_key(key: &str) -> Option<Reply> {
        [Reply::Yes, Reply::No, Reply::Unknown].into_iter().find(|word| word.key() == key)
    }
}

impl Reply {
    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Reply::Yes => "Yes",
            Reply::No => "No",
            Reply::Unknown => "Unknown",
        }
    }
}

/// The consultant's answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The reply; `None` when only a note was written.
    pub reply: Option<Reply>,
    /// Free text, verbatim.
    pub note: String,
}

/// What a bad answer means for the migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The migration cannot go on without it.
    Blocker,
    /// Something may go wrong.
    Risk,
    /// Work to do.
    Task,
}

impl Effect {
    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Effect::Blocker => "Blocker",
            Effect::Risk => "Risk",
            Effect::Task => "Task",
        }
    }
}

/// One question of the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Stable id.
    pub id: String,
    /// The consideration area.
    pub area: Area,
    /// The question, answered by yes, no or unknown.
    pub text: String,
    /// Why it matters.
    pub why: String,
    /// The answer that means ready.
    pub good: Reply,
    /// What any other answer means.
    pub effect: Effect,
    /// The task or risk that it raises.
    pub raises: String,
    /// The role that does it.
    pub role: String,
    /// Working days to put it right; 0 for a pure risk.
    pub days: u16,
    /// The stage in which it must be done.
    pub stage: Stage,
    /// `guide`, `reference: timeline` or `experience`.
    pub source: String,
}

/// The state of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Answered as it should be.
    Ready,
    /// Answered otherwise.
    NotReady,
    /// Asked, not known.
    Unknown,
    /// Not answered.
    Open,
}

/// A task, risk or blocker that an answer raises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// The question's id.
    pub question: String,
    /// Its area.
    pub area: Area,
    /// What it means.
    pub effect: Effect,
    /// Name of the task or risk.
    pub name: String,
    /// Whether the answer was no, unknown or missing.
    pub standing: Standing,
    /// The role that does it.
    pub role: String,
    /// Working days; 0 for a pure risk.
    pub days: u16,
    /// When it must be done.
    pub stage: Stage,
    /// The consultant's note, verbatim.
    pub note: String,
}

/// The questionnaire's outcome.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Readiness {
    /// Per area: answered and asked.
    pub areas: Rc<Vec<AreaStanding>>,
    /// What bad and unknown answers raise, blockers first.
    pub raised: Rc<Vec<Raised>>,
}

/// The outcome of one area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaStanding {
    /// The area.
    pub area: Area,
    /// Questions in it.
    pub questions: u16,
    /// Answered yes, no or unknown.
    pub answered: u16,
    /// Answered as they should be.
    pub ready: u16,
}
