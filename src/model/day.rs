//! Days in words, the same wherever they stand.
//! Date arithmetic is the calendar's.

use chrono::{Datelike, NaiveDate};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The month of a day, such as "Apr".
pub fn month(date: NaiveDate) -> &'static str {
    usize::try_from(date.month0()).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or("")
}

/// A day as "30 Apr 2027".
pub fn short(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// A day as "Fri 30 Apr 2027".
pub fn full(date: NaiveDate) -> String {
    let weekday = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or(0);
    format!("{} {}", WEEKDAYS.get(weekday).copied().unwrap_or(""), short(date))
}

/// A day from its ISO form, "2027-04-30". chrono's own reader of formats costs 4 kB of the page's start-up.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || month.len() != 2 || day.len() != 2 || ![year, month, day].into_iter().all(digits) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A day in ISO form, "2027-04-30".
pub fn iso(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// A day in a project file: text in ISO form. Between page and worker: the number of the day.
pub mod wire {
    use chrono::{Datelike, NaiveDate};
    use serde::de::{Deserializer, Error};
    use serde::{Deserialize, Serializer};
    use std::borrow::Cow;

    /// Writes a day.
    ///
    /// # Errors
    /// Those of the format.
    pub fn serialize<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_i32(date.num_days_from_ce());
        }
        serializer.serialize_str(&super::iso(*date))
    }

    /// Reads a day.
    ///
    /// # Errors
    /// When the text is no day in ISO form.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        if !deserializer.is_human_readable() {
            let days = i32::deserialize(deserializer)?;
            return NaiveDate::from_num_days_from_ce_opt(days)
                .ok_or_else(|| D::Error::custom("this is no day"));
        }
        let text = Cow::<str>::deserialize(deserializer)?;
        super::parse(&text)
            .ok_or_else(|| D::Error::custom(format_args!("“{text}” is no day such as 2027-04-30")))
    }
}

/// A day as it is written.
#[derive(serde::Serialize, serde::Deserialize)]
struct Wired(#[serde(with = "wire")] NaiveDate);

/// Days with something of each; all forms as for a single day.
pub mod wire_pairs {
    use super::Wired;
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes days with something of each.
    ///
    /// # Errors
    /// Those of the format.
    pub fn serialize<S: Serializer, T: Serialize>(
        pairs: &[(NaiveDate, T)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(pairs.iter().map(|(date, one)| (Wired(*date), one)))
    }

    /// Reads days with something of each.
    ///
    /// # Errors
    /// When a day is none.
    pub fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        deserializer: D,
    ) -> Result<Vec<(NaiveDate, T)>, D::Error> {
        let pairs = Vec::<(Wired, T)>::deserialize(deserializer)?;
        Ok(pairs.into_iter().map(|(date, one)| (date.0, one)).collect())
    }
}

/// A day in a project file, or null.
pub mod wire_option {
    use super::Wired;
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes a day or null.
    ///
    /// # Errors
    /// Those of the format.
    pub fn serialize<S: Serializer>(date: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(Wired).serialize(serializer)
    }

    /// Reads a day or null.
    ///
    /// # Errors
    /// When the text is no day in ISO form.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<Wired>::deserialize(deserializer)?.map(|day| day.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_as_people_say_it() {
        let date = NaiveDate::from_ymd_opt(2027, 4, 30).unwrap();
        assert_eq!(full(date), "Fri 30 Apr 2027");
        assert_eq!(short(date), "30 Apr 2027");
    }

    #[test]
    fn iso_days_are_read_and_nothing_else() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(parse(text).map(iso).as_deref(), expected, "{text}")
        };
        check("2027-04-30", Some("2027-04-30"));
        check(" 2028-02-29 ", Some("2028-02-29"));
        for wrong in ["2027-02-29", "2027-4-3", "30.04.2027", "2027-04-30x", "+027-04-30", "", "--"] {
            check(wrong, None);
        }
    }
}
