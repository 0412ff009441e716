//! Tasks, links and calendars as a planner knows them, and their dates by the critical path method.
//! It knows neither gaps nor waves: the plan is compiled into it, and any other plan could be.
//!
//! Rules, once for all of them:
//! - A lag in working minutes is counted on the **project's calendar**, whatever the tasks' own calendars; an
//!   elapsed lag is counted on the clock.
//! - **No task starts before the project**, whatever its leads say.
//! - The end of one shift and the start of the next are the same point of work; a task starts at the later,
//!   ends at the earlier, and a milestone stays where what it waits for ended.
//! - A date that the user fixed holds even against links; that is a finding.

pub mod crews;
pub mod early;
pub mod late;
pub mod levelled;
pub mod order;

use crate::calendar::moment::Moment;
use crate::calendar::work::{CalendarSpec, WorkCalendar};
use crate::model::units::PerMille;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// How far calendars reach before the start of a plan, for dates that had to be met earlier: one year.
const DAYS_BEFORE: u64 = 366;
/// How far they reach after it: twenty years.
pub const DAYS_AFTER: u32 = 7305;

/// How long a task lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    /// Working minutes on its calendar; none is a milestone.
    Working(u32),
    /// Minutes of the clock.
    Elapsed(u32),
    /// Whole open days of its calendar, however long each is; it starts with a day.
    Days(u32),
}

impl Length {
    /// Whether it takes no time.
    pub fn is_milestone(self) -> bool {
        matches!(self, Length::Working(0) | Length::Elapsed(0) | Length::Days(0))
    }
}

/// Which end of a task waits for which end of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// It starts after the other has finished.
    #[default]
    FinishStart,
    /// It starts after the other has started.
    StartStart,
    /// It finishes after the other has finished.
    FinishFinish,
    /// It finishes after the other has started.
    StartFinish,
}

impl LinkKind {
    /// Every kind in the order of the menu.
    pub const ALL: [LinkKind; 4] =
        [LinkKind::FinishStart, LinkKind::StartStart, LinkKind::FinishFinish, LinkKind::StartFinish];

    /// Whether the end of the earlier task counts, and not its start.
    pub fn from_finish(self) -> bool {
        matches!(self, LinkKind::FinishStart | LinkKind::FinishFinish)
    }

    /// Whether the end of the later task waits, and not its start.
    pub fn to_finish(self) -> bool {
        matches!(self, LinkKind::FinishFinish | LinkKind::StartFinish)
    }
}

/// How long a link waits; a lead when negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lag {
    /// Working minutes on the project's calendar.
    Working(i32),
    /// Minutes of the clock.
    Elapsed(i32),
}

impl Default for Lag {
    fn default() -> Self {
        Lag::Working(0)
    }
}

/// A link, kept with the task that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Index of the task that is waited for.
    pub task: usize,
    /// Which ends.
    pub kind: LinkKind,
    /// How long after it.
    pub lag: Lag,
}

/// A date that the user fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fixed {
    /// It starts exactly then.
    Start(Moment),
    /// It finishes exactly then.
    Finish(Moment),
}

/// A task without dates. Links belong to tasks; a summary task has none of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    /// Stable key.
    pub key: String,
    /// Name.
    pub name: String,
    /// How long it lasts; of a summary task, nothing.
    pub length: Length,
    /// Index of its calendar; 0 is the project's.
    pub calendar: usize,
    /// Whether it only sums up the tasks that name it as parent.
    pub summary: bool,
    /// Index of its summary task.
    pub parent: Option<usize>,
    /// Links to the tasks that it waits for.
    pub before: Vec<Link>,
    /// Not before this moment.
    pub not_before: Option<Moment>,
    /// To be finished by this moment; missing it is a finding, it moves nothing.
    pub not_after: Option<Moment>,
    /// A date that holds even against links.
    pub fixed: Option<Fixed>,
    /// A date that is only watched.
    pub deadline: Option<Moment>,
    /// Placed as late as the start of this task allows.
    pub timed_to: Option<usize>,
    /// How much of it is done.
    pub progress: PerMille,
    /// When it really started.
    pub actual_start: Option<Moment>,
    /// When it was really finished.
    pub actual_finish: Option<Moment>,
    /// When what is left of a task that has begun goes on at the earliest; without it, it goes on as planned.
    pub remains_from: Option<Moment>,
    /// The start and the end that were once agreed on.
    pub baseline: Option<(Moment, Moment)>,
    /// Role that does it.
    pub role: String,
    /// Whether somebody of the role is at it, and not only waits for its end.
    pub works: bool,
    /// Person that answers for it.
    pub owner: String,
    /// Notes.
    pub notes: String,
}

impl Default for Task {
    fn default() -> Self {
        Task {
            key: String::new(),
            name: String::new(),
            length: Length::Working(0),
            calendar: 0,
            summary: false,
            parent: None,
            before: Vec::new(),
            not_before: None,
            not_after: None,
            fixed: None,
            deadline: None,
            timed_to: None,
            progress: PerMille(0),
            actual_start: None,
            actual_finish: None,
            remains_from: None,
            baseline: None,
            role: String::new(),
            works: false,
            owner: String::new(),
            notes: String::new(),
        }
    }
}

/// A whole plan without dates.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Network {
    /// Name.
    pub name: String,
    /// Before this moment nothing starts.
    pub start: Moment,
    /// Calendars; the first is the project's.
    pub calendars: Vec<CalendarSpec>,
    /// People of the roles that have no more of them than this; other roles have as many as are asked for.
    #[serde(default)]
    pub people: Vec<(String, u16)>,
    /// Tasks by whose last end the plan is judged: what comes before it has float up to it, the rest up to the end of
    /// everything. None: all is judged by the end of everything.
    #[serde(default)]
    pub judged: Vec<usize>,
    /// Tasks and summary tasks.
    pub tasks: Vec<Task>,
}

/// Calendars made ready for counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendars {
    all: Vec<WorkCalendar>,
    project: WorkCalendar,
}

impl Calendars {
    /// The calendars of a plan that starts on a day, and the indices of those that are never open, for which the
    /// project's stands in. `None` when the project's own is never open.
    pub fn of(specs: &[CalendarSpec], start: NaiveDate) -> Option<(Calendars, Vec<usize>)> {
        let first = start.checked_sub_days(Days::new(DAYS_BEFORE)).unwrap_or(start);
        let days = DAYS_AFTER.saturating_add(DAYS_BEFORE as u32);
        let after_start = Moment::at(start, 0);
        let made = |spec| {
            let found = WorkCalendar::of(spec, first, days);
            found.filter(|calendar: &WorkCalendar| calendar.end() > after_start)
        };
        let project = made(specs.first()?)?;
        let mut never = Vec::new();
        let all = specs.iter().enumerate().map(|(index, spec)| match index {
            0 => project.clone(),
            _ => made(spec).unwrap_or_else(|| {
                never.push(index);
                project.clone()
            }),
        });
        let all = all.collect();
        Some((Calendars { all, project }, never))
    }

    /// The project's calendar.
    pub fn project(&self) -> &WorkCalendar {
        &self.project
    }

    /// The calendar with this index; the project's when there is none.
    pub fn get(&self, index: usize) -> &WorkCalendar {
        self.all.get(index).unwrap_or(&self.project)
    }

    /// A moment after a lag.
    pub fn lagged(&self, moment: Moment, lag: Lag) -> Moment {
        match lag {
            Lag::Working(minutes) => self.project.after(moment, i64::from(minutes)),
            Lag::Elapsed(minutes) => moment.plus(i64::from(minutes)),
        }
    }

    /// The moment that with the lag comes to the given one.
    pub fn unlagged(&self, moment: Moment, lag: Lag) -> Moment {
        match lag {
            Lag::Working(minutes) => self.project.after(moment, -i64::from(minutes)),
            Lag::Elapsed(minutes) => moment.plus(-i64::from(minutes)),
        }
    }

    /// When a task ends that starts at a moment.
    pub fn finish(&self, task: &Task, start: Moment) -> Moment {
        let calendar = self.get(task.calendar);
        match task.length {
            Length::Working(minutes) => calendar.after(start, i64::from(minutes)),
            Length::Elapsed(minutes) => start.plus(i64::from(minutes)),
            Length::Days(0) => start,
            Length::Days(days) => calendar.day(calendar.day_index(start) + i64::from(days) - 1, true),
        }
    }

    /// When a task starts at the latest that ends at a moment.
    pub fn start(&self, task: &Task, finish: Moment) -> Moment {
        let calendar = self.get(task.calendar);
        match task.length {
            Length::Working(minutes) => calendar.after(finish, -i64::from(minutes)),
            Length::Elapsed(minutes) => finish.plus(-i64::from(minutes)),
            Length::Days(0) => finish,
            Length::Days(days) => calendar.day(calendar.days_ended(finish) - i64::from(days), false),
        }
    }

    /// When a task starts at the earliest that must not end before a moment.
    pub fn start_to_end_after(&self, task: &Task, bound: Moment) -> Moment {
        let calendar = self.get(task.calendar);
        match task.length {
            Length::Days(days @ 1..) => {
                let ended = calendar.days_ended(calendar.previous_end(bound).plus(-1));
                calendar.day(ended + 1 - i64::from(days), false)
            }
            _ => self.start(task, bound),
        }
    }

    /// The first moment on or after the given one at which the task can start.
    pub fn open(&self, task: &Task, moment: Moment) -> Moment {
        let calendar = self.get(task.calendar);
        match task.length {
            Length::Days(1..) => calendar.day(calendar.day_index(moment), false),
            // A milestone can lie at the end of a shift.
            length if length.is_milestone() && calendar.previous_end(moment) == moment => moment,
            _ => calendar.next_start(moment),
        }
    }
}

/// What made a task start when it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// Nothing but the start of the project.
    ProjectStart,
    /// One of its links, by its place in `before`.
    Link(usize),
    /// Its earliest moment.
    NotBefore,
    /// A date that was fixed, or that is past.
    Fixed,
    /// A period in which its own calendar is closed and the project's is not; it could have started then.
    Closed(Moment),
    /// The task that it is timed to.
    TimedTo(usize),
    /// Nobody of its role was free before; this task held the person last.
    Busy(usize),
}

/// The dates of one task. Float is in working minutes of its calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// When it starts.
    pub start: Moment,
    /// When it ends.
    pub finish: Moment,
    /// When it could start at the latest without moving the end that it is judged by or breaking a date.
    pub late_start: Moment,
    /// When it could end at the latest.
    pub late_finish: Moment,
    /// By how much it can slip without moving the end that it is judged by; negative when a date is missed.
    pub total_float: i64,
    /// By how much it can slip without moving any other task.
    pub free_float: i64,
    /// What made it start.
    pub driver: Driver,
}

impl Dates {
    /// Whether any delay moves the end of the plan.
    pub fn critical(&self) -> bool {
        self.total_float <= 0
    }
}

/// The dates of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// By index of the tasks.
    pub dates: Vec<Dates>,
    /// The end of the last task.
    pub finish: Moment,
}

impl Solution {
    /// The end by which the plan is judged.
    pub fn judged(&self, network: &Network) -> Moment {
        let ends = network.judged.iter().filter_map(|index| Some(self.dates.get(*index)?.finish));
        ends.max().unwrap_or(self.finish)
    }
}

/// The dates of all tasks. `order` comes from `order::untangle`.
pub fn solve(network: &Network, calendars: &Calendars, order: &[usize]) -> Solution {
    let mut solution = early::early(network, calendars, order);
    late::late(network, calendars, order, &mut solution);
    early::sum_up(network, calendars, &mut solution);
    solution
}

#[cfg(test)]
mod level_tests;
#[cfg(test)]
mod tests;
