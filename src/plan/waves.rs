//! The estate in groups: pilot, expanded pilot, then waves from the easiest platform to the hardest.
//! It knows no dates; the sum of the groups is always the estate.

use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::estate::Estate;
use crate::model::platform::Platform;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, grouped};
use crate::plan::WaveRules;

/// Waves after the pilots at most; more make a plan that nobody can read or run.
const MOST_WAVES: u32 = 200;

/// The order in which platforms move: no reset first, devices without a user last.
pub const ORDER: [Platform; 9] = [
    Platform::Windows,
    Platform::AndroidWorkProfile,
    Platform::Linux,
    Platform::Chromeos,
    Platform::Ios,
    Platform::Macos,
    Platform::AndroidCorp,
    Platform::Aosp,
    Platform::AndroidDedicated,
];

/// A part of the estate that moves together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// From 1.
    pub number: u16,
    /// Name such as "Pilot", "Wave 3".
    pub name: String,
    /// Devices by platform; none of them 0.
    pub devices: SortedMap<Platform, Devices>,
}

/// The groups of an estate; none for an estate without devices.
///
/// The pilot is at most a tenth of the estate and the expanded pilot at most a quarter, rounded up, so that
/// a small estate keeps devices for its waves.
pub fn groups(rules: &WaveRules, estate: &Estate) -> Checked<Vec<Group>> {
    let mut diagnostics = Vec::new();
    let mut rest: SortedMap<Platform, u32> = estate
        .counts
        .iter()
        .filter(|(_, count)| count.0 > 0)
        .map(|(platform, count)| (*platform, count.0))
        .collect();
    let total = sum(&rest);
    let mut groups: Vec<Group> = Vec::new();
    let pilots = [("Pilot", rules.pilot, 10), ("Expanded pilot", rules.expanded, 4)];
    for (name, wanted, part) in pilots {
        let size = u64::from(wanted.0).max(1).min(total.div_ceil(part)).min(sum(&rest));
        let share = proportional(&rest, size);
        push(&mut groups, name.to_owned(), take(&mut rest, &share));
    }
    let left = sum(&rest);
    let mut largest = u64::from(rules.largest.0.max(1));
    if left.div_ceil(largest) > u64::from(MOST_WAVES) {
        largest = left.div_ceil(u64::from(MOST_WAVES));
        let message = format!(
            "Waves of at most {} devices would be more than {MOST_WAVES}; the plan uses waves of {}.",
            grouped(rules.largest.0),
            grouped(u32::try_from(largest).unwrap_or(u32::MAX))
        );
        diagnostics.push(
            Diagnostic::new(Severity::Warning, "plan.waves.many", Place::part("waves"), message)
                .with_hint("Set a larger largest wave."),
        );
    }
    while !rest.is_empty() {
        let share = in_order(&rest, largest);
        let name = format!("Wave {}", groups.len() + 1);
        push(&mut groups, name, take(&mut rest, &share));
    }
    Checked { value: groups, diagnostics }
}

fn push(groups: &mut Vec<Group>, name: String, devices: SortedMap<Platform, Devices>) {
    if !devices.is_empty() {
        let number = u16::try_from(groups.len() + 1).unwrap_or(u16::MAX);
        groups.push(Group { number, name, devices });
    }
}

fn sum(counts: &SortedMap<Platform, u32>) -> u64 {
    counts.values().map(|count| u64::from(*count)).sum()
}

/// `size` devices in proportion to the counts, by largest remainder; ties go to the platform that moves first.
fn proportional(counts: &SortedMap<Platform, u32>, size: u64) -> SortedMap<Platform, u32> {
    let total = sum(counts).max(1);
    let whole = |count: u32| u32::try_from(u64::from(count) * size / total).unwrap_or(count);
    let mut shares: SortedMap<Platform, u32> =
        counts.iter().map(|(platform, count)| (*platform, whole(*count))).collect();
    let mut by_remainder: Vec<(u64, usize, Platform)> = counts
        .iter()
        .map(|(platform, count)| (total - u64::from(*count) * size % total, rank(*platform), *platform))
        .collect();
    by_remainder.sort();
    let missing = usize::try_from(size.saturating_sub(sum(&shares))).unwrap_or(0);
    for (_, _, platform) in by_remainder.into_iter().take(missing) {
        shares.change(platform, |share| *share += 1);
    }
    shares
}

/// The next `size` devices in the order of moving.
fn in_order(counts: &SortedMap<Platform, u32>, size: u64) -> SortedMap<Platform, u32> {
    let mut room = size;
    let mut shares = SortedMap::default();
    for platform in ORDER {
        let count = counts.get(&platform).copied().unwrap_or(0);
        let share = u32::try_from(room).unwrap_or(u32::MAX).min(count);
        room -= u64::from(share);
        shares.insert(platform, share);
    }
    shares
}

fn take(
    rest: &mut SortedMap<Platform, u32>,
    shares: &SortedMap<Platform, u32>,
) -> SortedMap<Platform, Devices> {
    let mut taken = SortedMap::default();
    for (platform, share) in shares {
        if let Some(left) = rest.get_mut(platform) {
            let share = (*share).min(*left);
            *left -= share;
            if share > 0 {
                taken.insert(*platform, Devices(share));
            }
        }
    }
    rest.retain(|_, left| *left > 0);
    taken
}

fn rank(platform: Platform) -> usize {
    ORDER.iter().position(|other| *other == platform).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estate::parse::parse_counts;
    use proptest::prelude::*;

    fn check(estate: &str, expected: &[&str]) {
        let found = groups(&WaveRules::default(), &parse_counts(estate).unwrap()).value;
        let written: Vec<String> = found
            .iter()
            .map(|group| {
                let parts: Vec<String> = group
                    .devices
                    .iter()
                    .map(|(platform, count)| format!("{}={}", platform.key(), count.0))
                    .collect();
                format!("{} {}", group.name, parts.join(","))
            })
            .collect();
        assert_eq!(written, expected);
    }

    #[test]
    fn platforms_move_from_the_easiest_to_the_hardest() {
        check(
            "ios=1000,windows=600,android-dedicated=400",
            &[
                "Pilot windows=15,ios=25,android-dedicated=10",
                "Expanded pilot windows=60,ios=100,android-dedicated=40",
                "Wave 3 windows=500",
                "Wave 4 windows=25,ios=475",
                "Wave 5 ios=400,android-dedicated=100",
                "Wave 6 android-dedicated=250",
            ],
        );
    }

    #[test]
    fn small_estates_keep_devices_for_a_wave() {
        check("", &[]);
        check("ios=1", &["Pilot ios=1"]);
        check("ios=2", &["Pilot ios=1", "Expanded pilot ios=1"]);
        check(
            "ios=60,windows=40",
            &["Pilot windows=4,ios=6", "Expanded pilot windows=10,ios=15", "Wave 3 windows=26,ios=39"],
        );
    }

    proptest! {
        #[test]
        fn the_groups_sum_to_the_estate(
            counts in proptest::collection::btree_map(0_usize..9, 0_u32..=u32::MAX, 0..9),
            pilot: u32, expanded: u32, largest: u32,
        ) {
            let estate = Estate {
                counts: counts.iter().map(|(index, count)| (Platform::ALL[*index], Devices(*count))).collect(),
            };
            let rules = WaveRules {
                pilot: Devices(pilot), expanded: Devices(expanded), largest: Devices(largest), step_days: 5, ..WaveRules::default()
            };
            let found = groups(&rules, &estate).value;
            for platform in Platform::ALL {
                let moved: u64 = found.iter().filter_map(|group| group.devices.get(&platform)).map(|count| u64::from(count.0)).sum();
                prop_assert_eq!(moved, u64::from(estate.count(platform).0));
            }
            prop_assert!(found.len() <= 202);
        }
    }
}
