//! Plans beside the plan: what would come of it if something usual happened, or if the date came first.
//! Each is a plan of its own with changed settings; nothing of the project changes.

use crate::model::units::PerMille;
use crate::plan::basis::{PlanInput, basis};
use crate::plan::compile::{Dated, Relaxation, dated};
use crate::plan::cost::people_days;
use crate::plan::days::migrated_day;
use crate::plan::outlook::{Looking, Outlook, runs_for};
use crate::plan::settings::Change;
use crate::plan::templates::Template;
use crate::plan::ways::WayOut;
use crate::plan::{Feasibility, Plan, PlanSettings, TaskEdit};
use chrono::NaiveDate;

/// Runs of the simulation for each scenario.
const RUNS: u32 = 1000;
/// Tasks whose durations are drawn before it pauses: some hundredths of a second.
const AT_ONCE: u32 = 100_000;
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

/// The plan and the plans beside it, worked out one after the other. It pauses after a part of one, so that a job that
/// somebody waits for never stands behind all of it.
#[derive(Debug)]
pub struct Beside {
    /// Name, what is changed in words, settings and runs of those to come, the last one first.
    left: Vec<(String, String, PlanSettings, u32)>,
    now: Option<Now>,
    /// Those that are worked out; the first is the plan itself.
    pub done: Vec<Scenario>,
    /// The network of the plan itself, and how sure it is.
    pub base: Option<(Dated, Option<Outlook>)>,
}

/// One that is being worked out.
#[derive(Debug)]
struct Now {
    scenario: Scenario,
    dated: Dated,
    looking: Option<Looking>,
}

impl Beside {
    /// Those of a plan: itself with as many runs as there is time for, those that were kept, the first way that meets the
    /// target, an extra team, a failed pilot, and stragglers.
    pub fn of(base: &PlanSettings, plan: &Plan, today: NaiveDate) -> Beside {
        let kept = base.beside.iter().map(|one| {
            let settings = base.taken_from(one);
            (one.name.clone(), differences(base, &settings), settings)
        });
        let mut late = base.clone();
        late.waves.stragglers = STRAGGLERS;
        let late =
            ("20 % stragglers".to_owned(), "a fifth of every wave needs a second turn".to_owned(), late);
        let others = kept.chain(by_the_target(base, plan, today));
        let others = others.chain([extra_team(base), failed_pilot(base, plan), late]);
        let mut left =
            vec![("The plan".to_owned(), "nothing".to_owned(), base.clone(), runs_for(plan.tasks.len()))];
        left.extend(others.map(|(name, about, settings)| (name, about, settings, RUNS)));
        left.reverse();
        Beside { left, now: None, done: Vec::new(), base: None }
    }

    /// Goes on for a part of one plan; whether all are worked out.
    pub fn go_on(&mut self, input: &PlanInput<'_>, templates: &[Template]) -> bool {
        match self.now.take() {
            Some(mut now) => {
                let at_once =
                    AT_ONCE / u32::try_from(now.dated.network.tasks.len()).unwrap_or(u32::MAX).max(1);
                if now.looking.as_mut().is_none_or(|looking| looking.go_on(at_once.max(1))) {
                    self.end(now);
                } else {
                    self.now = Some(now);
                }
            }
            None => {
                let Some((name, about, settings, runs)) = self.left.pop() else { return true };
                self.now =
                    begin(&PlanInput { settings: &settings, ..*input }, templates, (name, about), runs);
            }
        }
        self.now.is_none() && self.left.is_empty()
    }

    fn end(&mut self, now: Now) {
        let Now { mut scenario, dated, looking } = now;
        let found = looking.and_then(|looking| looking.told(&dated));
        scenario.likely = found.as_ref().and_then(|found| found.day(80));
        scenario.chance = found.as_ref().and_then(|found| found.chance);
        if self.done.is_empty() {
            self.base = Some((dated, found));
        }
        self.done.push(scenario);
    }
}

fn begin(input: &PlanInput<'_>, templates: &[Template], words: (String, String), runs: u32) -> Option<Now> {
    let basis = basis(input, templates).value?;
    let dated = dated(&basis, &Relaxation::default(), &mut Vec::new());
    let (name, about) = words;
    let scenario = Scenario {
        name,
        about,
        migrated: migrated_day(&basis, &dated),
        likely: None,
        chance: None,
        people_days: people_days(&basis, &dated),
    };
    let looking = Looking::begin(&basis, &dated, runs);
    Some(Now { scenario, dated, looking })
}

/// When the target is missed: the first way out that meets it, does not move it and can still be gone.
fn by_the_target(
    base: &PlanSettings,
    plan: &Plan,
    today: NaiveDate,
) -> Option<(String, String, PlanSettings)> {
    let Feasibility::Missed { ways_out, .. } = &plan.feasibility else { return None };
    let is_later = |way: &WayOut| matches!(way.changes.as_slice(), [Change::Target(_)]);
    let way = ways_out.iter().find(|way| way.meets && !is_later(way) && !way.starts_before(today))?;
    Some(("Contract date".to_owned(), way.name.clone(), way.settings(base)))
}

/// What differs between two settings, in words.
fn differences(base: &PlanSettings, other: &PlanSettings) -> String {
    // Taken apart, so that a part that is added cannot be forgotten here.
    let PlanSettings {
        start,
        target,
        week,
        hours,
        holidays,
        freezes,
        expiries,
        capacity,
        waves,
        roles,
        not_levelled,
        bridge,
        left_out,
        uncertainty,
        edits,
        status: _,
        baseline: _,
        beside: _,
    } = other;
    let differs = [
        (*start != base.start, "start"),
        (*target != base.target, "target"),
        (*week != base.week || *hours != base.hours, "working hours"),
        (*holidays != base.holidays, "days off"),
        (*freezes != base.freezes, "freezes"),
        (*capacity != base.capacity, "limits"),
        (*waves != base.waves, "waves"),
        (*roles != base.roles || *not_levelled != base.not_levelled, "people"),
        (*bridge != base.bridge || *expiries != base.expiries, "rules and dates to watch"),
        (*left_out != base.left_out, "platforms"),
        (*uncertainty != base.uncertainty, "uncertainty"),
        (*edits != base.edits, "tasks"),
    ];
    let words: Vec<&str> =
        differs.into_iter().filter_map(|(differs, word)| differs.then_some(word)).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
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

fn failed_pilot(base: &PlanSettings, plan: &Plan) -> (String, String, PlanSettings) {
    let mut settings = base.clone();
    for task in plan.tasks.iter().filter(|task| PILOT.contains(&task.key.as_str())) {
        let twice = Some(task.days.saturating_mul(2).max(2));
        settings.edits.change(task.key.clone(), |edit: &mut TaskEdit| edit.days = twice);
    }
    ("Failed pilot".to_owned(), "the pilot is done twice".to_owned(), settings)
}
