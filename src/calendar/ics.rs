//! Days off from a calendar file or from pasted lines.
//! It guesses no date: a line that can be read two ways is a finding that asks for the ISO form.

use crate::calendar::Holiday;
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use chrono::{Datelike, NaiveDate};

/// The years that a yearly event is written out for.
pub const YEARS: std::ops::RangeInclusive<i32> = 2026..=2031;

/// The longest event that is taken for days off, in days.
const LONGEST: usize = 366;

/// The days off of an iCalendar file: every day of every event, sorted and without repetition.
pub fn holidays(text: &str) -> Checked<Vec<Holiday>> {
    let mut days = Checked::<Vec<Holiday>>::default();
    let mut event: Option<Event> = None;
    let mut seen = false;
    for (line, content) in unfolded(text) {
        let Some((head, value)) = content.split_once(':') else { continue };
        let name = head.split(';').next().unwrap_or_default().to_ascii_uppercase();
        match (name.as_str(), value.trim().to_ascii_uppercase().as_str()) {
            ("BEGIN", "VEVENT") => {
                seen = true;
                event = Some(Event { line, ..Event::default() });
            }
            ("END", "VEVENT") => {
                if let Some(ended) = event.take() {
                    ended.days_off(&mut days);
                }
            }
            (_, upper) => {
                let Some(open) = event.as_mut() else { continue };
                match name.as_str() {
                    "DTSTART" => open.start = basic_date(value),
                    "DTEND" => {
                        open.end = basic_date(value);
                        open.end_in_day = timed(value) && !value.trim_end_matches('Z').ends_with("000000");
                    }
                    "SUMMARY" => open.name = unescaped(value),
                    "RRULE" => open.rule = upper.to_owned(),
                    _ => {}
                }
            }
        }
    }
    if !seen {
        let found = Diagnostic::new(
            Severity::Problem,
            "calendar.ics.empty",
            Place::default(),
            "The file holds no calendar event.",
        );
        days.diagnostics
            .push(found.with_hint("Export the holidays as an .ics file, or paste them as lines."));
    }
    days.value.sort();
    days.value.dedup();
    days
}

/// The days off of pasted lines such as `2027-04-02 Good Friday` or `02.04.2027;Karfreitag`.
pub fn pasted(text: &str) -> Checked<Vec<Holiday>> {
    let mut days = Checked::<Vec<Holiday>>::default();
    for (line, content) in (1_u32..).zip(text.lines()) {
        let content = content.trim().trim_start_matches('\u{feff}');
        if content.is_empty() {
            continue;
        }
        let end = content.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '.' | '/'));
        let (date, name) = content.split_at(end.unwrap_or(content.len()));
        let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '-' | ':' | '"'));
        match written_date(date.trim_end_matches(['.', '-'])) {
            Ok(date) => days.value.push(Holiday { date, name: name.to_owned() }),
            Err(problem) => days.diagnostics.push(
                Diagnostic::new(
                    Severity::Problem,
                    "calendar.line.unreadable",
                    Place::line(line),
                    format!("\u{201c}{content}\u{201d} {problem}."),
                )
                .with_hint("Write the date as year-month-day, such as 2027-04-02 Good Friday."),
            ),
        }
    }
    days.value.sort();
    days.value.dedup();
    days
}

#[derive(Debug, Default)]
struct Event {
    line: u32,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
    /// Whether the end lies within its day, which then belongs to the event.
    end_in_day: bool,
    name: String,
    rule: String,
}

impl Event {
    fn days_off(&self, days: &mut Checked<Vec<Holiday>>) {
        let finding = |code, message: &str| {
            let name = if self.name.is_empty() { "An event" } else { self.name.as_str() };
            Diagnostic::new(Severity::Warning, code, Place::line(self.line), format!("{name} {message}."))
        };
        let Some(start) = self.start else {
            days.diagnostics.push(
                finding("calendar.event.undated", "has no date that could be read and was left out")
                    .with_hint("Add the day by hand."),
            );
            return;
        };
        let span = self.end.map_or(1, |end| end.signed_duration_since(start).num_days());
        let length = usize::try_from(span).unwrap_or(0).saturating_add(usize::from(self.end_in_day)).max(1);
        if length > LONGEST {
            days.diagnostics.push(
                finding("calendar.event.long", "lasts more than a year and was left out")
                    .with_hint("Enter it as a freeze."),
            );
            return;
        }
        let starts: Vec<NaiveDate> = if self.rule.split(';').any(|part| part == "FREQ=YEARLY") {
            YEARS.filter(|year| *year >= start.year()).filter_map(|year| start.with_year(year)).collect()
        } else {
            if !self.rule.is_empty() {
                let message = "repeats in a way that is not read; only its first day was taken";
                days.diagnostics.push(finding("calendar.event.repeats", message));
            }
            vec![start]
        };
        for first in starts {
            let dates = first.iter_days().take(length);
            days.value.extend(dates.map(|date| Holiday { date, name: self.name.clone() }));
        }
    }
}

/// Lines of the file with their folded continuations, each with the number of its first line.
fn unfolded(text: &str) -> Vec<(u32, String)> {
    let mut lines: Vec<(u32, String)> = Vec::new();
    for (number, line) in (1_u32..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let continued = line.strip_prefix([' ', '\t']);
        match (continued, lines.last_mut()) {
            (Some(rest), Some((_, before))) => before.push_str(rest),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

fn timed(value: &str) -> bool {
    value.contains('T')
}

fn basic_date(value: &str) -> Option<NaiveDate> {
    let date = value.trim().get(..8)?;
    let whole_number = |text: Option<&str>| text.and_then(|digits| digits.parse::<u32>().ok());
    let year = date.get(..4)?.parse::<i32>().ok()?;
    NaiveDate::from_ymd_opt(year, whole_number(date.get(4..6))?, whole_number(date.get(6..8))?)
}

fn unescaped(value: &str) -> String {
    let text = value.replace("\\n", " ").replace("\\N", " ");
    text.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\").trim().to_owned()
}

/// A date as people write it, when it can be read in one way only.
fn written_date(text: &str) -> Result<NaiveDate, &'static str> {
    const UNREADABLE: &str = "does not begin with a date that can be read";
    let separator = text.chars().find(|c| !c.is_ascii_digit()).ok_or(UNREADABLE)?;
    let parts: Vec<&str> = text.split(separator).collect();
    let [first, second, third] = parts.as_slice() else { return Err(UNREADABLE) };
    let number = |part: &str| part.parse::<u32>().map_err(|_| UNREADABLE);
    let (one, two, three) = (number(first)?, number(second)?, number(third)?);
    let date = |year: u32, month, day| {
        let year = i32::try_from(year).map_err(|_| UNREADABLE)?;
        NaiveDate::from_ymd_opt(year, month, day).ok_or("names a day that does not exist")
    };
    if first.len() == 4 {
        return date(one, two, three);
    }
    if third.len() != 4 {
        return Err(UNREADABLE);
    }
    match separator {
        // Dots are written with the day first wherever they are used.
        '.' => date(three, two, one),
        _ if one > 12 => date(three, two, one),
        _ if two > 12 => date(three, one, two),
        _ if one == two => date(three, two, one),
        _ => Err("can be read as two different days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Checked<Vec<Holiday>>, days: &[&str], codes: &[&str]) {
        let written = |day: &Holiday| format!("{} {}", day.date, day.name).trim().to_owned();
        assert_eq!(found.value.iter().map(written).collect::<Vec<_>>(), days);
        assert_eq!(found.diagnostics.iter().map(|found| found.code.as_ref()).collect::<Vec<_>>(), codes);
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    }

    #[test]
    fn events_become_days_off() {
        check(
            holidays(&event("DTSTART;VALUE=DATE:20270402\r\nSUMMARY:Good\r\n  Friday\\, all day")),
            &["2027-04-02 Good Friday, all day"],
            &[],
        );
        check(
            holidays(&event("DTSTART;VALUE=DATE:20271224\nDTEND;VALUE=DATE:20271227\nSUMMARY:Feast")),
            &["2027-12-24 Feast", "2027-12-25 Feast", "2027-12-26 Feast"],
            &[],
        );
        check(
            holidays(&event("DTSTART:20270501T000000Z\nDTEND:20270502T000000Z\nSUMMARY:May")),
            &["2027-05-01 May"],
            &[],
        );
        check(
            holidays(&event("DTSTART:20270501T090000\nDTEND:20270501T120000\nSUMMARY:May")),
            &["2027-05-01 May"],
            &[],
        );
    }

    #[test]
    fn yearly_events_are_written_out() {
        let years = holidays(&event("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY\nSUMMARY:New Year"));
        assert_eq!(years.value.len(), 6);
        let leap = holidays(&event("DTSTART;VALUE=DATE:20280229\nRRULE:FREQ=YEARLY;COUNT=9"));
        check(leap, &["2028-02-29"], &[]);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        check(holidays("nothing"), &[], &["calendar.ics.empty"]);
        check(holidays(&event("DTSTART:soon")), &[], &["calendar.event.undated"]);
        check(holidays(&event("DTSTART:20270101\nDTEND:20990101")), &[], &["calendar.event.long"]);
        let weekly = holidays(&event("DTSTART:20270101\nRRULE:FREQ=WEEKLY"));
        check(weekly, &["2027-01-01"], &["calendar.event.repeats"]);
    }

    #[test]
    fn pasted_lines_are_read_in_one_way_or_not_at_all() {
        check(
            pasted("2027-04-02 Good Friday\n\n02.04.2027;Karfreitag"),
            &["2027-04-02 Good Friday", "2027-04-02 Karfreitag"],
            &[],
        );
        check(
            pasted("13/04/2027 A\n04/14/2027,B\n05/05/2027"),
            &["2027-04-13 A", "2027-04-14 B", "2027-05-05"],
            &[],
        );
        for line in ["03/04/2027", "Good Friday", "2027-02-30", "2027", "1.1.27 x", "2027-01-01-02"] {
            check(pasted(line), &[], &["calendar.line.unreadable"]);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_readers_fail(text in ".*") {
            holidays(&event(&text));
            pasted(&text);
        }
    }
}
