//! Why a problem has no schedule, in indices that a caller can name and a reader can check.
//! It holds no search: what is found here is found at first sight, from windows and capacities.

use super::net::{Net, capacity_at};
use super::slots::at;
use super::windows::{NEVER, Windows};
use super::{Problem, Time};

/// Why there is no schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// These links, each beginning where the one before ends and the last leading back, push everything on them later
    /// without end.
    Loop {
        /// Links in order.
        links: Vec<usize>,
    },
    /// From the earliest start of `first` these links push `last` beyond its latest start or finish.
    Late {
        /// Whose `not_before` (or the start of time) begins the chain.
        first: usize,
        /// Links in order; none when an activity's own dates contradict each other.
        links: Vec<usize>,
        /// Whose `start_by` or `finish_by` is missed.
        last: usize,
        /// By how many units at the least.
        by: Time,
    },
    /// Between its earliest and latest start there is never enough for long enough, even with nothing else going on.
    Demand {
        /// The activity.
        activity: usize,
        /// Its resources that are short on their own somewhere; all of its resources when only together they are.
        resources: Vec<usize>,
    },
    /// Links and dates make all these activities run in this span, where together they need more than there is.
    Overload {
        /// The resource.
        resource: usize,
        /// First unit.
        from: Time,
        /// Unit after the last.
        until: Time,
        /// The activities.
        activities: Vec<usize>,
        /// Amount times units needed at the least.
        needed: i64,
        /// Amount times units that there are.
        available: i64,
    },
    /// The exact search has tried everything: with all links and dates, these activities cannot share these resources.
    /// Without any of the activities' demands the search finds a way, or gives up.
    Search {
        /// The activities whose demands clash.
        activities: Vec<usize>,
        /// The resources they clash on.
        resources: Vec<usize>,
    },
}

/// A conflict that shows without a search: an activity that fits nowhere, or activities that must overlap.
pub fn at_once(net: &Net, problem: &Problem, windows: &Windows) -> Option<Conflict> {
    for activity in 0..net.count {
        let start = net.earliest(&net.base, activity, at(&windows.earliest, activity));
        if start.is_none_or(|start| start > at(&windows.latest, activity)) {
            return Some(nowhere(problem, windows, activity));
        }
    }
    (0..problem.resources.len()).find_map(|resource| overload(net, problem, windows, resource))
}

/// Which resources leave no room for an activity, alone if one does.
fn nowhere(problem: &Problem, windows: &Windows, activity: usize) -> Conflict {
    let needs = super::bound::needs(problem, activity);
    let (from, until) = (at(&windows.earliest, activity), at(&windows.latest, activity));
    let short = |resource: &usize| {
        let steps = problem.resources.get(*resource).map(|one| one.capacity.as_slice()).unwrap_or_default();
        let inside = steps.iter().filter(|step| step.from > from && step.from < until);
        let least = inside.map(|step| step.amount).chain([capacity_at(steps, from)]).min().unwrap_or(0);
        u64::from(least) < at(&needs, *resource)
    };
    let resources = (0..needs.len()).filter(short).collect();
    Conflict::Demand { activity, resources }
}

/// Units that must be worked, and work that must be done in a span: more than there is.
fn overload(net: &Net, problem: &Problem, windows: &Windows, resource: usize) -> Option<Conflict> {
    let steps = &problem.resources.get(resource)?.capacity;
    let users: Vec<(usize, i64)> = (0..net.count)
        .filter(|one| at(&windows.latest, *one) < NEVER)
        .map(|one| (one, at(&super::bound::needs(problem, one), resource) as i64))
        .filter(|user| user.1 > 0)
        .collect();
    compulsory(net, windows, steps, resource, &users)
        .or_else(|| crowded(net, windows, steps, resource, &users))
}

fn compulsory(
    net: &Net,
    windows: &Windows,
    steps: &[super::Step],
    resource: usize,
    users: &[(usize, i64)],
) -> Option<Conflict> {
    let mut parts: Vec<(Time, Time, usize, i64)> = Vec::new();
    for (one, amount) in users {
        let (from, until) = (at(&windows.latest, *one), net.finish(*one, at(&windows.earliest, *one)));
        match net.spans(*one) {
            None if from < until => parts.push((from, until, *one, *amount)),
            None => {}
            Some(spans) => parts.extend(spans.parts(from, until).map(|part| (part.0, part.1, *one, *amount))),
        }
    }
    let moments = parts.iter().map(|part| part.0).chain(steps.iter().map(|step| step.from));
    for moment in moments {
        let running: Vec<_> = parts.iter().filter(|part| part.0 <= moment && moment < part.1).collect();
        let needed = running.iter().map(|part| part.3).sum();
        let available = i64::from(capacity_at(steps, moment));
        if needed > available {
            let activities = running.iter().map(|part| part.2).collect();
            return Some(Conflict::Overload {
                resource,
                from: moment,
                until: moment + 1,
                activities,
                needed,
                available,
            });
        }
    }
    None
}

/// Activities whose whole windows lie in a span have more work than fits into it.
fn crowded(
    net: &Net,
    windows: &Windows,
    steps: &[super::Step],
    resource: usize,
    users: &[(usize, i64)],
) -> Option<Conflict> {
    if users.len() > 200 {
        return None;
    }
    let window = |one: usize| (at(&windows.earliest, one), net.finish(one, at(&windows.latest, one)));
    for (first, _) in users {
        let from = window(*first).0;
        let mut inside: Vec<_> = users.iter().filter(|user| window(user.0).0 >= from).collect();
        inside.sort_by_key(|user| window(user.0).1);
        let mut needed = 0;
        for (place, (one, amount)) in inside.iter().enumerate() {
            needed += amount * i64::from(at(&net.durations, *one));
            let until = window(*one).1;
            let available = area(steps, from, until);
            if needed > available {
                let activities = inside.iter().take(place + 1).map(|user| user.0).collect();
                return Some(Conflict::Overload { resource, from, until, activities, needed, available });
            }
        }
    }
    None
}

/// Amount times units in a span.
fn area(steps: &[super::Step], from: Time, until: Time) -> i64 {
    let (mut time, mut sum) = (from, 0);
    while time < until {
        let next = steps.get(steps.partition_point(|step| step.from <= time)).map_or(until, |step| step.from);
        let next = next.min(until);
        sum += i64::from(capacity_at(steps, time)) * i64::from(next - time);
        time = next;
    }
    sum
}
