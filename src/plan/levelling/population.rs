//! The search for problems without greatest times: two populations, one of schedules pushed to the left, one pushed to
//! the right, each bred from the other (after Debels and Vanhoucke 2005, "A bi-population based genetic algorithm for
//! the RCPSP"). Every pass is half a forward-backward improvement. Nothing here depends on a clock.

use super::crossing::{One, Stretch};
use super::mirror::mirrored;
use super::net::Net;
use super::passes::Board;
use super::rules::{Measures, Ranks, drawn, repair};
use super::search::Purse;
use super::slots::at;
use super::{Problem, Time};
use crate::plan::random::Random;

/// Schedules in each population.
const PEOPLE: usize = 30;
/// One child in so many is its father alone, pushed the other way.
const ALONE: usize = 8;

/// One direction of time with what its passes need.
struct Direction {
    net: Net,
    ranks: Ranks,
    board: Board,
    people: Vec<One>,
}

impl Direction {
    fn new(net: Net) -> Direction {
        Direction { ranks: Ranks::new(&net), board: Board::new(&net), people: Vec::new(), net }
    }

    /// A serial pass in an order.
    fn pass(&mut self, order: &mut Vec<u32>, from: Time) -> Option<One> {
        if self.ranks.leads {
            repair(self.net.count, &self.net.into, order, |_| true);
        }
        let last = self.board.serial(&self.net, order, from)?;
        Some(One {
            starts: self.board.starts.clone(),
            finishes: self.board.finishes.clone(),
            length: last - from,
        })
    }
}

/// What the search leaves: the best schedule, if any pass came to an end.
pub fn search(
    net: &Net,
    problem: &Problem,
    measures: &Measures,
    known: Vec<One>,
    bound: Time,
    seed: u64,
    purse: &mut Purse,
) -> Option<One> {
    let mut forward = Direction::new(net.clone());
    let mut backward = Direction::new(Net::new(&mirrored(problem, net.horizon), net.horizon));
    let weights = weights(problem);
    let mut random = Random::seeded(seed);
    let mut best: Option<One> = None;
    let (mut keys, mut order) = (Vec::new(), Vec::new());
    let is_done = |best: &Option<One>| best.as_ref().is_some_and(|best| best.length <= bound);
    forward.people = known;
    for one in &forward.people {
        keep(&mut best, one);
    }
    let rules = measures.rules();
    for turn in 0.. {
        if forward.people.len() >= PEOPLE || turn > 10 * PEOPLE || is_done(&best) || !purse.spend() {
            break;
        }
        let rule = rules.get(turn / 2).copied();
        let one = match (rule, turn % 2) {
            (Some(rule), 0) => {
                forward.ranks.sorted(|one| at(rule, one), &mut keys, &mut order);
                // Not every rule puts predecessors first.
                repair(net.count, &net.into, &mut order, |_| true);
                forward.pass(&mut order, 0)
            }
            (Some(rule), _) => {
                forward.ranks.sorted(|one| at(rule, one), &mut keys, &mut order);
                let last = forward.board.parallel(net, &order);
                last.map(|length| One {
                    starts: forward.board.starts.clone(),
                    finishes: forward.board.finishes.clone(),
                    length,
                })
            }
            (None, _) => {
                drawn(net, &forward.ranks, &measures.latest_finish, &mut random, &mut order);
                forward.pass(&mut order, 0)
            }
        };
        let Some(one) = one else { continue };
        keep(&mut best, &one);
        forward.people.push(one);
    }
    let horizon = net.horizon;
    let (mut source, mut target) = (&mut forward, &mut backward);
    let mut is_forward = false;
    'search: loop {
        let leader = source.people.iter().enumerate().min_by_key(|(_, one)| one.length).map_or(0, |one| one.0);
        for place in 0..source.people.len() {
            if is_done(&best) || !purse.spend() {
                break 'search;
            }
            let Some(father) = source.people.get(place) else { break };
            if place == leader || random.below(ALONE) == 0 {
                target.ranks.sorted(|one| -at(&father.finishes, one), &mut keys, &mut order);
            } else {
                let rivals = (random.below(source.people.len()), random.below(source.people.len()));
                let (one, other) = (source.people.get(rivals.0), source.people.get(rivals.1));
                let Some((one, other)) = one.zip(other) else { break };
                let mother = if one.length <= other.length { one } else { other };
                let stretch = Stretch::busy(father, &weights, &mut random);
                let key = |one| stretch.key(father, mother, one, horizon);
                target.ranks.sorted(key, &mut keys, &mut order);
            }
            let from = if is_forward { 0 } else { horizon - father.length };
            let Some(child) = target.pass(&mut order, from) else { continue };
            if is_forward {
                keep(&mut best, &child);
            }
            match target.people.get_mut(place) {
                Some(old) => *old = child,
                None => target.people.push(child),
            }
        }
        if target.people.is_empty() {
            break;
        }
        std::mem::swap(&mut source, &mut target);
        is_forward = !is_forward;
    }
    best
}

fn keep(best: &mut Option<One>, one: &One) {
    if best.as_ref().is_none_or(|best| one.length < best.length) {
        *best = Some(one.clone());
    }
}

/// The work of each activity in thousandths of what the resources could do, over all of them.
fn weights(problem: &Problem) -> Vec<u32> {
    let most = |resource: usize| {
        let steps = problem.resources.get(resource).map(|one| one.capacity.as_slice()).unwrap_or_default();
        u64::from(steps.iter().map(|step| step.amount).max().unwrap_or(0).max(1))
    };
    problem
        .activities
        .iter()
        .map(|one| {
            let shares = one.demands.iter().map(|need| u64::from(need.amount) * 1000 / most(need.resource));
            u32::try_from(shares.sum::<u64>() * one.duration as u64).unwrap_or(u32::MAX)
        })
        .collect()
}
