//! What a problem must be like to be worked on at all; and how far its times can reach.

use super::{Problem, Time};
use thiserror::Error;

/// Why a problem cannot be worked on. These are mistakes of the caller, not of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unusable {
    /// More than 65,535 activities.
    #[error("there are more than 65,535 activities")]
    TooMany,
    /// A link names an activity or calendar that is not there.
    #[error("link {0} names what is not there")]
    Link(usize),
    /// An activity names a resource or calendar that is not there, or has a time below 0.
    #[error("activity {0} names what is not there or has a time below 0")]
    Activity(usize),
    /// The steps of a resource are not in order, or start before 0.
    #[error("the steps of resource {0} are not in order")]
    Resource(usize),
    /// An amount is above 2,147,483,647.
    #[error("an amount is above 2,147,483,647")]
    Amount,
    /// Times reach beyond 500 million units.
    #[error("times reach beyond 500 million units")]
    TooLong,
}

/// The greatest horizon: four of it still fit into a [`Time`].
const LONGEST: i64 = 500_000_000;

/// Checks every index and number, and returns a time by which everything could be done one after the other.
pub fn horizon(problem: &Problem) -> Result<Time, Unusable> {
    let count = problem.activities.len();
    if count > 65_535 {
        return Err(Unusable::TooMany);
    }
    let calendar_is_there =
        |calendar: Option<usize>| calendar.is_none_or(|one| one < problem.calendars.len());
    let mut last: i64 = 0;
    let mut sum: i64 = 0;
    for (place, activity) in problem.activities.iter().enumerate() {
        let resources_are_there =
            activity.demands.iter().all(|demand| demand.resource < problem.resources.len());
        let dates = [activity.start_by, activity.finish_by];
        if activity.duration < 0
            || activity.not_before < 0
            || dates.iter().flatten().any(|date| *date < 0)
            || !resources_are_there
            || !calendar_is_there(activity.calendar)
        {
            return Err(Unusable::Activity(place));
        }
        let mut needs: Vec<(usize, u64)> = Vec::new();
        for demand in &activity.demands {
            match needs.iter_mut().find(|need| need.0 == demand.resource) {
                Some(need) => need.1 += u64::from(demand.amount),
                None => needs.push((demand.resource, u64::from(demand.amount))),
            }
        }
        if needs.iter().any(|need| need.1 > i32::MAX as u64) {
            return Err(Unusable::Amount);
        }
        last = last.max(i64::from(activity.not_before));
        sum += i64::from(activity.duration);
    }
    for (place, link) in problem.links.iter().enumerate() {
        if link.from >= count || link.to >= count || !calendar_is_there(link.calendar) {
            return Err(Unusable::Link(place));
        }
        sum += i64::from(link.lag).abs();
    }
    for (place, resource) in problem.resources.iter().enumerate() {
        let ordered = resource.capacity.windows(2).all(|pair| match pair {
            [one, next] => one.from < next.from,
            _ => true,
        });
        if !ordered || resource.capacity.first().is_some_and(|step| step.from < 0) {
            return Err(Unusable::Resource(place));
        }
        if resource.capacity.iter().any(|step| step.amount > i32::MAX as u32) {
            return Err(Unusable::Amount);
        }
        last = last.max(resource.capacity.last().map_or(0, |step| i64::from(step.from)));
    }
    for calendar in &problem.calendars {
        let (mut shut, mut end) = (0_i64, 0_i64);
        for (from, to) in &calendar.closed {
            if *from < 0 {
                return Err(Unusable::TooLong);
            }
            shut += i64::from(*to) - i64::from(*from);
            end = end.max(i64::from(*to));
        }
        last = last.max(end).max(shut);
    }
    let horizon = last + sum + 1;
    if horizon > LONGEST {
        return Err(Unusable::TooLong);
    }
    Time::try_from(horizon).map_err(|_| Unusable::TooLong)
}
