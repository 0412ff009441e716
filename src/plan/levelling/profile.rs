//! What is left of every resource over time, as steps. Several resources share a machine word, so that one comparison
//! answers for all of them. It knows neither activities nor links.

use super::Time;
use super::slots::at;

/// Part of a demand: the word in which it stands, and the amounts in their lanes.
pub type Packed = (u32, u64);

/// Free amounts as steps; the last step holds for ever. The top bit of each lane is kept free as a guard.
#[derive(Debug, Default)]
pub struct Profile {
    times: Vec<Time>,
    /// For each word, the free amounts of each step.
    free: Vec<Vec<u64>>,
    guard: u64,
}

impl Clone for Profile {
    fn clone(&self) -> Profile {
        Profile { times: self.times.clone(), free: self.free.clone(), guard: self.guard }
    }

    fn clone_from(&mut self, other: &Profile) {
        self.times.clone_from(&other.times);
        self.free.clone_from(&other.free);
        self.guard = other.guard;
    }
}

impl Profile {
    /// With steps as given: for each time, the words. `guard` has the top bit of every lane.
    pub fn new(steps: &[(Time, Vec<u64>)], words: usize, guard: u64) -> Profile {
        Profile {
            times: steps.iter().map(|step| step.0).collect(),
            free: (0..words).map(|word| steps.iter().map(|step| at(&step.1, word)).collect()).collect(),
            guard,
        }
    }

    #[inline(always)]
    fn fits(&self, free: u64, demand: u64) -> bool {
        (free | self.guard).wrapping_sub(demand) & self.guard == self.guard
    }

    #[inline]
    fn step(&self, time: Time) -> usize {
        self.times.partition_point(|one| *one <= time).saturating_sub(1)
    }

    /// The earliest start from `from` on at which the demand is free for the whole duration.
    #[inline]
    pub fn earliest(&self, demand: &[Packed], from: Time, duration: Time) -> Option<Time> {
        if duration == 0 {
            return Some(from);
        }
        let first = self.step(from);
        let ends = self.times.get(first + 1..).unwrap_or_default().iter().copied().chain([Time::MAX]);
        let mut start = from;
        match demand {
            [] => return Some(from),
            [(word, amounts)] => {
                let free = self.free.get(*word as usize)?.get(first..)?;
                for (free, end) in free.iter().zip(ends) {
                    if !self.fits(*free, *amounts) {
                        start = end;
                    } else if end - start >= duration {
                        return Some(start);
                    }
                }
            }
            _ => {
                for (step, end) in (first..).zip(ends) {
                    let fits = demand.iter().all(|(word, amounts)| {
                        self.free.get(*word as usize).is_some_and(|free| self.fits(at(free, step), *amounts))
                    });
                    if !fits {
                        start = end;
                    } else if end - start >= duration {
                        return Some(start);
                    }
                }
            }
        }
        None
    }

    /// The end of the last step in `[from, to)` in which the demand is not free.
    pub fn last_short(&self, demand: &[Packed], from: Time, to: Time) -> Option<Time> {
        let first = self.step(from);
        let last = self.times.partition_point(|one| *one < to);
        let short = |step: usize| {
            demand.iter().any(|(word, amounts)| {
                self.free.get(*word as usize).is_some_and(|free| !self.fits(at(free, step), *amounts))
            })
        };
        let found = (first..last).rev().find(|step| short(*step))?;
        Some(self.times.get(found + 1).copied().unwrap_or(Time::MAX))
    }

    /// Takes the demand in `[from, to)`, where it must be free.
    #[inline]
    pub fn take(&mut self, demand: &[Packed], from: Time, to: Time) {
        self.change(demand, from, to, u64::wrapping_sub);
    }

    /// Gives back what was taken in `[from, to)`.
    pub fn give(&mut self, demand: &[Packed], from: Time, to: Time) {
        self.change(demand, from, to, u64::wrapping_add);
    }

    #[inline(always)]
    fn change(&mut self, demand: &[Packed], from: Time, to: Time, with: impl Fn(u64, u64) -> u64) {
        if demand.is_empty() || from >= to {
            return;
        }
        let first = self.split(from);
        let last = self.split(to);
        for (word, amounts) in demand {
            let steps = self.free.get_mut(*word as usize).and_then(|free| free.get_mut(first..last));
            for free in steps.unwrap_or_default() {
                *free = with(*free, *amounts);
            }
        }
    }

    /// Makes a step begin at the time and says which.
    #[inline]
    fn split(&mut self, time: Time) -> usize {
        let step = self.step(time);
        if at(&self.times, step) == time || self.times.is_empty() {
            return step;
        }
        self.times.insert(step + 1, time);
        for free in &mut self.free {
            let same = at(free, step);
            free.insert(step + 1, same);
        }
        step + 1
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;

    const GUARD: u64 = 0x8000_8000_8000_8000;

    #[test]
    fn what_is_taken_is_no_longer_free() {
        let mut profile = Profile::new(&[(0, vec![0x0002_0003]), (10, vec![0x0002_0001])], 1, GUARD);
        assert_eq!(profile.earliest(&[(0, 2)], 0, 5), Some(0));
        profile.take(&[(0, 2)], 0, 5);
        assert_eq!(profile.earliest(&[(0, 2)], 0, 5), Some(5));
        assert_eq!(profile.earliest(&[(0, 2)], 0, 6), None);
        assert_eq!(profile.earliest(&[(0, 0x0002_0000)], 0, 60), Some(0));
        assert_eq!(profile.last_short(&[(0, 2)], 0, 20), Some(i32::MAX));
        assert_eq!(profile.last_short(&[(0, 2)], 0, 8), Some(5));
    }
}
