//! The tasks as a table; what is known of a task better than its template can be changed.

use crate::model::area::Stage;
use crate::model::day;
use crate::model::units::PerMille;
use crate::plan::TaskEdit;
use crate::plan::edits::Offer;
use crate::plan::settings::Seen;
use crate::report::shown::{Shown, TaskLine};
use crate::session::action::{Action, Edit};
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::draft_input::DraftInput;
use chrono::NaiveDate;
use std::rc::Rc;
use yew::prelude::*;

/// The tasks by stage.
pub fn tasks(desk: &Desk, plan: &Shown) -> Html {
    let session = &desk.session;
    let tasks = &plan.tasks;
    let stages =
        Stage::ALL.into_iter().filter(|stage| tasks.iter().any(|task| task.stage == *stage)).map(|stage| {
            let rows = tasks.iter().filter(|task| task.stage == stage).map(|task| {
                let edit = session.project.plan.edits.get(&task.key).cloned().unwrap_or_default();
                html! { <TaskRow key={task.key.clone()} task={task.clone()} {edit} /> }
            });
            html! {
                <tbody key={stage.key()}>
                    <tr class="stage"><th scope="rowgroup" colspan="7">{ stage.label() }</th></tr>
                    { for rows }
                </tbody>
            }
        });
    let left_out = session.project.plan.edits.iter().filter(|(_, edit)| edit.dropped);
    html! {
        <section class="panel scroll" aria-label="Tasks" tabindex="0">
            <table class="tasks">
                <caption>{ "Tasks: what you change is kept when the assessment changes; Alt and an arrow key move a task by a day" }</caption>
                <thead><tr>
                    <th scope="col">{ "Task" }</th><th scope="col">{ "Role" }</th><th scope="col" class="number">{ "Days" }</th>
                    <th scope="col">{ "Start" }</th><th scope="col">{ "Finish" }</th><th scope="col">{ "Float" }</th><th scope="col">{ "Starts then because" }</th>
                </tr></thead>
                { for stages }
            </table>
            { offers(desk, &plan.offers) }
            { dropped(desk, &DroppedProps { keys: left_out.map(|(key, _)| key.clone()).collect::<Vec<_>>() }) }
        </section>
    }
}

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

#[derive(Debug, Clone, PartialEq, Properties)]
struct TaskRowProps {
    task: Rc<TaskLine>,
    edit: TaskEdit,
}

#[component]
fn TaskRow(props: &TaskRowProps) -> Html {
    let desk = &use_desk();
    let send = &desk.send;
    let task = &props.task;
    let change = |apply: fn(&mut TaskEdit, &str)| {
        let (task, edit) = (task.clone(), props.edit.clone());
        send.reform(move |text: String| {
            let mut edit = begun(&task, Some(&edit));
            apply(&mut edit, text.trim());
            Action::Edit(Edit::Task(task.key.clone(), Some(Box::new(edit))))
        })
    };
    let restore = {
        let key = task.key.clone();
        send.reform(move |_: MouseEvent| Action::Edit(Edit::Task(key.clone(), None)))
    };
    let field = |label: &str, kind: &'static str, value: String, apply: fn(&mut TaskEdit, &str)| {
        html! {
            <label class="field"><span>{ label }</span>
                <DraftInput {kind} min="0" max="9999" label={format!("{label}: {}", task.name)} {value} change={change(apply)} /></label>
        }
    };
    let shift = {
        let (task, edit, send) = (task.clone(), props.edit.clone(), send.clone());
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowRight" => task.start.succ_opt(),
                "ArrowLeft" => task.start.pred_opt(),
                _ => None,
            };
            if to.is_some() && event.alt_key() {
                event.prevent_default();
                send.emit(moved_to(&task, Some(&edit), to));
            }
        })
    };
    // Fields are made when somebody looks at them: a long plan has thousands.
    let is_open = use_state(|| false);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: Event| is_open.set(!*is_open))
    };
    let edit = &props.edit;
    let date = |date: Option<NaiveDate>| date.map(day::iso).unwrap_or_default();
    let number = |days: Option<u16>| days.map(|days| days.to_string()).unwrap_or_default();
    html! {
        <tr data-critical={task.critical.to_string()}>
            <th scope="row" class="wrap">
                <details ontoggle={toggle}>
                    <summary onkeydown={shift}>{ &task.name }{ if task.edited { " (changed)" } else { "" } }</summary>
                    if *is_open {
                    <div class="edit">
                        <p>{ &task.why }</p>
                        { field("Working days", "number", task.days.to_string(), |edit, text| edit.days = text.parse().ok()) }
                        { field("At least", "number", number(edit.least_days), |edit, text| edit.least_days = text.parse().ok()) }
                        { field("At most", "number", number(edit.most_days), |edit, text| edit.most_days = text.parse().ok()) }
                        { field("Not before", "date", date(edit.not_before), |edit, text| edit.not_before = day::parse(text)) }
                        { field("Starts on", "date", date(edit.must_start), |edit, text| edit.must_start = day::parse(text)) }
                        { field("Deadline", "date", date(edit.deadline), |edit, text| edit.deadline = day::parse(text)) }
                        { field("Done, %", "number", (edit.progress.0 / 10).to_string(), |edit, text| {
                            edit.progress = PerMille(text.parse::<u16>().map_or(0, |percent| percent.min(100) * 10));
                        }) }
                        { field("Started", "date", date(edit.actual_start), |edit, text| edit.actual_start = day::parse(text)) }
                        { field("Finished", "date", date(edit.actual_finish), |edit, text| edit.actual_finish = day::parse(text)) }
                        { field("Owner", "text", edit.owner.clone(), |edit, text| text.clone_into(&mut edit.owner)) }
                        { field("Notes", "text", edit.notes.clone(), |edit, text| text.clone_into(&mut edit.notes)) }
                        <button onclick={change(|edit, _| edit.dropped = true).reform(|_: MouseEvent| String::new())}>{ "Leave it out" }</button>
                        if task.edited { <button onclick={restore}>{ "As the template" }</button> }
                    </div>
                    }
                </details>
            </th>
            <td>{ &task.role }</td>
            <td class="number">{ task.days }</td>
            <td class="date">{ day::full(task.start) }</td>
            <td class="date">{ day::full(task.finish) }</td>
            <td>{ &task.float }</td>
            <td class="wrap quiet">{ &task.driver }</td>
        </tr>
    }
}

struct DroppedProps {
    keys: Vec<String>,
}

/// What the assessment says otherwise of tasks that were changed, each to be taken.
fn offers(desk: &Desk, offers: &[Offer]) -> Html {
    let lines = offers.iter().map(|offer| {
        let (offered, settings) = (offer.clone(), desk.session.project.plan.clone());
        let take = desk.send.reform(move |_: MouseEvent| {
            let mut edit = settings.edits.get(&offered.key).cloned().unwrap_or_default();
            if offered.is_of_days() {
                edit.days = None
            } else {
                edit.name = None
            }
            Action::Edit(Edit::Task(offered.key.clone(), Some(Box::new(edit))))
        });
        html! {
            <p class="dropped">{ format!("{}: you set {}; the assessment says now", offer.name, offer.yours) }
                <button onclick={take}>{ format!("Take {}", offer.theirs) }</button></p>
        }
    });
    lines.collect()
}

/// Tasks that were left out, each to be taken back.
fn dropped(desk: &Desk, props: &DroppedProps) -> Html {
    let send = &desk.send;
    if props.keys.is_empty() {
        return Html::default();
    }
    html! {
        <p class="dropped">{ "Left out: " }
            { for props.keys.iter().map(|key| {
                let taken = key.clone();
                html! { <button key={key.clone()} onclick={send.reform(move |_: MouseEvent| Action::Edit(Edit::Task(taken.clone(), None)))}>{ format!("{key}: take back") }</button> }
            }) }
        </p>
    }
}
