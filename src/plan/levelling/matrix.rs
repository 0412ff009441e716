//! Least times between all pairs of starts, kept closed: what follows from links is in it, too. For small problems only.
//! It knows no resources.

use super::Time;
use super::slots::{at, put};

/// There is no least time.
pub const NONE: Time = Time::MIN / 4;

/// Least times from start to start, a row for each activity.
#[derive(Debug, Clone, Default)]
pub struct Distances {
    size: usize,
    cells: Vec<Time>,
}

impl Distances {
    /// Without any link; everything is 0 from itself.
    pub fn new(size: usize) -> Distances {
        let mut cells = vec![NONE; size * size];
        for place in 0..size {
            put(&mut cells, place * size + place, 0);
        }
        Distances { size, cells }
    }

    /// The least time from one start to another; [`NONE`] without any.
    #[inline(always)]
    pub fn of(&self, from: usize, to: usize) -> Time {
        at(&self.cells, from * self.size + to)
    }

    /// The row of least times from one start.
    pub fn row(&self, from: usize) -> &[Time] {
        self.cells.get(from * self.size..(from + 1) * self.size).unwrap_or_default()
    }

    /// Adds a least time with all that follows; false when that contradicts what is in it.
    #[inline]
    pub fn add(&mut self, from: usize, to: usize, least: Time) -> bool {
        if self.of(from, to) >= least {
            return true;
        }
        let back = self.of(to, from);
        if back > NONE && back + least > 0 {
            return false;
        }
        let ends: Vec<Time> = self.row(to).to_vec();
        for start in 0..self.size {
            let before = self.of(start, from);
            if before == NONE || self.of(start, to) >= before + least {
                continue;
            }
            let row = self.cells.get_mut(start * self.size..(start + 1) * self.size).unwrap_or_default();
            for (cell, end) in row.iter_mut().zip(&ends) {
                if *end > NONE && *cell < before + least + *end {
                    *cell = before + least + *end;
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Distances, NONE};

    #[test]
    fn what_follows_from_links_is_known_and_contradictions_are_found() {
        let mut distances = Distances::new(4);
        assert!(distances.add(0, 1, 3));
        assert!(distances.add(1, 2, 4));
        assert_eq!(distances.of(0, 2), 7);
        assert_eq!(distances.of(2, 0), NONE);
        assert!(distances.add(2, 0, -7));
        assert_eq!(distances.of(2, 1), -4);
        assert!(!distances.clone().add(0, 2, 8));
        assert!(distances.add(2, 3, 0));
        assert_eq!(distances.of(1, 3), 4);
    }
}
