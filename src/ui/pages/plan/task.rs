//! What is known of a task better than its template, in a dialog over the plan, which shows at once what comes of it.

use crate::model::day;
use crate::model::units::PerMille;
use crate::plan::TaskEdit;
use crate::plan::network::{Lag, LinkKind};
use crate::plan::settings::{LinkEdit, Seen};
use crate::report::shown::TaskLine;
use crate::session::action::{Action, Edit};
use crate::ui::store::Desk;
use crate::ui::widgets::button::{button, named};
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::draft_input::DraftInput;
use crate::ui::widgets::field::input;
use crate::ui::widgets::select::{bare_menu, menu};
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
pub fn edit(desk: &Desk, all: &[Rc<TaskLine>], task: &Rc<TaskLine>, close: Callback<()>) -> Html {
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
                <DraftInput {id} {kind} label={format!("{label}: {}", task.name)} {value} change={change(apply)} /></label>
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
                { field("task-name", "Name", "text", edit.name.clone().unwrap_or_else(|| task.name.clone()), |edit, text| {
                    edit.name = Some(text.to_owned()).filter(|name| !name.is_empty());
                }) }
                { field("task-days", "Working days", "number", task.days.to_string(), |edit, text| edit.days = text.parse().ok()) }
                { field("task-least", "At least", "number", number(edit.least_days), |edit, text| edit.least_days = text.parse().ok()) }
                { field("task-most", "At most", "number", number(edit.most_days), |edit, text| edit.most_days = text.parse().ok()) }
                { field("task-from", "Not before", "date", date(edit.not_before), |edit, text| edit.not_before = day::parse(text)) }
                { field("task-on", "Starts on", "date", date(edit.must_start), |edit, text| edit.must_start = day::parse(text)) }
                { field("task-end", "Ends on", "date", date(edit.must_finish), |edit, text| edit.must_finish = day::parse(text)) }
                { field("task-by", "Deadline", "date", date(edit.deadline), |edit, text| edit.deadline = day::parse(text)) }
                { field("task-done", "Done, %", "number", (edit.progress.0 / 10).to_string(), |edit, text| {
                    edit.progress = PerMille(text.parse::<u16>().map_or(0, |percent| percent.min(100) * 10));
                }) }
                { field("task-started", "Started", "date", date(edit.actual_start), |edit, text| edit.actual_start = day::parse(text)) }
                { field("task-finished", "Finished", "date", date(edit.actual_finish), |edit, text| edit.actual_finish = day::parse(text)) }
                { field("task-owner", "Owner", "text", edit.owner.clone(), |edit, text| text.clone_into(&mut edit.owner)) }
                { field("task-notes", "Notes", "text", edit.notes.clone(), |edit, text| text.clone_into(&mut edit.notes)) }
            </div>
            { waits(desk, all, task, &edit, change) }
            <div class="buttons">
                { button("", "Leave it out", change(|edit, _| edit.dropped = true).reform(|_: MouseEvent| String::new())) }
                if task.edited { { button("", "As the template", restore) } }
            </div>
        </Dialog>
    }
}

/// The words for the kinds of links, in their order.
const KINDS: [&str; 4] =
    ["starts after it ends", "starts after it starts", "ends after it ends", "ends after it starts"];
/// Between the parts of what says how a link is.
const PART: char = '\u{1f}';

/// What a task waits for: links to take away, those of the consultant to change, and one more.
fn waits(
    desk: &Desk,
    all: &[Rc<TaskLine>],
    task: &TaskLine,
    edit: &TaskEdit,
    change: impl Fn(fn(&mut TaskEdit, &str)) -> Callback<String>,
) -> Html {
    let day = desk.session.plan.value.as_ref().map_or(480, |plan| plan.day_minutes.max(1));
    let day = i32::try_from(day).unwrap_or(480);
    let rows = task.waits.iter().map(|(key, words)| {
        let unlink = {
            let key = key.clone();
            change(|edit, key| {
                let before = edit.links.len();
                edit.links.retain(|link| link.after != key);
                if edit.links.len() == before {
                    edit.unlinked.push(key.to_owned());
                }
            })
            .reform(move |_: MouseEvent| key.clone())
        };
        let own = edit.links.iter().find(|link| link.after == *key).map(|link| {
            let kind = LinkKind::ALL.iter().position(|kind| *kind == link.kind).unwrap_or(0).to_string();
            let minutes = if let Lag::Working(minutes) = link.lag { minutes } else { 0 };
            let days = minutes / day;
            let other_kind = {
                let key = key.clone();
                change(set).reform(move |kind: String| format!("{key}{PART}{kind}"))
            };
            let other_lag = {
                let key = key.clone();
                let minutes = move |days: String| days.trim().parse::<i32>().map(|days| days.saturating_mul(day)).unwrap_or(minutes);
                change(set).reform(move |days: String| format!("{key}{PART}{PART}{}", minutes(days)))
            };
            let kinds = KINDS.iter().enumerate().map(|(at, words)| (at.to_string().into(), (*words).into())).collect::<Vec<_>>();
            html! {
                <>
                    { bare_menu(format!("How: {words}"), kinds, kind, other_kind) }
                    <label class="field"><span>{ "Working days later" }</span>
                        { input("signed", format!("Working days later: {words}"), days.to_string(), other_lag) }</label>
                </>
            }
        });
        html! {
            <li key={key.clone()}><span>{ words }</span>
                { named("quiet", "\u{2715}", format!("Do not wait {words}"), unlink) }
                { own.unwrap_or_default() }</li>
        }
    });
    let others = all.iter().filter(|other| {
        !other.is_stage && other.key != task.key && task.waits.iter().all(|(key, _)| *key != other.key)
    });
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), "choose a task".into())];
    options.extend(others.map(|other| (other.key.clone().into(), other.name.clone().into())));
    let link = change(|edit, key| {
        edit.unlinked.retain(|other| other != key);
        edit.links.push(LinkEdit { after: key.to_owned(), kind: LinkKind::default(), lag: Lag::default() });
    });
    html! {
        <>
            <h3>{ "Waits for" }</h3>
            <ul class="freezes">{ for rows }</ul>
            { menu("Wait also for", options, "", link) }
        </>
    }
}

/// Sets how a link of the consultant is: its key, then the place of its kind or working minutes, of which either may be
/// missing and stays.
fn set(edit: &mut TaskEdit, text: &str) {
    let mut parts = text.split(PART);
    let key = parts.next();
    if let Some(link) = edit.links.iter_mut().find(|link| Some(link.after.as_str()) == key) {
        let kind = parts.next().and_then(|kind| kind.parse::<usize>().ok());
        link.kind = kind.and_then(|kind| LinkKind::ALL.get(kind)).copied().unwrap_or(link.kind);
        if let Some(minutes) = parts.next().and_then(|minutes| minutes.parse().ok()) {
            link.lag = Lag::Working(minutes);
        }
    }
}
