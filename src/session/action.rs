//! Everything that can happen to a session: what the consultant does, and what the world answers.
//! Plain data; `update` says what each does.

use super::facets::Facet;
use super::given::{Given, Source};
use super::job::Answer;
use super::judging::Judge;
use super::listed::Stroke;
use super::packs::PackEdit;
use super::request::Purpose;
use super::state::KeptProject;
use super::view::{GapFilter, GapSort, LineFilter, Page};
use crate::calendar::public::HolidayPlace;
use crate::devices::Field;
use crate::estate::Estate;
use crate::export::Deliverable;
use crate::gap::GapDecision;
use crate::intake::{Meaning, Role, earlier::Difference, priorities::Highest};
use crate::matching::decision::Decision;
use crate::model::capability_id::CapabilityId;
use crate::model::licence::LicenceScenario;
use crate::model::platform::Platform;
use crate::model::product::SourceProduct;
use crate::model::row::RowId;
use crate::plan::{PlanSettings, TaskEdit};
use crate::project::Project;
use crate::project::ask::AskList;
use crate::readiness;
use crate::report::drawing::timeline::Look;
use crate::table::{Encoding, Quote, Separator};
use smol_str::SmolStr;
use std::rc::Rc;

/// One thing that happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A change of the project, which can be undone.
    Edit(Edit),
    /// A step of an import.
    Import(Import),
    /// A step of judging matches.
    Judge(Judge),
    /// A change of what the screen shows.
    Show(Show),
    /// A key in the list of Match or Gaps.
    Stroke(Stroke),
    /// Go one change back.
    Undo,
    /// Go one change forward.
    Redo,
    /// Begin an empty project.
    NewProject,
    /// Choose a file.
    Pick(Purpose),
    /// Open a project file, by its name.
    Open(String, Source),
    /// Add days off from what bears a name.
    Holidays(String, Source),
    /// Add the public holidays of a place in the years of the plan.
    PublicHolidays(HolidayPlace),
    /// Set a time of a usual day or of a weekday with other hours: 0 when work begins, 1 and 2 its break, 3 when it ends.
    Time(Option<u8>, usize, String),
    /// Lay a pack from a file of this name over the others.
    Pack(String, Source),
    /// A file could not be read; the message says why.
    FileFailed(String),
    /// Save a pack to a file, by its name.
    SavePack(String),
    /// Save the project to a file.
    Save,
    /// The project was handed over as a file.
    FileSaved {
        /// The file's name.
        name: String,
        /// The time of day, as text.
        at: String,
        /// What it holds.
        project: Rc<Project>,
    },
    /// Make a document and save it.
    Deliver(Deliverable),
    /// The worker got on.
    JobProgress {
        /// The request's number.
        number: u32,
        /// Steps done.
        done: u32,
        /// Steps in all.
        total: u32,
    },
    /// The worker is done.
    JobDone {
        /// The request's number.
        number: u32,
        /// What came of it.
        answer: Box<Answer>,
    },
    /// The worker died or could not start.
    JobFailed {
        /// The request's number.
        number: u32,
        /// Why.
        message: String,
    },
    /// Stop all jobs.
    CancelJobs,
    /// Look for matches again after a failure.
    MatchAgain,
    /// Date the plan again after a failure.
    PlanAgain,
    /// The moment to keep the project in the browser has come.
    KeepNow,
    /// The browser kept a project at a time of day, or could not.
    Kept(Rc<Project>, Result<String, String>),
    /// Projects were found in the browser at the start.
    KeptFound(Vec<KeptProject>),
    /// Go on with a kept project.
    Restore(String),
    /// Forget a kept project.
    Forget(String),
    /// Take a line away.
    Dismiss(usize),
    /// Print the page.
    Print,
    /// Go on with what a long list left open.
    GoOn,
}

/// A change of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The customer's name.
    Name(String),
    /// The product that the customer leaves.
    Product(Option<SourceProduct>),
    /// Decide on matches; `None` takes the decision back.
    Decide(Vec<(RowId, Option<Decision>)>),
    /// Close a feature that only an earlier list has, or open it again.
    Close(RowId, bool),
    /// Own words and own capabilities.
    Packs(PackEdit),
    /// Accept for rows that the catalogue has changed since they were judged.
    Accept(Vec<RowId>),
    /// A note on a feature.
    Note(RowId, String),
    /// The customer's answers.
    AskList(AskList),
    /// A word on a gap.
    Gap(RowId, GapDecision),
    /// Licences held.
    Licences(LicenceScenario),
    /// An answer of the questionnaire.
    Answer(String, readiness::Answer),
    /// Devices.
    Estate(Estate),
    /// Settings of the plan.
    Plan(Box<PlanSettings>),
    /// A change of a task; `None` takes it back.
    Task(String, Option<Box<TaskEdit>>),
}

/// A step of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Import {
    /// Look at lists, one after the other.
    Give(Vec<Given>),
    /// Read again with another encoding; `None` detects it.
    Encoding(Option<Encoding>),
    /// Read again with another separator; `None` detects it.
    Separator(Option<Separator>),
    /// Read again with another quotation mark; `None` detects it.
    Quote(Option<Quote>),
    /// Read another sheet of the workbook, from 0.
    Sheet(u32),
    /// Another header record, `None` when there is none, and whether it has two rows.
    Header(Option<usize>, bool),
    /// Read a part of the table's shape this way or the other.
    Shape(Shape, bool),
    /// Keep a line as a feature or set it aside; `None` leaves it to the rules.
    Line(RowId, Option<bool>),
    /// Another role for a column.
    Role(usize, Role),
    /// What a value means.
    Meaning(Meaning),
    /// Which numbers are the high priorities.
    Numbers(Option<Highest>),
    /// The product that the list comes from.
    Product(Option<SourceProduct>),
    /// Take these differences from the list in use over, or leave them away.
    Accept(Vec<Difference>, bool),
    /// Count the list as devices, or read it as features after all.
    Devices(bool),
    /// What a column of a device list holds.
    Field(usize, Field),
    /// The platform that a value of a device list means; `None` when it means none.
    Means(String, Option<Platform>),
    /// Use the list.
    Use,
    /// Leave the list alone.
    Discard,
    /// Look at the present list again.
    Reopen,
}

/// A part of a table's shape that may be read in two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Whether single texts head sections.
    Sections,
    /// Whether a blank category means the one above.
    Fill,
    /// Whether notes below the table are set aside.
    Notes,
}

/// A change of what the screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Show {
    /// A page.
    Page(Page),
    /// An entry of the catalogue.
    Capability(CapabilityId),
    /// A feature in the side panel.
    Row(Option<RowId>),
    /// A line of the list that is looked at.
    Line(Option<RowId>),
    /// Which records the list shows.
    LineFilter(LineFilter),
    /// A value of a facet of Match, or none.
    Facet(Facet, Option<SmolStr>),
    /// The column whose values are a facet of Match.
    FacetColumn(SmolStr),
    /// No facet and no search on Match; the state stays.
    NoFacets,
    /// The ask list in place of the features.
    Ask,
    /// Search of Match.
    MatchSearch(String),
    /// Filter of Gaps.
    GapFilter(GapFilter),
    /// Search of Gaps.
    GapSearch(String),
    /// Sorting of Gaps.
    GapSort(GapSort),
    /// What is looked up in the catalogue.
    Lookup(String),
    /// Tables with all rows.
    PlainTables(bool),
    /// How the plan is drawn.
    PlanLook(Look),
}
