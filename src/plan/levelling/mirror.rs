//! The problem seen from its end: what starts late in it finishes early in the original. A serial pass over it is the
//! backward half of forward-backward improvement. Dates are left out: only the order of a mirrored schedule is used.

use super::{Activity, Calendar, End, Link, Problem, Resource, Step, Time};

/// The mirrored problem, with time `horizon` as its time 0.
pub fn mirrored(problem: &Problem, horizon: Time) -> Problem {
    let turned = |end: End| if end == End::Start { End::Finish } else { End::Start };
    Problem {
        activities: problem
            .activities
            .iter()
            .map(|one| Activity { not_before: 0, start_by: None, finish_by: None, ..one.clone() })
            .collect(),
        links: problem
            .links
            .iter()
            .map(|link| Link {
                from: link.to,
                from_end: turned(link.to_end),
                to: link.from,
                to_end: turned(link.from_end),
                ..*link
            })
            .collect(),
        resources: problem.resources.iter().map(|one| turned_resource(one, horizon)).collect(),
        calendars: problem.calendars.iter().map(|one| turned_calendar(one, horizon)).collect(),
    }
}

fn turned_calendar(calendar: &Calendar, horizon: Time) -> Calendar {
    let closed = calendar.closed.iter().map(|(from, to)| (horizon - *to, horizon - *from));
    Calendar { closed: closed.filter(|span| span.0 >= 0).collect() }
}

/// Steps backwards; before the original's start there is as much as ever was, so that every pass ends.
fn turned_resource(resource: &Resource, horizon: Time) -> Resource {
    let steps = &resource.capacity;
    let most = steps.iter().map(|step| step.amount).max().unwrap_or(0);
    let mut capacity: Vec<Step> = Vec::with_capacity(steps.len() + 1);
    for (place, step) in steps.iter().enumerate().rev() {
        let until = steps.get(place + 1).map_or(horizon, |next| next.from);
        capacity.push(Step { from: (horizon - until).max(0), amount: step.amount });
    }
    let first = steps.first().map_or(0, |step| step.from);
    if first > 0 {
        capacity.push(Step { from: horizon - first, amount: 0 });
    }
    capacity.push(Step { from: horizon, amount: most });
    capacity.dedup_by_key(|step| step.from);
    Resource { capacity }
}
