//! The plan's tasks as a network: calendars, durations, links, limits and wave rules.
//! It sets no dates; `network` does.

use crate::calendar::moment::{DAY, Moment};
use crate::calendar::work::{CalendarSpec, Closed};
use crate::calendar::{Freeze, Stops, WorkingWeek};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::area::Stage;
use crate::plan::basis::Basis;
use crate::plan::drafts::step_of;
use crate::plan::graph::{Node, looped};
use crate::plan::limits::LimitKind;
use crate::plan::network::levelled::{Levelled, levelled};
use crate::plan::network::{
    Calendars, Fixed, Lag, Length, Link, LinkKind, Network, Solution, Task, order, solve,
};
use crate::plan::templates::Kind;
use crate::plan::waves::Group;
use crate::plan::{PlanSettings, TaskEdit};
use chrono::NaiveDate;

/// What a computation leaves away, to see how much it costs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relaxation {
    /// Limits on devices a day that do not count.
    pub lifted: Vec<LimitKind>,
    /// The step between waves does not count.
    pub no_step: bool,
    /// Tasks before the pilot take no time.
    pub no_preparation: bool,
    /// Freezes do not count.
    pub no_freezes: bool,
    /// Roles that have people enough.
    pub crews: Vec<String>,
}

/// A network with its calendars and dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Tasks by the index of the plan's.
    pub network: Network,
    /// The calendars, ready for counting.
    pub calendars: Calendars,
    /// The dates.
    pub solution: Solution,
    /// For each task how many of its links come last and say whom its person served before.
    pub handed: Vec<usize>,
}

/// Minutes of a usual working day.
pub fn day_minutes(settings: &PlanSettings) -> u32 {
    let minutes =
        settings.hours.usual.iter().map(|shift| u32::from(shift.to.saturating_sub(shift.from))).sum();
    // A day without hours would make every task a milestone.
    if minutes == 0 { 480 } else { minutes }
}

/// The network of a plan with its dates; loops are cut and reported.
pub fn dated(basis: &Basis<'_>, relaxation: &Relaxation, diagnostics: &mut Vec<Diagnostic>) -> Dated {
    let settings = basis.settings;
    let mut specs = Specs::of(settings, !relaxation.no_freezes);
    let tasks = basis.graph.nodes.iter().enumerate().map(|(index, node)| {
        let is_moves = group_of_moves(basis, index).is_some();
        let calendar = specs.index(settings, is_moves, &node.role);
        task(basis, index, node, calendar, relaxation)
    });
    let tasks = tasks.collect();
    let calendars = specs.ready(basis.start, diagnostics);
    let start = calendars.project().next_start(Moment::at(basis.start, 0));
    let people = crews(settings, &relaxation.crews);
    let calendar_specs = specs.specs;
    let mut network = Network {
        name: String::new(),
        start,
        calendars: calendar_specs,
        people,
        judged: judged(basis),
        tasks,
    };
    let (sorted, loops) = order::untangle(&mut network);
    let names = network.tasks.iter().map(|task| task.name.as_str());
    diagnostics.extend(loops.iter().map(|around| looped(names.clone(), around)));
    if network.people.is_empty() {
        let solution = solve(&network, &calendars, &sorted);
        let handed = vec![0; network.tasks.len()];
        return Dated { network, calendars, solution, handed };
    }
    let Levelled { solution, handed, clashes } = levelled(&mut network, &calendars, &sorted);
    let name = |index: usize| network.tasks.get(index).map_or("", |task| task.name.as_str());
    diagnostics.extend(clashes.iter().map(|(task, holder)| clash(&network, *task, name(*holder))));
    Dated { network, calendars, solution, handed }
}

/// The roles whose people are counted, with how many there are.
fn crews(settings: &PlanSettings, lifted: &[String]) -> Vec<(String, u16)> {
    if settings.not_levelled {
        return Vec::new();
    }
    let roles = settings.roles.iter().filter(|(name, _)| !lifted.contains(name));
    roles.filter_map(|(name, role)| Some((name.clone(), role.people?.max(1)))).collect()
}

/// The tasks by whose end the migration is judged: all moved, verified and enforced; without waves every task before
/// the old product's end.
fn judged(basis: &Basis<'_>) -> Vec<usize> {
    let found = |wanted: &dyn Fn(&Node) -> bool| -> Vec<usize> {
        let nodes = basis.graph.nodes.iter().enumerate();
        nodes.filter(|(_, node)| wanted(node)).map(|(index, _)| index).collect()
    };
    let moves = found(&|node| {
        let is_end = matches!(step_of(&node.key), Some((_, "verify" | "enforce")));
        node.group.is_some() && (node.kind == Kind::Enrol || is_end)
            || (node.key == "pilot-validate" && !basis.graph.moves.is_empty())
    });
    if moves.is_empty() { found(&|node| node.stage != Stage::Retire) } else { moves }
}

/// The group that a task moves.
pub fn group_of_moves(basis: &Basis<'_>, index: usize) -> Option<usize> {
    let group = basis.graph.nodes.get(index)?.group?;
    (basis.graph.moves.get(group).copied().flatten() == Some(index)).then_some(group)
}

/// Open days that the moves of a group take, at most one for each device.
pub fn days_of_moves(basis: &Basis<'_>, node: &Node, group: &Group, lifted: &[LimitKind]) -> u32 {
    let total: u64 = group.devices.values().map(|count| u64::from(count.0)).sum();
    let per_day = u64::from(basis.limits.per_day(group.devices.keys().copied(), lifted).0);
    let again = total * u64::from(basis.settings.waves.stragglers.0) / 1000;
    let needed = total.saturating_add(again).div_ceil(per_day.max(1));
    let wanted = node.edit.days.map_or(1, u64::from);
    u32::try_from(needed.max(wanted).min(total).max(1)).unwrap_or(u32::MAX)
}

fn task(basis: &Basis<'_>, index: usize, node: &Node, calendar: usize, relaxation: &Relaxation) -> Task {
    let settings = basis.settings;
    let minutes = day_minutes(settings);
    let days = |days: u16| i32::try_from(u32::from(days) * minutes).unwrap_or(i32::MAX);
    let mut before: Vec<Link> = node
        .before
        .iter()
        .map(|(task, lag)| Link { task: *task, kind: LinkKind::FinishStart, lag: Lag::Working(days(*lag)) })
        .collect();
    before.extend(&node.added);
    let moves = group_of_moves(basis, index);
    if let Some(earlier) = moves.and_then(|group| moves_before(basis, group)) {
        // One group after the other, and its start a step after the other's start.
        before.push(Link { task: earlier, kind: LinkKind::FinishStart, lag: Lag::Working(0) });
        if !relaxation.no_step {
            let lag = Lag::Working(days(settings.waves.step_days));
            before.push(Link { task: earlier, kind: LinkKind::StartStart, lag });
        }
    }
    let early = matches!(node.stage, Stage::Before | Stage::Setup | Stage::Configure);
    let length = match (node.kind, moves.and_then(|group| basis.groups.get(group))) {
        (_, Some(group)) => Length::Days(days_of_moves(basis, node, group, &relaxation.lifted)),
        _ if relaxation.no_preparation && early => Length::Working(0),
        (Kind::Elapsed, None) => Length::Elapsed(u32::from(node.days) * DAY as u32),
        _ => Length::Working(node.edit.minutes.unwrap_or(u32::from(node.days) * minutes)),
    };
    let timed_to = node.prepares.then_some(node.group).flatten();
    Task {
        key: node.key.clone(),
        name: node.name.clone(),
        length,
        calendar,
        before,
        timed_to: timed_to.and_then(|group| basis.graph.moves.get(group).copied().flatten()),
        baseline: settings.baseline.get(&node.key).map(|agreed| (begin(agreed.start), end(agreed.finish))),
        role: node.role.clone(),
        works: matches!(node.kind, Kind::Task | Kind::Enrol),
        ..reported(edited(&node.edit), settings.status)
    }
}

/// What was not done by the day of the report lies after it.
fn reported(task: Task, status: Option<NaiveDate>) -> Task {
    let Some(status) = status.map(begin) else { return task };
    if task.actual_finish.is_some() {
        return task;
    }
    match task.actual_start {
        Some(_) => Task { remains_from: Some(status), ..task },
        None => Task { not_before: Some(task.not_before.map_or(status, |date| date.max(status))), ..task },
    }
}

/// The dates and words of an edit.
fn edited(edit: &TaskEdit) -> Task {
    // A task that is said to have ended before it started has a finding, and counts as done on the earlier day.
    let started = match (edit.actual_start, edit.actual_finish) {
        (Some(started), Some(finished)) => Some(started.min(finished)),
        (started, finished) => started.or(finished),
    };
    Task {
        not_before: edit.not_before.map(begin),
        not_after: edit.not_after.map(end),
        fixed: match (edit.must_start, edit.must_finish) {
            (Some(date), _) => Some(Fixed::Start(begin(date))),
            (None, Some(date)) => Some(Fixed::Finish(end(date))),
            (None, None) => None,
        },
        deadline: edit.deadline.map(end),
        progress: edit.progress,
        actual_start: started.map(begin),
        actual_finish: edit.actual_finish.map(end),
        owner: edit.owner.clone(),
        notes: edit.notes.clone(),
        ..Task::default()
    }
}

fn begin(date: NaiveDate) -> Moment {
    Moment::at(date, 0)
}

fn end(date: NaiveDate) -> Moment {
    Moment::at(date, 0).plus(DAY)
}

fn moves_before(basis: &Basis<'_>, group: usize) -> Option<usize> {
    (0..group).rev().find_map(|group| basis.graph.moves.get(group).copied().flatten())
}

/// The calendars of a plan: the project's, with freezes of moves, and of roles that have their own.
struct Specs {
    specs: Vec<CalendarSpec>,
    /// What each calendar after the first is for: moves, and a role or none.
    known: Vec<(bool, String)>,
    frozen: Vec<Closed>,
}

impl Specs {
    fn of(settings: &PlanSettings, freezes: bool) -> Specs {
        let stopped = |stops: Stops| {
            let found = settings.freezes.iter().filter(move |freeze| freezes && freeze.stops == stops);
            found.map(closed)
        };
        let off = settings.holidays.iter().map(|holiday| Closed {
            first: holiday.date,
            last: holiday.date,
            name: holiday.name.clone(),
        });
        let project = CalendarSpec {
            name: "Project".to_owned(),
            week: week(settings, &settings.week),
            closed: off.chain(stopped(Stops::Everything)).collect(),
        };
        Specs { specs: vec![project], known: Vec::new(), frozen: stopped(Stops::Enrolment).collect() }
    }

    /// The index of the calendar for a task.
    fn index(&mut self, settings: &PlanSettings, moves: bool, role: &str) -> usize {
        let own = settings.roles.get(role).filter(|role| role.week.is_some() || !role.leave.is_empty());
        let moves = moves && !self.frozen.is_empty();
        if !moves && own.is_none() {
            return 0;
        }
        let wanted = (moves, if own.is_some() { role.to_owned() } else { String::new() });
        if let Some(known) = self.known.iter().position(|known| *known == wanted) {
            return known + 1;
        }
        let mut spec = self.specs.first().cloned().unwrap_or_default();
        if let Some(own) = own {
            spec.closed.extend(own.leave.iter().map(closed));
            if let Some(days) = &own.week {
                // Days on which the project rests stay closed for the role.
                let mut both = days.clone();
                both.0.iter_mut().zip(settings.week.0).for_each(|(day, project)| *day &= project);
                spec.week = week(settings, &both);
            }
        }
        if moves {
            spec.closed.extend(self.frozen.iter().cloned());
        }
        spec.name = match (moves, wanted.1.as_str()) {
            (true, "") => "Moves of devices".to_owned(),
            (true, role) => format!("Moves of devices, {role}"),
            (false, role) => role.to_owned(),
        };
        self.specs.push(spec);
        self.known.push(wanted);
        self.known.len()
    }

    /// The calendars for counting; what is never open is replaced and reported.
    fn ready(&mut self, start: NaiveDate, diagnostics: &mut Vec<Diagnostic>) -> Calendars {
        let (calendars, never) = loop {
            match Calendars::of(&self.specs, start) {
                Some(ready) => break ready,
                None => {
                    diagnostics.push(nothing_open(start));
                    // Monday to Friday, without days off and freezes.
                    let plain = PlanSettings::default();
                    let usual = CalendarSpec {
                        name: "Project".to_owned(),
                        week: week(&plain, &WorkingWeek::default()),
                        closed: Vec::new(),
                    };
                    self.specs
                        .iter_mut()
                        .for_each(|spec| *spec = CalendarSpec { name: spec.name.clone(), ..usual.clone() });
                }
            }
        };
        for index in never {
            let project = self.specs.first().cloned().unwrap_or_default();
            if let Some(spec) = self.specs.get_mut(index) {
                let moves = index.checked_sub(1).and_then(|known| self.known.get(known));
                diagnostics.push(match moves {
                    Some((true, _)) => no_moves(&self.frozen),
                    _ => no_role(&spec.name),
                });
                *spec = CalendarSpec { name: spec.name.clone(), ..project };
            }
        }
        calendars
    }
}

fn closed(freeze: &Freeze) -> Closed {
    Closed { first: freeze.first, last: freeze.last, name: freeze.name.clone() }
}

fn week(settings: &PlanSettings, days: &WorkingWeek) -> [Vec<crate::calendar::work::Shift>; 7] {
    let mut weekdays = (0_u8..).zip(days.0);
    std::array::from_fn(|_| match weekdays.next() {
        Some((weekday, true)) => settings.hours.days.get(&weekday).unwrap_or(&settings.hours.usual).clone(),
        _ => Vec::new(),
    })
}

fn nothing_open(day: NaiveDate) -> Diagnostic {
    Diagnostic::new(
        Severity::Problem,
        "calendar.closed",
        Place::part("calendar"),
        format!("No working day was found in the twenty years after {day}."),
    )
    .with_hint("Check the working week, the hours, the days off and the freezes.")
}

fn no_moves(frozen: &[Closed]) -> Diagnostic {
    let names: Vec<&str> = frozen.iter().map(|freeze| freeze.name.as_str()).collect();
    Diagnostic::new(
        Severity::Problem,
        "plan.moves.closed",
        Place::part("freezes"),
        format!("The freezes ({}) leave no day for moving devices; the plan ignores them.", names.join(", ")),
    )
    .with_hint("Shorten a freeze.")
}

fn clash(network: &Network, task: usize, holder: &str) -> Diagnostic {
    let (name, role) =
        network.tasks.get(task).map_or(("", ""), |task| (task.name.as_str(), task.role.as_str()));
    Diagnostic::new(
        Severity::Warning,
        "plan.role.over",
        Place::part(name.to_owned()),
        format!("Its date was given, and the people of {role} are at \u{201c}{holder}\u{201d} then."),
    )
    .with_hint("Move one of the dates, or give the role more people.")
}

fn no_role(name: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Problem,
        "plan.role.closed",
        Place::part(name),
        "The week and the leave of this role leave it no working day; the plan ignores them.",
    )
    .with_hint("Shorten the leave, or give the role more weekdays.")
}
