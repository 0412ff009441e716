//! The tasks as a tree of stages that is worked with by keys: arrows go from row to row, open and close a stage, and with
//! Alt move a task by a day; Enter opens what can be changed of it.

use super::task::{edit, moved_to};
use crate::model::area::Stage;
use crate::model::day;
use crate::plan::edits::Offer;
use crate::report::shown::{Shown, TaskLine};
use crate::session::action::{Action, Edit};
use crate::ui::browser::dom;
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::button::button;
use crate::ui::widgets::check::all_rows;
use crate::ui::widgets::rows::{Grid, PLAIN, Rows, TALL};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// The tasks, what is offered for them, and those that were left out.
pub fn tasks(desk: &Desk, plan: &Shown) -> Html {
    let left_out = desk.session.project.plan.edits.iter().filter(|(_, edit)| edit.dropped);
    html! {
        <section class="panel tasks" aria-label="Tasks">
            <Tasks tasks={plan.tasks.clone()} />
            { offers(desk, &plan.offers) }
            { dropped(desk, &left_out.map(|(key, _)| key.clone()).collect::<Vec<_>>()) }
        </section>
    }
}

/// The id of the table.
const TREE: &str = "tree";

/// How the tree stands.
#[derive(Debug, Clone, Default)]
struct Tree {
    closed: Vec<Stage>,
    /// The key of the row that the keys are about; the first one when there is none of this key.
    at: String,
    /// Whether that task is open.
    open: bool,
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct TasksProps {
    tasks: Rc<Vec<Rc<TaskLine>>>,
}

#[component]
fn Tasks(props: &TasksProps) -> Html {
    let desk = &use_desk();
    let tree = use_state(Tree::default);
    let lines =
        props.tasks.iter().filter(|line| line.is_stage || !tree.closed.contains(&line.stage)).cloned();
    let lines: Rc<[Rc<TaskLine>]> = lines.collect();
    let found = lines.iter().position(|line| line.key == tree.at);
    let at = found.unwrap_or(0);
    let go = {
        let (lines, tree) = (lines.clone(), tree.clone());
        Callback::from(move |(to, act): (usize, bool)| {
            let Some(line) = lines.get(to) else { return };
            let mut next = Tree { at: line.key.clone(), open: act && !line.is_stage, ..(*tree).clone() };
            if act && line.is_stage {
                let closed = next.closed.len();
                next.closed.retain(|stage| *stage != line.stage);
                if next.closed.len() == closed {
                    next.closed.push(line.stage);
                }
            }
            tree.set(next);
        })
    };
    let keys = {
        let (lines, go, edits, send) =
            (lines.clone(), go.clone(), desk.session.project.plan.clone(), desk.send.clone());
        let is_closed = lines.get(at + 1).is_none_or(|next| next.is_stage);
        Callback::from(move |event: KeyboardEvent| {
            let Some(line) = lines.get(at) else { return };
            let key = event.key();
            let to = match key.as_str() {
                "ArrowLeft" | "ArrowRight" if event.alt_key() => {
                    if !line.is_stage {
                        let day =
                            if key == "ArrowLeft" { line.start.pred_opt() } else { line.start.succ_opt() };
                        send.emit(moved_to(line, edits.edits.get(&line.key), day));
                    }
                    (at, false)
                }
                "ArrowDown" => (at + 1, false),
                "ArrowUp" => (at.saturating_sub(1), false),
                "Home" => (0, false),
                "End" => (lines.len() - 1, false),
                "Enter" => (at, true),
                "ArrowLeft" if !line.is_stage => {
                    (lines.iter().take(at).rposition(|line| line.is_stage).unwrap_or(0), false)
                }
                "ArrowLeft" => (at, !is_closed),
                "ArrowRight" => (at, line.is_stage && is_closed),
                _ => return,
            };
            event.prevent_default();
            go.emit(to);
        })
    };
    let clicks = {
        let (lines, go) = (lines.clone(), go.clone());
        Callback::from(move |event: MouseEvent| {
            let within = |what: &str| event.target_dyn_into::<Element>()?.closest(what).ok()?;
            let row = within("[aria-level]").map(|row| row.id());
            if let Some(to) = lines.iter().position(|line| row.as_ref() == Some(&line.key)) {
                // The keys are the table's; a row may be gone when it is out of sight.
                dom::focus_in_place(TREE);
                go.emit((to, within("button").is_some()));
            }
        })
    };
    let row = {
        let lines = lines.clone();
        Callback::from(move |index: u32| {
            let place = usize::try_from(index).unwrap_or(usize::MAX);
            let Some(line) = lines.get(place) else { return Html::default() };
            let is_open = line.is_stage && lines.get(place + 1).is_some_and(|next| !next.is_stage);
            let mark = match (line.is_stage, is_open) {
                (true, true) => "\u{25be} ",
                (true, false) => "\u{25b8} ",
                _ => "",
            };
            html! {
                <tr key={line.key.clone()} id={line.key.clone()} aria-level={if line.is_stage { "1" } else { "2" }}
                    aria-expanded={line.is_stage.then(|| is_open.to_string())} aria-rowindex={(index + 2).to_string()}
                    data-chosen={(place == at).to_string()} data-critical={line.critical.to_string()}>
                    <th scope="row" title={line.driver.clone()}>
                        <button class="plain" tabindex="-1">{ mark }{ &line.name }</button>
                        <small>{ if line.edited { "(changed) " } else { "" } }{ &line.driver }</small>
                    </th>
                    <td class="wide">{ &line.role }</td>
                    <td class="number wide">if !line.is_stage { { line.days } }</td>
                    <td>{ day::full(line.start) }</td><td>{ day::full(line.finish) }</td>
                    <td class="wide">{ &line.float }</td>
                </tr>
            }
        })
    };
    let head = html! {
        <tr aria-rowindex="1">
            <th scope="col">{ "Task, and why it starts then" }</th><th scope="col" class="wide">{ "Role" }</th><th scope="col" class="number wide">{ "Days" }</th>
            <th scope="col">{ "Start" }</th><th scope="col">{ "Finish" }</th><th scope="col" class="wide">{ "Float" }</th>
        </tr>
    };
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let plain = desk.session.view.plain_tables;
    let grid = Grid {
        id: TREE,
        active: lines.get(at).map(|line| line.key.clone()).unwrap_or_default(),
        keys,
        clicks,
    };
    let opened = found.filter(|_| tree.open).and_then(|at| lines.get(at));
    html! {
        <>
            <div class="filters">
                <p>{ "Arrow keys go through the table, Enter opens a task, Alt and an arrow move it by a day. What you change stays." }</p>
                if count > PLAIN {
                    { all_rows(desk) }
                }
            </div>
            <Rows class="tall" label="Tasks by stage" {head} {count} {row} height={TALL} focus={u32::try_from(at).ok()} {plain} {grid} />
            if let Some(task) = opened { { edit(desk, &props.tasks, task, go.reform(move |()| (at, false))) } }
        </>
    }
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
                { button("", format!("Take {}", offer.theirs), take) }</p>
        }
    });
    lines.collect()
}

/// Tasks that were left out, each to be taken back.
fn dropped(desk: &Desk, keys: &[String]) -> Html {
    let send = &desk.send;
    if keys.is_empty() {
        return Html::default();
    }
    html! {
        <p class="dropped">{ "Left out: " }
            { for keys.iter().map(|key| {
                let taken = key.clone();
                html! { <button key={key.clone()} onclick={send.reform(move |_: MouseEvent| Action::Edit(Edit::Task(taken.clone(), None)))}>{ format!("{key}: take back") }</button> }
            }) }
        </p>
    }
}
