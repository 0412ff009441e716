//! Starting jobs and taking their answers.
//! An answer to a job that nobody waits for any more is dropped.

use super::job::{Answer, Job};
use super::look::Seen;
use super::request::Request;
use super::state::{Matching, Planning, ReadList, Session, Work, Writing};
use super::{ask, counting, days_off, files, import, packs, why};
use crate::assess::Knowledge;
use crate::export::Deliverable;
use std::rc::Rc;

/// Starts to make a document.
pub fn deliver(session: &mut Session, what: Deliverable) {
    session.start(Work::Exporting(what.label()), Job::Export { what, today: session.today });
}

/// Has the plan dated, as soon as nothing is under way that changes it.
pub fn plan(session: &mut Session) {
    forget_outlook(session);
    draw(session);
}

/// Has the plan drawn anew, and dated if it changed.
pub fn draw(session: &mut Session) {
    if session.project.plan.start.is_some() {
        session.planning = Planning::Running(true);
    } else {
        // Without a start there is no plan, and nothing to wait for.
        forget(session, &Work::Planning);
        session.planning = Planning::Current;
        session.plan = Rc::default();
        session.remedy = None;
    }
}

/// Asks the worker for the plan if something changed since it was asked last. Only one such job is in the
/// worker, and none before the list is read and searched, so that no plan is dated for nothing.
pub fn settle(session: &mut Session) {
    let is_awaited = |work: &Work| matches!(work, Work::Planning | Work::Listing | Work::Matching);
    if session.planning == Planning::Running(true)
        && session.assessment.is_judged()
        && !session.running.values().any(|running| is_awaited(&running.work))
    {
        session.planning = Planning::Running(false);
        let job = Job::Plan { look: session.view.plan_look };
        session.start(Work::Planning, job);
    }
}

/// What was said about the outlook of a plan, and what could be done about it, stays on the page as of an earlier plan until
/// it is said of the newest: nothing jumps while figures are being entered.
fn forget_outlook(session: &mut Session) {
    session.earlier_outlook = session.outlook.take().or(session.earlier_outlook.take());
    forget(session, &Work::Remedy);
    forget(session, &Work::Outlook);
}

/// A job is not waited for any more; its answer will be dropped.
pub fn forget(session: &mut Session, work: &Work) {
    Rc::make_mut(&mut session.running).retain(|_, running| running.work != *work);
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
        (Work::Knowing, Answer::Known { capabilities, questions, places }) => {
            let told = Knowledge::parse(&capabilities, &questions);
            session.knowledge = Rc::new(told.with(&session.project.packs));
            session.places = Rc::new(places);
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
            session.candidates = candidates;
            session.matching = Matching::Done;
        }
        (Work::Why, Answer::Why(answer)) => why::arrived(session, *answer),
        (Work::Finding, Answer::Found(found)) => session.looked_up = Some(Rc::new(found)),
        (Work::Answers(_), Answer::Answers(lines)) => ask::arrived(session, lines),
        (Work::Exporting(_), Answer::Made { name, bytes }) => {
            let mime = mime_of(&name);
            session.request(Request::SaveFile { name, mime, bytes, project: None });
        }
        (Work::Writing(writing), Answer::Made { name, bytes }) => {
            files::written(session, &writing, name, bytes);
        }
        (Work::Planning, Answer::Planned(plan)) => {
            // What is not the newest any more is dropped.
            if session.planning == Planning::Running(false) {
                session.planning = Planning::Current;
                let is_dated = plan.value.is_some();
                session.plan = Rc::new(plan);
                if is_dated && session.outlook.is_none() {
                    session.start(Work::Remedy, Job::Remedy { today: session.today });
                }
            }
        }
        (Work::Remedy, Answer::Remedy(remedy)) => {
            session.remedy = Some(Rc::new(remedy));
            session.start(Work::Outlook, Job::Outlook { today: session.today });
        }
        (Work::Outlook, Answer::Outlook(sections)) => {
            session.outlook = Some(Rc::new(sections));
            session.earlier_outlook = None;
        }
        (Work::Opening(name, slot, asked_on), Answer::Opened { parts, catalogue }) => {
            files::opened(session, name, slot, asked_on, parts, &catalogue);
        }
        (Work::Holidays(name), Answer::Holidays(read)) => days_off::arrived(session, &name, read),
        (Work::Packing(name), Answer::Pack(read)) => packs::arrived(session, &name, read),
        (Work::Comparing, Answer::Conflicts(found)) => session.conflicts = Rc::new(found),
        (work, Answer::Failed(message)) => fail(session, &work, &message),
        (work, _) => fail(session, &work, "The worker gave an answer that does not fit."),
    }
}

/// The worker died or could not start.
pub fn failed(session: &mut Session, number: u32, message: &str) {
    match Rc::make_mut(&mut session.running).remove(&number).map(|running| running.work) {
        // It may have died over another job: what is to be saved is tried once more, by a new one.
        Some(Work::Writing(writing)) if !writing.again => {
            files::start(session, Writing { again: true, ..(*writing).clone() });
        }
        Some(work) => fail(session, &work, message),
        None => {}
    }
}

/// Stops all jobs. The plan and what is to be saved are not the consultant's to cancel: they start anew.
pub fn cancel(session: &mut Session) {
    let running = std::mem::take(&mut session.running);
    session.request(Request::CancelJobs);
    for job in running.values() {
        match &job.work {
            Work::Matching | Work::Listing => {
                session.matching = Matching::Failed("It was cancelled.".to_owned());
            }
            Work::Planning | Work::Remedy | Work::Outlook => session.planning = Planning::Running(true),
            Work::Writing(writing) => files::start(session, (**writing).clone()),
            Work::Comparing => packs::compare(session),
            _ => {}
        }
    }
    session.learn();
}

fn fail(session: &mut Session, work: &Work, message: &str) {
    // Without its list nothing can be matched either; "search again" reads it first.
    if matches!(work, Work::Matching | Work::Listing) {
        session.matching = Matching::Failed(message.to_owned());
    }
    if matches!(work, Work::Planning | Work::Remedy) {
        session.remedy = None;
    }
    if matches!(work, Work::Planning | Work::Remedy | Work::Outlook) {
        session.earlier_outlook = None;
    }
    match work {
        Work::Planning => session.planning = Planning::Failed(message.to_owned()),
        Work::Writing(writing) if writing.slot.is_some() => session.kept = Some(Err(message.to_owned())),
        Work::Why => session.view.why = None,
        _ => {}
    }
    let what = match work {
        Work::Knowing => "The catalogue could not be read".to_owned(),
        Work::Reading(given, _) => format!("{} could not be read", given.name()),
        Work::Listing => "The list could not be read".to_owned(),
        Work::Matching => "The search for matches failed".to_owned(),
        Work::Planning => "The plan could not be dated".to_owned(),
        Work::Remedy => "Ways out could not be looked for".to_owned(),
        Work::Outlook => "The outlook could not be worked out".to_owned(),
        Work::Why => "The capabilities could not be compared".to_owned(),
        Work::Finding => "The capabilities could not be looked up".to_owned(),
        Work::Answers(file) => format!("{file} could not be read"),
        Work::Exporting(what) => format!("Making {what} failed"),
        Work::Writing(writing) => match writing.slot {
            Some(_) => "The browser's copy of the project could not be made".to_owned(),
            None => "The project could not be saved".to_owned(),
        },
        Work::Opening(name, ..) => format!("{name} could not be opened"),
        Work::Holidays(name) => format!("{name} could not be read"),
        Work::Packing(name) => format!("{name} could not be read"),
        Work::Comparing => "The search for conflicts of packs failed".to_owned(),
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
