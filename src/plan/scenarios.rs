//! Plans beside the plan: what would come of it if something usual happened, or if the date came first.
//! Each is a plan of its own with changed settings; nothing of the project changes.

use crate::model::units::PerMille;
use crate::plan::compile::{Relaxation, dated};
use crate::plan::cost::people_days;
use crate::plan::outlook::outlook;
use crate::plan::schedule::{Basis, PlanInput, basis, migrated_day, schedule_templates};
use crate::plan::settings::Change;
use crate::plan::templates::Template;
use crate::plan::{Feasibility, PlanSettings, TaskEdit};
use chrono::NaiveDate;

/// Runs of the simulation for each scenario.
const RUNS: u32 = 1000;
/// Tasks of the pilot that are done again when it fails.
const PILOT: [&str; 3] = ["pilot-enrol", "pilot-validate", "pilot-use"];
/// Share of every wave that does not move with it in the scenario of stragglers.
const STRAGGLERS: PerMille = PerMille(200);

/// A plan beside the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// What is changed, in words.
    pub about: String,
    /// Last day of the migration.
    pub migrated: NaiveDate,
    /// The day by which 80 % of the runs have ended.
    pub likely: Option<NaiveDate>,
    /// Share of the runs that meet the target.
    pub chance: Option<PerMille>,
    /// Days of people.
    pub people_days: i64,
}

/// The plan itself, the first way that meets the target, an extra team, a failed pilot, and stragglers.
pub fn scenarios(input: &PlanInput<'_>, templates: &[Template]) -> Vec<Scenario> {
    let base = input.settings;
    let mut all = vec![("The plan".to_owned(), "nothing".to_owned(), base.clone())];
    all.extend(by_the_target(input, templates));
    all.push(extra_team(base));
    all.push(failed_pilot(input, templates));
    let mut late = base.clone();
    late.waves.stragglers = STRAGGLERS;
    all.push(("20 % stragglers".to_owned(), "a fifth of every wave needs a second turn".to_owned(), late));
    all.into_iter()
        .filter_map(|(name, about, settings)| scenario(input, templates, name, about, &settings))
        .collect()
}

fn scenario(
    input: &PlanInput<'_>,
    templates: &[Template],
    name: String,
    about: String,
    settings: &PlanSettings,
) -> Option<Scenario> {
    let basis = basis(&PlanInput { settings, ..*input }, templates).value?;
    let plan = dated(&basis, &Relaxation::default(), &mut Vec::new());
    let found = outlook(&basis, &plan, RUNS);
    Some(Scenario {
        name,
        about,
        migrated: migrated_day(&basis, &plan),
        likely: found.as_ref().and_then(|found| found.day(80)),
        chance: found.and_then(|found| found.chance),
        people_days: people_days(&basis, &plan),
    })
}

/// When the target is missed: the first way out that meets it without moving it.
fn by_the_target(input: &PlanInput<'_>, templates: &[Template]) -> Option<(String, String, PlanSettings)> {
    let plan = schedule_templates(input, templates).value?;
    let Feasibility::Missed { ways_out, .. } = plan.feasibility else { return None };
    let way = ways_out
        .into_iter()
        .find(|way| way.meets && !matches!(way.changes.as_slice(), [Change::Target(_)]))?;
    let settings = way.settings(input.settings);
    Some(("Contract date".to_owned(), way.name, settings))
}

fn extra_team(base: &PlanSettings) -> (String, String, PlanSettings) {
    let mut settings = base.clone();
    let capacity = &mut settings.capacity;
    capacity.tickets_per_day = capacity.tickets_per_day.saturating_mul(2);
    capacity.estate_share = PerMille(capacity.estate_share.0.saturating_mul(2).min(1000));
    let crews: Vec<String> =
        base.roles.iter().filter(|(_, role)| role.people.is_some()).map(|(name, _)| name.clone()).collect();
    let people = if crews.is_empty() { "" } else { ", one more person of each role" };
    for role in crews {
        settings.roles.change(role, |role| role.people = role.people.map(|people| people.saturating_add(1)));
    }
    let about = format!("twice the tickets and twice the share of the estate a day{people}");
    ("Extra team".to_owned(), about, settings)
}

fn failed_pilot(input: &PlanInput<'_>, templates: &[Template]) -> (String, String, PlanSettings) {
    let mut settings = input.settings.clone();
    let days = |basis: &Basis<'_>, key: &str| {
        basis.graph.nodes.iter().find(|node| node.key == key).map(|node| node.days)
    };
    if let Some(basis) = basis(input, templates).value {
        for key in PILOT {
            let Some(days) = days(&basis, key) else { continue };
            let twice = Some(days.saturating_mul(2).max(2));
            settings.edits.change(key.to_owned(), |edit: &mut TaskEdit| edit.days = twice);
        }
    }
    ("Failed pilot".to_owned(), "the pilot is done twice".to_owned(), settings)
}
