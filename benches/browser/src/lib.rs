//! What the worker does with a list, and with a plan: for the benchmarks in the browser.

pub mod schedule;

use gapline::catalogue::load;
use gapline::intake::{Feature, propose::propose, read::read, values};
use gapline::matching::index::{Index, Text};
use gapline::matching::{look_up, rank::Ranker, vocabulary::Vocabulary};
use gapline::table::{Overrides, open};
use std::any::Any;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// What was read last: it is given back when nobody looks at the clock, as other readers leave theirs to the
    /// collection of garbage.
    static READ: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// Gives back what was read.
#[wasm_bindgen]
pub fn release() {
    READ.take();
}

/// Bytes to cells: encoding, separator and quotation mark are detected. Returns the records; 0 when it
/// cannot be read.
#[wasm_bindgen]
pub fn cells(name: &str, bytes: &[u8]) -> u32 {
    let Ok(table) = open::read(name, bytes, Overrides::default()) else { return 0 };
    let records = u32::try_from(table.value.records.len()).unwrap_or(u32::MAX);
    READ.set(Some(Box::new(table)));
    records
}

/// Bytes to typed rows: cells, then header, columns and values are detected and read. Returns the rows kept.
#[wasm_bindgen]
pub fn rows(name: &str, bytes: &[u8]) -> u32 {
    let Ok(table) = open::read(name, bytes, Overrides::default()) else { return 0 };
    let plan = propose(&table.value).plan;
    let inventory = read(&table.value, &plan);
    let kept = inventory.value.ledger.kept;
    READ.set(Some(Box::new((table, inventory))));
    kept
}

/// The matcher as the worker uses it.
#[wasm_bindgen]
pub struct Matcher {
    index: Index,
}

#[wasm_bindgen]
impl Matcher {
    /// Catalogue and vocabulary read, the index built.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Matcher {
        Matcher { index: Index::new(&load::builtin(), &Vocabulary::builtin()) }
    }

    /// Every text of the index as lines of document id, tab, text: what the peers are given.
    pub fn texts(&self) -> String {
        let line = |text: &Text| {
            let id = self.index.documents.get(text.document as usize).map_or("", |one| one.id.as_str());
            format!("{id}\t{}", text.words.replace(['\t', '\n'], " "))
        };
        self.index.texts.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The candidates of every line (text, tab, platforms), ids between blanks, a line each.
    pub fn propose(&self, rows: &str) -> String {
        let mut ranker = Ranker::new(&self.index);
        let propose = |row: &str| {
            let (name, platforms) = row.split_once('\t').unwrap_or((row, ""));
            let platforms = values::platforms(platforms).unwrap_or_default();
            let feature = Feature { name: name.into(), platforms, ..Feature::default() };
            let found = ranker.propose(&feature, None);
            let ids: Vec<String> = found.candidates.iter().map(|one| one.capability.to_string()).collect();
            ids.join(" ")
        };
        rows.split('\n').map(propose).collect::<Vec<_>>().join("\n")
    }

    /// The capabilities nearest to what was typed so far, ids between blanks.
    pub fn look_up(&self, typed: &str) -> String {
        let found = look_up(&mut Ranker::new(&self.index), typed, 20);
        found.into_iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(" ")
    }
}

impl Default for Matcher {
    fn default() -> Matcher {
        Matcher::new()
    }
}
