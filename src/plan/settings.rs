//! Parts of what the consultant gives for the plan, and changes of it as data.
//! It computes nothing.

use crate::calendar::{Freeze, WorkingWeek};
use crate::model::platform::Platform;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, PerMille};
use crate::plan::PlanSettings;
use crate::plan::cohorts::Gather;
use crate::plan::network::{Lag, LinkKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
    /// Share of a wave's devices that need a second turn, which lengthens its moves.
    pub stragglers: PerMille,
    /// What devices of a wave have in common.
    pub gather: Gather,
    /// Sites or departments that move last, in waves of their own and in no pilot, such as the executives.
    pub last: Vec<String>,
    /// Whether devices without a user move in waves of their own.
    pub without_user_apart: bool,
    /// Whether nobody who has devices of several platforms has two changes in one wave: after the pilots a wave moves
    /// one platform.
    pub one_change_per_user: bool,
    /// Sites or departments with the hours by which their clock is ahead, such as "Singapore +7"; a wave after the
    /// pilots moves by one clock.
    pub clocks: Vec<String>,
    /// Sites, departments or kinds of users with their devices, as typed, such as "Bonn: windows 200, ios 50"; they stand in
    /// the place of a device list's.
    pub typed: Vec<String>,
}

impl Default for WaveRules {
    fn default() -> Self {
        WaveRules {
            pilot: Devices(50),
            expanded: Devices(200),
            largest: Devices(500),
            step_days: 5,
            stragglers: PerMille(0),
            gather: Gather::Platform,
            last: Vec::new(),
            without_user_apart: false,
            one_change_per_user: false,
            clocks: Vec::new(),
            typed: Vec::new(),
        }
    }
}

/// A link that the consultant added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkEdit {
    /// Key of the task that is waited for.
    pub after: String,
    /// Which ends.
    #[serde(default)]
    pub kind: LinkKind,
    /// How long after it.
    #[serde(default)]
    pub lag: Lag,
}

/// A date on which something stops working: a certificate, a token, a contract beside the target.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Expiry {
    /// The last day on which it works.
    #[serde(with = "crate::model::day::wire")]
    pub date: NaiveDate,
    /// What it is.
    pub name: String,
}

/// What the templates or the assessment said of a task when it was changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// Working days.
    pub days: u16,
    /// Name.
    pub name: String,
}

/// How many people a role has, and when they work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleSettings {
    /// People at work on a usual day; `None` as many as are asked for at a time.
    pub people: Option<u16>,
    /// Weekdays on which the role works; those of the project when it says nothing.
    pub week: Option<WorkingWeek>,
    /// Days on which nobody of the role works; what a period stops does not matter here.
    pub leave: Vec<Freeze>,
}

impl PlanSettings {
    /// Works on a weekday, from 0 for Monday, or no longer: everybody, or a role, whose own weekdays are forgotten where
    /// they are everybody's.
    pub fn flip_weekday(&mut self, role: Option<&str>, weekday: usize) {
        let flip = |week: &mut WorkingWeek| {
            if let Some(day) = week.0.get_mut(weekday) {
                *day = !*day;
            }
        };
        let Some(role) = role else { return flip(&mut self.week) };
        let project = self.week.clone();
        self.roles.change(role.to_owned(), |role| {
            let mut own = role.week.take().unwrap_or_else(|| project.clone());
            flip(&mut own);
            role.week = Some(own).filter(|own| *own != project);
        });
    }
}

/// What decides how long devices are without protection while they move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bridge {
    /// Days of grace in which a device that is not compliant keeps access; 0 blocks it at once.
    pub grace_days: u16,
    /// Whether app protection policies reach users before their devices move.
    pub app_protection_first: bool,
    /// Whether the old product reports compliance to the new access rules as a partner.
    pub compliance_partner: bool,
    /// Minutes that a device needs to enrol, where they differ from the usual ones of its platform.
    pub enrol_minutes: SortedMap<Platform, u16>,
}

impl Default for Bridge {
    /// Three days of grace. Source: experience.
    fn default() -> Self {
        Bridge {
            grace_days: 3,
            app_protection_first: false,
            compliance_partner: false,
            enrol_minutes: SortedMap::default(),
        }
    }
}

/// Dates that were once agreed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// First day.
    #[serde(with = "crate::model::day::wire")]
    pub start: NaiveDate,
    /// Last day, inclusive.
    #[serde(with = "crate::model::day::wire")]
    pub finish: NaiveDate,
}

/// One change of the settings, as plain data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Another first day of work.
    Start(#[serde(with = "crate::model::day::wire")] NaiveDate),
    /// Another date to be met.
    Target(#[serde(with = "crate::model::day::wire")] NaiveDate),
    /// So many tickets a day.
    Tickets(u16),
    /// So large a share of the estate a day.
    EstateShare(PerMille),
    /// So many devices in the largest wave.
    LargestWave(Devices),
    /// So many working days from the start of one wave to the next.
    Step(u16),
    /// Other weekdays.
    Week(WorkingWeek),
    /// So many people of a role.
    People(String, u16),
    /// This task is left out.
    LeaveOutTask(String),
    /// This platform stays in the old product.
    LeaveOutPlatform(Platform),
}

impl Change {
    /// Makes the change; nothing else of the settings changes.
    pub fn apply(&self, settings: &mut PlanSettings) {
        match self {
            Change::Start(date) => settings.start = Some(*date),
            Change::Target(date) => {
                if let Some(target) = &mut settings.target {
                    target.date = *date;
                }
            }
            Change::Tickets(tickets) => settings.capacity.tickets_per_day = *tickets,
            Change::EstateShare(share) => settings.capacity.estate_share = *share,
            Change::LargestWave(devices) => settings.waves.largest = *devices,
            Change::Step(days) => settings.waves.step_days = *days,
            Change::Week(week) => settings.week = week.clone(),
            Change::People(role, people) => {
                settings.roles.change(role.clone(), |role| role.people = Some(*people));
            }
            Change::LeaveOutTask(key) => settings.edits.change(key.clone(), |edit| edit.dropped = true),
            Change::LeaveOutPlatform(platform) => {
                if !settings.left_out.contains(platform) {
                    settings.left_out.push(*platform);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_weekdays_of_its_own_until_they_are_everybodys() {
        let mut settings = PlanSettings::default();
        settings.flip_weekday(Some("trainer"), 4);
        let week = |settings: &PlanSettings| settings.roles.get("trainer").and_then(|role| role.week.clone());
        assert_eq!(week(&settings), Some(WorkingWeek([true, true, true, true, false, false, false])));
        settings.flip_weekday(Some("trainer"), 4);
        assert_eq!(week(&settings), None);
        settings.flip_weekday(None, 5);
        assert_eq!(settings.week, WorkingWeek([true, true, true, true, true, true, false]));
    }
}
