//! The plan as an iCalendar file (RFC 5545): all-day events for milestones, for the messages and moves of each wave,
//! and for the target. UIDs are stable, so that a newer plan replaces an older one in a calendar.

use super::ExportError;
use crate::assess::Assessment;
use crate::model::units::grouped;
use crate::plan::drafts::step_of;
use crate::plan::{Plan, PlannedTask, Wave};
use chrono::{Days, NaiveDate};

/// One all-day event.
struct Event<'a> {
    key: &'a str,
    kind: &'a str,
    name: String,
    text: String,
    first: NaiveDate,
    last: NaiveDate,
}

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
        if let Some(kind) = kind(task) {
            let moves = wave_of(plan, task).map_or_else(String::new, moves);
            let event = Event {
                key: &task.key,
                kind,
                name: task.name.clone(),
                text: format!("{}{moves}", task.why),
                first: task.start,
                last: task.finish,
            };
            file.event(&event, &stamp, project);
        }
    }
    if let Some(target) = &assessment.project.plan.target {
        let name =
            if target.label.is_empty() { "Target".to_owned() } else { format!("Target: {}", target.label) };
        let text = "The date to be met".to_owned();
        let event =
            Event { key: "target", kind: "Target", name, text, first: target.date, last: target.date };
        file.event(&event, &stamp, project);
    }
    file.push("END:VCALENDAR");
    Ok(file.0)
}

/// What a task is in a calendar; work that only the project's team does is none of its matter.
fn kind(task: &PlannedTask) -> Option<&'static str> {
    match step_of(&task.key).map(|(_, step)| step) {
        Some("announce" | "instruct" | "deadline" | "enforce") => Some("Message"),
        Some("enrol") => Some("Moves"),
        _ if task.days == 0 => Some("Milestone"),
        _ => None,
    }
}

fn wave_of<'a>(plan: &'a Plan, task: &PlannedTask) -> Option<&'a Wave> {
    let (number, _) = step_of(&task.key)?;
    plan.waves.iter().find(|wave| wave.number == number)
}

fn moves(wave: &Wave) -> String {
    format!(
        "\n{} devices, which move from {} to {}.",
        grouped(wave.total().0),
        crate::model::day::full(wave.start),
        crate::model::day::full(wave.finish)
    )
}

/// An id that is the same for the same task of the same project, and another one for any other (FNV-1a).
fn uid(project: &str, key: &str) -> String {
    let mixed = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = project.bytes().fold(0xcbf2_9ce4_8422_2325, mixed);
    let readable = key.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
    format!("{}-{hash:016x}@gapline.invalid", readable.collect::<String>())
}

/// A text as the value of a property: marks and line ends escaped, control characters left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(letter);
            }
            // Readers that split lines by Unicode would end the line at the last of these.
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => safe.push_str("\\n"),
            '\t' => safe.push('\t'),
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
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

    fn event(&mut self, event: &Event<'_>, stamp: &str, project: &str) {
        // The end of an all-day event is the day after it.
        let after = event.last.checked_add_days(Days::new(1)).unwrap_or(event.last);
        self.push("BEGIN:VEVENT");
        self.push(&format!("UID:{}", uid(project, event.key)));
        self.push(&format!("DTSTAMP:{stamp}"));
        self.push(&format!("DTSTART;VALUE=DATE:{}", event.first.format("%Y%m%d")));
        self.push(&format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")));
        self.push(&format!("SUMMARY:{}", escaped(&event.name)));
        self.push(&format!("DESCRIPTION:{}", escaped(&event.text)));
        self.push(&format!("CATEGORIES:{}", event.kind));
        self.push("TRANSP:TRANSPARENT");
        self.push("END:VEVENT");
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
        assert_eq!(escaped("a\r\nb\u{2028}c\u{0}d\te"), "a\\nb\\ncd\te");
    }

    #[test]
    fn ids_tell_projects_apart_and_stay() {
        assert_eq!(uid("a", "wave-3-enrol"), "wave-3-enrol-af63dc4c8601ec8c@gapline.invalid");
        assert_ne!(uid("日本", "kickoff"), uid("中国", "kickoff"));
    }
}
