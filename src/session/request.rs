//! Side effects as data: what the session asks of the world.
//! `ui::effects` performs them and answers with actions; tests play the browser.

use super::job::Job;
use super::subject::Subject;
use crate::project::Project;
use std::rc::Rc;

/// What a chosen file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// A customer's list, or a project: the content decides.
    Open,
    /// Holidays from a calendar file.
    Holidays,
    /// A sheet with the customer's answers.
    Answers,
    /// A pack of own words and capabilities.
    Pack,
}

/// Something the session cannot do itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Let the user choose a file; answered by `Import::Give`, `Action::Open` or `Action::Holidays`.
    PickFile(Purpose),
    /// Give the user a file; answered by `Action::FileSaved` when it is a project.
    SaveFile {
        /// Name with extension.
        name: String,
        /// Media type.
        mime: &'static str,
        /// Content.
        bytes: Vec<u8>,
        /// The project, if it is the project file.
        project: Option<Rc<Project>>,
    },
    /// Run a job in the worker; answered by progress and `Action::JobDone` or `Action::JobFailed`.
    Run {
        /// The job.
        job: Job,
        /// What it is about; the worker is told what it does not know yet.
        subject: Subject,
    },
    /// Let the page draw and hear, then go on with a long list; answered by `Action::GoOn`.
    GoOn,
    /// Stop whatever the worker does.
    CancelJobs,
    /// Keep the project in the browser; answered by `Action::Kept`.
    Keep {
        /// The slot.
        slot: String,
        /// Name of the project.
        name: String,
        /// How far it is, in words.
        summary: String,
        /// The project file's content.
        file: Vec<u8>,
        /// The project that it holds.
        project: Rc<Project>,
    },
    /// Forget a kept project.
    Forget(String),
    /// Print the page.
    Print,
}

/// A request with its number, unique in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// The number, which answers carry.
    pub number: u32,
    /// The request.
    pub request: Request,
}
