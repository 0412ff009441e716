//! The estate in groups: pilot, expanded pilot, then waves, part by part and from the easiest platform to the hardest.
//! It knows no dates; the sum of the groups is always the estate.

use crate::devices::Cohort;
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::estate::Estate;
use crate::model::platform::Platform;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, grouped};
use crate::plan::WaveRules;
use crate::plan::cohorts::{self, Kind, Part, proportional, rank, total};
use crate::plan::gathering::{MOST_WAVES, few_waves, said};

/// A part of the estate that moves together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// From 1.
    pub number: u16,
    /// Name such as "Pilot", "Wave 3", "Wave 4 (Bonn)".
    pub name: String,
    /// Devices by platform; none of them 0.
    pub devices: SortedMap<Platform, Devices>,
    /// Minutes by which its clocks are ahead of the plan's, each once, in order.
    pub ahead: Vec<i16>,
}

/// The groups of an estate; none for an estate without devices.
///
/// The pilot is at most a tenth of the estate and the expanded pilot at most a quarter, rounded up, so that
/// a small estate keeps devices for its waves. Both take from every part and platform its share. Then the parts move one
/// after the other ([`cohorts::parts`]), the easiest platform first: a part that does not fit into a wave with those
/// before it begins the next one. Where nobody may have two changes in a wave, a part moves platform by platform, and all
/// parts of a platform before the next platform.
pub fn groups(rules: &WaveRules, estate: &Estate, cohorts: &[Cohort]) -> Checked<Vec<Group>> {
    let Checked { value: mut rest, mut diagnostics } = cohorts::parts(rules, estate, cohorts);
    let total = total(&rest);
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
        push(&mut groups, name.to_owned(), take(&mut rest, taken.collect()));
    }
    let (waves, largest, mixed) = few_waves(rules, &rest);
    if mixed && rules.one_change_per_user {
        let message =
            format!("Waves of one platform each would be more than {MOST_WAVES}; the plan mixes platforms.");
        diagnostics.push(
            Diagnostic::new(Severity::Warning, "plan.waves.mixed", Place::part("waves"), message)
                .with_hint("Set a larger largest wave, or name fewer clocks."),
        );
    }
    if largest > u64::from(rules.largest.0.max(1)) {
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
    let waves: Vec<_> = waves.into_iter().map(|wave| (said(&wave), wave.devices)).collect();
    for (names, devices) in waves {
        let number = groups.len() + 1;
        push(&mut groups, format!("Wave {number}{names}"), take(&mut rest, devices));
    }
    Checked { value: groups, diagnostics }
}

fn push(groups: &mut Vec<Group>, name: String, (devices, ahead): (SortedMap<Platform, Devices>, Vec<i16>)) {
    if !devices.is_empty() {
        let number = u16::try_from(groups.len() + 1).unwrap_or(u16::MAX);
        groups.push(Group { number, name, devices, ahead });
    }
}

/// Takes devices out of the parts; parts stay where they stand.
fn take(rest: &mut [Part], wanted: Vec<(usize, Platform, u32)>) -> (SortedMap<Platform, Devices>, Vec<i16>) {
    let (mut taken, mut ahead) = (SortedMap::default(), Vec::new());
    for (place, platform, share) in wanted {
        let Some(part) = rest.get_mut(place) else { continue };
        if let Some(left) = part.devices.get_mut(&platform) {
            let share = share.min(*left);
            *left -= share;
            if share > 0 {
                ahead.push(part.ahead);
                taken.change(platform, |devices: &mut Devices| devices.0 = devices.0.saturating_add(share));
            }
        }
    }
    rest.iter_mut().for_each(|part| part.devices.retain(|_, left| *left > 0));
    ahead.sort_unstable();
    ahead.dedup();
    (taken, ahead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estate::parse::parse_counts;
    use crate::model::ownership::Ownership;
    use crate::plan::cohorts::{Gather, WITHOUT_USER};
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
        let cohorts = [
            one_site(Platform::Ios, "Hamburg", 700),
            one_site(Platform::Windows, "Hamburg", 300),
            one_site(Platform::Ios, "Kiel", 180),
            one_site(Platform::Ios, "Bonn", 150),
            one_site(Platform::AndroidDedicated, "Kiel", 70),
            one_site(Platform::Ios, "Head office", 100),
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

    fn one_site(platform: Platform, site: &str, devices: u32) -> Cohort {
        Cohort {
            platform: Some(platform),
            ownership: Ownership::Corporate,
            department: String::new(),
            site: site.to_owned(),
            enrolment: String::new(),
            devices,
        }
    }

    #[test]
    fn nobody_has_two_changes_in_a_wave() {
        let cohorts = [
            one_site(Platform::Ios, "Bonn", 200),
            one_site(Platform::Windows, "Bonn", 250),
            one_site(Platform::Ios, "Kiel", 300),
            one_site(Platform::Windows, "Kiel", 350),
            one_site(Platform::AndroidDedicated, "Kiel", 40),
            one_site(Platform::Aosp, "Kiel", 10),
        ];
        let rules = WaveRules {
            gather: Gather::Site,
            one_change_per_user: true,
            pilot: Devices(1),
            expanded: Devices(1),
            ..WaveRules::default()
        };
        let estate = parse_counts("ios=500,windows=600,android-dedicated=40,aosp=10").unwrap();
        let found = groups(&rules, &estate, &cohorts);
        let written: Vec<String> = found
            .value
            .iter()
            .skip(2)
            .map(|group| {
                let platforms: Vec<&str> = group.devices.keys().map(|platform| platform.key()).collect();
                format!("{}: {}", group.name, platforms.join(" "))
            })
            .collect();
        let expected = [
            "Wave 3 (Bonn): windows",
            "Wave 4 (Kiel): windows",
            "Wave 5 (Bonn, Kiel): ios",
            "Wave 6 (Kiel): android-dedicated aosp",
        ];
        assert_eq!((written, found.diagnostics), (expected.map(str::to_owned).to_vec(), vec![]));
    }

    #[test]
    fn a_wave_moves_by_one_clock_the_nearest_first() {
        let cohorts = [
            one_site(Platform::Ios, "Singapore", 100),
            one_site(Platform::Ios, "New York", 100),
            one_site(Platform::Ios, "Bonn", 300),
        ];
        let clocks = ["singapore +7", "New York -6"].map(str::to_owned).to_vec();
        for (gather, names) in [
            (Gather::Site, ["Wave 3 (Bonn)", "Wave 4 (New York)", "Wave 5 (Singapore)"]),
            (Gather::Platform, ["Wave 3", "Wave 4 (6 hours behind)", "Wave 5 (7 hours ahead)"]),
        ] {
            let rules = WaveRules { gather, clocks: clocks.clone(), ..WaveRules::default() };
            let found = groups(&rules, &parse_counts("ios=500").unwrap(), &cohorts);
            let written: Vec<(&str, &[i16])> =
                found.value.iter().map(|group| (group.name.as_str(), group.ahead.as_slice())).collect();
            let [third, fourth, fifth] = names;
            let all: &[i16] = &[-360, 0, 420];
            let expected: [(&str, &[i16]); 5] =
                [("Pilot", all), ("Expanded pilot", all), (third, &[0]), (fourth, &[-360]), (fifth, &[420])];
            assert_eq!((written, found.diagnostics.as_slice()), (expected.to_vec(), [].as_slice()));
        }
    }

    #[test]
    fn too_many_waves_of_one_platform_are_mixed_and_said() {
        let sites: Vec<String> = (0..24).map(|site| format!("s{site}")).collect();
        let platforms = [
            Platform::Windows,
            Platform::Ios,
            Platform::Macos,
            Platform::Linux,
            Platform::Chromeos,
            Platform::AndroidCorp,
            Platform::AndroidWorkProfile,
            Platform::Aosp,
            Platform::AndroidDedicated,
        ];
        let of = |site: &String, department: &str| {
            let department = department.to_owned();
            platforms
                .map(|platform| Cohort { department: department.clone(), ..one_site(platform, site, 50) })
        };
        let cohorts: Vec<Cohort> =
            sites.iter().flat_map(|site| [of(site, "Sales"), of(site, "Board")]).flatten().collect();
        let clocks = (0..24).map(|site| format!("s{site} +{site}:10")).collect();
        let estate =
            Estate { counts: platforms.map(|platform| (platform, Devices(2400))).into_iter().collect() };
        let last = vec!["Board".to_owned()];
        let rules = WaveRules { one_change_per_user: true, clocks, last, ..WaveRules::default() };
        let found = groups(&rules, &estate, &cohorts);
        let codes: Vec<&str> = found.diagnostics.iter().map(|found| &*found.code).collect();
        assert_eq!(codes, ["plan.waves.mixed"]);
        assert!(found.value.len() <= 202, "{}", found.value.len());
        assert!(found.value.iter().skip(2).all(|group| group.ahead.len() == 1));
    }

    proptest! {
        #[test]
        fn the_groups_sum_to_the_estate(
            counts in proptest::collection::btree_map(0_usize..9, 0_u32..=u32::MAX, 0..9),
            pilot: u32, expanded: u32, largest: u32,
            cohorts in proptest::collection::vec((0_usize..9, 0_u8..30, 0_u32..=u32::MAX), 0..40), gather in 0_usize..5, apart: bool,
            one_change: bool, clocks in proptest::collection::vec((0_u8..30, -800_i16..=800), 0..9),
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
                gather: Gather::ALL[gather], last: vec!["s1".to_owned(), "d2".to_owned()], without_user_apart: apart, one_change_per_user: one_change,
                clocks: clocks.iter().map(|(site, ahead)| format!("s{site} {}{}:{:02}", if *ahead < 0 { "-" } else { "+" }, ahead.abs() / 60, ahead.abs() % 60)).collect(),
                ..WaveRules::default()
            };
            let Checked { value: found, diagnostics } = groups(&rules, &estate, &cohorts);
            let mixed = diagnostics.iter().any(|found| found.code == "plan.waves.mixed");
            for wave in found.iter().filter(|group| group.name.starts_with("Wave")) {
                prop_assert_eq!(wave.ahead.len(), 1);
                let of_users = wave.devices.keys().filter(|platform| !WITHOUT_USER.contains(platform)).count();
                prop_assert!(!one_change || mixed || of_users <= 1);
            }
            for platform in Platform::ALL {
                let moved: u64 = found.iter().filter_map(|group| group.devices.get(&platform)).map(|count| u64::from(count.0)).sum();
                prop_assert_eq!(moved, u64::from(estate.count(platform).0));
            }
            prop_assert!(found.len() <= 202);
        }
    }
}
