//! Who is at which task: the people of each role that has a limit, with the minutes in which they are busy.
//! A task that has begun stays with the person who began it. Nobody is asked to do two things at once.

use crate::calendar::moment::Moment;
use crate::calendar::work::WorkCalendar;
use crate::plan::network::{Calendars, Dates, Driver, Network, Task};
use std::collections::BTreeSet;

/// Minutes that a task takes of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    from: i64,
    to: i64,
    task: usize,
}

/// A person: what he is busy with.
#[derive(Debug, Clone, Default)]
struct Person {
    /// In order of time.
    held: Vec<Held>,
    /// The same joined as far as the role's calendar has no minute between, so that a search steps over a busy year at
    /// once; the task is the one that ends the run.
    runs: Vec<Held>,
}

/// The people of the roles with a limit.
#[derive(Debug, Clone, Default)]
pub struct Crews {
    /// The role of each task as an index of `roles`; none when nobody is counted for it.
    role_of: Vec<Option<usize>>,
    /// For each role the calendar of its first task, and its people.
    roles: Vec<(usize, Vec<Person>)>,
    /// Tasks with fixed dates that ask for more people than there are: the task and who holds the person.
    pub clashes: Vec<(usize, usize)>,
}

impl Crews {
    /// The people of a network, all of them free.
    pub fn of(network: &Network) -> Crews {
        let names: Vec<&str> = network.people.iter().map(|(role, _)| role.as_str()).collect();
        let role = |task: &Task| {
            let works = task.works && !task.summary && !task.length.is_milestone();
            works.then(|| names.iter().position(|name| *name == task.role)).flatten()
        };
        let role_of: Vec<Option<usize>> = network.tasks.iter().map(role).collect();
        let calendar = |role: usize| {
            let mut tasks = network.tasks.iter().zip(&role_of);
            tasks.find(|(_, of)| **of == Some(role)).map_or(0, |(task, _)| task.calendar)
        };
        let people = |(role, (_, people)): (usize, &(String, u16))| {
            (calendar(role), vec![Person::default(); usize::from(*people).max(1)])
        };
        let roles = network.people.iter().enumerate().map(people).collect();
        Crews { role_of, roles, clashes: Vec::new() }
    }

    fn people_for(&self, index: usize) -> Option<&(usize, Vec<Person>)> {
        self.roles.get((*self.role_of.get(index)?)?)
    }

    /// The dates of a task from the moment on from which links let it start: those of the first person who is free
    /// for all of it.
    pub fn first_free(&self, index: usize, task: &Task, calendars: &Calendars, at: Dates) -> Dates {
        let Some((usual, people)) = self.people_for(index).filter(|_| is_movable(task)) else { return at };
        // Runs are joined by the usual calendar; whoever works by another sees every pause.
        let found = people.iter().map(|person| {
            let busy = if task.calendar == *usual { &person.runs } else { &person.held };
            first_free(busy, task, calendars, at.start)
        });
        match found.min_by_key(|(start, _)| *start) {
            Some((start, Some(holder))) if start > at.start => {
                Dates { start, finish: calendars.finish(task, start), driver: Driver::Busy(holder), ..at }
            }
            _ => at,
        }
    }

    /// The latest start of a task that ends at a moment at the latest and begins after `than`, with somebody free.
    pub fn last_free(
        &self,
        index: usize,
        task: &Task,
        calendars: &Calendars,
        (than, latest): (Moment, Moment),
    ) -> Option<Moment> {
        let ends_at = |finish: Moment| {
            let end = match task.length.is_milestone() {
                true => finish,
                false => calendars.get(task.calendar).previous_end(finish),
            };
            calendars.open(task, calendars.start(task, end))
        };
        let Some((_, people)) = self.people_for(index) else { return Some(ends_at(latest)) };
        let before = |person: &Person| {
            let mut finish = latest;
            loop {
                let start = ends_at(finish);
                if start <= than {
                    return None;
                }
                match clashes(&person.held, task, calendars, (start, calendars.finish(task, start))).next() {
                    None => return Some(start),
                    Some(first) => finish = Moment(first.from).min(finish.plus(-1)),
                }
            }
        };
        people.iter().filter_map(before).max()
    }

    /// Notes that somebody is at the task on its dates.
    pub fn take(&mut self, index: usize, task: &Task, calendars: &Calendars, dates: &Dates) {
        let Some(role) = self.role_of.get(index).copied().flatten() else { return };
        let Some((usual, people)) = self.roles.get_mut(role) else { return };
        let clash =
            |person: &Person| clashes(&person.held, task, calendars, (dates.start, dates.finish)).next();
        // Whoever has been free the longest, so that tasks that need not wait for each other do not.
        let free = people.iter().enumerate().filter(|(_, person)| clash(person).is_none());
        let free = free.min_by_key(|(_, person)| (person.idle_since(dates.start), person.held.len()));
        let free = free.map(|(place, _)| place);
        let Some(person) = people.get_mut(free.unwrap_or(0)) else { return };
        if let (None, Some(holder)) = (free, clash(person)) {
            self.clashes.push((index, holder.task));
        }
        let worked = calendars.get(task.calendar).worked(dates.start, dates.finish);
        person.add(worked.map(|(from, to)| Held { from, to, task: index }), calendars.get(*usual));
    }

    /// Forgets that somebody is at the task.
    pub fn release(&mut self, index: usize, calendars: &Calendars) {
        let Some(role) = self.role_of.get(index).copied().flatten() else { return };
        let Some((usual, people)) = self.roles.get_mut(role) else { return };
        for person in people.iter_mut().filter(|person| person.held.iter().any(|held| held.task == index)) {
            let held = std::mem::take(person).held.into_iter().filter(|held| held.task != index);
            person.add(held, calendars.get(*usual));
        }
    }

    /// Which task each person turns to after which: pairs of a task and the next.
    pub fn handed_over(&self, dates: &[Dates]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for person in self.roles.iter().flat_map(|(_, people)| people) {
            let mut seen = BTreeSet::new();
            let met = person.held.iter().map(|held| held.task).filter(|task| seen.insert(*task));
            let tasks: Vec<usize> = met.collect();
            for pair in tasks.windows(2) {
                if let [one, next] = pair
                    && let (Some(before), Some(after)) = (dates.get(*one), dates.get(*next))
                    // Where one pauses while the other is worked on, neither waits for the other.
                    && before.finish <= after.start
                {
                    pairs.push((*one, *next));
                }
            }
        }
        pairs
    }
}

impl Person {
    /// Since when he has been free at a moment.
    fn idle_since(&self, moment: Moment) -> i64 {
        let before = self.held.partition_point(|held| held.from < moment.0);
        before.checked_sub(1).and_then(|last| self.held.get(last)).map_or(i64::MIN, |held| held.to)
    }

    /// Adds minutes in which he is busy, in order of time.
    fn add(&mut self, worked: impl Iterator<Item = Held>, usual: &WorkCalendar) {
        for held in worked {
            let place = self.held.partition_point(|one| (one.from, one.to) <= (held.from, held.to));
            self.held.insert(place, held);
            let joins = |one: &Held, next: &Held| usual.between(Moment(one.to), Moment(next.from)) <= 0;
            let place = self.runs.partition_point(|run| run.from <= held.from);
            let mut run = held;
            let mut first = place;
            if let Some(before) = place.checked_sub(1).and_then(|before| self.runs.get(before))
                && joins(before, &run)
            {
                let last = if before.to > run.to { before.task } else { run.task };
                run = Held { from: before.from, to: before.to.max(run.to), task: last };
                first -= 1;
            }
            let mut end = place;
            while let Some(after) = self.runs.get(end).filter(|after| joins(&run, after)) {
                let last = if run.to > after.to { run.task } else { after.task };
                run = Held { to: run.to.max(after.to), task: last, ..run };
                end += 1;
            }
            self.runs.splice(first..end, [run]);
        }
    }
}

/// Whether its dates are to be found and not given.
pub fn is_movable(task: &Task) -> bool {
    task.fixed.is_none() && task.actual_start.is_none()
}

/// The first start from a moment on at which a person is free for all of a task, and who held him last before.
fn first_free(held: &[Held], task: &Task, calendars: &Calendars, from: Moment) -> (Moment, Option<usize>) {
    let (mut start, mut holder) = (from, None);
    while let Some(last) = clashes(held, task, calendars, (start, calendars.finish(task, start))).last() {
        holder = Some(last.task);
        start = calendars.open(task, Moment(last.to).max(start.plus(1)));
    }
    (start, holder)
}

/// What a person is busy with in the minutes in which a task would be worked on from start to finish, in order of time.
fn clashes<'a>(
    held: &'a [Held],
    task: &Task,
    calendars: &'a Calendars,
    (start, finish): (Moment, Moment),
) -> impl Iterator<Item = Held> + 'a {
    let first = held.partition_point(|held| held.to <= start.0);
    let near = held.get(first..).unwrap_or_default().iter().take_while(move |held| held.from < finish.0);
    let calendar = calendars.get(task.calendar);
    near.copied().filter(move |held| {
        // Work in the pauses of the other does no harm.
        calendar.between(Moment(held.from).max(start), Moment(held.to).min(finish)) > 0
    })
}
