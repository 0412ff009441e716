//! Reads a file of any kind that lists come in: delimited text, or a sheet of a workbook.
//! The content decides, never the file's name.

use super::delimited;
use super::error::{LARGEST, TableError};
use super::workbook::{self, Limits, Workbook};
use super::{Overrides, Table, decode, kind};
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};

/// A sheet with fewer rows of several cells than this is a cover or a legend.
const ROWS: usize = 3;

/// Reads a file.
///
/// # Errors
/// When it is empty, beyond a limit, or nothing that a list comes in; what is wrong inside a list is diagnosed.
pub fn read(file: &str, bytes: &[u8], overrides: Overrides) -> Result<Checked<Table>, TableError> {
    if kind::is_package(bytes) {
        return sheet(file, bytes, overrides);
    }
    if kind::is_web_page(bytes) && bytes.len() <= LARGEST {
        let text = decode::decode(bytes, overrides.encoding).text;
        if let Some(table) = html(file, &text)? {
            return Ok(table);
        }
    }
    delimited::read(file, bytes, overrides)
}

/// Reads the largest table of a text in HTML; `None` when it has none.
///
/// # Errors
/// When it is too large.
pub fn html(file: &str, text: &str) -> Result<Option<Checked<Table>>, TableError> {
    if text.len() > LARGEST {
        return Err(TableError::TooLarge { bytes: text.len() });
    }
    let found = super::html::largest_table(text)?;
    Ok(found.map(|found| {
        let mut diagnostics = Vec::new();
        if found.hidden > 0 {
            let message = format!("{} parts of the text are hidden in it; they were left out.", found.hidden);
            let finding = Diagnostic::new(Severity::Note, "table.html.hidden", Place::default(), message);
            diagnostics.push(
                finding.with_hint("Show hidden rows and columns before you copy if they belong to the list."),
            );
        }
        let table = Table {
            file: file.to_owned(),
            bytes: u64::try_from(text.len()).unwrap_or(u64::MAX),
            kind: "HTML".to_owned(),
            merges: found.merges,
            records: found.cells,
            ..Table::default()
        };
        Checked { value: table, diagnostics }
    }))
}

/// Reads the wanted sheet, else the first visible one that has rows.
fn sheet(file: &str, bytes: &[u8], overrides: Overrides) -> Result<Checked<Table>, TableError> {
    let limits = Limits::default();
    let workbook = workbook::open(bytes, &limits)?;
    let wanted = overrides.sheet.and_then(|sheet| usize::try_from(sheet).ok());
    let (index, sheet) = match wanted {
        Some(index) => (index, workbook.read(index)?),
        None => first_list(&workbook)?,
    };
    let mut diagnostics = sheet.findings;
    let sheets = workbook.sheets.clone();
    diagnostics.extend(hidden(&sheets, index, &sheet.hidden_lines, &sheet.hidden_columns));
    Ok(Checked {
        value: Table {
            file: file.to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            kind: workbook.kind.label().to_owned(),
            sheets,
            sheet: u32::try_from(index).unwrap_or(0),
            merges: sheet.merges,
            records: sheet.cells,
            ..Table::default()
        },
        diagnostics,
    })
}

fn first_list(workbook: &Workbook<'_>) -> Result<(usize, workbook::Sheet), TableError> {
    let mut first = None;
    for (index, info) in workbook.sheets.iter().enumerate() {
        if info.hidden {
            continue;
        }
        let sheet = workbook.read(index)?;
        let full = sheet.cells.iter().filter(|record| record.filled().nth(1).is_some()).count();
        if full >= ROWS {
            return Ok((index, sheet));
        }
        if first.is_none() && !sheet.cells.is_empty() {
            first = Some((index, sheet));
        }
    }
    first.ok_or(TableError::Empty)
}

/// What a workbook hides is read like the rest, and said.
fn hidden(
    sheets: &[workbook::SheetInfo],
    present: usize,
    lines: &[u32],
    columns: &[usize],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let names: Vec<&str> = sheets
        .iter()
        .enumerate()
        .filter(|(index, sheet)| sheet.hidden && *index != present)
        .map(|(_, sheet)| sheet.name.as_str())
        .collect();
    if !names.is_empty() {
        let message = format!("Hidden sheets that were not read: {}.", names.join(", "));
        found.push(
            Diagnostic::new(Severity::Note, "table.sheet.hidden", Place::default(), message)
                .with_hint("Choose one above the table if it holds the list."),
        );
    }
    if let Some(first) = lines.first() {
        let message =
            format!("{} rows are hidden in the workbook; they were read like the others.", lines.len());
        found.push(Diagnostic::new(Severity::Note, "table.row.hidden", Place::line(*first), message));
    }
    if !columns.is_empty() {
        let message =
            format!("{} columns are hidden in the workbook; they were read like the others.", columns.len());
        found.push(Diagnostic::new(Severity::Note, "table.column.hidden", Place::default(), message));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixture(name: &str) -> Vec<u8> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbooks");
        std::fs::read(folder.join(name)).unwrap()
    }

    #[test]
    fn the_first_visible_sheet_with_rows_is_read_and_others_can_be_chosen() {
        let bytes = fixture("features.xlsx");
        let first = read("list.csv", &bytes, Overrides::default()).unwrap().value;
        assert_eq!(first.kind, "XLSX");
        let hidden = first.sheets.iter().position(|sheet| sheet.hidden).unwrap();
        assert_ne!(first.sheet as usize, hidden);
        let chosen = Overrides { sheet: u32::try_from(hidden).ok(), ..Overrides::default() };
        assert_eq!(read("list.csv", &bytes, chosen).unwrap().value.sheet as usize, hidden);
        let none = Overrides { sheet: Some(99), ..Overrides::default() };
        assert!(read("list.csv", &bytes, none).unwrap_err().to_string().contains("no sheet"));
    }

    #[test]
    fn a_package_that_is_no_workbook_says_what_is_wrong_with_it() {
        let check = |bytes: &[u8], words: &str| {
            let error = read("list.xlsx", bytes, Overrides::default()).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        };
        let whole = fixture("features.xlsx");
        check(&whole[..whole.len() / 2], "table of contents is cut off");
        check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook", "a binary workbook (XLS)");
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&[&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &name].concat(), "protected by a password");
    }

    #[test]
    fn text_is_read_as_text_whatever_its_name() {
        let table = read("list.xlsx", b"Feature;Prio\nVPN;High\n", Overrides::default()).unwrap().value;
        assert_eq!((table.kind.as_str(), table.sheets.len(), table.records.len()), ("", 0, 2));
    }
}
