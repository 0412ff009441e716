//! How sure a finish is: many runs of a plan with drawn durations. Pure numbers, like [`super::levelling`], whose problem it
//! takes. It decides nothing about the plan, and draws no picture.
//!
//! Draws use additions, multiplications, divisions and square roots of 64-bit floating point only, which are exact to the
//! last bit on every platform, and durations are rounded to whole units: the same seed gives the same figures everywhere.

mod draw;
mod drivers;
mod figures;
mod forward;
mod run;

pub use drivers::{Driver, Source};
pub use run::{Runs, simulate};

use super::levelling::{Problem, Time, Unusable};
use thiserror::Error;

/// Runs at most, so that sums of squared ranks stay exact.
pub const MOST_RUNS: u32 = 1_000_000;

/// How a number varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spread {
    /// Not at all: the planned duration, or a factor of 1.
    #[default]
    Planned,
    /// Three points, the triangular distribution over them.
    Triangular {
        /// Least.
        least: Time,
        /// Most likely.
        likely: Time,
        /// Most.
        most: Time,
    },
    /// Anything between two points alike.
    Uniform {
        /// Least.
        least: Time,
        /// Most.
        most: Time,
    },
}

/// Something that lengthens or shortens several activities alike, such as the failure rate of all waves: it is drawn
/// once a run, so that they are late together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// What the durations are multiplied by, in thousandths: a failure rate of 3, 5 or 7 % whose devices are done twice is
    /// `Triangular { least: 1030, likely: 1050, most: 1070 }`.
    pub spread: Spread,
    /// Whose durations. An activity may have several factors.
    pub activities: Vec<usize>,
}

/// What is to be simulated.
#[derive(Debug, Clone)]
pub struct Simulation<'a> {
    /// Activities, links and calendars as for levelling. Latest starts and finishes are ignored (nothing keeps reality
    /// from being late), and so are links that close a loop, and resources: who serves what after what is a link.
    pub problem: &'a Problem,
    /// For each activity how its duration varies, in its unit; missing ones are as planned.
    pub spreads: &'a [Spread],
    /// For each activity the one just before which it lies, as late as its links to it allow. That is where its float
    /// begins; it moves no finish.
    pub timed_to: &'a [Option<usize>],
    /// What lengthens several activities.
    pub factors: &'a [Factor],
    /// For each activity the calendar in which its float is measured, which is its own where none is given: a milestone
    /// at the end of a day has none up to the next morning, though it has no calendar that moves it there.
    pub measured_in: &'a [Option<usize>],
    /// The activity whose finish counts; `None`: the last finish.
    pub goal: Option<usize>,
    /// The finish that is to be met.
    pub target: Option<Time>,
    /// Runs; at most [`MOST_RUNS`].
    pub runs: u32,
    /// The same seed gives the same figures.
    pub seed: u64,
}

/// What the runs say. Shares are in thousandths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simulated {
    /// Runs done.
    pub runs: u32,
    /// For each percent from 0 to 100 the finish that so many of the runs do not exceed: the S-curve. 0 is the earliest.
    pub curve: Vec<Time>,
    /// Mean finish, rounded.
    pub mean: Time,
    /// Share of runs that finish by the target; `None` without one.
    pub chance: Option<u16>,
    /// For each activity the share of runs in which it has no float: any delay moves the finish (criticality index).
    pub criticality: Vec<u16>,
    /// What drives the spread, the strongest first: the tornado.
    pub drivers: Vec<Driver>,
    /// All finishes, the earliest first.
    pub finishes: Vec<Time>,
    /// Links that were left out because they close a loop.
    pub ignored: Vec<usize>,
}

impl Simulated {
    /// The finish that so many percent of the runs do not exceed.
    pub fn percentile(&self, percent: usize) -> Time {
        self.curve.get(percent.min(100)).copied().unwrap_or(0)
    }
}

/// Why nothing can be simulated. These are mistakes of the caller, not of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unsimulable {
    /// The problem itself makes no sense, with the longest durations drawn in.
    #[error(transparent)]
    Problem(#[from] Unusable),
    /// The points of an activity's spread are not in order, or below 0.
    #[error("the spread of activity {0} is not in order")]
    Spread(usize),
    /// The points of a factor are not in order or below 0, or it names what is not there.
    #[error("factor {0} is not in order")]
    Factor(usize),
    /// No runs, too many, or a goal, targets or calendars that are not in the problem.
    #[error("runs, goal, targets or calendars do not fit the problem")]
    Setting,
}

#[cfg(test)]
mod tests;
