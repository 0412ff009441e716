//! The order of the work: check, rule out, search, tidy up, explain.

use super::bound;
use super::branch::{self, Branch};
use super::check::{self, Unusable};
use super::crossing::One;
use super::net::Net;
use super::rules::{Measures, Ranks};
use super::slots::at;
use super::windows::{NEVER, Windows, windows};
use super::{Levelled, Outcome, Problem, Search, Time, conflict, explain, lags, population};

/// The budget: schedules that are left, and the caller's word.
pub struct Purse<'a> {
    limit: u64,
    spent: u64,
    is_stopped: bool,
    keep_going: &'a mut dyn FnMut() -> bool,
}

impl<'a> Purse<'a> {
    /// For so many schedules, while the caller says so.
    pub fn new(limit: u64, keep_going: &'a mut dyn FnMut() -> bool) -> Purse<'a> {
        Purse { limit, spent: 0, is_stopped: false, keep_going }
    }

    /// Pays for one schedule; false when the budget is spent. The first is always granted.
    pub fn spend(&mut self) -> bool {
        if self.is_stopped || (self.spent > 0 && (self.spent >= self.limit || !(self.keep_going)())) {
            self.is_stopped = true;
            return false;
        }
        self.spent += 1;
        true
    }

    /// Schedules so far.
    pub fn spent(&self) -> u64 {
        self.spent
    }

    /// Whether the budget is spent.
    pub fn is_empty(&self) -> bool {
        self.is_stopped
    }
}

/// Schedules that the search for problems without greatest times tries before it gives up on latest starts.
const PATIENCE: u64 = 2000;

/// What the search for problems without greatest times does after so many schedules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// It stops.
    Stop,
    /// It stops when all its schedules are late for some date.
    StopWhenLate,
}

/// What a search is about.
pub struct Task<'a> {
    /// The compiled problem.
    pub net: &'a Net,
    /// The problem.
    pub problem: &'a Problem,
    /// Earliest and latest starts.
    pub windows: &'a Windows,
    /// What the rules look at.
    pub measures: &'a Measures,
    /// Schedules that are known.
    pub known: Vec<One>,
    /// No schedule is shorter.
    pub bound: Time,
    /// The seed.
    pub seed: u64,
}

/// Schedules all activities so that the last finish is as early as could be found.
///
/// `keep_going` is asked before every schedule but the first; the search ends when it says no, when `search.schedules`
/// are spent, or when the schedule is known to be one of the shortest. Without greatest times, latest starts and latest
/// finishes the answer is never [`Outcome::Undecided`].
///
/// The result is never later than any of `search.known` that is still valid, so that a caller who adds a person and
/// hands in the earlier schedule never gets a later finish.
///
/// # Errors
///
/// [`Unusable`] when indices or numbers make no sense.
pub fn level(
    problem: &Problem,
    search: &Search,
    keep_going: &mut dyn FnMut() -> bool,
) -> Result<Outcome, Unusable> {
    let horizon = check::horizon(problem)?;
    let net = Net::new(problem, horizon);
    let mut purse = Purse::new(search.schedules, keep_going);
    let windows = match windows(&net, problem) {
        Ok(windows) => windows,
        Err(conflict) => return Ok(Outcome::Infeasible(conflict)),
    };
    if let Some(conflict) = conflict::at_once(&net, problem, &windows) {
        return Ok(Outcome::Infeasible(conflict));
    }
    let ranks = Ranks::new(&net);
    let tails = bound::tails(&net, &ranks.order);
    let bound = bound::bound(&net, problem, &windows.earliest, &tails);
    let measures = Measures::new(&net, &ranks, &tails);
    let known = known(&net, problem, &windows, &search.known);
    let has_dates = windows.latest.iter().any(|latest| *latest < NEVER);
    let mut task =
        Task { net: &net, problem, windows: &windows, measures: &measures, known, bound, seed: search.seed };
    // Where an activity may start before one that it waits for, no order of a serial scheme may lead to the shortest
    // schedule; small problems of that kind go on to the exact search.
    let goes_on = ranks.leads && !ranks.loops && Branch::new(&net, problem, &windows, &[]).is_some();
    let mut found = Found::Nothing;
    if !ranks.loops {
        let limit = PATIENCE.min(search.schedules / 2);
        let rest = if goes_on { Rest::Stop } else { Rest::StopWhenLate };
        let one = population::search(&task, has_dates, (rest, limit), &mut purse);
        if goes_on {
            task.known.extend(one);
        } else {
            found = one.into();
        }
    }
    if matches!(found, Found::Nothing) {
        found = lags::search(&task, &mut purse);
    }
    Ok(match found {
        Found::Schedule { one, is_shortest } => {
            let bound = if is_shortest { None } else { Some(bound) };
            let mut levelled = finished(&net, &windows, one, bound, purse.spent);
            if search.explains {
                levelled.delays = explain::delays(&net, problem, &windows, &levelled.starts);
            }
            Outcome::Levelled(levelled)
        }
        Found::Nothing => Outcome::Undecided { schedules: purse.spent },
        Found::Impossible => {
            // As much again to find a small reason.
            purse.limit = purse.spent.saturating_mul(2).saturating_add(100);
            Outcome::Infeasible(branch::core(&net, problem, &windows, &mut purse))
        }
    })
}

/// What the search for a schedule came to.
pub enum Found {
    /// A schedule.
    Schedule {
        /// It.
        one: One,
        /// Whether the exact search has shown that none is shorter.
        is_shortest: bool,
    },
    /// None within the budget.
    Nothing,
    /// None at all.
    Impossible,
}

impl From<Option<One>> for Found {
    fn from(one: Option<One>) -> Found {
        one.map_or(Found::Nothing, |one| Found::Schedule { one, is_shortest: false })
    }
}

/// The known schedules that keep every limit.
fn known(net: &Net, problem: &Problem, windows: &Windows, known: &[Vec<Time>]) -> Vec<One> {
    known
        .iter()
        .filter(|starts| is_valid(net, problem, windows, starts))
        .map(|starts| one(net, starts))
        .collect()
}

/// A schedule with its finishes.
pub fn one(net: &Net, starts: &[Time]) -> One {
    let finishes: Vec<Time> = (0..net.count).map(|one| net.finish(one, at(starts, one))).collect();
    One { starts: starts.to_vec(), length: finishes.iter().copied().max().unwrap_or(0), finishes, late: 0 }
}

/// Whether a schedule keeps every arc, date, calendar and capacity.
fn is_valid(net: &Net, problem: &Problem, windows: &Windows, starts: &[Time]) -> bool {
    if starts.len() != net.count || starts.iter().any(|start| *start > net.horizon) {
        return false;
    }
    let mut profile = net.base.clone();
    (0..problem.activities.len()).all(|one| {
        let start = at(starts, one);
        let is_in = at(&windows.earliest, one) <= start && start <= at(&windows.latest, one);
        let is_after =
            || net.into.of(one).iter().all(|arc| net.after(arc, at(starts, arc.other as usize)) <= start);
        let fits = is_in && is_after() && net.runs_at(&profile, one, start);
        if fits {
            net.take(&mut profile, one, start);
        }
        fits
    })
}

/// The schedule settled; without a bound it is one of the shortest.
fn finished(net: &Net, windows: &Windows, found: One, bound: Option<Time>, schedules: u64) -> Levelled {
    let mut starts = found.starts;
    explain::settle(net, windows, &mut starts);
    let settled = one(net, &starts);
    Levelled {
        delays: Vec::new(),
        makespan: settled.length,
        bound: bound.unwrap_or(settled.length),
        starts,
        finishes: settled.finishes,
        schedules,
    }
}
