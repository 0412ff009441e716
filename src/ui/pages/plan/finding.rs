//! The finding of the plan: whether the target is met, what binds and when, and the ways out as buttons.
//! What it shows is computed in the worker; it only applies a way when it is chosen.

use crate::model::day;
use crate::plan::cost::COST;
use crate::plan::feasibility::Bottleneck;
use crate::plan::settings::Change;
use crate::plan::ways::WayOut;
use crate::plan::{Feasibility, Plan};
use crate::report::words;
use crate::session::action::{Action, Edit};
use crate::session::state::Planning;
use crate::ui::store::Desk;
use crate::ui::widgets::computed::Computed;
use yew::prelude::*;

/// Whether the target is met, what binds, and what can be done.
pub fn finding(desk: &Desk, plan: &Plan) -> Html {
    let (state, symbol) = match plan.feasibility {
        Feasibility::Missed { .. } => ("bad", "✕"),
        Feasibility::Met { .. } => ("good", "✓"),
        Feasibility::NoTarget => ("watch", "!"),
    };
    html! {
        <section class="banner" data-state={state} aria-label="Finding">
            <p><span aria-hidden="true">{ symbol }</span>{ " " }<b>{ words::plan_finding(plan, &desk.session.project.plan) }</b>
                { binds(&plan.feasibility) }
            </p>
            <Computed title="How the plan is computed">{ computed(plan) }</Computed>
            { ways(desk, &plan.feasibility) }
        </section>
    }
}

/// What binds, and in which weeks.
fn binds(feasibility: &Feasibility) -> String {
    let Feasibility::Missed { binding, bottlenecks, .. } = feasibility else { return String::new() };
    let weeks = bottlenecks.first().map(|first| words::weeks(&first.weeks)).unwrap_or_default();
    let when = if weeks.is_empty() { weeks } else { format!(" It holds the plan back in {weeks}.") };
    format!(" What binds: {binding}.{when}")
}

/// The ways out as buttons; they wait while the plan is not that of the present settings.
fn ways(desk: &Desk, feasibility: &Feasibility) -> Html {
    let Feasibility::Missed { ways_out, .. } = feasibility else { return Html::default() };
    let waits = desk.session.planning != Planning::Current;
    let buttons = ways_out.iter().map(|way| {
        let apply = {
            let (way, now) = (way.clone(), desk.session.project.plan.clone());
            desk.send.reform(move |_: MouseEvent| Action::Edit(Edit::Plan(Box::new(way.settings(&now)))))
        };
        let past = way.changes.iter().any(|change| matches!(change, Change::Start(date) if *date < desk.session.today));
        let (head, rest) = match way.name.split_once(": ") {
            Some((head, rest)) => (head, format!(": {rest}")),
            None => (way.name.as_str(), String::new()),
        };
        html! {
            <button key={way.name.clone()} data-meets={(way.meets && !past).to_string()} disabled={waits} onclick={apply}>
                <span><b>{ head }</b>{ rest }{ " → " }{ day::full(way.migrated) }</span>
                <small>{ cost(way) }{ if way.meets { "" } else { " · still misses the target" } }
                    { if past { " · starts before today" } else { "" } }</small>
            </button>
        }
    });
    html! { <div class="ways" role="group" aria-label="Ways out, each computed anew; one click applies it">{ for buttons }</div> }
}

/// What a way costs, with what is special about it.
fn cost(way: &WayOut) -> String {
    let people = words::people(way.people_days);
    match way.cost.strip_prefix(COST).map(|special| special.trim().trim_end_matches('.')) {
        Some(special) if !special.is_empty() => format!("{people} · {special}"),
        _ => people,
    }
}

fn computed(plan: &Plan) -> Html {
    let missed = match &plan.feasibility {
        Feasibility::Missed { bottlenecks, ways_out, .. } => missed(bottlenecks, ways_out),
        _ => Html::default(),
    };
    let limits = plan.limits.iter().map(|limit| {
        html! {
            <tr><th scope="row">{ &limit.name }{ if limit.binds { " (lowest)" } else { "" } }</th>
                <td class="number">{ limit.devices_per_day.0 }</td><td class="wrap">{ &limit.formula }</td></tr>
        }
    });
    html! {
        <>
            <p>{ "The target is compared with " }{ &plan.measured }{ "." }</p>
            { missed }
            <h3>{ "Limits on devices a day" }</h3>
            <table>
                <thead><tr><th scope="col">{ "Limit" }</th><th scope="col" class="number">{ "A day" }</th><th scope="col">{ "Formula" }</th></tr></thead>
                <tbody>{ for limits }</tbody>
            </table>
            <p>{ "Tasks follow each other finish to start on working days; a task of n days takes n working days. Float is by how many working days a task can slip without moving the finish." }</p>
        </>
    }
}

fn missed(bottlenecks: &[Bottleneck], ways: &[WayOut]) -> Html {
    let limits = bottlenecks.iter().map(|found| {
        html! {
            <tr><th scope="row" class="wrap">{ &found.name }</th><td class="number">{ found.saves_days }</td>
                <td class="wrap">{ words::weeks(&found.weeks) }</td></tr>
        }
    });
    let ways = ways.iter().map(|way| {
        html! {
            <tr><th scope="row" class="wrap">{ &way.name }</th><td class="date">{ day::full(way.migrated) }</td>
                <td>{ cost(way) }</td></tr>
        }
    });
    html! {
        <>
            <h3>{ "What binds" }</h3>
            <p>{ "The plan is dated again without each limit; what it costs is by how many working days the migration then ends earlier." }</p>
            <table>
                <thead><tr><th scope="col">{ "Limit" }</th><th scope="col" class="number">{ "Days" }</th><th scope="col">{ "When" }</th></tr></thead>
                <tbody>{ for limits }</tbody>
            </table>
            <h3>{ "Ways out" }</h3>
            <p>{ "Each is a plan that was dated again with the changed settings. " }{ COST }</p>
            <table>
                <thead><tr><th scope="col">{ "What" }</th><th scope="col">{ "All devices moved by" }</th><th scope="col">{ "Cost" }</th></tr></thead>
                <tbody>{ for ways }</tbody>
            </table>
        </>
    }
}
