//! What each edit does to the project, and the name under which it can be undone.
//! Only the part that changes gets a new `Rc`; an edit that changes nothing leaves the project as it is.

use super::action::Edit;
use super::packs;
use crate::matching::decision::Decision;
use crate::project::Project;
use std::rc::Rc;

/// The name of an edit in the list of what can be undone.
pub fn name(edit: &Edit) -> String {
    match edit {
        Edit::Name(_) => "Rename the project".to_owned(),
        Edit::Product(_) => "Change the product".to_owned(),
        Edit::Decide(decisions) => match decisions.as_slice() {
            [(row, Some(decision))] => format!("Line {row}: {}", decision.label()),
            [(row, None)] => format!("Line {row}: decision taken back"),
            many => format!("Decide {} matches", many.len()),
        },
        Edit::Close(row, true) => format!("Close line {row}"),
        Edit::Close(row, false) => format!("Open line {row} again"),
        Edit::AskList(_) => "Change the customer's answers".to_owned(),
        Edit::Packs(change) => packs::name(change),
        Edit::Accept(rows) => match rows.as_slice() {
            [row] => format!("Line {row}: accept what the catalogue says"),
            many => format!("Accept {} changes of the catalogue", many.len()),
        },
        Edit::Note(row, _) => format!("Note on line {row}"),
        Edit::Gap(row, _) => format!("Gap of line {row}"),
        Edit::Licences(_) => "Change the licences".to_owned(),
        Edit::Answer(..) => "Answer a question".to_owned(),
        Edit::Estate(_) => "Change the device counts".to_owned(),
        Edit::Plan(_) => "Change the plan's settings".to_owned(),
        Edit::Task(..) => "Change a task".to_owned(),
    }
}

/// The project after an edit.
pub fn apply(edit: Edit, project: &Project) -> Project {
    let mut project = project.clone();
    match edit {
        Edit::Name(name) => project.name = name,
        Edit::Product(product) => project.product = product,
        Edit::Decide(decisions) => {
            let all = Rc::make_mut(&mut project.decisions);
            for (row, decision) in decisions {
                let asks_again = matches!(&decision, Some(Decision::Ask(question)) if question.is_empty());
                let decision = match project.ask.kept.get(&row) {
                    // A question that was written before is asked again.
                    Some(kept) if asks_again && !matches!(all.get(&row), Some(Decision::Ask(_))) => {
                        Some(Decision::Ask(kept.clone()))
                    }
                    _ => decision,
                };
                let before = match decision {
                    Some(decision) => all.insert(row, decision),
                    None => all.remove(&row),
                };
                if let Some(Decision::Ask(question)) = before
                    && !question.is_empty()
                    && !matches!(all.get(&row), Some(Decision::Ask(_)))
                {
                    Rc::make_mut(&mut project.ask).kept.insert(row, question);
                }
            }
        }
        Edit::Close(row, closed) => {
            if let Some(columns) = &mut project.columns
                && columns.earlier.get(&row).is_some_and(|earlier| earlier.closed != closed)
                && let Some(earlier) = Rc::make_mut(columns).earlier.get_mut(&row)
            {
                earlier.closed = closed;
            }
        }
        Edit::AskList(list) => project.ask = Rc::new(list),
        Edit::Packs(change) => packs::apply(change, &mut project),
        // The stamps need the catalogue; `update` sets them.
        Edit::Accept(_) => {}
        Edit::Note(row, text) => {
            let notes = Rc::make_mut(&mut project.notes);
            if text.is_empty() {
                notes.remove(&row);
            } else {
                notes.insert(row, text);
            }
        }
        Edit::Gap(row, decision) => {
            let gaps = Rc::make_mut(&mut project.gaps);
            if decision == Default::default() {
                gaps.remove(&row);
            } else {
                gaps.insert(row, decision);
            }
        }
        Edit::Licences(licences) => project.licences = Rc::new(licences),
        Edit::Answer(question, answer) => {
            let answers = Rc::make_mut(&mut project.answers);
            if answer == Default::default() {
                answers.remove(&question);
            } else {
                answers.insert(question, answer);
            }
        }
        Edit::Estate(estate) => project.estate = Rc::new(estate),
        Edit::Plan(settings) => project.plan = Rc::new(*settings),
        Edit::Task(key, edit) => {
            let settings = Rc::make_mut(&mut project.plan);
            match edit {
                Some(edit) if *edit != Default::default() => settings.edits.insert(key, *edit),
                _ => settings.edits.remove(&key),
            };
        }
    }
    project
}
