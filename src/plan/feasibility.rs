//! Whether the target is met and, if not, which limit binds: found by computing the plan without each of them.
//! It changes nothing in the plan.

use crate::calendar::working::Calendar;
use crate::model::area::Stage;
use crate::plan::Feasibility;
use crate::plan::limits::LimitKind;
use crate::plan::network::{Relaxation, Span, forward};
use crate::plan::schedule::{Basis, migrated_day};
use crate::plan::timeline::Timeline;
use chrono::NaiveDate;

/// What the target is compared with, in words.
pub fn measured(basis: &Basis<'_>) -> String {
    match basis.groups.last() {
        Some(last) => format!(
            "the day on which the last group ({}) is verified and enforced; the old product's end comes after it",
            last.name
        ),
        None => {
            "the last task before the old product's end, for the estate has no devices to move".to_owned()
        }
    }
}

/// The comparison of the migration's last day with the target.
pub fn feasibility(basis: &Basis<'_>, spans: &[Span], migrated: NaiveDate) -> Feasibility {
    let Some(target) = &basis.settings.target else { return Feasibility::NoTarget };
    let calendar = Calendar::of(&basis.settings.week, &basis.settings.holidays, &basis.settings.freezes);
    let days = |from, to| u16::try_from(calendar.working_days_between(from, to)).unwrap_or(u16::MAX);
    if migrated <= target.date {
        return Feasibility::Met { spare_days: days(migrated, target.date) };
    }
    Feasibility::Missed { by_days: days(target.date, migrated), binding: binding(basis, spans) }
}

/// The limit or chain without which the migration would end earliest, with the working days it costs.
fn binding(basis: &Basis<'_>, spans: &[Span]) -> String {
    let base = migrated_day(&basis.graph, spans);
    let saved = |relaxation: &Relaxation, timeline: &Timeline| {
        let found = forward(&basis.graph, &basis.conditions(timeline), relaxation);
        let day = migrated_day(&basis.graph, &found);
        // Days of another timeline are compared by their dates.
        let same = if timeline == &basis.timeline { day } else { basis.timeline.day_of(timeline.date(day)) };
        base - same
    };
    let mut candidates: Vec<(i64, String)> = Vec::new();
    for (kind, limit) in &basis.limits.all {
        let relaxation = Relaxation { lifted: vec![*kind], ..Relaxation::default() };
        candidates.push((saved(&relaxation, &basis.timeline), format!("{} ({})", limit.name, limit.formula)));
    }
    let lifted: Vec<LimitKind> = basis.limits.all.iter().map(|(kind, _)| *kind).collect();
    let together = Relaxation { lifted, ..Relaxation::default() };
    let names = "the limits on devices a day together".to_owned();
    candidates.push((saved(&together, &basis.timeline), names));
    let step = basis.settings.waves.step_days;
    let no_step = Relaxation { no_step: true, ..Relaxation::default() };
    let name = format!("the wave step ({step} working days from the start of one wave to the next)");
    candidates.push((saved(&no_step, &basis.timeline), name));
    if !basis.settings.freezes.is_empty() {
        let open = Timeline::of(basis.settings, &[], basis.start).value;
        let names: Vec<&str> = basis.settings.freezes.iter().map(|freeze| freeze.name.as_str()).collect();
        candidates
            .push((saved(&Relaxation::default(), &open), format!("the freezes ({})", names.join(", "))));
    }
    let ready = Relaxation { no_preparation: true, ..Relaxation::default() };
    candidates.push((
        saved(&ready, &basis.timeline),
        format!("the chain of tasks before the pilot{}", longest(basis, spans)),
    ));
    // The first of equals stays, so that a single limit is named before a group of them.
    let mut best: Option<(i64, String)> = None;
    for candidate in candidates {
        if best.as_ref().is_none_or(|best| candidate.0 > best.0) {
            best = Some(candidate);
        }
    }
    match best {
        Some((days, name)) if days > 0 => {
            format!("{name}; without it the migration would end {days} working days earlier")
        }
        _ => "the chain of tasks from pilot to the last wave; no single limit shortens it".to_owned(),
    }
}

/// The longest critical task before the pilot, in words.
fn longest(basis: &Basis<'_>, spans: &[Span]) -> String {
    let early = |stage| matches!(stage, Stage::Before | Stage::Setup | Stage::Configure);
    let mut found: Option<(u16, &str)> = None;
    for (node, span) in basis.graph.nodes.iter().zip(spans) {
        if early(node.stage) && span.float == 0 && found.is_none_or(|(days, _)| node.days > days) {
            found = Some((node.days, node.name.as_str()));
        }
    }
    found.map_or_else(String::new, |(days, name)| {
        format!(" (longest: \u{201c}{name}\u{201d}, {days} working days)")
    })
}
