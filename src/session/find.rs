//! Looking up capabilities by typing: the question for the worker, and its answer.
//! What was typed last counts; an answer to an earlier text is dropped.

use super::job::Job;
use super::jobs;
use super::memory::Memory;
use super::state::{Session, Work};
use crate::matching::look_up;
use crate::matching::rank::Ranker;
use crate::matching::search::search;
use crate::model::capability_id::CapabilityId;

/// So many of the nearest stand before those that only hold the words.
const NEAREST: usize = 20;

/// Asks for the capabilities that a text means; a blank one finds none.
pub fn ask(session: &mut Session, text: String) {
    jobs::forget(session, &Work::Finding);
    if text.trim().is_empty() {
        session.looked_up = None;
    } else {
        session.start(Work::Finding, Job::Find(text.clone()));
    }
    session.view.lookup = text;
}

/// The worker's side: the nearest by all that the index knows, then those whose entry has every word.
pub fn answer(memory: &mut Memory, text: &str) -> Vec<CapabilityId> {
    let (index, knowledge) = (memory.index(), memory.knowledge());
    let near = look_up(&mut Ranker::new(&index), text, NEAREST);
    let mut found: Vec<CapabilityId> = near.into_iter().map(|(id, _)| id).collect();
    for entry in search(&knowledge.catalogue, text) {
        if !found.contains(&entry.id) {
            found.push(entry.id.clone());
        }
    }
    found
}
