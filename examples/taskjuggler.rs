//! Writes small projects with days off, leaves and, in half of them, few people as networks with Gapline's dates beside them:
//! `cargo run --release --no-default-features --example taskjuggler -- --out DIR`.
//! It judges nothing; `tests/peers/taskjuggler.py` hands them to TaskJuggler and compares.

use chrono::{Days, NaiveDate};
use gapline::calendar::moment::Moment;
use gapline::calendar::work::{CalendarSpec, Closed, Shift};
use gapline::plan::network::levelled::levelled;
use gapline::plan::network::{Calendars, Lag, Length, Link, LinkKind, Network, Task, order};
use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

/// Roles; each has a calendar with its leave after the project's.
const ROLES: [&str; 3] = ["endpoint", "security", "communication"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--out"), Some(folder)) => PathBuf::from(folder),
        _ => return Err("usage: taskjuggler --out DIR".into()),
    };
    fs::create_dir_all(&out)?;
    for case in 0..10 {
        let mut network = project(&mut Dice(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * case + 1)));
        let (sorted, _) = order::untangle(&mut network);
        let start = network.start.date();
        let (calendars, _) =
            Calendars::of(&network.calendars, start).ok_or("a calendar that is never open")?;
        if case >= 5 {
            network.people =
                ROLES.iter().zip([2, 1, 2]).map(|(role, people)| ((*role).to_owned(), people)).collect();
        }
        // Levelling adds links from whom people serve to whom they serve next; they are not given to others.
        let mut served = network.clone();
        let solution = levelled(&mut served, &calendars, &sorted).solution;
        let answers: Vec<_> = solution
            .dates
            .iter()
            .map(|dates| json!({ "start": dates.start.iso(), "finish": dates.finish.iso() }))
            .collect();
        let written = json!({ "network": network, "answers": answers });
        fs::write(out.join(format!("project-{case:02}.json")), serde_json::to_string(&written)?)?;
    }
    Ok(())
}

/// A small generator of numbers (xorshift); the same seed gives the same projects for ever.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most.max(1)
    }
}

fn project(dice: &mut Dice) -> Network {
    let first = NaiveDate::from_ymd_opt(2027, 1, 4).unwrap_or_default() + Days::new(7 * dice.below(40));
    let shift = |from: u16, to: u16| Shift { from: from * 60, to: to * 60 };
    let usual = vec![shift(8, 12), shift(13, 17)];
    let off = |dice: &mut Dice, longest: u64, name: &str| {
        let first = first + Days::new(dice.below(70));
        Closed { first, last: first + Days::new(dice.below(longest)), name: name.to_owned() }
    };
    let holidays: Vec<Closed> = (0..5).map(|_| off(dice, 3, "Holiday")).collect();
    let calendar = |name: &str, closed| CalendarSpec {
        name: name.to_owned(),
        week: std::array::from_fn(|weekday| if weekday < 5 { usual.clone() } else { Vec::new() }),
        closed,
    };
    let mut calendars = vec![calendar("Project", holidays.clone())];
    for role in ROLES {
        let leaves = (0..2).map(|_| off(dice, 8, "Leave"));
        calendars.push(calendar(role, holidays.iter().cloned().chain(leaves).collect()));
    }
    let mut tasks: Vec<Task> = Vec::new();
    for index in 0..24_usize {
        let role = dice.below(ROLES.len() as u64) as usize;
        let is_milestone = index > 0 && dice.below(8) == 0;
        let mut before: Vec<Link> = Vec::new();
        for _ in 0..dice.below(3) {
            let task = dice.below(index as u64) as usize;
            let Some(earlier) = tasks.get(task).filter(|_| before.iter().all(|link| link.task != task))
            else {
                continue;
            };
            // The start of a milestone is its end.
            let kind = match dice.below(4) {
                0 if !earlier.length.is_milestone() => LinkKind::StartStart,
                _ => LinkKind::FinishStart,
            };
            let lag = match dice.below(4) {
                0 => Lag::Working(60 * dice.below(30) as i32),
                1 => Lag::Elapsed(60 * dice.below(72) as i32),
                _ => Lag::Working(0),
            };
            before.push(Link { task, kind, lag });
        }
        let minutes = if is_milestone { 0 } else { 60 * (1 + dice.below(50) as u32) };
        let bound = (dice.below(6) == 0).then(|| Moment::at(first + Days::new(dice.below(40)), 8 * 60));
        tasks.push(Task {
            key: format!("t{index}"),
            name: format!("Task {index}: Prüfung, \"{index}\" 🚚"),
            length: Length::Working(minutes),
            calendar: if is_milestone { 0 } else { role + 1 },
            before,
            not_before: bound.filter(|_| !is_milestone),
            works: !is_milestone,
            role: if is_milestone {
                String::new()
            } else {
                ROLES.get(role).copied().unwrap_or("").to_owned()
            },
            ..Task::default()
        });
    }
    Network {
        name: "Project".to_owned(),
        start: Moment::at(first, 8 * 60),
        calendars,
        tasks,
        ..Network::default()
    }
}
