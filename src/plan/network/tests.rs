//! Laws of the engine over random networks, and its rules one by one.

use super::*;
use crate::calendar::WorkingHours;
use crate::calendar::moment::DAY;
use crate::calendar::work::{Closed, Shift};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn at(text: &str) -> Moment {
    let (date, time) = text.split_once(' ').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    Moment::at(day(date), hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap())
}

pub(super) fn calendar(closed: &[(&str, &str)]) -> CalendarSpec {
    let usual = WorkingHours::default().usual;
    CalendarSpec {
        name: "calendar".into(),
        week: std::array::from_fn(|weekday| if weekday < 5 { usual.clone() } else { Vec::new() }),
        closed: closed
            .iter()
            .map(|(first, last)| Closed { first: day(first), last: day(last), name: "off".into() })
            .collect(),
    }
}

pub(super) fn link(task: usize, kind: LinkKind, lag: Lag) -> Link {
    Link { task, kind, lag }
}

pub(super) fn work(days: u32, before: Vec<Link>) -> Task {
    Task { length: Length::Working(days * 480), before, ..Task::default() }
}

/// A plan from Monday, 1 March 2027, 8 o'clock; the second calendar is closed from 8 to 12 March.
fn solved(tasks: Vec<Task>) -> (Network, Calendars, Solution) {
    let calendars = vec![calendar(&[]), calendar(&[("2027-03-08", "2027-03-12")])];
    let mut network = Network {
        name: String::new(),
        start: at("2027-03-01 08:00"),
        calendars,
        tasks,
        ..Network::default()
    };
    let (sorted, loops) = order::untangle(&mut network);
    assert!(loops.is_empty());
    let (calendars, _) = Calendars::of(&network.calendars, day("2027-03-01")).unwrap();
    let solution = solve(&network, &calendars, &sorted);
    (network, calendars, solution)
}

fn check(tasks: Vec<Task>, expected: &[(&str, &str, i64)]) {
    let (_, _, solution) = solved(tasks);
    let found: Vec<(String, String, i64)> = solution
        .dates
        .iter()
        .map(|dates| (dates.start.iso(), dates.finish.iso(), dates.total_float))
        .collect();
    let expected: Vec<(String, String, i64)> =
        expected.iter().map(|(start, finish, float)| (at(start).iso(), at(finish).iso(), *float)).collect();
    assert_eq!(found, expected);
}

use Lag::{Elapsed, Working};
use LinkKind::{FinishFinish, FinishStart, StartFinish, StartStart};

#[test]
fn the_four_kinds_of_links_with_lag_and_lead() {
    let second = |kind, lag| vec![work(3, Vec::new()), work(2, vec![link(0, kind, lag)])];
    let first = ("2027-03-01 08:00", "2027-03-03 17:00");
    let check_second = |kind, lag, start, finish, floats: (i64, i64)| {
        check(second(kind, lag), &[(first.0, first.1, floats.0), (start, finish, floats.1)]);
    };
    check_second(FinishStart, Working(0), "2027-03-04 08:00", "2027-03-05 17:00", (0, 0));
    check_second(FinishStart, Working(480), "2027-03-05 08:00", "2027-03-08 17:00", (0, 0));
    check_second(FinishStart, Working(-480), "2027-03-03 08:00", "2027-03-04 17:00", (0, 0));
    // Saturday, so Monday: by a day less than the weekend the first can slip.
    check_second(FinishStart, Elapsed(3 * 1440), "2027-03-08 08:00", "2027-03-09 17:00", (480, 0));
    check_second(StartStart, Working(960), "2027-03-03 08:00", "2027-03-04 17:00", (0, 0));
    check_second(StartStart, Working(60), "2027-03-01 09:00", "2027-03-03 09:00", (0, 420));
    check_second(FinishFinish, Working(0), "2027-03-02 08:00", "2027-03-03 17:00", (0, 0));
    check_second(FinishFinish, Working(480), "2027-03-03 08:00", "2027-03-04 17:00", (0, 0));
    check_second(StartFinish, Working(1920), "2027-03-03 08:00", "2027-03-04 17:00", (0, 0));
}

#[test]
fn nothing_starts_before_the_project() {
    let lead = |kind, lag| vec![work(1, Vec::new()), work(2, vec![link(0, kind, lag)])];
    for (kind, lag) in [(FinishStart, -4800), (StartStart, -480), (FinishFinish, 0), (StartFinish, 0)] {
        check(
            lead(kind, Working(lag)),
            &[("2027-03-01 08:00", "2027-03-01 17:00", 480), ("2027-03-01 08:00", "2027-03-02 17:00", 0)]
                .map(|(start, finish, float)| {
                    let slack = match (kind, start == "2027-03-01 08:00" && finish == "2027-03-01 17:00") {
                        (StartFinish, true) => 480,
                        _ => float,
                    };
                    (start, finish, slack)
                }),
        );
    }
}

#[test]
fn a_lag_is_counted_on_the_projects_calendar_and_work_on_the_tasks_own() {
    // Two days after Friday: Tuesday on the project's calendar, but the task's own is closed all that week.
    let late = Task { calendar: 1, ..work(1, vec![link(0, FinishStart, Working(960))]) };
    let (_, _, solution) = solved(vec![work(5, Vec::new()), late]);
    assert_eq!(solution.dates[1].start, at("2027-03-15 08:00"));
    assert_eq!(solution.dates[1].driver, Driver::Closed(at("2027-03-09 17:00")));
    let over = Task { calendar: 1, ..work(6, Vec::new()) };
    check(vec![over], &[("2027-03-01 08:00", "2027-03-15 17:00", 0)]);
}

#[test]
fn milestones_lie_where_what_they_wait_for_ended() {
    let milestone = |before| Task { before, ..Task::default() };
    check(
        vec![milestone(Vec::new()), work(5, Vec::new()), milestone(vec![link(1, FinishStart, Working(0))])],
        &[
            ("2027-03-01 08:00", "2027-03-01 08:00", 2400),
            ("2027-03-01 08:00", "2027-03-05 17:00", 0),
            ("2027-03-05 17:00", "2027-03-05 17:00", 0),
        ],
    );
}

#[test]
fn dates_of_the_user_hold_and_are_watched() {
    let after = |task: Task| {
        vec![work(2, Vec::new()), Task { before: vec![link(0, FinishStart, Working(0))], ..task }]
    };
    let two_days = ("2027-03-01 08:00", "2027-03-02 17:00");
    let not_before = Task { not_before: Some(at("2027-03-06 00:00")), ..work(1, Vec::new()) };
    check(
        after(not_before),
        &[(two_days.0, two_days.1, 3 * 480), ("2027-03-08 08:00", "2027-03-08 17:00", 0)],
    );
    let must_start = Task { fixed: Some(Fixed::Start(at("2027-03-02 08:00"))), ..work(1, Vec::new()) };
    check(after(must_start), &[(two_days.0, two_days.1, -480), ("2027-03-02 08:00", "2027-03-02 17:00", 0)]);
    let must_finish = Task { fixed: Some(Fixed::Finish(at("2027-03-10 17:00"))), ..work(1, Vec::new()) };
    check(
        after(must_finish),
        &[(two_days.0, two_days.1, 5 * 480), ("2027-03-10 08:00", "2027-03-10 17:00", 0)],
    );
    let not_after = Task { not_after: Some(at("2027-03-02 17:00")), ..work(1, Vec::new()) };
    check(
        after(not_after),
        &[(two_days.0, two_days.1, -480), ("2027-03-03 08:00", "2027-03-03 17:00", -480)],
    );
    let deadline = Task { deadline: Some(at("2027-03-05 17:00")), ..work(1, Vec::new()) };
    check(after(deadline), &[(two_days.0, two_days.1, 0), ("2027-03-03 08:00", "2027-03-03 17:00", 0)]);
}

#[test]
fn what_really_happened_counts_instead_of_the_plan() {
    let started = Task { actual_start: Some(at("2027-03-03 08:00")), ..work(2, Vec::new()) };
    let next = work(1, vec![link(0, FinishStart, Working(0))]);
    check(
        vec![started.clone(), next.clone()],
        &[("2027-03-03 08:00", "2027-03-04 17:00", 0), ("2027-03-05 08:00", "2027-03-05 17:00", 0)],
    );
    let finished = Task { actual_finish: Some(at("2027-03-03 12:00")), ..started };
    check(
        vec![finished, next],
        &[("2027-03-03 08:00", "2027-03-03 12:00", 0), ("2027-03-03 13:00", "2027-03-04 12:00", 0)],
    );
}

#[test]
fn summary_tasks_reach_from_the_first_start_to_the_last_end() {
    let child = |days, parent, before| Task { parent: Some(parent), ..work(days, before) };
    let summary = |parent| Task { summary: true, parent, ..Task::default() };
    check(
        vec![
            summary(None),
            summary(Some(0)),
            child(2, 1, Vec::new()),
            child(1, 0, vec![link(2, FinishStart, Working(0))]),
        ],
        &[
            ("2027-03-01 08:00", "2027-03-03 17:00", 0),
            ("2027-03-01 08:00", "2027-03-02 17:00", 0),
            ("2027-03-01 08:00", "2027-03-02 17:00", 0),
            ("2027-03-03 08:00", "2027-03-03 17:00", 0),
        ],
    );
}

#[test]
fn loops_are_found_task_by_task_and_cut() {
    let after = |task| work(1, vec![link(task, FinishStart, Working(0))]);
    let mut network = Network { tasks: vec![after(2), after(0), after(1), after(3)], ..Network::default() };
    let (sorted, loops) = order::untangle(&mut network);
    assert_eq!(loops, [vec![0, 2, 1], vec![3]]);
    assert_eq!(sorted, [1, 2, 0, 3]);
    assert!(network.tasks[1].before.is_empty() && network.tasks[3].before.is_empty());
}

fn lags() -> impl Strategy<Value = Lag> {
    prop_oneof![
        3 => Just(Working(0)),
        1 => (-2000_i32..3000).prop_map(Working),
        1 => (-4000_i32..9000).prop_map(Elapsed),
    ]
}

pub(super) fn networks() -> impl Strategy<Value = Network> {
    let kind = prop_oneof![3 => Just(FinishStart), 1 => Just(StartStart), 1 => Just(FinishFinish), 1 => Just(StartFinish)];
    let links = proptest::collection::vec((any::<prop::sample::Index>(), kind, lags()), 0..4);
    let length = prop_oneof![
        3 => (0_u32..4000).prop_map(Length::Working),
        1 => (1_u32..6).prop_map(Length::Days),
    ];
    let task = (length, 0_usize..3, links, proptest::option::weighted(0.2, 0_i64..90));
    let closed = proptest::collection::vec((0_u64..120, 0_u64..12), 0..5);
    (proptest::collection::vec(task, 1..20), closed.clone(), closed, any::<u8>()).prop_map(
        |(tasks, off, frozen, week)| {
            let start = day("2027-03-01");
            let periods = |periods: &[(u64, u64)]| -> Vec<Closed> {
                let made = periods.iter().map(|(first, days)| {
                    let first = start + chrono::Days::new(*first);
                    Closed { first, last: first + chrono::Days::new(*days), name: "off".into() }
                });
                made.collect()
            };
            let shifts = |open: bool| if open { vec![Shift { from: 540, to: 1020 }] } else { Vec::new() };
            let project = CalendarSpec {
                name: "project".into(),
                week: std::array::from_fn(|weekday| shifts(weekday < 2 || week & (1 << weekday) != 0)),
                closed: periods(&off),
            };
            let mut moves = project.clone();
            moves.closed.extend(periods(&frozen));
            let tasks =
                tasks.into_iter().enumerate().map(|(index, (length, calendar, links, not_before))| Task {
                    length,
                    calendar: calendar / 2,
                    before: links
                        .into_iter()
                        .filter(|_| index > 0)
                        .map(|(other, kind, lag)| link(other.index(index), kind, lag))
                        .collect(),
                    not_before: not_before.map(|days| Moment::at(start, 0).plus(days * DAY)),
                    ..Task::default()
                });
            Network {
                name: String::new(),
                start: Moment::at(start, 0),
                tasks: tasks.collect(),
                calendars: vec![project, moves],
                ..Network::default()
            }
        },
    )
}

fn all(network: &Network) -> (Calendars, Solution) {
    let mut network = network.clone();
    let (sorted, loops) = order::untangle(&mut network);
    assert!(loops.is_empty());
    let (calendars, _) = Calendars::of(&network.calendars, network.start.date()).unwrap();
    network.start = calendars.project().next_start(network.start);
    let solution = solve(&network, &calendars, &sorted);
    (calendars, solution)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_task_before_its_links_its_dates_or_the_project_and_none_on_a_closed_minute(network in networks()) {
        let (calendars, solution) = all(&network);
        for (task, dates) in network.tasks.iter().zip(&solution.dates) {
            let calendar = calendars.get(task.calendar);
            prop_assert!(dates.start >= network.start && dates.finish <= solution.finish);
            prop_assert_eq!(dates.finish, calendars.finish(task, dates.start));
            if !task.length.is_milestone() {
                prop_assert_eq!(calendar.next_start(dates.start), dates.start);
                prop_assert_eq!(calendar.previous_end(dates.finish), dates.finish);
            }
            if let Some(date) = task.not_before {
                prop_assert!(dates.start >= date);
            }
            for link in &task.before {
                let bound = early::bound(link, &calendars, &solution.dates).unwrap();
                let own = if link.kind.to_finish() { dates.finish } else { dates.start };
                // The end of a shift and the start of the next are the same point of work.
                prop_assert!(calendar.between(bound, own) >= 0, "{:?}", link);
            }
        }
    }

    #[test]
    fn a_shorter_task_or_an_earlier_date_never_ends_the_plan_later(
        network in networks(), which in any::<prop::sample::Index>(), less in 1_u32..2000,
    ) {
        // A shorter task starts later when only its end is bound, so links to ends are left away.
        let mut network = network;
        network.tasks.iter_mut().for_each(|task| task.before.retain(|link| !link.kind.to_finish()));
        let before = all(&network).1.finish;
        let mut other = network.clone();
        let index = which.index(network.tasks.len());
        let task = &mut other.tasks[index];
        task.length = match task.length {
            Length::Working(minutes) => Length::Working(minutes.saturating_sub(less)),
            Length::Days(days) => Length::Days((days - 1).max(1)),
            other => other,
        };
        task.not_before = None;
        prop_assert!(all(&other).1.finish <= before);
    }

    #[test]
    fn moving_the_start_by_whole_weeks_moves_everything(network in networks(), weeks in 1_i64..30) {
        let mut base = network.clone();
        base.calendars.iter_mut().for_each(|calendar| calendar.closed.clear());
        let mut later = base.clone();
        let moved = weeks * 7 * DAY;
        later.start = later.start.plus(moved);
        for task in &mut later.tasks {
            task.not_before = task.not_before.map(|date| date.plus(moved));
        }
        let (one, other) = (all(&base).1, all(&later).1);
        for (before, after) in one.dates.iter().zip(&other.dates) {
            prop_assert_eq!((before.start.plus(moved), before.finish.plus(moved)), (after.start, after.finish));
            prop_assert_eq!((before.total_float, before.free_float), (after.total_float, after.free_float));
        }
    }

    #[test]
    fn one_more_working_weekday_never_ends_the_plan_later(network in networks(), weekday in 0_usize..7) {
        // An elapsed lag can end on the added day, so only working lags are looked at.
        let mut base = network.clone();
        base.tasks.iter_mut().flat_map(|task| &mut task.before).for_each(|link| {
            if matches!(link.lag, Elapsed(_)) || link.kind.to_finish() {
                (link.kind, link.lag) = (FinishStart, Working(0));
            }
        });
        let mut open = base.clone();
        for calendar in &mut open.calendars {
            calendar.week[weekday] = vec![Shift { from: 540, to: 1020 }];
        }
        prop_assert!(all(&open).1.finish <= all(&base).1.finish);
    }

    #[test]
    fn late_dates_lie_in_the_plan_and_one_task_has_no_float(network in networks()) {
        let (_, solution) = all(&network);
        let last = network.tasks.iter().zip(&solution.dates).find(|(_, dates)| dates.finish == solution.finish);
        prop_assert!(last.unwrap().1.total_float <= 0);
        for dates in &solution.dates {
            prop_assert!(dates.late_finish <= solution.finish && dates.free_float >= 0);
        }
    }
}
