//! Levels the projects of a folder and checks every schedule:
//! `cargo run --release --no-default-features --example schedule -- DIR [--millis N | --schedules N] [--seed N] [--jsonl FILE]`.
//!
//! DIR, or folders in it, hold PSPLIB `.sm` and RCPSP/max `.SCH` files. For each it prints the last finish, how far it is
//! above the longest chain and, where `bounds.csv` or `optimum.csv` in DIR or above knows the instance, above the best
//! known; then the means. Every schedule goes through a validator of its own. The exit code is 1 when one is wrong, or
//! when an instance is wrongly called infeasible.

mod read;
mod validate;

use gapline::plan::levelling::{Activity, Demand, Link, Outcome, Problem, Resource, Search, level};
use read::Known;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};
use validate::{Case, longest_chain, validate};

/// The value after a flag, taken out of the arguments.
fn option(arguments: &mut Vec<String>, flag: &str) -> Option<String> {
    let at = arguments.iter().position(|argument| argument == flag)?;
    let two: Vec<String> = arguments.drain(at..arguments.len().min(at + 2)).collect();
    two.into_iter().nth(1)
}

/// The kernel's form of a project.
fn problem(case: &Case) -> Result<Problem, std::num::TryFromIntError> {
    let mut problem = Problem::default();
    for (duration, demands) in case.durations.iter().zip(&case.demands) {
        let mut activity = Activity { duration: i32::try_from(*duration)?, ..Activity::default() };
        for (resource, amount) in demands.iter().enumerate().filter(|need| *need.1 > 0) {
            activity.demands.push(Demand { resource, amount: u32::try_from(*amount)? });
        }
        problem.activities.push(activity);
    }
    for (from, to, lag) in &case.lags {
        problem.links.push(Link::start_start(*from, *to, i32::try_from(*lag)?));
    }
    for capacity in &case.capacities {
        problem.resources.push(Resource::constant(u32::try_from(*capacity)?));
    }
    Ok(problem)
}

/// Sums for the overall figures.
#[derive(Debug, Default)]
struct Totals {
    planned: u32,
    infeasible: u32,
    undecided: u32,
    wrong: u32,
    optimal: u32,
    proven: u32,
    chains: Vec<f64>,
    bests: Vec<f64>,
    schedules: u64,
    slowest: Duration,
}

fn mean(list: &[f64]) -> f64 {
    list.iter().sum::<f64>() / list.len().max(1) as f64
}

fn percent(value: i64, base: i64) -> f64 {
    if base == 0 { 0.0 } else { 100.0 * (value - base) as f64 / base as f64 }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let millis: Option<u64> = option(&mut arguments, "--millis").map(|text| text.parse()).transpose()?;
    let schedules: Option<u64> =
        option(&mut arguments, "--schedules").map(|text| text.parse()).transpose()?;
    let seed: u64 = option(&mut arguments, "--seed").map_or(Ok(1), |text| text.parse())?;
    let mut lines = option(&mut arguments, "--jsonl").map(std::fs::File::create).transpose()?;
    let folder =
        arguments.first().ok_or("schedule DIR [--millis N | --schedules N] [--seed N] [--jsonl FILE]")?;
    let folder = Path::new(folder);
    let limit = millis.or(if schedules.is_none() { Some(50) } else { None }).map(Duration::from_millis);
    let search =
        Search { schedules: schedules.unwrap_or(u64::MAX), seed, explains: false, ..Search::default() };
    let known = read::known(folder);
    let mut out = std::io::stdout().lock();
    let mut totals = Totals::default();
    for path in read::files(folder)? {
        let name = read::name(&path);
        let case = read::case(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let problem = problem(&case)?;
        let begun = Instant::now();
        let mut keep_going = || limit.is_none_or(|limit| begun.elapsed() < limit);
        let outcome = level(&problem, &search, &mut keep_going)?;
        totals.slowest = totals.slowest.max(begun.elapsed());
        let line = judge(&name, &case, &outcome, known.get(&name), &mut totals);
        writeln!(out, "{name}: {}", line.text)?;
        if let Some(lines) = &mut lines {
            writeln!(lines, "{}", line.json)?;
        }
    }
    writeln!(
        out,
        "\nplanned {}, infeasible {}, undecided {}",
        totals.planned, totals.infeasible, totals.undecided
    )?;
    writeln!(out, "wrong {}", totals.wrong)?;
    writeln!(
        out,
        "above the longest chain: {:.2} % (mean of {})",
        mean(&totals.chains),
        totals.chains.len()
    )?;
    if !totals.bests.is_empty() {
        let many = totals.bests.len();
        writeln!(out, "above the best known: {:.2} % (mean of {many})", mean(&totals.bests))?;
        writeln!(out, "as short as the best known: {} of {many}", totals.optimal)?;
    }
    writeln!(out, "shown to be the shortest: {}", totals.proven)?;
    writeln!(out, "schedules {}, slowest instance {} ms", totals.schedules, totals.slowest.as_millis())?;
    if totals.wrong > 0 { Err("not every answer is right".into()) } else { Ok(()) }
}

/// What is printed of an instance.
struct Line {
    text: String,
    json: String,
}

fn judge(name: &str, case: &Case, outcome: &Outcome, known: Option<&Known>, totals: &mut Totals) -> Line {
    match outcome {
        Outcome::Infeasible(conflict) => {
            totals.infeasible += 1;
            let is_wrong = known.is_some_and(|known| known.best.is_some());
            totals.wrong += u32::from(is_wrong);
            let wrong = if is_wrong { "WRONG, " } else { "" };
            Line {
                text: format!("{wrong}infeasible: {conflict:?}"),
                json: format!("{{\"instance\":\"{name}\",\"infeasible\":true}}"),
            }
        }
        Outcome::Undecided { schedules } => {
            totals.undecided += 1;
            totals.schedules += schedules;
            Line {
                text: "undecided".to_owned(),
                json: format!("{{\"instance\":\"{name}\",\"undecided\":true}}"),
            }
        }
        Outcome::Levelled(levelled) => {
            let starts: Vec<i64> = levelled.starts.iter().map(|start| i64::from(*start)).collect();
            let json = format!(
                "{{\"instance\":\"{name}\",\"makespan\":{},\"starts\":{starts:?}}}",
                levelled.makespan
            );
            totals.planned += 1;
            totals.schedules += levelled.schedules;
            let finish = match validate(case, &starts) {
                Ok(finish) if finish == i64::from(levelled.makespan) => finish,
                Ok(finish) => {
                    totals.wrong += 1;
                    return Line {
                        text: format!("WRONG: ends at {finish}, not {}", levelled.makespan),
                        json,
                    };
                }
                Err(wrong) => {
                    totals.wrong += 1;
                    return Line { text: format!("WRONG: {wrong}"), json };
                }
            };
            let chain = known.and_then(|known| known.path).or_else(|| longest_chain(case)).unwrap_or(0);
            totals.chains.push(percent(finish, chain));
            totals.proven += u32::from(levelled.bound == levelled.makespan);
            let mut text =
                format!("{finish}, {:.2} % above the longest chain {chain}", percent(finish, chain));
            if let Some(best) = known.and_then(|known| known.best) {
                totals.bests.push(percent(finish, best));
                totals.optimal += u32::from(finish <= best);
                text.push_str(&format!(", {:.2} % above the best known {best}", percent(finish, best)));
                let is_below = finish < best && known.is_some_and(|known| known.is_proven);
                let bound_is_wrong = i64::from(levelled.bound) > best;
                if is_below || bound_is_wrong || known.is_some_and(|known| known.is_impossible) {
                    totals.wrong += 1;
                    text.push_str(", WRONG against the table");
                }
            } else if known.is_some_and(|known| known.is_impossible) {
                totals.wrong += 1;
                text.push_str(", WRONG: the table says infeasible");
            }
            text.push_str(&format!("; {} schedules, {} delayed", levelled.schedules, levelled.delays.len()));
            Line { text, json }
        }
    }
}
