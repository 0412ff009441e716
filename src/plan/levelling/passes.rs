//! The two schedule generation schemes for problems without greatest times: serial (each activity in turn as early as it
//! can) and parallel (at each time whatever can start). They search nothing.

use super::Time;
use super::net::{FREE, Net};
use super::profile::{Packed, Profile};
use super::slots::{at, put};
use std::collections::BTreeMap;

/// A schedule under construction; kept between passes, so that none asks for memory.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// Start of each activity.
    pub starts: Vec<Time>,
    /// Finish of each activity.
    pub finishes: Vec<Time>,
    /// What is left.
    pub profile: Profile,
}

impl Board {
    /// For the activities of a compiled problem.
    pub fn new(net: &Net) -> Board {
        Board { starts: vec![0; net.count], finishes: vec![0; net.count], profile: net.base.clone() }
    }

    /// The earliest start by arcs from activities that are placed.
    #[inline]
    pub fn ready(&self, net: &Net, activity: usize, from: Time) -> Time {
        let mut start = at(&net.release, activity).max(from);
        for arc in net.into.of(activity) {
            start = start.max(net.after(arc, at(&self.starts, arc.other as usize)));
        }
        start
    }

    fn place(&mut self, net: &Net, activity: usize, start: Time) -> Time {
        let finish = net.take(&mut self.profile, activity, start);
        put(&mut self.starts, activity, start);
        put(&mut self.finishes, activity, finish);
        finish
    }

    /// Serial scheme: the order keeps to the arcs; nothing starts before `from`. Returns the last finish, and by how
    /// many units in all activities start after their latest starts.
    pub fn serial(&mut self, net: &Net, order: &[u32], from: Time) -> Option<(Time, i64)> {
        self.profile.clone_from(&net.base);
        let (mut last, mut late) = (0, 0);
        for one in order {
            let activity = *one as usize;
            let ready = self.ready(net, activity, from);
            let held = at(&net.held, activity);
            if held != FREE {
                // What is late for it counts against the activities before it, whose latest starts follow from it.
                let finish = net.finish(activity, held);
                put(&mut self.starts, activity, held);
                put(&mut self.finishes, activity, finish);
                last = last.max(finish);
                continue;
            }
            let start = net.earliest(&self.profile, activity, ready)?;
            late += i64::from((start - at(&net.latest, activity)).max(0));
            last = last.max(self.place(net, activity, start));
        }
        Some((last, late))
    }

    /// Parallel scheme: at each time, activities that could start are taken in the order of `priority`. It knows no latest
    /// starts.
    pub fn parallel(&mut self, net: &Net, priority: &[u32]) -> Option<Time> {
        self.profile.clone_from(&net.base);
        let mut open: Vec<usize> = (0..net.count).map(|one| net.into.of(one).len()).collect();
        let mut ready: Vec<Time> = vec![Time::MAX; net.count];
        for (one, open) in open.iter().enumerate() {
            if *open == 0 {
                put(&mut ready, one, self.ready(net, one, 0));
            }
        }
        let mut waiting: Vec<u32> = priority.to_vec();
        let (mut time, mut last) = (0, 0);
        let mut refused = Refused::new(net);
        while !waiting.is_empty() {
            let mut opened = false;
            let mut next = Time::MAX;
            let mut left = Vec::with_capacity(waiting.len());
            for one in &waiting {
                let activity = *one as usize;
                let begin = at(&ready, activity);
                if begin > time {
                    next = next.min(begin);
                    left.push(*one);
                    continue;
                }
                if refused.covers(net, activity) {
                    left.push(*one);
                    continue;
                }
                if net.earliest(&self.profile, activity, time)? > time {
                    refused.add(net, activity);
                    left.push(*one);
                    continue;
                }
                last = last.max(self.place(net, activity, time));
                for arc in net.out.of(activity) {
                    let other = arc.other as usize;
                    let fewer = at(&open, other).saturating_sub(1);
                    put(&mut open, other, fewer);
                    if fewer == 0 {
                        let begin = self.ready(net, other, 0);
                        put(&mut ready, other, begin);
                        if begin > time {
                            next = next.min(begin);
                        }
                        opened |= begin <= time;
                    }
                }
            }
            waiting = left;
            // What was placed at this time may have let others start at it.
            if opened || waiting.is_empty() {
                continue;
            }
            // Of those alike the shortest opens first.
            let shortest = refused.shortest.iter();
            let opens = shortest.filter_map(|one| net.earliest(&self.profile, *one, time + 1)).min();
            refused.clear();
            time = next.min(opens.unwrap_or(Time::MAX));
            if time >= Time::MAX / 4 {
                return None;
            }
        }
        Some(last)
    }
}

/// Activities that found no room at a time. What asks for the same and takes as long finds none either, however much is
/// placed at that time meanwhile, so that thousands that wait for one resource are not tried one by one.
struct Refused {
    /// For each activity the first that asks for the same; whoever pauses stands for itself.
    like: Vec<usize>,
    /// For each of those first ones the least duration that found no room.
    least: Vec<Time>,
    /// The activities with those durations.
    shortest: Vec<usize>,
}

impl Refused {
    fn new(net: &Net) -> Refused {
        let mut first: BTreeMap<&[Packed], usize> = BTreeMap::new();
        let like = (0..net.count).map(|one| match net.spans(one) {
            Some(_) => one,
            None => *first.entry(net.demands.of(one)).or_insert(one),
        });
        Refused { like: like.collect(), least: vec![Time::MAX; net.count], shortest: Vec::new() }
    }

    fn covers(&self, net: &Net, activity: usize) -> bool {
        at(&self.least, at(&self.like, activity)) <= at(&net.durations, activity)
    }

    /// Takes one that is not covered.
    fn add(&mut self, net: &Net, activity: usize) {
        let like = at(&self.like, activity);
        self.shortest.retain(|one| at(&self.like, *one) != like);
        self.shortest.push(activity);
        put(&mut self.least, like, at(&net.durations, activity));
    }

    fn clear(&mut self) {
        for one in self.shortest.drain(..) {
            put(&mut self.least, at(&self.like, one), Time::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::levelling::{Activity, Demand, Link, Problem, Resource};
    use proptest::prelude::*;

    /// The parallel scheme as it is told: unit by unit, every activity is tried as often as something is placed.
    fn plain(net: &Net, priority: &[u32]) -> Vec<Time> {
        let mut board = Board::new(net);
        let mut placed = vec![false; net.count];
        let mut time = 0;
        while placed.contains(&false) {
            let can = |board: &Board, placed: &[bool], one: usize| {
                let waits = net.into.of(one).iter().any(|arc| !placed[arc.other as usize]);
                !placed[one]
                    && !waits
                    && board.ready(net, one, 0) <= time
                    && net.runs_at(&board.profile, one, time)
            };
            let mut found = true;
            while found {
                found = false;
                for one in priority.iter().map(|one| *one as usize) {
                    if can(&board, &placed, one) {
                        board.place(net, one, time);
                        (placed[one], found) = (true, true);
                    }
                }
            }
            time += 1;
        }
        board.starts
    }

    proptest! {
        #[test]
        fn the_parallel_scheme_is_the_plain_one(
            activities in proptest::collection::vec((0..9_i32, 0..4_u32, 0..4_u32, 0..3_usize, any::<prop::sample::Index>()), 1..25),
            capacity in 3..9_u32,
        ) {
            let mut problem = Problem { resources: vec![Resource::constant(capacity); 2], ..Problem::default() };
            for (place, (duration, one, other, links, before)) in activities.iter().enumerate() {
                let demands = [(0, *one), (1, *other)].map(|(resource, amount)| Demand { resource, amount }).to_vec();
                problem.activities.push(Activity { duration: *duration, demands, ..Activity::default() });
                if place > 0 && *links > 0 {
                    problem.links.push(Link::finish_start(before.index(place), place, 0));
                }
            }
            let net = Net::new(&problem, 1000);
            let order: Vec<u32> = (0..net.count as u32).collect();
            let mut board = Board::new(&net);
            let last = board.parallel(&net, &order);
            prop_assert_eq!(last, board.finishes.iter().copied().max());
            prop_assert_eq!(&board.starts, &plain(&net, &order));
        }
    }
}
