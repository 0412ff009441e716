//! Working days and hours, holidays and freezes: the only date arithmetic of the library.
//! It reads no clock; the day is always given.

pub mod hours;
pub mod ics;
pub mod moment;
pub mod public;
pub mod work;

use crate::calendar::work::Shift;
use crate::model::keyed::keyed;
use crate::model::sorted_map::SortedMap;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which days of the week are worked, Monday first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingWeek(pub [bool; 7]);

impl Default for WorkingWeek {
    /// Monday to Friday.
    fn default() -> Self {
        WorkingWeek([true, true, true, true, true, false, false])
    }
}

/// The hours that are worked on a working day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkingHours {
    /// The shifts of a usual day; their sum is what "a day" of a task means.
    pub usual: Vec<Shift>,
    /// The shifts of weekdays that differ, by weekday from 0, Monday.
    pub days: SortedMap<u8, Vec<Shift>>,
}

impl Default for WorkingHours {
    /// 8 to 12 and 13 to 17: the hours that project planners assume.
    fn default() -> Self {
        WorkingHours {
            usual: vec![Shift { from: 480, to: 720 }, Shift { from: 780, to: 1020 }],
            days: SortedMap::default(),
        }
    }
}

/// A day off.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    #[serde(with = "crate::model::day::wire")]
    pub date: NaiveDate,
    /// Its name; may be empty.
    pub name: String,
}

/// What a freeze stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Stops {
    /// Moves of devices only; configuration goes on.
    #[default]
    Enrolment,
    /// All work.
    Everything,
}

keyed!(Stops);

impl Stops {
    /// The key in project files.
    pub fn key(self) -> &'static str {
        match self {
            Stops::Enrolment => "enrolment",
            Stops::Everything => "everything",
        }
    }

    /// The word of a key.
    pub fn from_key(key: &str) -> Option<Stops> {
        [Stops::Enrolment, Stops::Everything].into_iter().find(|word| word.key() == key)
    }
}

/// A period in which work is stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freeze {
    /// Name for the drawing.
    pub name: String,
    /// First day.
    #[serde(with = "crate::model::day::wire")]
    pub first: NaiveDate,
    /// Last day, inclusive.
    #[serde(with = "crate::model::day::wire")]
    pub last: NaiveDate,
    /// What it stops.
    pub stops: Stops,
}
