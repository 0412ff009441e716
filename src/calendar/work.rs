//! Which minutes are worked, and counting along them.
//! A calendar reaches as far as it was made for; before and after that every minute counts, so that nothing wraps.

use crate::calendar::moment::{DAY, Moment};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Minutes of a day that are worked without a break, `from` inclusive, `to` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Shift {
    /// First minute of the day.
    pub from: u16,
    /// The minute after the last, at most 1,440.
    pub to: u16,
}

/// A period without work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Closed {
    /// First day.
    #[serde(with = "crate::model::day::wire")]
    pub first: NaiveDate,
    /// Last day, inclusive.
    #[serde(with = "crate::model::day::wire")]
    pub last: NaiveDate,
    /// Name of the holiday, freeze or leave.
    pub name: String,
}

/// A calendar as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CalendarSpec {
    /// Name.
    pub name: String,
    /// The shifts of each weekday, Monday first; a day without shifts is not worked.
    pub week: [Vec<Shift>; 7],
    /// Periods without work.
    pub closed: Vec<Closed>,
}

/// A calendar made ready for counting over a range of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Shifts in order, with the working minutes before each; never empty.
    shifts: Vec<Span>,
    /// Open days in order: first and last minute.
    days: Vec<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: i64,
    to: i64,
    /// Minutes, or days, before it.
    before: i64,
}

impl WorkCalendar {
    /// The calendar from `first` on for `days` days; `None` when none of them is worked.
    pub fn of(spec: &CalendarSpec, first: NaiveDate, days: u32) -> Option<WorkCalendar> {
        let number = |date: NaiveDate| i64::from(date.num_days_from_ce());
        let mut closed: Vec<(i64, i64)> =
            spec.closed.iter().map(|period| (number(period.first), number(period.last))).collect();
        closed.sort_unstable();
        let week = spec.week.each_ref().map(|shifts| merged(shifts));
        let start = number(first);
        let weekday = first.weekday().num_days_from_monday();
        let mut calendar = WorkCalendar { shifts: Vec::new(), days: Vec::new() };
        let (mut upcoming, mut closed_until, mut worked) = (closed.iter().peekable(), i64::MIN, 0);
        for (day, weekday) in (start..).zip((0..7_usize).cycle().skip(weekday as usize)).take(days as usize) {
            while let Some((_, last)) = upcoming.next_if(|(begin, _)| *begin <= day) {
                closed_until = closed_until.max(*last);
            }
            let Some(shifts) = week.get(weekday).filter(|shifts| day > closed_until && !shifts.is_empty())
            else {
                continue;
            };
            let mut open = Span { from: i64::MAX, to: 0, before: calendar.days.len() as i64 };
            for (from, to) in shifts {
                let span = Span { from: day * DAY + from, to: day * DAY + to, before: worked };
                worked += to - from;
                open = Span { from: open.from.min(span.from), to: span.to, ..open };
                calendar.shifts.push(span);
            }
            calendar.days.push(open);
        }
        (!calendar.shifts.is_empty()).then_some(calendar)
    }

    /// The working minutes before a moment, counted from the calendar's first.
    pub fn work_before(&self, moment: Moment) -> i64 {
        position(&self.shifts, moment.0)
    }

    /// The working minutes from one moment to another; negative when the second is earlier.
    pub fn between(&self, from: Moment, to: Moment) -> i64 {
        self.work_before(to) - self.work_before(from)
    }

    /// The shifts between two moments, the first and the last cut to them.
    pub fn worked(&self, from: Moment, to: Moment) -> impl Iterator<Item = (i64, i64)> + '_ {
        let first = self.shifts.partition_point(|shift| shift.to <= from.0);
        let shifts = self.shifts.get(first..).unwrap_or_default().iter();
        let within = shifts.take_while(move |shift| shift.from < to.0);
        let beyond = (from.0.max(self.end().0), to.0);
        within
            .map(move |shift| (shift.from.max(from.0), shift.to.min(to.0)))
            .chain(std::iter::once(beyond).filter(|(from, to)| from < to))
    }

    /// The moment itself when it is worked, else the start of the next shift.
    pub fn next_start(&self, moment: Moment) -> Moment {
        self.start_at(self.work_before(moment))
    }

    /// The moment itself when work goes on until it, else the end of the shift before.
    pub fn previous_end(&self, moment: Moment) -> Moment {
        self.end_at(self.work_before(moment))
    }

    /// The moment after so many working minutes; before them when negative.
    pub fn after(&self, moment: Moment, minutes: i64) -> Moment {
        match minutes {
            0 => moment,
            1.. => self.end_at(self.work_before(moment).saturating_add(minutes)),
            _ => self.start_at(self.work_before(moment).saturating_add(minutes)),
        }
    }

    /// Whether any minute of the day is worked.
    pub fn is_open(&self, date: NaiveDate) -> bool {
        self.day_index(Moment::at(date, 0)) < self.day_index(Moment::at(date, 0).plus(DAY))
    }

    /// How many open days begin before the moment.
    pub fn day_index(&self, moment: Moment) -> i64 {
        let passed = self.days.partition_point(|day| day.from < moment.0);
        match self.days.last() {
            // Beyond the calendar every day counts.
            Some(last) if passed == self.days.len() => {
                let days = (moment.0 - 1).div_euclid(DAY) - last.from.div_euclid(DAY);
                passed as i64 + days.max(0)
            }
            _ => passed as i64,
        }
    }

    /// How many open days end at the moment or before it.
    pub fn days_ended(&self, moment: Moment) -> i64 {
        let passed = self.days.partition_point(|day| day.to <= moment.0);
        match self.days.last() {
            Some(last) if passed == self.days.len() => passed as i64 + (moment.0 - last.to).div_euclid(DAY),
            _ => passed as i64,
        }
    }

    /// The first minute of the open day with this index; the last minute, exclusive, with `end`.
    pub fn day(&self, index: i64, end: bool) -> Moment {
        let found = usize::try_from(index).ok().and_then(|index| self.days.get(index));
        let edge = if index < 0 { self.days.first() } else { self.days.last() };
        let Some(day) = found.or(edge) else { return Moment::default() };
        let more = index.saturating_sub(day.before).saturating_mul(DAY);
        Moment(if end { day.to } else { day.from }).plus(more)
    }

    /// Open days after `from` up to and including `to`; 0 when `to` is not after `from`.
    pub fn days_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let after = |date| self.day_index(Moment::at(date, 0).plus(DAY));
        u32::try_from(after(to) - after(from)).unwrap_or(0)
    }

    /// The open day that lies `days` open days after the first on or after `date`.
    pub fn add_days(&self, date: NaiveDate, days: u16) -> NaiveDate {
        self.day(self.day_index(Moment::at(date, 0)) + i64::from(days), false).date()
    }

    /// The last moment for which the calendar was made.
    pub fn end(&self) -> Moment {
        Moment(self.shifts.last().map_or(0, |shift| shift.to))
    }

    fn start_at(&self, work: i64) -> Moment {
        let after = self.shifts.partition_point(|shift| shift.before <= work);
        let Some(shift) =
            after.checked_sub(1).and_then(|index| self.shifts.get(index)).or(self.shifts.first())
        else {
            return Moment(work);
        };
        Moment(shift.from.saturating_add(work - shift.before))
    }

    fn end_at(&self, work: i64) -> Moment {
        let after = self.shifts.partition_point(|shift| shift.before < work);
        let Some(shift) =
            after.checked_sub(1).and_then(|index| self.shifts.get(index)).or(self.shifts.first())
        else {
            return Moment(work);
        };
        Moment(shift.from.saturating_add(work - shift.before))
    }
}

fn position(spans: &[Span], at: i64) -> i64 {
    let after = spans.partition_point(|span| span.from <= at);
    match (after.checked_sub(1).and_then(|index| spans.get(index)), spans.first()) {
        // After the last shift every minute counts.
        (Some(span), _) if after == spans.len() => span.before.saturating_add(at - span.from),
        (Some(span), _) => span.before + (at.min(span.to) - span.from),
        (None, Some(first)) => at.saturating_sub(first.from),
        (None, None) => at,
    }
}

/// Shifts in order, without overlaps, shifts that end before they begin left away.
fn merged(shifts: &[Shift]) -> Vec<(i64, i64)> {
    let mut sorted: Vec<(i64, i64)> = shifts
        .iter()
        .filter(|shift| shift.from < shift.to && i64::from(shift.to) <= DAY)
        .map(|shift| (i64::from(shift.from), i64::from(shift.to)))
        .collect();
    sorted.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (from, to) in sorted {
        match joined.last_mut() {
            Some(before) if from <= before.1 => before.1 = before.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkingHours;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Moment {
        let (date, time) = text.split_once(' ').unwrap();
        let (hour, minute) = time.split_once(':').unwrap();
        Moment::at(day(date), hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap())
    }

    fn closed(first: &str, last: &str) -> Closed {
        Closed { first: day(first), last: day(last), name: "closed".into() }
    }

    fn sample(closed: Vec<Closed>) -> WorkCalendar {
        let shifts = WorkingHours::default().usual;
        let week = std::array::from_fn(|weekday| if weekday < 5 { shifts.clone() } else { Vec::new() });
        let spec = CalendarSpec { name: String::new(), week, closed };
        WorkCalendar::of(&spec, day("2027-01-01"), 730).unwrap()
    }

    #[test]
    fn counting_skips_breaks_nights_weekends_and_closed_days() {
        let calendar = sample(vec![closed("2027-03-26", "2027-03-26"), closed("2027-03-29", "2027-03-29")]);
        let check = |from: &str, minutes, expected: &str| {
            assert_eq!(calendar.after(at(from), minutes).iso(), at(expected).iso(), "{from} {minutes}")
        };
        check("2027-03-01 08:00", 480, "2027-03-01 17:00");
        check("2027-03-01 08:00", 240, "2027-03-01 12:00");
        check("2027-03-01 08:00", 241, "2027-03-01 13:01");
        check("2027-03-25 17:00", 1, "2027-03-30 08:01");
        check("2027-03-30 08:00", -1, "2027-03-25 16:59");
        check("2027-03-30 17:00", -480, "2027-03-30 08:00");
        check("2027-03-27 03:00", 0, "2027-03-27 03:00");
        assert_eq!(calendar.next_start(at("2027-03-25 17:00")), at("2027-03-30 08:00"));
        assert_eq!(calendar.previous_end(at("2027-03-30 08:00")), at("2027-03-25 17:00"));
        assert_eq!(calendar.previous_end(at("2027-03-30 08:01")), at("2027-03-30 08:01"));
        assert_eq!(calendar.between(at("2027-03-25 16:00"), at("2027-03-30 09:00")), 120);
        assert_eq!(calendar.days_between(day("2027-03-25"), day("2027-03-31")), 2);
        assert_eq!(calendar.add_days(day("2027-03-26"), 1), day("2027-03-31"));
        assert!(!calendar.is_open(day("2027-03-28")) && calendar.is_open(day("2027-03-31")));
    }

    #[test]
    fn days_are_found_by_their_first_and_last_minute() {
        let calendar = sample(Vec::new());
        let monday = calendar.day_index(at("2027-03-01 08:00"));
        assert_eq!(calendar.day(monday, false), at("2027-03-01 08:00"));
        assert_eq!(calendar.day(monday, true), at("2027-03-01 17:00"));
        assert_eq!(calendar.day_index(at("2027-03-01 08:01")), monday + 1);
        assert_eq!(calendar.days_ended(at("2027-03-01 16:59")), monday);
        assert_eq!(calendar.days_ended(at("2027-03-01 17:00")), monday + 1);
    }

    #[test]
    fn before_and_after_its_range_every_minute_and_day_counts() {
        let calendar = sample(Vec::new());
        let end = calendar.end();
        assert_eq!(calendar.after(end, 1000), end.plus(1000));
        assert_eq!(calendar.between(end, end.plus(50_000)), 50_000);
        let first = Moment::at(day("2026-12-01"), 0);
        assert_eq!(calendar.after(first, 10), first.plus(10));
        let days = calendar.day_index(end);
        assert_eq!(calendar.day(days + 2, true), end.plus(3 * DAY));
        assert_eq!(calendar.days_ended(end.plus(3 * DAY)), days + 3);
        assert_eq!(WorkCalendar::of(&CalendarSpec::default(), day("2027-01-01"), 9), None);
    }

    proptest! {
        #[test]
        fn counting_agrees_with_a_walk_minute_by_minute(
            offset in 0_i64..20_000, length in 0_i64..3000, first in 0_u64..20, days in 0_u64..5,
        ) {
            let first = day("2027-02-01") + chrono::Days::new(first);
            let off = Closed { first, last: first + chrono::Days::new(days), name: String::new() };
            let calendar = sample(vec![off.clone()]);
            let open = |minute: Moment| {
                let weekday = minute.date().weekday().num_days_from_monday();
                let time = minute.minute();
                weekday < 5 && !(off.first..=off.last).contains(&minute.date())
                    && ((480..720).contains(&time) || (780..1020).contains(&time))
            };
            let from = Moment::at(day("2027-02-01"), 0).plus(offset);
            let mut left = length;
            let mut end = from;
            while left > 0 {
                left -= i64::from(open(end));
                end = end.plus(1);
            }
            prop_assert_eq!(calendar.after(from, length), end);
            prop_assert_eq!(calendar.between(from, end), length);
            prop_assert_eq!(calendar.work_before(calendar.next_start(from)), calendar.work_before(from));
            prop_assert!(open(calendar.next_start(from)) && calendar.next_start(from) >= from);
        }
    }
}
