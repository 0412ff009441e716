//! Earliest and latest days of every task, forward and backward along the graph.
//! It counts in numbers of working days; names and dates are put on in `schedule`.

use crate::model::area::Stage;
use crate::plan::graph::{Graph, Node};
use crate::plan::limits::{LimitKind, Limits};
use crate::plan::templates::Kind;
use crate::plan::timeline::Timeline;
use crate::plan::waves::Group;

/// What a computation leaves away, to see how much it costs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relaxation {
    /// Limits on devices a day that do not count.
    pub lifted: Vec<LimitKind>,
    /// The step between waves does not count.
    pub no_step: bool,
    /// Tasks before the pilot take no time.
    pub no_preparation: bool,
}

/// What made a task start when it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// Nothing but the start of the project.
    ProjectStart,
    /// The end of another task, by index.
    After(usize),
    /// The consultant's earliest day.
    NotBefore,
    /// A freeze that covers this day.
    Freeze(i64),
    /// The moves of an earlier group, by index of their task.
    Sequence(usize),
    /// The step after the start of an earlier group, by index of its moves.
    Step(usize),
    /// The moves that it prepares, by index.
    JustBefore(usize),
}

/// The days of one task. `end` is the day after its last one; of a milestone, the day on which others may start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub start: i64,
    /// Last day, inclusive.
    pub finish: i64,
    /// First day on which a follower may start.
    pub end: i64,
    /// Days by which it can slip without moving the end of the plan.
    pub float: i64,
    /// What made it start.
    pub driver: Driver,
}

/// What the passes need beside the graph.
#[derive(Debug, Clone, Copy)]
pub struct Conditions<'a> {
    /// The working days.
    pub timeline: &'a Timeline,
    /// The groups that move.
    pub groups: &'a [Group],
    /// The limits on devices a day.
    pub limits: &'a Limits,
    /// Working days between the starts of groups.
    pub step_days: u16,
}

/// The moves of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moves {
    index: usize,
    start: i64,
    end: i64,
}

/// The spans of all tasks, by index of the graph; floats are 0 until `floats` sets them.
pub fn forward(graph: &Graph, conditions: &Conditions<'_>, relaxation: &Relaxation) -> Vec<Span> {
    let origin = Span { start: 0, finish: 0, end: 0, float: 0, driver: Driver::ProjectStart };
    let mut spans = vec![origin; graph.nodes.len()];
    let mut last: Option<Moves> = None;
    for index in &graph.order {
        let Some(node) = graph.nodes.get(*index) else { continue };
        let span = match group_of_moves(graph, *index) {
            Some(group) => {
                let span = moved(node, group, &spans, last, conditions, relaxation);
                last = Some(Moves { index: *index, start: span.start, end: span.end });
                span
            }
            None => worked(node, &spans, conditions.timeline, relaxation),
        };
        if let Some(place) = spans.get_mut(*index) {
            *place = span;
        }
        if node.kind == Kind::Enrol && node.group.is_some() {
            place_preparation(graph, *index, &mut spans);
        }
    }
    spans
}

/// Working days that the moves of a group take, at most one for each device.
pub fn days_of_moves(node: &Node, group: &Group, limits: &Limits, lifted: &[LimitKind]) -> i64 {
    let total: i64 = group.devices.values().map(|count| i64::from(count.0)).sum();
    let per_day = i64::from(limits.per_day(group.devices.keys().copied(), lifted).0);
    let needed = total / per_day + i64::from(total % per_day > 0);
    let wanted = if node.days_set { i64::from(node.days) } else { 1 };
    needed.max(wanted).min(total).max(1)
}

fn group_of_moves(graph: &Graph, index: usize) -> Option<usize> {
    let group = graph.nodes.get(index)?.group?;
    (graph.moves.get(group).copied().flatten() == Some(index)).then_some(group)
}

/// The first day after all predecessors and the earliest day, and which of them made it so.
fn earliest(node: &Node, spans: &[Span], timeline: &Timeline) -> (i64, Driver) {
    let mut found = (0, Driver::ProjectStart);
    for (index, lag) in &node.before {
        let Some(before) = spans.get(*index) else { continue };
        let day = before.end + i64::from(*lag);
        if day > found.0 || found.1 == Driver::ProjectStart {
            found = (day, Driver::After(*index));
        }
    }
    match node.not_before.map(|date| timeline.day_of(date)) {
        Some(day) if day > found.0 => (day, Driver::NotBefore),
        _ => found,
    }
}

fn worked(node: &Node, spans: &[Span], timeline: &Timeline, relaxation: &Relaxation) -> Span {
    let (day, driver) = earliest(node, spans, timeline);
    let early = matches!(node.stage, Stage::Before | Stage::Setup | Stage::Configure);
    let days = if relaxation.no_preparation && early { 0 } else { node.days };
    let finish = match node.kind {
        Kind::Elapsed if days > 0 => timeline.elapsed(day, days),
        _ => day + i64::from(days) - 1,
    };
    if days > 0 {
        return Span { start: day, finish, end: finish + 1, float: 0, driver };
    }
    // A milestone lies on the day on which the last task before it ends, but not before its earliest day.
    let before =
        node.before.iter().filter_map(|(index, lag)| Some(spans.get(*index)?.finish + i64::from(*lag)));
    let reached = before.max().unwrap_or(0);
    let on = node.not_before.map_or(reached, |date| reached.max(timeline.day_of(date)));
    Span { start: on, finish: on, end: day, float: 0, driver }
}

fn moved(
    node: &Node,
    group: usize,
    spans: &[Span],
    last: Option<Moves>,
    conditions: &Conditions<'_>,
    relaxation: &Relaxation,
) -> Span {
    let timeline = conditions.timeline;
    let (mut day, mut driver) = earliest(node, spans, timeline);
    if let Some(last) = last {
        if last.end > day {
            (day, driver) = (last.end, Driver::Sequence(last.index));
        }
        let stepped = last.start + i64::from(conditions.step_days);
        if stepped > day && !relaxation.no_step {
            (day, driver) = (stepped, Driver::Step(last.index));
        }
    }
    let rank = timeline.moves_before(day);
    let start = timeline.move_day(rank);
    if start > day {
        driver = Driver::Freeze(day);
    }
    let days = conditions
        .groups
        .get(group)
        .map_or(1, |group| days_of_moves(node, group, conditions.limits, &relaxation.lifted));
    let finish = timeline.move_day(rank + days - 1);
    Span { start, finish, end: finish + 1, float: 0, driver }
}

/// Moves what prepares a group's moves to the latest days that still come before them.
fn place_preparation(graph: &Graph, moves: usize, spans: &mut [Span]) {
    let group = graph.nodes.get(moves).and_then(|node| node.group);
    let steps: Vec<usize> = graph
        .order
        .iter()
        .copied()
        .filter(|index| graph.nodes.get(*index).is_some_and(|node| node.group == group))
        .filter(|index| *index == moves || graph.nodes.get(*index).is_some_and(|node| node.prepares))
        .collect();
    for follower in steps.iter().rev() {
        let (Some(node), Some(after)) = (graph.nodes.get(*follower), spans.get(*follower).copied()) else {
            continue;
        };
        for (index, lag) in &node.before {
            if !steps.contains(index) {
                continue;
            }
            let latest_end = after.start - i64::from(*lag);
            tighten(*index, latest_end, graph, &steps, moves, spans);
        }
    }
}

/// Shifts one preparing task to end at `latest_end`, unless another follower needs it earlier.
fn tighten(index: usize, latest_end: i64, graph: &Graph, steps: &[usize], moves: usize, spans: &mut [Span]) {
    let others = steps.iter().filter_map(|step| Some((graph.nodes.get(*step)?, spans.get(*step)?)));
    let needed = others
        .flat_map(|(node, span)| {
            node.before
                .iter()
                .filter(|(before, _)| *before == index)
                .map(|(_, lag)| span.start - i64::from(*lag))
        })
        .min()
        .unwrap_or(latest_end);
    if let Some(span) = spans.get_mut(index) {
        let shift = needed - span.end;
        if shift > 0 {
            *span = Span {
                start: span.start + shift,
                finish: span.finish + shift,
                end: span.end + shift,
                driver: Driver::JustBefore(moves),
                ..*span
            };
        }
    }
}

/// Sets the float of every task against the last day of the plan.
pub fn floats(graph: &Graph, conditions: &Conditions<'_>, spans: &mut [Span]) {
    let timeline = conditions.timeline;
    let end = spans.iter().map(|span| span.end).max().unwrap_or(0);
    let ends: Vec<i64> = spans.iter().map(|span| span.end).collect();
    // Latest end of each task, lowered by its followers as they are passed.
    let mut latest = vec![end; spans.len()];
    let mut later_moves: Option<i64> = None;
    // For each group, by how much its preparation can slip without moving those who follow it.
    let mut slack = vec![end; graph.moves.len()];
    for index in graph.order.iter().rev() {
        let (Some(node), Some(span), Some(mut late_end)) =
            (graph.nodes.get(*index), spans.get_mut(*index), latest.get(*index).copied())
        else {
            continue;
        };
        let moves = group_of_moves(graph, *index).is_some();
        let late_start = if moves {
            late_end = later_moves.map_or(late_end, |start| late_end.min(start));
            let ranks = timeline.moves_before(span.end) - timeline.moves_before(span.start);
            let mut start = timeline.move_day(timeline.moves_before(late_end) - ranks);
            if let Some(later) = later_moves {
                start = start.min(later - i64::from(conditions.step_days));
            }
            // What is timed to the moves slips with them, and so do those who wait for it.
            start = start.min(span.start + slack.get(node.group.unwrap_or(0)).copied().unwrap_or(0));
            start = timeline.move_day(timeline.moves_before(start + 1) - 1);
            later_moves = Some(start);
            start
        } else if node.kind == Kind::Elapsed {
            let mut start = late_end - 1;
            while start > span.start && timeline.elapsed(start, node.days) >= late_end {
                start -= 1;
            }
            start
        } else {
            late_end - i64::from(node.days)
        };
        let early = if node.days == 0 && !moves { span.end } else { span.start };
        span.float = (late_start - early).max(0);
        for (before, lag) in &node.before {
            let late = late_start - i64::from(*lag);
            if let Some(place) = latest.get_mut(*before) {
                *place = (*place).min(late);
            }
            let prepares =
                graph.nodes.get(*before).filter(|other| other.prepares && !node.prepares && !moves);
            if let Some(place) = prepares.and_then(|other| slack.get_mut(other.group?)) {
                *place = (*place).min(late - ends.get(*before).copied().unwrap_or(late)).max(0);
            }
        }
    }
}
