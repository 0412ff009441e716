//! The search for problems without greatest times: two populations, one of schedules pushed to the left, one pushed to
//! the right, each bred from the other (after Debels and Vanhoucke 2005, "A bi-population based genetic algorithm for
//! the RCPSP"). Every pass is half a forward-backward improvement. Nothing here depends on a clock.

use super::crossing::{One, Stretch};
use super::mirror::mirrored;
use super::net::Net;
use super::passes::Board;
use super::rules::{Ranks, drawn, repair};
use super::search::{Purse, Rest, Task};
use super::slots::at;
use super::windows::{NEVER, Windows};
use super::{Problem, Time};
use crate::plan::random::Random;

/// Schedules in each population at first.
const PEOPLE: usize = 20;
/// Schedules in each population at most.
const MOST: usize = 300;
/// After so many rounds without a better schedule, a third of the activities but at least this, all but the best are
/// drawn anew, half as many again.
const IDLE: usize = 8;
/// Neighbours in an order are exchanged so many times in a thousand.
const EXCHANGED: usize = 60;

/// One direction of time with what its passes need.
struct Direction {
    net: Net,
    ranks: Ranks,
    board: Board,
    people: Vec<One>,
    keys: Vec<u64>,
    order: Vec<u32>,
}

impl Direction {
    fn new(net: Net) -> Direction {
        Direction {
            ranks: Ranks::new(&net),
            board: Board::new(&net),
            people: Vec::new(),
            keys: Vec::new(),
            order: Vec::new(),
            net,
        }
    }

    /// Orders the activities by a key, the smallest first.
    fn sort(&mut self, key: impl Fn(usize) -> Time) {
        self.ranks.sorted(key, &mut self.keys, &mut self.order);
    }

    /// Puts predecessors first.
    fn mend(&mut self) {
        repair(self.net.count, &self.net.into, &mut self.order, |_| true);
    }

    /// Exchanges a few neighbours which no arc binds.
    fn shake(&mut self, random: &mut Random) {
        for place in 1..self.order.len() {
            if random.below(1000) >= EXCHANGED {
                continue;
            }
            let (before, after) = (at(&self.order, place - 1), at(&self.order, place));
            if !self.net.into.of(after as usize).iter().any(|arc| arc.other == before) {
                self.order.swap(place - 1, place);
            }
        }
    }

    /// A serial pass in the order.
    fn pass(&mut self, from: Time) -> Option<One> {
        let (last, late) = self.board.serial(&self.net, &self.order, from)?;
        Some(self.one(last - from, late))
    }

    fn one(&self, length: Time, late: i64) -> One {
        One { starts: self.board.starts.clone(), finishes: self.board.finishes.clone(), length, late }
    }

    /// Takes a child in the place of the schedule it may replace.
    fn take_in(&mut self, place: usize, child: One) {
        match self.people.get_mut(place) {
            Some(old) if child.rank() <= old.rank() => *old = child,
            Some(_) => {}
            None => self.people.push(child),
        }
    }
}

/// The best schedule so far.
struct Best {
    one: Option<One>,
    bound: Time,
}

impl Best {
    fn keep(&mut self, one: &One) {
        if self.one.as_ref().is_none_or(|best| one.rank() < best.rank()) {
            self.one = Some(one.clone());
        }
    }

    fn is_shortest(&self) -> bool {
        self.one.as_ref().is_some_and(|best| best.rank() <= (0, self.bound))
    }

    fn is_late(&self) -> bool {
        self.one.as_ref().is_none_or(|best| best.late > 0)
    }
}

/// The best schedule that was found; `None` when all were late for some date. After `limit` schedules it may `rest`.
pub fn search(task: &Task, has_dates: bool, (rest, limit): (Rest, u64), purse: &mut Purse) -> Option<One> {
    let net = task.net;
    let mut forward = Direction::new(net.clone());
    let mut backward = Direction::new(Net::new(&mirrored(task.problem, net.horizon), net.horizon));
    if has_dates {
        forward.net.hold(task.windows);
        backward.net.hold(&turned(net, task.windows));
    }
    let weights = weights(task.problem);
    let mut random = Random::seeded(task.seed);
    let mut best = Best { one: None, bound: task.bound };
    for one in &task.known {
        best.keep(one);
    }
    forward.people.clone_from(&task.known);
    ruled(&mut forward, task, has_dates, &mut best, purse);
    let mut size = PEOPLE;
    let (mut idle, mut last) = (0, None);
    while drawn_up_to(size, &mut forward, task, &mut random, &mut best, purse) {
        let goes_on = breed(&mut forward, &mut backward, false, &weights, &mut random, &mut best, purse)
            && breed(&mut backward, &mut forward, true, &weights, &mut random, &mut best, purse);
        if !goes_on || (purse.spent() > limit && (rest == Rest::Stop || best.is_late())) {
            break;
        }
        let now = best.one.as_ref().map(One::rank);
        idle = if now == last { idle + 1 } else { 0 };
        last = now;
        if idle > IDLE.max(net.count / 3) {
            idle = 0;
            size = (size + size / 2).min(MOST);
            forward.people.clear();
            backward.people.clear();
            forward.people.extend(best.one.clone());
        }
    }
    best.one.filter(|one| one.late == 0)
}

/// Latest starts seen from the end.
fn turned(net: &Net, windows: &Windows) -> Windows {
    let turn = |one: usize, start: Time| net.horizon - net.finish(one, start);
    Windows {
        earliest: (0..net.count)
            .map(|one| match at(&windows.latest, one) {
                latest if latest < NEVER => turn(one, latest),
                _ => 0,
            })
            .collect(),
        latest: (0..net.count).map(|one| turn(one, at(&windows.earliest, one))).collect(),
    }
}

/// One schedule for each priority rule and scheme.
fn ruled(forward: &mut Direction, task: &Task, has_dates: bool, best: &mut Best, purse: &mut Purse) {
    for rule in task.measures.rules() {
        for is_serial in [true, false] {
            if best.is_shortest() || (!is_serial && has_dates) || !purse.spend() {
                continue;
            }
            forward.sort(|one| at(rule, one));
            // Not every rule puts predecessors first.
            forward.mend();
            let one = if is_serial {
                forward.pass(0)
            } else {
                forward.board.parallel(task.net, &forward.order).map(|last| forward.one(last, 0))
            };
            if let Some(one) = one {
                best.keep(&one);
                forward.people.push(one);
            }
        }
    }
}

/// Fills a population with drawn orders; false when the search is over.
fn drawn_up_to(
    size: usize,
    forward: &mut Direction,
    task: &Task,
    random: &mut Random,
    best: &mut Best,
    purse: &mut Purse,
) -> bool {
    let mut failed = 0;
    let rules = task.measures.rules();
    while forward.people.len() < size && failed < MOST {
        if best.is_shortest() || !purse.spend() {
            return false;
        }
        let rule = rules.get(random.below(3)).copied().unwrap_or_default();
        drawn(task.net, &forward.ranks, rule, random, &mut forward.order);
        match forward.pass(0) {
            None => failed += 1,
            Some(one) => {
                best.keep(&one);
                forward.people.push(one);
            }
        }
    }
    !forward.people.is_empty()
}

/// Breeds one population from the other; false when the search is over.
fn breed(
    source: &mut Direction,
    target: &mut Direction,
    is_forward: bool,
    weights: &[u32],
    random: &mut Random,
    best: &mut Best,
    purse: &mut Purse,
) -> bool {
    let horizon = source.net.horizon;
    let leader = source.people.iter().enumerate().min_by_key(|(_, one)| one.rank()).map_or(0, |one| one.0);
    for (place, father) in source.people.iter().enumerate() {
        if best.is_shortest() || !purse.spend() {
            return false;
        }
        let mut draw = || source.people.get(random.below(source.people.len())).unwrap_or(father);
        let (one, other) = (draw(), draw());
        let mother = if one.rank() <= other.rank() { one } else { other };
        if place == leader {
            // The best alone, pushed the other way: forward-backward improvement.
            target.sort(|one| -at(&father.finishes, one));
        } else {
            let stretch = Stretch::busy(father, weights, random);
            target.sort(|one| stretch.key(father, mother, one, horizon));
        }
        if target.ranks.leads {
            target.mend();
        }
        if place != leader {
            target.shake(random);
        }
        let from = if is_forward { 0 } else { horizon - father.length };
        let Some(child) = target.pass(from) else { continue };
        if is_forward {
            best.keep(&child);
        }
        target.take_in(place, child);
    }
    !target.people.is_empty()
}

/// The work of each activity in thousandths of what the resources could do, over all of them.
fn weights(problem: &Problem) -> Vec<u32> {
    let most = |resource: usize| {
        let steps = problem.resources.get(resource).map(|one| one.capacity.as_slice()).unwrap_or_default();
        u64::from(steps.iter().map(|step| step.amount).max().unwrap_or(0).max(1))
    };
    let weight = |one: &super::Activity| {
        let shares = one.demands.iter().map(|need| u64::from(need.amount) * 1000 / most(need.resource));
        u32::try_from(shares.sum::<u64>() * one.duration.unsigned_abs() as u64).unwrap_or(u32::MAX)
    };
    problem.activities.iter().map(weight).collect()
}
