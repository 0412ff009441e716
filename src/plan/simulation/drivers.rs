//! What drives the spread of the finish: rank correlation of each drawn number with the finish (Spearman 1904), and the
//! finish when the number is low and when it is high.

use super::figures::mean;
use crate::plan::levelling::Time;

/// What varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The duration of an activity.
    Activity(usize),
    /// A factor.
    Factor(usize),
}

/// One bar of the tornado.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    /// What varies.
    pub source: Source,
    /// Rank correlation with the finish, in thousandths from -1000 to 1000.
    pub correlation: i16,
    /// Its square as a part of the sum of the squares of all, in thousandths: how much of the spread it explains.
    pub share: u16,
    /// Mean finish of the tenth of the runs in which it is least.
    pub low: Time,
    /// Mean finish of the tenth of the runs in which it is greatest.
    pub high: Time,
}

/// Twice the rank of each value less the mean rank, equal values sharing theirs; and the runs from least to greatest.
fn ranks(values: &[Time], order: &mut Vec<u64>, ranks: &mut [i64]) {
    order.clear();
    order.extend((0_u64..).zip(values).map(|(run, value)| (*value as u64) << 32 | run));
    order.sort_unstable();
    let middle = values.len() as i64 + 1;
    let mut place = 0_i64;
    for equal in order.chunk_by(|one, next| one >> 32 == next >> 32) {
        let count = equal.len() as i64;
        for one in equal {
            if let Some(rank) = ranks.get_mut((one & 0xFFFF_FFFF) as usize) {
                *rank = 2 * place + count + 1 - middle;
            }
        }
        place += count;
    }
}

/// The drivers, the strongest first; `values` has a row of all runs for each source.
pub fn drivers(sources: &[Source], values: &[Vec<Time>], finishes: &[Time]) -> Vec<Driver> {
    let mut order = Vec::with_capacity(finishes.len());
    let mut theirs = vec![0; finishes.len()];
    ranks(finishes, &mut order, &mut theirs);
    let length = |ranks: &[i64]| (ranks.iter().map(|rank| rank * rank).sum::<i64>() as f64).sqrt();
    let whole = length(&theirs);
    let mut mine = vec![0; finishes.len()];
    let tenth = (finishes.len() / 10).max(1);
    let mut drivers: Vec<Driver> = sources
        .iter()
        .zip(values)
        .map(|(source, values)| {
            ranks(values, &mut order, &mut mine);
            let product: i64 = mine.iter().zip(&theirs).map(|(one, other)| one * other).sum();
            let lengths = length(&mine) * whole;
            let correlation = if lengths > 0.0 { product as f64 / lengths * 1000.0 } else { 0.0 };
            let of = |runs: &[u64]| {
                let finishes: Vec<Time> = runs
                    .iter()
                    .filter_map(|run| finishes.get((*run & 0xFFFF_FFFF) as usize).copied())
                    .collect();
                mean(&finishes)
            };
            Driver {
                source: *source,
                correlation: if correlation < 0.0 { correlation - 0.5 } else { correlation + 0.5 } as i16,
                share: 0,
                low: of(order.get(..tenth).unwrap_or_default()),
                high: of(order.get(order.len().saturating_sub(tenth)..).unwrap_or_default()),
            }
        })
        .collect();
    let square = |driver: &Driver| i64::from(driver.correlation) * i64::from(driver.correlation);
    let sum: i64 = drivers.iter().map(square).sum::<i64>().max(1);
    for driver in &mut drivers {
        driver.share = u16::try_from((square(driver) * 1000 + sum / 2) / sum).unwrap_or(1000);
    }
    drivers.sort_by_key(|driver| std::cmp::Reverse(driver.correlation.unsigned_abs()));
    drivers
}
