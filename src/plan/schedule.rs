//! The plan as a whole: tasks with dates, waves with their moves, milestones, and whether the target is met.
//! The computation is in the modules it calls; this one only puts names and dates on its numbers.

use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::estate::Estate;
use crate::gap::GapAnalysis;
use crate::model::area::Stage;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::units::Devices;
use crate::plan::drafts::drafts;
use crate::plan::graph::{Graph, Node, link};
use crate::plan::limits::{Limits, limits};
use crate::plan::network::{Conditions, Driver, Relaxation, Span, days_of_moves, floats, forward};
use crate::plan::templates::{Kind, Template, builtin};
use crate::plan::timeline::Timeline;
use crate::plan::waves::{Group, groups};
use crate::plan::{Milestone, Plan, PlanSettings, PlannedTask, Wave, feasibility};
use crate::readiness::Readiness;
use chrono::NaiveDate;
use std::rc::Rc;

/// What a plan is made of.
#[derive(Debug, Clone, Copy)]
pub struct PlanInput<'a> {
    /// What the consultant gave for the plan.
    pub settings: &'a PlanSettings,
    /// The gaps; those that cost days become tasks.
    pub gaps: &'a GapAnalysis,
    /// Names of the list's features, for the tasks of gaps.
    pub names: &'a SortedMap<RowId, String>,
    /// What the questionnaire raises.
    pub readiness: &'a Readiness,
    /// The devices.
    pub estate: &'a Estate,
}

/// The parts of a plan that do not change when a limit is relaxed.
#[derive(Debug, Clone)]
pub struct Basis<'a> {
    /// What the plan is made of.
    pub settings: &'a PlanSettings,
    /// The first day of work, as given.
    pub start: NaiveDate,
    /// The tasks.
    pub graph: Graph,
    /// The groups that move.
    pub groups: Vec<Group>,
    /// The limits on devices a day.
    pub limits: Limits,
    /// The working days.
    pub timeline: Timeline,
}

impl Basis<'_> {
    /// The conditions of the passes on a timeline.
    pub fn conditions<'b>(&'b self, timeline: &'b Timeline) -> Conditions<'b> {
        let step_days = self.settings.waves.step_days;
        Conditions { timeline, groups: &self.groups, limits: &self.limits, step_days }
    }
}

/// The dated plan; `None` without a start date.
pub fn schedule(input: &PlanInput<'_>) -> Checked<Option<Plan>> {
    schedule_templates(input, &builtin())
}

/// The dated plan with other tasks than the built-in ones.
pub fn schedule_templates(input: &PlanInput<'_>, templates: &[Template]) -> Checked<Option<Plan>> {
    let Some(start) = input.settings.start else { return Checked::clean(None) };
    let timeline = Timeline::of(input.settings, &input.settings.freezes, start);
    let mut diagnostics = timeline.diagnostics;
    let limits = limits(&input.settings.capacity, input.estate);
    diagnostics.extend(limits.diagnostics.iter().cloned());
    let groups = groups(&input.settings.waves, input.estate);
    diagnostics.extend(groups.diagnostics);
    if groups.value.is_empty() {
        diagnostics.push(no_devices());
    }
    let drafts =
        drafts(templates, input.estate.present(), &groups.value, input.gaps, input.names, input.readiness);
    let graph = link(drafts, &input.settings.edits, groups.value.len(), &mut diagnostics);
    let basis = Basis {
        settings: input.settings,
        start,
        graph,
        groups: groups.value,
        limits,
        timeline: timeline.value,
    };
    let conditions = basis.conditions(&basis.timeline);
    let mut spans = forward(&basis.graph, &conditions, &Relaxation::default());
    floats(&basis.graph, &conditions, &mut spans);
    if spans.iter().any(|span| span.finish >= basis.timeline.len()) {
        diagnostics.push(beyond());
    }
    Checked { value: Some(plan(&basis, &spans)), diagnostics }
}

fn plan(basis: &Basis<'_>, spans: &[Span]) -> Plan {
    let timeline = &basis.timeline;
    let (graph, pairs) = (&basis.graph, || basis.graph.nodes.iter().zip(spans));
    let mut tasks: Vec<Rc<PlannedTask>> =
        pairs().map(|(node, span)| Rc::new(task(basis, node, span))).collect();
    tasks.sort_by_key(|task| (task.stage, task.start));
    let waves = (0..).zip(&basis.groups).filter_map(|(index, group)| {
        let moves = graph.moves.get(index).copied().flatten()?;
        Some(wave(basis, group, graph.nodes.get(moves)?, spans.get(moves)?))
    });
    let mut milestones: Vec<Milestone> = pairs()
        .filter(|(node, _)| node.kind == Kind::Milestone)
        .map(|(node, span)| Milestone { name: node.name.clone(), date: timeline.date(span.start) })
        .collect();
    milestones.sort_by_key(|milestone| milestone.date);
    let migrated = timeline.date(migrated_day(graph, spans));
    Plan {
        waves: Rc::new(waves.collect()),
        milestones,
        start: timeline.date(0),
        migrated,
        finish: timeline.date(spans.iter().map(|span| span.finish).max().unwrap_or(0)),
        measured: feasibility::measured(basis),
        limits: basis.limits.all.iter().map(|(_, limit)| limit.clone()).collect(),
        feasibility: feasibility::feasibility(basis, spans, migrated),
        tasks: Rc::new(tasks),
    }
}

/// The day on which the migration itself is over: all moved, verified and enforced, or without waves the last
/// task before the old product's end.
pub fn migrated_day(graph: &Graph, spans: &[Span]) -> i64 {
    let last = |wanted: &dyn Fn(&Node) -> bool| {
        let found = graph.nodes.iter().zip(spans).filter(|(node, _)| wanted(node));
        found.map(|(_, span)| span.finish).max()
    };
    let counts = |node: &Node| {
        let step = node.key.strip_prefix("wave-").and_then(|rest| rest.split_once('-')).map(|(_, step)| step);
        node.group.is_some() && (node.kind == Kind::Enrol || matches!(step, Some("verify" | "enforce")))
            || (node.key == "pilot-validate" && !graph.moves.is_empty())
    };
    last(&counts).or_else(|| last(&|node| node.stage != Stage::Retire)).unwrap_or(0)
}

fn task(basis: &Basis<'_>, node: &Node, span: &Span) -> PlannedTask {
    let days = match node.kind {
        Kind::Enrol | Kind::Elapsed => span.end - span.start,
        Kind::Task | Kind::Milestone | Kind::Wait => i64::from(node.days),
    };
    PlannedTask {
        key: node.key.clone(),
        name: node.name.clone(),
        stage: node.stage,
        role: node.role.clone(),
        why: node.why.clone(),
        origin: node.origin.clone(),
        days: u16::try_from(days).unwrap_or(u16::MAX),
        links: basis.graph.links(node),
        start: basis.timeline.date(span.start),
        finish: basis.timeline.date(span.finish),
        float_days: u16::try_from(span.float).unwrap_or(u16::MAX),
        critical: span.float == 0,
        edited: node.edited,
        driver: driver(basis, node, span),
    }
}

fn driver(basis: &Basis<'_>, node: &Node, span: &Span) -> String {
    let name = |index: usize| basis.graph.nodes.get(index).map_or("", |node| node.name.as_str());
    match span.driver {
        Driver::ProjectStart => "start of the project".to_owned(),
        Driver::After(index) => {
            let lag = node.before.iter().find(|(before, _)| *before == index).map_or(0, |(_, lag)| *lag);
            match lag {
                0 => format!("after \u{201c}{}\u{201d}", name(index)),
                lag => format!("{lag} working days after \u{201c}{}\u{201d}", name(index)),
            }
        }
        Driver::NotBefore => match node.not_before {
            Some(date) => format!("not before {date}, set by hand"),
            None => String::new(),
        },
        Driver::Freeze(day) => {
            let date = basis.timeline.date(day);
            let freezes = &basis.settings.freezes;
            let freeze = freezes.iter().find(|freeze| freeze.first <= date && date <= freeze.last);
            format!("freeze \u{201c}{}\u{201d}", freeze.map_or("", |freeze| freeze.name.as_str()))
        }
        Driver::Sequence(index) => format!("limit of devices a day, after \u{201c}{}\u{201d}", name(index)),
        Driver::Step(index) => {
            let step = basis.settings.waves.step_days;
            format!("wave step, {step} working days after the start of \u{201c}{}\u{201d}", name(index))
        }
        Driver::JustBefore(index) => format!("timed to \u{201c}{}\u{201d}", name(index)),
    }
}

fn wave(basis: &Basis<'_>, group: &Group, node: &Node, span: &Span) -> Wave {
    let timeline = &basis.timeline;
    let total = group.devices.values().copied().fold(0_u64, |sum, count| sum + u64::from(count.0));
    let days = days_of_moves(node, group, &basis.limits, &[]).unsigned_abs();
    let rank = timeline.moves_before(span.start);
    let mut flow = Vec::new();
    let mut left = total;
    for number in 0..days {
        let day = timeline.move_day(rank.saturating_add(number as i64));
        // Beyond the plan's horizon the rest falls on its last day, so that the sum stays right.
        let share = if day >= timeline.len() { left } else { left.div_ceil(days - number) };
        flow.push((timeline.date(day), Devices(u32::try_from(share).unwrap_or(u32::MAX))));
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
        start: timeline.date(span.start),
        finish: timeline.date(span.finish),
        flow,
    }
}

fn no_devices() -> Diagnostic {
    let message = "The estate has no devices, so the plan has no waves.";
    Diagnostic::new(Severity::Warning, "plan.estate.empty", Place::part("estate"), message)
        .with_hint("Enter the device counts by platform.")
}

fn beyond() -> Diagnostic {
    let message =
        "The plan does not end within twenty years or the calendar's range; later dates are cut off.";
    Diagnostic::new(Severity::Problem, "plan.horizon", Place::part("plan"), message)
        .with_hint("Raise the limits on devices a day or shorten the tasks that take longest.")
}
