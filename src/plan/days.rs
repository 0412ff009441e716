//! On which days a dated task lies.

use crate::plan::basis::Basis;
use crate::plan::compile::Dated;
use crate::plan::network::{Dates, Task};
use chrono::NaiveDate;

/// The first day of a task; of a milestone the day on which it is reached.
pub fn first_day(dated: &Dated, task: &Task, dates: &Dates) -> NaiveDate {
    if task.length.is_milestone() { last_day(dated, task, dates) } else { dates.start.date() }
}

/// The last day of a task, on which work goes on until its end.
pub fn last_day(dated: &Dated, task: &Task, dates: &Dates) -> NaiveDate {
    let calendar = dated.calendars.get(task.calendar);
    let end = calendar.previous_end(dates.finish);
    if task.length.is_milestone() {
        let at_end = end == dates.finish;
        return if at_end { end.plus(-1).date() } else { dates.finish.date() };
    }
    end.plus(-1).date().max(dates.start.date())
}

/// The day on which the migration itself is over: the last day of the tasks by which it is judged.
pub fn migrated_day(basis: &Basis<'_>, dated: &Dated) -> NaiveDate {
    let judged = dated.network.judged.iter().filter_map(|index| {
        Some(last_day(dated, dated.network.tasks.get(*index)?, dated.solution.dates.get(*index)?))
    });
    judged.max().unwrap_or(basis.start)
}
