//! Laws of levelling, checked by a validator that goes through time unit by unit and shares no code with the kernel.

use gapline::plan::levelling::{
    Activity, Calendar, Cause, Conflict, Demand, End, Levelled, Link, Outcome, Problem, Resource, Search,
    Step, Time, level,
};
use proptest::prelude::*;

/// Whether an activity may work in a unit.
fn is_open(problem: &Problem, calendar: Option<usize>, unit: Time) -> bool {
    let closed = calendar.map(|one| &problem.calendars[one].closed);
    !closed.is_some_and(|spans| spans.iter().any(|(from, to)| *from <= unit && unit < *to))
}

/// The units in which an activity works, counted one by one.
fn units(problem: &Problem, activity: usize, start: Time) -> Vec<Time> {
    let one = &problem.activities[activity];
    (start..).filter(|unit| is_open(problem, one.calendar, *unit)).take(one.duration as usize).collect()
}

fn finish(problem: &Problem, activity: usize, start: Time) -> Time {
    units(problem, activity, start).last().map_or(start, |last| last + 1)
}

fn capacity(resource: &Resource, unit: Time) -> u32 {
    resource.capacity.iter().rev().find(|step| step.from <= unit).map_or(0, |step| step.amount)
}

/// The point so many open units after another: the end of the last of them; or before it.
fn moved(problem: &Problem, calendar: Option<usize>, point: Time, lag: Time) -> Time {
    let (mut here, mut left) = (point, lag);
    while left > 0 {
        left -= Time::from(is_open(problem, calendar, here));
        here += 1;
    }
    while left < 0 {
        here -= 1;
        left += Time::from(here < 0 || is_open(problem, calendar, here));
    }
    // Back over closed units: a lead reaches to the end of the last open unit before it.
    while lag < 0 && here > 0 && !is_open(problem, calendar, here - 1) {
        here -= 1;
    }
    here
}

/// The last finish, or what is wrong.
fn validate(problem: &Problem, starts: &[Time]) -> Result<Time, String> {
    let count = problem.activities.len();
    if starts.len() != count {
        return Err("the number of starts is wrong".to_owned());
    }
    let finishes: Vec<Time> = (0..count).map(|one| finish(problem, one, starts[one])).collect();
    for (one, activity) in problem.activities.iter().enumerate() {
        let (start, finish) = (starts[one], finishes[one]);
        if start < activity.not_before || !is_open(problem, activity.calendar, start) {
            return Err(format!("{one} starts too early or on a closed unit"));
        }
        if activity.start_by.is_some_and(|by| start > by) || activity.finish_by.is_some_and(|by| finish > by)
        {
            return Err(format!("{one} is late"));
        }
    }
    for (place, link) in problem.links.iter().enumerate() {
        let end = |one: usize, end: End| if end == End::Start { starts[one] } else { finishes[one] };
        if end(link.to, link.to_end) < moved(problem, link.calendar, end(link.from, link.from_end), link.lag)
        {
            return Err(format!("link {place} is broken"));
        }
    }
    let last = finishes.iter().copied().max().unwrap_or(0);
    let mut used = vec![vec![0; problem.resources.len()]; last as usize];
    for (one, activity) in problem.activities.iter().enumerate() {
        for unit in units(problem, one, starts[one]) {
            for demand in &activity.demands {
                used[unit as usize][demand.resource] += demand.amount;
            }
        }
    }
    for (unit, used) in (0..).zip(&used) {
        for (place, resource) in problem.resources.iter().enumerate() {
            if used[place] > capacity(resource, unit) {
                return Err(format!("resource {place} is over its capacity at {unit}"));
            }
        }
    }
    Ok(last)
}

fn search(schedules: u64) -> Search {
    Search { schedules, ..Search::default() }
}

fn outcome(problem: &Problem, search: &Search) -> Outcome {
    level(problem, search, &mut || true).unwrap()
}

/// The schedule, which the validator must accept.
fn levelled(problem: &Problem, search: &Search) -> Levelled {
    match outcome(problem, search) {
        Outcome::Levelled(levelled) => {
            assert_eq!(
                validate(problem, &levelled.starts),
                Ok(levelled.makespan),
                "{problem:?} {levelled:?}"
            );
            levelled
        }
        other => panic!("{other:?} for {problem:?}"),
    }
}

fn activity(duration: Time, needs: &[u32]) -> Activity {
    let demands = needs.iter().enumerate().filter(|need| *need.1 > 0);
    Activity {
        duration,
        demands: demands.map(|(resource, amount)| Demand { resource, amount: *amount }).collect(),
        ..Activity::default()
    }
}

fn problem(activities: Vec<Activity>, links: Vec<Link>, capacities: &[u32]) -> Problem {
    let resources = capacities.iter().map(|amount| Resource::constant(*amount)).collect();
    Problem { activities, links, resources, calendars: Vec::new() }
}

fn steps(steps: &[(Time, u32)]) -> Resource {
    Resource { capacity: steps.iter().map(|(from, amount)| Step { from: *from, amount: *amount }).collect() }
}

#[test]
fn small_projects_reach_the_optimum_worked_out_by_hand() {
    let check = |problem: Problem, expected: Time| {
        let found = levelled(&problem, &search(500));
        assert_eq!((found.makespan, found.bound), (expected, expected), "{problem:?}");
    };
    // Nothing to share.
    check(problem(vec![activity(3, &[]), activity(4, &[])], vec![Link::finish_start(0, 1, 2)], &[]), 9);
    // One after the other.
    check(problem(vec![activity(3, &[1]), activity(4, &[1]), activity(2, &[1])], vec![], &[1]), 9);
    // Two by two: 5 + 1 beside 4 + 2.
    let four = vec![activity(5, &[1]), activity(4, &[1]), activity(2, &[1]), activity(1, &[1])];
    check(problem(four, vec![], &[2]), 6);
    // The long chain first, or it ends at 11: one engineer, 4 then a free 5, and a 2.
    let chain = vec![activity(2, &[1]), activity(4, &[1]), activity(5, &[])];
    check(problem(chain, vec![Link::finish_start(1, 2, 0)], &[1]), 9);
    // No activity at all.
    check(Problem::default(), 0);
    // A milestone needs nothing, whatever it asks for.
    check(problem(vec![activity(0, &[9])], vec![], &[1]), 0);
}

#[test]
fn an_absence_is_waited_for_or_worked_around_and_named() {
    // Somebody is there for 3 units, away for 2, and there again.
    let mut away = problem(vec![activity(4, &[1])], vec![], &[]);
    away.resources = vec![steps(&[(0, 1), (3, 0), (5, 1)])];
    let found = levelled(&away, &search(10));
    assert_eq!(found.starts, [5]);
    assert_eq!(found.delays[0].cause, Cause::Absent { resource: 0, until: 5 });
    // With the absence in the calendar of the activity the work pauses instead.
    away.calendars = vec![Calendar { closed: vec![(3, 5)] }];
    away.activities[0].calendar = Some(0);
    let found = levelled(&away, &search(10));
    assert_eq!((found.starts, found.finishes, found.delays), (vec![0], vec![6], vec![]));
}

#[test]
fn a_delayed_activity_says_who_had_the_resource() {
    let mut one = problem(
        vec![activity(4, &[1, 0]), activity(3, &[1, 1]), activity(2, &[0, 1])],
        vec![Link::finish_start(1, 2, 0)],
        &[1, 1],
    );
    one.activities[0].start_by = Some(0);
    let found = levelled(&one, &search(100));
    assert_eq!(found.starts, [0, 4, 7]);
    assert_eq!(found.delays.len(), 2);
    assert_eq!((found.delays[0].activity, found.delays[0].earliest, found.delays[0].ready), (1, 0, 0));
    assert_eq!(found.delays[0].cause, Cause::Busy { resource: 0, activities: vec![0], until: 4 });
    assert_eq!((found.delays[1].activity, found.delays[1].earliest, found.delays[1].ready), (2, 3, 7));
    assert_eq!(found.delays[1].cause, Cause::Link { link: 0 });
}

#[test]
fn fixed_dates_stay_and_others_work_around_them() {
    let mut fixed = problem(vec![activity(3, &[1]), activity(2, &[1]), activity(4, &[1])], vec![], &[1]);
    fixed.activities[0].not_before = 2;
    fixed.activities[0].start_by = Some(2);
    let found = levelled(&fixed, &search(100));
    assert_eq!((found.starts[0], found.makespan), (2, 9));
    // A date that must be met although a rule would serve others first.
    let mut dated = problem(vec![activity(6, &[1]), activity(2, &[1])], vec![], &[1]);
    dated.activities[1].finish_by = Some(3);
    assert_eq!(levelled(&dated, &search(100)).starts, [2, 0]);
}

#[test]
fn greatest_times_are_kept() {
    // B starts at most 1 after A finishes, and shares an engineer with C, which may not start late.
    let mut held = problem(
        vec![activity(2, &[]), activity(3, &[1]), activity(4, &[1])],
        vec![
            Link::finish_start(0, 1, 0),
            Link { from: 1, from_end: End::Start, to: 0, to_end: End::Finish, lag: -1, calendar: None },
        ],
        &[1],
    );
    held.activities[2].start_by = Some(1);
    let found = levelled(&held, &search(100));
    assert_eq!(found.makespan, 7);
    assert!(found.starts[1] - found.finishes[0] <= 1);
}

#[test]
fn what_is_infeasible_is_named_so_that_it_can_be_checked() {
    let conflict = |problem: &Problem| match outcome(problem, &search(2000)) {
        Outcome::Infeasible(conflict) => conflict,
        other => panic!("{other:?}"),
    };
    // A loop of links; the sum of the lags along it is positive.
    let links = vec![Link::start_start(0, 1, 5), Link::start_start(2, 0, 1), Link::start_start(1, 0, -4)];
    let looped = problem(vec![activity(1, &[]), activity(1, &[]), activity(1, &[])], links, &[]);
    let Conflict::Loop { links } = conflict(&looped) else { panic!() };
    let sum: Time = links.iter().map(|link| looped.links[*link].lag).sum();
    assert_eq!((links.len(), sum), (2, 1));
    for (place, link) in links.iter().enumerate() {
        let next = links[(place + 1) % links.len()];
        assert_eq!(looped.links[*link].to, looped.links[next].from);
    }
    // A date that the links before it miss.
    let mut late = problem(vec![activity(4, &[]), activity(2, &[])], vec![Link::finish_start(0, 1, 1)], &[]);
    late.activities[0].not_before = 3;
    late.activities[1].finish_by = Some(8);
    assert_eq!(conflict(&late), Conflict::Late { first: 0, links: vec![0], last: 1, by: 2 });
    // Never enough of a resource.
    let short = problem(vec![activity(1, &[1, 3])], vec![], &[1, 2]);
    assert_eq!(conflict(&short), Conflict::Demand { activity: 0, resources: vec![1] });
    // Two fixed to the same time.
    let mut both = problem(vec![activity(3, &[1]), activity(3, &[1])], vec![], &[1]);
    for one in [0, 1] {
        both.activities[one].not_before = one as Time;
        both.activities[one].start_by = Some(one as Time);
    }
    let expected = Conflict::Overload {
        resource: 0,
        from: 1,
        until: 2,
        activities: vec![0, 1],
        needed: 2,
        available: 1,
    };
    assert_eq!(conflict(&both), expected);
    // Three in a window for two.
    let mut three = problem(vec![activity(3, &[1]), activity(3, &[1]), activity(3, &[1])], vec![], &[1]);
    for one in &mut three.activities {
        one.finish_by = Some(8);
    }
    let expected = Conflict::Overload {
        resource: 0,
        from: 0,
        until: 8,
        activities: vec![0, 1, 2],
        needed: 9,
        available: 8,
    };
    assert_eq!(conflict(&three), expected);
    // Two that must overlap and cannot, beside one that has nothing to do with it.
    let links = vec![Link::start_start(0, 1, -2), Link::start_start(1, 0, -2)];
    let clash = problem(vec![activity(3, &[1]), activity(3, &[1]), activity(5, &[0, 1])], links, &[1, 1]);
    assert_eq!(conflict(&clash), Conflict::Search { activities: vec![0, 1], resources: vec![0] });
}

/// Any problem without loops: links forwards, some leads, absences, pauses, dates.
fn projects() -> impl Strategy<Value = Problem> {
    let activities = prop::collection::vec((0..6, prop::collection::vec(0..4_u32, 2), 0..8), 1..12);
    let links = prop::collection::vec((0..12_usize, 0..12_usize, -2..4, 0..4_usize, prop::bool::ANY), 0..14);
    let pauses = prop::collection::vec((0..30, 1..4), 0..4);
    let absences = prop::collection::vec((1..30, 1..4), 0..3);
    (activities, links, pauses, absences).prop_map(|(activities, links, pauses, absences)| {
        let count = activities.len();
        let mut problem = Problem::default();
        for (place, (duration, needs, early)) in activities.into_iter().enumerate() {
            let mut one = activity(duration, &needs);
            one.not_before = if early > 5 { early } else { 0 };
            one.calendar = (place % 3 == 1).then_some(0);
            problem.activities.push(one);
        }
        for (one, other, lag, kind, counted) in links {
            let (one, other) = (one % count, other % count);
            if one != other {
                let ends = [End::Start, End::Finish];
                problem.links.push(Link {
                    from: one.min(other),
                    from_end: ends[kind % 2],
                    to: one.max(other),
                    to_end: ends[kind / 2],
                    lag,
                    calendar: counted.then_some(0),
                });
            }
        }
        problem.calendars =
            vec![Calendar { closed: pauses.iter().map(|(at, long)| (*at, at + long)).collect() }];
        let mut away = vec![(0, 3)];
        let mut last = 0;
        for (at, long) in absences {
            let from = last + at;
            away.extend([(from, 1), (from + long, 3)]);
            last = from + long;
        }
        problem.resources = vec![steps(&away), Resource::constant(3)];
        problem
    })
}

/// Small problems with greatest times and dates, many of them infeasible.
fn held_projects() -> impl Strategy<Value = Problem> {
    let activities = prop::collection::vec((1..4, 0..3_u32, 0..6_i32), 2..5);
    let links = prop::collection::vec((0..5_usize, 0..5_usize, -5..4), 1..7);
    (activities, links).prop_map(|(activities, links)| {
        let count = activities.len();
        let mut built = problem(vec![], vec![], &[2]);
        for (duration, need, by) in activities {
            let mut one = activity(duration, &[need]);
            one.start_by = (by > 3).then_some(by);
            built.activities.push(one);
        }
        for (one, other, lag) in links {
            if one % count != other % count {
                built.links.push(Link::start_start(one % count, other % count, lag));
            }
        }
        built
    })
}

/// The least last finish of all schedules that start by a time, by trying them all.
fn tried(problem: &Problem, latest: Time) -> Option<Time> {
    let count = problem.activities.len();
    let mut starts = vec![0; count];
    let mut best: Option<Time> = None;
    loop {
        if let Ok(finish) = validate(problem, &starts) {
            best = Some(best.map_or(finish, |best| best.min(finish)));
        }
        let Some(place) = starts.iter().position(|start| *start < latest) else { return best };
        starts[place] += 1;
        starts[..place].fill(0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_schedule_keeps_every_limit(problem in projects(), seed in 0..9_u64) {
        let found = levelled(&problem, &Search { seed, ..search(60) });
        prop_assert!(found.bound <= found.makespan);
        for delay in &found.delays {
            prop_assert!(delay.earliest <= delay.ready && delay.ready <= delay.start);
            prop_assert!(delay.earliest < delay.start);
            prop_assert_eq!(delay.ready < delay.start, !matches!(delay.cause, Cause::Link { .. }));
            // Nobody who is named as holding the resource finishes before the time named.
            if let Cause::Busy { activities, until, resource } = &delay.cause {
                prop_assert!(!activities.is_empty());
                for one in activities {
                    let works = units(&problem, *one, found.starts[*one]);
                    prop_assert!(works.contains(&(until - 1)));
                    prop_assert!(problem.activities[*one].demands.iter().any(|need| need.resource == *resource));
                }
            }
        }
    }

    #[test]
    fn nothing_could_start_earlier_alone(problem in projects()) {
        let found = levelled(&problem, &search(30));
        for one in 0..found.starts.len() {
            for earlier in 0..found.starts[one] {
                let mut starts = found.starts.clone();
                starts[one] = earlier;
                prop_assert!(validate(&problem, &starts).is_err(), "{} could start at {}", one, earlier);
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_plan(problem in projects(), seed in 0..9_u64) {
        let search = Search { seed, ..search(80) };
        prop_assert_eq!(outcome(&problem, &search), outcome(&problem, &search));
    }

    #[test]
    fn more_capacity_is_never_worse_when_the_known_schedule_is_handed_in(
        problem in projects(), resource in 0..2_usize, seed in 0..9_u64,
    ) {
        let before = levelled(&problem, &search(40));
        let mut more = problem.clone();
        for step in &mut more.resources[resource].capacity {
            step.amount += 1;
        }
        let known = vec![before.starts.clone()];
        let after = levelled(&more, &Search { seed, known, ..search(40) });
        prop_assert!(after.makespan <= before.makespan);
        // One look is enough for the guarantee.
        let known = vec![before.starts];
        let at_once = levelled(&more, &Search { seed, known, ..search(1) });
        prop_assert!(at_once.makespan <= before.makespan);
    }

    #[test]
    fn small_problems_with_greatest_times_are_decided_right(problem in held_projects()) {
        // 4 activities of at most 3 units and lags of at most 3: any schedule can be pressed together to start by 12.
        let expected = tried(&problem, 12);
        match (outcome(&problem, &search(3000)), expected) {
            (Outcome::Levelled(found), Some(expected)) => {
                prop_assert_eq!(validate(&problem, &found.starts), Ok(found.makespan));
                prop_assert_eq!(found.makespan, expected);
                prop_assert!(found.bound <= expected);
            }
            (Outcome::Infeasible(conflict), None) => certified(&problem, &conflict)?,
            (found, expected) => prop_assert!(false, "{:?}, expected {:?}", found, expected),
        }
    }

    #[test]
    fn a_budget_that_is_spent_at_once_still_gives_a_schedule(problem in projects()) {
        let found = level(&problem, &search(u64::MAX), &mut || false).unwrap();
        let spent = if let Outcome::Levelled(found) = found { found.schedules } else { u64::MAX };
        prop_assert!(spent <= 1);
    }
}

/// Checks a conflict by what it says, without the kernel.
fn certified(problem: &Problem, conflict: &Conflict) -> Result<(), TestCaseError> {
    match conflict {
        Conflict::Loop { links } => {
            let lags: Time = links.iter().map(|link| problem.links[*link].lag).sum();
            prop_assert!(lags > 0);
            for (place, link) in links.iter().enumerate() {
                let next = links[(place + 1) % links.len()];
                prop_assert_eq!(problem.links[*link].to, problem.links[next].from);
            }
        }
        Conflict::Late { first, links, last, by } => {
            let mut here = *first;
            let mut start = problem.activities[here].not_before;
            for link in links {
                prop_assert_eq!(problem.links[*link].from, here);
                here = problem.links[*link].to;
                start += problem.links[*link].lag;
            }
            prop_assert_eq!(here, *last);
            prop_assert_eq!(start - problem.activities[here].start_by.unwrap(), *by);
            prop_assert!(*by > 0);
        }
        Conflict::Demand { activity, resources } => {
            for resource in resources {
                let need =
                    problem.activities[*activity].demands.iter().find(|need| need.resource == *resource);
                prop_assert!(need.unwrap().amount > problem.resources[*resource].capacity[0].amount);
            }
        }
        Conflict::Overload { resource, from, until, activities, needed, available } => {
            prop_assert!(needed > available);
            let most = i64::from(problem.resources[*resource].capacity[0].amount) * i64::from(until - from);
            prop_assert_eq!(*available, most);
            // Whichever schedule without limits: these activities do that much work in the span.
            let mut loose = problem.clone();
            loose.resources[*resource] = Resource::constant(99);
            let mut starts = vec![0; loose.activities.len()];
            loop {
                if validate(&loose, &starts).is_ok() {
                    let work = activities.iter().map(|one| {
                        let inside = units(problem, *one, starts[*one]);
                        let inside = inside.iter().filter(|unit| (*from..*until).contains(*unit)).count();
                        inside as i64 * i64::from(problem.activities[*one].demands[0].amount)
                    });
                    prop_assert!(work.sum::<i64>() >= *needed);
                }
                let Some(place) = starts.iter().position(|start| *start < 8) else { break };
                starts[place] += 1;
                starts[..place].fill(0);
            }
        }
        Conflict::Search { activities, resources } => {
            // With the others' demands left out there is still no schedule.
            let mut only = problem.clone();
            for (one, activity) in only.activities.iter_mut().enumerate() {
                if !activities.contains(&one) {
                    activity.demands.clear();
                }
            }
            prop_assert!(!activities.is_empty() && !resources.is_empty());
            prop_assert_eq!(tried(&only, 12), None);
        }
    }
    Ok(())
}
