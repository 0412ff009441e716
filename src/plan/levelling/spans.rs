//! Arithmetic with spans in which nothing is worked: from a point, so many open units further.
//! It knows integers only; days and hours are the caller's.

use super::slots::at;
use super::{Calendar, Time};

/// Closed spans, merged and sorted, with the open units before each.
#[derive(Debug, Clone, Default)]
pub struct Spans {
    starts: Vec<Time>,
    ends: Vec<Time>,
    /// Open units before the span starts.
    opens: Vec<Time>,
    by_start: Places,
    by_open: Places,
}

/// Where to look in a sorted list: its numbers in stretches of equal width, so many that few numbers share one.
#[derive(Debug, Clone, Default)]
struct Places {
    shift: u32,
    /// For each stretch how many numbers lie before it.
    before: Vec<usize>,
}

impl Places {
    fn of(list: &[Time]) -> Places {
        let last = list.last().copied().unwrap_or(0).max(0);
        let shift = (0..31).find(|shift| (last >> shift) as usize <= list.len() * 2).unwrap_or(31);
        let stretches = (last >> shift) + 2;
        let before = (0..stretches)
            .map(|stretch| list.partition_point(|one| i64::from(*one) < i64::from(stretch) << shift))
            .collect();
        Places { shift, before }
    }

    /// How many numbers of the list pass, which are its first and none that is greater than the value.
    #[inline]
    fn count(&self, list: &[Time], value: Time, passes: impl Fn(Time) -> bool) -> usize {
        let stretch = (value.max(0) >> self.shift) as usize;
        let from = self.before.get(stretch).copied().unwrap_or(list.len());
        let to = self.before.get(stretch + 1).copied().unwrap_or(list.len());
        from + list.get(from..to).unwrap_or_default().partition_point(|one| passes(*one))
    }
}

impl Spans {
    /// Sorts and merges; empty spans are left out.
    pub fn new(calendar: &Calendar) -> Spans {
        let mut closed: Vec<(Time, Time)> =
            calendar.closed.iter().copied().filter(|(from, to)| from < to).collect();
        closed.sort_unstable();
        let mut merged: Vec<(Time, Time)> = Vec::new();
        for (from, to) in closed {
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        let mut spans = Spans::default();
        let mut shut = 0;
        for (from, to) in merged {
            spans.opens.push(from - shut);
            spans.starts.push(from);
            spans.ends.push(to);
            shut += to - from;
        }
        (spans.by_start, spans.by_open) = (Places::of(&spans.starts), Places::of(&spans.opens));
        spans
    }

    /// Open units before a point; points before 0 count as open.
    pub fn work(&self, point: Time) -> Time {
        let after = self.by_start.count(&self.starts, point, |start| start < point);
        match after.checked_sub(1) {
            None => point,
            Some(last) => at(&self.opens, last) + (point - at(&self.ends, last)).max(0),
        }
    }

    /// The first point with so many open units before it: the end of a unit.
    pub fn end_of(&self, work: Time) -> Time {
        let after = self.by_open.count(&self.opens, work, |open| open < work);
        self.after(after, work)
    }

    /// The last point with so many open units before it: the start of the next unit.
    pub fn start_of(&self, work: Time) -> Time {
        let after = self.by_open.count(&self.opens, work, |open| open <= work);
        self.after(after, work)
    }

    fn after(&self, spans: usize, work: Time) -> Time {
        match spans.checked_sub(1) {
            None => work,
            Some(last) => at(&self.ends, last) + work - at(&self.opens, last),
        }
    }

    /// The point itself, or the end of the closed span in which it lies.
    pub fn next_open(&self, point: Time) -> Time {
        self.start_of(self.work(point))
    }

    /// The last point that is not closed, up to this one.
    pub fn last_open(&self, point: Time) -> Time {
        if self.next_open(point) == point { point } else { self.end_of(self.work(point)) - 1 }
    }

    /// The end of work of so many units that starts at an open point.
    pub fn finish(&self, start: Time, duration: Time) -> Time {
        if duration == 0 { start } else { self.end_of(self.work(start) + duration) }
    }

    /// The earliest open start of work of so many units that does not finish before a point.
    pub fn start_for(&self, finish: Time, duration: Time) -> Time {
        if duration == 0 {
            return self.next_open(finish);
        }
        let work = self.work(finish);
        let whole = if self.end_of(work) >= finish { work } else { work + 1 };
        self.start_of(whole - duration)
    }

    /// A point moved by so many open units, back when negative.
    pub fn shift(&self, point: Time, units: Time) -> Time {
        if units == 0 { point } else { self.end_of(self.work(point) + units) }
    }

    /// The open parts of `[start, finish)` in order.
    pub fn parts(&self, start: Time, finish: Time) -> impl Iterator<Item = (Time, Time)> + '_ {
        let mut span = self.ends.partition_point(|end| *end <= start);
        let mut from = start;
        std::iter::from_fn(move || {
            if from >= finish {
                return None;
            }
            let begin = from;
            match (self.starts.get(span), self.ends.get(span)) {
                (Some(shut), Some(open)) if *shut < finish => {
                    from = *open;
                    span += 1;
                    Some((begin, *shut))
                }
                _ => {
                    from = finish;
                    Some((begin, finish))
                }
            }
        })
        .filter(|(from, to)| from < to)
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, Spans};
    use crate::plan::levelling::Calendar;

    fn weekends() -> Spans {
        // Weeks of 5 open and 2 closed units.
        Spans::new(&Calendar { closed: vec![(12, 14), (5, 7), (19, 20), (20, 21)] })
    }

    #[test]
    fn work_pauses_in_closed_spans() {
        let spans = weekends();
        assert_eq!(spans.finish(3, 2), 5);
        assert_eq!(spans.finish(3, 3), 8);
        assert_eq!(spans.finish(0, 11), 15);
        assert_eq!(spans.next_open(5), 7);
        assert_eq!(spans.next_open(6), 7);
        assert_eq!(spans.next_open(4), 4);
        assert_eq!(spans.shift(8, -2), 4);
        assert_eq!(spans.shift(4, 3), 9);
    }

    #[test]
    fn places_are_those_of_a_search_by_halving() {
        let lists: [&[i32]; 5] =
            [&[], &[0], &[3], &[0, 1, 2, 3, 900, 901, 902, 100_000], &[5, 5, 5, 7_000_000, i32::MAX]];
        for list in lists {
            let places = Places::of(list);
            assert!(places.before.len() <= list.len() * 2 + 2, "{list:?}");
            let near = list.iter().flat_map(|one| [one.saturating_sub(1), *one, one.saturating_add(1)]);
            for value in near.chain([-9, 0, 50, 1 << 20]) {
                let below = list.partition_point(|one| *one < value);
                assert_eq!(places.count(list, value, |one| one < value), below, "{value} in {list:?}");
                let up_to = list.partition_point(|one| *one <= value);
                assert_eq!(places.count(list, value, |one| one <= value), up_to, "{value} in {list:?}");
            }
        }
    }

    #[test]
    fn a_start_is_found_for_a_finish() {
        let spans = weekends();
        for duration in 0..9 {
            for finish in duration..25 {
                let start = spans.start_for(finish, duration);
                assert!(spans.finish(start, duration) >= finish);
                let earlier = (0..start).filter(|start| spans.next_open(*start) == *start);
                for earlier in earlier {
                    assert!(spans.finish(earlier, duration) < finish, "{earlier} for {finish} {duration}");
                }
            }
        }
    }

    #[test]
    fn parts_hold_all_open_units_and_no_closed_one() {
        let parts: Vec<_> = weekends().parts(3, 15).collect();
        assert_eq!(parts, [(3, 5), (7, 12), (14, 15)]);
        assert_eq!(weekends().parts(5, 7).count(), 0);
    }
}
