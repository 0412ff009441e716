//! The questionnaire: what stands in the way, how far each area is, and the notes taken.

use super::{Block, Cell, Section, Table};
use crate::assess::{Assessment, Knowledge};

/// The readiness section.
pub fn section(knowledge: &Knowledge, assessment: &Assessment) -> Section {
    let readiness = &assessment.readiness;
    let areas = readiness
        .areas
        .iter()
        .map(|standing| {
            vec![
                Cell::Text(standing.area.label().to_owned()),
                Cell::Number(u32::from(standing.questions)),
                Cell::Number(u32::from(standing.answered)),
                Cell::Number(u32::from(standing.ready)),
            ]
        })
        .collect();
    let raised = readiness
        .raised
        .iter()
        .map(|raised| {
            vec![
                Cell::Text(raised.effect.label().to_owned()),
                Cell::Text(raised.name.clone()),
                Cell::Text(raised.area.label().to_owned()),
                Cell::Text(raised.role.clone()),
                Cell::Number(u32::from(raised.days)),
                Cell::Text(raised.note.clone()),
            ]
        })
        .collect();
    let answers = knowledge
        .questions
        .iter()
        .filter_map(|question| {
            let answer = assessment.project.answers.get(&question.id)?;
            Some(vec![
                Cell::Text(question.text.clone()),
                Cell::Text(answer.reply.map_or("", |reply| reply.label()).to_owned()),
                Cell::Text(answer.note.clone()),
            ])
        })
        .collect();
    let table = |caption: &str, columns: &[(&str, bool)], rows| {
        Block::Table(Table {
            caption: caption.to_owned(),
            columns: columns.iter().map(|(title, number)| ((*title).to_owned(), *number)).collect(),
            rows,
        })
    };
    Section {
        id: "readiness".to_owned(),
        title: "Readiness".to_owned(),
        blocks: vec![
            table(
                "The nine areas of the guide",
                &[("Area", false), ("Questions", true), ("Answered", true), ("Ready", true)],
                areas,
            ),
            table(
                "What the answers raise, and the blockers nobody has answered",
                &[
                    ("Effect", false),
                    ("Task or risk", false),
                    ("Area", false),
                    ("Role", false),
                    ("Days", true),
                    ("Note", false),
                ],
                raised,
            ),
            table("Answers", &[("Question", false), ("Answer", false), ("Note", false)], answers),
        ],
    }
}
