//! The customer's devices: how many of which platform.
//! Typed by the consultant, or counted from a device list.

pub mod parse;

use crate::devices::DeviceCounts;
use crate::model::platform::{Platform, PlatformSet};
use crate::model::sorted_map::SortedMap;
use crate::model::units::Devices;
use serde::{Deserialize, Serialize};

/// Device counts per platform.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Estate {
    /// Counts; a missing platform has none.
    pub counts: SortedMap<Platform, Devices>,
}

impl Estate {
    /// The estate that a device list counts; what names no platform is not in it.
    pub fn of_counts(counts: &DeviceCounts) -> Estate {
        let counts = counts.platforms.iter().map(|(platform, count)| (*platform, Devices(*count)));
        Estate { counts: counts.collect() }
    }

    /// The number of devices of a platform.
    pub fn count(&self, platform: Platform) -> Devices {
        self.counts.get(&platform).copied().unwrap_or_default()
    }

    /// All devices.
    pub fn total(&self) -> Devices {
        self.counts.values().copied().sum()
    }

    /// The platforms that have devices.
    pub fn present(&self) -> PlatformSet {
        self.counts.iter().filter(|(_, count)| count.0 > 0).map(|(platform, _)| *platform).collect()
    }

    /// The devices of a set of platforms.
    pub fn of(&self, platforms: PlatformSet) -> Devices {
        platforms.iter().map(|platform| self.count(platform)).sum()
    }
}
