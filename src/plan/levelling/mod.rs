//! Resource levelling: when every activity starts, so that no resource is ever over its capacity and the last finish is
//! as early as can be found within a budget. Pure numbers: time in whole units from 0, indices instead of names.
//! It reads no clock: the caller says how many schedules may be tried, and is asked before each whether to go on.
//!
//! [`level`] is the entry. The page `docs/scheduling.md` tells the method and its figures.

mod across;
mod bound;
mod branch;
pub(in crate::plan) mod check;
mod clash;
mod conflict;
mod crossing;
mod explain;
mod lags;
mod matrix;
mod mirror;
pub(in crate::plan) mod net;
mod passes;
mod population;
mod profile;
pub(in crate::plan) mod rules;
mod search;
pub(in crate::plan) mod slots;
mod spans;
mod windows;

pub use check::Unusable;
pub use conflict::Conflict;
pub use explain::{Cause, Delay};
pub use search::level;

/// Time in whole units, whatever the caller's unit is, from 0.
pub type Time = i32;

/// What is to be scheduled. All indices are places in these lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// What takes time. At most 65,535.
    pub activities: Vec<Activity>,
    /// Least times between starts and finishes; see [`Link`] for greatest ones.
    pub links: Vec<Link>,
    /// What activities share.
    pub resources: Vec<Resource>,
    /// When activities pause and lags stand still.
    pub calendars: Vec<Calendar>,
}

/// One activity. It is never interrupted but by the closed spans of its calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Activity {
    /// Open units of work; 0 for a milestone, which needs no resource.
    pub duration: Time,
    /// What it holds in every open unit from start to finish. Several demands for one resource add up.
    pub demands: Vec<Demand>,
    /// The calendar in whose closed spans it pauses, holding nothing. It starts in an open unit. `None`: works always.
    pub calendar: Option<usize>,
    /// Earliest start.
    pub not_before: Time,
    /// Latest start; the same as `not_before` for a date that the user fixed.
    pub start_by: Option<Time>,
    /// Latest finish.
    pub finish_by: Option<Time>,
}

/// So much of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// Which.
    pub resource: usize,
    /// How much, in the resource's unit.
    pub amount: u32,
}

/// Something that is there again when it is given back: people of a role, moves a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resource {
    /// The capacity from each time on; before the first step it is 0, the last holds for ever. In order of time.
    pub capacity: Vec<Step>,
}

impl Resource {
    /// The same capacity at all times.
    pub fn constant(amount: u32) -> Resource {
        Resource { capacity: vec![Step { from: 0, amount }] }
    }
}

/// A capacity from a time on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The first unit.
    pub from: Time,
    /// How much there is.
    pub amount: u32,
}

/// An end of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// Its start.
    Start,
    /// Its finish: the end of its last unit.
    #[default]
    Finish,
}

/// A least time from one activity's end to another's: `to` is at least `lag` after `from`.
///
/// A greatest time is the same thing the other way round with a negative lag: "B starts at most 10 after A finishes" is
/// from B's start to A's finish with lag -10.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The activity that gives the time.
    pub from: usize,
    /// Which end of it.
    pub from_end: End,
    /// The activity that has to wait.
    pub to: usize,
    /// Which end of it.
    pub to_end: End,
    /// Units between the two; negative for a lead or a greatest time.
    pub lag: Time,
    /// The calendar in whose open units the lag is counted; `None`: in all units.
    pub calendar: Option<usize>,
}

impl Link {
    /// Finish to start: `to` starts at least `lag` after `from` has finished.
    pub fn finish_start(from: usize, to: usize, lag: Time) -> Link {
        Link { from, from_end: End::Finish, to, to_end: End::Start, lag, calendar: None }
    }

    /// Start to start: `to` starts at least `lag` after `from` has started.
    pub fn start_start(from: usize, to: usize, lag: Time) -> Link {
        Link { from, from_end: End::Start, to, to_end: End::Start, lag, calendar: None }
    }
}

/// Spans in which nothing is worked; everything else is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// Closed from the first time up to, not including, the second; in any order.
    pub closed: Vec<(Time, Time)>,
}

/// How long to search, and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Schedules that may be tried; each pass of a schedule generation scheme and each node of the exact search is one.
    pub schedules: u64,
    /// The same seed, problem and number of schedules give the same plan.
    pub seed: u64,
    /// Schedules (start of each activity) that are known already, such as the one before a person was added. Each that
    /// keeps all limits is taken as found, so the result is never later than it.
    pub known: Vec<Vec<Time>>,
    /// Whether the reason of every delay is wanted.
    pub explains: bool,
}

impl Default for Search {
    fn default() -> Search {
        Search { schedules: 1000, seed: 1, known: Vec::new(), explains: true }
    }
}

/// What came of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A schedule that keeps every link, date and capacity.
    Levelled(Levelled),
    /// There is none, and why.
    Infeasible(Conflict),
    /// None was found within the budget, and it was not shown that there is none. This happens only with greatest
    /// times, latest starts or latest finishes.
    Undecided {
        /// Schedules tried.
        schedules: u64,
    },
}

/// A schedule in which no activity alone could start earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levelled {
    /// The start of each activity.
    pub starts: Vec<Time>,
    /// The finish of each activity.
    pub finishes: Vec<Time>,
    /// The last finish.
    pub makespan: Time,
    /// No schedule finishes before this; when it equals the makespan, the schedule is one of the shortest.
    pub bound: Time,
    /// Schedules tried.
    pub schedules: u64,
    /// Every activity that starts later than links and dates alone would let it, and why, if that was wanted.
    pub delays: Vec<Delay>,
}
