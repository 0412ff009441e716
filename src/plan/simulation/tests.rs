//! Laws of the simulation: closed forms, repeatability, and who drives the spread.

use super::*;
use crate::plan::levelling::{Activity, Calendar, Link};

fn problem(durations: &[Time], links: &[(usize, usize)]) -> Problem {
    Problem {
        activities: durations.iter().map(|one| Activity { duration: *one, ..Activity::default() }).collect(),
        links: links.iter().map(|(from, to)| Link::finish_start(*from, *to, 0)).collect(),
        ..Problem::default()
    }
}

fn simulation<'a>(problem: &'a Problem, spreads: &'a [Spread]) -> Simulation<'a> {
    Simulation {
        problem,
        spreads,
        factors: &[],
        measured_in: &[],
        timed_to: &[],
        goal: None,
        target: None,
        runs: 10_000,
        seed: 1,
    }
}

fn run(simulation: &Simulation) -> Simulated {
    simulate(simulation, &mut || true).unwrap()
}

/// Within one percent.
fn is_close(value: Time, expected: f64) {
    let off = (f64::from(value) - expected).abs() / expected;
    assert!(off < 0.01, "{value} for {expected}");
}

#[test]
fn a_sum_of_triangulars_has_the_mean_and_percentiles_of_its_closed_form() {
    // Twenty in a row: the sum is near enough to the normal distribution for 1 %.
    let triangle = Spread::Triangular { least: 6_000, likely: 9_000, most: 18_000 };
    let problem = problem(&[9_000; 20], &(1..20).map(|one| (one - 1, one)).collect::<Vec<_>>());
    let found = run(&simulation(&problem, &[triangle; 20]));
    let (a, c, b) = (6_000.0_f64, 9_000.0_f64, 18_000.0_f64);
    let mean = 20.0 * (a + b + c) / 3.0;
    let deviation = (20.0 * (a * a + b * b + c * c - a * b - a * c - b * c) / 18.0).sqrt();
    is_close(found.mean, mean);
    is_close(found.percentile(50), mean);
    is_close(found.percentile(80), mean + 0.841_621 * deviation);
    is_close(found.percentile(90), mean + 1.281_552 * deviation);
}

#[test]
fn one_triangular_has_the_percentiles_of_its_closed_form() {
    let problem = problem(&[9_000], &[]);
    let found =
        run(&simulation(&problem, &[Spread::Triangular { least: 6_000, likely: 9_000, most: 18_000 }]));
    // F(x) = 1 - (b-x)^2 / ((b-a)(b-c)) above the likely value.
    for (percent, share) in [(50, 0.5_f64), (80, 0.8), (90, 0.9)] {
        is_close(found.percentile(percent), 18_000.0 - ((1.0 - share) * 12_000.0 * 9_000.0).sqrt());
    }
    is_close(found.mean, 11_000.0);
}

#[test]
fn the_greater_of_two_uniforms_has_the_mean_and_percentiles_of_its_closed_form() {
    let problem = problem(&[1, 1], &[]);
    let uniform = Spread::Uniform { least: 10_000, most: 20_000 };
    let spreads = [uniform, uniform];
    let found = run(&Simulation { target: Some(18_000), ..simulation(&problem, &spreads) });
    is_close(found.mean, 10_000.0 + 10_000.0 * 2.0 / 3.0);
    for (percent, share) in [(50, 0.5_f64), (80, 0.8), (90, 0.9)] {
        is_close(found.percentile(percent), 10_000.0 + 10_000.0 * share.sqrt());
    }
    // 0.8 squared.
    assert!((630..=650).contains(&found.chance.unwrap()), "{:?}", found.chance);
    for share in found.criticality {
        assert!((480..=520).contains(&share), "{share}");
    }
}

#[test]
fn the_same_seed_gives_the_same_figures_and_they_never_change() {
    let problem = problem(&[10, 20, 15], &[(0, 1), (0, 2)]);
    let spreads = [
        Spread::Triangular { least: 5_000, likely: 10_000, most: 30_000 },
        Spread::Uniform { least: 10_000, most: 30_000 },
    ];
    let one = run(&simulation(&problem, &spreads));
    assert_eq!(one, run(&simulation(&problem, &spreads)));
    assert_ne!(one.curve, run(&Simulation { seed: 2, ..simulation(&problem, &spreads) }).curve);
    // Written down once; another platform or version that gives others is wrong.
    let figures = (one.mean, one.percentile(50), one.percentile(80), one.percentile(90));
    assert_eq!(figures, (34_924, 34_794, 41_851, 45_568));
}

#[test]
fn what_is_certain_is_what_the_plan_says() {
    let problem = problem(&[3, 4, 6], &[(0, 1)]);
    let found = run(&Simulation { target: Some(7), runs: 50, ..simulation(&problem, &[]) });
    assert_eq!((found.percentile(0), found.percentile(100), found.mean), (7, 7, 7));
    assert_eq!(found.chance, Some(1000));
    assert_eq!(found.criticality, [1000, 1000, 0]);
    assert!(found.drivers.is_empty());
    assert_eq!(found.finishes, [7; 50]);
}

#[test]
fn the_wider_spread_on_the_critical_path_drives_the_finish() {
    let problem = problem(&[100, 100, 10], &[(0, 1)]);
    let spreads = [
        Spread::Triangular { least: 900, likely: 1_000, most: 1_100 },
        Spread::Triangular { least: 500, likely: 1_000, most: 3_000 },
        Spread::Triangular { least: 5, likely: 10, most: 20 },
    ];
    let found = run(&simulation(&problem, &spreads));
    let sources: Vec<Source> = found.drivers.iter().map(|driver| driver.source).collect();
    assert_eq!(sources.first(), Some(&Source::Activity(1)));
    assert!(found.drivers[0].correlation > 950 && found.drivers[0].share > 900, "{:?}", found.drivers);
    assert!(found.drivers[0].high - found.drivers[0].low > 1_000);
    let idle = found.drivers.iter().find(|driver| driver.source == Source::Activity(2)).unwrap();
    assert!(idle.correlation.abs() < 50, "{idle:?}");
}

#[test]
fn a_factor_makes_activities_late_together() {
    let problem = problem(&[10_000, 10_000], &[(0, 1)]);
    let spread = Spread::Uniform { least: 1_000, most: 2_000 };
    let together = [Factor { spread, activities: vec![0, 1] }];
    let apart = [Factor { spread, activities: vec![0] }, Factor { spread, activities: vec![1] }];
    let one = run(&Simulation { factors: &together, ..simulation(&problem, &[]) });
    let two = run(&Simulation { factors: &apart, ..simulation(&problem, &[]) });
    is_close(one.mean, 30_000.0);
    is_close(two.mean, 30_000.0);
    is_close(one.percentile(90), 20_000.0 * 1.9);
    // The sum of two uniforms: 1 - (2 - x)^2 / 2 = 0.9.
    is_close(two.percentile(90), 20_000.0 + 10_000.0 * (2.0 - 0.2_f64.sqrt()));
    assert_eq!(one.drivers.len(), 1);
    assert_eq!(one.drivers[0].source, Source::Factor(0));
    assert_eq!((one.drivers[0].correlation, one.drivers[0].share), (1000, 1000));
}

#[test]
fn only_what_has_no_float_is_critical() {
    // Weeks of 5 open and 2 closed units, and a freeze that only the second calendar knows.
    let week: Vec<(Time, Time)> = (0..10).map(|week| (week * 7 + 5, week * 7 + 7)).collect();
    let frozen = week.iter().copied().chain([(7, 21)]).collect();
    let mut problem = problem(&[5, 0, 5, 5], &[(0, 1), (1, 2), (2, 3)]);
    problem.calendars = vec![Calendar { closed: week }, Calendar { closed: frozen }];
    for (activity, calendar) in problem.activities.iter_mut().zip([Some(0), None, Some(0), Some(0)]) {
        activity.calendar = calendar;
    }
    // A milestone at the end of a week has two closed days up to the next: no float, where work is measured.
    let measured = [Some(0), Some(0), Some(0), Some(0)];
    let week = run(&Simulation { measured_in: &measured, runs: 50, ..simulation(&problem, &[]) });
    assert_eq!((week.mean, week.criticality), (19, vec![1000; 4]));
    let elapsed = run(&Simulation { runs: 50, ..simulation(&problem, &[]) });
    assert_eq!(elapsed.criticality, [1000, 0, 1000, 1000]);
    // What waits for the end of the freeze swallows every delay of what comes before.
    problem.activities[2].calendar = Some(1);
    let frozen = run(&Simulation { measured_in: &measured, runs: 50, ..simulation(&problem, &[]) });
    assert_eq!((frozen.mean, frozen.criticality), (33, vec![0, 0, 1000, 1000]));
    // A goal is not moved by what comes after it.
    let goal = run(&Simulation { goal: Some(0), runs: 50, ..simulation(&problem, &[]) });
    assert_eq!((goal.mean, goal.criticality), (5, vec![1000, 0, 0, 0]));
}

#[test]
fn what_lies_just_before_another_is_critical_with_it() {
    // A message and a way to the wave that takes longer: the message has float, unless it is sent just before the wave.
    let problem = problem(&[2, 9, 4], &[(0, 2), (1, 2)]);
    let free = run(&Simulation { runs: 50, ..simulation(&problem, &[]) });
    assert_eq!((free.mean, free.criticality), (13, vec![0, 1000, 1000]));
    let timed = run(&Simulation { timed_to: &[Some(2)], runs: 50, ..simulation(&problem, &[]) });
    assert_eq!((timed.mean, timed.criticality), (13, vec![1000; 3]));
}

#[test]
fn work_pauses_in_calendars_and_dates_do_not_hold_a_run_back() {
    let mut problem = problem(&[3, 3], &[(0, 1)]);
    problem.calendars = vec![Calendar { closed: vec![(5, 7)] }];
    problem.activities[1].calendar = Some(0);
    problem.activities[1].finish_by = Some(7);
    let found = run(&simulation(&problem, &[Spread::Uniform { least: 4, most: 4 }]));
    assert_eq!(found.mean, 9);
}

#[test]
fn greatest_times_are_left_out_and_named() {
    let mut problem = problem(&[3, 3], &[(0, 1)]);
    problem.links.push(Link::start_start(1, 0, -3));
    problem.links.push(Link::finish_start(0, 1, -2));
    let found = run(&simulation(&problem, &[Spread::Uniform { least: 9, most: 9 }]));
    assert_eq!((found.mean, found.ignored), (12, vec![1]));
}

#[test]
fn settings_that_make_no_sense_are_errors() {
    let problem = problem(&[3], &[]);
    let check = |simulation: Simulation, expected| {
        assert_eq!(simulate(&simulation, &mut || true), Err(expected));
    };
    let wrong = [Spread::Triangular { least: 3, likely: 2, most: 4 }];
    check(simulation(&problem, &wrong), Unsimulable::Spread(0));
    check(Simulation { runs: 0, ..simulation(&problem, &[]) }, Unsimulable::Setting);
    check(Simulation { measured_in: &[Some(0)], ..simulation(&problem, &[]) }, Unsimulable::Setting);
    check(Simulation { timed_to: &[Some(1)], ..simulation(&problem, &[]) }, Unsimulable::Setting);
    check(Simulation { goal: Some(1), ..simulation(&problem, &[]) }, Unsimulable::Setting);
    let factors = [Factor { spread: Spread::Planned, activities: vec![1] }];
    check(Simulation { factors: &factors, ..simulation(&problem, &[]) }, Unsimulable::Factor(0));
}

#[test]
fn a_stopped_simulation_gives_the_figures_of_its_runs() {
    let problem = problem(&[3], &[]);
    let found = simulate(&simulation(&problem, &[]), &mut || false).unwrap();
    assert_eq!((found.runs, found.mean), (64, 3));
}
