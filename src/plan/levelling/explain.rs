//! The last touch on a schedule (nothing that alone could start earlier stays where it is) and the reason for every
//! activity that starts later than links and dates alone would let it.

use super::bound::needs;
use super::net::{Net, capacity_at};
use super::profile::Profile;
use super::slots::{Lists, at, put};
use super::windows::Windows;
use super::{Problem, Time};

/// An activity that starts later than it could without limits on resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delay {
    /// The activity.
    pub activity: usize,
    /// Its earliest start by links and dates alone.
    pub earliest: Time,
    /// Its earliest start by links and dates, the others starting as they do in the schedule.
    pub ready: Time,
    /// Its start.
    pub start: Time,
    /// Why it does not start one unit earlier.
    pub cause: Cause,
}

/// What holds an activity back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// It waits by a link for an activity that itself is late.
    Link {
        /// The link.
        link: usize,
    },
    /// Others hold the resource up to `until`.
    Busy {
        /// The resource.
        resource: usize,
        /// Who holds it in the unit before `until`.
        activities: Vec<usize>,
        /// The time from which on there is enough.
        until: Time,
    },
    /// There is too little of the resource up to `until`, whoever holds it: an absence or a freeze.
    Absent {
        /// The resource.
        resource: usize,
        /// The time from which on there is enough.
        until: Time,
    },
}

/// A schedule with what is left of the resources.
fn placed(net: &Net, starts: &[Time]) -> Profile {
    let mut profile = net.base.clone();
    for activity in 0..net.count {
        net.take(&mut profile, activity, at(starts, activity));
    }
    profile
}

fn ready(net: &Net, earliest: &[Time], starts: &[Time], activity: usize) -> Time {
    let arcs = net.into.of(activity).iter();
    let by_arcs = arcs.map(|arc| net.after(arc, at(starts, arc.other as usize))).max();
    let own = net
        .spans(activity)
        .map_or(at(&net.release, activity), |spans| spans.next_open(at(&net.release, activity)));
    let ready = own.max(by_arcs.unwrap_or(0));
    // Never before the static window, which the arcs imply in a schedule that keeps them all.
    if ready < at(earliest, activity) { at(earliest, activity) } else { ready }
}

/// Starts each activity as early as it can while the others stay, until none can.
pub fn settle(net: &Net, windows: &Windows, starts: &mut [Time]) {
    let mut profile = placed(net, starts);
    let mut order: Vec<usize> = (0..net.count).collect();
    let mut has_moved = true;
    while has_moved {
        has_moved = false;
        order.sort_by_key(|one| at(starts, *one));
        for one in &order {
            let old = at(starts, *one);
            let first = ready(net, &windows.earliest, starts, *one);
            if first >= old {
                continue;
            }
            net.give(&mut profile, *one, old);
            let new = net.earliest(&profile, *one, first).unwrap_or(old).min(old);
            net.take(&mut profile, *one, new);
            put(starts, *one, new);
            has_moved |= new < old;
        }
    }
}

/// A settled schedule with what its reasons are read from.
struct Settled<'a> {
    net: &'a Net,
    problem: &'a Problem,
    starts: &'a [Time],
    finishes: Vec<Time>,
    needs: Vec<Vec<u64>>,
    profile: Profile,
}

/// The delays of a settled schedule, in the order of the activities.
pub fn delays(net: &Net, problem: &Problem, windows: &Windows, starts: &[Time]) -> Vec<Delay> {
    let mut settled = Settled {
        net,
        problem,
        starts,
        finishes: (0..net.count).map(|one| net.finish(one, at(starts, one))).collect(),
        needs: (0..net.count).map(|one| needs(problem, one)).collect(),
        profile: placed(net, starts),
    };
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); net.count];
    for (place, link) in problem.links.iter().enumerate() {
        if let Some(list) = into.get_mut(link.to) {
            list.push(place);
        }
    }
    let into = Lists::new(&into);
    let late = (0..net.count).filter(|one| at(starts, *one) > at(&windows.earliest, *one));
    late.filter_map(|activity| {
        let start = at(starts, activity);
        let ready = ready(net, &windows.earliest, starts, activity);
        let cause = if start > ready {
            net.give(&mut settled.profile, activity, start);
            let cause = settled.shortage(activity, ready);
            net.take(&mut settled.profile, activity, start);
            cause?
        } else {
            let arcs = net.into.of(activity).iter().zip(into.of(activity));
            let last = arcs.max_by_key(|(arc, _)| net.after(arc, at(starts, arc.other as usize)))?;
            Cause::Link { link: *last.1 }
        };
        Some(Delay { activity, earliest: at(&windows.earliest, activity), ready, start, cause })
    })
    .collect()
}

impl Settled<'_> {
    /// The last shortage before an activity's start, the activity itself being taken out.
    fn shortage(&self, activity: usize, ready: Time) -> Option<Cause> {
        let (net, demand) = (self.net, self.net.demands.of(activity));
        let (mut from, mut last) = (ready, None);
        while from < at(self.starts, activity) {
            let finish = net.finish(activity, from);
            let short = |from: Time, to: Time| self.profile.last_short(demand, from, to);
            let end = match net.spans(activity) {
                None => short(from, finish),
                Some(spans) => spans.parts(from, finish).filter_map(|part| short(part.0, part.1)).last(),
            };
            let Some(end) = end else { break };
            last = Some(end);
            from = net.spans(activity).map_or(end, |spans| spans.next_open(end));
        }
        let until = last?;
        let moment = until - 1;
        let running: Vec<usize> =
            (0..net.count).filter(|one| *one != activity && self.runs(*one, moment)).collect();
        let needs = self.needs.get(activity)?;
        for (resource, need) in needs.iter().enumerate().filter(|need| *need.1 > 0) {
            let there = u64::from(capacity_at(&self.problem.resources.get(resource)?.capacity, moment));
            if there < *need {
                return Some(Cause::Absent { resource, until });
            }
            let amount = |one: &usize| self.needs.get(*one).map_or(0, |needs| at(needs, resource));
            if running.iter().map(amount).sum::<u64>() + need > there {
                let activities = running.iter().copied().filter(|one| amount(one) > 0).collect();
                return Some(Cause::Busy { resource, activities, until });
            }
        }
        None
    }

    /// Whether an activity works in a unit of time.
    fn runs(&self, activity: usize, moment: Time) -> bool {
        at(self.starts, activity) <= moment
            && moment < at(&self.finishes, activity)
            && self.net.spans(activity).is_none_or(|spans| spans.next_open(moment) == moment)
    }
}
