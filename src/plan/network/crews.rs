//! Who is at which task: the people of each role that has a limit, with the minutes in which they are busy.
//! A task that has begun stays with the person who began it. Nobody is asked to do two things at once.

use crate::calendar::moment::Moment;
use crate::plan::network::{Calendars, Dates, Driver, Network, Task};

/// Minutes that a task takes of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    from: i64,
    to: i64,
    task: usize,
}

/// The people of the roles with a limit.
#[derive(Debug, Clone, Default)]
pub struct Crews {
    /// The role of each task as an index of `roles`; none when nobody is counted for it.
    role_of: Vec<Option<usize>>,
    /// For each role its people, each with what he is busy with, in order of time.
    roles: Vec<Vec<Vec<Held>>>,
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
        Crews {
            role_of: network.tasks.iter().map(role).collect(),
            roles: network
                .people
                .iter()
                .map(|(_, people)| vec![Vec::new(); usize::from(*people).max(1)])
                .collect(),
            clashes: Vec::new(),
        }
    }

    fn people_for(&self, index: usize) -> Option<&Vec<Vec<Held>>> {
        self.roles.get((*self.role_of.get(index)?)?)
    }

    /// The dates of a task from the moment on from which links let it start: those of the first person who is free
    /// for all of it.
    pub fn first_free(&self, index: usize, task: &Task, calendars: &Calendars, at: Dates) -> Dates {
        let Some(people) = self.people_for(index).filter(|_| is_movable(task)) else { return at };
        let found = people.iter().map(|held| first_free(held, task, calendars, at.start));
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
        let Some(people) = self.people_for(index) else { return Some(ends_at(latest)) };
        let before = |held: &Vec<Held>| {
            let mut finish = latest;
            loop {
                let start = ends_at(finish);
                if start <= than {
                    return None;
                }
                match clashes(held, task, calendars, (start, calendars.finish(task, start))).next() {
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
        let Some(people) = self.roles.get_mut(role) else { return };
        let clash = |held: &Vec<Held>| clashes(held, task, calendars, (dates.start, dates.finish)).next();
        // Whoever has been free the longest, so that tasks that need not wait for each other do not.
        let free = people.iter().enumerate().filter(|(_, held)| clash(held).is_none());
        let idle_since = |held: &Vec<Held>| {
            let before = held.iter().take_while(|held| held.from < dates.start.0);
            before.map(|held| held.to).max().unwrap_or(i64::MIN)
        };
        let free = free.min_by_key(|(_, held)| (idle_since(held), held.len())).map(|(place, _)| place);
        let Some(person) = people.get_mut(free.unwrap_or(0)) else { return };
        if let (None, Some(holder)) = (free, clash(person)) {
            self.clashes.push((index, holder.task));
        }
        let worked = calendars.get(task.calendar).worked(dates.start, dates.finish);
        person.extend(worked.map(|(from, to)| Held { from, to, task: index }));
        person.sort_by_key(|held| (held.from, held.to));
    }

    /// Forgets that somebody is at the task.
    pub fn release(&mut self, index: usize) {
        let Some(role) = self.role_of.get(index).copied().flatten() else { return };
        for person in self.roles.get_mut(role).into_iter().flatten() {
            person.retain(|held| held.task != index);
        }
    }

    /// Which task each person turns to after which: pairs of a task and the next.
    pub fn handed_over(&self, dates: &[Dates]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for person in self.roles.iter().flatten() {
            let mut tasks: Vec<usize> = Vec::new();
            for held in person {
                if !tasks.contains(&held.task) {
                    tasks.push(held.task);
                }
            }
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
