//! Writing documents: siblings over `Report` and `Assessment`, none importing another.
//! They compute nothing; what a document says is decided in `report`.

pub mod csv;
pub mod html;
pub mod icalendar;
pub mod mspdi;
pub mod svg;

use crate::assess::{Assessment, Knowledge};
use crate::report::Report;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A document that can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Deliverable {
    /// The printable report in one HTML file.
    Report,
    /// The gap list as CSV.
    Gaps,
    /// The ask list as CSV.
    Questions,
    /// The plan as CSV.
    Plan,
    /// The plan as an iCalendar file.
    Calendar,
    /// The plan as Microsoft Project XML.
    Project,
    /// The row ledger as CSV.
    Ledger,
}

impl Deliverable {
    /// Every document in screen order.
    pub const ALL: [Deliverable; 7] = [
        Deliverable::Report,
        Deliverable::Gaps,
        Deliverable::Questions,
        Deliverable::Plan,
        Deliverable::Calendar,
        Deliverable::Project,
        Deliverable::Ledger,
    ];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Deliverable::Report => "the report",
            Deliverable::Gaps => "the gap list",
            Deliverable::Questions => "the ask list",
            Deliverable::Plan => "the plan",
            Deliverable::Calendar => "the calendar",
            Deliverable::Project => "the plan for Microsoft Project",
            Deliverable::Ledger => "the row ledger",
        }
    }

    /// The file's name.
    pub fn file(self) -> &'static str {
        match self {
            Deliverable::Report => "report.html",
            Deliverable::Gaps => "gaps.csv",
            Deliverable::Questions => "questions.csv",
            Deliverable::Plan => "plan.csv",
            Deliverable::Calendar => "plan.ics",
            Deliverable::Project => "plan.xml",
            Deliverable::Ledger => "rows.csv",
        }
    }
}

/// A document as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Name for the file.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Why a document could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExportError {
    /// There is no plan to write.
    #[error("There is no plan yet: set a start date on the Plan page.")]
    NoPlan,
    /// The writer failed.
    #[error("The file could not be written: {0}")]
    Write(String),
}

/// Makes a document.
///
/// # Errors
/// When there is nothing to write, or the writer fails.
pub fn write(
    what: Deliverable,
    knowledge: &Knowledge,
    assessment: &Assessment,
    report: &Report,
    today: NaiveDate,
) -> Result<Made, ExportError> {
    let bytes = match what {
        Deliverable::Report => html::write(report).into_bytes(),
        Deliverable::Gaps => csv::gaps(knowledge, assessment)?,
        Deliverable::Questions => csv::questions(assessment)?,
        Deliverable::Plan => csv::plan(assessment)?,
        Deliverable::Calendar => icalendar::write(assessment, today)?.into_bytes(),
        Deliverable::Project => mspdi::plan::write(assessment)?.into_bytes(),
        Deliverable::Ledger => csv::ledger(assessment)?,
    };
    let made = Made { name: file_name(&assessment.project.name, what), bytes };
    Ok(made)
}

fn file_name(project: &str, what: Deliverable) -> String {
    let stem: String = project
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    let stem = stem.split_whitespace().collect::<Vec<_>>().join("-");
    if stem.is_empty() { what.file().to_owned() } else { format!("{stem}-{}", what.file()) }
}
