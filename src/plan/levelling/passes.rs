//! The two schedule generation schemes for problems without greatest times: serial (each activity in turn as early as it
//! can) and parallel (at each time whatever can start). They search nothing.

use super::Time;
use super::net::{FREE, Net};
use super::profile::Profile;
use super::slots::{at, put};

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
        let mut refused = Refused::default();
        while !waiting.is_empty() {
            let mut placed = false;
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
                placed = true;
                for arc in net.out.of(activity) {
                    let other = arc.other as usize;
                    let fewer = at(&open, other).saturating_sub(1);
                    put(&mut open, other, fewer);
                    if fewer == 0 {
                        let begin = self.ready(net, other, 0);
                        put(&mut ready, other, begin);
                    }
                }
            }
            waiting = left;
            // What was placed at this time may have let others start at it.
            if placed {
                continue;
            }
            // Of those alike the shortest opens first.
            let opens = refused.shortest().filter_map(|one| net.earliest(&self.profile, one, time + 1)).min();
            refused = Refused::default();
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
#[derive(Default)]
struct Refused {
    /// The shortest of those that ask for the same; whoever pauses stands for itself.
    shortest: Vec<usize>,
}

impl Refused {
    fn covers(&self, net: &Net, activity: usize) -> bool {
        let shorter = |one: &usize| at(&net.durations, *one) <= at(&net.durations, activity);
        self.shortest.iter().any(|one| alike(net, *one, activity) && shorter(one))
    }

    fn add(&mut self, net: &Net, activity: usize) {
        match self.shortest.iter_mut().find(|one| alike(net, **one, activity)) {
            Some(one) => *one = activity,
            None => self.shortest.push(activity),
        }
    }

    fn shortest(&self) -> impl Iterator<Item = usize> {
        self.shortest.iter().copied()
    }
}

/// Whether two activities find room at the same times but for their durations.
fn alike(net: &Net, one: usize, other: usize) -> bool {
    let works_always = |activity: usize| net.spans(activity).is_none();
    one == other || (works_always(one) && works_always(other) && net.demands.of(one) == net.demands.of(other))
}
