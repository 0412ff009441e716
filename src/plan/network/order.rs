//! Tasks in an order in which each comes after all that it waits for; links that close a loop are cut.
//! It sets no dates.

use crate::plan::network::Network;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A loop that was cut: its tasks, each waiting for the next, the last for the first.
pub type Loop = Vec<usize>;

/// Cuts the link that closes each loop and returns the order of the tasks with the loops that were cut.
///
/// A task that follows a timed task comes after the task that this one is timed to, for only then is it placed.
pub fn untangle(network: &mut Network) -> (Vec<usize>, Vec<Loop>) {
    let befores = befores(network);
    let mut states = vec![State::New; befores.len()];
    let (mut order, mut loops, mut cuts) = (Vec::with_capacity(befores.len()), Vec::new(), Vec::new());
    for root in 0..befores.len() {
        if states.get(root) != Some(&State::New) {
            continue;
        }
        // Each entry is a task and how many of its predecessors were visited.
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((index, visited)) = path.last_mut() {
            let index = *index;
            set(&mut states, index, State::Open);
            let Some(next) = befores.get(index).and_then(|before| before.get(*visited)).copied() else {
                set(&mut states, index, State::Done);
                order.push(index);
                path.pop();
                continue;
            };
            *visited += 1;
            match states.get(next) {
                Some(State::New) => path.push((next, 0)),
                Some(State::Open) => {
                    loops.push(path.iter().map(|(at, _)| *at).skip_while(|at| *at != next).collect());
                    cuts.push((index, next));
                }
                _ => {}
            }
        }
    }
    for (index, next) in cuts {
        let Some(task) = network.tasks.get_mut(index) else { continue };
        let links = task.before.len();
        task.before.retain(|link| link.task != next);
        if task.before.len() < links {
            continue;
        }
        // No link closes this loop, only that a task is timed to another one; so it is not.
        let before: Vec<usize> = task.before.iter().map(|link| link.task).collect();
        for timed in before {
            if let Some(task) = network.tasks.get_mut(timed).filter(|task| task.timed_to == Some(next)) {
                task.timed_to = None;
            }
        }
    }
    (order, loops)
}

/// Tasks in an order in which each comes after all that it waits for and, of those that could come next, the one
/// with the least number does. Loops must have been cut.
pub fn sequence(network: &Network, numbers: &[i64]) -> Vec<usize> {
    sorted(&befores(network), numbers)
}

/// The same by links alone, wherever timed tasks are; what is in a loop of leads follows by its number.
pub fn by_links(network: &Network, numbers: &[i64]) -> Vec<usize> {
    let links = network.tasks.iter().map(|task| task.before.iter().map(|link| link.task).collect());
    sorted(&links.collect::<Vec<_>>(), numbers)
}

fn sorted(befores: &[Vec<usize>], numbers: &[i64]) -> Vec<usize> {
    let mut waits: Vec<usize> = befores.iter().map(Vec::len).collect();
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); befores.len()];
    for (index, before) in befores.iter().enumerate() {
        for other in before {
            if let Some(list) = after.get_mut(*other) {
                list.push(index);
            }
        }
    }
    let number = |index: usize| (numbers.get(index).copied().unwrap_or(0), index);
    let ready = waits.iter().enumerate().filter(|(_, waits)| **waits == 0);
    let mut open: BinaryHeap<Reverse<(i64, usize)>> =
        ready.map(|(index, _)| Reverse(number(index))).collect();
    let mut sequence = Vec::with_capacity(befores.len());
    while let Some(Reverse((_, index))) = open.pop() {
        sequence.push(index);
        for next in after.get(index).into_iter().flatten() {
            let Some(left) = waits.get_mut(*next) else { continue };
            *left = left.saturating_sub(1);
            if *left == 0 {
                open.push(Reverse(number(*next)));
            }
        }
    }
    let mut looped: Vec<usize> = (0..befores.len()).filter(|index| waits.get(*index) > Some(&0)).collect();
    looped.sort_by_key(|index| number(*index));
    sequence.extend(looped);
    sequence
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

fn set(states: &mut [State], index: usize, state: State) {
    if let Some(place) = states.get_mut(index) {
        *place = state;
    }
}

/// What must be dated before each task. Summary tasks wait for nothing, and nothing waits for them.
fn befores(network: &Network) -> Vec<Vec<usize>> {
    let timed = |index: usize| network.tasks.get(index).and_then(|task| task.timed_to);
    let mut befores = Vec::with_capacity(network.tasks.len());
    for (index, task) in network.tasks.iter().enumerate() {
        let mut before: Vec<usize> = Vec::with_capacity(task.before.len());
        for link in &task.before {
            before.push(link.task);
            let target = timed(link.task).filter(|target| *target != index && timed(index) != Some(*target));
            before.extend(target);
        }
        befores.push(before);
    }
    befores
}
