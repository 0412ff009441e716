//! Working days numbered from the plan's start, so that scheduling is arithmetic on whole numbers.
//! It ends after a fixed number of years; numbers beyond it are kept apart so that nothing wraps.

use crate::calendar::working::Calendar;
use crate::calendar::{Freeze, Stops, WorkingWeek};
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::plan::PlanSettings;
use chrono::{Days, NaiveDate};

/// How far a plan reaches: twenty years.
const HORIZON_DAYS: u64 = 7305;

/// The working days of a plan; day 0 is the first on or after the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    days: Vec<NaiveDate>,
    /// Numbers of the days on which devices may move.
    move_days: Vec<i64>,
    /// For each day, how many move days lie before it.
    moves_before: Vec<i64>,
}

impl Timeline {
    /// The days from `start` on under the settings' week, days off and `freezes`.
    ///
    /// Without any open day the plan counts Monday to Friday, and without any day for moves it moves devices
    /// on every working day; both are findings.
    pub fn of(settings: &PlanSettings, freezes: &[Freeze], start: NaiveDate) -> Checked<Timeline> {
        let mut diagnostics = Vec::new();
        let last = start.checked_add_days(Days::new(HORIZON_DAYS)).unwrap_or(NaiveDate::MAX);
        let mut calendar = Calendar::of(&settings.week, &settings.holidays, freezes);
        if let Err(finding) = calendar.next_working(start, false) {
            diagnostics.push(*finding);
            calendar = Calendar::of(&WorkingWeek::default(), &[], &[]);
        }
        let mut days = calendar.working_days(start, last);
        if days.is_empty() {
            days.push(start);
        }
        let open = |day: &NaiveDate| calendar.is_working(*day, true);
        let mut move_days: Vec<i64> =
            (0_i64..).zip(&days).filter(|(_, day)| open(day)).map(|(number, _)| number).collect();
        if move_days.is_empty() {
            move_days = (0_i64..).zip(&days).map(|(number, _)| number).collect();
            diagnostics.push(no_moves(freezes));
        }
        let mut moves_before = Vec::with_capacity(days.len());
        let mut upcoming = move_days.iter().peekable();
        let mut passed = 0;
        for (number, _) in (0_i64..).zip(&days) {
            moves_before.push(passed);
            if upcoming.next_if(|next| **next == number).is_some() {
                passed += 1;
            }
        }
        Checked { value: Timeline { days, move_days, moves_before }, diagnostics }
    }

    /// The number of days.
    pub fn len(&self) -> i64 {
        self.days.len() as i64
    }

    /// Whether there is no day; never so.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The date of a day; the last date for days beyond the end.
    pub fn date(&self, day: i64) -> NaiveDate {
        let found = usize::try_from(day).ok().and_then(|day| self.days.get(day));
        let edge = if day < 0 { self.days.first() } else { self.days.last() };
        found.or(edge).copied().unwrap_or_default()
    }

    /// The first working day on or after the date.
    pub fn day_of(&self, date: NaiveDate) -> i64 {
        self.days.partition_point(|day| *day < date) as i64
    }

    /// How many move days lie before the day.
    pub fn moves_before(&self, day: i64) -> i64 {
        let found = usize::try_from(day).ok().and_then(|day| self.moves_before.get(day)).copied();
        // Beyond the end every day counts as a move day.
        found.unwrap_or_else(|| self.move_days.len() as i64 + (day - self.len()))
    }

    /// The day of the move day with this rank from 0.
    pub fn move_day(&self, rank: i64) -> i64 {
        let found = usize::try_from(rank).ok().and_then(|rank| self.move_days.get(rank)).copied();
        found.unwrap_or_else(|| self.len() + (rank - self.move_days.len() as i64))
    }

    /// The last day of something that begins on `start` and lasts `days` days of the calendar.
    pub fn elapsed(&self, start: i64, days: u16) -> i64 {
        let more = u64::from(days.saturating_sub(1));
        if start >= self.len() {
            return start.saturating_add(more as i64);
        }
        match self.date(start).checked_add_days(Days::new(more)) {
            Some(end) => self.day_of(end),
            None => self.len(),
        }
    }
}

fn no_moves(freezes: &[Freeze]) -> Diagnostic {
    let names: Vec<&str> = freezes
        .iter()
        .filter(|freeze| freeze.stops == Stops::Enrolment)
        .map(|freeze| freeze.name.as_str())
        .collect();
    Diagnostic::new(
        Severity::Problem,
        "plan.moves.closed",
        Place::part("freezes"),
        format!("The freezes ({}) leave no day for moving devices; the plan ignores them.", names.join(", ")),
    )
    .with_hint("Shorten a freeze.")
}
