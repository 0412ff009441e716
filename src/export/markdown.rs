//! The plan as Markdown with tables (CommonMark and the table extension of GitHub).
//! What it says is the plan's section of the report; here it only gets marks.

use super::ExportError;
use crate::assess::Assessment;
use crate::model::day;
use crate::model::units::grouped;
use crate::plan::{Plan, PlanSettings};
use crate::report::{Block, Cell, Report, Section, Table, Tone};
use chrono::NaiveDate;

/// The plan of a report.
///
/// # Errors
/// When there is no plan.
pub fn write(assessment: &Assessment, report: &Report) -> Result<String, ExportError> {
    let plan = assessment.plan.value.as_ref().ok_or(ExportError::NoPlan)?;
    let mut text = format!(
        "# {}\n\n{}, {}\n",
        escaped(&report.title),
        escaped(&report.subtitle),
        day::full(report.date)
    );
    for section in report.sections.iter().filter(|section| section.id == "plan") {
        text.push_str(&self::section(section));
    }
    text.push_str(&format!("\n## Milestones\n\n{}\n", milestones(plan, &assessment.project.plan)));
    Ok(text)
}

fn section(section: &Section) -> String {
    let mut text = format!("\n## {}\n", escaped(&section.title));
    for block in &section.blocks {
        let block = self::block(block);
        if !block.is_empty() {
            text.push_str(&format!("\n{block}\n"));
        }
    }
    text
}

fn block(block: &Block) -> String {
    let points = |points: Vec<String>| points.join("\n");
    match block {
        Block::Finding(tone, text) => {
            let sign = match tone {
                Tone::Good => '✓',
                Tone::Watch => '!',
                Tone::Bad => '✕',
            };
            format!("**{sign} {}**", escaped(text))
        }
        Block::Paragraph(text) => escaped(text),
        Block::Heading(text) => format!("### {}", escaped(text)),
        Block::List(texts) => points(texts.iter().map(|text| format!("- {}", escaped(text))).collect()),
        Block::Facts(facts) => points(
            facts.iter().map(|(name, value)| format!("- {}: {}", escaped(name), escaped(value))).collect(),
        ),
        Block::Table(table) => self::table(table),
        Block::Bars(bars) => points(
            bars.iter().map(|bar| format!("- {}: {}", bar.verdict.label(), grouped(bar.count))).collect(),
        ),
        // A picture has a file of its own.
        Block::Drawing(_) => String::new(),
        Block::Fold(title, blocks) => {
            let blocks: Vec<String> = blocks.iter().map(self::block).collect();
            format!("### {}\n\n{}", escaped(title), blocks.join("\n\n"))
        }
    }
}

/// Milestones, freezes and the target in the order of their days.
fn milestones(plan: &Plan, settings: &PlanSettings) -> String {
    let mut marks: Vec<(NaiveDate, &str, &str)> =
        plan.milestones.iter().map(|milestone| (milestone.date, milestone.name.as_str(), "")).collect();
    marks.extend(settings.target.iter().map(|target| (target.date, target.label.as_str(), "target")));
    marks.extend(settings.freezes.iter().flat_map(|freeze| {
        [
            (freeze.first, freeze.name.as_str(), "freeze begins"),
            (freeze.last, freeze.name.as_str(), "freeze ends"),
        ]
    }));
    marks.sort_by_key(|(date, ..)| *date);
    let row = |(date, name, what): (NaiveDate, &str, &str)| {
        vec![Cell::Day(date), Cell::Text(name.to_owned()), Cell::Text(what.to_owned())]
    };
    table(&Table {
        caption: "Days to keep in mind".to_owned(),
        columns: ["Day", "Name", "What"].map(|title| (title.to_owned(), false)).to_vec(),
        rows: marks.into_iter().map(row).collect(),
    })
}

fn table(table: &Table) -> String {
    let caption = escaped(&table.caption);
    if table.rows.is_empty() {
        return format!("{caption}: nothing.");
    }
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        format!("**{caption}**"),
        String::new(),
        line(table.columns.iter().map(|(title, _)| escaped(title)).collect()),
        line(
            table.columns.iter().map(|(_, number)| if *number { "---:" } else { "---" }.to_owned()).collect(),
        ),
    ];
    lines.extend(table.rows.iter().map(|row| line(row.iter().map(cell).collect())));
    lines.join("\n")
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => escaped(text),
        Cell::Number(number) => grouped(*number),
        Cell::Verdict(verdict) => verdict.label().to_owned(),
        Cell::Day(date) => day::full(*date),
        Cell::Empty => String::new(),
    }
}

/// Text that stays what it is: every sign that could be a mark has a backslash, and a line end is a break, because
/// cells of tables have no lines.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let lines = text.replace("\r\n", "\n");
    for letter in lines.trim().chars() {
        match letter {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => safe.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' => {
                safe.push('\\');
                safe.push(letter);
            }
            // These begin a list or a rule, as do "1." and "1)".
            '-' | '+' | '=' if safe.is_empty() => {
                safe.push('\\');
                safe.push(letter);
            }
            '.' | ')' if safe.chars().all(|before| before.is_ascii_digit()) && !safe.is_empty() => {
                safe.push('\\');
                safe.push(letter);
            }
            other if other.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("a | b", "a \\| b");
        check("two\r\nlines", "two<br>lines");
        check("1. first", "1\\. first");
        check("- <b>*x*</b>", "\\- \\<b\\>\\*x\\*\\</b\\>");
        check("Größe, 🚚", "Größe, 🚚");
    }
}
