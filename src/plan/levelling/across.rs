//! How a link whose length depends on calendars carries a start forward to the activity that waits, and a latest start
//! back to the one that is waited for.

use super::net::Net;
use super::slots::at;
use super::{End, Time};

impl Net {
    /// The earliest start that a link leaves to its end when its beginning starts at a time.
    pub fn after_link(&self, link: usize, start: Time) -> Time {
        let Some(link) = self.links.get(link) else { return 0 };
        let point = match link.from_end {
            End::Start => start,
            End::Finish => self.finish(link.from, start),
        };
        let moved = match link.calendar.and_then(|one| self.calendars.get(one)) {
            None => point + link.lag,
            Some(spans) => spans.shift(point, link.lag),
        };
        let duration = at(&self.durations, link.to);
        match (link.to_end, self.spans(link.to)) {
            (End::Start, None) => moved,
            (End::Start, Some(spans)) => spans.next_open(moved),
            (End::Finish, None) => moved - duration,
            (End::Finish, Some(spans)) => spans.start_for(moved, duration),
        }
    }

    /// The latest start of a link's beginning that leaves its end a latest start, from -1 to just below two horizons:
    /// [`Net::after_link`] step by step back, each step the last point that does not lead beyond the bound.
    pub fn before_link(&self, link: usize, latest: Time) -> Time {
        let most = self.horizon.saturating_mul(2) - 1;
        // No start up to there leads beyond three horizons.
        if latest >= self.horizon.saturating_mul(3) {
            return most;
        }
        let Some(link) = self.links.get(link) else { return most };
        let duration = at(&self.durations, link.to);
        let moved = match (link.to_end, self.spans(link.to)) {
            (End::Start, None) => latest,
            (End::Finish, None) => latest + duration,
            (End::Finish, Some(spans)) if duration > 0 => {
                let point = spans.last_open(latest);
                spans.end_of(spans.work(point) + duration)
            }
            (_, Some(spans)) => spans.last_open(latest),
        };
        let point = match link.calendar.and_then(|one| self.calendars.get(one)) {
            Some(spans) if link.lag != 0 => spans.start_of(spans.work(moved) - link.lag),
            _ => moved - link.lag,
        };
        let start = match link.from_end {
            End::Start => point,
            End::Finish => self.latest_start(link.from, point),
        };
        start.clamp(-1, most)
    }

    /// The last start with which an activity does not finish after a time.
    pub fn latest_start(&self, activity: usize, finish: Time) -> Time {
        let duration = at(&self.durations, activity);
        match self.spans(activity) {
            Some(spans) if duration > 0 => spans.start_of(spans.work(finish) - duration),
            _ => finish - duration,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::levelling::net::Net;
    use crate::plan::levelling::{Activity, Calendar, End, Link, Problem};

    /// Over every pair of ends, durations, lags and calendars: the start that was found holds, and the next does not.
    #[test]
    fn the_latest_start_is_the_last_that_leaves_the_other_its_own() {
        let calendars = vec![
            Calendar { closed: vec![(0, 2), (5, 7), (12, 14), (19, 20), (23, 29)] },
            Calendar { closed: vec![(3, 6), (13, 14)] },
        ];
        let choices = [None, Some(0), Some(1)];
        let mut checked = 0;
        for place in 0..choices.len().pow(3) {
            let pick = |nth: u32| choices[place / 3_usize.pow(nth) % 3];
            for (from_end, to_end) in [
                (End::Start, End::Start),
                (End::Start, End::Finish),
                (End::Finish, End::Start),
                (End::Finish, End::Finish),
            ] {
                for (own, other, lag) in [(0, 0, 0), (3, 4, 0), (2, 0, 3), (0, 3, -2), (4, 1, -3), (3, 5, 4)]
                {
                    let activity =
                        |duration, calendar| Activity { duration, calendar, ..Activity::default() };
                    let link = Link { from: 0, from_end, to: 1, to_end, lag, calendar: pick(2) };
                    let problem = Problem {
                        activities: vec![activity(own, pick(0)), activity(other, pick(1))],
                        links: vec![link],
                        calendars: calendars.clone(),
                        ..Problem::default()
                    };
                    let net = Net::new(&problem, 100);
                    for latest in 0..40 {
                        let found = net.before_link(0, latest);
                        assert!(
                            found == -1 || net.after_link(0, found) <= latest,
                            "{link:?} {latest} {found}"
                        );
                        assert!(net.after_link(0, found + 1) > latest, "{link:?} {latest} {found}");
                        checked += 1;
                    }
                }
            }
        }
        assert_eq!(checked, 27 * 4 * 6 * 40);
    }
}
