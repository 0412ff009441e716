//! A table to features: every record is kept or set aside with a reason, and no text of a kept row is lost.

use gapline::diagnostic::Checked;
use gapline::intake::{Inventory, Reason, propose::propose, read::read};
use gapline::model::row::RowId;
use gapline::table::error::{MOST_CELLS, MOST_COLUMNS};
use gapline::table::{Cells, Table};

/// Reads a table as is proposed and checks it.
pub fn check(table: &Table) {
    assert!(table.width() <= MOST_COLUMNS && table.records.count() <= MOST_CELLS, "limits are kept");
    let plan = propose(table).plan;
    assert_eq!(plan.roles.len(), table.width(), "every column has one role");
    assert!(plan.header.is_none_or(|header| header < table.records.len()));
    ledger(table, &read(table, &plan));
    assert_eq!(Cells::from_bytes(&table.records.to_bytes()).as_ref(), Some(&table.records));
}

/// Records = kept + set aside, each once; those without text are set aside as blank or for an earlier reason.
pub fn ledger(table: &Table, inventory: &Checked<Inventory>) {
    let ledger = &inventory.value.ledger;
    let features = &inventory.value.features;
    assert_eq!(ledger.records as usize, table.records.len());
    assert_eq!(ledger.kept as usize, features.len());
    assert_eq!(ledger.records as usize, features.len() + ledger.set_aside.len());
    let mut rows: Vec<u32> =
        features.iter().map(|one| one.row.0).chain(ledger.set_aside.iter().map(|one| one.row.0)).collect();
    rows.sort_unstable();
    let lines: Vec<u32> = table.records.iter().map(|record| record.line).collect();
    assert_eq!(rows, lines, "every line stands in the ledger once");
    let merged: usize = features.iter().map(|one| one.merged.len()).sum();
    let is_merged = |reason: Reason| matches!(reason, Reason::ExactRepeat | Reason::Continued);
    let aside = ledger.set_aside.iter().filter(|aside| is_merged(aside.reason)).count();
    assert_eq!(merged, aside, "what was merged is named by its feature");
    for aside in &ledger.set_aside {
        let record = table.records.index_of(aside.row.0).and_then(|index| table.records.get(index));
        let record = record.expect("a row that was set aside is a record");
        assert_eq!(aside.text, record.cells().collect::<Vec<_>>().join(" | "), "no text is lost");
        assert!(record.is_blank() || aside.reason != Reason::Blank, "line {} has text", record.line);
        assert_eq!(aside.kept_as.is_some(), is_merged(aside.reason));
        assert!(aside.kept_as.is_none_or(|row| features.iter().any(|one| one.row == row)));
    }
    let by_row = inventory.value.by_row();
    let merged_into = |line: u32| {
        let place = ledger.set_aside.binary_search_by_key(&line, |aside| aside.row.0).ok()?;
        ledger.set_aside.get(place)?.kept_as
    };
    for record in table.records.iter() {
        let own = RowId(record.line);
        let row = merged_into(record.line).unwrap_or(own);
        let Some(feature) = by_row.get(&row) else { continue };
        assert!(!feature.name.is_empty() && !record.is_blank(), "line {}: a feature has a name", record.line);
        let texts = [
            &feature.name,
            &feature.number,
            &feature.category,
            &feature.description,
            &feature.owner,
            &feature.notes,
        ];
        for cell in record.filled().map(|(_, cell)| cell) {
            // Texts of several rows stand below each other.
            let says = |text: &str| text == cell || (!feature.merged.is_empty() && text.contains(cell));
            let there =
                texts.into_iter().chain(feature.extra.iter().map(|(_, text)| text)).any(|text| says(text));
            assert!(there, "line {}: {cell:?} is lost", record.line);
        }
    }
}
