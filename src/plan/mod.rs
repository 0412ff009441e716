//! From gaps, readiness, estate and settings to a dated plan that says whether it meets its target.
//! It draws nothing and it hides nothing: a target that is missed is said so, with the limit that binds.

pub mod basis;
pub mod beside;
pub mod checks;
pub mod clocks;
pub mod cohorts;
pub mod compile;
pub mod cost;
pub mod days;
pub mod drafts;
pub mod edits;
pub mod explain;
pub mod feasibility;
pub mod gathering;
pub mod graph;
pub mod levelling;
pub mod limits;
pub mod loads;
pub mod network;
pub mod outlook;
pub mod protection;
pub mod random;
pub mod scenarios;
pub mod schedule;
pub mod settings;
pub mod simulation;
pub mod templates;
pub mod tries;
pub mod typed;
pub mod waves;
pub mod ways;

pub use limits::Capacity;
pub use settings::WaveRules;

use crate::calendar::moment::Moment;
use crate::calendar::{Freeze, Holiday, WorkingHours, WorkingWeek};
use crate::model::area::Stage;
use crate::model::platform::Platform;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, PerMille};
use crate::plan::beside::Beside;
use crate::plan::edits::Offer;
use crate::plan::feasibility::Bottleneck;
use crate::plan::loads::Load;
use crate::plan::network::{Lag, LinkKind};
use crate::plan::outlook::Uncertainty;
use crate::plan::protection::ProtectionGap;
use crate::plan::settings::{Agreed, Bridge, Expiry, LinkEdit, RoleSettings, Seen};
use crate::plan::ways::WayOut;
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

/// What the consultant changed about a task.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskEdit {
    /// Working days instead of the template's.
    pub days: Option<u16>,
    /// The fewest working days that it could take.
    pub least_days: Option<u16>,
    /// The most working days that it could take.
    pub most_days: Option<u16>,
    /// Working minutes instead of days, for tasks of less than a day.
    pub minutes: Option<u32>,
    /// Not before this day.
    #[serde(with = "crate::model::day::wire_option")]
    pub not_before: Option<NaiveDate>,
    /// To be finished on this day at the latest.
    #[serde(with = "crate::model::day::wire_option")]
    pub not_after: Option<NaiveDate>,
    /// Starts exactly on this day.
    #[serde(with = "crate::model::day::wire_option")]
    pub must_start: Option<NaiveDate>,
    /// Finishes exactly on this day.
    #[serde(with = "crate::model::day::wire_option")]
    pub must_finish: Option<NaiveDate>,
    /// A day that is only watched.
    #[serde(with = "crate::model::day::wire_option")]
    pub deadline: Option<NaiveDate>,
    /// How much of it is done.
    pub progress: PerMille,
    /// When it really started.
    #[serde(with = "crate::model::day::wire_option")]
    pub actual_start: Option<NaiveDate>,
    /// When it was really finished.
    #[serde(with = "crate::model::day::wire_option")]
    pub actual_finish: Option<NaiveDate>,
    /// Further tasks that it waits for, by key.
    pub links: Vec<LinkEdit>,
    /// Keys of tasks that it does not wait for after all.
    pub unlinked: Vec<String>,
    /// Left out.
    pub dropped: bool,
    /// Name instead of the template's.
    pub name: Option<String>,
    /// Who does it.
    pub owner: String,
    /// Notes.
    pub notes: String,
    /// What the task was before it was changed; what differs from it later is offered, never taken.
    pub seen: Option<Seen>,
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
    /// Hours of a working day.
    pub hours: WorkingHours,
    /// Days off.
    pub holidays: Vec<Holiday>,
    /// Periods in which work is stopped.
    pub freezes: Vec<Freeze>,
    /// Dates on which certificates, tokens and contracts end.
    pub expiries: Vec<Expiry>,
    /// Limits per day.
    pub capacity: Capacity,
    /// Grouping.
    pub waves: WaveRules,
    /// People and calendars of roles.
    pub roles: SortedMap<String, RoleSettings>,
    /// Whether people may be at several tasks at once, so that nothing waits for them.
    pub not_levelled: bool,
    /// What holds while devices move.
    pub bridge: Bridge,
    /// Platforms that stay in the old product and are no part of the plan.
    pub left_out: Vec<Platform>,
    /// How durations and failures vary.
    pub uncertainty: Uncertainty,
    /// Edits by task key.
    pub edits: SortedMap<String, TaskEdit>,
    /// The day as of which progress was noted; what is not done by then lies after it.
    #[serde(with = "crate::model::day::wire_option")]
    pub status: Option<NaiveDate>,
    /// The dates that were agreed on, by task key.
    pub baseline: SortedMap<String, Agreed>,
    /// Other settings that were kept under a name.
    pub beside: Vec<Beside>,
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

/// A link to an earlier task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Key of the task that is waited for.
    pub after: String,
    /// Which ends.
    pub kind: LinkKind,
    /// How long after it.
    pub lag: Lag,
}

impl Link {
    /// The link in the short form of project planners: "kickoff", "pilot-use+5d", "apps SS-30m", "terms+30ed".
    pub fn label(&self, day_minutes: u32) -> String {
        let kind = match self.kind {
            LinkKind::FinishStart => "",
            LinkKind::StartStart => " SS",
            LinkKind::FinishFinish => " FF",
            LinkKind::StartFinish => " SF",
        };
        let (minutes, per_day, elapsed) = match self.lag {
            Lag::Working(minutes) => (minutes, i32::try_from(day_minutes).unwrap_or(480), ""),
            Lag::Elapsed(minutes) => (minutes, 1440, "e"),
        };
        let lag = match minutes {
            0 => String::new(),
            _ if minutes % per_day == 0 => format!("{:+}{elapsed}d", minutes / per_day),
            _ => format!("{minutes:+}{elapsed}m"),
        };
        format!("{}{kind}{lag}", self.after)
    }
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
    /// Working days of duration, rounded up.
    pub days: u16,
    /// What it waits for.
    pub links: Vec<Link>,
    /// First day.
    #[serde(with = "crate::model::day::wire")]
    pub start: NaiveDate,
    /// Last day, inclusive.
    #[serde(with = "crate::model::day::wire")]
    pub finish: NaiveDate,
    /// When it starts, to the minute.
    pub from: Moment,
    /// When it ends, to the minute.
    pub to: Moment,
    /// Working days by which it can slip without moving the day by which the migration is judged or, after it, the end.
    pub float_days: u16,
    /// Working days by which it can slip without moving any other task.
    pub free_days: u16,
    /// Whether it has no float.
    pub critical: bool,
    /// Whether the consultant changed it.
    pub edited: bool,
    /// What made it start when it starts: a task's name, a freeze, a limit; for the screen.
    pub driver: String,
    /// Person that answers for it.
    pub owner: String,
    /// How much of it is done.
    pub progress: PerMille,
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
    /// Minutes by which its clocks are ahead of the plan's, each once, in order.
    pub ahead: Vec<i16>,
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
        /// Every limit that binds, the one that costs most first.
        bottlenecks: Vec<Bottleneck>,
        /// What could be done about it, each computed: those that meet the target first, then by cost.
        ways_out: Vec<WayOut>,
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
    /// The people of each role.
    pub loads: Vec<Load>,
    /// Whether the target is met.
    pub feasibility: Feasibility,
    /// Device-hours without protection.
    pub protection: ProtectionGap,
    /// Changed tasks whose origin says something new.
    pub offers: Vec<Offer>,
}

#[cfg(test)]
mod outlook_tests;
#[cfg(test)]
mod tests;
