//! The plan as CSV in the columns that task trackers import: Jira, Azure DevOps, Planner.
//! A title is one line of at most 255 letters there; what is cut or joined stands whole in the description.

use super::ExportError;
use super::csv::written;
use super::html::escaped;
use crate::assess::Assessment;
use crate::model::area::Stage;
use crate::plan::compile::day_minutes;
use crate::plan::network::{Lag, LinkKind};
use crate::plan::{Link, Plan, PlanSettings, PlannedTask};
use crate::report::words::count;
use chrono::NaiveDate;

/// Letters of a title at most. Source: the limits of Jira's summary, and of titles in Azure DevOps and Planner.
const LONGEST: usize = 255;

/// For Jira: a stage is an epic, a task its child. Epics come first, because the importer wants parents before
/// children; further issues that a task blocks have columns of the same name, as the importer wants several values.
///
/// # Errors
/// When there is no plan or the writer fails.
pub fn jira(assessment: &Assessment) -> Result<Vec<u8>, ExportError> {
    let (plan, settings) = plan(assessment)?;
    let stages = stages(plan);
    let id_of_task = |key: &str| {
        let place = plan.tasks.iter().position(|task| task.key == key)?;
        Some((stages.len() + place + 1).to_string())
    };
    let blocked = |task: &PlannedTask| -> Vec<String> {
        let waits = |link: &Link| link.after == task.key && link.kind == LinkKind::FinishStart;
        let later = plan.tasks.iter().filter(|later| later.links.iter().any(waits));
        later.filter_map(|later| id_of_task(&later.key)).collect()
    };
    let columns = plan.tasks.iter().map(|task| blocked(task).len()).max().unwrap_or(0);
    let epics = (1..).zip(&stages).map(|(id, (stage, first, last))| {
        let mut row = vec![
            id.to_string(),
            "Epic".to_owned(),
            stage.label().to_owned(),
            String::new(),
            first.to_string(),
            last.to_string(),
            String::new(),
            "Medium".to_owned(),
            String::new(),
            String::new(),
            String::new(),
        ];
        row.resize(row.len() + columns, String::new());
        row
    });
    let tasks = plan.tasks.iter().map(|task| {
        let parent = stages.iter().position(|(stage, ..)| *stage == task.stage);
        let mut row = vec![
            id_of_task(&task.key).unwrap_or_default(),
            "Task".to_owned(),
            title(task),
            parent.map(|place| (place + 1).to_string()).unwrap_or_default(),
            task.start.to_string(),
            task.finish.to_string(),
            task.owner.clone(),
            if task.critical { "High" } else { "Medium" }.to_owned(),
            label(&task.role),
            if task.days == 0 { "milestone" } else { "" }.to_owned(),
            description(task, settings).join("\n"),
        ];
        row.extend(blocked(task));
        row.resize(11 + columns, String::new());
        row
    });
    let mut header = vec![
        "Issue ID",
        "Issue Type",
        "Summary",
        "Parent",
        "Start date",
        "Due date",
        "Assignee",
        "Priority",
        "Labels",
        "Labels",
        "Description",
    ];
    header.resize(11 + columns, "Blocks");
    written(&header, epics.chain(tasks))
}

/// For Azure DevOps: a stage is an epic in the first column of titles, a task its child in the second.
/// The description is HTML there.
///
/// # Errors
/// When there is no plan or the writer fails.
pub fn azure_devops(assessment: &Assessment) -> Result<Vec<u8>, ExportError> {
    let (plan, settings) = plan(assessment)?;
    let rows = stages(plan).into_iter().flat_map(|(stage, first, last)| {
        let epic = vec![
            "Epic".to_owned(),
            stage.label().to_owned(),
            String::new(),
            first.to_string(),
            String::new(),
            last.to_string(),
            String::new(),
            String::new(),
        ];
        let tasks = plan.tasks.iter().filter(move |task| task.stage == stage).map(|task| {
            let description: Vec<String> =
                description(task, settings).iter().map(|line| escaped(line).replace('\n', "<br>")).collect();
            let marks = [(task.critical, "critical"), (task.days == 0, "milestone")];
            let mut tags: Vec<String> = vec![label(&task.role)];
            tags.extend(marks.iter().filter(|(set, _)| *set).map(|(_, tag)| (*tag).to_owned()));
            vec![
                "Task".to_owned(),
                String::new(),
                title(task),
                task.start.to_string(),
                task.finish.to_string(),
                String::new(),
                tags.into_iter().filter(|tag| !tag.is_empty()).collect::<Vec<_>>().join("; "),
                description.join("<br>"),
            ]
        });
        std::iter::once(epic).chain(tasks.collect::<Vec<_>>())
    });
    written(
        &[
            "Work Item Type",
            "Title 1",
            "Title 2",
            "Start Date",
            "Finish Date",
            "Target Date",
            "Tags",
            "Description",
        ],
        rows,
    )
}

/// For Planner: the columns of its own export to a spreadsheet; a stage is a bucket. Planner has no links.
///
/// # Errors
/// When there is no plan or the writer fails.
pub fn planner(assessment: &Assessment) -> Result<Vec<u8>, ExportError> {
    let (plan, settings) = plan(assessment)?;
    let rows = plan.tasks.iter().map(|task| {
        let marks = [(task.critical, "critical"), (task.days == 0, "milestone")];
        let marks = marks.iter().filter(|(set, _)| *set).map(|(_, name)| (*name).to_owned());
        let labels: Vec<String> =
            std::iter::once(task.role.clone()).chain(marks).filter(|name| !name.is_empty()).collect();
        vec![
            title(task),
            task.stage.label().to_owned(),
            match task.progress.0 {
                0 => "Not started",
                1..1000 => "In progress",
                _ => "Completed",
            }
            .to_owned(),
            if task.critical { "Important" } else { "Medium" }.to_owned(),
            task.owner.clone(),
            task.start.to_string(),
            task.finish.to_string(),
            labels.join(";"),
            description(task, settings).join("\n"),
        ]
    });
    written(
        &[
            "Task Name",
            "Bucket Name",
            "Progress",
            "Priority",
            "Assigned To",
            "Start date",
            "Due date",
            "Labels",
            "Notes",
        ],
        rows,
    )
}

fn plan(assessment: &Assessment) -> Result<(&Plan, &PlanSettings), ExportError> {
    let plan = assessment.plan.value.as_ref().ok_or(ExportError::NoPlan)?;
    Ok((plan, &assessment.project.plan))
}

/// The stages that have tasks, with their first and last day.
fn stages(plan: &Plan) -> Vec<(Stage, NaiveDate, NaiveDate)> {
    let found = Stage::ALL.into_iter().filter_map(|stage| {
        let tasks = || plan.tasks.iter().filter(|task| task.stage == stage);
        Some((stage, tasks().map(|task| task.start).min()?, tasks().map(|task| task.finish).max()?))
    });
    found.collect()
}

/// A task's name on one line, cut where a tracker would cut or refuse it; its key when it has none.
fn title(task: &PlannedTask) -> String {
    let line = task.name.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        0 => task.key.clone(),
        1..=LONGEST => line,
        _ => line.chars().take(LONGEST - 1).chain(std::iter::once('…')).collect(),
    }
}

/// A word that can be a label or a tag everywhere: no blanks, no separators.
fn label(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || ",;".contains(letter));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// What the columns of a tracker have no room for.
fn description(task: &PlannedTask, settings: &PlanSettings) -> Vec<String> {
    let day = day_minutes(settings);
    let waits: Vec<String> = task.links.iter().map(|link| link.label(day)).collect();
    let plain = |kind: LinkKind, lag: Lag| {
        kind == LinkKind::FinishStart && matches!(lag, Lag::Working(0) | Lag::Elapsed(0))
    };
    let exact = task.links.iter().any(|link| !plain(link.kind, link.lag));
    let said = |text: &str, line: String| if text.is_empty() { None } else { Some(line) };
    let notes = settings.edits.get(&task.key).map(|edit| edit.notes.as_str()).unwrap_or_default();
    let name = if title(task) == task.name { "" } else { task.name.as_str() };
    [
        said(name, name.to_owned()),
        said(&task.why, task.why.clone()),
        said(notes, notes.to_owned()),
        Some(format!(
            "{}, {}.",
            task.stage.label(),
            count(u32::from(task.days), "working day", "working days")
        )),
        said(&task.role, format!("Role: {}.", task.role)),
        said(&task.owner, format!("Owner: {}.", task.owner)),
        said(&task.driver, format!("Starts then because: {}.", task.driver)),
        exact.then(|| format!("Waits for: {}.", waits.join("; "))),
        Some(format!("Gapline: {}", task.key)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_no_blanks_and_no_separators() {
        assert_eq!(label("help desk, night; 2"), "help-desk-night-2");
        assert_eq!(label(" "), "");
    }
}
