//! The questions for the customer, as a sheet with room for answers.
//! A row that is not to be asked about is not in it.

use super::{Block, Cell, Section, Table, gaps};
use crate::assess::Assessment;
use crate::intake::Feature;
use crate::matching::decision::Decision;
use crate::project::Project;
use crate::project::ask::Reply;
use std::rc::Rc;

/// Heading of the column by which a sheet finds its row again.
pub const ROW: &str = "Row";

/// Heading of the column for answers.
pub const ANSWER: &str = "Answer";

/// A question on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The feature.
    pub feature: Rc<Feature>,
    /// The question: the consultant's, else the usual one.
    pub question: String,
    /// Whether it is the usual one.
    pub usual: bool,
    /// The answers so far, oldest first.
    pub replies: Vec<Reply>,
}

/// The usual question about a feature.
pub fn usual(feature: &Feature) -> String {
    format!("What do you use “{}” for, and on which devices?", feature.name)
}

/// Every question, in the list's order.
pub fn asked(project: &Project, features: &[Rc<Feature>]) -> Vec<Asked> {
    let asked = features.iter().filter_map(|feature| match project.decisions.get(&feature.row) {
        Some(Decision::Ask(question)) => Some((feature, question)),
        _ => None,
    });
    asked
        .map(|(feature, question)| Asked {
            feature: Rc::clone(feature),
            question: if question.is_empty() { usual(feature) } else { question.clone() },
            usual: question.is_empty(),
            replies: project.ask.answers.get(&feature.row).cloned().unwrap_or_default(),
        })
        .collect()
}

/// The questions and what was answered, for the report; nothing when there is none.
pub fn section(assessment: &Assessment) -> Option<Section> {
    let asked = asked(&assessment.project, &assessment.inventory.value.features);
    let rows: Vec<Vec<Cell>> = asked
        .into_iter()
        .map(|one| {
            let answers: Vec<String> = one.replies.into_iter().map(|reply| reply.answer).collect();
            vec![
                gaps::line(one.feature.row),
                Cell::Text(one.feature.name.to_string()),
                Cell::Text(one.question),
                Cell::Text(answers.join(" / ")),
            ]
        })
        .collect();
    let columns = [("Line", true), ("Feature", false), ("Question", false), ("Answers so far", false)];
    let table = Table {
        caption: "Questions for the customer".to_owned(),
        columns: columns.map(|(title, number)| (title.to_owned(), number)).to_vec(),
        rows,
    };
    (!table.rows.is_empty()).then(|| Section {
        id: "questions".to_owned(),
        title: "Questions for the customer".to_owned(),
        blocks: vec![Block::Table(table)],
    })
}
