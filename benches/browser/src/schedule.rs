//! Levelling and simulation as the worker does them, on numbers that the page has read.

use gapline::plan::levelling::{Activity, Calendar, Demand, Link, Outcome, Problem, Resource, Search, level};
use gapline::plan::simulation::{Simulation, Spread, simulate};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Rows of demands, links as triples of from, to and lag from start to start.
fn problem(durations: &[i32], demands: &[u32], capacities: &[u32], links: &[i32]) -> Problem {
    let rows = demands.chunks(capacities.len().max(1));
    let activities = durations.iter().zip(rows).map(|(duration, row)| Activity {
        duration: *duration,
        demands: (0..).zip(row).map(|(resource, amount)| Demand { resource, amount: *amount }).collect(),
        ..Activity::default()
    });
    let links = links.chunks(3).filter_map(|link| match link {
        [from, to, lag] => {
            Some(Link::start_start(usize::try_from(*from).ok()?, usize::try_from(*to).ok()?, *lag))
        }
        _ => None,
    });
    Problem {
        activities: activities.collect(),
        links: links.collect(),
        resources: capacities.iter().map(|amount| Resource::constant(*amount)).collect(),
        calendars: Vec::new(),
    }
}

/// The starts; only -1 when there is no schedule, only -2 when that is not decided. 0 milliseconds: no limit.
#[wasm_bindgen]
pub fn schedule(
    durations: &[i32],
    demands: &[u32],
    capacities: &[u32],
    links: &[i32],
    millis: f64,
    schedules: u32,
) -> Vec<i32> {
    let search = Search { schedules: u64::from(schedules), ..Search::default() };
    let end = now() + millis;
    match level(&problem(durations, demands, capacities, links), &search, &mut || {
        millis <= 0.0 || now() < end
    }) {
        Ok(Outcome::Levelled(levelled)) => levelled.starts,
        Ok(Outcome::Infeasible(_)) => vec![-1],
        Ok(Outcome::Undecided { .. }) | Err(_) => vec![-2],
    }
}

/// Runs of a plan of so many tasks, each waiting for up to three before it: with units that are all open, or in the eight
/// working hours of five days a week. Returns the finish at 50, 80 and 90 %.
#[wasm_bindgen]
pub fn simulated(tasks: usize, runs: u32, working_hours: bool) -> Vec<i32> {
    let mut problem = Problem::default();
    let mut spreads = Vec::new();
    if working_hours {
        let hours = |day: i32| (day * 1440, if day % 7 < 5 { day * 1440 + 540 } else { day * 1440 + 1440 });
        let evening = |day: i32| (day * 1440 + 1020, day * 1440 + 1440);
        problem.calendars =
            vec![Calendar { closed: (0..3000).flat_map(|day| [hours(day), evening(day)]).collect() }];
    }
    for task in 0..tasks {
        let likely = 480 + (task as i32 * 7919) % 4320;
        let calendar = working_hours.then_some(0);
        problem.activities.push(Activity { duration: likely, calendar, ..Activity::default() });
        spreads.push(Spread::Triangular { least: likely * 3 / 4, likely, most: likely * 2 });
        for back in [1 + task % 5, 7 + task % 11, 23].into_iter().filter(|back| *back <= task) {
            problem.links.push(Link::finish_start(task - back, task, 0));
        }
    }
    let simulation = Simulation {
        problem: &problem,
        spreads: &spreads,
        measured_in: &[],
        timed_to: &[],
        factors: &[],
        goal: None,
        target: None,
        runs,
        seed: 1,
    };
    let found = simulate(&simulation, &mut || true);
    found.map_or(Vec::new(), |found| [50, 80, 90].map(|percent| found.percentile(percent)).to_vec())
}
