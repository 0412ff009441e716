//! Puts the sections of the report together.
//! Each section is written by its own module; nothing here computes a figure.

use super::{Report, annex, gaps, plan, readiness, summary};
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
        sections: vec![
            summary::section(assessment),
            gaps::matrix(knowledge, assessment),
            gaps::list(knowledge, assessment),
            plan::section(assessment),
            readiness::section(knowledge, assessment),
            annex::method(),
            annex::ledger(assessment),
            annex::findings(assessment),
        ],
    }
}
