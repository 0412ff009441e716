//! What a plan costs in days of people: one published formula, by which ways out are compared.
//! It knows no money.

use crate::calendar::WorkingWeek;
use crate::calendar::moment::Moment;
use crate::plan::basis::Basis;
use crate::plan::compile::{Dated, group_of_moves};
use crate::plan::days::last_day;
use crate::plan::network::Length;
use crate::plan::templates::Kind;
use chrono::{Datelike, NaiveDate};

/// The formula of `people_days`, for the screen and the report.
pub const COST: &str = "Days of people: one person for each working day of a task; for each day of moves one person and \
as many of the help desk as its tickets a day need.";

/// The days of people that a plan costs; [`COST`] says it in words. Waits cost nothing.
pub fn people_days(basis: &Basis<'_>, plan: &Dated) -> i64 {
    let capacity = &basis.settings.capacity;
    let desk = i64::from(capacity.tickets_per_day.div_ceil(capacity.tickets_per_person.max(1)));
    let tasks = basis.graph.nodes.iter().zip(&plan.network.tasks).enumerate();
    let days = tasks.map(|(index, (node, task))| match (task.length, group_of_moves(basis, index)) {
        (Length::Days(days), Some(_)) => i64::from(days) * (1 + desk),
        _ if node.kind == Kind::Task => i64::from(node.days),
        _ => 0,
    });
    days.fold(0, i64::saturating_add)
}

/// Of the days on which a plan works, those on weekdays that are not in `week`: one for each task and day.
pub fn on_added_days(basis: &Basis<'_>, plan: &Dated, week: &WorkingWeek) -> i64 {
    let added = |date: &NaiveDate| {
        let weekday = date.weekday().num_days_from_monday() as usize;
        week.0.get(weekday) == Some(&false) && basis.settings.week.0.get(weekday) == Some(&true)
    };
    if week == &basis.settings.week {
        return 0;
    }
    let tasks = basis.graph.nodes.iter().zip(&plan.network.tasks).zip(&plan.solution.dates);
    let works = tasks.filter(|((node, task), _)| {
        matches!(node.kind, Kind::Task | Kind::Enrol) && !task.length.is_milestone()
    });
    let mut days = 0;
    for ((_, task), dates) in works {
        let calendar = plan.calendars.get(task.calendar);
        let (mut index, last) =
            (calendar.day_index(Moment::at(dates.start.date(), 0)), last_day(plan, task, dates));
        // Three years of days are enough to compare by.
        for _ in 0..1100 {
            let date = calendar.day(index, false).date();
            if date > last {
                break;
            }
            days += i64::from(added(&date));
            index += 1;
        }
    }
    days
}
