//! The plan as a whole: tasks with dates, waves with their moves, milestones, and whether the target is met.
//! The computation is in the modules it calls; this one only puts names and dates on its numbers.

use crate::calendar::moment::Moment;
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::model::day;
use crate::model::units::Devices;
use crate::plan::basis::{Basis, PlanInput, basis};
use crate::plan::compile::{Dated, Relaxation, dated, day_minutes, days_of_moves, group_of_moves};
use crate::plan::days::{first_day, last_day, migrated_day};
use crate::plan::edits::{is_changed, unused};
use crate::plan::graph::Node;
use crate::plan::loads::loads;
use crate::plan::network::{DAYS_AFTER, Dates, Length, Task};
use crate::plan::settings::Expiry;
use crate::plan::templates::{Kind, Template, builtin};
use crate::plan::tries::Tries;
use crate::plan::waves::Group;
use crate::plan::{Feasibility, Link, Milestone, Plan, PlannedTask, Wave};
use crate::plan::{explain, feasibility, protection, ways};
use chrono::{Days, NaiveDate};
use std::rc::Rc;

/// The dated plan with what binds and the ways out of a missed target; `None` without a start date.
pub fn schedule(input: &PlanInput<'_>) -> Checked<Option<Plan>> {
    schedule_templates(input, &builtin())
}

/// The dated plan with other tasks than the built-in ones.
pub fn schedule_templates(input: &PlanInput<'_>, templates: &[Template]) -> Checked<Option<Plan>> {
    let mut plan = dates(input, templates);
    if let Some(plan) = &mut plan.value {
        let tries = Tries::default();
        tries.allow(usize::MAX);
        look_for_ways_out(input, templates, plan, &tries);
    }
    plan
}

/// Completes a plan that misses its target with what binds and the ways out. For each the plan is dated anew, so this
/// takes many times as long as its dates. False when the tries did not suffice; nothing of the plan is changed then, and
/// the same call goes on when more are allowed.
pub fn look_for_ways_out(
    input: &PlanInput<'_>,
    templates: &[Template],
    plan: &mut Plan,
    tries: &Tries,
) -> bool {
    if let Feasibility::Missed { binding, bottlenecks, ways_out, .. } = &mut plan.feasibility
        && let Some(basis) = basis(input, templates).value
    {
        let dated = tries.base(&basis);
        let found = feasibility::bottlenecks(&basis, &dated, plan.migrated, tries);
        if tries.paused() {
            return false;
        }
        let ways = ways::ways_out(input, templates, &basis, &dated, tries);
        if tries.paused() {
            return false;
        }
        *binding = feasibility::binding(&found);
        (*bottlenecks, *ways_out) = (found, ways);
    }
    true
}

/// The dated plan; of a missed target it says only by how much.
pub fn dates(input: &PlanInput<'_>, templates: &[Template]) -> Checked<Option<Plan>> {
    let Checked { value: Some(basis), mut diagnostics } = basis(input, templates) else {
        return Checked::clean(None);
    };
    let dated = dated(&basis, &Relaxation::default(), &mut diagnostics);
    unused(&basis.graph, &input.settings.edits, &mut diagnostics);
    explain::conflicts(&dated, &mut diagnostics);
    if dated.solution.finish > horizon(basis.start) {
        diagnostics.push(beyond());
    }
    let plan = plan(&basis, &dated);
    diagnostics.extend(input.settings.expiries.iter().filter_map(|expiry| expires(expiry, &plan)));
    Checked { value: Some(plan), diagnostics }
}

/// The network of a plan with its dates, for what works on tasks and links alone; `None` without a start date.
pub fn network(input: &PlanInput<'_>) -> Option<Dated> {
    let basis = basis(input, &builtin()).value?;
    Some(dated(&basis, &Relaxation::default(), &mut Vec::new()))
}

/// The last moment up to which a plan is dated: twenty years, or the end of the calendar's range.
fn horizon(start: NaiveDate) -> Moment {
    let last = start.checked_add_days(Days::new(u64::from(DAYS_AFTER))).unwrap_or(NaiveDate::MAX);
    Moment::at(last, 0)
}

fn plan(basis: &Basis<'_>, dated: &Dated) -> Plan {
    let dates = || basis.graph.nodes.iter().zip(&dated.network.tasks).zip(&dated.solution.dates);
    let mut tasks: Vec<Rc<PlannedTask>> = Vec::with_capacity(basis.graph.nodes.len());
    for (index, ((node, task), at)) in dates().enumerate() {
        tasks.push(Rc::new(planned(basis, dated, index, node, task, at)));
    }
    tasks.sort_by_key(|task| (task.stage, task.start));
    let waves = (0..).zip(&basis.groups).filter_map(|(index, group)| {
        let moves = basis.graph.moves.get(index).copied().flatten()?;
        let (node, task) = (basis.graph.nodes.get(moves)?, dated.network.tasks.get(moves)?);
        Some(wave(basis, dated, group, node, task, dated.solution.dates.get(moves)?))
    });
    let waves: Vec<Wave> = waves.collect();
    let mut milestones: Vec<Milestone> = dates()
        .filter(|((node, _), _)| node.kind == Kind::Milestone)
        .map(|((node, task), at)| Milestone { name: node.name.clone(), date: first_day(dated, task, at) })
        .collect();
    milestones.sort_by_key(|milestone| milestone.date);
    let migrated = migrated_day(basis, dated);
    let finish = dates().map(|((_, task), at)| last_day(dated, task, at)).max();
    Plan {
        protection: protection::gap(basis, dated, &waves),
        waves: Rc::new(waves),
        milestones,
        start: dated.network.start.date(),
        migrated,
        finish: finish.unwrap_or(basis.start),
        measured: feasibility::measured(basis),
        loads: loads(dated),
        limits: basis.limits.all.iter().map(|(_, limit)| limit.clone()).collect(),
        feasibility: feasibility::feasibility(basis, dated, migrated),
        tasks: Rc::new(tasks),
        offers: basis.graph.offers.clone(),
    }
}

fn planned(
    basis: &Basis<'_>,
    dated: &Dated,
    index: usize,
    node: &Node,
    task: &Task,
    dates: &Dates,
) -> PlannedTask {
    let minutes = i64::from(day_minutes(basis.settings));
    let (start, finish) = (first_day(dated, task, dates), last_day(dated, task, dates));
    let days = match task.length {
        Length::Working(length) => i64::from(length).saturating_add(minutes - 1) / minutes,
        Length::Days(days) => i64::from(days),
        Length::Elapsed(_) => {
            let project = dated.calendars.project();
            i64::from(project.days_between(start, finish)) + i64::from(project.is_open(start))
        }
    };
    let project = dated.calendars.project();
    let late = |early: Moment, late: Moment| project.between(early, late).max(0) / minutes;
    let float = late(dates.start, dates.late_start).min(late(dates.finish, dates.late_finish));
    let key = |index: usize| basis.graph.nodes.get(index).map(|node| node.key.clone()).unwrap_or_default();
    // What the wave rules add is said by the driver, not as links of the task.
    let own = node.before.len() + node.added.len();
    PlannedTask {
        key: node.key.clone(),
        name: node.name.clone(),
        stage: node.stage,
        role: node.role.clone(),
        why: node.why.clone(),
        origin: node.origin.clone(),
        days: u16::try_from(days).unwrap_or(u16::MAX),
        links: task
            .before
            .iter()
            .take(own)
            .map(|link| Link { after: key(link.task), kind: link.kind, lag: link.lag })
            .collect(),
        start,
        finish,
        from: dates.start,
        to: dates.finish,
        float_days: u16::try_from(float).unwrap_or(u16::MAX),
        free_days: u16::try_from(dates.free_float / minutes).unwrap_or(u16::MAX),
        critical: dates.critical() || (float == 0 && group_of_moves(basis, index).is_some()),
        edited: is_changed(&node.edit),
        driver: explain::driver(basis, dated, index),
        owner: node.edit.owner.clone(),
        progress: node.edit.progress,
    }
}

fn wave(basis: &Basis<'_>, dated: &Dated, group: &Group, node: &Node, task: &Task, dates: &Dates) -> Wave {
    let calendar = dated.calendars.get(task.calendar);
    let total = group.devices.values().copied().fold(0_u64, |sum, count| sum + u64::from(count.0));
    let days = u64::from(days_of_moves(basis, node, group, &[]));
    let (first, horizon) = (calendar.day_index(dates.start), horizon(basis.start));
    let mut flow = Vec::new();
    let mut left = total;
    for number in 0..days {
        let day = calendar.day(first.saturating_add(number as i64), false);
        // Beyond the plan's horizon the rest falls on its last day, so that the sum stays right.
        let share = if day >= horizon { left } else { left.div_ceil(days - number) };
        flow.push((day.date(), Devices(u32::try_from(share).unwrap_or(u32::MAX))));
        left -= share;
        if left == 0 {
            break;
        }
    }
    Wave {
        number: group.number,
        name: group.name.clone(),
        devices: group.devices.clone(),
        per_day: basis.limits.per_day(group.devices.keys().copied(), &[]),
        start: first_day(dated, task, dates),
        finish: last_day(dated, task, dates),
        flow,
        ahead: group.ahead.clone(),
    }
}

/// What stops working while it is still needed.
fn expires(expiry: &Expiry, plan: &Plan) -> Option<Diagnostic> {
    let (severity, needed) = match expiry.date {
        date if date < plan.migrated => {
            (Severity::Warning, format!("all waves have moved by {}", day::full(plan.migrated)))
        }
        date if date < plan.finish => {
            (Severity::Note, format!("the old product ends on {}", day::full(plan.finish)))
        }
        _ => return None,
    };
    let message = format!("It ends on {}, before {needed}.", day::full(expiry.date));
    let name = if expiry.name.is_empty() { "a date to watch" } else { expiry.name.as_str() };
    Some(
        Diagnostic::new(severity, "plan.expiry", Place::part(name.to_owned()), message)
            .with_hint("Renew or extend it before, or plan so that it is not needed any more."),
    )
}

fn beyond() -> Diagnostic {
    let message =
        "The plan does not end within twenty years or the calendar's range; later dates are cut off.";
    Diagnostic::new(Severity::Problem, "plan.horizon", Place::part("plan"), message)
        .with_hint("Raise the limits on devices a day or shorten the tasks that take longest.")
}
