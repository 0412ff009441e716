//! The estate in parts that move one after the other: sites, departments, owners or enrolment types of the device list.
//! It makes no waves; `waves` does. The sum of the parts is always the estate, whatever the list says.

use crate::devices::Cohort;
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::estate::Estate;
use crate::model::keyed::keyed;
use crate::model::ownership::Ownership;
use crate::model::platform::Platform;
use crate::model::sorted_map::SortedMap;
use crate::model::units::grouped;
use crate::plan::WaveRules;
use crate::plan::clocks::clocks;
use std::collections::BTreeMap;

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

/// Platforms whose devices have no user.
pub const WITHOUT_USER: [Platform; 2] = [Platform::AndroidDedicated, Platform::Aosp];

/// The place of a platform in the order of moving.
pub fn rank(platform: Platform) -> usize {
    ORDER.iter().position(|other| *other == platform).unwrap_or(ORDER.len())
}

/// What devices of a wave have in common, the platforms' own order within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gather {
    /// The platform alone.
    #[default]
    Platform,
    /// The site.
    Site,
    /// The department.
    Department,
    /// Who owns them.
    Ownership,
    /// How they are enrolled today.
    Enrolment,
}

keyed!(Gather);

impl Gather {
    /// Every way in the order of the menu.
    pub const ALL: [Gather; 5] =
        [Gather::Platform, Gather::Site, Gather::Department, Gather::Ownership, Gather::Enrolment];

    /// The key in files and form values.
    pub fn key(self) -> &'static str {
        match self {
            Gather::Platform => "platform",
            Gather::Site => "site",
            Gather::Department => "department",
            Gather::Ownership => "ownership",
            Gather::Enrolment => "enrolment",
        }
    }

    /// The way of a key.
    pub fn from_key(key: &str) -> Option<Gather> {
        Gather::ALL.into_iter().find(|gather| gather.key() == key)
    }

    /// The words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Gather::Platform => "platform",
            Gather::Site => "site",
            Gather::Department => "department",
            Gather::Ownership => "owner",
            Gather::Enrolment => "enrolment type",
        }
    }

    /// What a cohort is called by; blank where the list does not say.
    fn name(self, cohort: &Cohort) -> &str {
        match self {
            Gather::Platform => "",
            Gather::Site => cohort.site.trim(),
            Gather::Department => cohort.department.trim(),
            Gather::Ownership if cohort.ownership == Ownership::Unsaid => "",
            Gather::Ownership => cohort.ownership.label(),
            Gather::Enrolment => cohort.enrolment.trim(),
        }
    }
}

/// Devices of one kind never move in a wave with those of another; kinds move in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Devices that people use.
    Usual,
    /// Devices without a user, where they are to move by themselves.
    WithoutUser,
    /// Those that the consultant wants last, such as the executives'; they are in no pilot.
    Last,
}

/// A part of the estate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What its devices have in common; blank when nothing is known.
    pub name: String,
    /// How it moves.
    pub kind: Kind,
    /// Minutes by which its clock is ahead of the plan's.
    pub ahead: i16,
    /// Devices by platform; none of them 0.
    pub devices: SortedMap<Platform, u32>,
}

impl Part {
    /// All of its devices.
    pub fn total(&self) -> u64 {
        self.devices.values().map(|count| u64::from(*count)).sum()
    }
}

/// The parts of an estate in the order in which they move: of a kind those with the nearest clock first, of a clock the
/// smallest, so that what goes wrong meets few; devices of which nothing is known behind the others.
///
/// Where the estate has other counts than the list, the estate holds: what it has more belongs to the part of which
/// nothing is known, and of what it has less every part loses its share.
pub fn parts(rules: &WaveRules, estate: &Estate, cohorts: &[Cohort]) -> Checked<Vec<Part>> {
    let (clocks, mut diagnostics) = clocks(&rules.clocks);
    let last: Vec<(String, &str)> = rules
        .last
        .iter()
        .map(|name| (name.trim().to_lowercase(), name.trim()))
        .filter(|(name, _)| !name.is_empty())
        .collect();
    let mut known: BTreeMap<(Platform, Kind, i16, &str), u64> = BTreeMap::new();
    for cohort in cohorts {
        let Some(platform) = cohort.platform else { continue };
        let (kind, name) = match said_of(cohort, &last, |(name, _)| name) {
            Some((_, name)) => (Kind::Last, *name),
            None => (Kind::Usual, rules.gather.name(cohort)),
        };
        let ahead = said_of(cohort, &clocks, |clock| &clock.name).map_or(0, |clock| clock.ahead);
        *known.entry((platform, kind, ahead, name)).or_default() += u64::from(cohort.devices);
    }
    let mut found: BTreeMap<(Kind, i16, &str), SortedMap<Platform, u32>> = BTreeMap::new();
    for (platform, count) in &estate.counts {
        let first = (*platform, Kind::Usual, i16::MIN, "");
        let cells = known.range(first..).take_while(|((of, ..), _)| of == platform);
        let (names, sizes): (Vec<(Kind, i16, &str)>, Vec<u64>) =
            cells.map(|((_, kind, ahead, name), size)| ((*kind, *ahead, *name), *size)).unzip();
        let (listed, wanted) = (sizes.iter().sum::<u64>(), u64::from(count.0));
        let shares = proportional(&sizes, listed.min(wanted), |place| place);
        let rest = ((Kind::Usual, 0, ""), wanted.saturating_sub(listed));
        for ((kind, ahead, name), share) in names.into_iter().zip(shares).chain([rest]) {
            let alone = rules.without_user_apart && kind == Kind::Usual && WITHOUT_USER.contains(platform);
            let kind = if alone { Kind::WithoutUser } else { kind };
            if share > 0 {
                let share = u32::try_from(share).unwrap_or(u32::MAX);
                found.entry((kind, ahead, name)).or_default().change(*platform, |cell| *cell += share);
            }
        }
    }
    let parts = found.into_iter().map(|((kind, ahead, name), devices)| Part {
        name: name.to_owned(),
        kind,
        ahead,
        devices,
    });
    let mut parts: Vec<Part> = parts.collect();
    parts.sort_by_cached_key(|part| {
        let unknown = part.name.is_empty() && rules.gather != Gather::Platform;
        (part.kind, unknown, part.ahead.unsigned_abs(), part.ahead, part.total(), part.name.clone())
    });
    for (_, name) in &last {
        if !parts.iter().any(|part| part.kind == Kind::Last && part.name == *name) {
            diagnostics.push(unknown("plan.waves.last", name, "is to move last, and"));
        }
    }
    for clock in &clocks {
        let said = cohorts.iter().any(|cohort| names(cohort).contains(&clock.name));
        if !said {
            diagnostics.push(unknown("plan.waves.clock", &clock.typed, "has a clock of its own, and"));
        }
    }
    let unsaid: u64 = parts.iter().filter(|part| part.name.is_empty()).map(Part::total).sum();
    if rules.gather != Gather::Platform && unsaid > 0 {
        diagnostics.push(not_said(rules.gather, unsaid));
    }
    Checked { value: parts, diagnostics }
}

/// Site and department of a cohort in small letters.
fn names(cohort: &Cohort) -> [String; 2] {
    [&cohort.site, &cohort.department].map(|text| text.trim().to_lowercase())
}

/// The first of what was said of sites and departments that is said of a cohort.
fn said_of<'a, T>(cohort: &Cohort, said: &'a [T], name: fn(&T) -> &String) -> Option<&'a T> {
    if said.is_empty() {
        return None;
    }
    let names = names(cohort);
    said.iter().find(|one| names.contains(name(one)))
}

/// A size shared out in proportion to counts, by largest remainder; of equal remainders the one that ranks first.
pub fn proportional<R: Ord>(counts: &[u64], size: u64, rank: impl Fn(usize) -> R) -> Vec<u64> {
    let total = u128::from(counts.iter().sum::<u64>().max(1));
    let of = |count: u64| u128::from(count) * u128::from(size);
    let whole = |count: u64| u64::try_from(of(count) / total).unwrap_or(count);
    let mut shares: Vec<u64> = counts.iter().map(|count| whole(*count)).collect();
    let mut by_remainder: Vec<(u128, R, usize)> = counts
        .iter()
        .enumerate()
        .map(|(place, count)| (total - of(*count) % total, rank(place), place))
        .collect();
    by_remainder.sort();
    let missing = usize::try_from(size.saturating_sub(shares.iter().sum())).unwrap_or(0);
    for (.., place) in by_remainder.into_iter().take(missing) {
        if let Some(share) = shares.get_mut(place) {
            *share += 1;
        }
    }
    shares
}

/// All devices of parts.
pub fn total(parts: &[Part]) -> u64 {
    parts.iter().map(Part::total).sum()
}

/// The devices of parts one by one: the part's place, the platform, the count.
pub fn cells(parts: &[Part]) -> Vec<(usize, Platform, u32)> {
    let cells = parts.iter().enumerate().flat_map(|(place, part)| {
        let mut devices: Vec<(Platform, u32)> =
            part.devices.iter().map(|(one, count)| (*one, *count)).collect();
        devices.sort_by_key(|(platform, _)| rank(*platform));
        devices.into_iter().map(move |(platform, count)| (place, platform, count))
    });
    cells.collect()
}

fn unknown(code: &'static str, name: &str, wish: &str) -> Diagnostic {
    let message = format!("“{name}” {wish} is no site or department of the device list.");
    Diagnostic::new(Severity::Warning, code, Place::part("waves"), message)
        .with_hint("Write it as the device list does, or give a device list that has it.")
}

fn not_said(gather: Gather, devices: u64) -> Diagnostic {
    let devices = grouped(u32::try_from(devices).unwrap_or(u32::MAX));
    let what = gather.label();
    let message =
        format!("Of {devices} devices no device list says the {what}; they move behind the others.");
    Diagnostic::new(Severity::Note, "plan.waves.unsaid", Place::part("waves"), message)
        .with_hint("Give a device list with that column on Import, or gather waves by platform.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::units::Devices;
    use proptest::prelude::*;

    fn cohort(platform: Platform, site: &str, department: &str, devices: u32) -> Cohort {
        Cohort {
            platform: Some(platform),
            ownership: Ownership::Corporate,
            department: department.to_owned(),
            site: site.to_owned(),
            enrolment: String::new(),
            devices,
        }
    }

    fn written(
        rules: &WaveRules,
        estate: &[(Platform, u32)],
        cohorts: &[Cohort],
    ) -> (Vec<String>, Vec<String>) {
        let estate = Estate { counts: estate.iter().map(|(one, count)| (*one, Devices(*count))).collect() };
        let found = parts(rules, &estate, cohorts);
        let line = |part: &Part| {
            let devices: Vec<String> =
                part.devices.iter().map(|(one, count)| format!("{} {count}", one.key())).collect();
            format!("{}: {}", part.name, devices.join(", "))
        };
        let codes = found.diagnostics.iter().map(|one| one.code.to_string()).collect();
        (found.value.iter().map(line).collect(), codes)
    }

    #[test]
    fn parts_move_smallest_first_and_the_last_ones_last() {
        let cohorts = [
            cohort(Platform::Ios, "Hamburg", "Sales", 300),
            cohort(Platform::Windows, "Bonn", "Sales", 50),
            cohort(Platform::Ios, "Bonn", "Board", 8),
            cohort(Platform::AndroidDedicated, "Kiel", "Stock", 20),
        ];
        let estate = [(Platform::Ios, 320), (Platform::Windows, 50), (Platform::AndroidDedicated, 20)];
        let rules = WaveRules {
            gather: Gather::Site,
            last: vec![" board".to_owned(), "Nobody".to_owned()],
            without_user_apart: true,
            ..WaveRules::default()
        };
        let (parts, codes) = written(&rules, &estate, &cohorts);
        let expected = [
            "Bonn: windows 50",
            "Hamburg: ios 300",
            ": ios 12",
            "Kiel: android-dedicated 20",
            "board: ios 8",
        ];
        assert_eq!(parts, expected);
        assert_eq!(codes, ["plan.waves.last", "plan.waves.unsaid"]);
        let rules = WaveRules { gather: Gather::Department, ..WaveRules::default() };
        let (parts, _) = written(&rules, &[(Platform::Ios, 154)], &cohorts);
        assert_eq!(parts, ["Board: ios 4", "Sales: ios 150"], "the estate has half of what the list has");
    }

    #[test]
    fn without_a_device_list_there_is_one_part() {
        let (parts, codes) =
            written(&WaveRules::default(), &[(Platform::Ios, 10), (Platform::Linux, 0)], &[]);
        assert_eq!((parts, codes), (vec![": ios 10".to_owned()], vec![]));
        let rules = WaveRules { gather: Gather::Site, ..WaveRules::default() };
        let (parts, codes) = written(&rules, &[(Platform::Ios, 10)], &[]);
        assert_eq!((parts, codes), (vec![": ios 10".to_owned()], vec!["plan.waves.unsaid".to_owned()]));
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_estate(
            counts in proptest::collection::btree_map(0_usize..9, 0_u32..=u32::MAX, 0..9),
            cohorts in proptest::collection::vec((0_usize..9, 0_u8..4, 0_u8..3, 0_u32..=u32::MAX), 0..12),
            gather in 0_usize..5, last in proptest::collection::vec(0_u8..4, 0..3), apart: bool,
        ) {
            let estate = Estate { counts: counts.iter().map(|(at, count)| (Platform::ALL[*at], Devices(*count))).collect() };
            let cohorts: Vec<Cohort> = cohorts
                .iter()
                .map(|(at, site, department, devices)| cohort(Platform::ALL[*at], &format!("s{site}"), &format!("d{department}"), *devices))
                .collect();
            let last = last.iter().map(|at| format!("S{at}")).collect();
            let rules = WaveRules { gather: Gather::ALL[gather], last, without_user_apart: apart, ..WaveRules::default() };
            let found = parts(&rules, &estate, &cohorts).value;
            for platform in Platform::ALL {
                let all: u64 = found.iter().filter_map(|part| part.devices.get(&platform)).map(|count| u64::from(*count)).sum();
                prop_assert_eq!(all, u64::from(estate.count(platform).0));
            }
            prop_assert!(found.iter().all(|part| part.total() > 0));
            prop_assert!(found.is_sorted_by_key(|part| part.kind));
        }
    }
}
