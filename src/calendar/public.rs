//! Public holidays of countries and regions, from 2026 to 2031, as days off to be taken into a plan.
//! It decides nothing: which of them a customer observes is for the consultant to say.

use crate::calendar::Holiday;
use crate::model::{day, packed};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The years that the data covers.
pub const YEARS: RangeInclusive<i32> = 2026..=2031;

/// Where the days come from; regional customs and days declared later are not in it.
pub const SOURCE: &str =
    "python-holidays 0.109, days as of 2026-11-29; ask the customer which of them are observed";

const DAYS: &str = include_str!(concat!(env!("OUT_DIR"), "/holidays.txt"));
const PLACES: &str = include_str!(concat!(env!("OUT_DIR"), "/places.txt"));

/// A country, or a region of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayPlace {
    /// ISO 3166 code of the country, with the region's behind a hyphen: `DE`, `DE-BY`.
    pub key: String,
    /// The English name: "Germany, Bavaria".
    pub name: String,
}

/// Every place, by country and then by region, each in alphabetical order.
pub fn places() -> Vec<HolidayPlace> {
    packed::records(PLACES)
        .filter_map(|record| {
            let text = |column: usize| record.get(column).map(|cell| (*cell).to_owned());
            Some(HolidayPlace { key: text(0)?, name: text(1)? })
        })
        .collect()
}

/// The public holidays of a place in the order of their days, each named with the place: "Epiphany (DE-BY)".
/// A country without a region has only the days that all its regions have. Unknown places have none.
pub fn public_holidays(place: &str) -> Vec<Holiday> {
    let (country, region) = place.split_once('-').unwrap_or((place, ""));
    let mut found: Vec<Holiday> = packed::records(DAYS)
        .filter(|record| record.first() == Some(&country))
        .filter(|record| {
            let regions = record.get(1).copied().unwrap_or_default();
            regions.is_empty() || regions.split(';').any(|one| one == region)
        })
        .flat_map(|record| {
            let name = format!("{} ({place})", record.get(2).copied().unwrap_or_default());
            let days = record.get(3).copied().unwrap_or_default();
            let dates: Vec<_> = days.split(';').filter_map(day::parse).collect();
            dates.into_iter().map(move |date| Holiday { date, name: name.clone() })
        })
        .collect();
    found.sort();
    found.dedup_by(|next, kept| next.date == kept.date);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Days, NaiveDate};
    use std::collections::BTreeSet;

    /// Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8).
    fn easter(year: i32) -> NaiveDate {
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
        let g = (b - f + 1) / 3;
        let h = (19 * a + b - d - g + 15) % 30;
        let (i, k) = (c / 4, c % 4);
        let l = (32 + 2 * e + 2 * i - h - k) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let sum = h + l - 7 * m + 114;
        NaiveDate::from_ymd_opt(year, (sum / 31).unsigned_abs(), (sum % 31 + 1).unsigned_abs()).unwrap()
    }

    fn days_of(place: &str) -> BTreeSet<NaiveDate> {
        public_holidays(place).into_iter().map(|holiday| holiday.date).collect()
    }

    #[test]
    fn every_line_of_the_data_is_read() {
        let lines = csv::Reader::from_reader(&include_bytes!("data/holidays.csv")[..])
            .into_records()
            .map(|record| record.unwrap());
        let known: BTreeSet<String> = places().into_iter().map(|place| place.key).collect();
        for record in lines {
            let (country, regions, name) = (&record[0], &record[1], &record[2]);
            assert!(known.contains(country), "{country}");
            assert!(!name.is_empty());
            for region in regions.split(';').filter(|region| !region.is_empty()) {
                assert!(known.contains(&format!("{country}-{region}")), "{country}-{region}");
            }
            for date in record[3].split(';') {
                let date = day::parse(date).unwrap_or_else(|| panic!("{name}: {date}"));
                assert!(YEARS.contains(&date.year()), "{name}: {date}");
            }
        }
    }

    #[test]
    fn thirty_countries_and_the_regions_of_germany_and_switzerland_have_days_in_every_year() {
        let places = places();
        let countries = places.iter().filter(|place| !place.key.contains('-')).count();
        assert!(countries >= 30, "{countries}");
        let regions = |country: &str| places.iter().filter(|place| place.key.starts_with(country)).count();
        assert_eq!((regions("DE-"), regions("CH-")), (16, 26));
        for place in &places {
            let days = public_holidays(&place.key);
            for year in YEARS {
                let of_year = days.iter().filter(|holiday| holiday.date.year() == year).count();
                assert!(of_year >= 3, "{} has {of_year} days in {year}", place.key);
            }
        }
    }

    #[test]
    fn days_that_hang_on_easter_lie_where_a_second_computation_puts_them() {
        for year in YEARS {
            let easter = easter(year);
            let after = |days: u64| easter.checked_add_days(Days::new(days)).unwrap();
            let before = |days: u64| easter.checked_sub_days(Days::new(days)).unwrap();
            let (bavaria, berlin, ticino) = (days_of("DE-BY"), days_of("DE-BE"), days_of("CH-TI"));
            for date in [before(2), after(1), after(39), after(50)] {
                assert!(bavaria.contains(&date) && berlin.contains(&date), "{date}");
            }
            assert!(bavaria.contains(&after(60)) && !berlin.contains(&after(60)));
            assert!(ticino.contains(&after(1)) && !ticino.contains(&before(2)));
        }
    }

    #[test]
    fn a_region_adds_to_the_days_of_its_country() {
        let (country, region) = (days_of("DE"), days_of("DE-SN"));
        assert!(region.is_superset(&country));
        assert_eq!(region.len(), country.len() + 2 * 6);
        assert_eq!(public_holidays("XX"), []);
        let day = |date: &str| day::parse(date).unwrap();
        assert_eq!(
            public_holidays("DE-BY").first(),
            Some(&Holiday { date: day("2026-01-01"), name: "New Year's Day (DE-BY)".to_owned() })
        );
    }
}
