//! The report as one HTML file that prints over pages: no script, no outside reference.
//! Every text is escaped; the style sheet is the only markup that is not computed.

use super::svg;
use crate::model::day;
use crate::model::units::grouped;
use crate::model::verdict::Verdict;
use crate::report::{Bar, Block, Cell, Report, Section, Table, Tone};

const STYLE: &str = include_str!("report.css");

/// Text as it may stand in HTML and XML, in an attribute too; control characters, which neither knows, are left out.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\r' | '\t' => safe.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// The report.
pub fn write(report: &Report) -> String {
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
<title>{title}: {subtitle}</title><style>{STYLE}</style></head><body><main>\
<header><h1>{title}</h1><p class=\"subtitle\">{subtitle}</p><p>{date} · catalogue of {catalogue}</p></header>\n",
        title = escaped(&report.title),
        subtitle = escaped(&report.subtitle),
        date = day::full(report.date),
        catalogue = escaped(&report.catalogue),
    );
    html.push_str("<nav aria-label=\"Contents\"><h2>Contents</h2><ol>");
    for section in &report.sections {
        html.push_str(&format!("<li><a href=\"#{}\">{}</a></li>", section.id, escaped(&section.title)));
    }
    html.push_str("</ol></nav>\n");
    for section in &report.sections {
        html.push_str(&self::section(section));
    }
    html.push_str("</main></body></html>\n");
    html
}

fn section(section: &Section) -> String {
    let mut html = format!("<section id=\"{}\"><h2>{}</h2>\n", section.id, escaped(&section.title));
    for block in &section.blocks {
        html.push_str(&self::block(block));
        html.push('\n');
    }
    html.push_str("</section>\n");
    html
}

fn block(block: &Block) -> String {
    match block {
        Block::Finding(tone, text) => {
            let (class, word) = match tone {
                Tone::Good => ("good", "✓"),
                Tone::Watch => ("watch", "!"),
                Tone::Bad => ("bad", "✕"),
            };
            format!(
                "<p class=\"finding {class}\"><span aria-hidden=\"true\">{word}</span> {}</p>",
                escaped(text)
            )
        }
        Block::Paragraph(text) => format!("<p>{}</p>", escaped(text)),
        Block::Heading(text) => format!("<h3>{}</h3>", escaped(text)),
        Block::List(points) => {
            let items: String = points.iter().map(|point| format!("<li>{}</li>", escaped(point))).collect();
            if items.is_empty() { String::new() } else { format!("<ul>{items}</ul>") }
        }
        Block::Facts(facts) => {
            let items: String = facts
                .iter()
                .map(|(name, value)| format!("<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(value)))
                .collect();
            format!("<dl>{items}</dl>")
        }
        Block::Table(table) => self::table(table),
        Block::Bars(bars) => self::bars(bars),
        Block::Fold(title, blocks) => {
            let inner: String = blocks.iter().map(self::block).collect();
            format!("<h3>{}</h3>{inner}", escaped(title))
        }
        Block::Drawing(drawing) => format!("<figure class=\"timeline\">{}</figure>", svg::write(drawing)),
    }
}

fn table(table: &Table) -> String {
    if table.rows.is_empty() {
        return format!("<p class=\"none\">{}: nothing.</p>", escaped(&table.caption));
    }
    let mut html = format!("<table><caption>{}</caption><thead><tr>", escaped(&table.caption));
    for (title, number) in &table.columns {
        html.push_str(&format!("<th scope=\"col\"{}>{}</th>", class_of(*number), escaped(title)));
    }
    html.push_str("</tr></thead><tbody>\n");
    for row in &table.rows {
        html.push_str("<tr>");
        for (cell, (_, number)) in row.iter().zip(&table.columns) {
            html.push_str(&format!("<td{}>{}</td>", class_of(*number), self::cell(cell)));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table>");
    html
}

fn class_of(number: bool) -> &'static str {
    if number { " class=\"number\"" } else { "" }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => escaped(text),
        Cell::Number(number) => grouped(*number),
        Cell::Verdict(verdict) => tag(*verdict),
        Cell::Day(date) => format!("<time datetime=\"{date}\">{}</time>", day::full(*date)),
        Cell::Empty => String::new(),
    }
}

fn tag(verdict: Verdict) -> String {
    format!(
        "<span class=\"tag {}\"><span aria-hidden=\"true\">{}</span> {}</span>",
        verdict.key(),
        verdict.symbol(),
        verdict.label()
    )
}

/// The verdicts as a bar drawn to scale, with a legend that holds the figures.
fn bars(bars: &[Bar]) -> String {
    let all: u32 = bars.iter().map(|bar| bar.count).sum();
    let mut drawing =
        String::from("<svg viewBox=\"0 0 1000 28\" aria-hidden=\"true\" preserveAspectRatio=\"none\">");
    let mut done = 0;
    for bar in bars {
        let left = 1000 * done / all.max(1);
        done += bar.count;
        let right = 1000 * done / all.max(1);
        drawing.push_str(&format!(
            "<rect class=\"{}\" x=\"{left}\" y=\"0\" width=\"{}\" height=\"28\"/>",
            bar.verdict.key(),
            right - left
        ));
    }
    drawing.push_str("</svg>");
    let legend: String =
        bars.iter().map(|bar| format!("<li>{} {}</li>", tag(bar.verdict), grouped(bar.count))).collect();
    format!("<figure class=\"bars\">{drawing}<ul>{legend}</ul></figure>")
}
