//! Days along a line. It draws the months, or the weeks where a day has room enough.

use super::{Mark, Shape};
use crate::model::day;
use crate::plan::feasibility::monday;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Plans of more days are not drawn; their dates stand in the tables: twenty years.
const MOST_DAYS: i64 = 7300;
/// The widest drawing in pixels; a wider scale is cut to it.
const WIDEST: i64 = 60_000;

/// How much room a day has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Zoom {
    /// All of it fits.
    #[default]
    Fit,
    /// Quarters.
    Quarters,
    /// Months.
    Months,
    /// Weeks.
    Weeks,
    /// Days.
    Days,
}

impl Zoom {
    /// Every scale, the closest last.
    pub const ALL: [Zoom; 5] = [Zoom::Fit, Zoom::Quarters, Zoom::Months, Zoom::Weeks, Zoom::Days];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Zoom::Fit => "All of it",
            Zoom::Quarters => "Quarters",
            Zoom::Months => "Months",
            Zoom::Weeks => "Weeks",
            Zoom::Days => "Days",
        }
    }

    /// Pixels of a day, doubled; `None` for as many as fit.
    fn half_pixels(self) -> Option<i64> {
        match self {
            Zoom::Fit => None,
            Zoom::Quarters => Some(3),
            Zoom::Months => Some(8),
            Zoom::Weeks => Some(18),
            Zoom::Days => Some(52),
        }
    }
}

/// The days of a drawing and where they lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// Where the first day begins.
    pub left: i32,
    /// Pixels of all days.
    pub room: i32,
    days: i64,
}

impl Axis {
    /// An axis over the days from `left` on; `fit` are the pixels of all days when everything is to fit.
    pub fn of(
        dates: impl Iterator<Item = NaiveDate> + Clone,
        left: i32,
        fit: i32,
        zoom: Zoom,
    ) -> Option<Axis> {
        let (first, last) = (dates.clone().min()?, dates.max()?);
        let last = last.checked_add_days(Days::new(3)).unwrap_or(last);
        let days = (last - first).num_days() + 1;
        let room = zoom.half_pixels().map_or(i64::from(fit), |half| (days * half / 2).clamp(1, WIDEST));
        let room = i32::try_from(room).unwrap_or(fit).max(fit);
        (days <= MOST_DAYS).then_some(Axis { first, last, left, room, days })
    }

    /// Left edge and width of a period, within the axis.
    pub fn span(&self, first: NaiveDate, last: NaiveDate) -> (i32, i32) {
        let (x, end) = (self.at(first, 0), self.at(last, 1));
        (x, (end - x).max(3))
    }

    /// Where a day begins, or with `more` the day after it.
    pub fn at(&self, day: NaiveDate, more: i64) -> i32 {
        let days = ((day - self.first).num_days() + more).clamp(0, self.days);
        let along = i64::from(self.room) * days / self.days.max(1);
        self.left + i32::try_from(along).unwrap_or(0)
    }

    /// How wide a day is, in thousandths of a pixel.
    pub fn day(&self) -> i32 {
        i32::try_from(i64::from(self.room) * 1000 / self.days.max(1)).unwrap_or(0)
    }

    /// Where it ends.
    pub fn right(&self) -> i32 {
        self.left + self.room
    }

    /// Lines and names of the months, or of the weeks where they have room; from `top` to `bottom`.
    pub fn marks(&self, top: i32, bottom: i32) -> Vec<Mark> {
        let weeks = i64::from(self.room) * 7 / self.days.max(1) >= 56;
        let mut marks = Vec::new();
        let mut date = self.first;
        let mut free = i32::MIN;
        while date <= self.last && marks.len() < 2000 {
            let x = self.at(date, 0);
            let text = self.name(date, marks.is_empty(), weeks);
            let mut shapes = vec![Shape::Path(format!("M{x} {top}V{bottom}"))];
            // A name that would be cut off at the end is left out.
            let room = 7 * i32::try_from(text.len()).unwrap_or(8);
            if x >= free && (x + room <= self.right() || marks.is_empty()) {
                free = x + 12 + 8 * i32::try_from(text.len()).unwrap_or(8);
                shapes.push(Shape::Text(x + 4, top + 10, text));
            }
            marks.push(Mark::new("month", shapes));
            let next = if weeks {
                monday(date).checked_add_days(Days::new(7))
            } else {
                date.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)))
            };
            match next {
                Some(next) => date = next,
                None => break,
            }
        }
        marks
    }

    fn name(&self, date: NaiveDate, is_first: bool, weeks: bool) -> String {
        let name = day::month(date);
        let year = is_first || (date.month() == 1 && (!weeks || date.day() <= 7));
        let name = if weeks { format!("{} {name}", date.day()) } else { name.to_owned() };
        if year { format!("{name} {}", date.year()) } else { name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_lie_side_by_side_and_closer_scales_are_wider() {
        let dates = [day("2027-01-04"), day("2027-03-01")];
        let axis = |zoom| Axis::of(dates.into_iter(), 100, 295, zoom).unwrap();
        let fit = axis(Zoom::Fit);
        assert_eq!(fit.span(day("2027-01-04"), day("2027-01-04")), (100, 4));
        assert_eq!(fit.at(day("2027-01-05"), 0), fit.at(day("2027-01-04"), 1));
        assert_eq!(fit.span(day("2026-01-01"), day("2026-01-02")), (100, 3), "before it begins");
        let rooms = Zoom::ALL.map(|zoom| axis(zoom).room);
        assert!(rooms.is_sorted(), "{rooms:?}");
        let texts = |zoom| -> Vec<String> {
            let marks = axis(zoom).marks(0, 10);
            let texts = marks.iter().flat_map(|mark| &mark.shapes).filter_map(|shape| match shape {
                Shape::Text(_, _, text) => Some(text.clone()),
                _ => None,
            });
            texts.collect()
        };
        assert_eq!(texts(Zoom::Fit), ["Jan 2027", "Feb"], "March would be cut off");
        assert_eq!(texts(Zoom::Days)[..3], ["4 Jan 2027", "11 Jan", "18 Jan"]);
        let far = [day("2000-01-01"), day("2027-01-01")];
        assert_eq!(Axis::of(far.into_iter(), 0, 100, Zoom::Fit), None);
    }
}
