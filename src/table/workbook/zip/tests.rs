//! Archives that are damaged, lie about their sizes, or hold far more than they weigh.

use super::*;
use crate::table::workbook::tests::{Entry as Packing, archive, around, deflated, first, stored, workbook};
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress, create_comp_flags_from_zip_params};
use std::io::Read;

/// Zeros, deflated: one mebibyte is packed and its bytes are repeated, for each begins afresh.
fn zeros(mebibytes: usize) -> Vec<u8> {
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(9, -15, 0));
    let mut piece = vec![0; 64 * 1024];
    let (_, _, length) = compress(&mut compressor, &vec![b' '; 1024 * 1024], &mut piece, TDEFLFlush::Sync);
    let mut packed = piece[..length].repeat(mebibytes);
    packed.extend([1, 0, 0, 0xFF, 0xFF]);
    packed
}

fn bomb(declared: u32) -> Packing {
    Packing { packed: zeros(500), inflated: declared, ..deflated("xl/sheet.xml", b"") }
}

fn message(bytes: &[u8]) -> String {
    first(bytes).unwrap_err().to_string()
}

#[test]
fn a_part_that_says_it_is_too_large_is_refused_at_once() {
    let text = message(&archive(&around(bomb(500 * 1024 * 1024))));
    assert!(
        text.starts_with(
            "The workbook holds too much when unpacked: the part xl/sheet.xml has 524288000 bytes"
        )
    );
}

#[test]
fn a_part_that_lies_about_its_size_is_refused_where_the_limit_is() {
    let bytes = archive(&around(bomb(1000)));
    assert!(bytes.len() < 1024 * 1024);
    let text = message(&bytes);
    assert!(text.starts_with("The workbook holds too much when unpacked"), "{text}");
    let archive = Archive::open(&bytes, &Limits::default()).unwrap();
    let mut part = archive.part("xl/sheet.xml").unwrap();
    let (mut seen, mut piece) = (0, vec![0; 50_000]);
    while let Ok(length) = part.read(&mut piece) {
        assert!(length > 0);
        seen += length;
    }
    assert!(seen <= 16 * 1024 * 1024 + 32 * 1024, "{seen} bytes were inflated");
}

#[test]
fn all_parts_together_are_limited() {
    let limits = Limits { inflated: 3_000, ..Limits::default() };
    let text = vec![b'x'; 2_000];
    let bytes = archive(&[stored("a", &text), deflated("b", &text)]);
    let archive = Archive::open(&bytes, &limits).unwrap();
    archive.part("a").unwrap().read_to_end(&mut Vec::new()).unwrap();
    assert!(matches!(archive.part("b"), Err(WorkbookError::TooMuch { .. })));
    archive.start();
    archive.part("b").unwrap().read_to_end(&mut Vec::new()).unwrap();
}

#[test]
fn entries_are_found_whatever_their_case_and_strokes() {
    let bytes = archive(&[stored("XL\\Sheet.XML", b"one"), stored("/abs", b"two")]);
    let archive = Archive::open(&bytes, &Limits::default()).unwrap();
    assert!(archive.has("xl/sheet.xml") && archive.has("abs") && !archive.has("xl"));
    let mut text = String::new();
    archive.part("xl/sheet.xml").unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "one");
    assert!(matches!(archive.part("none"), Err(WorkbookError::Missing { .. })));
}

#[test]
fn what_is_not_read_is_named() {
    let check = |entry: Packing, expected: &str| {
        let text = message(&archive(&around(entry)));
        assert!(text.contains(expected), "{text}");
    };
    let sheet = || deflated("xl/sheet.xml", b"<worksheet/>");
    check(Packing { flags: 1, ..sheet() }, "protected by a password");
    check(Packing { method: 12, ..sheet() }, "neither stored nor deflated");
    check(Packing { inflated: u32::MAX, ..sheet() }, "ZIP64");
    check(Packing { checksum: 1, ..sheet() }, "its checksum is wrong");
    check(Packing { packed: vec![0xFF; 9], ..sheet() }, "cannot be inflated");
    check(Packing { inflated: 3, ..stored("xl/sheet.xml", b"<worksheet/>") }, "its two sizes differ");
    check(deflated("xl/workbook.xml", b""), "two parts have the same name");
}

#[test]
fn tables_of_contents_are_checked() {
    let good = workbook("<worksheet/>");
    assert!(first(&good).is_ok());
    let end = good.len() - 22;
    let check = |at: usize, bytes: &[u8], expected: &str| {
        let mut changed = good.clone();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        let text = message(&changed);
        assert!(text.contains(expected), "{text}");
    };
    check(end, b"XX", "cut off");
    check(end + 4, &[1], "several disks");
    check(end + 8, &[1, 0], "several disks");
    check(end + 8, &[0xFF; 4], "ZIP64");
    check(end + 16, &[0xFF, 0xFF, 0xFF, 0x7F], "cut off");
    check(end + 16, &[1, 0, 0, 0], "cannot be read");
    check(0, b"PKXX", "its place in the archive is wrong");
    let many = Limits { entries: 3, ..Limits::default() };
    assert!(matches!(Archive::open(&good, &many), Err(WorkbookError::TooMuch { .. })));
    let small = Limits { file: 100, ..Limits::default() };
    assert!(matches!(Archive::open(&good, &small), Err(WorkbookError::TooMuch { .. })));
    assert!(first(&[good.as_slice(), b"trailing"].concat()).is_ok());
}
