//! The runs themselves: durations are drawn, the network is passed through once, and what was critical is marked.

use super::drivers::{Source, drivers};
use super::figures::{histogram, mean, percentile, share};
use super::forward::forward_links;
use super::{MOST_RUNS, Simulated, Simulation, Spread, Unsimulable};
use crate::plan::levelling::bound::needs;
use crate::plan::levelling::check::horizon;
use crate::plan::levelling::net::Net;
use crate::plan::levelling::passes::Board;
use crate::plan::levelling::rules::{Ranks, repair};
use crate::plan::levelling::slots::at;
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
    while !runs.go_on(simulation, BETWEEN)? && keep_going() {}
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
    ///
    /// # Errors
    ///
    /// [`Unsimulable::Stuck`].
    pub fn go_on(&mut self, simulation: &Simulation, runs: u32) -> Result<bool, Unsimulable> {
        let left = (simulation.runs as usize).saturating_sub(self.runner.finishes.len());
        for _ in 0..left.min(runs as usize) {
            self.runner.run(simulation)?;
        }
        Ok(left <= runs as usize)
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
            histogram: histogram(&sorted),
            ignored: self.ignored.clone(),
        }
    }
}

fn spread(simulation: &Simulation, activity: usize) -> Spread {
    simulation.spreads.get(activity).copied().unwrap_or_default()
}

/// The problem with its longest durations, without dates and loops, and without resources where they do not count.
fn prepared(simulation: &Simulation) -> Result<(Problem, Vec<usize>), Unsimulable> {
    let count = simulation.problem.activities.len();
    let starts_fit = simulation.starts.is_none_or(|starts| starts.len() == count);
    if simulation.runs == 0
        || simulation.runs > MOST_RUNS
        || !starts_fit
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
        if simulation.starts.is_none() {
            activity.demands.clear();
        }
    }
    if simulation.starts.is_none() {
        problem.resources.clear();
    }
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
    board: Board,
    order: Vec<u32>,
    random: Random,
    planned: Vec<Time>,
    sources: Vec<Source>,
    /// For each source, the numbers drawn.
    values: Vec<Vec<Time>>,
    finishes: Vec<Time>,
    /// Runs in which each activity was critical.
    critical: Vec<usize>,
    marked: Vec<bool>,
    /// For each activity, those that share a resource with it.
    rivals: Vec<Vec<usize>>,
}

impl Runner {
    fn new(simulation: &Simulation, problem: &Problem) -> Result<Runner, Unsimulable> {
        let net = Net::of_changing_durations(problem, horizon(problem)?);
        let ranks = Ranks::new(&net);
        let (mut order, mut keys) = (Vec::new(), Vec::new());
        match simulation.starts {
            Some(starts) => ranks.sorted(|one| at(starts, one), &mut keys, &mut order),
            None => order.clone_from(&ranks.order),
        }
        repair(net.count, &net.into, &mut order, |_| true);
        let count = net.count;
        let mut sources: Vec<Source> =
            (0..count).filter(|one| !spread(simulation, *one).is_fixed()).map(Source::Activity).collect();
        let factors = simulation.factors.iter().enumerate().filter(|factor| !factor.1.spread.is_fixed());
        sources.extend(factors.map(|factor| Source::Factor(factor.0)));
        let needs: Vec<Vec<u64>> = (0..count).map(|one| needs(problem, one)).collect();
        let share =
            |one: &[u64], other: &[u64]| one.iter().zip(other).any(|(one, other)| *one > 0 && *other > 0);
        let rivals_of = |(one, mine): (usize, &Vec<u64>)| {
            let theirs = |other: usize| needs.get(other).is_some_and(|theirs| share(mine, theirs));
            let limited = mine.iter().any(|need| *need > 0);
            (0..count).filter(|other| limited && *other != one && theirs(*other)).collect()
        };
        let rivals = needs.iter().enumerate().map(rivals_of).collect();
        Ok(Runner {
            board: Board::new(&net),
            net,
            order,
            random: Random::seeded(simulation.seed),
            planned: simulation.problem.activities.iter().map(|one| one.duration).collect(),
            values: vec![Vec::with_capacity(simulation.runs as usize); sources.len()],
            sources,
            finishes: Vec::with_capacity(simulation.runs as usize),
            critical: vec![0; count],
            marked: vec![false; count],
            rivals,
        })
    }

    fn run(&mut self, simulation: &Simulation) -> Result<(), Unsimulable> {
        self.draw(simulation);
        let last = self.board.serial(&self.net, &self.order, 0);
        let Some((last, _)) = last else {
            let is_free = |one: &usize| self.net.earliest(&self.net.base, *one, 0).is_none();
            return Err(Unsimulable::Stuck((0..self.net.count).find(is_free).unwrap_or(0)));
        };
        let finish = simulation.goal.map_or(last, |goal| at(&self.board.finishes, goal));
        self.finishes.push(finish);
        self.mark(simulation.goal, finish);
        Ok(())
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

    /// Marks every activity from which an unbroken chain of waits leads to the finish.
    fn mark(&mut self, goal: Option<usize>, finish: Time) {
        self.marked.fill(false);
        let is_last = |one: &usize| match goal {
            Some(goal) => *one == goal,
            None => at(&self.board.finishes, *one) == finish,
        };
        let mut waiting: Vec<usize> = (0..self.net.count).filter(is_last).collect();
        while let Some(one) = waiting.pop() {
            if std::mem::replace(self.marked.get_mut(one).unwrap_or(&mut true), true) {
                continue;
            }
            if let Some(count) = self.critical.get_mut(one) {
                *count += 1;
            }
            let start = at(&self.board.starts, one);
            if start <= at(&self.net.release, one) {
                continue;
            }
            let mut waits = false;
            for arc in self.net.into.of(one) {
                let other = arc.other as usize;
                if self.net.after(arc, at(&self.board.starts, other)) == start {
                    waiting.push(other);
                    waits = true;
                }
            }
            if waits {
                continue;
            }
            let opens = |finish: Time| self.net.spans(one).map_or(finish, |spans| spans.next_open(finish));
            let rivals = self.rivals.get(one).map(Vec::as_slice).unwrap_or_default();
            waiting.extend(rivals.iter().filter(|other| opens(at(&self.board.finishes, **other)) == start));
        }
    }
}
