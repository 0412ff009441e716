//! Waves with their protection gap and tasks as tables; a task's days, first day and owner can be changed.

use crate::model::area::Stage;
use crate::model::day;
use crate::model::units::{grouped, grouped_long};
use crate::plan::protection::FORMULA;
use crate::plan::settings::Seen;
use crate::plan::{Plan, PlannedTask, TaskEdit};
use crate::report::words;
use crate::session::action::{Action, Edit};
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::draft_input::DraftInput;
use std::rc::Rc;
use yew::prelude::*;

/// The waves.
pub fn waves(plan: &Plan) -> Html {
    let gap = &plan.protection;
    let hours = |exposed: u64, locked_out: u64| {
        html! { <><td class="number">{ grouped_long(exposed) }</td><td class="number">{ grouped_long(locked_out) }</td></> }
    };
    let rows = plan.waves.iter().map(|wave| {
        let of_wave = gap.waves.iter().find(|found| found.number == wave.number);
        let platforms: Vec<String> = wave
            .devices
            .iter()
            .filter(|(_, count)| count.0 > 0)
            .map(|(platform, count)| format!("{} {}", platform.label(), grouped(count.0)))
            .collect();
        html! {
            <tr key={wave.number}>
                <th scope="row">{ &wave.name }</th>
                <td class="wrap">{ platforms.join(", ") }</td>
                <td class="number">{ grouped(wave.total().0) }</td>
                <td class="number">{ grouped(wave.per_day.0) }</td>
                <td class="date">{ day::full(wave.start) }</td>
                <td class="date">{ day::full(wave.finish) }</td>
                { for of_wave.map(|found| hours(found.exposed_hours, found.locked_out_hours)) }
            </tr>
        }
    });
    html! {
        <section class="panel scroll waves" aria-label="Waves" tabindex="0">
            <table>
                <caption>{ "Waves: the days on which devices move" }</caption>
                <thead><tr>
                    <th scope="col">{ "Wave" }</th><th scope="col">{ "Platforms" }</th><th scope="col" class="number">{ "Devices" }</th>
                    <th scope="col" class="number">{ "At most a day" }</th><th scope="col">{ "First move" }</th><th scope="col">{ "Last move" }</th>
                    <th scope="col" class="number">{ "Unprotected, device-hours" }</th><th scope="col" class="number">{ "Locked out, device-hours" }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
                <tfoot><tr><th scope="row" colspan="6">{ "Protection gap in all" }</th>{ hours(gap.exposed_hours, gap.locked_out_hours) }</tr></tfoot>
            </table>
            <details><summary>{ "How the protection gap is computed" }</summary><p>{ FORMULA }</p></details>
        </section>
    }
}

/// The tasks by stage.
pub fn tasks(desk: &Desk, plan: &Plan) -> Html {
    let session = &desk.session;
    let tasks = plan.tasks.clone();
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
                <caption>{ "Tasks: what you change is kept when the assessment changes" }</caption>
                <thead><tr>
                    <th scope="col">{ "Task" }</th><th scope="col">{ "Role" }</th><th scope="col" class="number">{ "Days" }</th>
                    <th scope="col">{ "Start" }</th><th scope="col">{ "Finish" }</th><th scope="col">{ "Float" }</th><th scope="col">{ "Starts then because" }</th>
                </tr></thead>
                { for stages }
            </table>
            { dropped(desk, &DroppedProps { keys: left_out.map(|(key, _)| key.clone()).collect::<Vec<_>>() }) }
        </section>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct TaskRowProps {
    task: Rc<PlannedTask>,
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
            let mut edit = edit.clone();
            if !task.edited {
                // What a later assessment says otherwise is offered beside the change.
                edit.seen = Some(Seen { days: task.days, name: task.name.clone() });
            }
            apply(&mut edit, text.trim());
            Action::Edit(Edit::Task(task.key.clone(), Some(Box::new(edit))))
        })
    };
    let restore = {
        let key = task.key.clone();
        send.reform(move |_: MouseEvent| Action::Edit(Edit::Task(key.clone(), None)))
    };
    let float = if task.critical {
        "critical".to_owned()
    } else {
        words::count(u32::from(task.float_days), "day", "days")
    };
    html! {
        <tr data-critical={task.critical.to_string()}>
            <th scope="row" class="wrap">
                <details>
                    <summary>{ &task.name }{ if task.edited { " (changed)" } else { "" } }</summary>
                    <div class="edit">
                        <p>{ &task.why }</p>
                        <label class="field"><span>{ "Working days" }</span>
                            <DraftInput kind="number" min="0" max="999" label={format!("Working days: {}", task.name)} value={task.days.to_string()}
                                change={change(|edit, text| edit.days = text.parse().ok())} /></label>
                        <label class="field"><span>{ "Not before" }</span>
                            <DraftInput kind="date" label={format!("Not before: {}", task.name)} value={props.edit.not_before.map(day::iso).unwrap_or_default()}
                                change={change(|edit, text| edit.not_before = day::parse(text))} /></label>
                        <label class="field"><span>{ "Owner" }</span>
                            <DraftInput label={format!("Owner: {}", task.name)} value={props.edit.owner.clone()}
                                change={change(|edit, text| text.clone_into(&mut edit.owner))} /></label>
                        <button onclick={change(|edit, _| edit.dropped = true).reform(|_: MouseEvent| String::new())}>{ "Leave it out" }</button>
                        if task.edited { <button onclick={restore}>{ "As the template" }</button> }
                    </div>
                </details>
            </th>
            <td>{ &task.role }</td>
            <td class="number">{ task.days }</td>
            <td class="date">{ day::full(task.start) }</td>
            <td class="date">{ day::full(task.finish) }</td>
            <td>{ float }</td>
            <td class="wrap quiet">{ &task.driver }</td>
        </tr>
    }
}

struct DroppedProps {
    keys: Vec<String>,
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
