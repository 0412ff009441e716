//! Puts the sections of the report together.
//! Each section is written by its own module; nothing here computes a figure.

use super::{Report, annex, gaps, plan, questions, readiness, summary};
use crate::assess::{Assessment, Knowledge};
use crate::catalogue::load::VERSION;
use chrono::NaiveDate;

/// The whole report of an assessment, dated `today`.
pub fn build(knowledge: &Knowledge, assessment: &Assessment, today: NaiveDate) -> Report {
    let project = &assessment.project;
    let customer = if project.name.is_empty() { "Unnamed customer" } else { &project.name };
    let from = project.product.map_or("the present product", |product| product.label());
    Report {
        title: "Gap analysis and migration plan".to_owned(),
        subtitle: format!("{customer}: {from} to Microsoft Intune"),
        date: today,
        catalogue: VERSION.to_owned(),
        sections: [
            Some(summary::section(assessment)),
            Some(gaps::matrix(knowledge, assessment)),
            Some(gaps::list(knowledge, assessment)),
            questions::section(assessment),
            Some(plan::section(assessment)),
            Some(readiness::section(knowledge, assessment)),
            Some(annex::method()),
            Some(annex::ledger(assessment)),
            Some(annex::findings(assessment)),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}
