//! The worker's side: takes a job, runs it, answers with progress and a result.
//! A panic is told to the page as text before the worker dies.

use super::worker::{envelope, opened};
use crate::session::job::{FromWorker, ToWorker, run};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Listens for jobs for as long as the worker lives.
pub fn listen() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let panics = scope.clone();
    std::panic::set_hook(Box::new(move |panic| {
        // Nobody is left to tell when this fails.
        let _ = panics.post_message(&JsValue::from_str(&panic.to_string()));
    }));
    let target = scope.clone();
    EventListener::new(&target, "message", move |event| {
        if let Some(event) = event.dyn_ref::<MessageEvent>() {
            answer(&scope, event);
        }
    })
    .forget();
}

fn answer(scope: &DedicatedWorkerGlobalScope, event: &MessageEvent) {
    match ToWorker::unwire(opened(&event.data())) {
        Ok(ToWorker { number, job }) => {
            let answer =
                run(job, &mut |done, total| post(scope, FromWorker::Progress { number, done, total }));
            post(scope, FromWorker::Done { number, answer });
        }
        Err(error) => {
            let _ = scope.post_message(&JsValue::from_str(&format!("The job could not be read: {error}")));
        }
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, message: FromWorker) {
    if let Ok(wire) = message.wire() {
        // A page that is gone needs no answer.
        let _ = scope.post_message(&envelope(&wire));
    }
}
