//! Figures of the finishes: curve, mean, chance, histogram. Integers throughout.

use crate::plan::levelling::Time;

/// Bins of a histogram at most.
const BINS: i64 = 40;

/// How often finishes fall into bins of equal width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Histogram {
    /// The first finish of the first bin.
    pub from: Time,
    /// Units of each bin, at least 1.
    pub width: Time,
    /// Runs in each bin; at most 40 bins.
    pub counts: Vec<u32>,
}

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

/// Bins for sorted finishes.
pub fn histogram(sorted: &[Time]) -> Histogram {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return Histogram::default() };
    let range = i64::from(*last) - i64::from(*first) + 1;
    let width = (range + BINS - 1) / BINS;
    let bins = (range + width - 1) / width;
    let mut counts = vec![0; usize::try_from(bins).unwrap_or(0)];
    for finish in sorted {
        let bin = usize::try_from((i64::from(*finish) - i64::from(*first)) / width).unwrap_or(0);
        if let Some(count) = counts.get_mut(bin) {
            *count += 1;
        }
    }
    Histogram { from: *first, width: Time::try_from(width).unwrap_or(Time::MAX), counts }
}
