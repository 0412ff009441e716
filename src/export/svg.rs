//! The drawing of a plan as SVG with presentation attributes only, so that the strict policy holds.
//! It places what it is given; it decides no date.

use super::html::escaped;
use crate::model::day;
use crate::report::{LineKind, Timeline};
use chrono::{Datelike, Days, NaiveDate};

const LABELS: i64 = 250;
const WIDTH: i64 = 1000;
const LINE: i64 = 20;
const TOP: i64 = 34;

/// The drawing; an empty text when there is nothing to draw.
pub fn write(timeline: &Timeline) -> String {
    let Some(axis) = Axis::of(timeline) else { return String::new() };
    let lines = i64::try_from(timeline.lines.len()).unwrap_or(0);
    let height = TOP + lines * LINE + 24;
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Timeline from {} to {}; the tables below hold every date" font-family="system-ui, sans-serif" font-size="11">"#,
        day::full(axis.first),
        day::full(axis.last)
    );
    for (name, first, last) in &timeline.shades {
        let (x, width) = axis.span(*first, *last);
        svg.push_str(&format!(
            r##"<rect x="{x}" y="{TOP}" width="{width}" height="{}" fill="#e4e4dc"><title>{}</title></rect><text x="{x}" y="{}" fill="#4a5563" font-size="10">{}</text>"##,
            lines * LINE,
            escaped(&format!("{name}: {} to {}", day::full(*first), day::full(*last))),
            height - 8,
            escaped(name)
        ));
    }
    months(&mut svg, &axis, height);
    for (index, line) in (0i64..).zip(&timeline.lines) {
        let y = TOP + index * LINE;
        let (x, width) = axis.span(line.first, line.last);
        let dates = format!("{}: {} to {}", line.name, day::full(line.first), day::full(line.last));
        let (indent, weight) = if line.kind == LineKind::Stage { (4, "700") } else { (16, "400") };
        svg.push_str(&format!(
            r##"<text x="{indent}" y="{}" font-weight="{weight}" fill="#1b2430">{}</text>"##,
            y + 14,
            escaped(&shortened(&line.name, 40))
        ));
        svg.push_str(&bar(line.kind, x, y, width, &escaped(&dates)));
    }
    for (name, date, is_target) in &timeline.marks {
        if *is_target {
            let (x, _) = axis.span(*date, *date);
            let (anchor, at) = if x > WIDTH - 160 { ("end", x - 4) } else { ("start", x + 4) };
            svg.push_str(&format!(
                r##"<path d="M{x} 20V{}" stroke="#b3261e" stroke-width="2"/><text x="{at}" y="{}" text-anchor="{anchor}" fill="#b3261e" font-weight="700">{}</text>"##,
                height - 18,
                height - 8,
                escaped(&format!("{name} {}", day::full(*date)))
            ));
        }
    }
    svg.push_str("</svg>");
    svg
}

fn bar(kind: LineKind, x: i64, y: i64, width: i64, title: &str) -> String {
    let (fill, stroke, thick) = match kind {
        LineKind::Stage => {
            return format!(
                r##"<path d="M{x} {a}h{width}v7l-4 -4h-{inner}l-4 4z" fill="#4a5563"><title>{title}</title></path>"##,
                a = y + 6,
                inner = (width - 8).max(0)
            );
        }
        LineKind::Milestone => {
            return format!(
                r##"<path d="M{x} {a}l6 6l-6 6l-6 -6z" fill="#1b2430"><title>{title}</title></path>"##,
                a = y + 4
            );
        }
        LineKind::Task => ("#e1edf9", "#0a67b5", 1),
        LineKind::Critical => ("#e1edf9", "#0a67b5", 3),
        LineKind::Wave => ("#dff1ea", "#00785a", 2),
    };
    format!(
        r#"<rect x="{x}" y="{}" width="{width}" height="12" rx="2" fill="{fill}" stroke="{stroke}" stroke-width="{thick}"><title>{title}</title></rect>"#,
        y + 4
    )
}

fn months(svg: &mut String, axis: &Axis, height: i64) {
    let mut date = axis.first;
    let mut last_label = i64::MIN / 2;
    while date <= axis.last {
        let (x, _) = axis.span(date, date);
        if date.day() == 1 || date == axis.first {
            svg.push_str(&format!(
                r##"<path d="M{x} 6V{}" stroke="#dcdcd4" stroke-width="1"/>"##,
                height - 20
            ));
            if x - last_label > 48 {
                let name = day::month(date);
                svg.push_str(&format!(
                    r##"<text x="{}" y="16" fill="#4a5563" font-weight="700">{name} {}</text>"##,
                    x + 3,
                    date.year()
                ));
                last_label = x;
            }
        }
        match date.checked_add_days(Days::new(1)) {
            Some(next) => date = next,
            None => break,
        }
    }
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.push('…');
    short
}

struct Axis {
    first: NaiveDate,
    last: NaiveDate,
    days: i64,
}

impl Axis {
    fn of(timeline: &Timeline) -> Option<Axis> {
        let dates = || {
            timeline
                .lines
                .iter()
                .flat_map(|line| [line.first, line.last])
                .chain(timeline.marks.iter().filter(|mark| mark.2).map(|mark| mark.1))
        };
        let (first, last) = (dates().min()?, dates().max()?);
        let days = (last - first).num_days() + 1;
        // A plan of more than 20 years is not drawn; its dates stand in the tables.
        (days <= 7300).then_some(Axis { first, last, days })
    }

    /// Left edge and width of a period, within the axis.
    fn span(&self, first: NaiveDate, last: NaiveDate) -> (i64, i64) {
        let room = WIDTH - LABELS - 10;
        let at = |date: NaiveDate| (date - self.first).num_days().clamp(0, self.days);
        let x = LABELS + at(first) * room / self.days;
        let end = LABELS + ((last - self.first).num_days() + 1).clamp(0, self.days) * room / self.days;
        (x, (end - x).max(3))
    }
}
