//! A minute of the project's calendar: the one type for dates with a time of day.
//! It knows no time zone and no clock; which minutes are worked is said in `work`.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Minutes in a day.
pub const DAY: i64 = 1440;

/// Minutes since the first day of year 1, on the project's own wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The minute of a day, from 0 to 1,440.
    pub fn at(date: NaiveDate, minute: u16) -> Moment {
        Moment(i64::from(date.num_days_from_ce()) * DAY + i64::from(minute))
    }

    /// The day; the first or last day that there is for moments beyond them.
    pub fn date(self) -> NaiveDate {
        let edge = if self.0 < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        let number = i32::try_from(self.0.div_euclid(DAY)).ok();
        number.and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(edge)
    }

    /// The minute of the day, from 0 to 1,439.
    pub fn minute(self) -> u16 {
        u16::try_from(self.0.rem_euclid(DAY)).unwrap_or(0)
    }

    /// So many minutes later, or earlier when negative.
    pub fn plus(self, minutes: i64) -> Moment {
        Moment(self.0.saturating_add(minutes))
    }

    /// The moment as `2027-04-30T17:00:00`.
    pub fn iso(self) -> String {
        format!(
            "{}T{:02}:{:02}:00",
            crate::model::day::iso(self.date()),
            self.minute() / 60,
            self.minute() % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_and_a_minute() {
        let date = NaiveDate::from_ymd_opt(2027, 4, 30).unwrap();
        let moment = Moment::at(date, 17 * 60);
        assert_eq!(
            (moment.date(), moment.minute(), moment.iso().as_str()),
            (date, 1020, "2027-04-30T17:00:00")
        );
        assert_eq!(moment.plus(420).iso(), "2027-05-01T00:00:00");
        assert_eq!(Moment(i64::MAX).date(), NaiveDate::MAX);
        assert_eq!(Moment(i64::MIN).date(), NaiveDate::MIN);
        assert_eq!(Moment::at(NaiveDate::MIN, 5).date(), NaiveDate::MIN);
    }
}
