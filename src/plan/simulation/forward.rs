//! Which links a simulation follows: all but those that close a loop, which can only be greatest times.

use crate::plan::levelling::slots::{at, put};
use crate::plan::levelling::{End, Link, Problem};

/// The links to follow in their order, and the places of those left out. Least times come before leads and greatest
/// times, so that these are the ones left out.
pub fn forward_links(problem: &Problem) -> (Vec<Link>, Vec<usize>) {
    let duration = |one: usize| problem.activities.get(one).map_or(0, |activity| activity.duration);
    let is_backward = |link: &Link| {
        let from = if link.from_end == End::Finish { duration(link.from) } else { 0 };
        let to = if link.to_end == End::Finish { duration(link.to) } else { 0 };
        i64::from(from) + i64::from(link.lag) < i64::from(to)
    };
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); problem.activities.len()];
    let mut ignored = Vec::new();
    for turn in [false, true] {
        let links = || problem.links.iter().enumerate().filter(|(_, link)| is_backward(link) == turn);
        // Mostly no link closes a loop, and thousands need not be looked at one by one.
        let mut with_all = followers.clone();
        links().for_each(|(_, link)| follow(&mut with_all, link));
        if !loops(&with_all) {
            followers = with_all;
            continue;
        }
        for (place, link) in links() {
            if leads(&followers, link.to, link.from) {
                ignored.push(place);
            } else {
                follow(&mut followers, link);
            }
        }
    }
    ignored.sort_unstable();
    let kept = problem.links.iter().enumerate().filter(|link| ignored.binary_search(&link.0).is_err());
    (kept.map(|link| *link.1).collect(), ignored)
}

fn follow(followers: &mut [Vec<usize>], link: &Link) {
    if let Some(list) = followers.get_mut(link.from) {
        list.push(link.to);
    }
}

/// Whether any activity follows itself.
fn loops(followers: &[Vec<usize>]) -> bool {
    let mut waits = vec![0_usize; followers.len()];
    for one in followers.iter().flatten() {
        let more = at(&waits, *one) + 1;
        put(&mut waits, *one, more);
    }
    let mut free: Vec<usize> = (0..waits.len()).filter(|one| at(&waits, *one) == 0).collect();
    let mut passed = 0;
    while let Some(one) = free.pop() {
        passed += 1;
        for next in followers.get(one).into_iter().flatten() {
            let left = at(&waits, *next).saturating_sub(1);
            put(&mut waits, *next, left);
            if left == 0 {
                free.push(*next);
            }
        }
    }
    passed < waits.len()
}

/// Whether followers lead from one activity to another.
fn leads(followers: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; followers.len()];
    let mut waiting = vec![from];
    while let Some(here) = waiting.pop() {
        if here == to {
            return true;
        }
        if let Some(seen) = seen.get_mut(here).filter(|seen| !**seen) {
            *seen = true;
            waiting.extend(followers.get(here).into_iter().flatten());
        }
    }
    false
}
