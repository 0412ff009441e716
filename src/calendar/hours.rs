//! The hours of a usual day as four times, as people say them: from eight to five with an hour for lunch.
//! Shifts are the calendar's.

use crate::calendar::work::Shift;

/// The last minute that a field for times can show.
const LAST: u16 = 1439;

/// When work begins, its break begins and ends, and work ends, in minutes of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times(pub [Option<u16>; 4]);

impl Times {
    /// Those of shifts; of more than two the first and the last count.
    pub fn of(shifts: &[Shift]) -> Times {
        match shifts {
            [first, .., last] => Times([Some(first.from), Some(first.to), Some(last.from), Some(last.to)]),
            [only] => Times([Some(only.from), None, None, Some(only.to)]),
            [] => Times([None; 4]),
        }
    }

    /// With another time, which counts as it is said. A break of which one end is said lasts an hour, or as long as before if
    /// that end passes the other; one of which an end is taken away is none. Work of which one end is said lasts nine hours,
    /// and where it would end before it begins, the other end makes room for an hour.
    pub fn with(self, place: usize, text: &str) -> Times {
        let [begin, from, to, end] = self.0;
        let length = from.zip(to).map_or(60, |(from, to)| to.saturating_sub(from));
        match (place, minutes(text)) {
            (0, Some(begin)) => {
                let end = end.unwrap_or(begin.saturating_add(540)).max(begin.saturating_add(60)).min(LAST);
                Times([Some(begin), from, to, Some(end)])
            }
            (3, Some(end)) => {
                let begin = begin.unwrap_or(end.saturating_sub(540)).min(end.saturating_sub(60));
                Times([Some(begin), from, to, Some(end)])
            }
            (1, Some(new)) => {
                let to = to.filter(|to| new < *to).unwrap_or(new.saturating_add(length).min(LAST));
                Times([begin, Some(new), Some(to), end])
            }
            (2, Some(new)) => {
                let from = from.filter(|from| *from < new).unwrap_or(new.saturating_sub(length));
                Times([begin, Some(from), Some(new), end])
            }
            (1 | 2, None) => Times([begin, None, None, end]),
            _ => Times([None; 4]),
        }
    }

    /// The shifts: two, or one where the break does not lie within work; none without work, of which the plan then says
    /// that nobody works.
    pub fn shifts(self) -> Vec<Shift> {
        let [begin, from, to, end] = self.0;
        let (Some(begin), Some(end)) = (begin, end) else { return Vec::new() };
        let shifts = match (from, to) {
            (Some(from), Some(to)) if begin < from && from < to && to < end => vec![(begin, from), (to, end)],
            _ => vec![(begin, end)],
        };
        shifts.into_iter().filter(|(from, to)| from < to).map(|(from, to)| Shift { from, to }).collect()
    }
}

/// What became of other times than the one that was said, in a sentence; `None` if nothing did.
pub fn also_changed(before: &[Shift], said: Times, place: usize) -> Option<String> {
    let [begin, from, to, end] = said.0;
    let (begin, end) = (begin?, end?);
    let [had_begin, had_from, had_to, had_end] = Times::of(before).0;
    let mut lines = Vec::new();
    if place == 0 && had_end.is_some_and(|had| had != end)
        || place == 3 && had_begin.is_some_and(|had| had != begin)
    {
        lines.push(format!("Work is from {} to {} now, so that it lasts an hour.", clock(begin), clock(end)));
    }
    let (Some(from), Some(to)) = (from, to) else { return joined(&lines) };
    if said.shifts().len() == 1 {
        let [from, to, begin, end] = [from, to, begin, end].map(clock);
        lines.push(format!(
            "A break from {from} to {to} does not lie within work from {begin} to {end}, so that there is none."
        ));
    } else if place == 1 && had_to.is_some_and(|had| had != to)
        || place == 2 && had_from.is_some_and(|had| had != from)
    {
        lines.push(format!("The break is from {} to {} now, as long as before.", clock(from), clock(to)));
    }
    joined(&lines)
}

fn joined(lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join(" "))
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Minutes of the day as "08:30".
pub fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(shifts: &[(u16, u16)], place: usize, text: &str, expected: &[(u16, u16)]) {
        let shifts: Vec<Shift> = shifts.iter().map(|(from, to)| Shift { from: *from, to: *to }).collect();
        let found = Times::of(&shifts).with(place, text).shifts();
        let found: Vec<(u16, u16)> = found.iter().map(|shift| (shift.from, shift.to)).collect();
        assert_eq!(found, expected, "{shifts:?} {place} {text}");
    }

    #[test]
    fn what_else_changes_is_said() {
        let usual = [Shift { from: 480, to: 720 }, Shift { from: 780, to: 1020 }];
        let said = |place, text| also_changed(&usual, Times::of(&usual).with(place, text), place);
        assert_eq!(
            [said(0, "07:30"), said(1, "11:30"), said(2, ""), said(3, "16:00"), said(3, "")],
            [const { None }; 5]
        );
        let none = "so that there is none.";
        let cases = [
            (1, "14:00", "The break is from 14:00 to 15:00 now, as long as before.".to_owned()),
            (2, "11:30", "The break is from 10:30 to 11:30 now, as long as before.".to_owned()),
            (
                1,
                "18:00",
                format!("A break from 18:00 to 19:00 does not lie within work from 08:00 to 17:00, {none}"),
            ),
            (
                3,
                "12:15",
                format!("A break from 12:00 to 13:00 does not lie within work from 08:00 to 12:15, {none}"),
            ),
            (
                0,
                "18:00",
                format!(
                    "Work is from 18:00 to 19:00 now, so that it lasts an hour. A break from 12:00 to 13:00 does not lie within work from 18:00 to 19:00, {none}"
                ),
            ),
        ];
        for (place, text, expected) in cases {
            assert_eq!(said(place, text), Some(expected));
        }
    }

    #[test]
    fn four_times_are_one_shift_or_two() {
        let usual = [(480, 720), (780, 1020)];
        check(&usual, 0, "07:30", &[(450, 720), (780, 1020)]);
        check(&usual, 1, "12:30", &[(480, 750), (780, 1020)]);
        check(&usual, 2, "", &[(480, 1020)]);
        check(&usual, 1, "14:00", &[(480, 840), (900, 1020)]);
        check(&usual, 2, "11:30", &[(480, 630), (690, 1020)]);
        check(&[(480, 1020)], 1, "12:00", &[(480, 720), (780, 1020)]);
        check(&[(480, 1020)], 2, "13:30", &[(480, 750), (810, 1020)]);
        check(&usual, 3, "12:15", &[(480, 735)]);
        check(&usual, 0, "18:00", &[(1080, 1140)]);
        check(&usual, 3, "07:00", &[(360, 420)]);
        check(&usual, 0, "23:30", &[(1410, 1439)]);
        check(&usual, 3, "", &[]);
        check(&[], 0, "08:00", &[(480, 1020)]);
        check(&[], 3, "17:00", &[(480, 1020)]);
        assert_eq!(
            (clock(485), minutes("08:05"), minutes("24:00"), minutes("8")),
            ("08:05".to_owned(), Some(485), None, None)
        );
    }
}
