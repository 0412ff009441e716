//! Messages between page and worker as bytes: a long answer travels in pieces before the rest of it.
//! It knows no browser; `ui::browser` carries the bytes.

use super::job::{Answer, FromWorker, ToWorker};
use super::look::Seen;
use super::pieces::{PIECE, PROPOSALS, Piece};
use crate::intake::{Feature, Inventory};
use crate::matching::Candidates;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What a message on the wire holds: a list of many features travels before its answer, in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Packet {
    /// Features of the answer that follows.
    Features(Piece),
    /// Proposals of the answer that follows.
    Proposals(Candidates),
    /// All but these features.
    Message(FromWorker),
}

/// Puts the messages of the worker together again.
#[derive(Debug, Default)]
pub struct Hearing {
    /// Features that came before their answer.
    features: Vec<Rc<Feature>>,
    /// Proposals that came before their answer.
    proposals: Candidates,
}

/// A message and the bytes that travel beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wire {
    /// The message in postcard's form.
    pub message: Vec<u8>,
    /// Content of a document; empty when there is none.
    pub bytes: Vec<u8>,
}

impl ToWorker {
    /// The message for the wire.
    ///
    /// # Errors
    /// When it cannot be written, which the types rule out.
    pub fn wire(&self) -> Result<Wire, postcard::Error> {
        Ok(Wire { message: postcard::to_allocvec(self)?, bytes: Vec::new() })
    }

    /// The message from the wire.
    ///
    /// # Errors
    /// When the bytes are no such message.
    pub fn unwire(wire: &Wire) -> Result<ToWorker, postcard::Error> {
        postcard::from_bytes(&wire.message)
    }
}

impl FromWorker {
    /// The messages for the wire, in order.
    ///
    /// # Errors
    /// When they cannot be written, which the types rule out.
    pub fn wires(mut self) -> Result<Vec<Wire>, postcard::Error> {
        let features =
            self.inventory().map(|inventory| std::mem::take(&mut inventory.features)).unwrap_or_default();
        let mut wires = Vec::new();
        for piece in features.chunks(PIECE) {
            let message = postcard::to_allocvec(&Packet::Features(Piece::pack(piece)))?;
            wires.push(Wire { message, bytes: Vec::new() });
        }
        let mut proposals = self.proposals().map(std::mem::take).unwrap_or_default().rows.into_iter();
        while proposals.len() > 0 {
            let rows = proposals.by_ref().take(PROPOSALS).collect();
            let message = postcard::to_allocvec(&Packet::Proposals(Candidates { rows }))?;
            wires.push(Wire { message, bytes: Vec::new() });
        }
        let bytes = self.made().map(std::mem::take).unwrap_or_default();
        wires.push(Wire { message: postcard::to_allocvec(&Packet::Message(self))?, bytes });
        Ok(wires)
    }

    /// The list that an answer holds.
    fn inventory(&mut self) -> Option<&mut Inventory> {
        let FromWorker::Done { answer, .. } = self else { return None };
        match &mut **answer {
            Answer::Looked(Seen::List(looked)) => Some(&mut looked.inventory.value),
            Answer::Listed(inventory) => Some(&mut inventory.value),
            _ => None,
        }
    }

    /// The proposals that an answer holds.
    fn proposals(&mut self) -> Option<&mut Candidates> {
        let FromWorker::Done { answer, .. } = self else { return None };
        match &mut **answer {
            Answer::Matched(candidates) => Some(Rc::make_mut(candidates)),
            _ => None,
        }
    }

    /// The content of the document that an answer holds.
    fn made(&mut self) -> Option<&mut Vec<u8>> {
        let FromWorker::Done { answer, .. } = self else { return None };
        match &mut **answer {
            Answer::Made { bytes, .. } => Some(bytes),
            _ => None,
        }
    }
}

impl Hearing {
    /// The message from the wire; `None` for a piece of one.
    ///
    /// # Errors
    /// When the bytes are no such message.
    pub fn hear(&mut self, wire: Wire) -> Result<Option<FromWorker>, postcard::Error> {
        let mut message = match postcard::from_bytes(&wire.message)? {
            Packet::Message(message) => message,
            Packet::Features(piece) => {
                let more = piece.unpack().ok_or(postcard::Error::DeserializeBadEncoding)?;
                self.features.extend(more);
                return Ok(None);
            }
            Packet::Proposals(more) => {
                for (row, proposal) in more.rows {
                    self.proposals.rows.insert(row, proposal);
                }
                return Ok(None);
            }
        };
        if let Some(bytes) = message.made() {
            *bytes = wire.bytes;
        }
        if let Some(inventory) = message.inventory() {
            inventory.features = Rc::new(std::mem::take(&mut self.features));
        }
        if let Some(proposals) = message.proposals() {
            *proposals = std::mem::take(&mut self.proposals);
        }
        Ok(Some(message))
    }
}
