//! How many devices of a wave have moved by a day: one published formula.
//! It knows the days on which they are due and nothing else of the plan.

use crate::model::platform::Platform;
use crate::model::units::{Devices, PerMille};
use crate::plan::Wave;
use crate::plan::limits::percent;
use chrono::{Days, NaiveDate};

/// Share of users who are away on a day. Source: experience; 25 days of leave in 250 working days.
pub const AWAY: PerMille = PerMille(100);

/// Of those still away, one in so many is back on each day. Source: experience; absences of about a week.
const BACK: u64 = 7;

/// The formula of [`left`] in words, with the share that fails.
pub fn formula(failure: PerMille) -> String {
    format!(
        "Forecast: of the devices due on a day all but {} that fail and {} whose users are away move on it; those \
that fail follow a day later, and on each day one in {BACK} of those still away. Devices without a user are never away. \
Source: failures as set for the plan, the rest experience.",
        percent(failure.0),
        percent(AWAY.0)
    )
}

/// Devices that were to move by the end of a day.
pub fn due(wave: &Wave, day: NaiveDate) -> Devices {
    wave.flow.iter().filter(|(date, _)| *date <= day).map(|(_, devices)| *devices).sum()
}

/// Devices of those due by the end of a day that have not moved.
pub fn left(wave: &Wave, day: NaiveDate, failure: PerMille) -> Devices {
    let failed = u64::from(failure.0.min(1000)) * 1000;
    let away = (u64::from(AWAY.0) * 1000).min(1_000_000 - failed);
    let total = u64::from(wave.total().0).max(1);
    let with_user = wave.devices.iter().filter(|(platform, _)| has_user(**platform));
    let with_user: u64 = with_user.map(|(_, devices)| u64::from(devices.0)).sum();
    let mut millionths: u128 = 0;
    for (date, devices) in wave.flow.iter().filter(|(date, _)| *date <= day) {
        let since = (day - *date).num_days().unsigned_abs();
        let mut share = away * with_user / total;
        // After 120 days nobody is left of a million.
        for _ in 0..since.min(120) {
            share = share * (BACK - 1) / BACK;
        }
        share += if since == 0 { failed } else { 0 };
        millionths += u128::from(devices.0) * u128::from(share);
    }
    Devices(u32::try_from((millionths + 500_000) / 1_000_000).unwrap_or(u32::MAX))
}

/// Devices that have moved by the end of a day.
pub fn moved(wave: &Wave, day: NaiveDate, failure: PerMille) -> Devices {
    Devices(due(wave, day).0.saturating_sub(left(wave, day, failure).0))
}

/// The first day by whose end a share of the wave has moved; `None` when it takes longer than half a year.
pub fn reached(wave: &Wave, share: PerMille, failure: PerMille) -> Option<NaiveDate> {
    let wanted = (u64::from(wave.total().0) * u64::from(share.0)).div_ceil(1000);
    let last = wave.finish.checked_add_days(Days::new(183))?;
    let mut day = wave.start;
    while u64::from(moved(wave, day, failure).0) < wanted {
        day = day.succ_opt().filter(|next| *next <= last)?;
    }
    Some(day)
}

fn has_user(platform: Platform) -> bool {
    !matches!(platform, Platform::AndroidDedicated | Platform::Aosp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sorted_map::SortedMap;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn wave(platform: Platform, flow: &[(&str, u32)]) -> Wave {
        let flow: Vec<(NaiveDate, Devices)> =
            flow.iter().map(|(date, devices)| (day(date), Devices(*devices))).collect();
        Wave {
            number: 3,
            name: "Wave 3".to_owned(),
            devices: SortedMap::from([(platform, flow.iter().map(|(_, devices)| *devices).sum())]),
            per_day: Devices(500),
            start: flow.first().unwrap().0,
            finish: flow.last().unwrap().0,
            flow,
            ahead: Vec::new(),
        }
    }

    #[test]
    fn the_forecast_can_be_counted_by_hand() {
        let wave = wave(Platform::Windows, &[("2027-02-01", 1000), ("2027-02-02", 1000)]);
        let check = |text: &str, expected: (u32, u32)| {
            let found = (due(&wave, day(text)).0, left(&wave, day(text), PerMille(50)).0);
            assert_eq!(found, expected, "{text}");
        };
        check("2027-01-31", (0, 0));
        // 50 failed and 100 are away.
        check("2027-02-01", (1000, 150));
        // 100 x 6/7 of the first day, 150 of the second.
        check("2027-02-02", (2000, 236));
        // 85.7 x 6/7 and 100 x 6/7.
        check("2027-02-03", (2000, 159));
        check("2027-06-30", (2000, 0));
        assert_eq!(reached(&wave, PerMille(400), PerMille(50)), Some(day("2027-02-01")));
        assert_eq!(reached(&wave, PerMille(500), PerMille(50)), Some(day("2027-02-02")));
        assert_eq!(reached(&wave, PerMille(900), PerMille(50)), Some(day("2027-02-03")));
    }

    #[test]
    fn devices_without_a_user_only_fail() {
        let wave = wave(Platform::AndroidDedicated, &[("2027-02-01", 200)]);
        assert_eq!(left(&wave, day("2027-02-01"), PerMille(50)), Devices(10));
        assert_eq!(left(&wave, day("2027-02-02"), PerMille(50)), Devices(0));
        assert_eq!(left(&wave, day("2027-02-01"), PerMille(1000)), Devices(200));
    }

    proptest! {
        #[test]
        fn the_curve_never_falls_and_ends_with_all(
            flow in proptest::collection::vec(0_u32..5000, 1..20), failure in 0_u16..=1000,
        ) {
            let first = day("2027-02-01");
            let dates = flow.iter().enumerate().map(|(index, devices)| (first + Days::new(index as u64), Devices(*devices)));
            let flow: Vec<(NaiveDate, Devices)> = dates.collect();
            let total = flow.iter().map(|(_, devices)| *devices).sum();
            let wave = Wave {
                number: 1, name: String::new(), devices: SortedMap::from([(Platform::Ios, total)]), per_day: Devices(1),
                start: first, finish: flow.last().unwrap().0, flow, ahead: Vec::new(),
            };
            let mut before = 0;
            for index in 0..160 {
                let now = moved(&wave, first + Days::new(index), PerMille(failure)).0;
                prop_assert!(now >= before, "day {index}: {now} after {before}");
                before = now;
            }
            prop_assert_eq!(before, total.0);
        }
    }
}
