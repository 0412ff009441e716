//! The estate in groups: pilot, expanded pilot, then waves, part by part and from the easiest platform to the hardest.
//! It knows no dates; the sum of the groups is always the estate.

use crate::devices::Cohort;
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::estate::Estate;
use crate::model::platform::Platform;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, grouped};
use crate::plan::WaveRules;
use crate::plan::cohorts::{self, Kind, Part, proportional};

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
    /// Name such as "Pilot", "Wave 3", "Wave 4 (Bonn)".
    pub name: String,
    /// Devices by platform; none of them 0.
    pub devices: SortedMap<Platform, Devices>,
}

/// The groups of an estate; none for an estate without devices.
///
/// The pilot is at most a tenth of the estate and the expanded pilot at most a quarter, rounded up, so that
/// a small estate keeps devices for its waves. Both take from every part and platform its share. Then the parts move one
/// after the other ([`cohorts::parts`]), the easiest platform first: a part that does not fit into a wave with those
/// before it begins the next one.
pub fn groups(rules: &WaveRules, estate: &Estate, cohorts: &[Cohort]) -> Checked<Vec<Group>> {
    let Checked { value: mut rest, mut diagnostics } = cohorts::parts(rules, estate, cohorts);
    let total = sum(&rest);
    let mut groups: Vec<Group> = Vec::new();
    let pilots = [("Pilot", rules.pilot, 10), ("Expanded pilot", rules.expanded, 4)];
    for (name, wanted, part) in pilots {
        // Who moves last is in no pilot, unless nobody else is there.
        let left_out = rest.iter().any(|part| part.kind != Kind::Last).then_some(Kind::Last);
        let cells: Vec<(usize, Platform, u32)> = cohorts::cells(&rest)
            .into_iter()
            .filter(|(place, ..)| rest.get(*place).is_some_and(|part| Some(part.kind) != left_out))
            .collect();
        let counts: Vec<u64> = cells.iter().map(|(.., count)| u64::from(*count)).collect();
        let there = counts.iter().sum();
        let size = u64::from(wanted.0).max(1).min(total.div_ceil(part)).min(there);
        let shares =
            proportional(&counts, size, |at| cells.get(at).map(|(place, one, _)| (rank(*one), *place)));
        let taken = cells.iter().zip(shares).map(|((place, platform, _), share)| {
            (*place, *platform, u32::try_from(share).unwrap_or(u32::MAX))
        });
        let devices = take(&mut rest, taken.collect());
        push(&mut groups, name.to_owned(), devices);
    }
    let left = sum(&rest);
    let asked = u64::from(rules.largest.0.max(1));
    let mut largest = asked.max(left.div_ceil(u64::from(MOST_WAVES)));
    let mut waves = in_waves(&rest, largest);
    while waves.len() > MOST_WAVES as usize {
        largest *= 2;
        waves = in_waves(&rest, largest);
    }
    if largest > asked {
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
    let waves: Vec<_> = waves.into_iter().map(|wave| (said(&wave.names), wave.devices)).collect();
    for (names, devices) in waves {
        let number = groups.len() + 1;
        push(&mut groups, format!("Wave {number}{names}"), take(&mut rest, devices));
    }
    Checked { value: groups, diagnostics }
}

/// A wave in the making.
#[derive(Debug, Default)]
struct Wave<'a> {
    names: Vec<&'a str>,
    /// The part's place, the platform and how many.
    devices: Vec<(usize, Platform, u32)>,
}

/// The parts in waves of at most so many devices.
fn in_waves(parts: &[Part], largest: u64) -> Vec<Wave<'_>> {
    let mut waves: Vec<Wave> = Vec::new();
    // The room that the last wave has left, and of what kind it is.
    let (mut room, mut kind) = (0, None);
    for (place, part) in parts.iter().enumerate() {
        if kind != Some(part.kind) || part.total() > room {
            room = 0;
        }
        kind = Some(part.kind);
        for (_, platform, count) in cohorts::cells(std::slice::from_ref(part)) {
            let mut count = count;
            while count > 0 {
                if room == 0 {
                    waves.push(Wave::default());
                    room = largest;
                }
                let share = u32::try_from(room).unwrap_or(u32::MAX).min(count);
                if let Some(wave) = waves.last_mut() {
                    wave.devices.push((place, platform, share));
                    if wave.names.last() != Some(&part.name.as_str()) && !part.name.is_empty() {
                        wave.names.push(&part.name);
                    }
                }
                count -= share;
                room -= u64::from(share);
            }
        }
    }
    waves
}

/// What a wave's devices have in common: " (Bonn, Kiel and 3 more)".
fn said(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!(" ({one})"),
        [one, two] => format!(" ({one}, {two})"),
        [one, two, more @ ..] => format!(" ({one}, {two} and {} more)", more.len()),
    }
}

fn push(groups: &mut Vec<Group>, name: String, devices: SortedMap<Platform, Devices>) {
    if !devices.is_empty() {
        let number = u16::try_from(groups.len() + 1).unwrap_or(u16::MAX);
        groups.push(Group { number, name, devices });
    }
}

fn sum(parts: &[Part]) -> u64 {
    parts.iter().map(Part::total).sum()
}

/// Takes devices out of the parts; parts stay where they stand.
fn take(rest: &mut [Part], wanted: Vec<(usize, Platform, u32)>) -> SortedMap<Platform, Devices> {
    let mut taken = SortedMap::default();
    for (place, platform, share) in wanted {
        if let Some(left) = rest.get_mut(place).and_then(|part| part.devices.get_mut(&platform)) {
            let share = share.min(*left);
            *left -= share;
            if share > 0 {
                taken.change(platform, |devices: &mut Devices| devices.0 = devices.0.saturating_add(share));
            }
        }
    }
    rest.iter_mut().for_each(|part| part.devices.retain(|_, left| *left > 0));
    taken
}

/// The place of a platform in the order of moving.
pub fn rank(platform: Platform) -> usize {
    ORDER.iter().position(|other| *other == platform).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estate::parse::parse_counts;
    use crate::model::ownership::Ownership;
    use crate::plan::cohorts::Gather;
    use proptest::prelude::*;

    fn check(estate: &str, expected: &[&str]) {
        let found = groups(&WaveRules::default(), &parse_counts(estate).unwrap(), &[]).value;
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

    #[test]
    fn sites_move_one_after_the_other_and_small_ones_together() {
        let cohort = |platform, site: &str, devices| Cohort {
            platform: Some(platform),
            ownership: Ownership::Corporate,
            department: String::new(),
            site: site.to_owned(),
            enrolment: String::new(),
            devices,
        };
        let cohorts = [
            cohort(Platform::Ios, "Hamburg", 700),
            cohort(Platform::Windows, "Hamburg", 300),
            cohort(Platform::Ios, "Kiel", 180),
            cohort(Platform::Ios, "Bonn", 150),
            cohort(Platform::AndroidDedicated, "Kiel", 70),
            cohort(Platform::Ios, "Head office", 100),
        ];
        let rules = WaveRules {
            gather: Gather::Site,
            last: vec!["Head office".to_owned()],
            without_user_apart: true,
            ..WaveRules::default()
        };
        let estate = parse_counts("ios=1130,windows=300,android-dedicated=70").unwrap();
        let found = groups(&rules, &estate, &cohorts);
        let written: Vec<String> = found
            .value
            .iter()
            .map(|group| {
                format!("{}: {}", group.name, group.devices.values().map(|count| count.0).sum::<u32>())
            })
            .collect();
        let expected = [
            "Pilot: 50",
            "Expanded pilot: 200",
            "Wave 3 (Bonn, Kiel): 272",
            "Wave 4 (Hamburg): 500",
            "Wave 5 (Hamburg): 321",
            "Wave 6 (Kiel): 57",
            "Wave 7 (Head office): 100",
        ];
        assert_eq!(written, expected);
        assert_eq!(found.diagnostics, []);
    }

    proptest! {
        #[test]
        fn the_groups_sum_to_the_estate(
            counts in proptest::collection::btree_map(0_usize..9, 0_u32..=u32::MAX, 0..9),
            pilot: u32, expanded: u32, largest: u32,
            cohorts in proptest::collection::vec((0_usize..9, 0_u8..30, 0_u32..=u32::MAX), 0..40), gather in 0_usize..5, apart: bool,
        ) {
            let cohorts: Vec<Cohort> = cohorts
                .iter()
                .map(|(at, site, devices)| Cohort {
                    platform: Some(Platform::ALL[*at]),
                    ownership: Ownership::Corporate,
                    department: format!("d{}", site % 3),
                    site: format!("s{site}"),
                    enrolment: String::new(),
                    devices: *devices,
                })
                .collect();
            let estate = Estate {
                counts: counts.iter().map(|(index, count)| (Platform::ALL[*index], Devices(*count))).collect(),
            };
            let rules = WaveRules {
                pilot: Devices(pilot), expanded: Devices(expanded), largest: Devices(largest), step_days: 5,
                gather: Gather::ALL[gather], last: vec!["s1".to_owned(), "d2".to_owned()], without_user_apart: apart, ..WaveRules::default()
            };
            let found = groups(&rules, &estate, &cohorts).value;
            for platform in Platform::ALL {
                let moved: u64 = found.iter().filter_map(|group| group.devices.get(&platform)).map(|count| u64::from(count.0)).sum();
                prop_assert_eq!(moved, u64::from(estate.count(platform).0));
            }
            prop_assert!(found.len() <= 202);
        }
    }
}
