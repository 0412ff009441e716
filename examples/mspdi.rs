//! Writes random projects as Microsoft Project XML with Gapline's own dates beside them, for other planners to
//! recompute: `cargo run --release --no-default-features --example mspdi -- --random 2000 --seed 1 --out DIR`.
//! It reads nothing and judges nothing; `tests/peers/mpxj_dates.py` does.

use chrono::{Days, NaiveDate};
use gapline::calendar::moment::Moment;
use gapline::calendar::work::{CalendarSpec, Closed, Shift};
use gapline::export::mspdi;
use gapline::model::units::PerMille;
use gapline::plan::network::{Calendars, Lag, Length, Link, LinkKind, Network, Solution, Task, order, solve};
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut number, mut seed, mut out) = (2000_u64, 1_u64, PathBuf::from("target/mspdi"));
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or("an option without its value")?;
        match name.as_str() {
            "--random" => number = value.parse()?,
            "--seed" => seed = value.parse()?,
            "--out" => out = PathBuf::from(value),
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    fs::create_dir_all(&out)?;
    for case in 0..number {
        let mut dice =
            Dice(seed.wrapping_mul(1_000_003).wrapping_add(case).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut network = project(&mut dice, case);
        let (sorted, _) = order::untangle(&mut network);
        let start = network.start.date();
        let (calendars, _) =
            Calendars::of(&network.calendars, start).ok_or("a calendar that is never open")?;
        network.start = calendars.project().next_start(network.start);
        let solution = solve(&network, &calendars, &sorted);
        fs::write(out.join(format!("{case:05}.xml")), mspdi::write(&network, &calendars, &solution))?;
        let answer = json!({ "network": network, "answers": answers(&network, &solution) });
        fs::write(out.join(format!("{case:05}.json")), serde_json::to_string(&answer)?)?;
    }
    Ok(())
}

/// Start, finish and total float in minutes of each task.
fn answers(network: &Network, solution: &Solution) -> Vec<Value> {
    let pairs = network.tasks.iter().zip(&solution.dates);
    pairs
        .map(|(task, dates)| {
            json!({
                "summary": task.summary,
                "start": dates.start.iso(), "finish": dates.finish.iso(), "float": dates.total_float,
            })
        })
        .collect()
}

/// A small generator of numbers (xorshift); the same seed gives the same projects for ever.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit.max(1)
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }
}

const NAMES: [&str; 8] = [
    "Plain",
    "Comma, semicolon; and \"quotes\"",
    "Colon: and <angle> & ampersand",
    "Zwei\nZeilen",
    "Prüfung größer Überblick",
    "Umzug 🚚 fertig ✅",
    "Tab\tand  two blanks",
    "日本語のタスク",
];

fn project(dice: &mut Dice, case: u64) -> Network {
    let first = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap_or_default() + Days::new(dice.below(300));
    let mut calendars = vec![calendar(dice, "Project", first)];
    // Calendars of tasks: the project's with freezes, as for moves of devices.
    for number in 0..dice.below(3) {
        let mut frozen = calendars.first().cloned().unwrap_or_default();
        frozen.name = format!("Frozen {number}");
        for _ in 0..=dice.below(2) {
            frozen.closed.push(period(dice, first, 120, 25));
        }
        calendars.push(frozen);
    }
    let count = 3 + dice.below(28) as usize;
    let mut tasks: Vec<Task> = Vec::new();
    let mut parent = None;
    for index in 0..count {
        if dice.one_in(8) && index + 2 < count {
            let name = format!("Summary {index}");
            tasks.push(Task { key: format!("s{index}"), name, summary: true, ..Task::default() });
            parent = Some(tasks.len() - 1);
            continue;
        }
        let task = task(dice, index, first, calendars.len() as u64, &tasks, parent);
        tasks.push(task);
    }
    tasks.push(Task { key: "last".into(), name: "Last".into(), parent, ..Task::default() });
    // A summary task is one only when it has tasks.
    let parents: Vec<Option<usize>> = tasks.iter().map(|task| task.parent).collect();
    for (index, task) in tasks.iter_mut().enumerate() {
        task.summary = task.summary && parents.contains(&Some(index));
    }
    Network {
        name: format!("Random {case}"),
        start: Moment::at(first, 480),
        calendars,
        tasks,
        ..Network::default()
    }
}

fn calendar(dice: &mut Dice, name: &str, first: NaiveDate) -> CalendarSpec {
    let shift = |from: u16, to: u16| Shift { from: from * 60, to: to * 60 };
    let usual = match dice.below(4) {
        0 => vec![shift(9, 17)],
        1 => vec![shift(8, 12), shift(13, 16)],
        _ => vec![shift(8, 12), shift(13, 17)],
    };
    let worked = if dice.one_in(6) { 6 } else { 5 };
    let week = std::array::from_fn(|weekday| if weekday < worked { usual.clone() } else { Vec::new() });
    let closed = (0..dice.below(6)).map(|_| period(dice, first, 150, 2)).collect();
    CalendarSpec { name: name.to_owned(), week, closed }
}

fn period(dice: &mut Dice, first: NaiveDate, within: u64, longest: u64) -> Closed {
    let first = first + Days::new(dice.below(within));
    Closed { first, last: first + Days::new(dice.below(longest)), name: format!("Off, {first}: closed") }
}

fn task(
    dice: &mut Dice,
    index: usize,
    first: NaiveDate,
    calendars: u64,
    earlier: &[Task],
    parent: Option<usize>,
) -> Task {
    let minutes = match dice.below(8) {
        0 => 0,
        1 => 30 + dice.below(500),
        _ => 480 * (1 + dice.below(9)),
    };
    let mut before: Vec<Link> = Vec::new();
    for _ in 0..dice.below(4) {
        let other = dice.below(earlier.len().max(1) as u64) as usize;
        let known = before.iter().any(|link| link.task == other);
        if earlier.get(other).is_some_and(|task| !task.summary) && !known {
            before.push(Link { task: other, kind: kind(dice), lag: lag(dice) });
        }
    }
    let moment = |dice: &mut Dice| Moment::at(first + Days::new(dice.below(60)), 480);
    let baseline = dice.one_in(5).then(|| (moment(dice), moment(dice).plus(60 * 1440)));
    Task {
        key: format!("t{index}"),
        name: format!("{} {index}", NAMES.get(index % NAMES.len()).copied().unwrap_or_default()),
        length: Length::Working(minutes as u32),
        calendar: if dice.one_in(3) { dice.below(calendars) as usize } else { 0 },
        parent,
        before,
        not_before: dice.one_in(6).then(|| moment(dice)),
        deadline: dice.one_in(12).then(|| moment(dice).plus(540)),
        baseline,
        progress: PerMille(0),
        role: ["", "endpoint", "security", "help desk"]
            .get(dice.below(4) as usize)
            .copied()
            .unwrap_or("")
            .into(),
        notes: if dice.one_in(5) { "Note, with: signs\nand lines".into() } else { String::new() },
        ..Task::default()
    }
}

fn kind(dice: &mut Dice) -> LinkKind {
    match dice.below(7) {
        0 => LinkKind::StartStart,
        1 => LinkKind::FinishFinish,
        2 => LinkKind::StartFinish,
        _ => LinkKind::FinishStart,
    }
}

fn lag(dice: &mut Dice) -> Lag {
    let minutes = |dice: &mut Dice| 60 * dice.below(40) as i32;
    match dice.below(8) {
        0 => Lag::Working(minutes(dice)),
        1 => Lag::Working(-minutes(dice)),
        2 => Lag::Elapsed(1440 * dice.below(6) as i32),
        3 => Lag::Elapsed(-60 * dice.below(50) as i32),
        4 => Lag::Working(480 * dice.below(5) as i32),
        _ => Lag::Working(0),
    }
}
