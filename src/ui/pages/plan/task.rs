//! What is known of a task better than its template, in a dialog over the plan, which shows at once what comes of it.

use crate::model::day;
use crate::model::units::PerMille;
use crate::plan::TaskEdit;
use crate::plan::settings::Seen;
use crate::report::shown::TaskLine;
use crate::session::action::{Action, Edit};
use crate::ui::store::Desk;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::draft_input::DraftInput;
use chrono::NaiveDate;
use std::rc::Rc;
use yew::prelude::*;

/// The edit of a task that is about to change. What a later assessment says otherwise is offered beside the change.
fn begun(task: &TaskLine, edit: Option<&TaskEdit>) -> TaskEdit {
    let mut edit = edit.cloned().unwrap_or_default();
    if !task.edited {
        edit.seen = Some(Seen { days: task.days, name: task.name.clone() });
    }
    edit
}

/// A task that does not begin before a day.
pub fn moved_to(task: &TaskLine, edit: Option<&TaskEdit>, day: Option<NaiveDate>) -> Action {
    let edit = TaskEdit { not_before: day, ..begun(task, edit) };
    Action::Edit(Edit::Task(task.key.clone(), Some(Box::new(edit))))
}

/// What can be changed of a task.
pub fn edit(desk: &Desk, task: &Rc<TaskLine>, close: Callback<()>) -> Html {
    let send = &desk.send;
    let edit = desk.session.project.plan.edits.get(&task.key).cloned().unwrap_or_default();
    let change = |apply: fn(&mut TaskEdit, &str)| {
        let (task, edit) = (task.clone(), edit.clone());
        send.reform(move |text: String| {
            let mut edit = begun(&task, Some(&edit));
            apply(&mut edit, text.trim());
            Action::Edit(Edit::Task(task.key.clone(), Some(Box::new(edit))))
        })
    };
    let field = |id: &'static str,
                 label: &str,
                 kind: &'static str,
                 value: String,
                 apply: fn(&mut TaskEdit, &str)| {
        html! {
            <label class="field"><span>{ label }</span>
                <DraftInput {id} {kind} min="0" max="9999" label={format!("{label}: {}", task.name)} {value} change={change(apply)} /></label>
        }
    };
    let restore = {
        let key = task.key.clone();
        send.reform(move |_: MouseEvent| Action::Edit(Edit::Task(key.clone(), None)))
    };
    let date = |date: Option<NaiveDate>| date.map(day::iso).unwrap_or_default();
    let number = |days: Option<u16>| days.map(|days| days.to_string()).unwrap_or_default();
    html! {
        <Dialog title={task.name.clone()} {close} focus="task-days">
            <p>{ &task.why }</p>
            <p role="status"><b>{ day::full(task.start) }{ " \u{2013} " }{ day::full(task.finish) }</b>{ " \u{b7} " }{ &task.float }{ " \u{b7} " }{ &task.driver }</p>
            <div class="edit">
                { field("task-days", "Working days", "number", task.days.to_string(), |edit, text| edit.days = text.parse().ok()) }
                { field("task-least", "At least", "number", number(edit.least_days), |edit, text| edit.least_days = text.parse().ok()) }
                { field("task-most", "At most", "number", number(edit.most_days), |edit, text| edit.most_days = text.parse().ok()) }
                { field("task-from", "Not before", "date", date(edit.not_before), |edit, text| edit.not_before = day::parse(text)) }
                { field("task-on", "Starts on", "date", date(edit.must_start), |edit, text| edit.must_start = day::parse(text)) }
                { field("task-by", "Deadline", "date", date(edit.deadline), |edit, text| edit.deadline = day::parse(text)) }
                { field("task-done", "Done, %", "number", (edit.progress.0 / 10).to_string(), |edit, text| {
                    edit.progress = PerMille(text.parse::<u16>().map_or(0, |percent| percent.min(100) * 10));
                }) }
                { field("task-started", "Started", "date", date(edit.actual_start), |edit, text| edit.actual_start = day::parse(text)) }
                { field("task-finished", "Finished", "date", date(edit.actual_finish), |edit, text| edit.actual_finish = day::parse(text)) }
                { field("task-owner", "Owner", "text", edit.owner.clone(), |edit, text| text.clone_into(&mut edit.owner)) }
                { field("task-notes", "Notes", "text", edit.notes.clone(), |edit, text| text.clone_into(&mut edit.notes)) }
                <button onclick={change(|edit, _| edit.dropped = true).reform(|_: MouseEvent| String::new())}>{ "Leave it out" }</button>
                if task.edited { <button onclick={restore}>{ "As the template" }</button> }
            </div>
        </Dialog>
    }
}
