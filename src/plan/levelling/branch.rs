//! The exact search for small problems with greatest times: every way to resolve every clash of resources, by adding
//! "one before the other" to the least times between starts (after De Reyck and Herroelen 1998 and Schwindt 1998, with
//! the clash that leaves the fewest ways taken first). Problems whose lengths depend on calendars are not for it.

use super::bound::needs;
use super::clash::{Clash, Clashes};
use super::conflict::Conflict;
use super::matrix::{Distances, NONE};
use super::net::{Arc, Net};
use super::search::Purse;
use super::slots::{Lists, at};
use super::windows::{NEVER, Windows};
use super::{Problem, Time};

/// Activities and absences that the exact search takes at most; memory grows with the square.
const MOST: usize = 128;

/// A point of the search: least times and the ways that were not tried yet.
struct Frame {
    distances: Distances,
    ways: Vec<(usize, usize)>,
}

/// The exact search, to be worked on piece by piece.
pub struct Branch {
    clashes: Clashes,
    origin: usize,
    root: Distances,
    stack: Vec<Frame>,
    count: usize,
    /// Schedules must end before this to be of interest.
    pub below: Time,
    /// The starts of the best schedule found here.
    pub best: Option<Vec<Time>>,
}

/// Least times by links and dates; the places after the activities are absences, the origin and the end.
pub fn distances(net: &Net, problem: &Problem, windows: &Windows, clashes: &Clashes) -> Option<Distances> {
    let origin = clashes.count();
    let mut distances = Distances::new(origin + 2);
    let mut holds = true;
    for activity in 0..net.count {
        holds &= distances.add(origin, activity, at(&windows.earliest, activity));
        if at(&windows.latest, activity) < NEVER {
            holds &= distances.add(activity, origin, -at(&windows.latest, activity));
        }
        holds &= distances.add(activity, origin + 1, at(&net.durations, activity));
        for arc in net.out.of(activity) {
            holds &= distances.add(activity, arc.other as usize, arc.weight);
        }
    }
    for (place, absence) in (problem.activities.len()..).zip(&clashes.absences) {
        holds &= distances.add(origin, place, absence.from) && distances.add(place, origin, -absence.from);
    }
    holds.then_some(distances)
}

impl Branch {
    /// `None` when the problem is too large or depends on calendars.
    pub fn new(net: &Net, problem: &Problem, windows: &Windows, without: &[usize]) -> Option<Branch> {
        let varies = (0..net.count)
            .any(|one| net.spans(one).is_some() || net.out.of(one).iter().any(|arc| arc.varying.is_some()));
        if varies || net.count > MOST {
            return None;
        }
        let mut demands: Vec<Vec<u64>> = (0..net.count).map(|one| needs(problem, one)).collect();
        for one in without {
            if let Some(demand) = demands.get_mut(*one) {
                demand.fill(0);
            }
        }
        let clashes = Clashes::new(problem, demands, net.horizon);
        if clashes.count() > MOST {
            return None;
        }
        let distances = distances(net, problem, windows, &clashes)?;
        let mut branch = Branch {
            origin: clashes.count(),
            clashes,
            root: distances.clone(),
            stack: Vec::new(),
            count: net.count,
            below: net.horizon + 1,
            best: None,
        };
        branch.open(distances);
        Some(branch)
    }

    /// Tries so many ways; true when all ways have been tried.
    pub fn work(&mut self, ways: u64, purse: &mut Purse) -> bool {
        for _ in 0..ways {
            if self.stack.is_empty() || !purse.spend() {
                break;
            }
            self.step();
        }
        self.stack.is_empty()
    }

    fn step(&mut self) {
        let Some(frame) = self.stack.last_mut() else { return };
        let Some((first, then)) = frame.ways.pop() else {
            self.stack.pop();
            return;
        };
        let mut distances = frame.distances.clone();
        let duration = self.clashes.duration(first);
        let holds = distances.add(first, then, duration);
        // The ways still to be tried need not hold what this one does.
        let other = frame.distances.add(then, first, 1 - duration);
        if !other || frame.ways.is_empty() {
            self.stack.pop();
        }
        if holds {
            self.open(distances);
        }
    }

    /// Draws conclusions, then records a schedule or notes the ways on.
    fn open(&mut self, mut distances: Distances) {
        if !distances.add(self.origin + 1, self.origin, 1 - self.below) {
            return;
        }
        loop {
            if !self.clashes.conclude(&mut distances) {
                return;
            }
            match self.clashes.first(&distances, self.origin) {
                Clash::Dead => return,
                Clash::Nowhere => {
                    let starts: Vec<Time> =
                        distances.row(self.origin).iter().copied().take(self.count).collect();
                    self.below = distances.of(self.origin, self.origin + 1);
                    self.best = Some(starts);
                    return;
                }
                Clash::Ways(ways) if ways.len() == 1 => {
                    let Some((first, then)) = ways.first().copied() else { return };
                    if !distances.add(first, then, self.clashes.duration(first)) {
                        return;
                    }
                }
                Clash::Ways(ways) => {
                    self.stack.push(Frame { distances, ways });
                    return;
                }
            }
        }
    }

    /// The links as arcs, into each and out of each, and all that follows from them on loops.
    pub fn arcs(&self, net: &Net) -> (Lists<Arc>, Lists<Arc>) {
        let count = self.count;
        let (mut into, mut out) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        let frame = &self.root;
        for from in 0..count {
            let has_link = |to: usize| net.out.of(from).iter().any(|arc| arc.other as usize == to);
            let counts = |to: &usize| {
                let (forth, back) = (frame.of(from, *to), frame.of(*to, from));
                *to != from && forth > NONE && (back > NONE || has_link(*to))
            };
            for to in (0..count).filter(counts) {
                let arc = Arc { other: from as u32, weight: frame.of(from, to), varying: None };
                if let (Some(into), Some(out)) = (into.get_mut(to), out.get_mut(from)) {
                    into.push(arc);
                    out.push(Arc { other: to as u32, ..arc });
                }
            }
        }
        (Lists::new(&into), Lists::new(&out))
    }
}

/// Why the exact search found nothing: activities are taken out of the clash one by one, and stay out while the rest
/// alone still leaves no schedule. When the budget ends before that, more activities are named than need be.
pub fn core(net: &Net, problem: &Problem, windows: &Windows, purse: &mut Purse) -> Conflict {
    let mut without: Vec<usize> = Vec::new();
    for activity in 0..net.count {
        if needs(problem, activity).iter().all(|need| *need == 0) {
            continue;
        }
        without.push(activity);
        let is_still_impossible = Branch::new(net, problem, windows, &without).is_some_and(|mut branch| {
            while branch.best.is_none() && !purse.is_empty() && !branch.stack.is_empty() {
                branch.work(1, purse);
            }
            branch.stack.is_empty() && branch.best.is_none()
        });
        if !is_still_impossible {
            without.pop();
        }
    }
    let clashing = |one: &usize| !without.contains(one) && needs(problem, *one).iter().any(|need| *need > 0);
    let activities: Vec<usize> = (0..net.count).filter(clashing).collect();
    let is_used = |resource: &usize| activities.iter().any(|one| at(&needs(problem, *one), *resource) > 0);
    let resources = (0..problem.resources.len()).filter(is_used).collect();
    Conflict::Search { activities, resources }
}
