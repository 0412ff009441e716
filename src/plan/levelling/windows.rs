//! Earliest and latest starts by links and dates alone, and the chain that is at fault when there are none.
//! It knows no resources.

use super::conflict::Conflict;
use super::net::{Arc, Net};
use super::slots::{at, put};
use super::{Problem, Time};
use std::collections::VecDeque;

/// Latest start of an activity that may start at any time.
pub const NEVER: Time = Time::MAX / 4;

/// Where each activity can start.
#[derive(Debug, Clone, Default)]
pub struct Windows {
    /// Earliest starts.
    pub earliest: Vec<Time>,
    /// Latest starts; [`NEVER`] without any.
    pub latest: Vec<Time>,
}

/// Earliest and latest starts, or the chain of links that contradict each other.
pub fn windows(net: &Net, problem: &Problem) -> Result<Windows, Conflict> {
    let (earliest, causes) = earliest(net, problem)?;
    let own = own_latest(net, problem);
    let late = (0..net.count).filter(|one| at(&own, *one) < at(&earliest, *one));
    if let Some(last) = late.max_by_key(|one| at(&earliest, *one) - at(&own, *one)) {
        let (first, links) = chain(problem, &causes, last);
        let by = at(&earliest, last) - at(&own, last);
        return Err(Conflict::Late { first, links, last, by });
    }
    Ok(Windows { latest: latest(net, own), earliest })
}

/// Earliest starts and, for each, the link that set it.
fn earliest(net: &Net, problem: &Problem) -> Result<(Vec<Time>, Vec<Option<usize>>), Conflict> {
    let mut starts: Vec<Time> = (0..net.count)
        .map(|one| {
            net.spans(one).map_or(at(&net.release, one), |spans| spans.next_open(at(&net.release, one)))
        })
        .collect();
    let mut causes: Vec<Option<usize>> = vec![None; net.count];
    // Links by the activity they leave, for their places in the problem's list.
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); net.count];
    for (place, link) in problem.links.iter().enumerate() {
        if let Some(list) = leaving.get_mut(link.from) {
            list.push(place);
        }
    }
    let arcs: Vec<Arc> = arcs_of_links(net, problem);
    let mut waiting: VecDeque<usize> = (0..net.count).collect();
    let mut queued = vec![true; net.count];
    let mut raised = vec![0_usize; net.count];
    while let Some(from) = waiting.pop_front() {
        put(&mut queued, from, false);
        for place in leaving.get(from).map(Vec::as_slice).unwrap_or_default() {
            let Some(arc) = arcs.get(*place) else { continue };
            let to = arc.other as usize;
            let start = net.after(arc, at(&starts, from));
            if start <= at(&starts, to) {
                continue;
            }
            put(&mut starts, to, start);
            put(&mut causes, to, Some(*place));
            let times = at(&raised, to) + 1;
            put(&mut raised, to, times);
            if (times > net.count || start > net.horizon)
                && let Some(links) = cycle(problem, &causes, to)
            {
                return Err(Conflict::Loop { links });
            }
            if !at(&queued, to) {
                put(&mut queued, to, true);
                waiting.push_back(to);
            }
        }
    }
    Ok((starts, causes))
}

/// The arc of each link, with the activity that waits as the other one.
fn arcs_of_links(net: &Net, problem: &Problem) -> Vec<Arc> {
    let mut seen = vec![0_usize; net.count];
    problem
        .links
        .iter()
        .map(|link| {
            let place = at(&seen, link.from);
            put(&mut seen, link.from, place + 1);
            net.out.of(link.from).get(place).copied().unwrap_or_default()
        })
        .collect()
}

/// The loop on which the causes of an activity's start run, if they do.
fn cycle(problem: &Problem, causes: &[Option<usize>], activity: usize) -> Option<Vec<usize>> {
    let mut here = activity;
    for _ in 0..=causes.len() {
        here = problem.links.get(at(causes, here)?)?.from;
    }
    let first = here;
    let mut links = Vec::new();
    loop {
        let place = at(causes, here)?;
        links.push(place);
        here = problem.links.get(place)?.from;
        if here == first {
            links.reverse();
            return Some(links);
        }
    }
}

/// The links that made an activity's earliest start, and the activity whose own date began them.
fn chain(problem: &Problem, causes: &[Option<usize>], last: usize) -> (usize, Vec<usize>) {
    let mut links = Vec::new();
    let mut here = last;
    while let Some(place) = at(causes, here) {
        links.push(place);
        here = problem.links.get(place).map_or(here, |link| link.from);
        if links.len() > causes.len() {
            break;
        }
    }
    links.reverse();
    (here, links)
}

/// Latest starts by the activities' own dates.
fn own_latest(net: &Net, problem: &Problem) -> Vec<Time> {
    let latest = |(place, activity): (usize, &super::Activity)| {
        let by_start = activity.start_by.unwrap_or(NEVER);
        let by_finish = activity.finish_by.map_or(NEVER, |finish| match net.spans(place) {
            None => finish - activity.duration,
            // The start for the next later finish is the first that is too late.
            Some(spans) => spans.start_for(finish + 1, activity.duration) - 1,
        });
        by_start.min(by_finish)
    };
    problem.activities.iter().enumerate().map(latest).collect()
}

/// Latest starts by dates and links; earliest starts exist, so this comes to an end.
fn latest(net: &Net, own: Vec<Time>) -> Vec<Time> {
    let mut latest = own;
    let mut waiting: VecDeque<usize> = (0..net.count).filter(|one| at(&latest, *one) < NEVER).collect();
    while let Some(to) = waiting.pop_front() {
        for arc in net.into.of(to) {
            let from = arc.other as usize;
            let start = net.before(arc, at(&latest, to));
            if start < at(&latest, from) {
                put(&mut latest, from, start);
                waiting.push_back(from);
            }
        }
    }
    latest
}
