//! Lower bounds on the last finish: critical path, work against capacity, and pairs that cannot overlap.
//! They hold for every schedule, so a search that reaches one may stop.

use super::net::Net;
use super::net::capacity_at;
use super::slots::at;
use super::{Problem, Time};

/// Least time from each start to the end of everything, by arcs of constant length.
pub fn tails(net: &Net, order: &[u32]) -> Vec<Time> {
    let mut tails = net.durations.clone();
    // Twice, for what an order cannot keep: bounds stay valid after any number of rounds.
    for _ in 0..2 {
        for one in order.iter().rev() {
            let one = *one as usize;
            let after = net.out.of(one).iter().filter(|arc| arc.varying.is_none());
            let longest = after.map(|arc| arc.weight + at(&tails, arc.other as usize)).max().unwrap_or(0);
            if let Some(tail) = tails.get_mut(one) {
                *tail = (*tail).max(longest);
            }
        }
    }
    tails
}

/// The best of the bounds.
pub fn bound(net: &Net, problem: &Problem, earliest: &[Time], tails: &[Time]) -> Time {
    let path =
        (0..net.count).map(|one| net.finish(one, at(earliest, one)).max(at(earliest, one) + at(tails, one)));
    let mut best = path.max().unwrap_or(0);
    for resource in 0..problem.resources.len() {
        best = best.max(work(net, problem, earliest, tails, resource));
    }
    best.max(pairs(net, problem, earliest, tails))
}

/// For each pair of a head and a tail: the work between them needs so long at the least.
fn work(net: &Net, problem: &Problem, earliest: &[Time], tails: &[Time], resource: usize) -> Time {
    let Some(steps) = problem.resources.get(resource).map(|one| &one.capacity) else { return 0 };
    // Head, time after the own finish, work.
    let mut users: Vec<(Time, Time, i64)> = (0..net.count)
        .filter_map(|one| {
            let demands = &problem.activities.get(one)?.demands;
            let amount: i64 = demands
                .iter()
                .filter(|need| need.resource == resource)
                .map(|need| i64::from(need.amount))
                .sum();
            let work = amount * i64::from(at(&net.durations, one));
            (work > 0).then(|| (at(earliest, one), at(tails, one) - at(&net.durations, one), work))
        })
        .collect();
    users.sort_unstable_by_key(|user| std::cmp::Reverse(user.1));
    let mut heads: Vec<Time> = users.iter().map(|user| user.0).collect();
    heads.sort_unstable();
    heads.dedup();
    // All pairs for projects of usual size, the whole for large ones.
    if heads.len() > 300 {
        heads.truncate(1);
    }
    let mut best = 0;
    for head in heads {
        let mut sum = 0;
        for (_, tail, work) in users.iter().filter(|user| user.0 >= head) {
            sum += work;
            best = best.max(filled(steps, head, sum).saturating_add(*tail));
        }
    }
    best
}

/// The time by which so much work can be done from a time on with everything there is.
fn filled(steps: &[super::Step], from: Time, work: i64) -> Time {
    let mut time = from;
    let mut left = work;
    loop {
        let amount = i64::from(capacity_at(steps, time));
        let next = steps.get(steps.partition_point(|step| step.from <= time)).map(|step| step.from);
        let needed = if amount > 0 { (left + amount - 1) / amount } else { i64::MAX };
        match next {
            Some(next) if needed > i64::from(next - time) => {
                left -= amount * i64::from(next - time);
                time = next;
            }
            _ => return time.saturating_add(Time::try_from(needed).unwrap_or(0)),
        }
    }
}

/// Two activities that never fit beside each other: one comes first.
fn pairs(net: &Net, problem: &Problem, earliest: &[Time], tails: &[Time]) -> Time {
    if net.count > 300 {
        return 0;
    }
    let most: Vec<u32> = problem
        .resources
        .iter()
        .map(|one| one.capacity.iter().map(|step| step.amount).max().unwrap_or(0))
        .collect();
    let needs: Vec<Vec<u64>> = (0..net.count).map(|one| needs(problem, one)).collect();
    let mut best = 0;
    for (one, mine) in needs.iter().enumerate() {
        for (other, theirs) in needs.iter().enumerate().skip(one + 1) {
            let clash =
                most.iter().zip(mine.iter().zip(theirs)).any(|(most, (a, b))| a + b > u64::from(*most));
            if clash && at(&net.durations, one) > 0 && at(&net.durations, other) > 0 {
                let first = |a: usize, b: usize| {
                    (at(earliest, a) + at(&net.durations, a)).max(at(earliest, b)) + at(tails, b)
                };
                best = best.max(first(one, other).min(first(other, one)));
            }
        }
    }
    best
}

/// What an activity needs of each resource; nothing for milestones.
pub fn needs(problem: &Problem, activity: usize) -> Vec<u64> {
    let mut needs = vec![0; problem.resources.len()];
    let activity = problem.activities.get(activity).filter(|one| one.duration > 0);
    for demand in activity.map(|one| one.demands.as_slice()).unwrap_or_default() {
        if let Some(need) = needs.get_mut(demand.resource) {
            *need += u64::from(demand.amount);
        }
    }
    needs
}
