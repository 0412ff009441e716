//! Figures of the finishes: curve, mean, chance. Integers throughout.

use crate::plan::levelling::Time;

/// The finish that so many percent do not exceed (nearest rank), from sorted finishes.
pub fn percentile(sorted: &[Time], percent: usize) -> Time {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(0)
}

/// Mean, rounded to the nearest.
pub fn mean(finishes: &[Time]) -> Time {
    let count = finishes.len().max(1) as i64;
    let sum: i64 = finishes.iter().map(|finish| i64::from(*finish)).sum();
    Time::try_from((sum + count / 2).div_euclid(count)).unwrap_or(Time::MAX)
}

/// A part of a whole in thousandths, rounded to the nearest.
pub fn share(part: usize, whole: usize) -> u16 {
    let whole = whole.max(1);
    u16::try_from((part * 1000 + whole / 2) / whole).unwrap_or(1000)
}
