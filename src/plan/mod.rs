//! From gaps, readiness, estate and settings to a dated plan that says whether it meets its target.
//! It draws nothing and it hides nothing: a target that is missed is said so, with the limit that binds.

pub mod drafts;
pub mod feasibility;
pub mod graph;
pub mod levelling;
pub mod limits;
pub mod network;
pub mod random;
pub mod schedule;
pub mod simulation;
pub mod templates;
pub mod timeline;
pub mod waves;

use crate::calendar::{Freeze, Holiday, WorkingWeek};
use crate::model::area::Stage;
use crate::model::platform::Platform;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, PerMille};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// The date to be met, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The last day allowed.
    #[serde(with = "crate::model::day::wire")]
    pub date: NaiveDate,
    /// What ends on it, such as "old contract ends".
    pub label: String,
}

/// Limits on how many devices can move in a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Capacity {
    /// Tickets that the help desk can take in a day.
    pub tickets_per_day: u16,
    /// Share of moved devices that raise a ticket. Source: 3 to 7 %, planning value 5 %.
    pub failure_rate: PerMille,
    /// Share of the estate that can move in a day. Source: rule of thumb 2 %.
    pub estate_share: PerMille,
    /// Wipes that the tenant allows in a day. Source: 500, 2026 action pages.
    pub wipes_per_day: Devices,
    /// Retires that the tenant allows in a day. Source: 1,000, 2026 action pages.
    pub retires_per_day: Devices,
}

impl Default for Capacity {
    fn default() -> Self {
        Capacity {
            tickets_per_day: 20,
            failure_rate: PerMille(50),
            estate_share: PerMille(20),
            wipes_per_day: Devices(500),
            retires_per_day: Devices(1000),
        }
    }
}

/// How devices are grouped into waves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WaveRules {
    /// Devices in the pilot. Source: Microsoft's rollout example.
    pub pilot: Devices,
    /// Devices in the expanded pilot. Source: Microsoft's rollout example.
    pub expanded: Devices,
    /// Largest wave. Source: 500 per wave recommended by one migration vendor.
    pub largest: Devices,
    /// Working days between the start of one wave's moves and the start of the next at the earliest.
    pub step_days: u16,
}

impl Default for WaveRules {
    fn default() -> Self {
        WaveRules { pilot: Devices(50), expanded: Devices(200), largest: Devices(500), step_days: 5 }
    }
}

/// What the consultant changed about a task.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskEdit {
    /// Working days instead of the template's.
    pub days: Option<u16>,
    /// Not before this day.
    #[serde(with = "crate::model::day::wire_option")]
    pub not_before: Option<NaiveDate>,
    /// Left out.
    pub dropped: bool,
    /// Name instead of the template's.
    pub name: Option<String>,
    /// Who does it.
    pub owner: String,
}

/// What the consultant gave for the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanSettings {
    /// The first day of work.
    #[serde(with = "crate::model::day::wire_option")]
    pub start: Option<NaiveDate>,
    /// The date to be met.
    pub target: Option<Target>,
    /// Working days of the week.
    pub week: WorkingWeek,
    /// Days off.
    pub holidays: Vec<Holiday>,
    /// Periods in which work is stopped.
    pub freezes: Vec<Freeze>,
    /// Limits per day.
    pub capacity: Capacity,
    /// Grouping.
    pub waves: WaveRules,
    /// Edits by task key.
    pub edits: SortedMap<String, TaskEdit>,
}

/// Where a task comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The template of the guide; `guide`, `reference: timeline` or `experience`.
    Template(String),
    /// A gap of the list.
    Gap(RowId),
    /// An answer of the questionnaire, by question id.
    Readiness(String),
    /// A wave, by its number.
    Wave(u16),
}

/// Finish-to-start link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Key of the task that must be finished first.
    pub after: String,
    /// Working days to wait after it.
    pub lag_days: u16,
}

/// A task with its dates. A task of 0 days is a milestone; its start and finish are the same day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedTask {
    /// Stable key: the template's id, `gap-47`, `ready-<question>`, `wave-3-enrol`.
    pub key: String,
    /// Name.
    pub name: String,
    /// Stage it belongs to.
    pub stage: Stage,
    /// Role that does it.
    pub role: String,
    /// Why it is there.
    pub why: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Working days of duration.
    pub days: u16,
    /// What it waits for.
    pub links: Vec<Link>,
    /// First day.
    #[serde(with = "crate::model::day::wire")]
    pub start: NaiveDate,
    /// Last day, inclusive.
    #[serde(with = "crate::model::day::wire")]
    pub finish: NaiveDate,
    /// Working days by which it can slip without moving the finish of the plan.
    pub float_days: u16,
    /// Whether it has no float.
    pub critical: bool,
    /// Whether the consultant changed it.
    pub edited: bool,
    /// What made it start when it starts: a task's name, a freeze, a limit; for the screen.
    pub driver: String,
}

/// A dated part of the estate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wave {
    /// From 1.
    pub number: u16,
    /// Name such as "Pilot", "Wave 3".
    pub name: String,
    /// Devices by platform.
    pub devices: SortedMap<Platform, Devices>,
    /// Devices that can move in a day, after every limit.
    pub per_day: Devices,
    /// First day of moves.
    #[serde(with = "crate::model::day::wire")]
    pub start: NaiveDate,
    /// Last day of moves, inclusive.
    #[serde(with = "crate::model::day::wire")]
    pub finish: NaiveDate,
    /// Devices moved on each day, in order.
    #[serde(with = "crate::model::day::wire_pairs")]
    pub flow: Vec<(NaiveDate, Devices)>,
}

impl Wave {
    /// All devices of the wave.
    pub fn total(&self) -> Devices {
        self.devices.values().copied().sum()
    }
}

/// One limit on devices a day, and what it allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Name for the screen: "help desk, 20 tickets a day at 5 % failures".
    pub name: String,
    /// Devices a day that it allows.
    pub devices_per_day: Devices,
    /// Formula with figures in words.
    pub formula: String,
    /// Whether it is the lowest.
    pub binds: bool,
}

/// Whether the target is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feasibility {
    /// No target was given.
    NoTarget,
    /// Met with so many working days to spare.
    Met {
        /// Working days between the finish and the target.
        spare_days: u16,
    },
    /// Missed.
    Missed {
        /// Working days after the target.
        by_days: u16,
        /// What binds, in words: a limit or the chain of tasks.
        binding: String,
    },
}

/// Mark on the time axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Name.
    pub name: String,
    /// Day.
    #[serde(with = "crate::model::day::wire")]
    pub date: NaiveDate,
}

/// The dated plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Tasks in stage order, then by start.
    pub tasks: Rc<Vec<Rc<PlannedTask>>>,
    /// Waves in order; the pilots are the first two.
    pub waves: Rc<Vec<Wave>>,
    /// Milestones in order.
    pub milestones: Vec<Milestone>,
    /// First day of work.
    #[serde(with = "crate::model::day::wire")]
    pub start: NaiveDate,
    /// Last day of the migration itself: every device moved and verified.
    #[serde(with = "crate::model::day::wire")]
    pub migrated: NaiveDate,
    /// Last day of everything, the old product's end included.
    #[serde(with = "crate::model::day::wire")]
    pub finish: NaiveDate,
    /// The date that the target is compared with, and why that one.
    pub measured: String,
    /// The limits on devices a day.
    pub limits: Vec<Limit>,
    /// Whether the target is met.
    pub feasibility: Feasibility,
}

#[cfg(test)]
mod tests;
