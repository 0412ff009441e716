//! The ask list: questions for the customer, and answers that come back in a sheet.
//! An answer stands beside its row and decides nothing; a line that fits no question is kept for the consultant.

use super::given::Given;
use super::job::Job;
use super::look;
use super::state::{Session, Work};
use super::update::change_project;
use crate::intake::Feature;
use crate::matching::decision::Decision;
use crate::model::order;
use crate::model::row::RowId;
use crate::project::ask::{AskList, SheetLine, plain};
use crate::report::questions;
use crate::report::words::count;
use crate::table::{Content, Overrides, Record};
use std::rc::Rc;

/// Reads a sheet with answers.
pub fn read(session: &mut Session, given: Given) {
    session.start(Work::Answers(given.name().to_owned()), Job::Answers(given));
}

/// The worker's side: the lines of a sheet that Gapline made and the customer filled, those without an answer included.
///
/// # Errors
/// When it cannot be read or has no columns "Row" and "Answer".
pub fn lines(given: &Given, content: Option<&dyn Content>) -> Result<Vec<SheetLine>, String> {
    let table = look::table(given, Overrides::default(), content)?.value;
    let header = table.records.iter().enumerate().find(|(_, record)| {
        place(*record, questions::ROW).is_some() && place(*record, questions::ANSWER).is_some()
    });
    let Some((at, header)) = header else {
        return Err(
            "It has no columns “Row” and “Answer”. Read back the sheet that Gapline saved.".to_owned()
        );
    };
    let columns =
        [questions::ROW, "Feature", "Question", questions::ANSWER].map(|heading| place(header, heading));
    let lines = table.records.iter().skip(at + 1).filter(|record| !record.is_blank()).map(|record| {
        let [row, feature, question, answer] = columns
            .map(|column| column.and_then(|column| record.get(column)).unwrap_or("").trim().to_owned());
        SheetLine { file: given.name().to_owned(), line: record.line, row, feature, question, answer }
    });
    Ok(lines.collect())
}

/// The column of a heading.
fn place(header: Record<'_>, heading: &str) -> Option<usize> {
    header.cells().position(|cell| cell.trim().eq_ignore_ascii_case(heading))
}

/// Puts the answers of a sheet beside their rows.
pub fn arrived(session: &mut Session, lines: Vec<SheetLine>) {
    let file = lines.first().map(|line| line.file.clone()).unwrap_or_default();
    let mut list = (*session.project.ask).clone();
    let (mut news, mut differ, mut same, mut strays, mut blank) = (0, 0, 0, 0, 0);
    for line in lines {
        if line.answer.is_empty() {
            blank += 1;
        } else if let Some(row) = row_of(session, &line) {
            let first = list.latest(row).is_none();
            match list.add(row, line.reply(session.today)) {
                true if first => news += 1,
                true => differ += 1,
                false => same += 1,
            }
        } else {
            strays += 1;
            list.stray(line);
        }
    }
    let mut project = (*session.project).clone();
    project.ask = Rc::new(list);
    change_project(session, format!("Answers from {file}"), project);
    let said = [
        (news, "new answer", "new answers"),
        (differ, "answer that differs from an earlier one", "answers that differ from earlier ones"),
        (same, "answer that was known", "answers that were known"),
        (blank, "question without an answer", "questions without an answer"),
        (
            strays,
            "line that fits no question, listed on the ask list",
            "lines that fit no question, listed on the ask list",
        ),
    ];
    let said: Vec<String> = said
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    let said = if said.is_empty() { "no line with an answer".to_owned() } else { said.join(", ") };
    session.tell(false, format!("{file}: {said}. Nothing is decided by that; judge each row yourself."));
}

/// The row that a line answers: one that was asked about, with this number and this text.
fn row_of(session: &Session, line: &SheetLine) -> Option<RowId> {
    let features = &session.assessment.inventory.value.features;
    let number = plain(&line.row);
    let feature = features.iter().find(|feature| feature.row.to_string() == number)?;
    let same = plain(&feature.name) == plain(&line.feature);
    (same && was_asked(session, feature.row)).then_some(feature.row)
}

fn was_asked(session: &Session, row: RowId) -> bool {
    let ask = &session.project.ask;
    matches!(session.project.decisions.get(&row), Some(Decision::Ask(_)))
        || ask.kept.contains_key(&row)
        || ask.answers.contains_key(&row)
}

/// Rows that the consultant may give a stray line to: those that are asked about, the one with its text first.
pub fn homes(session: &Session, line: &SheetLine) -> Vec<Rc<Feature>> {
    let features = session.assessment.inventory.value.features.iter();
    let mut homes: Vec<Rc<Feature>> =
        features.filter(|feature| was_asked(session, feature.row)).cloned().collect();
    let text = plain(&line.feature);
    order::sort(&mut homes, |left, right| (plain(&left.name) != text).cmp(&(plain(&right.name) != text)));
    homes
}

/// The ask list after a stray line was given to a row, or was dismissed.
pub fn placed(session: &Session, stray: usize, row: Option<RowId>) -> AskList {
    let mut list = (*session.project.ask).clone();
    if stray < list.strays.len() {
        let line = list.strays.remove(stray);
        if let Some(row) = row {
            list.add(row, line.reply(session.today));
        }
    }
    list
}

/// Why a line fits no question.
pub fn misfit(session: &Session, line: &SheetLine) -> String {
    let number = plain(&line.row);
    let features = &session.assessment.inventory.value.features;
    match features.iter().find(|feature| feature.row.to_string() == number) {
        None => format!("The list has no row “{number}”."),
        Some(feature) if plain(&feature.name) != plain(&line.feature) => {
            format!("Row {number} is “{}”.", feature.name)
        }
        Some(_) => format!("Nothing was asked about row {number}."),
    }
}
