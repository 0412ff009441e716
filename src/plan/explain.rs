//! Why a task starts when it starts, in words; and dates of the consultant that cannot hold.
//! It sets no dates.

use crate::calendar::moment::Moment;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::plan::basis::Basis;
use crate::plan::compile::{Dated, day_minutes};
use crate::plan::network::early::bound;
use crate::plan::network::{Dates, Driver, Fixed, Lag, LinkKind, Task};

/// What made a task start when it starts.
pub fn driver(basis: &Basis<'_>, dated: &Dated, index: usize) -> String {
    let (Some(node), Some(task), Some(dates)) =
        (basis.graph.nodes.get(index), dated.network.tasks.get(index), dated.solution.dates.get(index))
    else {
        return String::new();
    };
    let name = |index: usize| basis.graph.nodes.get(index).map_or("", |node| node.name.as_str());
    match dates.driver {
        Driver::ProjectStart => "start of the project".to_owned(),
        Driver::Link(place) => {
            let Some(link) = task.before.get(place) else { return String::new() };
            let own = node.before.len() + node.added.len();
            if place == own {
                return format!("limit of devices a day, after \u{201c}{}\u{201d}", name(link.task));
            }
            if place > own {
                let step = basis.settings.waves.step_days;
                return format!(
                    "wave step, {step} working days after the start of \u{201c}{}\u{201d}",
                    name(link.task)
                );
            }
            waits(link.kind, link.lag, day_minutes(basis.settings), name(link.task))
        }
        Driver::NotBefore => {
            node.edit.not_before.map_or_else(String::new, |date| format!("not before {date}, set by hand"))
        }
        Driver::Fixed if task.actual_start.is_some() => "it really started then".to_owned(),
        Driver::Fixed => "fixed by hand".to_owned(),
        Driver::Closed(moment) => {
            let date = dated.calendars.project().next_start(moment).date();
            let freezes = &basis.settings.freezes;
            let leave =
                basis.settings.roles.get(&node.role).map(|role| role.leave.as_slice()).unwrap_or_default();
            let covers = |from: chrono::NaiveDate, to: chrono::NaiveDate| from <= date && date <= to;
            if let Some(freeze) = freezes.iter().find(|freeze| covers(freeze.first, freeze.last)) {
                return format!("freeze \u{201c}{}\u{201d}", freeze.name);
            }
            match leave.iter().find(|leave| covers(leave.first, leave.last)) {
                Some(leave) => format!("leave of {}, \u{201c}{}\u{201d}", node.role, leave.name),
                None => format!("working days of {}", node.role),
            }
        }
        Driver::Busy(holder) => busy(dated, index, task, dates.start, holder),
        Driver::TimedTo(index) => format!("timed to \u{201c}{}\u{201d}", name(index)),
    }
}

/// Who was busy, and by how much the task is later for it.
fn busy(dated: &Dated, index: usize, task: &Task, start: Moment, holder: usize) -> String {
    // The last links only say whom the person served before.
    let own = task.before.len().saturating_sub(dated.handed.get(index).copied().unwrap_or(0));
    let bounds = task.before.iter().take(own).filter(|link| !link.kind.to_finish());
    let bounds = bounds.filter_map(|link| bound(link, &dated.calendars, &dated.solution.dates));
    let ready = bounds.chain(task.not_before).fold(dated.network.start, Moment::max);
    let days = dated.calendars.project().days_between(ready.date(), start.date());
    let later = match days {
        0 => String::new(),
        1 => "1 working day later: ".to_owned(),
        _ => format!("{days} working days later: "),
    };
    let held = dated.network.tasks.get(holder).map_or("", |held| held.name.as_str());
    let until = dated.solution.dates.get(holder).map(|held| held.finish.plus(-1).date());
    let until = until.map(crate::model::day::full).unwrap_or_default();
    format!("{later}{} busy with \u{201c}{held}\u{201d} until {until}", task.role)
}

/// A link in words; a working day has so many minutes.
pub fn waits(kind: LinkKind, wait: Lag, day: u32, name: &str) -> String {
    let words = match kind {
        LinkKind::FinishStart => "after",
        LinkKind::StartStart => "after the start of",
        LinkKind::FinishFinish => "to end after",
        LinkKind::StartFinish => "to end after the start of",
    };
    let lag = lag(wait, day);
    let wait = if lag.is_empty() { words.to_owned() } else { format!("{lag} {words}") };
    format!("{wait} \u{201c}{name}\u{201d}")
}

/// A lag in words: "4 working days", "90 working minutes before the end of ..."; empty for none.
fn lag(lag: Lag, day: u32) -> String {
    let (minutes, per_day, kind) = match lag {
        Lag::Working(minutes) => (minutes, i64::from(day), "working "),
        Lag::Elapsed(minutes) => (minutes, 1440, ""),
    };
    if minutes == 0 {
        return String::new();
    }
    let size = i64::from(minutes).abs();
    let (number, unit) = if size % per_day == 0 { (size / per_day, "days") } else { (size, "minutes") };
    let lead = if minutes < 0 { "at most " } else { "" };
    let before = if minutes < 0 { " early," } else { "" };
    format!("{lead}{number} {kind}{unit}{before}")
}

/// Fixed dates that break a link, and dates that are missed.
pub fn conflicts(dated: &Dated, diagnostics: &mut Vec<Diagnostic>) {
    for (task, dates) in dated.network.tasks.iter().zip(&dated.solution.dates) {
        let finding = |code, message: String| {
            Diagnostic::new(Severity::Warning, code, Place::part(task.name.clone()), message)
        };
        if let Some(message) = broken_link(dated, task, dates) {
            diagnostics.push(
                finding("plan.fixed.conflict", message)
                    .with_hint("The date that you fixed holds. Move it, or remove the link."),
            );
        }
        if task.not_after.is_some_and(|date| dates.finish > date) {
            let message = format!(
                "It is to be finished by {} and ends on {}.",
                day(task.not_after),
                day(Some(dates.finish))
            );
            diagnostics.push(
                finding("plan.date.missed", message)
                    .with_hint("Shorten what comes before it, or move the date."),
            );
        }
        if task.deadline.is_some_and(|date| dates.finish > date) {
            let message =
                format!("Its deadline is {} and it ends on {}.", day(task.deadline), day(Some(dates.finish)));
            diagnostics.push(
                finding("plan.date.missed", message)
                    .with_hint("Shorten what comes before it, or move the deadline."),
            );
        }
    }
}

/// The last day before a moment.
fn day(moment: Option<Moment>) -> String {
    moment.map_or_else(String::new, |moment| crate::model::day::iso(moment.plus(-1).date()))
}

fn broken_link(dated: &Dated, task: &Task, dates: &Dates) -> Option<String> {
    if task.fixed.is_none() || task.actual_start.is_some() {
        return None;
    }
    let calendar = dated.calendars.get(task.calendar);
    let held = task.before.iter().find_map(|link| {
        let bound = bound(link, &dated.calendars, &dated.solution.dates)?;
        let own = if link.kind.to_finish() { dates.finish } else { dates.start };
        let name = &dated.network.tasks.get(link.task)?.name;
        (calendar.between(own, bound) > 0).then_some(name)
    })?;
    let end = if matches!(task.fixed, Some(Fixed::Start(_))) { "starts" } else { "ends" };
    let at = if end == "starts" { dates.start.date() } else { dates.finish.plus(-1).date() };
    Some(format!(
        "It {end} on {} as fixed, before \u{201c}{held}\u{201d} lets it.",
        crate::model::day::iso(at)
    ))
}
