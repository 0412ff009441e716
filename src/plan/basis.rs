//! What a plan is computed from: what was given, resolved to tasks with their links, groups that move, and limits.

use crate::devices::Cohort;
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::estate::Estate;
use crate::gap::GapAnalysis;
use crate::model::platform::Platform;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::plan::PlanSettings;
use crate::plan::checks::checks;
use crate::plan::drafts::drafts;
use crate::plan::graph::{Graph, link};
use crate::plan::limits::{Limits, limits};
use crate::plan::templates::Template;
use crate::plan::typed::typed;
use crate::plan::waves::{Group, groups};
use crate::readiness::Readiness;
use chrono::NaiveDate;

/// What a plan is made of.
#[derive(Debug, Clone, Copy)]
pub struct PlanInput<'a> {
    /// What the consultant gave for the plan.
    pub settings: &'a PlanSettings,
    /// The gaps; those that cost days become tasks.
    pub gaps: &'a GapAnalysis,
    /// Names of the list's features, for the tasks of gaps.
    pub names: &'a SortedMap<RowId, String>,
    /// What the questionnaire raises.
    pub readiness: &'a Readiness,
    /// The devices.
    pub estate: &'a Estate,
    /// What a device list says of them; empty without one. What was typed goes before it.
    pub cohorts: &'a [Cohort],
}

/// What a plan is computed from, links and groups resolved.
#[derive(Debug, Clone)]
pub struct Basis<'a> {
    /// What the consultant gave.
    pub settings: &'a PlanSettings,
    /// The first day of work, as given.
    pub start: NaiveDate,
    /// The tasks.
    pub graph: Graph,
    /// The groups that move.
    pub groups: Vec<Group>,
    /// The limits on devices a day.
    pub limits: Limits,
}

/// What the plan is computed from; `None` without a start date.
pub fn basis<'a>(input: &PlanInput<'a>, templates: &[Template]) -> Checked<Option<Basis<'a>>> {
    let settings = input.settings;
    let Some(start) = settings.start else { return Checked::clean(None) };
    let stays = |platform: &Platform| settings.left_out.contains(platform);
    let counts = input.estate.counts.iter().filter(|(platform, _)| !stays(platform));
    let estate = Estate { counts: counts.map(|(platform, count)| (*platform, *count)).collect() };
    let mut diagnostics = checks(settings, start);
    let limits = limits(&settings.capacity, &estate);
    diagnostics.extend(limits.diagnostics.iter().cloned());
    let (typed, unread) = typed(&settings.waves.typed);
    diagnostics.extend(unread);
    let cohorts = if typed.is_empty() { input.cohorts } else { typed.as_slice() };
    let groups = groups(&settings.waves, &estate, cohorts);
    diagnostics.extend(groups.diagnostics);
    if groups.value.is_empty() {
        diagnostics.push(no_devices());
    }
    let drafts = drafts(templates, estate.present(), &groups.value, input.gaps, input.names, input.readiness);
    let graph = link(drafts, &settings.edits, groups.value.len(), &mut diagnostics);
    Checked { value: Some(Basis { settings, start, graph, groups: groups.value, limits }), diagnostics }
}

fn no_devices() -> Diagnostic {
    let message = "The estate has no devices, so the plan has no waves.";
    Diagnostic::new(Severity::Warning, "plan.estate.empty", Place::part("estate"), message)
        .with_hint("Enter the device counts by platform.")
}
