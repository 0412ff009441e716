//! Two schedules crossed into the order of a third: a stretch of the father stays as it is, what lies before and after it
//! keeps to the mother's order (the peak crossover of Valls, Ballestin and Quintanilla 2008, as a key for each activity).

use super::Time;
use super::slots::at;
use crate::plan::random::Random;

/// A schedule of the population.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct One {
    /// Starts, in the time of its direction.
    pub starts: Vec<Time>,
    /// Finishes.
    pub finishes: Vec<Time>,
    /// Units from the first possible start to the last finish.
    pub length: Time,
    /// Units by which activities start after their latest starts, in all; 0 for a schedule that keeps all limits.
    pub late: i64,
}

impl One {
    /// What makes one better than another: first to be late nowhere, then to be short.
    pub fn rank(&self) -> (i64, Time) {
        (self.late, self.length)
    }
}

/// Which part of the father stays: activities that finish in it.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    from: Time,
    to: Time,
}

impl Stretch {
    /// The busiest of a few stretches of a quarter to three quarters of the schedule; `weights` is the work of each activity.
    pub fn busy(father: &One, weights: &[u32], random: &mut Random) -> Stretch {
        let last = father.finishes.iter().copied().max().unwrap_or(0);
        let first = last - father.length;
        let length = father.length.max(1);
        let draw = |random: &mut Random| {
            let long = length / 4 + random.below((length / 2 + 1) as usize) as Time;
            let from = first + random.below((length - long + 1).max(1) as usize) as Time;
            Stretch { from, to: from + long }
        };
        let (one, other) = (draw(random), draw(random));
        if one.use_of(father, weights) >= other.use_of(father, weights) { one } else { other }
    }

    /// Work a unit of time, in thousandths.
    fn use_of(self, father: &One, weights: &[u32]) -> u64 {
        let inside = father.finishes.iter().zip(weights).filter(|(finish, _)| self.holds(**finish));
        let work: u64 = inside.map(|(_, weight)| u64::from(*weight)).sum();
        work * 1000 / (self.to - self.from + 1).max(1) as u64
    }

    fn holds(self, finish: Time) -> bool {
        self.from <= finish && finish <= self.to
    }

    /// The key of an activity in the other direction's order: late finishes first.
    #[inline]
    pub fn key(self, father: &One, mother: &One, activity: usize, horizon: Time) -> Time {
        let (his, hers) = (at(&father.finishes, activity), at(&mother.finishes, activity));
        if his > self.to {
            -hers - 2 * horizon
        } else if his >= self.from {
            -his
        } else {
            -hers + 2 * horizon
        }
    }
}
