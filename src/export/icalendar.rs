//! The plan as an iCalendar file (RFC 5545): one all-day event a task, milestones among them, and one for the target.
//! UIDs are stable, so that a newer plan replaces an older one in a calendar.

use super::ExportError;
use crate::assess::Assessment;
use chrono::{Days, NaiveDate};

/// The calendar of a plan. `today` stamps the events.
///
/// # Errors
/// When there is no plan.
pub fn write(assessment: &Assessment, today: NaiveDate) -> Result<String, ExportError> {
    let plan = assessment.plan.value.as_ref().ok_or(ExportError::NoPlan)?;
    let project = &assessment.project.name;
    let mut file = Lines::default();
    file.push("BEGIN:VCALENDAR");
    file.push("VERSION:2.0");
    file.push("PRODID:-//Gapline//Migration plan//EN");
    file.push("CALSCALE:GREGORIAN");
    file.push(&format!("X-WR-CALNAME:{}", escaped(&format!("{project} migration to Intune"))));
    let stamp = format!("{}T000000Z", today.format("%Y%m%d"));
    for task in plan.tasks.iter() {
        let text = format!("{} ({}). {}", task.name, task.stage.label(), task.why);
        event(&mut file, &stamp, project, &task.key, &task.name, &text, (task.start, task.finish));
    }
    if let Some(target) = &assessment.project.plan.target {
        let name =
            if target.label.is_empty() { "Target".to_owned() } else { format!("Target: {}", target.label) };
        event(&mut file, &stamp, project, "target", &name, "The date to be met", (target.date, target.date));
    }
    file.push("END:VCALENDAR");
    Ok(file.0)
}

fn event(
    file: &mut Lines,
    stamp: &str,
    project: &str,
    key: &str,
    name: &str,
    text: &str,
    (first, last): (NaiveDate, NaiveDate),
) {
    let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
    file.push("BEGIN:VEVENT");
    file.push(&format!("UID:{}@gapline.invalid", uid(&format!("{project}-{key}"))));
    file.push(&format!("DTSTAMP:{stamp}"));
    file.push(&format!("DTSTART;VALUE=DATE:{}", first.format("%Y%m%d")));
    file.push(&format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")));
    file.push(&format!("SUMMARY:{}", escaped(name)));
    file.push(&format!("DESCRIPTION:{}", escaped(text)));
    file.push("TRANSP:TRANSPARENT");
    file.push("END:VEVENT");
}

fn uid(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\\n")
        .replace(['\n', '\r'], "\\n")
}

/// Content lines: folded at 75 octets, never inside a character, ended by CRLF.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    fn push(&mut self, line: &str) {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(letter);
            octets += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets() {
        let mut lines = Lines::default();
        lines.push(&format!("SUMMARY:{}", "ü".repeat(100)));
        for line in lines.0.trim_end_matches("\r\n").split("\r\n") {
            assert!(line.len() <= 75, "{} octets", line.len());
        }
        assert_eq!(lines.0.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "ü".repeat(100)));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
