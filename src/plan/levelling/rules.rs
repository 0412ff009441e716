//! Orders in which a schedule generation scheme takes the activities: priority rules, and the repair of an order.
//! It places nothing in time.

use super::Time;
use super::net::{Arc, Net};
use super::slots::{Lists, at, put};
use crate::plan::random::Random;

/// An order of the activities that keeps to the arcs, and how far that can be done.
#[derive(Debug, Clone, Default)]
pub struct Ranks {
    /// The activities in an order in which no arc leads back, as far as there is one.
    pub order: Vec<u32>,
    /// Whether an order by start may break an arc, because an arc has a negative length.
    pub leads: bool,
    /// Whether no order keeps all arcs: some are greatest times.
    pub loops: bool,
}

impl Ranks {
    /// Orders the activities by arcs, the first in the problem's list first.
    pub fn new(net: &Net) -> Ranks {
        let mut open: Vec<usize> = (0..net.count).map(|one| net.into.of(one).len()).collect();
        let mut ready: std::collections::BinaryHeap<std::cmp::Reverse<usize>> =
            (0..net.count).filter(|one| at(&open, *one) == 0).map(std::cmp::Reverse).collect();
        let mut order = Vec::with_capacity(net.count);
        while let Some(std::cmp::Reverse(one)) = ready.pop() {
            order.push(one as u32);
            for arc in net.out.of(one) {
                let other = arc.other as usize;
                let left = at(&open, other).saturating_sub(1);
                put(&mut open, other, left);
                if left == 0 {
                    ready.push(std::cmp::Reverse(other));
                }
            }
        }
        let loops = order.len() < net.count;
        if loops {
            order = (0..net.count as u32).collect();
        }
        let leads = (0..net.count)
            .any(|one| net.out.of(one).iter().any(|arc| arc.weight < 0 || arc.varying.is_some()));
        Ranks { order, leads, loops }
    }

    /// The activities by key, the smallest first; equal keys in the order of the arcs.
    pub fn sorted(&self, key: impl Fn(usize) -> Time, keys: &mut Vec<u64>, order: &mut Vec<u32>) {
        keys.clear();
        for (rank, one) in (0_u64..).zip(&self.order) {
            let biased = (i64::from(key(*one as usize)) - i64::from(Time::MIN)) as u64;
            keys.push(biased << 32 | rank);
        }
        keys.sort_unstable();
        order.clear();
        order.extend(keys.iter().map(|key| at(&self.order, (*key & 0xFFFF_FFFF) as usize)));
    }
}

/// Moves activities back so that everything which must be placed before comes before; `first` says which arcs count.
pub fn repair(count: usize, into: &Lists<Arc>, order: &mut Vec<u32>, first: impl Fn(&Arc) -> bool) {
    let mut seen = vec![false; count];
    let mut done: Vec<u32> = Vec::with_capacity(order.len());
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for one in order.iter() {
        if at(&seen, *one as usize) {
            continue;
        }
        put(&mut seen, *one as usize, true);
        stack.push((*one as usize, 0));
        while let Some((here, next)) = stack.pop() {
            match into.of(here).get(next) {
                None => done.push(here as u32),
                Some(arc) => {
                    stack.push((here, next + 1));
                    let other = arc.other as usize;
                    if first(arc) && !at(&seen, other) {
                        put(&mut seen, other, true);
                        stack.push((other, 0));
                    }
                }
            }
        }
    }
    *order = done;
}

/// What the priority rules look at, for each activity.
#[derive(Debug, Clone)]
pub struct Measures {
    /// Latest finish towards the critical path's end.
    pub latest_finish: Vec<Time>,
    /// Latest start towards the critical path's end.
    pub latest_start: Vec<Time>,
    /// Activities that come after, directly or not, as a negative number.
    pub followers: Vec<Time>,
    /// Direct followers' durations and its own, as a negative number: greatest rank positional weight.
    pub weight: Vec<Time>,
}

impl Measures {
    /// Works the measures out; `tails` is the least time from each start to the end of everything.
    pub fn new(net: &Net, ranks: &Ranks, tails: &[Time]) -> Measures {
        let latest_start: Vec<Time> = tails.iter().map(|tail| net.horizon - tail).collect();
        let latest_finish =
            (0..net.count).map(|one| at(&latest_start, one) + at(&net.durations, one)).collect();
        let words = net.count.div_ceil(64);
        let mut sets: Vec<Vec<u64>> = vec![Vec::new(); net.count];
        for one in ranks.order.iter().rev() {
            let mut set = vec![0_u64; words];
            for arc in net.out.of(*one as usize) {
                let other = arc.other as usize;
                if let Some(word) = set.get_mut(other / 64) {
                    *word |= 1 << (other % 64);
                }
                for (word, more) in set.iter_mut().zip(sets.get(other).map(Vec::as_slice).unwrap_or_default())
                {
                    *word |= more;
                }
            }
            put(&mut sets, *one as usize, set);
        }
        let followers = sets
            .iter()
            .map(|set| -(set.iter().map(|word| word.count_ones() as Time).sum::<Time>()))
            .collect();
        let weight = (0..net.count)
            .map(|one| {
                let after = net.out.of(one).iter().map(|arc| at(&net.durations, arc.other as usize));
                -(at(&net.durations, one).saturating_add(after.fold(0, Time::saturating_add)))
            })
            .collect();
        Measures { latest_finish, latest_start, followers, weight }
    }

    /// The rules, best first.
    pub fn rules(&self) -> [&[Time]; 4] {
        [&self.latest_finish, &self.latest_start, &self.followers, &self.weight]
    }
}

/// An order drawn by regret: activities whose predecessors are in it, those that a rule wants first most often.
pub fn drawn(net: &Net, ranks: &Ranks, rule: &[Time], random: &mut Random, order: &mut Vec<u32>) {
    let mut open: Vec<usize> = (0..net.count).map(|one| net.into.of(one).len()).collect();
    let mut ready: Vec<u32> =
        ranks.order.iter().copied().filter(|one| at(&open, *one as usize) == 0).collect();
    order.clear();
    while !ready.is_empty() {
        // The better of three draws: mostly what the rule wants, never only that.
        let place = (0..3)
            .map(|_| random.below(ready.len()))
            .min_by_key(|place| at(rule, at(&ready, *place) as usize))
            .unwrap_or(0);
        let one = ready.swap_remove(place);
        order.push(one);
        for arc in net.out.of(one as usize) {
            let other = arc.other as usize;
            let left = at(&open, other).saturating_sub(1);
            put(&mut open, other, left);
            if left == 0 {
                ready.push(arc.other);
            }
        }
    }
}
