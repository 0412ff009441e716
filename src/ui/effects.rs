//! Performs the session's requests and answers with actions: one arm a request.
//! It decides nothing.

use super::browser::worker::{Heard, WorkerHandle};
use super::browser::{clock, dom, files, kept};
use super::store::Dispatch;
use crate::session::action::Action;
use crate::session::job::{FromWorker, ToWorker};
use crate::session::request::{Numbered, Purpose, Request};
use crate::session::state::KeptProject;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The worker whose answers go to the session.
pub fn worker(dispatch: &Dispatch) -> WorkerHandle {
    let dispatch = dispatch.clone();
    WorkerHandle::new(move |heard| match heard {
        Heard::Message(FromWorker::Progress { number, done, total }) => {
            dispatch.dispatch(Action::JobProgress { number, done, total });
        }
        Heard::Message(FromWorker::Done { number, answer }) => {
            dispatch.dispatch(Action::JobDone { number, answer: Box::new(answer) });
        }
        Heard::Died { numbers, message } => {
            for number in numbers {
                dispatch.dispatch(Action::JobFailed { number, message: message.clone() });
            }
        }
    })
}

/// Performs requests in order.
pub fn perform(requests: &[Numbered], worker: &WorkerHandle, dispatch: &Dispatch) {
    for numbered in requests {
        perform_one(numbered, worker, dispatch);
    }
    if let Some(last) = requests.last() {
        dispatch.dispatch(Action::Taken(last.number));
    }
}

fn perform_one(numbered: &Numbered, worker: &WorkerHandle, dispatch: &Dispatch) {
    match &numbered.request {
        Request::PickFile(purpose) => pick(*purpose, dispatch),
        Request::SaveFile { name, mime, bytes, project } => match files::save(name, mime, bytes) {
            Ok(()) if *project => {
                dispatch.dispatch(Action::FileSaved { name: name.clone(), at: clock::time() });
            }
            Ok(()) => {}
            Err(message) => dispatch.dispatch(Action::FileFailed(message)),
        },
        Request::Run(job) => {
            worker.send(numbered.number, &ToWorker { number: numbered.number, job: job.clone() });
        }
        Request::CancelJobs => {
            worker.stop();
        }
        Request::Keep { slot, name, summary, json } => {
            let record = kept::Record {
                name: name.clone(),
                summary: summary.clone(),
                at: clock::day_and_time(),
                json: json.clone(),
            };
            keep(slot.clone(), record, dispatch);
        }
        Request::Forget(slot) => forget(slot.clone(), dispatch),
        Request::Print => dom::print(),
    }
}

fn pick(purpose: Purpose, dispatch: &Dispatch) {
    let accept = match purpose {
        Purpose::Open => ".csv,.tsv,.txt,.gapline,text/csv,text/plain",
        Purpose::Holidays => ".ics,text/calendar",
    };
    let dispatch = dispatch.clone();
    files::pick(accept, move |read| dispatch.dispatch(file_action(purpose, read)));
}

/// The action for a file that was read, or could not be.
pub fn file_action(purpose: Purpose, read: files::ReadFile) -> Action {
    match read {
        Ok((name, bytes)) => Action::FileRead { purpose, name, bytes },
        Err(message) => Action::FileFailed(message),
    }
}

fn keep(slot: String, record: kept::Record, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    spawn_local(async move {
        let result = kept::put(&slot, &record).await.map(|()| clock::time());
        dispatch.dispatch(Action::Kept(result));
    });
}

fn forget(slot: String, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    spawn_local(async move {
        if let Err(message) = kept::forget(&slot).await {
            dispatch.dispatch(Action::FileFailed(format!("It could not be forgotten: {message}")));
        }
    });
}

/// Looks for projects that earlier visits kept.
pub fn find_kept(dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    spawn_local(async move {
        if let Ok(records) = kept::all().await {
            let projects = records
                .into_iter()
                .map(|(slot, record)| KeptProject {
                    slot,
                    name: record.name,
                    summary: record.summary,
                    at: record.at,
                    json: Rc::from(record.json),
                })
                .collect();
            dispatch.dispatch(Action::KeptFound(projects));
        }
    });
}
