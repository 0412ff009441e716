//! Earliest dates of every task, forward along the links.
//! A task that is timed to another is moved to its latest place as soon as the other has its date.

use crate::calendar::moment::Moment;
use crate::plan::network::late::latest_finish;
use crate::plan::network::{Calendars, Dates, Driver, Fixed, Link, Network, Solution, Task};

/// The earliest dates, by index; late dates are still the same as the early ones.
pub fn early(network: &Network, calendars: &Calendars, order: &[usize]) -> Solution {
    let mut dates = vec![dated(network.start, network.start, Driver::ProjectStart); network.tasks.len()];
    let timed = timed(network, order);
    for index in order {
        let Some(task) = network.tasks.get(*index).filter(|task| !task.summary) else { continue };
        let found = earliest(task, network.start, calendars, &dates);
        if let Some(place) = dates.get_mut(*index) {
            *place = found;
        }
        if let Some(group) = timed.get(*index).filter(|group| !group.is_empty()) {
            place_timed(network, calendars, *index, group, &mut dates);
        }
    }
    let tasks = network.tasks.iter().zip(&dates).filter(|(task, _)| !task.summary);
    let finish = tasks.map(|(_, dates)| dates.finish).max().unwrap_or(network.start);
    Solution { dates, finish }
}

fn dated(start: Moment, finish: Moment, driver: Driver) -> Dates {
    Dates { start, finish, late_start: start, late_finish: finish, total_float: 0, free_float: 0, driver }
}

/// For each task those that are timed to it, predecessors first.
fn timed(network: &Network, order: &[usize]) -> Vec<Vec<usize>> {
    let mut timed = vec![Vec::new(); network.tasks.len()];
    for index in order {
        let target = network.tasks.get(*index).and_then(|task| task.timed_to);
        if let Some(group) = target.and_then(|target| timed.get_mut(target)) {
            group.push(*index);
        }
    }
    timed
}

/// The moment from which a link lets the start, or the end, of its task be.
pub fn bound(link: &Link, calendars: &Calendars, dates: &[Dates]) -> Option<Moment> {
    let before = dates.get(link.task)?;
    let from = if link.kind.from_finish() { before.finish } else { before.start };
    Some(calendars.lagged(from, link.lag))
}

fn earliest(task: &Task, project: Moment, calendars: &Calendars, dates: &[Dates]) -> Dates {
    let finish_of = |start| task.actual_finish.unwrap_or_else(|| calendars.finish(task, start));
    if let Some(start) = task.actual_start {
        return dated(start, finish_of(start), Driver::Fixed);
    }
    match task.fixed {
        Some(Fixed::Start(moment)) => {
            let start = calendars.open(task, moment);
            return dated(start, finish_of(start), Driver::Fixed);
        }
        Some(Fixed::Finish(moment)) => {
            let finish = calendars.get(task.calendar).previous_end(moment);
            return dated(calendars.start(task, finish), finish, Driver::Fixed);
        }
        None => {}
    }
    let (mut from, mut driver) = (project, Driver::ProjectStart);
    for (place, link) in task.before.iter().enumerate() {
        let Some(bound) = bound(link, calendars, dates) else { continue };
        let start = if link.kind.to_finish() { calendars.start_to_end_after(task, bound) } else { bound };
        if start > from || (driver == Driver::ProjectStart && start == from) {
            (from, driver) = (start, Driver::Link(place));
        }
    }
    let mut start = calendars.open(task, from);
    if task.calendar != 0 && start > calendars.project().next_start(from) {
        driver = Driver::Closed(from);
    }
    if let Some(not_before) = task.not_before {
        // The start of a day, also for a milestone, which could else lie at the end of the day before.
        let opens = calendars.get(task.calendar).next_start(not_before);
        let opens = calendars.open(task, opens);
        if opens > start {
            (start, driver) = (opens, Driver::NotBefore);
        }
    }
    dated(start, finish_of(start), driver)
}

/// Moves the tasks that are timed to `target` to the latest dates that still come before it.
fn place_timed(
    network: &Network,
    calendars: &Calendars,
    target: usize,
    group: &[usize],
    dates: &mut [Dates],
) {
    for index in group.iter().rev() {
        let Some(task) = network.tasks.get(*index) else { continue };
        if task.fixed.is_some() || task.actual_start.is_some() {
            continue;
        }
        let mut latest: Option<Moment> = None;
        for follower in group.iter().chain([&target]) {
            let (Some(other), Some(at)) = (network.tasks.get(*follower), dates.get(*follower)) else {
                continue;
            };
            for link in other.before.iter().filter(|link| link.task == *index) {
                let bound = latest_finish(task, link, (at.start, at.finish), calendars);
                latest = Some(latest.map_or(bound, |known| known.min(bound)));
            }
        }
        let Some(latest) = latest else { continue };
        let finish = if task.length.is_milestone() {
            latest
        } else {
            calendars.get(task.calendar).previous_end(latest)
        };
        let start = calendars.open(task, calendars.start(task, finish));
        if let Some(place) = dates.get_mut(*index).filter(|place| start > place.start) {
            *place = dated(start, calendars.finish(task, start), Driver::TimedTo(target));
        }
    }
}

/// Dates of summary tasks: from the first start to the last end of their tasks, with the least float.
pub fn sum_up(network: &Network, calendars: &Calendars, solution: &mut Solution) {
    // A summary task may stand in another one; as many rounds as there are levels.
    let mut sums: Vec<Option<Dates>> = vec![None; network.tasks.len()];
    for (index, task) in network.tasks.iter().enumerate().filter(|(_, task)| !task.summary) {
        let Some(own) = solution.dates.get(index).copied() else { continue };
        let mut parent = task.parent;
        for _ in 0..network.tasks.len() {
            let Some(at) = parent else { break };
            if let Some(sum) = sums.get_mut(at) {
                *sum = Some(sum.map_or(own, |sum| joined(&sum, &own)));
            }
            parent = network.tasks.get(at).and_then(|task| task.parent);
        }
    }
    for (place, sum) in solution.dates.iter_mut().zip(sums) {
        if let Some(sum) = sum {
            let late = calendars.project().between(sum.finish, sum.late_finish);
            *place = Dates { free_float: late, ..sum };
        }
    }
}

fn joined(one: &Dates, other: &Dates) -> Dates {
    Dates {
        start: one.start.min(other.start),
        finish: one.finish.max(other.finish),
        late_start: one.late_start.min(other.late_start),
        late_finish: one.late_finish.max(other.late_finish),
        total_float: one.total_float.min(other.total_float),
        free_float: 0,
        driver: if one.start <= other.start { one.driver } else { other.driver },
    }
}
