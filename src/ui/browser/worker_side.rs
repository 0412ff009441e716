//! The worker's side: takes a job, runs it, answers with progress and a result.
//! A panic is told to the page as text before the worker dies.

use super::paint;
use super::worker::{envelope, opened};
use crate::session::job::{Answer, FromWorker, ToWorker, run};
use crate::session::memory::Memory;
use crate::table::Content;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

/// Listens for jobs for as long as the worker lives.
pub fn listen() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let panics = scope.clone();
    std::panic::set_hook(Box::new(move |panic| {
        // Nobody is left to tell when this fails.
        let _ = panics.post_message(&JsValue::from_str(&panic.to_string()));
    }));
    let target = scope.clone();
    let memory = Rc::new(RefCell::new(Memory::default()));
    EventListener::new(&target, "message", move |event| {
        let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
        let file = js_sys::Array::from(&data).get(2).dyn_into::<File>().ok().map(OnDisk);
        match ToWorker::unwire(&opened(&data)) {
            Ok(asked) => answer(scope.clone(), Rc::clone(&memory), asked, file),
            Err(error) => {
                let why = format!("The job could not be read: {error}");
                let _ = scope.post_message(&JsValue::from_str(&why));
            }
        }
    })
    .forget();
}

fn answer(
    scope: DedicatedWorkerGlobalScope,
    memory: Rc<RefCell<Memory>>,
    asked: ToWorker,
    file: Option<OnDisk>,
) {
    let number = asked.number;
    let content = file.as_ref().map(|file| file as &dyn Content);
    let mut progress = |done, total| post(&scope, FromWorker::Progress { number, done, total });
    let answer = run(asked, &mut memory.borrow_mut(), content, &mut progress);
    if let Answer::Paused(job) = answer {
        // Messages that came meanwhile are heard first.
        let rest = ToWorker { number, news: Vec::new(), job };
        Timeout::new(0, move || self::answer(scope, memory, rest, None)).forget();
        return;
    }
    spawn_local(async move {
        let answer = match answer {
            Answer::Drawn { name, drawing } => match paint::png(&drawing).await {
                Ok(bytes) => Answer::Made { name, bytes },
                Err(why) => Answer::Failed(why),
            },
            answer => answer,
        };
        post(&scope, FromWorker::Done { number, answer: Box::new(answer) });
    });
}

fn post(scope: &DedicatedWorkerGlobalScope, message: FromWorker) {
    for wire in message.wires().unwrap_or_default() {
        // A page that is gone needs no answer.
        let _ = scope.post_message(&envelope(&wire, None));
    }
}

/// A file that the user chose, read where it lies.
struct OnDisk(File);

impl Content for OnDisk {
    fn bytes(&self) -> u64 {
        self.0.size() as u64
    }

    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        let failed = |error: JsValue| {
            let why = error
                .dyn_into::<web_sys::DomException>()
                .map_or_else(|_| String::new(), |error| error.message());
            format!("The file could not be read any more. {why} Choose it again.")
        };
        let slice = self.0.slice_with_f64_and_f64(from as f64, to as f64).map_err(failed)?;
        let reader = FileReaderSync::new().map_err(failed)?;
        let buffer = reader.read_as_array_buffer(&slice).map_err(failed)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}
