//! The annexes: method with formulas, row ledger, findings about the data and the plan.

use super::{Block, Cell, Section, Table};
use crate::assess::Assessment;
use crate::diagnostic::{Diagnostic, Severity};
use crate::gap::rule;
use crate::intake::Reason;

/// How the figures were made.
pub fn method() -> Section {
    Section {
        id: "method".to_owned(),
        title: "Method".to_owned(),
        blocks: vec![
            Block::Heading("Verdict".to_owned()),
            Block::Paragraph(rule::VERDICT_TEXT.to_owned()),
            Block::Paragraph(rule::PARTS_TEXT.to_owned()),
            Block::Heading("Severity".to_owned()),
            Block::Paragraph(rule::SEVERITY_TEXT.to_owned()),
            Block::Heading("Effort".to_owned()),
            Block::Paragraph(rule::EFFORT_TEXT.to_owned()),
            Block::Heading("Devices a day".to_owned()),
            Block::Paragraph(
                "Devices a day = the lowest of: a share of the estate (2 % by a rule of thumb of Windows migrations); help desk tickets a day divided by the share of moves that raise a ticket (3 to 7 % published, 5 % for planning); the tenant's daily limits (wipe 500, retire 1,000). Each figure can be changed on the Plan page.".to_owned(),
            ),
            Block::Heading("What was not checked".to_owned()),
            Block::Paragraph(
                "Licence bundles changed in 2026: have them confirmed by the customer's licence contact. Entries of the catalogue that are marked remembered were not read in the documentation.".to_owned(),
            ),
        ],
    }
}

/// What became of every record of the list.
pub fn ledger(assessment: &Assessment) -> Section {
    let ledger = &assessment.inventory.value.ledger;
    let reasons: Vec<String> = Reason::ALL
        .into_iter()
        .filter(|reason| ledger.count(*reason) > 0)
        .map(|reason| format!("{}: {}", reason.label(), ledger.count(reason)))
        .collect();
    let rows = ledger
        .set_aside
        .iter()
        .map(|row| {
            vec![
                Cell::Number(row.row.0),
                Cell::Text(row.reason.label().to_owned()),
                row.kept_as.map_or(Cell::Empty, |kept| Cell::Number(kept.0)),
                Cell::Text(row.text.clone()),
            ]
        })
        .collect();
    Section {
        id: "ledger".to_owned(),
        title: "Row ledger".to_owned(),
        blocks: [
            vec![
                Block::Paragraph(format!(
                    "{} records in the file = {} kept as features + {} set aside.",
                    ledger.records,
                    ledger.kept,
                    ledger.set_aside.len()
                )),
                Block::List(reasons),
                Block::Table(Table {
                    caption: "Records set aside".to_owned(),
                    columns: [("Line", true), ("Reason", false), ("Merged into line", true), ("Text", false)]
                        .map(|(title, number)| (title.to_owned(), number))
                        .to_vec(),
                    rows,
                }),
            ],
            of_earlier_lists(assessment),
        ]
        .concat(),
    }
}

/// Features that only earlier lists have: those still open, and those closed.
fn of_earlier_lists(assessment: &Assessment) -> Vec<Block> {
    let inventory = &assessment.inventory.value;
    let open = inventory.features.iter().filter(|feature| feature.row.list() > 0).map(|one| (one, "open"));
    let closed = inventory.closed.iter().map(|feature| (feature, "closed"));
    let rows: Vec<Vec<Cell>> = open
        .chain(closed)
        .map(|(feature, state)| {
            let decision = assessment.project.decisions.get(&feature.row);
            vec![
                Cell::Text(feature.row.to_string()),
                Cell::Text(feature.name.to_string()),
                Cell::Text(state.to_owned()),
                decision.map_or(Cell::Empty, |decision| Cell::Text(decision.label().to_owned())),
                assessment
                    .project
                    .notes
                    .get(&feature.row)
                    .map_or(Cell::Empty, |note| Cell::Text(note.clone())),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = ["Line", "Feature", "State", "Decision", "Note"];
    vec![Block::Table(Table {
        caption: "Features that only earlier lists have".to_owned(),
        columns: columns.map(|title| (title.to_owned(), false)).to_vec(),
        rows,
    })]
}

/// What was found about the data and the plan.
pub fn findings(assessment: &Assessment) -> Section {
    let rows =
        assessment.inventory.diagnostics.iter().chain(&assessment.plan.diagnostics).map(finding).collect();
    Section {
        id: "findings".to_owned(),
        title: "Findings about data and plan".to_owned(),
        blocks: vec![Block::Table(Table {
            caption: "Findings".to_owned(),
            columns: [
                ("Weight", false),
                ("Place", false),
                ("Finding", false),
                ("What to do", false),
                ("Code", false),
            ]
            .map(|(title, number)| (title.to_owned(), number))
            .to_vec(),
            rows,
        })],
    }
}

fn finding(diagnostic: &Diagnostic) -> Vec<Cell> {
    let weight = match diagnostic.severity {
        Severity::Note => "Note",
        Severity::Warning => "Warning",
        Severity::Problem => "Problem",
    };
    vec![
        Cell::Text(weight.to_owned()),
        Cell::Text(diagnostic.place.label()),
        Cell::Text(diagnostic.message.clone()),
        Cell::Text(diagnostic.hint.clone()),
        Cell::Text(diagnostic.code.to_string()),
    ]
}
