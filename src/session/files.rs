//! Opening, saving and keeping projects, and what else comes from files.
//! A file that cannot be read changes nothing.

use super::given::Source;
use super::job::Job;
use super::request::Request;
use super::state::{SavedFile, Session, Work, Writing};
use super::subject::{Part, Subject};
use super::update::change_project;
use super::view::Page;
use crate::catalogue::load::VERSION;
use crate::project::Project;
use std::rc::Rc;

/// Has a project file read.
pub fn open(session: &mut Session, name: String, source: Source) {
    session.start(Work::Opening(name, None, session.view.page), Job::Open(source));
}

/// A project file was read; with a slot it is one that the browser kept. Who went to another page meanwhile stays there.
pub fn opened(
    session: &mut Session,
    name: String,
    slot: Option<String>,
    asked_on: Page,
    parts: Vec<Part>,
    catalogue: &str,
) {
    if catalogue != VERSION {
        session.tell(
            false,
            format!(
                "This project was last saved with the catalogue of {catalogue}; verdicts are now those of {VERSION}. The Catalogue page lists those that changed."
            ),
        );
    }
    let mut opened = Subject::default();
    opened.hear(parts);
    let project = Rc::unwrap_or_clone(opened.project);
    let first_page = if project.table.is_some() { Page::Match } else { Page::Import };
    let did = if slot.is_some() { "Go on with" } else { "Open" };
    leave(session);
    change_project(session, format!("{did} {name}"), project);
    if session.view.page == asked_on {
        session.view.page = first_page;
    }
    session.view.row = None;
    session.saved = match slot {
        Some(slot) => {
            session.slot = slot;
            None
        }
        None => Some(Rc::new(SavedFile { name, at: String::new(), project: Rc::clone(&session.project) })),
    };
}

/// Whether a file is a project, by its name or by the first two hundred bytes of its content.
pub fn is_project(name: &str, head: &[u8]) -> bool {
    let word = b"gapline-project";
    name.to_lowercase().ends_with(".gapline")
        || (head.trim_ascii_start().starts_with(b"{") && head.windows(word.len()).any(|part| part == word))
}

/// Begins an empty project. The present one stays in the browser under its own slot.
pub fn begin(session: &mut Session) {
    leave(session);
    session.saved = None;
    change_project(session, "New project".to_owned(), Project::default());
    session.view.page = Page::Import;
}

/// What belongs to the present project only goes.
fn leave(session: &mut Session) {
    session.slot = fresh_slot(session);
    session.draft = None;
    session.source = None;
    // The plan of another customer is not shown until the own one is dated.
    session.plan = Rc::default();
    session.remedy = None;
    session.outlook = None;
    session.earlier_outlook = None;
}

/// A slot that no project of this visit has, so that keeping one never replaces another.
fn fresh_slot(session: &Session) -> String {
    format!("{}+{}", session.slot, session.last_number)
}

/// Saves the project to a file.
pub fn save(session: &mut Session) {
    write(session, Rc::clone(&session.project), None);
}

/// Asks the browser to keep the project.
pub fn keep(session: &mut Session) {
    if !session.project.is_empty() {
        write(session, Rc::clone(&session.project), Some(session.slot.clone()));
    }
}

fn write(session: &mut Session, project: Rc<Project>, slot: Option<String>) {
    let writing = Writing { project, slot, summary: session.progress(), again: false };
    start(session, writing);
}

/// Has a project file written.
pub fn start(session: &mut Session, writing: Writing) {
    let project = Rc::clone(&writing.project);
    session.start_about(project, Work::Writing(Rc::new(writing)), Job::Write);
}

/// A project file was written, for the user or for the browser.
pub fn written(session: &mut Session, writing: &Writing, name: String, file: Vec<u8>) {
    let project = Rc::clone(&writing.project);
    let Some(slot) = writing.slot.clone() else {
        let name = session.saved.as_ref().map_or(name, |saved| saved.name.clone());
        let mime = "application/json";
        session.request(Request::SaveFile { name, mime, bytes: file, project: Some(project) });
        return;
    };
    let name = if project.name.is_empty() { "Unnamed project".to_owned() } else { project.name.clone() };
    session.request(Request::Keep { slot, name, summary: writing.summary.clone(), file, project });
}

/// A project was handed over as a file.
pub fn saved(session: &mut Session, name: String, at: String, project: Rc<Project>) {
    session.saved = Some(Rc::new(SavedFile { name, at, project }));
}

/// The browser kept a project, or could not.
pub fn kept(session: &mut Session, project: Rc<Project>, result: Result<String, String>) {
    if result.is_ok() {
        session.kept_project = Some(project);
    }
    session.kept = Some(result);
}

/// Goes on with a project that the browser kept, in its own slot.
pub fn restore(session: &mut Session, slot: &str) {
    let kept = session.kept_projects.iter().find(|kept| kept.slot == slot);
    if let Some(kept) = kept {
        let work = Work::Opening(kept.name.clone(), Some(kept.slot.clone()), session.view.page);
        let job = Job::Open(Source::Text(Rc::clone(&kept.json)));
        session.start(work, job);
    }
}

/// Forgets a kept project.
pub fn forget(session: &mut Session, slot: String) {
    Rc::make_mut(&mut session.kept_projects).retain(|kept| kept.slot != slot);
    session.request(Request::Forget(slot));
}
