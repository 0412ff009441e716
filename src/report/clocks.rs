//! Waves in places whose clock is not the plan's: when people there work, by the plan's clock.

use crate::calendar::WorkingHours;
use crate::calendar::hours::clock;
use crate::plan::Wave;
use crate::plan::clocks::{seen_from_here, words};
use crate::report::words::count;

/// How the clocks of a wave's places differ from the plan's; nothing where none does.
pub fn differs(wave: &Wave, hours: &WorkingHours) -> Option<String> {
    match wave.ahead.as_slice() {
        [] | [0] => None,
        [ahead] => {
            let (spans, common) = their_hours(hours, *ahead);
            let ahead = words(*ahead);
            Some(format!(
                "{ahead}: their working day is {spans} here, {common} of it in the working day here"
            ))
        }
        [first, .., last] => Some(format!("from {} to {}", words(*first), words(*last))),
    }
}

/// What a wave of one such clock needs before it begins.
pub fn help(wave: &Wave, hours: &WorkingHours) -> Option<String> {
    let ahead = *wave.ahead.first().filter(|ahead| wave.ahead.len() == 1 && **ahead != 0)?;
    Some(format!("Somebody helps its users in their working day, {} here", their_hours(hours, ahead).0))
}

/// When people work by a clock that is ahead, in the plan's time, and how much of it lies in the plan's working day.
fn their_hours(hours: &WorkingHours, ahead: i16) -> (String, String) {
    let (spans, common) = seen_from_here(&hours.usual, ahead);
    let spans: Vec<String> =
        spans.into_iter().map(|(from, to)| format!("{} to {}", clock(from), clock(to))).collect();
    let common = match (common / 60, common % 60) {
        (0, 0) => "nothing".to_owned(),
        (hours, 0) => count(hours, "hour", "hours"),
        (hours, minutes) => format!("{hours}:{minutes:02} hours"),
    };
    (spans.join(" and "), common)
}
