//! Starting jobs and taking their answers.
//! An answer to a job that nobody waits for any more is dropped.

use super::job::{Answer, Job};
use super::look::Seen;
use super::request::Request;
use super::state::{Matching, ReadList, Session, Work};
use super::{counting, import};
use crate::assess::{Knowledge, assess};
use crate::export::Deliverable;
use std::rc::Rc;

/// Starts to make a document; the project file needs no worker.
pub fn deliver(session: &mut Session, what: Deliverable) {
    if let Some(project) = super::files::text(session) {
        let candidates = (*session.candidates).clone();
        let job = Job::Export { what, project, candidates, today: session.today };
        session.start(Work::Exporting(what.label()), job);
    }
}

/// The worker got on.
pub fn progress(session: &mut Session, number: u32, done: u32, total: u32) {
    if let Some(running) = Rc::make_mut(&mut session.running).get_mut(&number) {
        running.done = done;
        running.total = total;
    }
}

/// The worker is done.
pub fn done(session: &mut Session, number: u32, answer: Answer) {
    let Some(running) = Rc::make_mut(&mut session.running).remove(&number) else { return };
    match (running.work, answer) {
        (Work::Knowing, Answer::Known { capabilities, questions }) => {
            session.knowledge = Rc::new(Knowledge::parse(&capabilities, &questions));
            // Nothing that was derived without it stays.
            let derived =
                assess(&session.knowledge, &session.project, &session.list, &session.candidates, None);
            session.assessment = Rc::new(derived);
        }
        (Work::Reading(given, overrides), Answer::Looked(Seen::List(looked))) => {
            import::arrived(session, given, overrides, *looked);
        }
        (Work::Reading(given, overrides), Answer::Looked(Seen::Devices(counts))) => {
            counting::arrived(session, given, overrides, *counts);
        }
        (Work::Listing, Answer::Listed(inventory)) => {
            if let (Some(table), Some(columns)) = (&session.project.table, &session.project.columns) {
                let (table, columns) = (Rc::clone(table), Rc::clone(columns));
                session.remember(ReadList { table, columns, inventory: Rc::new(inventory) });
            }
        }
        (Work::Matching, Answer::Matched(candidates)) => {
            session.candidates = Rc::new(candidates);
            session.matching = Matching::Done;
        }
        (Work::Exporting(_), Answer::Made { name, bytes }) => {
            let mime = mime_of(&name);
            session.request(Request::SaveFile { name, mime, bytes, project: false });
        }
        (work, Answer::Failed(message)) => fail(session, &work, &message),
        (work, _) => fail(session, &work, "The worker gave an answer that does not fit."),
    }
}

/// The worker died or could not start.
pub fn failed(session: &mut Session, number: u32, message: &str) {
    if let Some(running) = Rc::make_mut(&mut session.running).remove(&number) {
        fail(session, &running.work, message);
    }
}

/// Stops all jobs.
pub fn cancel(session: &mut Session) {
    let running = std::mem::take(&mut session.running);
    session.request(Request::CancelJobs);
    for job in running.values() {
        if matches!(job.work, Work::Matching | Work::Listing) {
            session.matching = Matching::Failed("It was cancelled.".to_owned());
        }
    }
    session.learn();
}

fn fail(session: &mut Session, work: &Work, message: &str) {
    // Without its list nothing can be matched either; "search again" reads it first.
    if matches!(work, Work::Matching | Work::Listing) {
        session.matching = Matching::Failed(message.to_owned());
    }
    let what = match work {
        Work::Knowing => "The catalogue could not be read".to_owned(),
        Work::Reading(given, _) => format!("{} could not be read", given.name()),
        Work::Listing => "The list could not be read".to_owned(),
        Work::Matching => "The search for matches failed".to_owned(),
        Work::Exporting(what) => format!("Making {what} failed"),
    };
    session.tell(true, format!("{what}. {message} The project is as it was."));
    if matches!(work, Work::Reading(..)) {
        import::next(session);
    }
}

fn mime_of(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("csv") => "text/csv",
        Some("ics") => "text/calendar",
        _ => "application/octet-stream",
    }
}
