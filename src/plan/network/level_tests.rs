//! Nobody at two tasks at once: what that means for dates, float and reasons.

use super::levelled::{Levelled, levelled};
use super::tests::{at, calendar, link, networks, work};
use super::*;
use crate::calendar::moment::DAY;
use proptest::prelude::*;

fn of(role: &str, task: Task) -> Task {
    Task { role: role.to_owned(), works: true, ..task }
}

/// A plan from Monday, 1 March 2027, 8 o'clock, with these people; the second calendar is closed from 8 to 12 March.
fn dated(people: &[(&str, u16)], tasks: Vec<Task>) -> (Network, Calendars, Levelled) {
    let mut network = Network {
        start: at("2027-03-01 08:00"),
        calendars: vec![calendar(&[]), calendar(&[("2027-03-08", "2027-03-12")])],
        people: people.iter().map(|(role, people)| ((*role).to_owned(), *people)).collect(),
        tasks,
        ..Network::default()
    };
    let (calendars, _) = Calendars::of(&network.calendars, network.start.date()).unwrap();
    let (sorted, _) = order::untangle(&mut network);
    let found = levelled(&mut network, &calendars, &sorted);
    (network, calendars, found)
}

fn starts(found: &Levelled) -> Vec<String> {
    found.solution.dates.iter().map(|dates| dates.start.iso()[..10].to_owned()).collect()
}

#[test]
fn one_person_does_one_thing_after_the_other_and_two_do_two() {
    let tasks = || {
        vec![of("engineer", work(3, Vec::new())), of("engineer", work(2, Vec::new())), work(1, Vec::new())]
    };
    let (network, _, one) = dated(&[("engineer", 1)], tasks());
    assert_eq!(one.solution.finish, at("2027-03-05 17:00"));
    let second = one.solution.dates.iter().position(|dates| matches!(dates.driver, Driver::Busy(_))).unwrap();
    let first = 1 - second;
    assert_eq!(one.solution.dates[second].driver, Driver::Busy(first));
    assert_eq!(network.tasks[second].before, [link(first, LinkKind::FinishStart, Lag::Working(0))]);
    assert_eq!(one.handed[second], 1);
    // Both are critical, for a delay of the first moves the second.
    assert!(one.solution.dates[first].critical() && one.solution.dates[second].critical());
    let (_, _, two) = dated(&[("engineer", 2)], tasks());
    assert_eq!(starts(&two), ["2027-03-01", "2027-03-01", "2027-03-01"]);
    assert_eq!(two.handed, [0, 0, 0]);
}

#[test]
fn the_longer_chain_is_served_first() {
    // The short task first would hold up the chain behind the second.
    let after = |task| vec![link(task, LinkKind::FinishStart, Lag::Working(0))];
    let tasks =
        vec![of("engineer", work(4, Vec::new())), of("engineer", work(1, Vec::new())), work(8, after(1))];
    let (_, _, found) = dated(&[("engineer", 1)], tasks);
    assert_eq!(starts(&found), ["2027-03-02", "2027-03-01", "2027-03-02"]);
}

#[test]
fn work_in_the_pause_of_another_task_is_no_clash() {
    // Four days before and two after a week in which the first task rests.
    let long = Task { calendar: 1, ..of("engineer", work(7, Vec::new())) };
    let monday = Some(at("2027-03-08 00:00"));
    let short = Task { not_before: monday, ..of("engineer", work(5, Vec::new())) };
    let (_, _, found) = dated(&[("engineer", 1)], vec![long, short]);
    assert_eq!(starts(&found), ["2027-03-01", "2027-03-08"]);
}

#[test]
fn given_dates_take_their_people_first_and_clashes_are_said() {
    let fixed = |days| Task {
        fixed: Some(Fixed::Start(at("2027-03-02 08:00"))),
        ..of("desk", work(days, Vec::new()))
    };
    let (_, _, found) = dated(&[("desk", 1)], vec![of("desk", work(3, Vec::new())), fixed(2)]);
    assert_eq!(starts(&found), ["2027-03-04", "2027-03-02"]);
    assert!(found.clashes.is_empty());
    let (_, _, found) = dated(&[("desk", 1)], vec![fixed(1), fixed(2)]);
    assert_eq!(found.clashes, [(1, 0)]);
}

#[test]
fn who_was_done_early_is_free() {
    let ended = Task {
        actual_start: Some(at("2027-03-01 08:00")),
        actual_finish: Some(at("2027-03-01 17:00")),
        ..of("desk", work(5, Vec::new()))
    };
    let fixed = Task { fixed: Some(Fixed::Start(at("2027-03-02 08:00"))), ..of("desk", work(1, Vec::new())) };
    let (_, _, found) = dated(&[("desk", 1)], vec![fixed, ended, of("desk", work(1, Vec::new()))]);
    assert!(found.clashes.is_empty());
    assert_eq!(starts(&found)[2], "2027-03-03");
}

#[test]
fn what_is_timed_lies_as_late_as_its_person_is_free() {
    let after = |task| vec![link(task, LinkKind::FinishStart, Lag::Working(0))];
    let announce = Task { timed_to: Some(2), ..of("writer", work(1, Vec::new())) };
    let fixed =
        Task { fixed: Some(Fixed::Start(at("2027-03-12 08:00"))), ..of("writer", work(1, Vec::new())) };
    let moves = Task { not_before: Some(at("2027-03-15 08:00")), ..work(2, after(0)) };
    let (_, _, free) = dated(&[], vec![announce.clone(), fixed.clone(), moves.clone()]);
    assert_eq!(starts(&free)[0], "2027-03-12");
    let (_, _, found) = dated(&[("writer", 1)], vec![announce, fixed, moves]);
    assert_eq!(starts(&found)[0], "2027-03-11", "the day before is taken");
}

fn roles() -> impl Strategy<Value = Vec<(Option<u8>, bool)>> {
    proptest::collection::vec((proptest::option::weighted(0.8, 0_u8..3), any::<bool>()), 20)
}

/// A random network whose tasks have roles.
fn staffed(mut network: Network, roles: &[(Option<u8>, bool)], people: [u16; 3]) -> Network {
    for (task, (role, works)) in network.tasks.iter_mut().zip(roles) {
        task.role = role.map_or_else(String::new, |role| format!("role {role}"));
        task.works = *works;
    }
    network.people = (0..).zip(people).map(|(role, people)| (format!("role {role}"), people)).collect();
    network
}

fn all(network: &Network) -> (Network, Calendars, Levelled) {
    let mut network = network.clone();
    let (sorted, loops) = order::untangle(&mut network);
    assert!(loops.is_empty());
    let (calendars, _) = Calendars::of(&network.calendars, network.start.date()).unwrap();
    network.start = calendars.project().next_start(network.start);
    let found = levelled(&mut network, &calendars, &sorted);
    (network, calendars, found)
}

/// The most tasks of a role that are worked on in any minute, counted day by day and minute by minute.
fn most_at_once(network: &Network, calendars: &Calendars, solution: &Solution, role: &str) -> u16 {
    let tasks: Vec<(&Task, &Dates)> = network
        .tasks
        .iter()
        .zip(&solution.dates)
        .filter(|(task, _)| task.role == role && task.works && !task.length.is_milestone())
        .collect();
    let moments = tasks.iter().flat_map(|(_, dates)| {
        (dates.start.date().iter_days()).take_while(|date| *date <= dates.finish.date()).flat_map(|date| {
            // Shifts of the samples begin and end at these minutes; tasks begin at their own.
            [540, 541, 1019].map(|minute| Moment::at(date, minute)).into_iter().chain([dates.start])
        })
    });
    let at_work = |moment: Moment| {
        let at = tasks.iter().filter(|(task, dates)| {
            let calendar = calendars.get(task.calendar);
            dates.start <= moment && moment < dates.finish && calendar.between(moment, moment.plus(1)) == 1
        });
        at.count() as u16
    };
    moments.map(at_work).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_role_is_over_its_people_and_no_task_before_its_links(
        network in networks(), roles in roles(), people in [1_u16..4, 1_u16..4, 1_u16..4],
    ) {
        let given = staffed(network, &roles, people);
        let (network, calendars, found) = all(&given);
        prop_assert!(found.clashes.is_empty());
        for (role, people) in &network.people {
            let most = most_at_once(&network, &calendars, &found.solution, role);
            prop_assert!(most <= *people, "{most} of {people}");
        }
        for (task, dates) in network.tasks.iter().zip(&found.solution.dates) {
            prop_assert!(dates.start >= network.start);
            prop_assert_eq!(dates.finish, calendars.finish(task, dates.start));
            for link in &task.before {
                let bound = early::bound(link, &calendars, &found.solution.dates).unwrap();
                let own = if link.kind.to_finish() { dates.finish } else { dates.start };
                prop_assert!(calendars.get(task.calendar).between(bound, own) >= 0, "{:?}", link);
            }
        }
        // The same plan again, and with people enough the plan without limits.
        prop_assert_eq!(&all(&given).2, &found);
        let crowd = staffed(given.clone(), &roles, [20, 20, 20]);
        let mut alone = given.clone();
        alone.people.clear();
        prop_assert_eq!(all(&crowd).2.solution, all(&alone).2.solution);
    }

    #[test]
    fn moving_the_start_by_whole_weeks_moves_a_levelled_plan(
        network in networks(), roles in roles(), weeks in 1_i64..30,
    ) {
        let mut base = staffed(network, &roles, [1, 1, 2]);
        base.calendars.iter_mut().for_each(|calendar| calendar.closed.clear());
        let moved = weeks * 7 * DAY;
        let mut later = base.clone();
        later.start = later.start.plus(moved);
        for task in &mut later.tasks {
            task.not_before = task.not_before.map(|date| date.plus(moved));
        }
        let (one, other) = (all(&base).2, all(&later).2);
        for (before, after) in one.solution.dates.iter().zip(&other.solution.dates) {
            prop_assert_eq!(before.start.plus(moved), after.start);
        }
    }
}

/// How often one more person ends a plan later, which a search cannot rule out: `GAPLINE_CASES=5000 cargo test
/// --release --no-default-features --lib one_more_person -- --nocapture` prints it.
#[test]
fn one_more_person_hardly_ever_ends_the_plan_later() {
    let cases = std::env::var("GAPLINE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(40_u32);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut later, mut least) = (0_u32, 0_i64);
    for _ in 0..cases {
        let tree = (networks(), roles()).new_tree(&mut runner).unwrap();
        let (network, roles) = proptest::strategy::ValueTree::current(&tree);
        let ends = [[1, 1, 1], [2, 1, 1]]
            .map(|people| all(&staffed(network.clone(), &roles, people)).2.solution.finish);
        later += u32::from(ends[1] > ends[0]);
        least = least.max(ends[1].0 - ends[0].0);
    }
    println!("{later} of {cases} plans end later with one more person, by {least} minutes at most");
    assert!(later * 50 <= cases, "{later} of {cases}");
}
