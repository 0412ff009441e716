//! Which days are worked, and counting along them.
//! It never searches without a bound: a calendar that is closed for ten years is a finding, not a hang.

use crate::calendar::{Freeze, Holiday, Stops, WorkingWeek};
use crate::diagnostic::{Diagnostic, Place, Severity};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeSet;

/// How many days ahead an open day is looked for: ten years.
pub const SEARCH_DAYS: u64 = 3653;

/// Answers "is this day worked" quickly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    week: WorkingWeek,
    holidays: BTreeSet<NaiveDate>,
    /// First and last days, sorted and without overlap.
    closed: Vec<(NaiveDate, NaiveDate)>,
    frozen: Vec<(NaiveDate, NaiveDate)>,
}

impl Calendar {
    /// The calendar of a week, days off and freezes. A freeze that ends before it begins stops nothing.
    pub fn of(week: &WorkingWeek, holidays: &[Holiday], freezes: &[Freeze]) -> Calendar {
        let periods = |stops: Stops| {
            merged(
                freezes
                    .iter()
                    .filter(|freeze| freeze.stops == stops && freeze.first <= freeze.last)
                    .map(|freeze| (freeze.first, freeze.last))
                    .collect(),
            )
        };
        Calendar {
            week: week.clone(),
            holidays: holidays.iter().map(|holiday| holiday.date).collect(),
            closed: periods(Stops::Everything),
            frozen: periods(Stops::Enrolment),
        }
    }

    /// Whether the day is worked; with `moves`, whether devices may move on it.
    pub fn is_working(&self, day: NaiveDate, moves: bool) -> bool {
        let stopped = within(&self.closed, day) || (moves && within(&self.frozen, day));
        self.in_week(day) && !self.holidays.contains(&day) && !stopped
    }

    /// The first open day on or after `day`, at most ten years on.
    pub fn next_working(&self, day: NaiveDate, moves: bool) -> Result<NaiveDate, Box<Diagnostic>> {
        day.iter_days()
            .take(SEARCH_DAYS as usize)
            .find(|candidate| self.is_working(*candidate, moves))
            .ok_or_else(|| nothing_open(day))
    }

    /// The day that lies `days` working days after the first open day on or after `day`.
    pub fn add_working_days(
        &self,
        day: NaiveDate,
        days: u16,
        moves: bool,
    ) -> Result<NaiveDate, Box<Diagnostic>> {
        let mut at = self.next_working(day, moves)?;
        for _ in 0..days {
            let after = at.succ_opt().ok_or_else(|| nothing_open(at))?;
            at = self.next_working(after, moves)?;
        }
        Ok(at)
    }

    /// Working days after `from` up to and including `to`; 0 when `to` is not after `from`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let Some(first) = from.succ_opt().filter(|first| *first <= to) else { return 0 };
        let span = to.signed_duration_since(first).num_days();
        let weeks = span / 7;
        let weekly = self.week.0.iter().filter(|works| **works).count() as i64;
        // Whole weeks are counted, not walked, so that far dates cost nothing.
        let mut count = weeks * weekly;
        let rest = first.checked_add_days(Days::new((weeks * 7).unsigned_abs())).unwrap_or(to);
        count +=
            rest.iter_days().take_while(|day| *day <= to).filter(|day| self.in_week(*day)).count() as i64;
        for (start, end) in &self.closed {
            let (start, end) = ((*start).max(first), (*end).min(to));
            if start <= end {
                count -= self.week_days(start, end);
            }
        }
        let off = self.holidays.range(first..=to);
        count -= off.filter(|day| self.in_week(**day) && !within(&self.closed, **day)).count() as i64;
        u32::try_from(count).unwrap_or(0)
    }

    /// The open days from `first` to `last`, in order.
    pub fn working_days(&self, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
        let days = first.iter_days().take_while(|day| *day <= last);
        days.filter(|day| self.is_working(*day, false)).collect()
    }

    fn in_week(&self, day: NaiveDate) -> bool {
        self.week.0.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or(false)
    }

    /// Days of the working week from `first` to `last`, holidays included.
    fn week_days(&self, first: NaiveDate, last: NaiveDate) -> i64 {
        let weeks = last.signed_duration_since(first).num_days() / 7;
        let weekly = self.week.0.iter().filter(|works| **works).count() as i64;
        let rest = first.checked_add_days(Days::new((weeks * 7).unsigned_abs())).unwrap_or(last);
        let tail = rest.iter_days().take_while(|day| *day <= last).filter(|day| self.in_week(*day)).count();
        weeks * weekly + tail as i64
    }
}

fn within(periods: &[(NaiveDate, NaiveDate)], day: NaiveDate) -> bool {
    let after = periods.partition_point(|(first, _)| *first <= day);
    after.checked_sub(1).and_then(|index| periods.get(index)).is_some_and(|(_, last)| day <= *last)
}

fn merged(mut periods: Vec<(NaiveDate, NaiveDate)>) -> Vec<(NaiveDate, NaiveDate)> {
    periods.sort();
    let mut joined: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (first, last) in periods {
        match joined.last_mut() {
            Some(before) if first <= before.1 => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    joined
}

fn nothing_open(day: NaiveDate) -> Box<Diagnostic> {
    let found = Diagnostic::new(
        Severity::Problem,
        "calendar.closed",
        Place::part("calendar"),
        format!("No working day was found in the ten years after {day}."),
    );
    Box::new(found.with_hint("Check the working week, the days off and the freezes."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn sample() -> Calendar {
        let freeze = |first: &str, last: &str, stops| Freeze {
            name: "freeze".into(),
            first: day(first),
            last: day(last),
            stops,
        };
        Calendar::of(
            &WorkingWeek::default(),
            &[Holiday { date: day("2027-03-26"), name: "Good Friday".into() }],
            &[
                freeze("2027-12-20", "2028-01-02", Stops::Everything),
                freeze("2027-12-01", "2028-01-09", Stops::Enrolment),
                freeze("2027-06-02", "2027-06-01", Stops::Everything),
            ],
        )
    }

    #[test]
    fn weekends_holidays_and_freezes_are_closed() {
        let check = |text: &str, moves, expected| {
            assert_eq!(sample().is_working(day(text), moves), expected, "{text}")
        };
        check("2027-03-25", false, true);
        check("2027-03-26", false, false);
        check("2027-03-27", false, false);
        check("2027-12-02", false, true);
        check("2027-12-02", true, false);
        check("2027-12-21", false, false);
        check("2028-01-10", true, true);
        check("2027-06-01", false, true);
    }

    #[test]
    fn counting_skips_closed_days() {
        let check = |from: &str, days, moves, expected: &str| {
            assert_eq!(sample().add_working_days(day(from), days, moves), Ok(day(expected)))
        };
        check("2027-03-25", 0, false, "2027-03-25");
        check("2027-03-25", 1, false, "2027-03-29");
        check("2027-03-26", 0, false, "2027-03-29");
        check("2027-12-17", 1, false, "2028-01-03");
        check("2027-11-30", 1, true, "2028-01-10");
    }

    #[test]
    fn days_between_agree_with_a_walk() {
        let calendar = sample();
        for (from, to) in
            [("2027-01-01", "2028-06-30"), ("2027-12-24", "2027-12-25"), ("2027-05-05", "2027-05-05")]
        {
            let (from, to) = (day(from), day(to));
            let walked = from
                .iter_days()
                .skip(1)
                .take_while(|at| *at <= to)
                .filter(|at| calendar.is_working(*at, false));
            assert_eq!(calendar.working_days_between(from, to) as usize, walked.count());
        }
        assert_eq!(calendar.working_days_between(day("2027-05-05"), day("2027-05-01")), 0);
    }

    #[test]
    fn a_calendar_without_open_days_and_the_ends_of_time_are_findings() {
        let never = Calendar::of(&WorkingWeek([false; 7]), &[], &[]);
        assert_eq!(never.next_working(day("2027-01-01"), false).unwrap_err().code, "calendar.closed");
        let late = sample().add_working_days(NaiveDate::MAX, 9, false);
        assert_eq!(late.unwrap_err().code, "calendar.closed");
        assert!(sample().working_days_between(NaiveDate::MIN, NaiveDate::MAX) > 100_000_000);
    }
}
