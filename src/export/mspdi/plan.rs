//! The plan of an assessment as a project file: its network under summary tasks for the stages.
//! It dates nothing anew; the network is the one that the plan shows.

use crate::assess::{Assessment, names, plan_input};
use crate::export::ExportError;
use crate::export::mspdi;
use crate::model::area::Stage;
use crate::model::sorted_map::SortedMap;
use crate::plan::compile::Dated;
use crate::plan::network::Task;
use crate::plan::network::early::add_summaries;
use crate::plan::schedule::network;

/// The plan as Microsoft Project XML.
///
/// # Errors
/// When there is no plan.
pub fn write(assessment: &Assessment) -> Result<String, ExportError> {
    let dated = staged(assessment)?;
    Ok(mspdi::write(&dated.network, &dated.calendars, &dated.solution))
}

/// The plan's network and dates with a summary task for each stage.
///
/// # Errors
/// When there is no plan.
pub fn staged(assessment: &Assessment) -> Result<Dated, ExportError> {
    let plan = assessment.plan.value.as_ref().ok_or(ExportError::NoPlan)?;
    let names = names(&assessment.inventory.value);
    let mut dated = network(&plan_input(assessment, &names)).ok_or(ExportError::NoPlan)?;
    dated.network.name = format!("{} migration to Intune", assessment.project.name);
    let stages: SortedMap<&str, Stage> =
        plan.tasks.iter().map(|task| (task.key.as_str(), task.stage)).collect();
    let tasks = dated.network.tasks.len();
    let present: Vec<Stage> =
        Stage::ALL.into_iter().filter(|stage| stages.values().any(|other| other == stage)).collect();
    for task in &mut dated.network.tasks {
        let stage = stages.get(task.key.as_str());
        let place = stage.and_then(|stage| present.iter().position(|other| other == stage));
        task.parent = place.map(|place| tasks + place);
    }
    dated.network.tasks.extend(present.iter().map(|stage| Task {
        key: format!("stage-{}", stage.key()),
        name: stage.label().to_owned(),
        summary: true,
        ..Task::default()
    }));
    add_summaries(&dated.network, &dated.calendars, &mut dated.solution);
    Ok(dated)
}
