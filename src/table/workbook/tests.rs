//! The fixture workbooks cell by cell, beside a second reader, and the law that no file makes it panic.

use super::*;
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use miniz_oxide::deflate::compress_to_vec;
use proptest::prelude::*;
use std::io::Cursor;

const FEATURES: &[u8] = include_bytes!("../../../tests/fixtures/workbooks/features.xlsx");
const WRITTEN: &[u8] = include_bytes!("../../../tests/fixtures/workbooks/written.xlsx");
const INLINE: &[u8] = include_bytes!("../../../tests/fixtures/workbooks/inline.xlsx");
const MACRO: &[u8] = include_bytes!("../../../tests/fixtures/workbooks/macro.xlsm");
const TWIN: &[u8] = include_bytes!("../../../tests/fixtures/workbooks/features.ods");

/// CRC-32 bit by bit, as a second way to the same sum.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    })
}

/// An entry as it will stand in an archive.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) packed: Vec<u8>,
    pub(super) method: u16,
    pub(super) flags: u16,
    pub(super) inflated: u32,
    pub(super) checksum: u32,
}

/// A deflated entry.
pub(super) fn deflated(name: &str, content: &[u8]) -> Entry {
    Entry {
        name: name.to_owned(),
        packed: compress_to_vec(content, 1),
        method: 8,
        flags: 0,
        inflated: content.len() as u32,
        checksum: checksum(content),
    }
}

/// A stored entry.
pub(super) fn stored(name: &str, content: &[u8]) -> Entry {
    Entry { packed: content.to_vec(), method: 0, ..deflated(name, content) }
}

/// An archive of these entries.
pub(super) fn archive(entries: &[Entry]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let at = file.len() as u32;
        let mut common = Vec::new();
        common.extend([20, 0]);
        common.extend(entry.flags.to_le_bytes());
        common.extend(entry.method.to_le_bytes());
        common.extend([0; 4]);
        common.extend(entry.checksum.to_le_bytes());
        common.extend((entry.packed.len() as u32).to_le_bytes());
        common.extend(entry.inflated.to_le_bytes());
        common.extend((entry.name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(entry.name.as_bytes());
        file.extend(&entry.packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let at = file.len() as u32;
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend((entries.len() as u16).to_le_bytes());
    file.extend((entries.len() as u16).to_le_bytes());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend([0, 0]);
    file
}

/// The parts of a workbook around one sheet.
pub(super) fn around(sheet: Entry) -> Vec<Entry> {
    let types = "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>";
    let main = "<workbook><sheets><sheet name='S' sheetId='1' r:id='a'/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id='a' Type='x/worksheet' Target='sheet.xml'/>\
        <Relationship Id='b' Type='x/sharedStrings' Target='strings.xml'/>\
        <Relationship Id='c' Type='x/styles' Target='styles.xml'/></Relationships>";
    vec![
        deflated("[Content_Types].xml", types.as_bytes()),
        deflated("xl/workbook.xml", main.as_bytes()),
        deflated("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        sheet,
    ]
}

/// A workbook with one sheet of this XML.
pub(super) fn workbook(sheet: &str) -> Vec<u8> {
    archive(&around(deflated("xl/sheet.xml", sheet.as_bytes())))
}

/// A workbook whose sheet has these rows.
pub(super) fn with_rows(rows: &str) -> Vec<u8> {
    workbook(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))
}

/// The first sheet of a file.
pub(super) fn first(bytes: &[u8]) -> Result<Sheet, WorkbookError> {
    open(bytes, &Limits::default())?.read(0)
}

/// Every record with its line.
pub(super) fn rows(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
    sheet.cells.iter().map(|record| (record.line, record.cells().collect())).collect()
}

fn sheets(bytes: &[u8]) -> Vec<(String, bool)> {
    let workbook = open(bytes, &Limits::default()).unwrap();
    workbook.sheets.into_iter().map(|sheet| (sheet.name, sheet.hidden)).collect()
}

#[test]
fn features_are_read_as_the_sheet_shows_them() {
    let workbook = open(FEATURES, &Limits::default()).unwrap();
    let sheet = workbook.read(0).unwrap();
    assert_eq!(
        rows(&sheet),
        [
            (1, vec!["Feature list – device management"]),
            (2, vec![]),
            (3, vec!["Category", "Feature", "Platform", "Devices", "Since", "Share", "In use"]),
            (4, vec!["Security", "BitLocker encryption", "Windows", "1,250", "01.05.2023", "87.5%", "TRUE"]),
            (5, vec!["", "FileVault", "macOS", "96", "29.02.2024", "12.5%", "TRUE"]),
            (6, vec!["", "Passcode policy", "iOS/iPadOS", "2,310", "15.11.2022", "100.0%", "FALSE"]),
            (
                7,
                vec![
                    "Apps",
                    "Managed Google Play – Gerätegruppen",
                    "Android",
                    "740",
                    "07.01.2025",
                    "50.0%",
                    "TRUE"
                ]
            ),
            (8, vec!["", "Überwachte Updates", "iOS/iPadOS", "12", "31.07.2021", "3.3%", "FALSE"]),
        ]
    );
    let merge = |first_line, last_line, first_column, last_column| Merge {
        first_line,
        last_line,
        first_column,
        last_column,
    };
    assert_eq!(sheet.merges, [merge(1, 1, 0, 6), merge(4, 6, 0, 0), merge(7, 8, 0, 0)]);
    assert_eq!(sheet.hidden_lines, [6]);
    assert_eq!(sheet.hidden_columns, [5]);
    let found: Vec<_> =
        sheet.findings.iter().map(|finding| (finding.code.as_ref(), finding.place.label())).collect();
    assert_eq!(found, [("table.workbook.uncalculated", "line 9, column D".to_owned())]);
    let counts = workbook.read(1).unwrap();
    assert_eq!(counts.cells.len(), 40);
    assert_eq!(counts.cells.get(39).unwrap().cells().collect::<Vec<_>>(), ["", "7"]);
    assert_eq!(workbook.read(3).unwrap_err(), WorkbookError::NoSheet { number: 4 });
}

#[test]
fn results_and_formats_are_shown() {
    assert_eq!(
        rows(&first(WRITTEN).unwrap()),
        [
            (1, vec!["Nr", "Feature", "Checked", "Cost", "Effort", "Total", "State"]),
            (
                2,
                vec![
                    "00042",
                    "Wi-Fi profile with certificate",
                    "2026-03-15 18:30",
                    "1,234.50 €",
                    "36:00",
                    "84",
                    "yes"
                ]
            ),
            (
                3,
                vec![
                    "00815",
                    " Kiosk <mode> & \"lock\"\nsecond line ",
                    "",
                    "-9.50 €",
                    "0.3",
                    "#DIV/0!",
                    "TRUE"
                ]
            ),
        ]
    );
}

#[test]
fn other_prefixes_places_and_unnamed_cells_are_read() {
    assert_eq!(
        rows(&first(INLINE).unwrap()),
        [
            (1, vec!["Funktion", "Geräte"]),
            (2, vec!["VPN & Proxy", "17"]),
            (3, vec![]),
            (4, vec![]),
            (5, vec!["", "3.25", "#N/A"]),
        ]
    );
}

#[test]
fn the_twin_says_the_same() {
    let (sheet, twin) = (first(FEATURES).unwrap(), first(TWIN).unwrap());
    assert_eq!(rows(&sheet), rows(&twin)[..8]);
    assert_eq!(rows(&twin)[8..], [9, 10].map(|line| (line, vec!["one   two\nthree\nfour", "same", "same"])));
    assert_eq!(sheet.merges, twin.merges);
    assert_eq!(sheet.hidden_lines, twin.hidden_lines);
    assert_eq!(sheet.hidden_columns, twin.hidden_columns);
}

#[test]
fn kinds_and_sheets_are_told_by_content() {
    let visible = |name: &str| (name.to_owned(), false);
    let hidden = |name: &str| (name.to_owned(), true);
    assert_eq!(sheets(FEATURES), [visible("Features"), visible("Geräte"), hidden("Notes")]);
    assert_eq!(sheets(WRITTEN), [visible("List"), hidden("Old")]);
    assert_eq!(sheets(INLINE), [visible("Funktionen")]);
    assert_eq!(sheets(TWIN), [visible("Features"), hidden("Notes")]);
    assert_eq!(open(FEATURES, &Limits::default()).unwrap().kind, Kind::Xlsx);
    assert_eq!(open(INLINE, &Limits::default()).unwrap().kind, Kind::Xlsx);
    assert_eq!(open(MACRO, &Limits::default()).unwrap().kind, Kind::Xlsm);
    assert_eq!(open(TWIN, &Limits::default()).unwrap().kind, Kind::Ods);
    assert!(matches!(open(b"Feature;In use\n", &Limits::default()), Err(WorkbookError::NotWorkbook)));
    let other = archive(&[stored("readme.txt", b"x")]);
    assert!(matches!(open(&other, &Limits::default()), Err(WorkbookError::NotWorkbook)));
}

#[test]
fn what_is_no_workbook_is_told_what_to_do() {
    let check = |bytes: &[u8], expected: &str| {
        assert_eq!(open(bytes, &Limits::default()).unwrap_err().to_string(), expected);
    };
    let mut old = OLD_OFFICE.to_vec();
    old.extend([0; 600]);
    check(&old, "This is a binary workbook (XLS). Open it, save it as XLSX and choose that file.");
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    check(&old, "The workbook is protected by a password. Save it without one and choose that file.");
    let none =
        "This is no workbook that can be read. Save the list as XLSX, ODS or CSV and choose that file.";
    check(b"", none);
    check(b"Feature;In use\n", none);
    check(&archive(&[stored("readme.txt", b"x")]), none);
    check(&archive(&[stored("mimetype", b"application/vnd.oasis.opendocument.text")]), none);
    let binary =
        "<Types><Override ContentType='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/></Types>";
    check(
        &archive(&[stored("[Content_Types].xml", binary.as_bytes())]),
        "This is a binary workbook (XLSB). Open it, save it as XLSX and choose that file.",
    );
    let ods = stored("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");
    let manifest =
        stored("META-INF/manifest.xml", b"<manifest><file-entry><encryption-data/></file-entry></manifest>");
    check(
        &archive(&[ods, manifest]),
        "The workbook is protected by a password. Save it without one and choose that file.",
    );
}

/// Every cell that the second reader takes for text or for a number stands in ours, and none more.
#[test]
fn a_second_reader_sees_the_same_cells() {
    for bytes in [FEATURES, WRITTEN, MACRO, TWIN] {
        let workbook = open(bytes, &Limits::default()).unwrap();
        let mut other = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
        for (index, info) in workbook.sheets.iter().enumerate() {
            let sheet = workbook.read(index).unwrap();
            let range = other.worksheet_range(&info.name).unwrap();
            let mut seen = 0;
            println!("CAL {} {:?}", info.name, range.used_cells().collect::<Vec<_>>());
            let (top, left) = range.start().unwrap();
            for (row, column, data) in range.used_cells() {
                let (line, column) = (row as u32 + top + 1, column + left as usize);
                let record = sheet.cells.index_of(line).and_then(|index| sheet.cells.get(index));
                let ours = record.and_then(|record| record.get(column)).unwrap_or_default();
                match data {
                    Data::String(text) if text.is_empty() => continue,
                    Data::String(text) => assert_eq!(ours, text, "{} {line} {column}", info.name),
                    Data::Float(number) if !ours.ends_with(['%', '€']) => {
                        let shown: f64 = ours.replace(',', "").parse().unwrap();
                        assert!((shown - number).abs() < 1e-9, "{} {line} {column}: {ours}", info.name);
                    }
                    _ => assert!(!ours.is_empty(), "{} {line} {column}: {data:?}", info.name),
                }
                seen += 1;
            }
            let filled: usize =
                sheet.cells.iter().map(|record| record.cells().filter(|cell| !cell.is_empty()).count()).sum();
            assert_eq!(filled, seen, "{}", info.name);
        }
    }
}

/// Opens and reads whatever can be; the result does not matter.
fn try_all(bytes: &[u8]) {
    let limits = Limits { cells: 100_000, ..Limits::default() };
    if let Ok(workbook) = open(bytes, &limits) {
        for sheet in 0..workbook.sheets.len() {
            let _ = workbook.read(sheet);
        }
    }
}

/// The entries of a fixture, unpacked, to be changed below the compression.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let limits = Limits::default();
    let archive = Archive::open(bytes, &limits).unwrap();
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    let content = |name: &String| {
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut archive.part(name).unwrap(), &mut content).unwrap();
        content
    };
    names.iter().map(|name| (name.clone(), content(name))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), start in 0_usize..4) {
        let starts: [&[u8]; 4] = [b"", b"PK\x03\x04", OLD_OFFICE, b"PK\x05\x06"];
        try_all(&[starts[start], &bytes].concat());
    }

    #[test]
    fn no_changed_file_makes_it_panic(
        which in 0_usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = [FEATURES, WRITTEN, INLINE, TWIN][which].to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        try_all(&bytes);
    }

    #[test]
    fn no_changed_part_makes_it_panic(
        which in 0_usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..6),
        doubled in prop::option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>())),
    ) {
        let mut parts = unpacked([FEATURES, WRITTEN, INLINE, TWIN][which]);
        for (part, at, byte) in changes {
            let part = part.index(parts.len());
            let content = &mut parts[part].1;
            if !content.is_empty() {
                let at = at.index(content.len());
                // Half of the changes are letters that XML and numbers are made of.
                content[at] = if byte < 128 { byte } else { b"<>/&;\"=0123456789 -"[usize::from(byte) % 19] };
            }
        }
        if let Some((part, from, to)) = doubled {
            let part = part.index(parts.len());
            let content = &mut parts[part].1;
            let (from, to) = (from.index(content.len() + 1), to.index(content.len() + 1));
            let piece = content[from.min(to)..from.max(to)].to_vec();
            content.splice(from..from, piece);
        }
        let entries: Vec<Entry> = parts.iter().map(|(name, content)| stored(name, content)).collect();
        try_all(&archive(&entries));
    }
}
