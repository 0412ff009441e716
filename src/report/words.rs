//! Counts and findings in the words of the report and the screen.
//! The same finding reads the same wherever it stands.

use super::Tone;
use crate::catalogue::Catalogue;
use crate::gap::{GapRow, Totals};
use crate::model::day;
use crate::model::units::PerMille;
use crate::model::units::grouped;
use crate::plan::feasibility::Week;
use crate::plan::{Feasibility, Plan, PlanSettings, PlannedTask};

/// The capabilities of a row, each with its part and outcome where there are several: "A; B (alerts): Partial".
pub fn capabilities(catalogue: &Catalogue, row: &GapRow) -> String {
    let named = row.parts.iter().map(|part| {
        let known = catalogue.capability(&part.capability);
        let name = known.map_or_else(|| part.capability.to_string(), |capability| capability.name.clone());
        let about = part.about();
        let name = if about.is_empty() { name } else { format!("{name} ({about})") };
        if row.parts.len() > 1 { format!("{name}: {}", part.outcome()) } else { name }
    });
    named.collect::<Vec<_>>().join("; ")
}

/// "1 feature", "184 features".
pub fn count(number: u32, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// The finding of the gap analysis in a sentence.
pub fn gap_finding(totals: &Totals) -> String {
    use crate::model::verdict::Verdict as V;
    if totals.rows == 0 {
        return "There is no list yet.".to_owned();
    }
    let mut parts = vec![
        count(totals.rows, "feature", "features"),
        format!("{} native", grouped(totals.count(V::Native))),
        format!(
            "{}, {} of them without equivalent",
            count(totals.gaps, "gap", "gaps"),
            grouped(totals.count(V::NoEquivalent))
        ),
    ];
    if totals.count(V::Retire) > 0 {
        parts.push(format!("{} to retire", grouped(totals.count(V::Retire))));
    }
    if totals.count(V::Open) > 0 {
        parts.push(format!("{} not judged yet", grouped(totals.count(V::Open))));
    }
    if totals.suggested > 0 {
        parts.push(format!("{} suggested by exact name, not confirmed", grouped(totals.suggested)));
    }
    parts.join(" · ")
}

/// Weeks in words: "7 weeks from Mon 1 Feb 2027 to the week of Mon 15 Mar 2027", "between" and "and" when others lie
/// among them; nothing for none.
pub fn weeks(weeks: &[Week]) -> String {
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else { return String::new() };
    if first == last {
        return format!("the week of {}", day::full(first.0));
    }
    let number = count(u32::try_from(weeks.len()).unwrap_or(u32::MAX), "week", "weeks");
    let is_whole = (last.0 - first.0).num_days() == 7 * (weeks.len() as i64 - 1);
    let (from, to) = if is_whole { ("from", "to") } else { ("between", "and") };
    format!("{number} {from} {} {to} the week of {}", day::full(first.0), day::full(last.0))
}

/// A cost in words: "12 more days of people", "1 day of people less".
pub fn people(days: i32) -> String {
    let number = grouped(days.unsigned_abs());
    match days {
        0 => "no more days of people".to_owned(),
        1 => "1 more day of people".to_owned(),
        -1 => "1 day of people less".to_owned(),
        2.. => format!("{number} more days of people"),
        _ => format!("{number} days of people less"),
    }
}

/// How a plan is coloured: by whether its target is met.
pub fn plan_tone(feasibility: &Feasibility) -> Tone {
    match feasibility {
        Feasibility::Missed { .. } => Tone::Bad,
        Feasibility::Met { .. } => Tone::Good,
        Feasibility::NoTarget => Tone::Watch,
    }
}

/// How a chance of meeting the target is coloured: good from 80 % on, bad below 50 %.
pub fn tone_of_chance(chance: Option<PerMille>) -> Tone {
    match chance {
        Some(PerMille(800..)) => Tone::Good,
        Some(PerMille(..500)) => Tone::Bad,
        _ => Tone::Watch,
    }
}

/// The float of a task in words.
pub fn float(task: &PlannedTask) -> String {
    match task.float_days {
        _ if task.critical => "critical".to_owned(),
        0 => "under a day".to_owned(),
        days => count(u32::from(days), "day", "days"),
    }
}

/// How a task lies against what was agreed on: "3 days later than agreed (Fri 30 Apr 2027)"; `None` when nothing was.
pub fn variance(task: &PlannedTask, settings: &PlanSettings) -> Option<String> {
    let agreed = settings.baseline.get(&task.key)?;
    let days = (task.finish - agreed.finish).num_days();
    let number = count(u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX), "day", "days");
    Some(match days {
        0 => "as agreed".to_owned(),
        1.. => format!("{number} later than agreed ({})", day::full(agreed.finish)),
        _ => format!("{number} earlier than agreed ({})", day::full(agreed.finish)),
    })
}

/// The finding of the plan in a sentence: whether the target is met, by how much, and what binds.
pub fn plan_finding(plan: &Plan, settings: &PlanSettings) -> String {
    let target = settings.target.as_ref();
    let name = target.map_or_else(String::new, |target| {
        let label = if target.label.is_empty() { String::new() } else { format!(" ({})", target.label) };
        format!("{}{label}", day::full(target.date))
    });
    let done = if plan.waves.is_empty() {
        "all that comes before the waves has ended"
    } else {
        "all waves have moved, with access enforced,"
    };
    let by = day::full(plan.migrated);
    match &plan.feasibility {
        Feasibility::NoTarget => format!(
            "Without a target date: {done} by {by}; everything is finished on {}.",
            day::full(plan.finish)
        ),
        Feasibility::Met { spare_days } => format!(
            "The target of {name} is met with {} to spare: {done} by {by}.",
            count(u32::from(*spare_days), "working day", "working days"),
        ),
        Feasibility::Missed { by_days, .. } => format!(
            "The target of {name} is missed by {}: {done} by {by}.",
            count(u32::from(*by_days), "working day", "working days"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        assert_eq!(count(1, "gap", "gaps"), "1 gap");
        assert_eq!(count(1200, "gap", "gaps"), "1\u{202f}200 gaps");
        let costs = [0, 1, 12, -1, -1200].map(people);
        let expected = [
            "no more days of people",
            "1 more day of people",
            "12 more days of people",
            "1 day of people less",
            "1\u{202f}200 days of people less",
        ];
        assert_eq!(costs, expected);
    }

    #[test]
    fn weeks_are_said_by_their_mondays() {
        let week = |date: &str| Week(date.parse().unwrap());
        let some = [week("2027-02-01"), week("2027-02-15"), week("2027-03-22")];
        assert_eq!(weeks(&some), "3 weeks between Mon 1 Feb 2027 and the week of Mon 22 Mar 2027");
        let whole = [week("2027-02-01"), week("2027-02-08")];
        assert_eq!(weeks(&whole), "2 weeks from Mon 1 Feb 2027 to the week of Mon 8 Feb 2027");
        assert_eq!(weeks(&some[..1]), "the week of Mon 1 Feb 2027");
        assert_eq!(weeks(&[]), "");
    }
}
