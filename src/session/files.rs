//! Opening, saving and keeping projects, and what else comes from files.
//! A file that cannot be read changes nothing.

use super::request::Request;
use super::state::{SavedFile, Session};
use super::update::change_project;
use super::view::Page;
use crate::calendar::ics;
use crate::catalogue::load::VERSION;
use crate::project::{Project, file};
use std::rc::Rc;

/// Opens a project file.
pub fn open(session: &mut Session, name: String, bytes: &[u8]) {
    match file::open(bytes) {
        Ok(opened) => {
            take(session, opened, format!("Open {name}"));
            session.saved =
                Some(Rc::new(SavedFile { name, at: String::new(), project: Rc::clone(&session.project) }));
        }
        Err(error) => session.tell(true, format!("{name}: {error}")),
    }
}

/// Whether a file is a project, by its name or by the first two hundred bytes of its content.
pub fn is_project(name: &str, head: &[u8]) -> bool {
    let word = b"gapline-project";
    name.to_lowercase().ends_with(".gapline")
        || (head.trim_ascii_start().starts_with(b"{") && head.windows(word.len()).any(|part| part == word))
}

fn take(session: &mut Session, opened: file::Opened, name: String) {
    if opened.catalogue != VERSION {
        session.tell(
            false,
            format!(
                "This project was last saved with the catalogue of {}; verdicts are now those of {}.",
                opened.catalogue, VERSION
            ),
        );
    }
    let has_list = opened.project.table.is_some();
    session.slot = fresh_slot(session);
    session.draft = None;
    session.source = None;
    change_project(session, name, opened.project);
    session.view.page = if has_list { Page::Match } else { Page::Import };
    session.view.row = None;
}

/// Begins an empty project. The present one stays in the browser under its own slot.
pub fn begin(session: &mut Session) {
    session.slot = fresh_slot(session);
    session.draft = None;
    session.source = None;
    session.saved = None;
    change_project(session, "New project".to_owned(), Project::default());
    session.view.page = Page::Import;
}

/// A slot that no project of this visit has, so that keeping one never replaces another.
fn fresh_slot(session: &Session) -> String {
    format!("{}+{}", session.slot, session.last_number)
}

/// Reads holidays from a calendar file and adds those that are new.
pub fn holidays(session: &mut Session, name: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = ics::holidays(&text);
    let mut settings = (*session.project.plan).clone();
    let before = settings.holidays.len();
    for holiday in read.value {
        if !settings.holidays.iter().any(|known| known.date == holiday.date) {
            settings.holidays.push(holiday);
        }
    }
    settings.holidays.sort();
    let added = settings.holidays.len() - before;
    let mut project = (*session.project).clone();
    project.plan = Rc::new(settings);
    change_project(session, format!("Holidays from {name}"), project);
    session.tell(added == 0, format!("{added} days off were added from {name}."));
    for finding in read.diagnostics {
        session.tell(true, finding.message);
    }
}

/// The name of the project file.
pub fn file_name(project_name: &str) -> String {
    let stem: String = project_name
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { '-' })
        .collect::<String>()
        .to_lowercase();
    let stem = stem.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    format!("{}.gapline", if stem.is_empty() { "project" } else { &stem })
}

/// The project file's text; when it cannot be written, the screen says so.
pub fn text(session: &mut Session) -> Option<String> {
    match file::write(&session.project, VERSION) {
        Ok(json) => Some(json),
        Err(error) => {
            session.tell(true, error.to_string());
            None
        }
    }
}

/// Saves the project to a file.
pub fn save(session: &mut Session) {
    let Some(json) = text(session) else { return };
    let saved = session.saved.as_ref().map(|saved| saved.name.clone());
    let name = saved.unwrap_or_else(|| file_name(&session.project.name));
    session.request(Request::SaveFile {
        name,
        mime: "application/json",
        bytes: json.into_bytes(),
        project: true,
    });
}

/// The project was handed over as a file.
pub fn saved(session: &mut Session, name: String, at: String) {
    session.saved = Some(Rc::new(SavedFile { name, at, project: Rc::clone(&session.project) }));
}

/// Asks the browser to keep the project.
pub fn keep(session: &mut Session) {
    if session.project.is_empty() {
        return;
    }
    let Some(json) = text(session) else { return };
    let name = &session.project.name;
    let request = Request::Keep {
        slot: session.slot.clone(),
        name: if name.is_empty() { "Unnamed project".to_owned() } else { name.clone() },
        summary: session.progress(),
        json,
    };
    session.request(request);
}

/// Goes on with a project that the browser kept, in its own slot.
pub fn restore(session: &mut Session, slot: &str) {
    let Some(kept) = session.kept_projects.iter().find(|kept| kept.slot == slot).cloned() else { return };
    match file::open(kept.json.as_bytes()) {
        Ok(opened) => {
            take(session, opened, format!("Go on with {}", kept.name));
            session.slot = kept.slot;
            session.saved = None;
        }
        Err(error) => session.tell(true, format!("{}: {error}", kept.name)),
    }
}

/// Forgets a kept project.
pub fn forget(session: &mut Session, slot: String) {
    Rc::make_mut(&mut session.kept_projects).retain(|kept| kept.slot != slot);
    session.request(Request::Forget(slot));
}
