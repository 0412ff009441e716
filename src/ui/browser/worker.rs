//! The page's side of the worker: starts it when first needed, sends jobs, hears answers.
//! A worker that dies is thrown away; whoever waited for it is told, and the next job starts a new one.

use super::boot;
use crate::session::job::{FromWorker, ToWorker};
use crate::session::wire::{Hearing, Wire};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{ErrorEvent, File, MessageEvent, Worker};

/// What the page hears of its worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A message.
    Message(FromWorker),
    /// It died; these requests get no answer.
    Died {
        /// Numbers of the requests.
        numbers: Vec<u32>,
        /// Why.
        message: String,
    },
}

struct Alive {
    worker: Worker,
    _listeners: [EventListener; 2],
}

/// At most one worker.
#[derive(Clone)]
pub struct WorkerHandle {
    alive: Rc<RefCell<Option<Alive>>>,
    /// Jobs for a worker that is being started; `None` when none is.
    early: Rc<RefCell<Option<Vec<js_sys::Array>>>>,
    /// How often a worker was thrown away; one that was being started meanwhile comes too late.
    thrown: Rc<Cell<u32>>,
    waiting: Rc<RefCell<Vec<u32>>>,
    /// The messages that the worker has begun.
    hearing: Rc<RefCell<Hearing>>,
    /// What was heard and is told in a task of its own, so that reading a long answer and drawing it are two.
    heard: Rc<RefCell<VecDeque<Heard>>>,
    hear: Rc<dyn Fn(Heard)>,
}

impl WorkerHandle {
    /// A handle without a worker yet; `hear` is called for everything it says.
    pub fn new(hear: impl Fn(Heard) + 'static) -> WorkerHandle {
        WorkerHandle {
            alive: Rc::default(),
            early: Rc::default(),
            thrown: Rc::default(),
            waiting: Rc::default(),
            hearing: Rc::default(),
            heard: Rc::default(),
            hear: Rc::new(hear),
        }
    }

    /// The number of the worker that lives or will be started next; another one knows nothing of what this
    /// one was told.
    pub fn generation(&self) -> u32 {
        self.thrown.get()
    }

    /// Sends a job and the file that it is about.
    pub fn send(&self, number: u32, message: &ToWorker, file: Option<&File>) {
        self.waiting.borrow_mut().push(number);
        match message.wire() {
            Ok(wire) => self.post(envelope(&wire, file)),
            Err(error) => self.die(error.to_string()),
        }
    }

    fn post(&self, job: js_sys::Array) {
        let posted = match (self.alive.borrow().as_ref(), self.early.borrow_mut().as_mut()) {
            (Some(alive), _) => Some(alive.worker.post_message(&job)),
            (None, Some(early)) => {
                early.push(job.clone());
                Some(Ok(()))
            }
            (None, None) => None,
        };
        match posted {
            Some(Ok(())) => {}
            Some(Err(_)) => self.die("The worker could not be told.".to_owned()),
            None => {
                *self.early.borrow_mut() = Some(vec![job]);
                spawn_local(self.clone().start());
            }
        }
    }

    async fn start(self) {
        let thrown = self.thrown.get();
        let started = boot::spawn_worker().await;
        if self.thrown.get() != thrown {
            if let Ok(worker) = started {
                worker.terminate();
            }
            return;
        }
        match started {
            Ok(worker) => {
                let listeners = self.listen(&worker);
                *self.alive.borrow_mut() = Some(Alive { worker, _listeners: listeners });
                let early = self.early.borrow_mut().take();
                for job in early.into_iter().flatten() {
                    self.post(job);
                }
            }
            Err(message) => self.die(message),
        }
    }

    fn listen(&self, worker: &Worker) -> [EventListener; 2] {
        let heard = self.clone();
        let died = self.clone();
        [
            EventListener::new(worker, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    heard.take(event);
                }
            }),
            EventListener::new(worker, "error", move |event| {
                let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
                died.die(format!("The worker stopped: {message}"));
            }),
        ]
    }

    fn take(&self, event: &MessageEvent) {
        if let Some(text) = event.data().as_string() {
            self.die(text);
            return;
        }
        let heard = self.hearing.borrow_mut().hear(opened(&event.data()));
        match heard {
            Ok(None) => {}
            Ok(Some(message)) => {
                if let FromWorker::Done { number, .. } = &message {
                    self.waiting.borrow_mut().retain(|waiting| waiting != number);
                }
                self.tell(Heard::Message(message));
            }
            Err(error) => self.die(format!("The worker's answer could not be read: {error}")),
        }
    }

    fn die(&self, message: String) {
        let numbers = self.stop();
        self.tell(Heard::Died { numbers, message });
    }

    fn tell(&self, heard: Heard) {
        self.heard.borrow_mut().push_back(heard);
        let (waiting, hear) = (Rc::clone(&self.heard), Rc::clone(&self.hear));
        Timeout::new(0, move || {
            let first = waiting.borrow_mut().pop_front();
            first.into_iter().for_each(|heard| hear(heard));
        })
        .forget();
    }

    /// Stops the worker at once; returns the requests that get no answer.
    pub fn stop(&self) -> Vec<u32> {
        self.thrown.set(self.thrown.get() + 1);
        self.early.borrow_mut().take();
        *self.hearing.borrow_mut() = Hearing::default();
        if let Some(alive) = self.alive.borrow_mut().take() {
            alive.worker.terminate();
        }
        std::mem::take(&mut *self.waiting.borrow_mut())
    }
}

impl std::fmt::Debug for WorkerHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WorkerHandle")
    }
}

/// A message as the browser carries it: an array of message, bytes and, for a job about a file, the file,
/// whose content is not copied.
pub fn envelope(wire: &Wire, file: Option<&File>) -> js_sys::Array {
    let bytes = js_sys::Uint8Array::from(wire.bytes.as_slice());
    let file = file.map_or(JsValue::UNDEFINED, JsValue::from);
    js_sys::Array::of3(&js_sys::Uint8Array::from(wire.message.as_slice()), &bytes, &file)
}

/// The message in an envelope.
pub fn opened(data: &JsValue) -> Wire {
    let parts = js_sys::Array::from(data);
    Wire {
        message: js_sys::Uint8Array::new(&parts.get(0)).to_vec(),
        bytes: js_sys::Uint8Array::new(&parts.get(1)).to_vec(),
    }
}
