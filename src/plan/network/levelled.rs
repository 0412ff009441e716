//! Dates under limits of people: the order in which tasks are served is searched for by the levelling kernel on working
//! minutes, and every date is then set to the minute, with all calendars, by serving the tasks in that order.
//!
//! What a person turns to after what becomes a link of the network, so that float, criticality and every planner that
//! reads the network know of it.

use crate::calendar::moment::Moment;
use crate::plan::levelling::{
    Activity, Demand, End, Link as Least, Outcome, Problem, Resource, Search, Time, level,
};
use crate::plan::network::crews::{Crews, is_movable};
use crate::plan::network::early::{early, placed, sum_up};
use crate::plan::network::{Calendars, Driver, Lag, Link, LinkKind, Network, Solution, late, order};

/// Schedules that the kernel tries at most. The plan is dated again for every way out, so that there are few.
const SCHEDULES: u64 = 300;

/// Tasks that the kernel places in all of them, so that plans of more than five hundred tasks get fewer schedules.
const PLACED: u64 = 150_000;

/// Schedules that it tries at least: every rule, some drawn orders, and what comes of them.
const LEAST_SCHEDULES: u64 = 40;

/// How often the tasks are served again, forward and backward, as long as it helps.
const ROUNDS: usize = 4;

/// What levelling came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levelled {
    /// The dates.
    pub solution: Solution,
    /// For each task how many of its links come last and say whom a person has served before.
    pub handed: Vec<usize>,
    /// Tasks on dates that were given for which nobody is free, each with the task that holds the person.
    pub clashes: Vec<(usize, usize)>,
}

/// The dates of a network whose loops are cut, with nobody at two tasks at once; the links that say whom people serve
/// one after the other are added to it. `sorted` comes from `order::untangle`.
pub fn levelled(network: &mut Network, calendars: &Calendars, sorted: &[usize]) -> Levelled {
    let free = early(network, calendars, sorted);
    let starts: Vec<i64> = free.dates.iter().map(|dates| dates.start.0).collect();
    let mut best = served(network, calendars, &starts);
    let waits = best.0.dates.iter().any(|dates| matches!(dates.driver, Driver::Busy(_)));
    if waits {
        // By late start, as one rule of its own; and as the search says.
        let mut timed = free.clone();
        late::late(network, calendars, sorted, &mut timed);
        let by_late: Vec<i64> = timed.dates.iter().map(|dates| dates.late_start.0).collect();
        for numbers in std::iter::once(by_late).chain(searched(network, calendars, &free)) {
            let found = served(network, calendars, &numbers);
            if judged(network, &found.0) < judged(network, &best.0) {
                best = found;
            }
        }
        // Forward and backward: served again by how late each may be with the people as they are handed over now.
        for _ in 0..ROUNDS {
            let (mut again, mut solution) = (network.clone(), best.0.clone());
            hand_over(&mut again, &best.1, &solution);
            latest(&again, calendars, &mut solution);
            let numbers: Vec<i64> = solution.dates.iter().map(|dates| dates.late_start.0).collect();
            let found = served(network, calendars, &numbers);
            if judged(network, &found.0) >= judged(network, &best.0) {
                break;
            }
            best = found;
        }
    }
    let (mut solution, crews) = best;
    let handed = hand_over(network, &crews, &solution);
    latest(network, calendars, &mut solution);
    sum_up(network, calendars, &mut solution);
    Levelled { solution, handed, clashes: crews.clashes }
}

/// Adds the links that say whom people serve one after the other; how many each task got.
fn hand_over(network: &mut Network, crews: &Crews, solution: &Solution) -> Vec<usize> {
    let mut handed = vec![0; network.tasks.len()];
    for (before, next) in crews.handed_over(&solution.dates) {
        if let (Some(task), Some(count)) = (network.tasks.get_mut(next), handed.get_mut(next))
            && task.before.iter().all(|link| link.task != before || link.kind != LinkKind::FinishStart)
        {
            task.before.push(Link { task: before, kind: LinkKind::FinishStart, lag: Lag::Working(0) });
            *count += 1;
        }
    }
    handed
}

/// Sets how late each task may be.
fn latest(network: &Network, calendars: &Calendars, solution: &mut Solution) {
    let starts: Vec<i64> = solution.dates.iter().map(|dates| dates.start.0).collect();
    late::late(network, calendars, &order::by_links(network, &starts), solution);
}

/// Dates with the tasks served in the order of the numbers, as far as links let them.
fn served(network: &Network, calendars: &Calendars, numbers: &[i64]) -> (Solution, Crews) {
    let mut crews = Crews::of(network);
    let solution = placed(network, calendars, &order::sequence(network, numbers), &mut crews);
    (solution, crews)
}

/// What a schedule is compared by: the end by which the plan is judged, then the end of everything, then all ends.
fn judged(network: &Network, solution: &Solution) -> (Moment, Moment, i64) {
    let sum = solution.dates.iter().fold(0_i64, |sum, dates| sum.saturating_add(dates.finish.0));
    (solution.judged(network), solution.finish, sum)
}

/// The starts that the kernel finds, in working minutes of the project's calendar; none when it finds no schedule.
fn searched(network: &Network, calendars: &Calendars, free: &Solution) -> Option<Vec<i64>> {
    let problem = problem(network, calendars, free);
    let schedules = (PLACED / network.tasks.len().max(1) as u64).clamp(LEAST_SCHEDULES, SCHEDULES);
    let search = Search { schedules, explains: false, ..Search::default() };
    match level(&problem, &search, &mut || true) {
        Ok(Outcome::Levelled(found)) => Some(found.starts.iter().map(|start| i64::from(*start)).collect()),
        _ => None,
    }
}

/// The network in working minutes of the project's calendar: leave, other weeks and time off within tasks are not in
/// it, for they change which order is best only little, and the dates are set with them afterwards.
fn problem(network: &Network, calendars: &Calendars, free: &Solution) -> Problem {
    let project = calendars.project();
    let minutes = |from: Moment, to: Moment| -> Time {
        Time::try_from(project.between(from, to).max(0)).unwrap_or(Time::MAX)
    };
    let week = minutes(network.start, network.start.plus(7 * 1440));
    let lag = |lag: Lag| match lag {
        Lag::Working(minutes) => minutes,
        Lag::Elapsed(minutes) => {
            Time::try_from(i64::from(minutes) * i64::from(week) / (7 * 1440)).unwrap_or(Time::MAX)
        }
    };
    let mut links = Vec::new();
    let mut activities = Vec::with_capacity(network.tasks.len());
    for (index, (task, dates)) in network.tasks.iter().zip(&free.dates).enumerate() {
        let role = network.people.iter().position(|(name, _)| *name == task.role);
        let works = task.works && !task.summary && !task.length.is_milestone();
        let at = minutes(network.start, dates.start);
        let given = !is_movable(task);
        activities.push(Activity {
            duration: if task.summary { 0 } else { minutes(dates.start, dates.finish) },
            demands: role
                .filter(|_| works)
                .map(|resource| Demand { resource, amount: 1 })
                .into_iter()
                .collect(),
            not_before: match (given, task.not_before) {
                (true, _) => at,
                (false, Some(moment)) => minutes(network.start, moment),
                (false, None) => 0,
            },
            start_by: given.then_some(at),
            ..Activity::default()
        });
        if given {
            continue;
        }
        let end = |finish| if finish { End::Finish } else { End::Start };
        links.extend(task.before.iter().map(|link| Least {
            from: link.task,
            from_end: end(link.kind.from_finish()),
            to: index,
            to_end: end(link.kind.to_finish()),
            lag: lag(link.lag),
            calendar: None,
        }));
    }
    let resources =
        network.people.iter().map(|(_, people)| Resource::constant(u32::from((*people).max(1)))).collect();
    Problem { activities, links, resources, calendars: Vec::new() }
}
