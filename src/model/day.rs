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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_as_people_say_it() {
        let date = NaiveDate::from_ymd_opt(2027, 4, 30).unwrap();
        assert_eq!(full(date), "Fri 30 Apr 2027");
        assert_eq!(short(date), "30 Apr 2027");
    }
}
