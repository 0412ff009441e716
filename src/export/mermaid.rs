//! The plan as a Mermaid gantt chart with absolute dates, so that nothing is computed anew where it is drawn.
//! What Mermaid would take for syntax is replaced visibly in names.

use super::ExportError;
use crate::assess::Assessment;
use crate::model::area::Stage;
use crate::plan::drafts::step_of;
use crate::plan::{Plan, PlanSettings, PlannedTask};
use chrono::NaiveDate;

/// Letters of a chart that Mermaid draws at most. Source: its default `maxTextSize`.
const LONGEST: usize = 50_000;

/// Words that begin a statement, where a name does.
const STATEMENTS: [&str; 18] = [
    "accdescr",
    "acctitle",
    "axisformat",
    "call",
    "click",
    "dateformat",
    "excludes",
    "gantt",
    "href",
    "includes",
    "inclusiveenddates",
    "section",
    "tickinterval",
    "title",
    "todaymarker",
    "topaxis",
    "weekday",
    "weekend",
];

/// The chart. In a plan that is too long for Mermaid the waves are drawn by their moves alone.
///
/// # Errors
/// When there is no plan.
pub fn write(assessment: &Assessment) -> Result<String, ExportError> {
    let plan = assessment.plan.value.as_ref().ok_or(ExportError::NoPlan)?;
    let project = &assessment.project;
    let all = chart(&project.name, plan, &project.plan, |_| true);
    if all.chars().count() <= LONGEST {
        return Ok(all);
    }
    let is_step = |task: &PlannedTask| step_of(&task.key).is_some_and(|(_, step)| step != "enrol");
    Ok(chart(&project.name, plan, &project.plan, |task| !is_step(task)))
}

fn chart(
    project: &str,
    plan: &Plan,
    settings: &PlanSettings,
    is_drawn: impl Fn(&PlannedTask) -> bool,
) -> String {
    let mut text = format!(
        "gantt\n    title {}\n    dateFormat YYYY-MM-DD\n    inclusiveEndDates\n",
        name(&format!("{project} migration to Intune"))
    );
    for stage in Stage::ALL {
        let mut tasks = plan.tasks.iter().filter(|task| task.stage == stage && is_drawn(task)).peekable();
        if tasks.peek().is_some() {
            text.push_str(&format!("    section {}\n", name(stage.label())));
        }
        for task in tasks {
            let marks = [
                (task.critical, "crit"),
                (task.days == 0, "milestone"),
                (task.progress.0 >= 1000, "done"),
                (task.progress.0 > 0 && task.progress.0 < 1000, "active"),
            ];
            let marks: Vec<&str> = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark).collect();
            let shown = if task.name.trim().is_empty() { &task.key } else { &task.name };
            line(&mut text, shown, &marks, &task.key, (task.start, task.finish));
        }
    }
    if let Some(target) = &settings.target {
        text.push_str("    section Target\n");
        let label = if target.label.trim().is_empty() { "Target" } else { &target.label };
        line(&mut text, label, &["milestone"], "the-target", (target.date, target.date));
    }
    text
}

fn line(text: &mut String, label: &str, marks: &[&str], key: &str, (first, last): (NaiveDate, NaiveDate)) {
    let marks: String = marks.iter().map(|mark| format!("{mark}, ")).collect();
    text.push_str(&format!("    {} :{marks}{}, {first}, {last}\n", name(label), id(key)));
}

/// An id of letters that Mermaid takes; keys are made of them, but for those of own tasks.
fn id(key: &str) -> String {
    key.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect()
}

/// A name as Mermaid shows it whole: a colon would end it, `#…;` is an entity, `%` a comment, `<` markup, and a name
/// that begins like a statement or with a digit would be one.
pub fn name(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(": ", " – ");
    let mut shown = String::with_capacity(line.len());
    for letter in line.chars().filter(|letter| !letter.is_control()) {
        shown.push(match letter {
            ':' => '∶',
            '#' => '＃',
            ';' => '；',
            '%' => '％',
            '<' => '‹',
            '>' => '›',
            '{' => '(',
            '}' => ')',
            other => other,
        });
    }
    let lower = shown.to_ascii_lowercase();
    let begins = STATEMENTS.iter().any(|word| lower.starts_with(word));
    if begins || shown.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("“{shown}”")
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_syntax_is_replaced_visibly() {
        let check = |text: &str, expected: &str| assert_eq!(name(text), expected);
        check("Wave 3: Announce the wave", "Wave 3 – Announce the wave");
        check("At 12:30", "At 12∶30");
        check("Zwei\r\nZeilen", "Zwei Zeilen");
        check("C#; 5 %% {x} <b>", "C＃； 5 ％％ (x) ‹b›");
        check("Section of Prüfung", "“Section of Prüfung”");
        check("2027-01-01 begins", "“2027-01-01 begins”");
        check("Ümlaut, \"quote\" 🚚", "Ümlaut, \"quote\" 🚚");
    }
}
