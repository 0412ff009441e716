//! Gap list, plan and row ledger as CSV for a spreadsheet.
//! Nothing that a spreadsheet would run as a formula leaves here.

use super::ExportError;
use crate::assess::{Assessment, Knowledge};
use crate::catalogue::Capability;
use crate::gap::GapPart;
use crate::model::platform::PlatformSet;
use crate::plan::compile::day_minutes;
use crate::report::questions;

/// A cell as a spreadsheet may safely show it: a leading `= + - @`, tab or line end gets an apostrophe.
///
/// Source: OWASP ASVS 1.2.10. Whole numbers keep their sign.
pub fn neutral(text: &str) -> String {
    let dangerous = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if dangerous && text.parse::<i64>().is_err() { format!("'{text}") } else { text.to_owned() }
}

/// The gap list: one line a feature, the customer's words verbatim.
///
/// # Errors
/// When the writer fails.
pub fn gaps(knowledge: &Knowledge, assessment: &Assessment) -> Result<Vec<u8>, ExportError> {
    let features = assessment.inventory.value.by_row();
    let rows = assessment.gap.rows.iter().filter_map(|row| {
        let feature = features.get(&row.row)?;
        let said = assessment.project.gaps.get(&row.row);
        let found = row.parts.iter().filter_map(|part| knowledge.catalogue.capability(&part.capability));
        let each = |text: fn(&Capability) -> String| {
            let texts: Vec<String> =
                found.clone().map(|one| text(one)).filter(|text| !text.is_empty()).collect();
            texts.join("; ")
        };
        let joined = |text: fn(&GapPart) -> String| row.parts.iter().map(text).collect::<Vec<_>>().join("; ");
        let parts: Vec<String> = row
            .parts
            .iter()
            .filter(|part| row.parts.len() > 1 || !part.about().is_empty())
            .map(|part| {
                format!("{} ({}): {}", part.capability, part.about(), part.outcome()).replace(" ()", "")
            })
            .collect();
        let split: Vec<String> = row
            .split
            .iter()
            .map(|part| format!("{}: {}", part.platform.label(), part.verdict.label()))
            .collect();
        Some(vec![
            row.row.to_string(),
            feature.number.to_string(),
            feature.name.to_string(),
            feature.category.to_string(),
            platforms(row.platforms),
            feature.priority.label().to_owned(),
            row.verdict.label().to_owned(),
            row.basis.label().to_owned(),
            each(|one| one.name.clone()),
            joined(|part| part.capability.to_string()),
            joined(|part| part.relation.label().to_owned()),
            parts.join("; "),
            split.join("; "),
            row.missing_licences.join("; "),
            each(|one| one.instead.clone()),
            row.because.join(" "),
            row.devices.0.to_string(),
            row.affected.0.to_string(),
            row.severity.to_string(),
            row.effort_days.to_string(),
            if row.accepted { "yes" } else { "" }.to_owned(),
            said.map(|said| said.rationale.clone()).unwrap_or_default(),
            said.map(|said| said.owner.clone()).unwrap_or_default(),
            each(|one| one.doc.first().cloned().unwrap_or_default()),
            each(|one| one.as_of.to_string()),
            assessment.project.notes.get(&row.row).cloned().unwrap_or_default(),
        ])
    });
    written(
        &[
            "Line",
            "Number",
            "Feature",
            "Category",
            "Platforms",
            "Priority",
            "Verdict",
            "Basis",
            "Capability",
            "Capability id",
            "Relation",
            "Parts",
            "By platform",
            "Missing licences",
            "Instead",
            "Because",
            "Devices",
            "Affected",
            "Severity",
            "Effort days",
            "Accepted",
            "Rationale",
            "Owner",
            "Source",
            "As of",
            "Note",
        ],
        rows,
    )
}

fn platforms(set: PlatformSet) -> String {
    set.iter().map(|platform| platform.label()).collect::<Vec<_>>().join(", ")
}

/// The plan: one line a task, dates in ISO form.
///
/// # Errors
/// When there is no plan or the writer fails.
pub fn plan(assessment: &Assessment) -> Result<Vec<u8>, ExportError> {
    let plan = assessment.plan.value.as_ref().ok_or(ExportError::NoPlan)?;
    let day = day_minutes(&assessment.project.plan);
    let rows = plan.tasks.iter().map(|task| {
        let links: Vec<String> = task.links.iter().map(|link| link.label(day)).collect();
        vec![
            task.key.clone(),
            task.stage.label().to_owned(),
            task.name.clone(),
            task.role.clone(),
            assessment.project.plan.edits.get(&task.key).map(|edit| edit.owner.clone()).unwrap_or_default(),
            task.days.to_string(),
            task.start.to_string(),
            task.finish.to_string(),
            links.join("; "),
            task.float_days.to_string(),
            if task.critical { "yes" } else { "" }.to_owned(),
            task.driver.clone(),
            task.why.clone(),
        ]
    });
    written(
        &[
            "Key",
            "Stage",
            "Task",
            "Role",
            "Owner",
            "Working days",
            "Start",
            "Finish",
            "After",
            "Float days",
            "Critical",
            "Starts then because",
            "Why",
        ],
        rows,
    )
}

/// The ask list: one line a question, with room for the answer; what was answered last stands there.
///
/// # Errors
/// When the writer fails.
pub fn questions(assessment: &Assessment) -> Result<Vec<u8>, ExportError> {
    let asked = questions::asked(&assessment.project, &assessment.inventory.value.features);
    let rows = asked.into_iter().map(|one| {
        vec![
            one.feature.row.to_string(),
            one.feature.name.to_string(),
            one.feature.category.to_string(),
            platforms(one.feature.platforms),
            one.question,
            one.replies.last().map(|reply| reply.answer.clone()).unwrap_or_default(),
        ]
    });
    written(&[questions::ROW, "Feature", "Category", "Platforms", "Question", questions::ANSWER], rows)
}

/// The row ledger: one line a record of the file that is not a feature of its own, and one a feature of an earlier
/// list that is closed.
///
/// # Errors
/// When the writer fails.
pub fn ledger(assessment: &Assessment) -> Result<Vec<u8>, ExportError> {
    let rows = assessment.inventory.value.ledger.set_aside.iter().map(|row| {
        vec![
            row.row.to_string(),
            row.reason.label().to_owned(),
            row.kept_as.map(|kept| kept.to_string()).unwrap_or_default(),
            row.text.clone(),
        ]
    });
    let earlier = assessment.inventory.value.closed.iter().map(|feature| {
        let cells = [&feature.number, &feature.name, &feature.category, &feature.description, &feature.notes];
        let text: Vec<&str> =
            cells.into_iter().map(|cell| cell.as_str()).filter(|text| !text.is_empty()).collect();
        vec![
            feature.row.to_string(),
            "Closed: only in an earlier list".to_owned(),
            String::new(),
            text.join(" | "),
        ]
    });
    let rows = rows.chain(earlier);
    written(&["Line", "Reason", "Merged into line", "Text"], rows)
}

/// With a byte order mark, without which Excel misreads UTF-8, and CRLF line ends.
///
/// # Errors
/// When the writer fails.
pub fn written(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, ExportError> {
    let failed = |error: csv::Error| ExportError::Write(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(header).map_err(failed)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| neutral(cell))).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| ExportError::Write(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_runs_as_a_formula() {
        let check = |text: &str, expected: &str| assert_eq!(neutral(text), expected);
        check("=1+1", "'=1+1");
        check("+49 30 1234", "'+49 30 1234");
        check("-", "'-");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t=1");
        check("\r=1", "'\r=1");
        check("＝1", "'＝1");
        check("-5", "-5");
        check("Wipe = erase", "Wipe = erase");
        check("", "");
    }
}
