//! The runs themselves: durations are drawn, the network is passed through forward, and back for what was critical.

use super::drivers::{Source, drivers};
use super::figures::{mean, percentile, share};
use super::forward::forward_links;
use super::{MOST_RUNS, Simulated, Simulation, Spread, Unsimulable};
use crate::plan::levelling::check::horizon;
use crate::plan::levelling::net::Net;
use crate::plan::levelling::rules::Ranks;
use crate::plan::levelling::slots::{at, put};
use crate::plan::levelling::{Problem, Time};
use crate::plan::random::Random;

/// Runs between two questions whether to go on.
const BETWEEN: u32 = 64;

/// Simulates; `keep_going` is asked every 64 runs, and when it says no the figures are those of the runs so far.
///
/// # Errors
///
/// [`Unsimulable`] when numbers, indices or settings make no sense.
pub fn simulate(
    simulation: &Simulation,
    keep_going: &mut dyn FnMut() -> bool,
) -> Result<Simulated, Unsimulable> {
    let mut runs = Runs::begin(simulation)?;
    while !runs.go_on(simulation, BETWEEN) && keep_going() {}
    Ok(runs.told(simulation))
}

/// A simulation that pauses after some runs. What goes on is given the same simulation again.
#[derive(Debug)]
pub struct Runs {
    runner: Runner,
    ignored: Vec<usize>,
}

impl Runs {
    /// Nothing has run yet.
    ///
    /// # Errors
    ///
    /// [`Unsimulable`] when numbers, indices or settings make no sense.
    pub fn begin(simulation: &Simulation) -> Result<Runs, Unsimulable> {
        let (problem, ignored) = prepared(simulation)?;
        Ok(Runs { runner: Runner::new(simulation, &problem)?, ignored })
    }

    /// Goes on for so many runs; whether all are done.
    pub fn go_on(&mut self, simulation: &Simulation, runs: u32) -> bool {
        let left = (simulation.runs as usize).saturating_sub(self.runner.finishes.len());
        for _ in 0..left.min(runs as usize) {
            self.runner.run(simulation);
        }
        left <= runs as usize
    }

    /// What the runs so far say.
    pub fn told(&self, simulation: &Simulation) -> Simulated {
        let runner = &self.runner;
        let mut sorted = runner.finishes.clone();
        sorted.sort_unstable();
        let in_time = |target: Time| sorted.partition_point(|finish| *finish <= target);
        Simulated {
            runs: sorted.len() as u32,
            curve: (0..=100).map(|percent| percentile(&sorted, percent)).collect(),
            mean: mean(&sorted),
            chance: simulation.target.map(|target| share(in_time(target), sorted.len())),
            criticality: runner.critical.iter().map(|count| share(*count, sorted.len())).collect(),
            drivers: drivers(&runner.sources, &runner.values, &runner.finishes),
            ignored: self.ignored.clone(),
            finishes: sorted,
        }
    }
}

fn spread(simulation: &Simulation, activity: usize) -> Spread {
    simulation.spreads.get(activity).copied().unwrap_or_default()
}

/// The problem with its longest durations, without dates, loops and resources.
fn prepared(simulation: &Simulation) -> Result<(Problem, Vec<usize>), Unsimulable> {
    let count = simulation.problem.activities.len();
    let is_there =
        |calendar: &Option<usize>| calendar.is_none_or(|one| one < simulation.problem.calendars.len());
    if simulation.runs == 0
        || simulation.runs > MOST_RUNS
        || !simulation.measured_in.iter().all(is_there)
        || simulation.timed_to.iter().flatten().any(|target| *target >= count)
        || simulation.goal.is_some_and(|goal| goal >= count)
    {
        return Err(Unsimulable::Setting);
    }
    horizon(simulation.problem)?;
    let mut longest: Vec<i64> = Vec::with_capacity(count);
    for (place, activity) in simulation.problem.activities.iter().enumerate() {
        let spread = spread(simulation, place);
        if !spread.is_in_order() {
            return Err(Unsimulable::Spread(place));
        }
        longest.push(i64::from(spread.greatest(activity.duration)));
    }
    for (place, factor) in simulation.factors.iter().enumerate() {
        if !factor.spread.is_in_order() || factor.activities.iter().any(|one| *one >= count) {
            return Err(Unsimulable::Factor(place));
        }
        for one in &factor.activities {
            if let Some(duration) = longest.get_mut(*one) {
                *duration = scaled(*duration, factor.spread.greatest(1000)).min(i64::from(Time::MAX));
            }
        }
    }
    let mut problem = simulation.problem.clone();
    for (activity, duration) in problem.activities.iter_mut().zip(longest) {
        activity.duration = Time::try_from(duration).unwrap_or(Time::MAX);
        (activity.start_by, activity.finish_by) = (None, None);
        activity.demands.clear();
    }
    problem.resources.clear();
    let (links, ignored) = forward_links(simulation.problem);
    problem.links = links;
    Ok((problem, ignored))
}

fn scaled(duration: i64, thousandths: Time) -> i64 {
    (duration * i64::from(thousandths) + 500) / 1000
}

/// What is kept between runs.
#[derive(Debug)]
struct Runner {
    net: Net,
    /// No activity comes before one that it waits for.
    order: Vec<u32>,
    starts: Vec<Time>,
    finishes_of: Vec<Time>,
    /// The last start of each that does not move the finish that counts; [`Time::MAX`] where none moves it.
    latest: Vec<Time>,
    /// The calendar in which the float of each is measured, from 1; 0 for none.
    measured_in: Vec<usize>,
    random: Random,
    planned: Vec<Time>,
    sources: Vec<Source>,
    /// For each source, the numbers drawn.
    values: Vec<Vec<Time>>,
    finishes: Vec<Time>,
    /// Runs in which each activity had no float.
    critical: Vec<usize>,
}

impl Runner {
    fn new(simulation: &Simulation, problem: &Problem) -> Result<Runner, Unsimulable> {
        let net = Net::of_changing_durations(problem, horizon(problem)?);
        let count = net.count;
        let mut sources: Vec<Source> =
            (0..count).filter(|one| !spread(simulation, *one).is_fixed()).map(Source::Activity).collect();
        let factors = simulation.factors.iter().enumerate().filter(|factor| !factor.1.spread.is_fixed());
        sources.extend(factors.map(|factor| Source::Factor(factor.0)));
        let measured_in = (0..count).map(|one| match simulation.measured_in.get(one) {
            Some(calendar) => calendar.map_or(0, |calendar| calendar + 1),
            None => at(&net.calendar_of, one),
        });
        Ok(Runner {
            measured_in: measured_in.collect(),
            order: Ranks::new(&net).order,
            net,
            starts: vec![0; count],
            finishes_of: vec![0; count],
            latest: vec![0; count],
            random: Random::seeded(simulation.seed),
            planned: simulation.problem.activities.iter().map(|one| one.duration).collect(),
            values: vec![Vec::with_capacity(simulation.runs as usize); sources.len()],
            sources,
            finishes: Vec::with_capacity(simulation.runs as usize),
            critical: vec![0; count],
        })
    }

    fn run(&mut self, simulation: &Simulation) {
        self.draw(simulation);
        let last = self.forward();
        let finish = simulation.goal.map_or(last, |goal| at(&self.finishes_of, goal));
        self.finishes.push(finish);
        self.put_off(simulation.timed_to);
        self.backward(simulation.goal, finish);
        self.count_critical();
    }

    /// The earliest dates of all; the last finish.
    fn forward(&mut self) -> Time {
        let mut last = 0;
        for one in &self.order {
            let one = *one as usize;
            let mut ready = at(&self.net.release, one);
            for arc in self.net.into.of(one) {
                ready = ready.max(self.net.after(arc, at(&self.starts, arc.other as usize)));
            }
            let start = self.net.spans(one).map_or(ready, |spans| spans.next_open(ready));
            let finish = self.net.finish(one, start);
            put(&mut self.starts, one, start);
            put(&mut self.finishes_of, one, finish);
            last = last.max(finish);
        }
        last
    }

    /// Puts off what is timed to others until just before them.
    fn put_off(&mut self, timed_to: &[Option<usize>]) {
        for one in self.order.iter().rev() {
            let one = *one as usize;
            let Some(target) = at(timed_to, one) else { continue };
            let arcs = self.net.out.of(one).iter();
            let bounds = arcs.filter_map(|arc| {
                let other = arc.other as usize;
                let counts = other == target || at(timed_to, other) == Some(target);
                counts.then(|| self.net.before(arc, at(&self.starts, other)))
            });
            let start = bounds.min().unwrap_or(0).max(at(&self.starts, one));
            put(&mut self.finishes_of, one, self.net.finish(one, start));
            put(&mut self.starts, one, start);
        }
    }

    /// The latest starts that leave the finish where it is.
    fn backward(&mut self, goal: Option<usize>, finish: Time) {
        for one in self.order.iter().rev() {
            let one = *one as usize;
            let counts = goal.is_none_or(|goal| goal == one);
            let mut latest = if counts { self.net.latest_start(one, finish) } else { Time::MAX };
            for arc in self.net.out.of(one) {
                let bound = at(&self.latest, arc.other as usize);
                if bound < Time::MAX {
                    latest = latest.min(self.net.before(arc, bound));
                }
            }
            put(&mut self.latest, one, latest);
        }
    }

    /// Counts the run for every activity that can neither start nor end later, as its calendar measures.
    fn count_critical(&mut self) {
        for (one, count) in self.critical.iter_mut().enumerate() {
            let latest = at(&self.latest, one);
            if latest == Time::MAX {
                continue;
            }
            let spans = at(&self.measured_in, one).checked_sub(1).and_then(|one| self.net.calendars.get(one));
            let no_float = |early: Time, late: Time| match spans {
                Some(spans) if early < late => spans.work(late) <= spans.work(early),
                _ => late <= early,
            };
            let end = || no_float(at(&self.finishes_of, one), self.net.finish(one, latest));
            *count += usize::from(no_float(at(&self.starts, one), latest) || end());
        }
    }

    /// Draws all durations; activities first, then factors, each in order, so that a seed means the same for ever.
    fn draw(&mut self, simulation: &Simulation) {
        for (place, planned) in self.planned.iter().enumerate() {
            let drawn = spread(simulation, place).draw(*planned, &mut self.random);
            if let Some(duration) = self.net.durations.get_mut(place) {
                *duration = drawn;
            }
        }
        let mut rows = self.values.iter_mut();
        for (source, row) in self.sources.iter().zip(rows.by_ref()) {
            if let Source::Activity(one) = source {
                row.push(at(&self.net.durations, *one));
            }
        }
        let first = self.sources.iter().filter(|source| matches!(source, Source::Activity(_))).count();
        let mut rows = self.values.iter_mut().skip(first);
        for factor in simulation.factors {
            let drawn = factor.spread.draw(1000, &mut self.random);
            if !factor.spread.is_fixed()
                && let Some(row) = rows.next()
            {
                row.push(drawn);
            }
            for one in &factor.activities {
                if let Some(duration) = self.net.durations.get_mut(*one) {
                    *duration = Time::try_from(scaled(i64::from(*duration), drawn)).unwrap_or(Time::MAX);
                }
            }
        }
    }
}
