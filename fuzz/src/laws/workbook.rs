//! A workbook's bytes to sheets: refused with a reason, or read within every limit, and the same each time.

use super::inventory;
use gapline::table::workbook::{Limits, Sheet, open};
use gapline::table::{Overrides, Table, TableError};

/// Small limits, so that passing them is quick.
fn limits() -> Limits {
    Limits {
        file: 256 * 1024,
        entries: 60,
        entry: 512 * 1024,
        inflated: 1024 * 1024,
        ratio: 50,
        ratio_from: 64 * 1024,
        piece: 64 * 1024,
        depth: 32,
        sheets: 5,
        strings: 2_000,
        strings_text: 128 * 1024,
        styles: 300,
        cell: 4 * 1024,
        text: 128 * 1024,
        cells: 20_000,
        merges: 200,
        columns: 300,
        rows: 5_000,
    }
}

pub fn check(bytes: &[u8]) {
    let limits = limits();
    let workbook = match open(bytes, &limits) {
        Ok(workbook) => workbook,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert!(bytes.len() as u64 <= limits.file && workbook.sheets.len() <= limits.sheets);
    assert!(workbook.read(workbook.sheets.len()).is_err(), "there is no sheet behind the last");
    let mut all = Vec::new();
    for index in 0..workbook.sheets.len() {
        let found = workbook.read(index);
        assert_eq!(found, workbook.read(index), "a sheet is read the same each time");
        let Ok(sheet) = found else { continue };
        within(&sheet, &limits);
        all.push(sheet.cells.clone());
        inventory::check(&Table {
            file: "list.xlsx".to_owned(),
            merges: sheet.merges,
            records: sheet.cells,
            ..Table::default()
        });
    }
    // What is within small limits is within the usual ones, and read as one of its sheets.
    if all.len() == workbook.sheets.len() && gapline::table::kind::is_package(bytes) {
        match gapline::table::open::read("list.xlsx", bytes, Overrides::default()) {
            Ok(table) => assert_eq!(Some(&table.value.records), all.get(table.value.sheet as usize)),
            Err(error) => assert_eq!(error, TableError::Empty),
        }
    }
}

fn within(sheet: &Sheet, limits: &Limits) {
    let lines: Vec<u32> = sheet.cells.iter().map(|record| record.line).collect();
    assert!(lines.is_sorted_by(|one, next| one < next));
    assert!(lines.first().is_none_or(|first| *first > 0));
    let last = lines.last().copied().unwrap_or(0);
    assert!(last <= limits.rows);
    assert!(sheet.cells.width() <= limits.columns);
    assert!(sheet.cells.len() * sheet.cells.width() <= limits.cells, "rows times columns");
    let mut text = 0;
    for record in sheet.cells.iter() {
        text += record.cells().map(str::len).sum::<usize>();
        // A letter that stands for NUL is three bytes.
        let read = |cell: &str| cell.len() - 2 * cell.matches('\u{fffd}').count();
        assert!(record.cells().all(|cell| read(cell) <= limits.cell.max(1_200) && !cell.contains('\0')));
        assert!(
            record.cells().next_back().is_none_or(|cell| !cell.is_empty()),
            "a row ends at its last cell"
        );
    }
    assert!(text <= limits.text * 3);
    assert!(sheet.cells.get(0).is_none_or(|record| !record.is_empty()), "the first row is filled");
    assert!(sheet.merges.len() <= limits.merges);
    for merge in &sheet.merges {
        assert!(merge.first_line <= merge.last_line && merge.first_column <= merge.last_column);
        assert!(merge.last_line <= limits.rows && merge.last_column < limits.columns);
    }
    assert!(sheet.hidden_lines.is_sorted_by(|one, next| one < next));
    assert!(sheet.hidden_lines.iter().all(|line| (1..=last).contains(line)));
    assert!(sheet.hidden_columns.is_sorted_by(|one, next| one < next));
    assert!(sheet.hidden_columns.iter().all(|column| *column < sheet.cells.width()));
}
