//! Capacity under the timeline, on the same axis: devices moved a day and people at work, each with its limit.

use super::axis::Axis;
use super::{Mark, Shape};
use crate::model::day;
use crate::model::units::grouped;
use crate::plan::Plan;
use crate::plan::feasibility::monday;
use crate::plan::loads::Load;
use chrono::{Days, NaiveDate};

/// Height of a strip with its gap.
const STRIP: i32 = 44;
/// Height of its highest bar.
const BAR: i32 = 32;

/// The strips from `top` on, and where the drawing ends.
pub fn strips(plan: &Plan, axis: &Axis, top: i32) -> (Vec<Mark>, i32) {
    let mut marks = Vec::new();
    let mut y = top;
    if let Some(strip) = devices(plan, axis, y) {
        marks.extend(strip);
        y += STRIP;
    }
    for load in plan.loads.iter().filter(|load| load.peak > 0 && (load.people.is_some() || load.peak > 1)) {
        marks.extend(people(load, axis, y));
        y += STRIP;
    }
    (marks, y + 26)
}

fn height(amount: u32, most: u32) -> i32 {
    i32::try_from(u64::from(amount) * BAR as u64 / u64::from(most.max(1))).unwrap_or(BAR).max(1)
}

fn name(text: &str, note: &str, y: i32) -> Mark {
    Mark::new("strip", vec![Shape::Text(8, y + 16, text.to_owned()), Shape::Text(8, y + 30, note.to_owned())])
}

/// The most devices that are moved on a day of each week, with the lowest limit.
fn devices(plan: &Plan, axis: &Axis, y: i32) -> Option<Vec<Mark>> {
    let mut weeks: Vec<(NaiveDate, u32)> = Vec::new();
    let mut days: Vec<(NaiveDate, u32)> = Vec::new();
    for (date, devices) in plan.waves.iter().flat_map(|wave| &wave.flow) {
        match days.iter_mut().find(|(known, _)| known == date) {
            Some((_, sum)) => *sum = sum.saturating_add(devices.0),
            None => days.push((*date, devices.0)),
        }
    }
    days.sort_unstable();
    for (date, devices) in days {
        let week = monday(date);
        match weeks.last_mut() {
            Some((known, most)) if *known == week => *most = (*most).max(devices),
            _ => weeks.push((week, devices)),
        }
    }
    let limit = plan.limits.iter().find(|limit| limit.binds);
    let most = weeks.iter().map(|(_, devices)| *devices).max()?;
    let full = limit.map_or(most, |limit| limit.devices_per_day.0.max(most));
    let mut marks = vec![name("Devices a day", &format!("most {}", grouped(most)), y)];
    marks.extend(weeks.iter().map(|(week, devices)| {
        let words = format!("week of {}: up to {} devices a day", day::full(*week), grouped(*devices));
        column(axis, *week, height(*devices, full), y, "load").titled(words)
    }));
    marks.extend(limit.map(|limit| {
        let words = format!("Lowest limit: {}", limit.name);
        level(axis, height(limit.devices_per_day.0, full), y).titled(words)
    }));
    Some(marks)
}

fn people(load: &Load, axis: &Axis, y: i32) -> Vec<Mark> {
    let full = u32::from(load.people.unwrap_or(0).max(load.peak));
    let note = match load.people {
        Some(people) => format!("{people} there, at most {} at once", load.peak),
        None => format!("needs {} at once", load.peak),
    };
    let mut marks = vec![name(&load.role, &note, y)];
    marks.extend(load.weeks.iter().map(|(week, at_work)| {
        let words = format!("{}, week of {}: {at_work} at work at once", load.role, day::full(week.0));
        let kind = if load.people.is_some_and(|people| people < *at_work) { "over" } else { "load" };
        column(axis, week.0, height(u32::from(*at_work), full), y, kind).titled(words)
    }));
    marks.extend(load.people.map(|people| level(axis, height(u32::from(people), full), y)));
    marks
}

fn column(axis: &Axis, week: NaiveDate, high: i32, y: i32, kind: &str) -> Mark {
    let last = week.checked_add_days(Days::new(6)).unwrap_or(week);
    let (x, width) = axis.span(week, last);
    Mark::new(kind, vec![Shape::Rect(x, y + 6 + BAR - high, (width - 1).max(2), high)])
}

fn level(axis: &Axis, high: i32, y: i32) -> Mark {
    Mark::new("limit", vec![Shape::Path(format!("M{} {}H{}", axis.left, y + 6 + BAR - high, axis.right()))])
}
