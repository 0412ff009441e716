//! The gap matrix and the gap list, with what each verdict rests on.

use super::{Block, Cell, Section, Table, words};
use crate::assess::{Assessment, Knowledge};
use crate::gap::GapRow;
use crate::intake::Feature;
use crate::model::day;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::verdict::Verdict;

/// Areas by verdicts.
pub fn matrix(knowledge: &Knowledge, assessment: &Assessment) -> Section {
    let mut counts: SortedMap<String, SortedMap<Verdict, u32>> = SortedMap::default();
    for row in assessment.gap.rows.iter() {
        let area = row
            .deciding()
            .and_then(|part| knowledge.catalogue.capability(&part.capability))
            .map_or_else(|| "Not matched".to_owned(), |capability| capability.area.clone());
        counts.change(area, |by| by.change(row.verdict, |count| *count += 1));
    }
    let mut columns = vec![("Area".to_owned(), false)];
    columns.extend(Verdict::ALL.map(|verdict| (verdict.label().to_owned(), true)));
    columns.push(("All".to_owned(), true));
    let mut rows: Vec<Vec<Cell>> = counts.iter().map(|(area, by)| matrix_row(area, by)).collect();
    rows.push(matrix_row("All", &assessment.gap.totals.by_verdict));
    Section {
        id: "matrix".to_owned(),
        title: "Gap matrix".to_owned(),
        blocks: vec![Block::Table(Table {
            caption: "Features by area of the capability that decides and verdict".to_owned(),
            columns,
            rows,
        })],
    }
}

fn matrix_row(area: &str, by: &SortedMap<Verdict, u32>) -> Vec<Cell> {
    let mut row = vec![Cell::Text(area.to_owned())];
    row.extend(
        Verdict::ALL.map(|verdict| by.get(&verdict).map_or(Cell::Empty, |count| Cell::Number(*count))),
    );
    row.push(Cell::Number(by.values().sum()));
    row
}

/// Every feature with its verdict, worst first, then in the list's order.
pub fn list(knowledge: &Knowledge, assessment: &Assessment) -> Section {
    let features = assessment.inventory.value.by_row();
    let mut ranked: Vec<&GapRow> = assessment.gap.rows.iter().map(|row| row.as_ref()).collect();
    ranked.sort_by_key(|row| (std::cmp::Reverse(row.severity), row.row));
    let rows = ranked
        .into_iter()
        .filter_map(|row| Some(list_row(knowledge, assessment, features.get(&row.row)?, row)))
        .collect();
    Section {
        id: "gaps".to_owned(),
        title: "Gap list".to_owned(),
        blocks: vec![
            Block::Paragraph(
                "Worst first. “Line” is the line of the customer's list. What the catalogue says was checked on the day it names; check what is marked remembered before you rely on it.".to_owned(),
            ),
            Block::Table(Table {
                caption: "Features, verdicts and what they rest on".to_owned(),
                columns: [
                    ("Line", true),
                    ("Feature", false),
                    ("Verdict", false),
                    ("Capability", false),
                    ("Because, and what instead", false),
                    ("Devices", true),
                    ("Priority", false),
                    ("Severity", true),
                    ("Days", true),
                ]
                .map(|(title, number)| (title.to_owned(), number))
                .to_vec(),
                rows,
            }),
        ],
    }
}

fn list_row(knowledge: &Knowledge, assessment: &Assessment, feature: &Feature, row: &GapRow) -> Vec<Cell> {
    let mut because = row.because.join(" ");
    for capability in row.parts.iter().filter_map(|part| knowledge.catalogue.capability(&part.capability)) {
        let lead = if row.parts.len() > 1 { format!(" {}:", capability.name) } else { String::new() };
        if !capability.instead.is_empty() && row.verdict.is_gap() {
            because.push_str(&format!("{lead} Instead: {}", capability.instead));
        }
        if let Some(doc) = capability.doc.first() {
            because.push_str(&format!("{lead} Source: {doc}, {}.", day::full(capability.as_of)));
        }
    }
    if row.accepted {
        because.push_str(" Accepted gap.");
    }
    if let Some(said) = assessment.project.gaps.get(&row.row) {
        for (word, text) in [("Said", &said.rationale), ("Owner", &said.owner)] {
            if !text.is_empty() {
                because.push_str(&format!(" {word}: {text}."));
            }
        }
    }
    if let Some(note) = assessment.project.notes.get(&row.row) {
        because.push_str(&format!(" Note: {note}."));
    }
    vec![
        line(row.row),
        Cell::Text(feature.name.to_string()),
        Cell::Verdict(row.verdict),
        Cell::Text(if row.parts.is_empty() {
            row.basis.label().to_owned()
        } else {
            words::capabilities(&knowledge.catalogue, row)
        }),
        Cell::Text(because),
        Cell::Number(row.devices.0),
        Cell::Text(feature.priority.label().to_owned()),
        Cell::Number(u32::from(row.severity)),
        Cell::Number(u32::from(row.effort_days)),
    ]
}

/// The line of a row; with the list's number, where only an earlier list has it.
pub fn line(row: RowId) -> Cell {
    if row.list() == 0 { Cell::Number(row.0) } else { Cell::Text(row.to_string()) }
}
