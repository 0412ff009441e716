//! A problem compiled for speed: arcs between starts, demands packed into words, capacities as steps.
//! It decides nothing; every number of it follows from the problem alone.

use super::profile::{Packed, Profile};
use super::slots::{Lists, at, put};
use super::spans::Spans;
use super::windows::{NEVER, Windows};
use super::{End, Link, Problem, Time};

/// An activity that can move.
pub const FREE: Time = -1;

/// A least time between two starts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Arc {
    /// The other activity.
    pub other: u32,
    /// Units from start to start, where that is a constant.
    pub weight: Time,
    /// The link, where the units depend on the calendar.
    pub varying: Option<u32>,
}

/// The compiled problem.
#[derive(Debug, Clone)]
pub struct Net {
    /// Activities.
    pub count: usize,
    /// A time by which everything could be done.
    pub horizon: Time,
    /// Open units of each.
    pub durations: Vec<Time>,
    /// Packed demands of each; none for milestones.
    pub demands: Lists<Packed>,
    /// Arcs into each.
    pub into: Lists<Arc>,
    /// Arcs out of each.
    pub out: Lists<Arc>,
    /// Earliest start by its own date.
    pub release: Vec<Time>,
    /// Free amounts before anything is placed; less what [`Net::hold`] has taken.
    pub base: Profile,
    /// The start of each activity that cannot move, once held; [`FREE`] for the others.
    pub held: Vec<Time>,
    /// Latest start of each, once held.
    pub latest: Vec<Time>,
    /// Calendar of each, from 1; 0 for none.
    pub calendar_of: Vec<usize>,
    /// The closed spans of each calendar.
    pub calendars: Vec<Spans>,
    /// The links, for arcs whose length depends on the calendar.
    pub links: Vec<Link>,
}

impl Net {
    /// Compiles a checked problem.
    pub fn new(problem: &Problem, horizon: Time) -> Net {
        let count = problem.activities.len();
        let calendars: Vec<Spans> = problem.calendars.iter().map(Spans::new).collect();
        let calendar_of: Vec<usize> =
            problem.activities.iter().map(|activity| activity.calendar.map_or(0, |one| one + 1)).collect();
        let durations: Vec<Time> = problem.activities.iter().map(|activity| activity.duration).collect();
        let mut into = vec![Vec::new(); count];
        let mut out = vec![Vec::new(); count];
        for (place, link) in problem.links.iter().enumerate() {
            let arc = arc(link, place, &durations, &calendar_of);
            if let (Some(into), Some(out)) = (into.get_mut(link.to), out.get_mut(link.from)) {
                into.push(Arc { other: link.from as u32, ..arc });
                out.push(Arc { other: link.to as u32, ..arc });
            }
        }
        let lanes = Lanes::of(problem);
        let demands: Vec<Vec<Packed>> = problem
            .activities
            .iter()
            .map(|activity| {
                let mut words: Vec<Packed> = Vec::new();
                let demands = activity.demands.iter().filter(|one| one.amount > 0 && activity.duration > 0);
                for demand in demands {
                    let (word, amount) = lanes.pack(demand.resource, demand.amount);
                    match words.iter_mut().find(|one| one.0 == word) {
                        Some(one) => one.1 += amount,
                        None => words.push((word, amount)),
                    }
                }
                words
            })
            .collect();
        Net {
            count,
            horizon,
            durations,
            demands: Lists::new(&demands),
            into: Lists::new(&into),
            out: Lists::new(&out),
            release: problem.activities.iter().map(|activity| activity.not_before).collect(),
            base: lanes.profile(problem),
            held: vec![FREE; count],
            latest: vec![NEVER; count],
            calendar_of,
            calendars,
            links: problem.links.clone(),
        }
    }

    /// Compiles a checked problem so that its durations may be changed; every arc is worked out when it is asked for.
    pub fn of_changing_durations(problem: &Problem, horizon: Time) -> Net {
        let mut net = Net::new(problem, horizon);
        let vary = |place: usize, link: &Link, other: usize| {
            let duration = |one: usize| at(&net.durations, one);
            let from = if link.from_end == End::Finish { duration(link.from) } else { 0 };
            let to = if link.to_end == End::Finish { duration(link.to) } else { 0 };
            Arc { other: other as u32, weight: from + link.lag - to, varying: Some(place as u32) }
        };
        let (mut into, mut out) = (vec![Vec::new(); net.count], vec![Vec::new(); net.count]);
        for (place, link) in problem.links.iter().enumerate() {
            if let (Some(into), Some(out)) = (into.get_mut(link.to), out.get_mut(link.from)) {
                into.push(vary(place, link, link.from));
                out.push(vary(place, link, link.to));
            }
        }
        (net.into, net.out) = (Lists::new(&into), Lists::new(&out));
        net
    }

    /// Takes what activities that cannot move need, before any pass; they fit, for windows have been checked.
    pub fn hold(&mut self, windows: &Windows) {
        self.latest.clone_from(&windows.latest);
        let mut base = self.base.clone();
        for activity in 0..self.count {
            let start = at(&windows.earliest, activity);
            if start == at(&windows.latest, activity) {
                self.take(&mut base, activity, start);
                put(&mut self.held, activity, start);
            }
        }
        self.base = base;
    }

    /// The spans in which an activity pauses.
    #[inline]
    pub fn spans(&self, activity: usize) -> Option<&Spans> {
        self.calendars.get(at(&self.calendar_of, activity).checked_sub(1)?)
    }

    /// The finish of an activity that starts at a time.
    #[inline]
    pub fn finish(&self, activity: usize, start: Time) -> Time {
        let duration = at(&self.durations, activity);
        match self.spans(activity) {
            None => start + duration,
            Some(spans) => spans.finish(start, duration),
        }
    }

    /// The earliest start that one arc leaves to its end when its beginning starts at a time.
    #[inline]
    pub fn after(&self, arc: &Arc, start: Time) -> Time {
        match arc.varying {
            None => start + arc.weight,
            Some(link) => self.after_link(link as usize, start),
        }
    }

    /// The latest start of an arc's beginning that leaves its end a latest start.
    pub fn before(&self, arc: &Arc, latest: Time) -> Time {
        match arc.varying {
            None => latest - arc.weight,
            Some(link) => self.before_link(link as usize, latest),
        }
    }

    /// The earliest start from `from` on at which calendar and free resources let an activity run.
    #[inline]
    pub fn earliest(&self, profile: &Profile, activity: usize, from: Time) -> Option<Time> {
        let demand = self.demands.of(activity);
        let duration = at(&self.durations, activity);
        let Some(spans) = self.spans(activity) else { return profile.earliest(demand, from, duration) };
        let mut start = spans.next_open(from);
        if demand.is_empty() || duration == 0 {
            return Some(start);
        }
        while start < Time::MAX / 4 {
            let finish = spans.finish(start, duration);
            let short =
                spans.parts(start, finish).filter_map(|(from, to)| profile.last_short(demand, from, to));
            match short.last() {
                None => return Some(start),
                Some(end) if end < Time::MAX / 4 => start = spans.next_open(end),
                Some(_) => return None,
            }
        }
        None
    }

    /// Takes what an activity needs from its start to its finish, and returns the finish.
    #[inline]
    pub fn take(&self, profile: &mut Profile, activity: usize, start: Time) -> Time {
        let finish = self.finish(activity, start);
        let demand = self.demands.of(activity);
        match self.spans(activity) {
            _ if demand.is_empty() => {}
            None => profile.take(demand, start, finish),
            Some(spans) => spans.parts(start, finish).for_each(|(from, to)| profile.take(demand, from, to)),
        }
        finish
    }

    /// Gives back what [`Net::take`] took.
    pub fn give(&self, profile: &mut Profile, activity: usize, start: Time) {
        let finish = self.finish(activity, start);
        let demand = self.demands.of(activity);
        match self.spans(activity) {
            None => profile.give(demand, start, finish),
            Some(spans) => spans.parts(start, finish).for_each(|(from, to)| profile.give(demand, from, to)),
        }
    }

    /// Whether an activity can run from exactly this time.
    pub fn runs_at(&self, profile: &Profile, activity: usize, start: Time) -> bool {
        self.earliest(profile, activity, start) == Some(start)
    }
}

/// A link as units from start to start, where no calendar changes them.
fn arc(link: &Link, place: usize, durations: &[Time], calendar_of: &[usize]) -> Arc {
    let pauses = |activity: usize, end: End| at(calendar_of, activity) > 0 && end == End::Finish;
    let opens = at(calendar_of, link.to) > 0;
    let varies = pauses(link.from, link.from_end) || opens || link.calendar.is_some();
    let from = if link.from_end == End::Finish { at(durations, link.from) } else { 0 };
    let to = if link.to_end == End::Finish { at(durations, link.to) } else { 0 };
    Arc { other: 0, weight: from + link.lag - to, varying: varies.then_some(place as u32) }
}

/// How amounts are packed: four or two resources to a word, the top bit of each lane free.
struct Lanes {
    bits: u32,
    per_word: usize,
}

impl Lanes {
    fn of(problem: &Problem) -> Lanes {
        let demands = problem.activities.iter().flat_map(|one| &one.demands).map(|one| u64::from(one.amount));
        let capacity =
            problem.resources.iter().flat_map(|one| &one.capacity).map(|one| u64::from(one.amount));
        // Several demands of one activity for a resource add up, so the sum of an activity must fit too.
        let most = problem
            .activities
            .iter()
            .map(|one| one.demands.iter().map(|demand| u64::from(demand.amount)).sum())
            .chain(demands)
            .chain(capacity)
            .max();
        let bits = if most.unwrap_or(0) < 0x8000 { 16 } else { 32 };
        Lanes { bits, per_word: 64 / bits as usize }
    }

    fn pack(&self, resource: usize, amount: u32) -> Packed {
        let lane = (resource % self.per_word) as u32;
        ((resource / self.per_word) as u32, u64::from(amount) << (lane * self.bits))
    }

    fn profile(&self, problem: &Problem) -> Profile {
        let words = problem.resources.len().div_ceil(self.per_word);
        let guard = if self.bits == 16 { 0x8000_8000_8000_8000 } else { 0x8000_0000_8000_0000 };
        let mut times: Vec<Time> =
            problem.resources.iter().flat_map(|one| &one.capacity).map(|step| step.from).chain([0]).collect();
        times.sort_unstable();
        times.dedup();
        let steps: Vec<(Time, Vec<u64>)> = times
            .into_iter()
            .map(|time| {
                let mut free = vec![0; words];
                for (place, resource) in problem.resources.iter().enumerate() {
                    let (word, amount) = self.pack(place, capacity_at(&resource.capacity, time));
                    if let Some(slot) = free.get_mut(word as usize) {
                        *slot += amount;
                    }
                }
                (time, free)
            })
            .collect();
        Profile::new(&steps, words, guard)
    }
}

/// The capacity at a time.
pub fn capacity_at(steps: &[super::Step], time: Time) -> u32 {
    let after = steps.partition_point(|step| step.from <= time);
    after.checked_sub(1).and_then(|last| steps.get(last)).map_or(0, |step| step.amount)
}
