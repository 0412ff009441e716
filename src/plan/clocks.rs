//! Places whose clock is not the plan's: what was typed of them, and how their working day lies in the plan's.
//! A difference is what it is when it is typed; nothing here knows summer time.

use crate::calendar::work::Shift;
use crate::diagnostic::{Diagnostic, Place, Severity};
use std::collections::BTreeSet;

/// Minutes of a day of the clock.
const DAY: i32 = 1440;
/// Clocks of the world differ by 26 hours at most (UTC-12 to UTC+14).
const MOST: i32 = 26 * 60;
/// So many differences are told apart; each makes waves of its own.
const DIFFERENCES: usize = 24;

/// A site or department with the minutes by which its clock is ahead of the plan's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The name, in small letters.
    pub name: String,
    /// The name as it was typed.
    pub typed: String,
    /// Minutes; behind is below 0.
    pub ahead: i16,
}

/// What was typed, such as "Singapore +7", "New York -6", "Mumbai +4:30"; what cannot be read is said.
pub fn clocks(lines: &[String]) -> (Vec<Clock>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (mut clocks, mut differences): (Vec<Clock>, BTreeSet<i16>) = Default::default();
    for line in lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        let parted = line.rsplit_once(char::is_whitespace).map(|(name, hours)| (name.trim(), minutes(hours)));
        match parted {
            Some((name, Some(ahead))) if !name.is_empty() => {
                let clock = Clock { name: name.to_lowercase(), typed: name.to_owned(), ahead };
                if clocks.iter().any(|known| known.name == clock.name && known.ahead != ahead) {
                    diagnostics.push(told(line, "says another difference than before; the first one counts"));
                } else if !differences.contains(&ahead) && differences.len() == DIFFERENCES {
                    diagnostics.push(told(line, "is beyond the 24 differences that are told apart"));
                } else {
                    differences.insert(ahead);
                    clocks.push(clock);
                }
            }
            _ => diagnostics.push(told(line, "has no difference in hours, and no wave follows it")),
        }
    }
    (clocks, diagnostics)
}

fn told(line: &str, what: &str) -> Diagnostic {
    let message = format!("\u{201c}{line}\u{201d} {what}.");
    Diagnostic::new(Severity::Warning, "plan.waves.clock", Place::part("waves"), message).with_hint(
        "Write a site or department and the hours that its clock is ahead: Singapore +7; New York -6.",
    )
}

/// Hours with a sign or without, "+4:30" and "+4.5" among them, as minutes.
fn minutes(text: &str) -> Option<i16> {
    let text = text.trim_end_matches('h');
    let (sign, text) = match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u16>().ok().map(i32::from))?
    };
    let minutes = match text.split_once([':', '.', ',']) {
        None => digits(text)? * 60,
        Some((hours, part)) if text.contains(':') && part.len() == 2 => digits(hours)? * 60 + digits(part)?,
        Some((hours, part)) if !text.contains(':') && (1..=2).contains(&part.len()) => {
            let hundredths = if part.len() == 1 { digits(part)? * 10 } else { digits(part)? };
            digits(hours)? * 60 + hundredths * 60 / 100
        }
        Some(_) => return None,
    };
    (minutes <= MOST).then(|| i16::try_from(sign * minutes).ok())?
}

/// A difference in words: "7 hours ahead", "4:30 hours behind".
pub fn words(ahead: i16) -> String {
    let (hours, minutes) = (ahead.unsigned_abs() / 60, ahead.unsigned_abs() % 60);
    let unit = if (hours, minutes) == (1, 0) { "hour" } else { "hours" };
    let side = if ahead < 0 { "behind" } else { "ahead" };
    match minutes {
        0 => format!("{hours} {unit} {side}"),
        _ => format!("{hours}:{minutes:02} {unit} {side}"),
    }
}

/// Shifts that are worked by a clock that is ahead, by the plan's clock: from when to when, and how many of their
/// minutes lie in the plan's own shifts.
pub fn seen_from_here(shifts: &[Shift], ahead: i16) -> (Vec<(u16, u16)>, u32) {
    let here = |minute: u16| {
        let minute = (i32::from(minute) - i32::from(ahead)).rem_euclid(DAY);
        u16::try_from(minute).unwrap_or(0)
    };
    let spans = shifts.iter().map(|shift| (here(shift.from), here(shift.to))).collect();
    let common = shifts
        .iter()
        .flat_map(|shift| shift.from..shift.to)
        .filter(|minute| shifts.iter().any(|own| (own.from..own.to).contains(&here(*minute))))
        .count();
    (spans, u32::try_from(common).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_read_as_people_write_them() {
        let cases = [
            ("+7", Some(420)),
            ("7", Some(420)),
            ("-6", Some(-360)),
            ("\u{2212}3:30", Some(-210)),
            ("+4.5", Some(270)),
            ("5,75h", Some(345)),
            ("+5:45", Some(345)),
            ("27", None),
            ("seven", None),
            ("+", None),
            ("4:3", None),
        ];
        for (text, expected) in cases {
            assert_eq!(minutes(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_and_kept_out() {
        let typed = ["Singapore +7", " New York  -6", "Berlin", "+3", "singapore +8", ""].map(str::to_owned);
        let (clocks, diagnostics) = clocks(&typed);
        let names: Vec<_> = clocks.iter().map(|one| (one.typed.as_str(), one.ahead)).collect();
        assert_eq!(names, [("Singapore", 420), ("New York", -360)]);
        assert_eq!(diagnostics.len(), 3, "{diagnostics:?}");
    }

    #[test]
    fn a_day_elsewhere_lies_in_ours() {
        let shifts = [Shift { from: 9 * 60, to: 17 * 60 }];
        assert_eq!(seen_from_here(&shifts, 0), (vec![(540, 1020)], 480));
        assert_eq!(seen_from_here(&shifts, 420), (vec![(120, 600)], 60));
        assert_eq!(seen_from_here(&shifts, -360), (vec![(900, 1380)], 120));
        assert_eq!(seen_from_here(&shifts, -720), (vec![(1260, 300)], 0));
        assert_eq!(
            (words(420), words(-60), words(-270)),
            ("7 hours ahead".to_owned(), "1 hour behind".to_owned(), "4:30 hours behind".to_owned())
        );
    }
}
