//! Taking a newer list over: everything that was said goes on under the rows' new ids.

use super::state::{Draft, Session};
use crate::intake::compare::Comparison;
use crate::intake::{Inventory, earlier};
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::project::Project;
use crate::project::ask::{AskList, SheetLine};
use std::rc::Rc;

/// Whether anything was said of single rows.
pub fn says_anything(project: &Project) -> bool {
    let nothing = project.decisions.is_empty() && project.gaps.is_empty() && project.notes.is_empty();
    !(nothing && project.plan.edits.is_empty() && project.ask.answers.is_empty())
}

/// Takes a newer list over: everything that was said goes on under the rows' new ids.
pub fn take_over(project: &mut Project, session: &mut Session, comparison: &Comparison, used: &mut Draft) {
    let task = |row: &RowId| format!("gap-{}", row.0);
    let said = |row: RowId| {
        session.project.decisions.contains_key(&row)
            || session.project.gaps.contains_key(&row)
            || session.project.notes.contains_key(&row)
            || session.project.ask.answers.contains_key(&row)
            || session.project.ask.kept.contains_key(&row)
            || session.project.plan.edits.contains_key(&task(&row))
    };
    let mut columns = (*used.columns).clone();
    let moves = earlier::take(&session.list.value, comparison, &used.refused, said, &mut columns);
    used.columns = Rc::new(columns);
    // Lines that were set aside after something was said of them.
    let said_of = project.decisions.keys().chain(project.gaps.keys()).chain(project.notes.keys());
    let lost: SortedMap<RowId, ()> =
        said_of.filter(|row| !moves.contains_key(*row)).map(|row| (*row, ())).collect();
    project.decisions = Rc::new(moved(&project.decisions, &moves));
    project.stamps = Rc::new(moved(&project.stamps, &moves));
    project.gaps = Rc::new(moved(&project.gaps, &moves));
    project.notes = Rc::new(moved(&project.notes, &moves));
    project.ask = Rc::new(moved_ask(&project.ask, &moves, &session.list.value));
    let tasks: SortedMap<String, String> = moves.iter().map(|(from, to)| (task(from), task(to))).collect();
    if project.plan.edits.keys().any(|key| tasks.get(key).is_some_and(|to| to != key)) {
        let plan = Rc::make_mut(&mut project.plan);
        let edits = std::mem::take(&mut plan.edits);
        plan.edits =
            edits.into_iter().map(|(key, edit)| (tasks.get(&key).cloned().unwrap_or(key), edit)).collect();
    }
    if !lost.is_empty() {
        session.tell(
            false,
            format!(
                "{} decisions belonged to lines that the list before had set aside; they are not in the project any more. Undo brings that list back with all of them.",
                lost.len()
            ),
        );
    }
}

/// Questions and answers under their rows' new ids. Answers of rows that were set aside fit no question any more.
fn moved_ask(ask: &AskList, moves: &SortedMap<RowId, RowId>, list: &Inventory) -> AskList {
    let mut strays = ask.strays.clone();
    for (row, replies) in ask.answers.iter().filter(|(row, _)| !moves.contains_key(row)) {
        let feature = list.feature(*row).map(|feature| feature.name.to_string()).unwrap_or_default();
        strays.extend(replies.iter().map(|reply| SheetLine {
            file: reply.file.clone(),
            line: 0,
            row: row.to_string(),
            feature: feature.clone(),
            question: reply.question.clone(),
            answer: reply.answer.clone(),
        }));
    }
    AskList { kept: moved(&ask.kept, moves), answers: moved(&ask.answers, moves), strays }
}

/// What is said of rows, under their new ids.
fn moved<T: Clone>(parts: &SortedMap<RowId, T>, moves: &SortedMap<RowId, RowId>) -> SortedMap<RowId, T> {
    parts.iter().filter_map(|(row, part)| Some((*moves.get(row)?, part.clone()))).collect()
}
