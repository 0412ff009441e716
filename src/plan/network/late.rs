//! Latest dates and float, backward along the links from the end by which a plan is judged.
//! It moves no task.

use crate::calendar::moment::Moment;
use crate::plan::network::{Calendars, Dates, Fixed, Length, Link, Network, Solution, Task};

/// A link seen from the task that is waited for: who waits, and how.
type Follower = (usize, Link);

/// The latest end that a link leaves its earlier task when the later one has these dates.
pub fn latest_finish(
    task: &Task,
    link: &Link,
    (start, finish): (Moment, Moment),
    calendars: &Calendars,
) -> Moment {
    let until = if link.kind.to_finish() { finish } else { start };
    if link.kind.from_finish() {
        return calendars.unlagged(until, link.lag);
    }
    // Its start must come early enough: the start of a shift, as project planners count.
    if matches!(task.length, Length::Days(1..)) {
        return finish_from(task, calendars.unlagged(until, link.lag), calendars);
    }
    let until = calendars.get(task.calendar).next_start(until);
    calendars.finish(task, calendars.unlagged(until, link.lag))
}

/// Sets latest dates and float.
pub fn late(network: &Network, calendars: &Calendars, order: &[usize], solution: &mut Solution) {
    let followers = followers(network);
    let ends = ends(network, solution);
    for index in order.iter().rev() {
        let Some(task) = network.tasks.get(*index).filter(|task| !task.summary) else { continue };
        let Some(own) = solution.dates.get(*index).copied() else { continue };
        let after = followers.get(*index).map(Vec::as_slice).unwrap_or_default();
        let after: Vec<&Follower> = after.iter().filter(|(other, _)| !finished(network, *other)).collect();
        let bound = |late: bool| {
            let bounds = after.iter().filter_map(|(other, link)| {
                let dates = solution.dates.get(*other)?;
                let at =
                    if late { (dates.late_start, dates.late_finish) } else { (dates.start, dates.finish) };
                Some(latest_finish(task, link, at, calendars))
            });
            bounds.fold(ends.get(*index).copied().unwrap_or(solution.finish), Moment::min)
        };
        let (mut late_finish, free) = (bound(true), bound(false));
        late_finish = dated_by_hand(task, late_finish, calendars);
        if let Some(slip) = slip_of_timed(network, calendars, *index, &followers, solution) {
            late_finish = late_finish.min(slipped(task, own.start, slip, calendars));
        }
        let calendar = calendars.get(task.calendar);
        late_finish = task.actual_finish.unwrap_or_else(|| match task.length {
            Length::Days(1..) => calendar.day(calendar.days_ended(late_finish) - 1, true),
            // The clock runs on after the last shift.
            Length::Elapsed(1..) => late_finish,
            _ => calendar.previous_end(late_finish),
        });
        let late_start = task.actual_start.unwrap_or_else(|| calendars.start(task, late_finish));
        let late_start = match task.length {
            // It starts in a shift: if that is over, a minute before its end at the latest.
            Length::Elapsed(1..) if calendar.next_start(late_start) != late_start => {
                calendar.previous_end(late_start).plus(-1)
            }
            _ => late_start,
        };
        let at_end = calendar.between(own.finish, late_finish);
        let total_float = match task.actual_start {
            Some(_) => at_end,
            None => at_end.min(calendar.between(own.start, late_start)),
        };
        let free_float = calendar.between(own.finish, free).max(0);
        if let Some(place) = solution.dates.get_mut(*index) {
            *place = Dates { late_start, late_finish, total_float, free_float, ..own };
        }
    }
}

/// The end by which each task is judged: of those that the plan is judged by the last of their ends, else the last of all.
fn ends(network: &Network, solution: &Solution) -> Vec<Moment> {
    let judged = solution.judged(network);
    let mut ends = vec![solution.finish; network.tasks.len()];
    for index in &network.judged {
        if let Some(end) = ends.get_mut(*index) {
            *end = judged;
        }
    }
    ends
}

/// When a task ends that starts at most so many working minutes later.
fn slipped(task: &Task, start: Moment, minutes: i64, calendars: &Calendars) -> Moment {
    finish_from(task, calendars.project().after(start, minutes), calendars)
}

/// When a task ends that starts at a moment at the latest.
fn finish_from(task: &Task, latest: Moment, calendars: &Calendars) -> Moment {
    let latest = calendars.project().next_start(latest);
    let calendar = calendars.get(task.calendar);
    match task.length {
        // The last day that does not begin later.
        Length::Days(1..) => {
            calendars.finish(task, calendar.day(calendar.day_index(latest.plus(1)) - 1, false))
        }
        _ => calendars.finish(task, latest),
    }
}

fn finished(network: &Network, index: usize) -> bool {
    network.tasks.get(index).is_none_or(|task| task.actual_finish.is_some())
}

fn followers(network: &Network) -> Vec<Vec<Follower>> {
    let mut followers: Vec<Vec<Follower>> = vec![Vec::new(); network.tasks.len()];
    for (index, task) in network.tasks.iter().enumerate() {
        for link in &task.before {
            if let Some(place) = followers.get_mut(link.task) {
                place.push((index, *link));
            }
        }
    }
    followers
}

/// The latest end under the dates that the user gave.
fn dated_by_hand(task: &Task, late_finish: Moment, calendars: &Calendars) -> Moment {
    let fixed = match task.fixed {
        Some(Fixed::Start(moment)) => calendars.finish(task, calendars.open(task, moment)),
        Some(Fixed::Finish(moment)) => moment,
        None => late_finish,
    };
    let dates = [task.not_after, task.deadline];
    dates.into_iter().flatten().fold(fixed, Moment::min)
}

/// By how many working minutes a task can slip before what is timed to it, and slips with it, moves the end.
fn slip_of_timed(
    network: &Network,
    calendars: &Calendars,
    target: usize,
    followers: &[Vec<Follower>],
    solution: &Solution,
) -> Option<i64> {
    let mut least: Option<i64> = None;
    // What is timed to a task is linked to it, directly or over others that are timed to it.
    let mut open = vec![target];
    let mut seen: Vec<usize> = Vec::new();
    while let Some(at) = open.pop() {
        let Some(task) = network.tasks.get(at) else { continue };
        for link in &task.before {
            let timed = network.tasks.get(link.task).filter(|task| task.timed_to == Some(target));
            let Some(timed) = timed.filter(|_| !seen.contains(&link.task)) else { continue };
            seen.push(link.task);
            open.push(link.task);
            let Some(own) = solution.dates.get(link.task) else { continue };
            let outside = followers.get(link.task).into_iter().flatten().filter(|(other, _)| {
                *other != target
                    && network.tasks.get(*other).is_some_and(|other| other.timed_to != Some(target))
            });
            for (other, link) in outside {
                let Some(dates) = solution.dates.get(*other) else { continue };
                let bound = latest_finish(timed, link, (dates.late_start, dates.late_finish), calendars);
                let slip = calendars.project().between(own.finish, bound).max(0);
                least = Some(least.map_or(slip, |least| least.min(slip)));
            }
        }
    }
    least
}
