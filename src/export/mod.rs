//! Writing documents: siblings over `Report` and `Assessment`, none importing another.
//! They compute nothing; what a document says is decided in `report`.

pub mod csv;
pub mod html;
pub mod icalendar;
pub mod ink;
pub mod markdown;
pub mod mermaid;
pub mod mspdi;
pub mod svg;
pub mod trackers;

use crate::assess::{Assessment, Knowledge};
use crate::report::drawing::Drawing;
use crate::report::{self, Report};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::ops::Deref;
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
    /// The row ledger as CSV.
    Ledger,
    /// The plan as CSV.
    Plan,
    /// The plan's milestones, messages and moves as an iCalendar file.
    Calendar,
    /// The plan as Microsoft Project XML.
    Project,
    /// The plan as CSV for Jira's importer.
    Jira,
    /// The plan as CSV for the importer of Azure DevOps.
    AzureDevops,
    /// The plan as CSV with the columns of Planner.
    Planner,
    /// The plan as a Mermaid gantt chart.
    Mermaid,
    /// The plan as Markdown.
    Markdown,
    /// The drawing of the plan as SVG.
    Drawing,
    /// The drawing of the plan as PNG, which the browser paints.
    Picture,
}

impl Deliverable {
    /// Every document in screen order.
    pub const ALL: [Deliverable; 14] = [
        Deliverable::Report,
        Deliverable::Gaps,
        Deliverable::Questions,
        Deliverable::Ledger,
        Deliverable::Plan,
        Deliverable::Calendar,
        Deliverable::Project,
        Deliverable::Jira,
        Deliverable::AzureDevops,
        Deliverable::Planner,
        Deliverable::Mermaid,
        Deliverable::Markdown,
        Deliverable::Drawing,
        Deliverable::Picture,
    ];

    /// Whether it is the plan in another form.
    pub fn is_plan(self) -> bool {
        self >= Deliverable::Plan
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Deliverable::Report => "the report",
            Deliverable::Gaps => "the gap list",
            Deliverable::Questions => "the ask list",
            Deliverable::Plan => "the plan",
            Deliverable::Calendar => "the calendar",
            Deliverable::Project => "the plan for Microsoft Project",
            Deliverable::Jira => "the plan for Jira",
            Deliverable::AzureDevops => "the plan for Azure DevOps",
            Deliverable::Planner => "the plan for Planner",
            Deliverable::Mermaid => "the plan as Mermaid",
            Deliverable::Markdown => "the plan as Markdown",
            Deliverable::Drawing => "the drawing",
            Deliverable::Picture => "the picture",
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
            Deliverable::Jira => "jira.csv",
            Deliverable::AzureDevops => "azure-devops.csv",
            Deliverable::Planner => "planner.csv",
            Deliverable::Mermaid => "plan.mmd",
            Deliverable::Markdown => "plan.md",
            Deliverable::Drawing => "plan.svg",
            Deliverable::Picture => "plan.png",
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
    /// The plan is longer than a drawing of it.
    #[error("A plan of more than twenty years is not drawn.")]
    TooLong,
    /// The writer failed.
    #[error("The file could not be written: {0}")]
    Write(String),
}

/// Makes a document. The report is asked for only where the document is made of it: it takes far longer than a table.
///
/// # Errors
/// When there is nothing to write, or the writer fails.
pub fn write(
    what: Deliverable,
    knowledge: &Knowledge,
    assessment: &Assessment,
    report: impl Deref<Target = Report>,
    today: NaiveDate,
) -> Result<Made, ExportError> {
    let bytes = match what {
        Deliverable::Report => html::write(&report).into_bytes(),
        Deliverable::Gaps => csv::gaps(knowledge, assessment)?,
        Deliverable::Questions => csv::questions(assessment)?,
        Deliverable::Plan => csv::plan(assessment)?,
        Deliverable::Calendar => icalendar::write(assessment, today)?.into_bytes(),
        Deliverable::Project => mspdi::plan::write(assessment)?.into_bytes(),
        Deliverable::Jira => trackers::jira(assessment)?,
        Deliverable::AzureDevops => trackers::azure_devops(assessment)?,
        Deliverable::Planner => trackers::planner(assessment)?,
        Deliverable::Mermaid => mermaid::write(assessment)?.into_bytes(),
        Deliverable::Markdown => markdown::write(assessment, &report)?.into_bytes(),
        // What the picture shows; `drawn` is what the browser paints.
        Deliverable::Drawing | Deliverable::Picture => svg::write(&drawn(assessment)?).into_bytes(),
        Deliverable::Ledger => csv::ledger(assessment)?,
    };
    let made = Made { name: file_name(&assessment.project.name, what), bytes };
    Ok(made)
}

/// The drawing of the plan.
///
/// # Errors
/// When there is no plan, or it is too long to be drawn.
pub fn drawn(assessment: &Assessment) -> Result<Drawing, ExportError> {
    let plan = assessment.plan.value.as_ref().ok_or(ExportError::NoPlan)?;
    report::plan::timeline(plan, &assessment.project.plan).ok_or(ExportError::TooLong)
}

/// The name of a document's file.
pub fn file_name(project: &str, what: Deliverable) -> String {
    let stem: String = project
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    let stem = stem.split_whitespace().collect::<Vec<_>>().join("-");
    if stem.is_empty() { what.file().to_owned() } else { format!("{stem}-{}", what.file()) }
}
