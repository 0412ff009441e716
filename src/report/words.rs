//! Counts and findings in the words of the report and the screen.
//! The same finding reads the same wherever it stands.

use crate::catalogue::Catalogue;
use crate::gap::{GapRow, Totals};
use crate::model::day;
use crate::model::units::grouped;
use crate::plan::{Feasibility, Plan, PlanSettings};

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

/// The finding of the plan in a sentence: whether the target is met, by how much, and what binds.
pub fn plan_finding(plan: &Plan, settings: &PlanSettings) -> String {
    let target = settings.target.as_ref();
    let name = target.map_or_else(String::new, |target| {
        let label = if target.label.is_empty() { String::new() } else { format!(" ({})", target.label) };
        format!("{}{label}", day::full(target.date))
    });
    match &plan.feasibility {
        Feasibility::NoTarget => format!(
            "All devices have moved by {}; everything is finished on {}. No target date is set.",
            day::full(plan.migrated),
            day::full(plan.finish)
        ),
        Feasibility::Met { spare_days } => format!(
            "The target of {name} is met with {} to spare: all devices have moved by {}.",
            count(u32::from(*spare_days), "working day", "working days"),
            day::full(plan.migrated)
        ),
        Feasibility::Missed { by_days, .. } => format!(
            "The target of {name} is missed by {}: all devices have moved by {}.",
            count(u32::from(*by_days), "working day", "working days"),
            day::full(plan.migrated)
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
    }
}
