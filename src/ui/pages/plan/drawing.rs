//! The drawing of the plan on a day axis; the tables below hold every date as text.
//! It uses presentation attributes and style sheet classes only.

use crate::model::day;
use crate::plan::Plan;
use crate::report::plan::timeline;
use crate::report::{LineKind, Timeline, TimelineLine};
use crate::ui::store::Desk;
use chrono::{Datelike, Days, NaiveDate};
use yew::prelude::*;

const LABELS: i64 = 230;
const WIDTH: i64 = 1120;
const LINE: i64 = 22;
const TOP: i64 = 40;

/// The drawing.
pub fn drawing(desk: &Desk, plan: &Plan) -> Html {
    let session = &desk.session;
    let drawing = timeline(plan, &session.project.plan);
    let Some(axis) = Axis::of(&drawing) else { return Html::default() };
    let lines = i64::try_from(drawing.lines.len()).unwrap_or(0);
    let height = TOP + lines * LINE + 26;
    let label = format!(
        "Timeline from {} to {}; every date stands in the tables below",
        day::full(axis.first),
        day::full(axis.last)
    );
    html! {
        <section class="panel drawing" aria-label="Timeline" tabindex="0">
            <svg viewBox={format!("0 0 {WIDTH} {height}")} role="img" aria-label={label}>
                { for shades(&drawing, &axis, height) }
                { for months(&axis, height) }
                { for (0i64..).zip(&drawing.lines).map(|(index, line)| bar(line, &axis, TOP + index * LINE)) }
                { for targets(&drawing, &axis, height) }
            </svg>
        </section>
    }
}

fn shades(drawing: &Timeline, axis: &Axis, height: i64) -> Vec<Html> {
    drawing
        .shades
        .iter()
        .filter(|(_, first, last)| *last >= axis.first && *first <= axis.last)
        .map(|(name, first, last)| {
            let (x, width) = axis.span(*first, *last);
            html! {
                <g class="freeze">
                    <rect x={x.to_string()} y={TOP.to_string()} width={width.to_string()} height={(height - TOP - 24).to_string()}>
                        <title>{ format!("{name}: {} to {}", day::full(*first), day::full(*last)) }</title>
                    </rect>
                    <text x={x.to_string()} y={(height - 8).to_string()}>{ name }</text>
                </g>
            }
        })
        .collect()
}

fn targets(drawing: &Timeline, axis: &Axis, height: i64) -> Vec<Html> {
    drawing
        .marks
        .iter()
        .filter(|(_, _, is_target)| *is_target)
        .map(|(name, date, _)| {
            let (x, _) = axis.span(*date, *date);
            let (anchor, at) = if x > WIDTH - 180 { ("end", x - 5) } else { ("start", x + 5) };
            html! {
                <g class="target">
                    <path d={format!("M{x} 24V{}", height - 20)} />
                    <text x={at.to_string()} y="34" text-anchor={anchor}>{ format!("{name} {}", day::full(*date)) }</text>
                </g>
            }
        })
        .collect()
}

fn months(axis: &Axis, height: i64) -> Vec<Html> {
    let mut marks = Vec::new();
    let mut date = axis.first;
    let mut free = i64::MIN;
    loop {
        let (x, _) = axis.span(date, date);
        let name = day::month(date);
        let text = if date.month() == 1 || marks.is_empty() {
            format!("{name} {}", date.year())
        } else {
            name.to_owned()
        };
        let shown = x >= free;
        if shown {
            free = x + 12 + 8 * i64::try_from(text.len()).unwrap_or(8);
        }
        marks.push(html! {
            <g class="month">
                <path d={format!("M{x} 6V{}", height - 22)} />
                if shown { <text x={(x + 4).to_string()} y="16">{ text }</text> }
            </g>
        });
        let next = date.with_day(1).and_then(|first| first.checked_add_months(chrono::Months::new(1)));
        match next {
            Some(next) if next <= axis.last => date = next,
            _ => return marks,
        }
    }
}

fn bar(line: &TimelineLine, axis: &Axis, y: i64) -> Html {
    let (x, width) = axis.span(line.first, line.last);
    let dates = if line.first == line.last {
        format!("{}: {}", line.name, day::full(line.first))
    } else {
        format!("{}: {} to {}", line.name, day::full(line.first), day::full(line.last))
    };
    let kind = match line.kind {
        LineKind::Stage => "stage",
        LineKind::Task => "task",
        LineKind::Critical => "critical",
        LineKind::Wave => "wave",
        LineKind::Milestone => "milestone",
    };
    let indent = if line.kind == LineKind::Stage { 8 } else { 20 };
    let shape = match line.kind {
        LineKind::Stage => {
            html! { <path d={format!("M{x} {}h{width}v8l-4 -4h-{}l-4 4z", y + 6, (width - 8).max(0))} /> }
        }
        LineKind::Milestone => html! { <path d={format!("M{x} {}l6 6l-6 6l-6 -6z", y + 5)} /> },
        _ => {
            html! { <rect x={x.to_string()} y={(y + 5).to_string()} width={width.to_string()} height="12" rx="2" /> }
        }
    };
    html! {
        <g class="line" data-kind={kind}>
            <title>{ dates }</title>
            <text x={indent.to_string()} y={(y + 15).to_string()}>{ shortened(&line.name, if indent == 8 { 34 } else { 32 }) }</text>
            { shape }
        </g>
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
    fn of(drawing: &Timeline) -> Option<Axis> {
        let dates = || {
            drawing
                .lines
                .iter()
                .flat_map(|line| [line.first, line.last])
                .chain(drawing.marks.iter().filter(|mark| mark.2).map(|mark| mark.1))
        };
        let (first, last) = (dates().min()?, dates().max()?);
        let last = last.checked_add_days(Days::new(3)).unwrap_or(last);
        let days = (last - first).num_days() + 1;
        // A plan of more than 20 years is not drawn; its dates stand in the tables.
        (days <= 7300).then_some(Axis { first, last, days })
    }

    /// Left edge and width of a period, within the axis.
    fn span(&self, first: NaiveDate, last: NaiveDate) -> (i64, i64) {
        let room = WIDTH - LABELS - 12;
        let at = |date: NaiveDate| (date - self.first).num_days().clamp(0, self.days);
        let x = LABELS + at(first) * room / self.days;
        let end = LABELS + ((last - self.first).num_days() + 1).clamp(0, self.days) * room / self.days;
        (x, (end - x).max(3))
    }
}
