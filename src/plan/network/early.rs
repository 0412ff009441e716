//! Earliest dates of every task, forward along the links and, where roles have a limit, when somebody is free.
//! A task that is timed to another is moved to its latest place as soon as the other has its date.

use crate::calendar::moment::Moment;
use crate::plan::network::crews::{Crews, is_movable};
use crate::plan::network::late::latest_finish;
use crate::plan::network::{Calendars, Dates, Driver, Fixed, Length, Link, Network, Solution, Task};

/// The earliest dates, by index, as if every role had people enough; late dates are still the same as the early ones.
pub fn early(network: &Network, calendars: &Calendars, order: &[usize]) -> Solution {
    placed(network, calendars, order, &mut Crews::default())
}

/// The earliest dates with the people of `crews`, who serve the tasks in the given order, in which each comes after
/// all that it waits for.
pub fn placed(network: &Network, calendars: &Calendars, order: &[usize], crews: &mut Crews) -> Solution {
    let mut dates = vec![dated(network.start, network.start, Driver::ProjectStart); network.tasks.len()];
    let timed = timed(network, order);
    let tasks = || order.iter().filter_map(|index| Some((*index, network.tasks.get(*index)?)));
    // Dates that are given take their people first.
    for (index, task) in tasks().filter(|(_, task)| !is_movable(task)) {
        crews.take(index, task, calendars, &earliest(task, network.start, calendars, &dates));
    }
    for (index, task) in tasks().filter(|(_, task)| !task.summary) {
        let by_links = earliest(task, network.start, calendars, &dates);
        let found = crews.first_free(index, task, calendars, by_links);
        if is_movable(task) {
            crews.take(index, task, calendars, &found);
        }
        if let Some(place) = dates.get_mut(index) {
            *place = found;
        }
        if let Some(group) = timed.get(index).filter(|group| !group.is_empty()) {
            place_timed(network, calendars, (index, group), crews, &mut dates);
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
    if let Some(start) = task.actual_start {
        return dated(start, real_finish(calendars, task, start), Driver::Fixed);
    }
    let finish_of = |start| calendars.finish(task, start);
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

/// When a task ends that really started at a moment: what is left of it lies after the day of the report.
fn real_finish(calendars: &Calendars, task: &Task, start: Moment) -> Moment {
    let rest = || Some(rest(calendars, task, task.remains_from?.max(start)));
    task.actual_finish.or_else(rest).unwrap_or_else(|| calendars.finish(task, start))
}

/// When the rest of a task ends that goes on at a moment.
fn rest(calendars: &Calendars, task: &Task, from: Moment) -> Moment {
    let left = |all: u32| {
        let share = u64::from(1000_u16.saturating_sub(task.progress.0));
        u32::try_from((u64::from(all) * share).div_ceil(1000)).unwrap_or(all)
    };
    let length = match task.length {
        Length::Working(minutes) => Length::Working(left(minutes)),
        Length::Elapsed(minutes) => Length::Elapsed(left(minutes)),
        Length::Days(days) => Length::Days(left(days)),
    };
    if length.is_milestone() {
        return from;
    }
    let rest = Task { length, calendar: task.calendar, ..Task::default() };
    calendars.finish(&rest, calendars.open(&rest, from))
}

/// Moves the tasks that are timed to `target` to the latest dates that still come before it.
fn place_timed(
    network: &Network,
    calendars: &Calendars,
    (target, group): (usize, &[usize]),
    crews: &mut Crews,
    dates: &mut [Dates],
) {
    for index in group.iter().rev() {
        let Some(task) = network.tasks.get(*index).filter(|task| is_movable(task)) else { continue };
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
        let (Some(latest), Some(now)) = (latest, dates.get(*index).copied()) else { continue };
        crews.release(*index, calendars);
        let start = crews.last_free(*index, task, calendars, (now.start, latest));
        let found = match start.filter(|start| *start > now.start) {
            Some(start) => dated(start, calendars.finish(task, start), Driver::TimedTo(target)),
            None => now,
        };
        crews.take(*index, task, calendars, &found);
        if let Some(place) = dates.get_mut(*index) {
            *place = found;
        }
    }
}

/// Dates for summary tasks that were added to a network after it was dated.
pub fn add_summaries(network: &Network, calendars: &Calendars, solution: &mut Solution) {
    let nothing = dated(network.start, network.start, Driver::ProjectStart);
    solution.dates.resize(network.tasks.len(), nothing);
    sum_up(network, calendars, solution);
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
