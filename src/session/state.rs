//! The state of a session: the project, what is derived from it, and what is going on.
//! It is changed only by `update`.

use super::facets::Found;
use super::given::Given;
use super::job::Job;
use super::request::{Numbered, Request};
use super::subject::Subject;
use super::undo::History;
use super::view::View;
pub use super::work::{Matching, Planning, Running, Work, Writing};
use crate::assess::{Judged, Knowledge, judge};
use crate::calendar::public::HolidayPlace;
use crate::devices::DeviceCounts;
use crate::diagnostic::Checked;
use crate::intake::{ColumnPlan, Inventory, compare::Comparison, earlier::Difference, grounds::Grounds};
use crate::matching::Candidates;
use crate::matching::packs::Conflict;
use crate::matching::why::WhyNot;
use crate::model::capability_id::CapabilityId;
use crate::model::product::SourceProduct;
use crate::model::sorted_map::SortedMap;
use crate::model::sorted_set::SortedSet;
use crate::project::Project;
use crate::report::Section;
use crate::report::shown::{Remedy, Shown};
use crate::table::{Overrides, Table};
use chrono::NaiveDate;
use std::rc::Rc;

/// How many lists that were read are remembered.
const LISTS: usize = 8;

/// A list that was read but is not used yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where it came from.
    pub given: Given,
    /// What the consultant chose instead of what was detected.
    pub overrides: Overrides,
    /// The table.
    pub table: Rc<Table>,
    /// What was found while reading it.
    pub findings: Rc<Vec<crate::diagnostic::Diagnostic>>,
    /// How its columns are read.
    pub columns: Rc<ColumnPlan>,
    /// Whether its columns are read as those of the list before, which had the same headings.
    pub remembered: bool,
    /// Why each column is read as proposed, in words.
    pub grounds: Rc<Vec<Grounds>>,
    /// Columns that compare products, of which one may be today's.
    pub products: Vec<usize>,
    /// Columns without any text.
    pub empty: Vec<usize>,
    /// Records with letters beyond ASCII.
    pub letters: u32,
    /// The features that it would give.
    pub inventory: Rc<Checked<Inventory>>,
    /// How they differ from those of the list in use; `None` when there is none or it is the same table.
    pub comparison: Option<Rc<Comparison>>,
    /// Differences that are not to be taken over.
    pub refused: Rc<SortedSet<Difference>>,
    /// The product that the list seems to come from, or that was chosen.
    pub product: Option<SourceProduct>,
}

/// A list of devices that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Where it came from.
    pub given: Given,
    /// What the consultant chose instead of what was detected.
    pub overrides: Overrides,
    /// The counts, with the plan by which the list is read, or will be as soon as the worker is done.
    pub counts: DeviceCounts,
}

/// The list of a project as the worker read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadList {
    /// The table that was read.
    pub table: Rc<Table>,
    /// How its columns were read.
    pub columns: Rc<ColumnPlan>,
    /// What came of it.
    pub inventory: Rc<Checked<Inventory>>,
}

impl ReadList {
    /// Whether it is the list of a project.
    pub fn is_of(&self, project: &Project) -> bool {
        let same_table = project.table.as_ref().is_some_and(|table| Rc::ptr_eq(table, &self.table));
        same_table && project.columns.as_ref().is_some_and(|columns| Rc::ptr_eq(columns, &self.columns))
    }
}

/// A line that the screen shows until it is dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether something went wrong.
    pub bad: bool,
    /// What happened and what to do.
    pub text: String,
}

/// The last save to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFile {
    /// The file's name.
    pub name: String,
    /// The time of day, as text.
    pub at: String,
    /// What was saved.
    pub project: Rc<Project>,
}

/// A project kept in the browser, found at the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptProject {
    /// Its slot.
    pub slot: String,
    /// Its name.
    pub name: String,
    /// How far it is, in words.
    pub summary: String,
    /// When, as text.
    pub at: String,
    /// The project file's text.
    pub json: Rc<str>,
}

/// Everything that the application knows while it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The built-in knowledge; empty until the worker has handed it over.
    pub knowledge: Rc<Knowledge>,
    /// The places whose public holidays the worker knows.
    pub places: Rc<Vec<HolidayPlace>>,
    /// The day, given by the page.
    pub today: NaiveDate,
    /// The slot in which the browser keeps this project.
    pub slot: String,
    /// What the consultant gave.
    pub project: Rc<Project>,
    /// Its list as features; empty until the worker has read it.
    pub list: Rc<Checked<Inventory>>,
    /// The latest lists that were read, so that undo needs no worker.
    pub lists: Rc<Vec<ReadList>>,
    /// The proposals for its list.
    pub candidates: Rc<Candidates>,
    /// Everything derived.
    pub assessment: Rc<Judged>,
    /// The dated plan as the worker made it; of an earlier state while it is at the next.
    pub plan: Rc<Checked<Option<Shown>>>,
    /// What binds it and what can be done; of an earlier plan while the worker is at it.
    pub remedy: Option<Rc<Remedy>>,
    /// How sure that plan is, once the worker has said it.
    pub outlook: Option<Rc<Vec<Section>>>,
    /// The same of an earlier plan, which stays on the page until it is said of the newest.
    pub earlier_outlook: Option<Rc<Vec<Section>>>,
    /// Why the capability that the screen asks about is not first, or the first candidate is.
    pub why: Option<Rc<WhyNot>>,
    /// The capabilities that were looked up, nearest first; `None` while nothing is.
    pub looked_up: Option<Rc<Vec<CapabilityId>>>,
    /// How the search for candidates stands.
    pub matching: Matching,
    /// How the plan stands.
    pub planning: Planning,
    /// Undo and redo.
    pub history: Rc<History>,
    /// A list that is being looked at.
    pub draft: Option<Rc<Draft>>,
    /// A list of devices that was counted but is not used yet.
    pub counted: Option<Rc<Counted>>,
    /// Lists that were given together with the present one and wait for their turn.
    pub queue: Rc<Vec<Given>>,
    /// Whether the draft is to be used as soon as it is read.
    pub use_when_read: bool,
    /// The present list's source, while the page is open.
    pub source: Option<Rc<Draft>>,
    /// Where the packs disagree; empty until the worker has looked.
    pub conflicts: Rc<Vec<Conflict>>,
    /// What was found in the pack that was read last.
    pub pack_findings: Rc<Vec<crate::diagnostic::Diagnostic>>,
    /// Jobs in the worker by request number.
    pub running: Rc<SortedMap<u32, Running>>,
    /// The last save to a file.
    pub saved: Option<Rc<SavedFile>>,
    /// When the browser last kept the project, as text; `Err` when it could not.
    pub kept: Option<Result<String, String>>,
    /// The project that the browser kept last.
    pub kept_project: Option<Rc<Project>>,
    /// Projects kept in the browser by earlier visits.
    pub kept_projects: Rc<Vec<KeptProject>>,
    /// Lines to show.
    pub notices: Rc<Vec<Notice>>,
    /// The screen.
    pub view: View,
    /// What was found out for the screen.
    pub found: Found,
    /// Requests that nobody has taken yet, oldest first.
    pub outbox: Rc<Vec<Numbered>>,
    /// The number of the last request.
    pub last_number: u32,
}

impl Session {
    /// An empty session on a day; `slot` names the place where the browser keeps it.
    pub fn new(knowledge: Rc<Knowledge>, today: NaiveDate, slot: impl Into<String>) -> Session {
        let project = Rc::new(Project::default());
        let candidates = Rc::new(Candidates::default());
        let list = Rc::default();
        let assessment = Rc::new(judge(&knowledge, &project, &list, &candidates, None, usize::MAX));
        Session {
            knowledge,
            places: Rc::default(),
            today,
            slot: slot.into(),
            project,
            list,
            lists: Rc::default(),
            candidates,
            assessment,
            plan: Rc::default(),
            remedy: None,
            outlook: None,
            earlier_outlook: None,
            why: None,
            looked_up: None,
            matching: Matching::Idle,
            planning: Planning::Current,
            history: Rc::default(),
            draft: None,
            counted: None,
            queue: Rc::default(),
            use_when_read: false,
            source: None,
            conflicts: Rc::default(),
            pack_findings: Rc::default(),
            running: Rc::default(),
            saved: None,
            kept: None,
            kept_project: None,
            kept_projects: Rc::default(),
            notices: Rc::default(),
            view: View::default(),
            found: Found::default(),
            outbox: Rc::default(),
            last_number: 0,
        }
    }

    /// An empty session that asks the worker for what the program knows.
    pub fn to_be_told(today: NaiveDate, slot: impl Into<String>) -> Session {
        let mut session = Session::new(Rc::default(), today, slot);
        session.learn();
        session
    }

    /// Asks the worker for what the program knows, unless it is known or asked for.
    pub fn learn(&mut self) {
        let asked = self.running.values().any(|running| running.work == Work::Knowing);
        if self.knowledge.catalogue.capabilities.is_empty() && !asked {
            self.run(Work::Knowing, Job::Know, Subject::default());
        }
    }

    /// Puts a request into the outbox and returns its number.
    pub fn request(&mut self, request: Request) -> u32 {
        self.last_number += 1;
        Rc::make_mut(&mut self.outbox).push(Numbered { number: self.last_number, request });
        self.last_number
    }

    /// Starts a job about the present project in the worker.
    pub fn start(&mut self, work: Work, job: Job) {
        self.start_about(Rc::clone(&self.project), work, job);
    }

    /// Starts a job about a project in the worker.
    pub fn start_about(&mut self, project: Rc<Project>, work: Work, job: Job) {
        // A worker that died before may have left the question open.
        self.learn();
        self.run(
            work,
            job,
            Subject { project, candidates: Rc::clone(&self.candidates), ..Subject::default() },
        );
    }

    fn run(&mut self, work: Work, job: Job, subject: Subject) {
        let number = self.request(Request::Run { job, subject });
        Rc::make_mut(&mut self.running).insert(number, Running { work, done: 0, total: 0 });
    }

    /// Takes an answer of the reader into account for the project that has this table and these columns.
    pub fn remember(&mut self, read: ReadList) {
        let lists = Rc::make_mut(&mut self.lists);
        lists.retain(|known| {
            !(Rc::ptr_eq(&known.table, &read.table) && Rc::ptr_eq(&known.columns, &read.columns))
        });
        lists.insert(0, read);
        lists.truncate(LISTS);
    }

    /// Shows a line.
    pub fn tell(&mut self, bad: bool, text: impl Into<String>) {
        Rc::make_mut(&mut self.notices).push(Notice { bad, text: text.into() });
    }

    /// Whether what can be done about the newest plan is still being looked for.
    pub fn awaits_remedy(&self) -> bool {
        let looks = |running: &Running| running.work == Work::Remedy;
        matches!(self.planning, Planning::Running(_)) || self.running.values().any(looks)
    }

    /// Whether the project has changes that no file holds.
    pub fn is_unsaved(&self) -> bool {
        match &self.saved {
            Some(saved) => !Rc::ptr_eq(&saved.project, &self.project) && saved.project != self.project,
            None => !self.project.is_empty(),
        }
    }

    /// Whether the browser keeps the project as it is now.
    pub fn is_kept(&self) -> bool {
        self.kept_project.as_ref().is_some_and(|kept| Rc::ptr_eq(kept, &self.project))
    }

    /// How far the project is, in words: "92 of 140 features judged".
    pub fn progress(&self) -> String {
        let features = self.assessment.inventory.value.features.len();
        if features == 0 {
            return "no list yet".to_owned();
        }
        let settled = super::facets::settled(self);
        format!("{settled} of {features} features judged")
    }
}
