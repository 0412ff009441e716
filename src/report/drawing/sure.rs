//! How sure the plan is, as pictures: the S-curve over its histogram, and the tornado.

use super::axis::{Axis, Zoom};
use super::{Drawing, Mark, Shape, shortened};
use crate::model::day;
use crate::model::units::grouped;
use crate::plan::limits::percent;
use crate::plan::outlook::Outlook;
use chrono::NaiveDate;

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
    let axis = Axis::of(
        outlook.curve.iter().copied().chain(target).chain(bins),
        LEFT,
        WIDTH - LEFT - 12,
        Zoom::Fit,
    )?;
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
    marks.extend(target.map(|date| {
        let x = axis.at(date, 1);
        let words = format!("target {}", day::full(date));
        let text = if x > axis.right() - 150 {
            Shape::TextEnd(x - 5, bottom + 16, words.clone())
        } else {
            Shape::Text(x + 5, bottom + 16, words.clone())
        };
        Mark::new("target", vec![Shape::Path(format!("M{x} {TOP}V{}", bottom + 18)), text]).titled(words)
    }));
    let label = "Share of runs by whose day all devices are moved; the days stand in the table".to_owned();
    Some(Drawing { label, width: WIDTH, height: bottom + 26, day: 0, marks })
}

fn bars(outlook: &Outlook, axis: &Axis, bottom: i32) -> Vec<Mark> {
    let most = outlook.histogram.iter().map(|(_, runs)| *runs).max().unwrap_or(1).max(1);
    let next = outlook.histogram.iter().skip(1).map(|(date, _)| Some(*date)).chain([None]);
    let bars = outlook.histogram.iter().zip(next).map(|((date, runs), next)| {
        let x = axis.at(*date, 0);
        let width = next.map_or(4, |next| axis.at(next, 0) - x - 1).max(2);
        let high = i32::try_from(u64::from(*runs) * (HIGH as u64 / 2) / u64::from(most)).unwrap_or(0);
        let words = format!("from {}: {} runs", day::full(*date), grouped(*runs));
        Mark::new("bin", vec![Shape::Rect(x, bottom - high, width, high)]).titled(words)
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
