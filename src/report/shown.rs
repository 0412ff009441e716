//! The plan as the Plan page shows it: findings, pictures, tables and task lines, in words and ready to draw.
//! The worker makes it, so that the page neither computes nor words anything; nothing here sets a date.

use super::drawing::Drawing;
use super::drawing::timeline::{Look, draw};
use super::{Block, Section, Tone, plan as tables, words};
use crate::assess::Assessment;
use crate::model::area::Stage;
use crate::model::day;
use crate::plan::cost::COST;
use crate::plan::edits::Offer;
use crate::plan::settings::Change;
use crate::plan::ways::WayOut;
use crate::plan::{Feasibility, Plan, PlanSettings, PlannedTask};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// The plan on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Good or bad.
    pub tone: Tone,
    /// For the rail: "9 days late", "on time".
    pub short: String,
    /// Devices, waves, start and finish in a line.
    pub summary: String,
    /// The finding.
    pub finding: String,
    /// What binds, and when; empty when nothing does.
    pub binds: String,
    /// The last day of everything.
    #[serde(with = "crate::model::day::wire")]
    pub finish: NaiveDate,
    /// What could be done.
    pub ways: Vec<Way>,
    /// How all of it is computed.
    pub computed: Vec<Block>,
    /// The timeline; none for a plan of more than twenty years.
    pub drawing: Option<Drawing>,
    /// Tables below it.
    pub sections: Vec<Section>,
    /// Roles with work: name, people there as a text for a field, and what the plan asks for in words.
    pub roles: Vec<(String, String, String)>,
    /// The tasks in order.
    pub tasks: Vec<Rc<TaskLine>>,
    /// Changed tasks whose origin says something new.
    pub offers: Vec<Offer>,
}

/// A way out as a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// The words before the colon.
    pub head: String,
    /// The rest, with the day to which it leads.
    pub rest: String,
    /// Its cost, and what is to be known of it.
    pub note: String,
    /// Whether the target is then met, and it can still be done.
    pub meets: bool,
    /// The changes of the settings.
    pub changes: Vec<Change>,
}

/// A task in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskLine {
    /// Stable key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Stage.
    pub stage: Stage,
    /// Role.
    pub role: String,
    /// Why it is there.
    pub why: String,
    /// Working days.
    pub days: u16,
    /// First day.
    #[serde(with = "crate::model::day::wire")]
    pub start: NaiveDate,
    /// Last day.
    #[serde(with = "crate::model::day::wire")]
    pub finish: NaiveDate,
    /// Its float in words, or that it is critical.
    pub float: String,
    /// Whether it has none.
    pub critical: bool,
    /// Whether the consultant changed it.
    pub edited: bool,
    /// Why it starts when it does, and how it lies against what was agreed on.
    pub driver: String,
}

/// The plan for the page.
pub fn shown(assessment: &Assessment, look: Look, today: NaiveDate) -> Option<Shown> {
    let plan = assessment.plan.value.as_ref()?;
    let settings = &assessment.project.plan;
    let short = match &plan.feasibility {
        Feasibility::Missed { by_days, .. } => format!("{by_days} days late"),
        Feasibility::Met { .. } => "on time".to_owned(),
        Feasibility::NoTarget => "dated".to_owned(),
    };
    let summary = format!(
        "{} · {} · starts {} · finishes {}",
        words::count(assessment.project.estate.total().0, "device", "devices"),
        words::count(u32::try_from(plan.waves.len()).unwrap_or(0), "wave", "waves"),
        day::full(plan.start),
        day::full(plan.finish)
    );
    let (binds, ways) = match &plan.feasibility {
        Feasibility::Missed { binding, bottlenecks, ways_out, .. } => {
            let weeks = bottlenecks.first().map(|first| words::weeks(&first.weeks)).unwrap_or_default();
            let when = if weeks.is_empty() { weeks } else { format!(" It holds the plan back in {weeks}.") };
            (format!("What binds: {binding}.{when}"), ways_out.iter().map(|way| button(way, today)).collect())
        }
        _ => (String::new(), Vec::new()),
    };
    Some(Shown {
        tone: words::plan_tone(&plan.feasibility),
        short,
        summary,
        finding: words::plan_finding(plan, settings),
        binds,
        finish: plan.finish,
        ways,
        computed: tables::computed(plan),
        drawing: draw(plan, settings, look),
        sections: tables::sections(assessment, plan),
        roles: roles(plan),
        tasks: plan.tasks.iter().map(|task| Rc::new(line(task, settings))).collect(),
        offers: plan.offers.clone(),
    })
}

fn button(way: &WayOut, today: NaiveDate) -> Way {
    let past = way.starts_before(today);
    let (head, rest) = match way.name.split_once(": ") {
        Some((head, rest)) => (head.to_owned(), format!(": {rest}")),
        None => (way.name.clone(), String::new()),
    };
    let people = words::people(way.people_days);
    let special = way.cost.strip_prefix(COST).map(|special| special.trim().trim_end_matches('.'));
    let mut note = match special {
        Some(special) if !special.is_empty() => format!("{people} · {special}"),
        _ => people,
    };
    if !way.meets {
        note.push_str(" · still misses the target");
    }
    if past {
        note.push_str(" · starts before today");
    }
    let rest = format!("{rest} \u{2192} {}", day::full(way.migrated));
    Way { head, rest, note, meets: way.meets && !past, changes: way.changes.clone() }
}

fn roles(plan: &Plan) -> Vec<(String, String, String)> {
    let roles = plan.loads.iter().map(|load| {
        let there = load.people.map(|people| people.to_string()).unwrap_or_default();
        (load.role.clone(), there, format!("the plan has {} at work at once", load.peak))
    });
    roles.collect()
}

fn line(task: &PlannedTask, settings: &PlanSettings) -> TaskLine {
    let mut driver = task.driver.clone();
    if let Some(variance) = words::variance(task, settings) {
        driver.push_str(&format!("; {variance}"));
    }
    TaskLine {
        key: task.key.clone(),
        name: task.name.clone(),
        stage: task.stage,
        role: task.role.clone(),
        why: task.why.clone(),
        days: task.days,
        start: task.start,
        finish: task.finish,
        float: words::float(task),
        critical: task.critical,
        edited: task.edited,
        driver,
    }
}
