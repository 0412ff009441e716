//! The laws of the fuzz targets hold for every input of their corpora, among them all that once broke one.

#[path = "../../fuzz/src/laws/mod.rs"]
pub mod laws;

use std::fs;
use std::path::Path;

fn check(target: &str, law: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut inputs: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    assert!(!inputs.is_empty(), "{target} has no corpus");
    for input in inputs {
        println!("{}", input.display());
        law(&fs::read(&input).unwrap());
    }
}

#[test]
fn texts_are_decoded() {
    check("decode", laws::decode::check);
}

#[test]
fn dialects_are_detected() {
    check("dialect", laws::dialect::check);
}

#[test]
fn delimited_texts_are_read() {
    check("delimited", laws::delimited::check);
}

#[test]
fn clipboards_are_read() {
    check("html", laws::html::check);
}

#[test]
fn workbooks_are_read() {
    check("workbook", laws::workbook::check);
}

#[test]
fn parts_of_workbooks_are_read() {
    check("parts", laws::parts::check);
}

#[test]
fn projects_are_opened() {
    check("project", laws::project::check);
}
