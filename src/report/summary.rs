//! The executive summary: the findings first, then the figures that they rest on.

use super::{Bar, Block, Section, Tone, words};
use crate::assess::Assessment;
use crate::model::day;
use crate::model::units::grouped;
use crate::model::verdict::Verdict;
use crate::plan::Feasibility;
use crate::readiness::Effect;

/// The executive summary.
pub fn section(assessment: &Assessment) -> Section {
    let mut blocks = vec![plan_finding(assessment), gap_finding(assessment)];
    let blockers =
        assessment.readiness.raised.iter().filter(|raised| raised.effect == Effect::Blocker).count();
    if blockers > 0 {
        blocks.push(Block::Finding(
            Tone::Bad,
            format!(
                "{} stand in the way; see Readiness.",
                words::count(u32::try_from(blockers).unwrap_or(u32::MAX), "blocker", "blockers")
            ),
        ));
    }
    blocks.push(Block::Bars(bars(assessment)));
    blocks.push(Block::Facts(facts(assessment)));
    Section { id: "summary".to_owned(), title: "Summary".to_owned(), blocks }
}

fn gap_finding(assessment: &Assessment) -> Block {
    let totals = &assessment.gap.totals;
    let tone = if totals.count(Verdict::NoEquivalent) > 0 || totals.count(Verdict::Open) > 0 {
        Tone::Watch
    } else {
        Tone::Good
    };
    Block::Finding(tone, words::gap_finding(totals))
}

fn plan_finding(assessment: &Assessment) -> Block {
    match &assessment.plan.value {
        None => {
            Block::Finding(Tone::Watch, "There is no start date yet, so there is no timeline.".to_owned())
        }
        Some(plan) => {
            let mut text = words::plan_finding(plan, &assessment.project.plan);
            if let Feasibility::Missed { binding, .. } = &plan.feasibility {
                text.push_str(&format!(" What binds: {binding}."));
            }
            Block::Finding(words::plan_tone(&plan.feasibility), text)
        }
    }
}

/// The verdicts as parts of a bar, in screen order, those that occur.
pub fn bars(assessment: &Assessment) -> Vec<Bar> {
    Verdict::ALL
        .into_iter()
        .map(|verdict| Bar { verdict, count: assessment.gap.totals.count(verdict) })
        .filter(|bar| bar.count > 0)
        .collect()
}

fn facts(assessment: &Assessment) -> Vec<(String, String)> {
    let ledger = &assessment.inventory.value.ledger;
    let totals = &assessment.gap.totals;
    let mut facts = vec![
        (
            "List".to_owned(),
            format!(
                "{}: {} records = {} features + {} set aside",
                assessment.project.table.as_ref().map_or("none", |table| table.file.as_str()),
                grouped(ledger.records),
                grouped(ledger.kept),
                ledger.set_aside.len()
            ),
        ),
        ("Licences".to_owned(), assessment.project.licences.base.label().to_owned()),
        ("Devices".to_owned(), grouped(assessment.project.estate.total().0)),
        ("Effort for gaps".to_owned(), words::count(totals.effort_days, "working day", "working days")),
        ("Severity in all".to_owned(), grouped(totals.severity)),
    ];
    if let Some(plan) = &assessment.plan.value {
        facts.push(("Start".to_owned(), day::full(plan.start)));
        facts.push(("All waves moved".to_owned(), day::full(plan.migrated)));
        facts.push(("Finish".to_owned(), day::full(plan.finish)));
    }
    facts
}
