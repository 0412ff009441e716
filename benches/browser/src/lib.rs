//! What the worker does with a list, as functions of bytes: for the benchmark beside other readers.

use gapline::intake::{propose::propose, read::read};
use gapline::table::{Overrides, open};
use wasm_bindgen::prelude::wasm_bindgen;

/// Bytes to cells: encoding, separator and quotation mark are detected. Returns the records; 0 when it
/// cannot be read.
#[wasm_bindgen]
pub fn cells(name: &str, bytes: &[u8]) -> u32 {
    let table = open::read(name, bytes, Overrides::default());
    table.map_or(0, |table| u32::try_from(table.value.records.len()).unwrap_or(u32::MAX))
}

/// Bytes to typed rows: cells, then header, columns and values are detected and read. Returns the rows kept.
#[wasm_bindgen]
pub fn rows(name: &str, bytes: &[u8]) -> u32 {
    let Ok(table) = open::read(name, bytes, Overrides::default()) else { return 0 };
    let plan = propose(&table.value).plan;
    read(&table.value, &plan).value.ledger.kept
}
