//! Puts the sections of the report together.
//! Each section is written by its own module; nothing here computes a figure.

use super::{Report, Section, annex, gaps, plan, questions, readiness, summary};
use crate::assess::{Assessment, Knowledge};
use crate::catalogue::load::VERSION;
use chrono::NaiveDate;

/// The whole report of an assessment, dated `today`, with what was said of the outlook of its plan.
pub fn build(
    knowledge: &Knowledge,
    assessment: &Assessment,
    outlook: &[Section],
    today: NaiveDate,
) -> Report {
    let project = &assessment.project;
    let customer = if project.name.is_empty() { "Unnamed customer" } else { &project.name };
    let from = project.product.map_or("the present product", |product| product.label());
    let before = [
        Some(summary::section(assessment)),
        Some(gaps::matrix(knowledge, assessment)),
        Some(gaps::list(knowledge, assessment)),
        questions::section(assessment),
        Some(plan::section(assessment)),
    ];
    let after = [
        readiness::section(knowledge, assessment),
        annex::method(),
        annex::ledger(assessment),
        annex::findings(assessment),
    ];
    Report {
        title: "Gap analysis and migration plan".to_owned(),
        subtitle: format!("{customer}: {from} to Microsoft Intune"),
        date: today,
        catalogue: VERSION.to_owned(),
        sections: before.into_iter().flatten().chain(outlook.iter().cloned()).chain(after).collect(),
    }
}
