//! How sure the plan is, as pictures: the S-curve over its histogram, and the tornado.

use super::axis::{Axis, Zoom};
use super::{Drawing, Mark, Shape, shortened};
use crate::model::day;
use crate::model::units::grouped;
use crate::plan::limits::percent;
use crate::plan::outlook::Outlook;
use chrono::{Days, NaiveDate};

const WIDTH: i32 = 720;
const HIGH: i32 = 220;
const LEFT: i32 = 46;
const TOP: i32 = 24;
/// Where the names of the tornado end.
const NAMES: i32 = 250;
const LINE: i32 = 22;

/// The S-curve: for each day the share of runs that have ended by it, over a histogram of the ends.
pub fn curve(outlook: &Outlook, target: Option<NaiveDate>) -> Option<Drawing> {
    let bins = outlook.histogram.iter().map(|(date, _)| *date);
    let ends = outlook.curve.iter().copied().chain(bins);
    let (first, last) = (ends.clone().min()?, ends.max()?);
    // A target that lies far from all runs would leave them a line at the edge: an arrow points to it.
    let reach = (last - first).num_days().max(14);
    let in_reach = |day: &NaiveDate| (first - *day).num_days() <= reach && (*day - last).num_days() <= reach;
    let (near, far) = (target.filter(in_reach), target.filter(|day| !in_reach(day)));
    let before = first.checked_sub_days(Days::new(3)).unwrap_or(first);
    let axis = Axis::of([before, last].into_iter().chain(near), LEFT, WIDTH - LEFT - 12, Zoom::Fit)?;
    let bottom = TOP + HIGH;
    let y = |percent: usize| bottom - HIGH * i32::try_from(percent.min(100)).unwrap_or(100) / 100;
    let mut marks = axis.marks(6, bottom);
    marks.extend([0, 25, 50, 75, 100].map(|share| {
        Mark::new(
            "grid",
            vec![
                Shape::Path(format!("M{LEFT} {}H{}", y(share), axis.right())),
                Shape::TextEnd(LEFT - 6, y(share) + 4, format!("{share} %")),
            ],
        )
    }));
    marks.extend(bars(outlook, &axis, bottom));
    let points = outlook.curve.iter().enumerate();
    let path: Vec<String> =
        points.map(|(share, date)| format!("{} {}", axis.at(*date, 1), y(share))).collect();
    marks.push(Mark::new("curve", vec![Shape::Path(format!("M{}", path.join("L")))]));
    marks.extend([50, 80, 90].into_iter().filter_map(|share| {
        let date = outlook.day(share)?;
        let (x, at) = (axis.at(date, 1), y(share));
        let words = format!("{share} %: {}", day::full(date));
        let text = if x > axis.right() - 150 {
            Shape::TextEnd(x - 9, at - 4, words.clone())
        } else {
            Shape::Text(x + 9, at + 12, words.clone())
        };
        let dot = format!("M{} {at}l5 -5l5 5l-5 5z", x - 5);
        Some(Mark::new("point", vec![Shape::Path(dot), text]).titled(words))
    }));
    marks.extend(far.map(|date| {
        let words = format!("target {}", day::full(date));
        let text = if date < first {
            Shape::Text(LEFT, bottom + 16, format!("\u{2190} {words}"))
        } else {
            Shape::TextEnd(axis.right(), bottom + 16, format!("{words} \u{2192}"))
        };
        Mark::new("target", vec![text]).titled(words)
    }));
    marks.extend(near.map(|date| {
        let x = axis.at(date, 1);
        let words = format!("target {}", day::full(date));
        let text = if x > axis.right() - 150 {
            Shape::TextEnd(x - 5, bottom + 16, words.clone())
        } else {
            Shape::Text(x + 5, bottom + 16, words.clone())
        };
        Mark::new("target", vec![Shape::Path(format!("M{x} {TOP}V{}", bottom + 18)), text]).titled(words)
    }));
    let label = "Share of runs by whose day all waves have moved; the days stand in the table".to_owned();
    Some(Drawing { label, width: WIDTH, height: bottom + 26, day: 0, marks })
}

fn bars(outlook: &Outlook, axis: &Axis, bottom: i32) -> Vec<Mark> {
    let most = outlook.histogram.iter().map(|(_, runs)| *runs).max().unwrap_or(1).max(1);
    let (length, from) = if outlook.by_week { (7, "week of ") } else { (1, "") };
    let bars = outlook.histogram.iter().map(|(date, runs)| {
        let x = axis.at(*date, 0);
        let end = axis.at(*date, length);
        let high = i32::try_from(u64::from(*runs) * (HIGH as u64 / 2) / u64::from(most)).unwrap_or(0);
        let words = format!("{from}{}: {} runs", day::full(*date), grouped(*runs));
        Mark::new("bin", vec![Shape::Rect(x, bottom - high, (end - x - 1).max(2), high)]).titled(words)
    });
    bars.collect()
}

/// The tornado: for each thing that varies the mean end when it is least and when it is greatest.
pub fn tornado(outlook: &Outlook) -> Option<Drawing> {
    let dates = outlook.drivers.iter().flat_map(|bar| [bar.low, bar.high]);
    let axis = Axis::of(dates, NAMES, WIDTH - NAMES - 12, Zoom::Fit)?;
    let count = i32::try_from(outlook.drivers.len()).unwrap_or(0);
    let bottom = TOP + count * LINE;
    let mut marks = axis.marks(6, bottom);
    marks.extend((0..).zip(&outlook.drivers).map(|(index, bar)| {
        let y = TOP + index * LINE;
        let (x, width) = axis.span(bar.low.min(bar.high), bar.low.max(bar.high));
        let words = format!(
            "{}: {} when least, {} when greatest; {} of the spread",
            bar.name,
            day::full(bar.low),
            day::full(bar.high),
            percent(bar.share.0)
        );
        let name = Shape::TextEnd(NAMES - 10, y + 15, shortened(&bar.name, 32));
        Mark::new("swing", vec![name, Shape::Rect(x, y + 4, width, 14)]).titled(words)
    }));
    let label =
        "What moves the end most, from its least to its greatest; the figures stand in the table".to_owned();
    Some(Drawing { label, width: WIDTH, height: bottom + 10, day: 0, marks })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlook(days: &[&str]) -> Outlook {
        let days = days.iter().map(|day| day.parse().unwrap());
        Outlook {
            runs: 10,
            curve: days.clone().collect(),
            chance: None,
            criticality: Vec::new(),
            drivers: Vec::new(),
            histogram: days.map(|day| (day, 5)).collect(),
            by_week: false,
        }
    }

    fn target(drawing: &Drawing) -> &[Shape] {
        &drawing.marks.iter().find(|mark| mark.kind == "target").unwrap().shapes
    }

    #[test]
    fn a_target_far_from_all_runs_is_pointed_to_and_takes_no_room_from_them() {
        let outlook = outlook(&["2027-11-15", "2027-11-16", "2027-11-17"]);
        let alone = curve(&outlook, None).unwrap();
        for (day, at, arrow) in [("2027-08-31", 0, '\u{2190}'), ("2028-02-01", 1, '\u{2192}')] {
            let drawing = curve(&outlook, day.parse().ok()).unwrap();
            let text = match target(&drawing) {
                [Shape::Text(LEFT, _, text)] if at == 0 => text,
                [Shape::TextEnd(_, _, text)] if at == 1 => text,
                other => panic!("{other:?}"),
            };
            assert!(text.contains(arrow) && text.contains("target"), "{text}");
            let rest: Vec<&Mark> = drawing.marks.iter().filter(|mark| mark.kind != "target").collect();
            assert_eq!(rest, alone.marks.iter().collect::<Vec<_>>());
        }
        let near = curve(&outlook, "2027-11-19".parse().ok()).unwrap();
        assert!(matches!(target(&near), [Shape::Path(_), _]));
    }
}
