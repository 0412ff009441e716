//! HTML to a table: it has text, its rows count up, its cells are trimmed, and written as HTML it is read again.

use super::inventory;
use gapline::table::open;
use std::fmt::Write;

pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(Some(found)) = open::html("clipboard", &text) else { return };
    let table = found.value;
    assert!(table.records.iter().any(|record| !record.is_blank()), "a table has text");
    assert!(table.records.iter().zip(1..).all(|(record, line)| record.line == line), "rows count up");
    let rows = u32::try_from(table.records.len()).expect("rows are counted in 32 bits");
    for merge in &table.merges {
        assert!(merge.first_line <= merge.last_line && merge.first_column <= merge.last_column);
        assert!((1..=rows).contains(&merge.first_line), "{merge:?} of {rows} rows");
    }
    let mut page = String::from("<table>");
    for record in table.records.iter() {
        page.push_str("<tr>");
        for cell in record.cells() {
            assert_eq!(cell, cell.trim());
            let cell = cell.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
            write!(page, "<td>{cell}</td>").expect("a text can be written");
        }
        page.push_str("</tr>");
    }
    let again = open::html("clipboard", &page).expect("small enough").expect("a table").value;
    assert_eq!(again.records, table.records);
    inventory::check(&table);
}
