//! The search for problems with greatest times: a serial scheme that starts anew with what it learnt when an activity
//! comes too late for another (after Franck, Neumann and Schwindt 2001), a small population over it, and, where the
//! problem is small enough, the exact search in between.

use super::branch::Branch;
use super::crossing::One;
use super::net::{Arc, Net};
use super::passes::Board;
use super::rules::{Ranks, repair};
use super::search::{Found, Purse, Task, one};
use super::slots::{Lists, at, put};
use super::windows::Windows;
use super::{End, Time};
use crate::plan::random::Random;

/// New beginnings of one pass.
const BEGINNINGS: usize = 24;
/// Schedules in the population.
const PEOPLE: usize = 24;
/// Passes of a round while there is no schedule.
const FEW: usize = 4;
/// Ways of the exact search between two rounds of the population.
const WAYS: u64 = 60;

/// The scheme with its arcs.
struct Held<'a> {
    net: &'a Net,
    windows: &'a Windows,
    into: Lists<Arc>,
    out: Lists<Arc>,
    board: Board,
    placed: Vec<bool>,
    raised: Vec<Time>,
}

/// Why an attempt ended early.
enum Stuck {
    /// Others have been raised, so that the next attempt may do better.
    Raised,
    /// This activity must come before those that are in its way.
    Late(u32),
    /// Dates leave no room.
    Dead,
}

impl Held<'_> {
    /// A schedule in about this order, if some beginnings lead to one.
    fn pass(&mut self, order: &mut Vec<u32>, purse: &mut Purse) -> Option<One> {
        self.raised.fill(0);
        for _ in 0..BEGINNINGS {
            self.mend(order);
            if !purse.spend() {
                return None;
            }
            match self.attempt(order) {
                Ok(()) => return Some(one(self.net, &self.board.starts)),
                Err(Stuck::Raised) => {}
                Err(Stuck::Late(activity)) => {
                    order.retain(|one| *one != activity);
                    order.insert(0, activity);
                }
                Err(Stuck::Dead) => return None,
            }
        }
        None
    }

    /// Puts first what must wait for nothing.
    fn mend(&self, order: &mut Vec<u32>) {
        let links = &self.net.links;
        repair(self.net.count, &self.into, order, |arc| match arc.varying {
            None => arc.weight >= 0,
            Some(link) => links.get(link as usize).is_some_and(|link| {
                link.lag >= 0 && (link.from_end == End::Finish || link.to_end == End::Start)
            }),
        });
    }

    fn place(&mut self, activity: usize, start: Time) {
        let finish = self.net.take(&mut self.board.profile, activity, start);
        put(&mut self.board.starts, activity, start);
        put(&mut self.board.finishes, activity, finish);
        put(&mut self.placed, activity, true);
    }

    fn attempt(&mut self, order: &[u32]) -> Result<(), Stuck> {
        self.board.profile.clone_from(&self.net.base);
        self.placed.fill(false);
        for activity in 0..self.net.count {
            let start = at(&self.windows.earliest, activity);
            if start == at(&self.windows.latest, activity) {
                if !self.net.runs_at(&self.board.profile, activity, start) {
                    return Err(Stuck::Dead);
                }
                self.place(activity, start);
            }
        }
        for one in order {
            let activity = *one as usize;
            if at(&self.placed, activity) {
                continue;
            }
            let mut ready = at(&self.windows.earliest, activity).max(at(&self.raised, activity));
            for arc in self.into.of(activity).iter().filter(|arc| at(&self.placed, arc.other as usize)) {
                ready = ready.max(self.net.after(arc, at(&self.board.starts, arc.other as usize)));
            }
            let mut latest = at(&self.windows.latest, activity);
            for arc in self.out.of(activity).iter().filter(|arc| at(&self.placed, arc.other as usize)) {
                latest = latest.min(self.net.before(arc, at(&self.board.starts, arc.other as usize)));
            }
            match self.net.earliest(&self.board.profile, activity, ready) {
                Some(start) if start <= latest => self.place(activity, start),
                Some(start) => return Err(self.raise(activity, start)),
                None => return Err(Stuck::Late(*one)),
            }
        }
        Ok(())
    }

    /// Raises those that started too early for an activity that cannot start before a time.
    fn raise(&mut self, activity: usize, start: Time) -> Stuck {
        if start > at(&self.windows.latest, activity) {
            return Stuck::Late(activity as u32);
        }
        for arc in self.out.of(activity) {
            let other = arc.other as usize;
            let begun = at(&self.board.starts, other);
            let bound = self.net.before(arc, begun);
            if !at(&self.placed, other) || bound >= start {
                continue;
            }
            let raised = begun + (start - bound);
            if raised > at(&self.windows.latest, other) {
                return Stuck::Late(activity as u32);
            }
            put(&mut self.raised, other, raised);
        }
        Stuck::Raised
    }
}

/// Searches until the budget is spent, the bound is reached or everything has been tried.
pub fn search(task: &Task, purse: &mut Purse) -> Found {
    let Task { net, problem, windows, measures, bound, .. } = *task;
    let mut exact = Branch::new(net, problem, windows, &[]);
    let (into, out) = match &exact {
        Some(branch) => branch.arcs(net),
        None => (net.into.clone(), net.out.clone()),
    };
    let mut held = Held {
        net,
        windows,
        into,
        out,
        board: Board::new(net),
        placed: vec![false; net.count],
        raised: vec![0; net.count],
    };
    let ranks = Ranks::new(net);
    let mut random = Random::seeded(task.seed);
    let mut people = task.known.clone();
    let mut best: Option<One> = people.iter().min_by_key(|one| one.length).cloned();
    let (mut keys, mut order) = (Vec::new(), Vec::new());
    let rules =
        [measures.latest_start.as_slice(), &measures.latest_finish, &windows.latest, &windows.earliest];
    let mut turn = 0;
    loop {
        // Until there is a schedule, most of the budget goes to the exact search, which may find that there is none.
        let passes = if best.is_none() && exact.is_some() { FEW } else { PEOPLE };
        for _ in 0..passes {
            let is_done = best.as_ref().is_some_and(|best| best.length <= bound);
            if is_done || purse.is_empty() {
                return best.into();
            }
            match rules.get(turn) {
                Some(rule) => ranks.sorted(|one| at(rule, one), &mut keys, &mut order),
                None if people.len() < 2 || turn < 2 * PEOPLE => {
                    let spread =
                        1 + random.below(1 + at(&measures.latest_start, 0).unsigned_abs() as usize / 4);
                    let rule = rules.get(turn % 3).copied().unwrap_or_default();
                    let noise: Vec<Time> =
                        rule.iter().map(|key| key + random.below(spread) as Time).collect();
                    ranks.sorted(|one| at(&noise, one), &mut keys, &mut order);
                }
                None => crossed(&people, &ranks, &mut random, &mut keys, &mut order),
            }
            turn += 1;
            let Some(child) = held.pass(&mut order, purse) else { continue };
            if best.as_ref().is_none_or(|best| child.length < best.length) {
                best = Some(child.clone());
            }
            settle_in(&mut people, child);
        }
        let Some(branch) = &mut exact else { continue };
        branch.below = branch.below.min(best.as_ref().map_or(Time::MAX, |best| best.length));
        let is_through = branch.work(WAYS, purse);
        if let Some(found) = branch.best.take() {
            let found = one(net, &found);
            people.push(found.clone());
            best = Some(found);
        }
        if is_through {
            return best.map_or(Found::Impossible, |one| Found::Schedule { one, is_shortest: true });
        }
    }
}

/// Two of the population crossed: a stretch of the better one's order, the rest by the other's.
fn crossed(people: &[One], ranks: &Ranks, random: &mut Random, keys: &mut Vec<u64>, order: &mut Vec<u32>) {
    let mut draw = || {
        let (one, other) = (people.get(random.below(people.len())), people.get(random.below(people.len())));
        if one.map(|one| one.length) <= other.map(|one| one.length) { one } else { other }
    };
    let Some((father, mother)) = draw().zip(draw()) else { return };
    let from = random.below(father.length.max(1) as usize) as Time;
    let to = from + random.below(father.length.max(1) as usize) as Time;
    let far = father.length.max(mother.length) + 1;
    let key = |one: usize| {
        let (his, hers) = (at(&father.starts, one), at(&mother.starts, one));
        match his {
            _ if his < from => hers - far,
            _ if his <= to => his,
            _ => hers + far,
        }
    };
    ranks.sorted(key, keys, order);
    for place in 1..order.len() {
        if random.below(20) == 0 {
            order.swap(place - 1, place);
        }
    }
}

/// Takes a schedule into the population, in place of the longest when that is full; none is in it twice.
fn settle_in(people: &mut Vec<One>, child: One) {
    if people.iter().any(|one| one.starts == child.starts) {
        return;
    }
    if people.len() < PEOPLE {
        people.push(child);
    } else if let Some(worst) = people.iter_mut().max_by_key(|one| one.length)
        && child.length <= worst.length
    {
        *worst = child;
    }
}
