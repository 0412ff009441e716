//! Which activities clash on which resource, and in how many ways a clash can be resolved.
//! It chooses; it does not search.

use super::matrix::Distances;
use super::slots::at;
use super::{Problem, Time};

/// Clashes of a schedule that are looked at, the first in time.
const CLASHES: usize = 1000;
/// Activities of a clash whose sets are all looked at.
const LOOKED_AT: usize = 6;

/// A time in which a resource has less than at its best, as if somebody held the rest.
#[derive(Debug, Clone, Copy)]
pub struct Absence {
    /// First unit.
    pub from: Time,
    duration: Time,
    resource: usize,
    amount: u64,
}

/// Demands and capacities as the exact search sees them.
pub struct Clashes {
    capacities: Vec<u64>,
    /// For each activity and then each absence, the amount of each resource.
    demands: Vec<Vec<u64>>,
    durations: Vec<Time>,
    pairs: Vec<(usize, usize)>,
    /// Absences, which stand after the activities.
    pub absences: Vec<Absence>,
}

/// What to do about the clashes of the earliest starts.
pub enum Clash {
    /// There is none.
    Nowhere,
    /// There is one that nothing can resolve.
    Dead,
    /// The clash with the fewest ways: one of these pairs runs one before the other. The best way stands last.
    Ways(Vec<(usize, usize)>),
}

impl Clashes {
    /// From the demands of the activities and the capacities over time.
    pub fn new(problem: &Problem, mut demands: Vec<Vec<u64>>, horizon: Time) -> Clashes {
        let most =
            |resource: &super::Resource| resource.capacity.iter().map(|step| step.amount).max().unwrap_or(0);
        let capacities: Vec<u64> = problem.resources.iter().map(|one| u64::from(most(one))).collect();
        let mut absences = Vec::new();
        for (place, resource) in problem.resources.iter().enumerate() {
            let first = resource.capacity.first().map_or(0, |step| step.from);
            let before = (first > 0).then_some(super::Step { from: 0, amount: 0 });
            let steps: Vec<super::Step> =
                before.into_iter().chain(resource.capacity.iter().copied()).collect();
            for (at, step) in steps.iter().enumerate() {
                let until = steps.get(at + 1).map_or(horizon.max(step.from) * 2 + 1, |next| next.from);
                if step.amount < most(resource) {
                    let amount = u64::from(most(resource) - step.amount);
                    let duration = until - step.from;
                    absences.push(Absence { from: step.from, duration, resource: place, amount });
                }
            }
        }
        let mut durations: Vec<Time> = problem.activities.iter().map(|one| one.duration).collect();
        for absence in &absences {
            let mut demand = vec![0; capacities.len()];
            if let Some(slot) = demand.get_mut(absence.resource) {
                *slot = absence.amount;
            }
            demands.push(demand);
            durations.push(absence.duration);
        }
        let mut pairs = Vec::new();
        let count = problem.activities.len();
        for (one, mine) in demands.iter().enumerate().take(count) {
            for (other, theirs) in demands.iter().enumerate().skip(one + 1) {
                let exceeds = |((a, b), most): ((&u64, &u64), &u64)| *a > 0 && *b > 0 && a + b > *most;
                if mine.iter().zip(theirs).zip(&capacities).any(exceeds) {
                    pairs.push((one, other));
                }
            }
        }
        Clashes { capacities, demands, durations, pairs, absences }
    }

    /// Activities and absences.
    pub fn count(&self) -> usize {
        self.durations.len()
    }

    /// Units of an activity or absence.
    pub fn duration(&self, one: usize) -> Time {
        at(&self.durations, one)
    }

    /// Whether one can finish before another starts.
    fn can_precede(&self, distances: &Distances, first: usize, then: usize) -> bool {
        distances.of(then, first) <= -self.duration(first)
    }

    /// Of two that never fit beside each other, one comes first; adds it where only one way is left.
    pub fn conclude(&self, distances: &mut Distances) -> bool {
        let mut has_changed = true;
        while has_changed {
            has_changed = false;
            for (one, other) in &self.pairs {
                let forth = self.can_precede(distances, *one, *other);
                let back = self.can_precede(distances, *other, *one);
                let (first, then) = match (forth, back) {
                    (true, true) => continue,
                    (true, false) => (*one, *other),
                    (false, true) => (*other, *one),
                    (false, false) => return false,
                };
                if distances.of(first, then) < self.duration(first) {
                    has_changed = true;
                    if !distances.add(first, then, self.duration(first)) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// The clash of the earliest starts with the fewest ways out, among the first few in time.
    pub fn first(&self, distances: &Distances, origin: usize) -> Clash {
        let starts = distances.row(origin);
        let mut moments: Vec<(Time, usize)> = (0..self.count())
            .filter(|one| self.duration(*one) > 0)
            .map(|one| (at(starts, one), one))
            .collect();
        moments.sort_unstable();
        let mut fewest: Option<(usize, Vec<usize>)> = None;
        let mut running: Vec<(usize, u64)> = Vec::new();
        let mut seen = 0;
        'moments: for (moment, begins) in moments {
            for (resource, most) in self.capacities.iter().enumerate() {
                let amount = |one: usize| self.demands.get(one).map_or(0, |demand| at(demand, resource));
                if amount(begins) == 0 {
                    continue;
                }
                running.clear();
                let mut sum = 0;
                for one in 0..self.count() {
                    let start = at(starts, one);
                    if start <= moment && moment < start + self.duration(one) && amount(one) > 0 {
                        running.push((one, amount(one)));
                        sum += amount(one);
                    }
                }
                if sum <= *most {
                    continue;
                }
                self.least(distances, &mut running, *most, &mut fewest);
                seen += 1;
                if seen >= CLASHES || fewest.as_ref().is_some_and(|fewest| fewest.0 <= 1) {
                    break 'moments;
                }
            }
        }
        let Some((_, set)) = fewest else { return Clash::Nowhere };
        let mut ways = self.ways(distances, &set);
        if ways.is_empty() {
            return Clash::Dead;
        }
        // The way that delays least is tried first, so it stands last.
        let delay = |way: &(usize, usize)| at(starts, way.0) + self.duration(way.0) - at(starts, way.1);
        ways.sort_by_key(|way| (std::cmp::Reverse(delay(way)), *way));
        Clash::Ways(ways)
    }

    /// Looks at the sets which exceed the capacity and from which none can be taken without that changing, for one with
    /// fewer ways. Of many activities only the greatest are looked at.
    fn least(
        &self,
        distances: &Distances,
        running: &mut Vec<(usize, u64)>,
        most: u64,
        fewest: &mut Option<(usize, Vec<usize>)>,
    ) {
        running.sort_unstable_by_key(|one| (std::cmp::Reverse(one.1), one.0));
        let mut sum = 0;
        let enough = running.iter().position(|one| {
            sum += one.1;
            sum > most
        });
        running.truncate(LOOKED_AT.max(enough.map_or(0, |last| last + 1)));
        if running.len() > LOOKED_AT {
            let set: Vec<usize> = running.iter().map(|one| one.0).collect();
            let ways = self.ways(distances, &set).len();
            if fewest.as_ref().is_none_or(|fewest| ways < fewest.0) {
                *fewest = Some((ways, set));
            }
            return;
        }
        for mask in 1_u32..1 << running.len() {
            let chosen =
                running.iter().enumerate().filter(|(place, _)| mask >> place & 1 == 1).map(|(_, one)| *one);
            // The last is the smallest.
            let (mut sum, mut smallest) = (0, 0);
            for (_, amount) in chosen.clone() {
                sum += amount;
                smallest = amount;
            }
            if sum <= most || sum - smallest > most {
                continue;
            }
            let pairs = chosen.clone().flat_map(|one| chosen.clone().map(move |other| (one.0, other.0)));
            let ways = pairs
                .filter(|(one, other)| one != other && self.can_precede(distances, *one, *other))
                .count();
            if fewest.as_ref().is_none_or(|fewest| ways < fewest.0) {
                *fewest = Some((ways, chosen.map(|one| one.0).collect()));
            }
        }
    }

    fn ways(&self, distances: &Distances, set: &[usize]) -> Vec<(usize, usize)> {
        let pairs = set.iter().flat_map(|one| set.iter().map(|other| (*one, *other)));
        pairs.filter(|(one, other)| one != other && self.can_precede(distances, *one, *other)).collect()
    }
}
