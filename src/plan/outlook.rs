//! How sure the plan is: its network with drawn durations and a drawn failure rate, many times over.
//! It moves nothing in the plan.

use crate::calendar::moment::Moment;
use crate::calendar::work::WorkCalendar;
use crate::estate::Estate;
use crate::model::platform::Platform;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, PerMille};
use crate::plan::Capacity;
use crate::plan::basis::Basis;
use crate::plan::compile::{Dated, day_minutes, group_of_moves};
use crate::plan::feasibility::monday;
use crate::plan::levelling::{Activity, Calendar, End, Link as Least, Problem, Time};
use crate::plan::limits::limits;
use crate::plan::network::crews::is_movable;
use crate::plan::network::{Dates, Lag, Length, Task};
use crate::plan::simulation::{Driver, Factor, Runs, Simulated, Simulation, Source, Spread};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Runs of the simulation that the page and the report show, for a plan of so many tasks: ten thousand up to 200 tasks,
/// then fewer, that the worker is not busy for long; never under a thousand.
pub fn runs_for(tasks: usize) -> u32 {
    let runs = 2_000_000 / tasks.max(1);
    u32::try_from(runs).unwrap_or(u32::MAX).clamp(1000, 10_000)
}

/// The same seed gives the same figures.
const SEED: u64 = 1;
/// Bars of the tornado at most.
const MOST_DRIVERS: usize = 10;
/// Days of a histogram at most; more are told by weeks.
const MOST_BARS: i64 = 60;
/// What explains less than this part of the spread is taken for chance: 1 %.
const LEAST_SHARE: u16 = 10;

/// How durations and failures vary where the consultant gives no points for a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Uncertainty {
    /// Shortest duration, as a share of the planned one. Source: experience.
    pub shortest: PerMille,
    /// Longest duration, as a share of the planned one. Source: experience.
    pub longest: PerMille,
    /// Lowest failure rate of moves. Source: 3 to 7 %, 1E on migrations of Windows.
    pub fewest_failures: PerMille,
    /// Highest failure rate of moves. Source: the same.
    pub most_failures: PerMille,
}

impl Default for Uncertainty {
    fn default() -> Self {
        Uncertainty {
            shortest: PerMille(800),
            longest: PerMille(1500),
            fewest_failures: PerMille(30),
            most_failures: PerMille(70),
        }
    }
}

/// What the runs say of the day on which all devices are moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// Runs.
    pub runs: u32,
    /// For each percent from 0 to 100 the day by which so many of the runs have ended.
    pub curve: Vec<NaiveDate>,
    /// Share of the runs that meet the target; `None` without one.
    pub chance: Option<PerMille>,
    /// Share of the runs in which each task has no float up to that day, by index of the plan's network.
    pub criticality: Vec<PerMille>,
    /// What moves the day, the strongest first.
    pub drivers: Vec<Bar>,
    /// Days, or the Mondays of weeks where they are many, and the runs that end in each.
    pub histogram: Vec<(NaiveDate, u32)>,
    /// Whether they are weeks.
    pub by_week: bool,
}

impl Outlook {
    /// The day by which so many percent of the runs have ended.
    pub fn day(&self, percent: usize) -> Option<NaiveDate> {
        self.curve.get(percent.min(100)).copied()
    }
}

/// One bar of the tornado.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What varies: a task's name, or the failure rate.
    pub name: String,
    /// How much of the spread it explains.
    pub share: PerMille,
    /// Mean end of the tenth of the runs in which it is least.
    pub low: NaiveDate,
    /// Mean end of the tenth of the runs in which it is greatest.
    pub high: NaiveDate,
}

/// The runs of a plan, which pause after some of them.
#[derive(Debug)]
pub struct Looking {
    made: Made,
    done: Runs,
    runs: u32,
}

impl Looking {
    /// Nothing has run yet; `None` when there is nothing to run, which an empty plan is.
    pub fn begin(basis: &Basis<'_>, dated: &Dated, runs: u32) -> Option<Looking> {
        let made = Made::of(basis, dated);
        let done = Runs::begin(&made.simulation(runs)).ok()?;
        Some(Looking { made, done, runs })
    }

    /// Goes on for so many runs; whether that was all.
    pub fn go_on(&mut self, runs: u32) -> bool {
        self.done.go_on(&self.made.simulation(self.runs), runs)
    }

    /// What the runs so far say; `None` before the first.
    pub fn told(&self, dated: &Dated) -> Option<Outlook> {
        let found = self.done.told(&self.made.simulation(self.runs));
        (found.runs > 0).then(|| self.made.told(dated, &found))
    }
}

/// The numbers of a simulation, and how they go back to dates and names.
#[derive(Debug)]
struct Made {
    problem: Problem,
    spreads: Vec<Spread>,
    measured_in: Vec<Option<usize>>,
    timed_to: Vec<Option<usize>>,
    factors: Vec<Factor>,
    /// The activity that ends when all that the plan is judged by has ended.
    goal: usize,
    start: Moment,
    /// The end of the day that is to be met.
    target: Option<Time>,
}

impl Made {
    fn of(basis: &Basis<'_>, dated: &Dated) -> Made {
        let network = &dated.network;
        let start = network.start;
        let mut made = Made {
            problem: Problem::default(),
            spreads: Vec::new(),
            measured_in: Vec::new(),
            timed_to: Vec::new(),
            factors: failures(basis, dated).into_iter().collect(),
            goal: network.tasks.len(),
            start,
            target: None,
        };
        made.target =
            basis.settings.target.as_ref().map(|target| made.time(Moment::at(target.date, 1440)).max(0));
        // Three times as far as the plan reaches: runs end late, and beyond it every minute counts.
        let reach =
            dated.solution.finish.0.saturating_sub(start.0).saturating_mul(2).saturating_add(400 * 1440);
        let end = dated.solution.finish.plus(reach);
        let calendars =
            (0..network.calendars.len()).map(|index| closed(dated.calendars.get(index), start, end));
        made.problem.calendars = calendars.collect();
        for (index, (task, dates)) in network.tasks.iter().zip(&dated.solution.dates).enumerate() {
            made.add(basis, dated, index, task, dates);
        }
        made.slip_with_waves(dated);
        made.problem.activities.push(Activity::default());
        made.spreads.push(Spread::Planned);
        let goal = made.goal;
        made.problem.links.extend(network.judged.iter().map(|task| Least::finish_start(*task, goal, 0)));
        made
    }

    /// What is timed to the start of a wave is late when the wave is, and so is what waits for it, as in the plan.
    fn slip_with_waves(&mut self, dated: &Dated) {
        let (tasks, project) = (&dated.network.tasks, dated.calendars.project());
        for (index, task) in tasks.iter().enumerate().filter(|(_, task)| is_movable(task)) {
            for link in &task.before {
                let timed = tasks.get(link.task).filter(|timed| is_movable(timed));
                let Some(wave) = timed.and_then(|timed| timed.timed_to) else { continue };
                let dates = (dated.solution.dates.get(link.task), dated.solution.dates.get(wave));
                let (Some(own), Some(moves)) = dates else { continue };
                if wave == index || task.timed_to == Some(wave) {
                    continue;
                }
                let point = if link.kind.from_finish() { own.finish } else { own.start };
                let (lag, calendar) = match link.lag {
                    Lag::Working(minutes) => {
                        (project.between(moves.start, point).saturating_add(i64::from(minutes)), Some(0))
                    }
                    Lag::Elapsed(minutes) => (point.0 - moves.start.0 + i64::from(minutes), None),
                };
                let Ok(lag) = Time::try_from(lag) else { continue };
                self.problem.links.push(Least {
                    from: wave,
                    from_end: End::Start,
                    to: index,
                    to_end: if link.kind.to_finish() { End::Finish } else { End::Start },
                    lag,
                    calendar: calendar.filter(|_| lag != 0),
                });
            }
        }
    }

    fn simulation(&self, runs: u32) -> Simulation<'_> {
        Simulation {
            problem: &self.problem,
            spreads: &self.spreads,
            factors: &self.factors,
            measured_in: &self.measured_in,
            timed_to: &self.timed_to,
            goal: Some(self.goal),
            target: self.target,
            runs,
            seed: SEED,
        }
    }

    fn add(&mut self, basis: &Basis<'_>, dated: &Dated, index: usize, task: &Task, dates: &Dates) {
        let calendar = dated.calendars.get(task.calendar);
        let given = !is_movable(task);
        let elapsed = matches!(task.length, Length::Elapsed(1..));
        let duration = match task.length {
            Length::Elapsed(minutes) => i64::from(minutes),
            _ => calendar.between(dates.start, dates.finish).max(0),
        };
        let duration = Time::try_from(duration).unwrap_or(Time::MAX);
        let not_before = match (given, task.not_before) {
            (true, _) => self.time(dates.start),
            (false, Some(moment)) => self.time(moment),
            (false, None) => 0,
        };
        self.problem.activities.push(Activity {
            duration,
            calendar: (!elapsed && duration > 0).then_some(task.calendar),
            not_before: not_before.max(0),
            ..Activity::default()
        });
        let over = task.actual_finish.is_some() || task.progress.0 >= 1000;
        let spread = if over || !task.works { Spread::Planned } else { spread(basis, index, task, duration) };
        self.spreads.push(spread);
        self.measured_in.push(Some(task.calendar));
        self.timed_to.push(task.timed_to.filter(|_| !given));
        if given {
            return;
        }
        let end = |finish| if finish { End::Finish } else { End::Start };
        self.problem.links.extend(task.before.iter().map(|link| {
            let (lag, calendar) = match link.lag {
                Lag::Working(minutes) => (minutes, Some(0)),
                Lag::Elapsed(minutes) => (minutes, None),
            };
            Least {
                from: link.task,
                from_end: end(link.kind.from_finish()),
                to: index,
                to_end: end(link.kind.to_finish()),
                lag,
                calendar: calendar.filter(|_| lag != 0),
            }
        }));
    }

    fn time(&self, moment: Moment) -> Time {
        let minutes = moment.0.saturating_sub(self.start.0);
        Time::try_from(minutes).unwrap_or(if minutes < 0 { 0 } else { Time::MAX })
    }

    /// The day on which something ends at a time.
    fn day(&self, time: Time) -> NaiveDate {
        self.start.plus(i64::from(time) - 1).date()
    }

    fn told(&self, dated: &Dated, found: &Simulated) -> Outlook {
        let name = |driver: &Driver| match driver.source {
            Source::Activity(index) => {
                dated.network.tasks.get(index).map_or_else(String::new, |task| task.name.clone())
            }
            Source::Factor(_) => "Failure rate of moves".to_owned(),
        };
        // Means lie between working days; a day on which work ends stands for them.
        let mean_day = |time: Time| {
            let moment = self.start.plus(i64::from(time) - 1);
            dated.calendars.project().next_start(moment).date()
        };
        let shows =
            |driver: &&Driver| driver.share >= LEAST_SHARE && mean_day(driver.low) != mean_day(driver.high);
        let bars = found.drivers.iter().filter(shows).take(MOST_DRIVERS);
        let ends = found.finishes.iter().map(|finish| self.day(*finish));
        let range = self.day(found.percentile(100)) - self.day(found.percentile(0));
        let by_week = range.num_days() > MOST_BARS;
        Outlook {
            runs: found.runs,
            curve: found.curve.iter().map(|time| self.day(*time)).collect(),
            chance: found.chance.map(PerMille),
            criticality: found.criticality.iter().take(self.goal).map(|share| PerMille(*share)).collect(),
            drivers: bars
                .map(|driver| Bar {
                    name: name(driver),
                    share: PerMille(driver.share),
                    low: mean_day(driver.low),
                    high: mean_day(driver.high),
                })
                .collect(),
            histogram: histogram(ends, by_week),
            by_week,
        }
    }
}

/// The runs that end on each day, the earliest first, or in each week.
fn histogram(ends: impl Iterator<Item = NaiveDate>, by_week: bool) -> Vec<(NaiveDate, u32)> {
    let mut bars: Vec<(NaiveDate, u32)> = Vec::new();
    for end in ends {
        let day = if by_week { monday(end) } else { end };
        match bars.last_mut() {
            Some((last, runs)) if *last == day => *runs += 1,
            _ => bars.push((day, 1)),
        }
    }
    bars
}

/// The closed spans of a calendar from a moment on.
fn closed(calendar: &WorkCalendar, start: Moment, end: Moment) -> Calendar {
    let mut spans = Vec::new();
    let mut open_until = start.0;
    let time = |moment: i64| Time::try_from(moment - start.0).unwrap_or(Time::MAX);
    for (from, to) in calendar.worked(start, end) {
        if from > open_until {
            spans.push((time(open_until), time(from)));
        }
        open_until = to;
    }
    Calendar { closed: spans }
}

/// How the duration of a task varies: the points that were given for it, else shares of what is left of it.
fn spread(basis: &Basis<'_>, index: usize, task: &Task, duration: Time) -> Spread {
    let varies = &basis.settings.uncertainty;
    let left = i64::from(duration) * i64::from(1000_u16.saturating_sub(task.progress.0)) / 1000;
    let share = |share: PerMille| {
        let changed = i64::from(duration) - left + left * i64::from(share.0) / 1000;
        Time::try_from(changed).unwrap_or(Time::MAX)
    };
    let minutes = day_minutes(basis.settings);
    let days = |days: u16| Time::try_from(u32::from(days) * minutes).unwrap_or(Time::MAX);
    let edit = basis.graph.nodes.get(index).map(|node| &node.edit);
    // How long moves take is decided by the limits on devices a day, which the failure rate changes.
    let (shortest, longest) = match group_of_moves(basis, index) {
        Some(_) => (duration, duration),
        None => (share(varies.shortest), share(varies.longest)),
    };
    let least = edit.and_then(|edit| edit.least_days).map_or(shortest, days).min(duration);
    let most = edit.and_then(|edit| edit.most_days).map_or(longest, days).max(duration);
    if least == most { Spread::Planned } else { Spread::Triangular { least, likely: duration, most } }
}

/// What the failure rate does to all moves together: by how much longer they take when it is at its highest, and
/// shorter at its lowest, as the limits on devices a day say.
fn failures(basis: &Basis<'_>, dated: &Dated) -> Option<Factor> {
    let settings = basis.settings;
    let varies = &settings.uncertainty;
    let moves: Vec<usize> = basis
        .graph
        .moves
        .iter()
        .flatten()
        .copied()
        .filter(|index| dated.network.tasks.get(*index).is_some_and(|task| task.actual_finish.is_none()))
        .collect();
    let mut counts: SortedMap<Platform, Devices> = SortedMap::default();
    for (platform, count) in basis.groups.iter().flat_map(|group| group.devices.iter()) {
        counts.change(*platform, |sum| sum.0 = sum.0.saturating_add(count.0));
    }
    let estate = Estate { counts };
    let per_day = |rate: PerMille| {
        let capacity = Capacity { failure_rate: rate, ..settings.capacity.clone() };
        let platforms = estate.counts.keys().copied();
        u64::from(limits(&capacity, &estate).per_day(platforms, &[]).0)
    };
    let planned = per_day(settings.capacity.failure_rate);
    let ratio = |rate| Time::try_from(planned * 1000 / per_day(rate).max(1)).unwrap_or(1000);
    let least = ratio(varies.fewest_failures).min(1000);
    let most = ratio(varies.most_failures).max(1000);
    let varying = least < most && !moves.is_empty();
    varying.then_some(Factor { spread: Spread::Triangular { least, likely: 1000, most }, activities: moves })
}
