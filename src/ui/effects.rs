//! Performs the session's requests and answers with actions: one arm a request.
//! It decides nothing.

use super::browser::worker::{Heard, WorkerHandle};
use super::browser::{clock, dom, files, kept};
use super::store::Dispatch;
use crate::session::action::{Action, Import};
use crate::session::files::is_project;
use crate::session::given::{Given, Source};
use crate::session::job::{Answer, FromWorker, Job, ToWorker};
use crate::session::judging::Judge;
use crate::session::request::{Numbered, Purpose, Request};
use crate::session::subject::Subject;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// What the worker that now lives was told and what it proposed, with its generation.
type Told = Rc<RefCell<(u32, Subject)>>;

/// The worker whose answers go to the session.
fn worker(dispatch: &Dispatch, told: &Told) -> WorkerHandle {
    let (dispatch, told) = (dispatch.clone(), Rc::clone(told));
    WorkerHandle::new(move |heard| match heard {
        Heard::Message(FromWorker::Progress { number, done, total }) => {
            dispatch.dispatch(Action::JobProgress { number, done, total });
        }
        Heard::Message(FromWorker::Done { number, answer }) => {
            if let Answer::Matched(proposed) = &*answer {
                told.borrow_mut().1.proposed = Rc::clone(proposed);
            }
            dispatch.dispatch(Action::JobDone { number, answer });
        }
        Heard::Died { numbers, message } => {
            for number in numbers {
                dispatch.dispatch(Action::JobFailed { number, message: message.clone() });
            }
        }
    })
}

/// Performs requests in order.
pub fn perform(requests: &[Numbered], hands: &Hands) {
    for numbered in requests {
        perform_one(numbered, hands);
    }
}

fn perform_one(numbered: &Numbered, hands: &Hands) {
    let dispatch = &hands.dispatch;
    match &numbered.request {
        Request::PickFile(purpose) => pick(*purpose, hands),
        Request::SaveFile { name, mime, bytes, project } => match files::save(name, mime, bytes) {
            Ok(()) => {
                if let Some(project) = project.clone() {
                    dispatch.dispatch(Action::FileSaved { name: name.clone(), at: clock::time(), project });
                }
            }
            Err(message) => dispatch.dispatch(Action::FileFailed(message)),
        },
        Request::Run { job, subject } => hands.run(numbered.number, job, subject),
        Request::GoOn => {
            let dispatch = dispatch.clone();
            Timeout::new(0, move || dispatch.dispatch(Action::GoOn)).forget();
        }
        Request::CancelJobs => {
            hands.worker.stop();
        }
        Request::Keep { slot, name, summary, file, project } => {
            let record = [slot.clone(), name.clone(), summary.clone(), clock::day_and_time()];
            let text = String::from_utf8_lossy(file).into_owned();
            let (dispatch, project) = (dispatch.clone(), Rc::clone(project));
            spawn_local(async move {
                let result = kept::put(&record, &text).await.map(|()| clock::time());
                dispatch.dispatch(Action::Kept(project, result));
            });
        }
        Request::Forget(slot) => forget(slot.clone(), dispatch),
        Request::Print => dom::print(),
    }
}

fn pick(purpose: Purpose, hands: &Hands) {
    let accept = match purpose {
        Purpose::Open => ".csv,.tsv,.txt,.xlsx,.xlsm,.ods,.gapline,text/csv,text/plain",
        Purpose::Holidays => ".ics,text/calendar",
        Purpose::Answers => ".csv,.txt,.xlsx,.xlsm,.ods,text/csv",
        Purpose::Pack => ".csv,.xlsx,.ods,text/csv",
    };
    let hands = hands.clone();
    files::pick(accept, move |files| hands.take(purpose, files));
}

/// What performs requests: the worker, the files at hand, and where answers go.
#[derive(Clone)]
pub struct Hands {
    worker: WorkerHandle,
    /// Files by the number that the session knows them by.
    files: Rc<RefCell<Vec<File>>>,
    told: Told,
    dispatch: Dispatch,
}

impl std::fmt::Debug for Hands {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hands")
    }
}

impl Hands {
    /// Hands whose answers go to the session.
    pub fn new(dispatch: &Dispatch) -> Hands {
        let (files, told) = Default::default();
        Hands { worker: worker(dispatch, &told), files, told, dispatch: dispatch.clone() }
    }

    /// Takes files that were chosen or dropped; the worker reads them where they lie.
    pub fn take(&self, purpose: Purpose, files: Result<Vec<File>, String>) {
        let hands = self.clone();
        spawn_local(async move {
            let mut lists = Vec::new();
            let files = files.unwrap_or_else(|message| {
                hands.dispatch.dispatch(Action::FileFailed(message));
                Vec::new()
            });
            for file in files {
                match hands.action(purpose, file).await {
                    Ok(Action::Import(Import::Give(given))) => lists.extend(given),
                    Ok(action) => hands.dispatch.dispatch(action),
                    Err(message) => hands.dispatch.dispatch(Action::FileFailed(message)),
                }
            }
            if !lists.is_empty() {
                hands.dispatch.dispatch(Action::Import(Import::Give(lists)));
            }
        });
    }

    async fn action(&self, purpose: Purpose, file: File) -> Result<Action, String> {
        let name = file.name();
        let id = {
            let mut all = self.files.borrow_mut();
            all.push(file.clone());
            u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
        };
        match purpose {
            Purpose::Holidays => return Ok(Action::Holidays(name, Source::File(id))),
            Purpose::Pack => return Ok(Action::Pack(name, Source::File(id))),
            Purpose::Open | Purpose::Answers => {}
        }
        let bytes = file.size() as u64;
        if purpose == Purpose::Answers {
            return Ok(Action::Judge(Judge::Answers(Given::File { id, name, bytes })));
        }
        let head = files::read(&file, 200.0).await?;
        if is_project(&name, &head) {
            return Ok(Action::Open(name, Source::File(id)));
        }
        Ok(Action::Import(Import::Give(vec![Given::File { id, name, bytes }])))
    }

    fn run(&self, number: u32, job: &Job, subject: &Subject) {
        let files = self.files.borrow();
        let file = job.file().and_then(|id| files.get(id));
        let news = {
            let mut told = self.told.borrow_mut();
            let generation = self.worker.generation();
            if told.0 != generation {
                *told = (generation, Subject::default());
            }
            told.1.tell(subject)
        };
        self.worker.send(number, &ToWorker { number, news, job: job.clone() }, file);
    }
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
        if let Ok(projects) = kept::all().await {
            dispatch.dispatch(Action::KeptFound(projects));
        }
    });
}
