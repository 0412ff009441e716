//! The tasks of one plan and what each waits for: templates, gaps, readiness and wave steps, with the edits.
//! It sets no dates; they are made in `network`.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::area::Stage;
use crate::model::sorted_map::SortedMap;
use crate::plan::drafts::Draft;
use crate::plan::templates::Kind;
use crate::plan::{Link, Origin, TaskEdit};
use chrono::NaiveDate;

/// A task without dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Stable key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Stage.
    pub stage: Stage,
    /// Role that does it.
    pub role: String,
    /// Why it is there.
    pub why: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Working days; days of the calendar when the kind is `Elapsed`.
    pub days: u16,
    /// What it is.
    pub kind: Kind,
    /// Index of the group that it moves or serves.
    pub group: Option<usize>,
    /// Whether it prepares its group's moves and therefore lies just before them.
    pub prepares: bool,
    /// Not before this day.
    pub not_before: Option<NaiveDate>,
    /// Whether the consultant changed its days.
    pub days_set: bool,
    /// Whether the consultant changed anything.
    pub edited: bool,
    /// Indices of the tasks before it, with working days to wait.
    pub before: Vec<(usize, u16)>,
}

/// Tasks in an order in which each comes after all that it waits for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// The tasks, in the order of the templates.
    pub nodes: Vec<Node>,
    /// Indices of the tasks, predecessors first.
    pub order: Vec<usize>,
    /// The task that moves each group.
    pub moves: Vec<Option<usize>>,
}

impl Graph {
    /// The links of a task by key.
    pub fn links(&self, node: &Node) -> Vec<Link> {
        node.before
            .iter()
            .filter_map(|(index, lag)| {
                self.nodes.get(*index).map(|before| Link { after: before.key.clone(), lag_days: *lag })
            })
            .collect()
    }
}

/// The graph of the drafts with the consultant's edits; loops are cut and reported as `plan.loop`.
pub fn link(
    mut drafts: Vec<Draft>,
    edits: &SortedMap<String, TaskEdit>,
    groups: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Graph {
    for draft in &mut drafts {
        if let Some(edit) = edits.get(&draft.node.key) {
            apply(draft, edit, diagnostics);
        }
    }
    let mut graph = Graph { nodes: joined(drafts), order: Vec::new(), moves: vec![None; groups] };
    for (index, node) in graph.nodes.iter().enumerate() {
        if let (Kind::Enrol, Some(place)) =
            (node.kind, node.group.and_then(|group| graph.moves.get_mut(group)))
        {
            *place = Some(index);
        }
    }
    mark_preparation(&mut graph);
    sort(&mut graph, diagnostics);
    graph
}

fn apply(draft: &mut Draft, edit: &TaskEdit, diagnostics: &mut Vec<Diagnostic>) {
    let node = &mut draft.node;
    node.edited =
        edit.days.is_some() || edit.not_before.is_some() || edit.name.is_some() || !edit.owner.is_empty();
    node.not_before = edit.not_before;
    if let Some(name) = &edit.name {
        node.name.clone_from(name);
    }
    if let Some(days) = edit.days {
        node.days = days;
        node.days_set = true;
        // A figure of the consultant is in working days, and gives a milestone a duration.
        if matches!(node.kind, Kind::Elapsed | Kind::Milestone) {
            node.kind = Kind::Task;
        }
    }
    if edit.dropped && node.kind == Kind::Enrol && node.group.is_some() {
        diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                "plan.edit.moves",
                Place::part(node.name.clone()),
                "Moves of devices cannot be left out; the task stays.",
            )
            .with_hint("Change the device counts instead."),
        );
    } else if edit.dropped {
        draft.dropped = true;
    }
}

/// The tasks that stay; those after a dropped task wait for what it waited for.
fn joined(drafts: Vec<Draft>) -> Vec<Node> {
    let by_key: SortedMap<&str, usize> =
        drafts.iter().enumerate().map(|(index, draft)| (draft.node.key.as_str(), index)).collect();
    let mut kept = 0;
    let places: Vec<Option<usize>> = drafts
        .iter()
        .map(|draft| {
            let place = (!draft.dropped).then_some(kept);
            kept += usize::from(!draft.dropped);
            place
        })
        .collect();
    let before: Vec<Vec<(usize, u16)>> = drafts
        .iter()
        .map(|draft| {
            let mut found: SortedMap<usize, u16> = SortedMap::default();
            let mut lags_seen: SortedMap<&str, u16> = SortedMap::default();
            let mut open: Vec<(&str, u16)> = if draft.dropped {
                Vec::new()
            } else {
                draft.after.iter().map(|(key, lag)| (key.as_str(), *lag)).collect()
            };
            while let Some((key, lag)) = open.pop() {
                let Some(index) = by_key.get(key) else { continue };
                if let Some(place) = places.get(*index).copied().flatten() {
                    found.change(place, |most| *most = lag.max(*most));
                } else if let Some(dropped) = drafts.get(*index) {
                    // A dropped task is passed again only with a longer wait, and waits are bounded.
                    if lags_seen.get(key).is_some_and(|seen| *seen >= lag) {
                        continue;
                    }
                    let looped = lags_seen.insert(key, lag).is_some() && lag > 1000;
                    if !looped {
                        open.extend(
                            dropped.after.iter().map(|(key, more)| (key.as_str(), lag.saturating_add(*more))),
                        );
                    }
                }
            }
            found.into_iter().collect()
        })
        .collect();
    drafts
        .into_iter()
        .zip(before)
        .filter(|(draft, _)| !draft.dropped)
        .map(|(draft, before)| Node { before, ..draft.node })
        .collect()
}

fn mark_preparation(graph: &mut Graph) {
    for moves in graph.moves.clone().into_iter().flatten() {
        let group = graph.nodes.get(moves).and_then(|node| node.group);
        let mut open = vec![moves];
        while let Some(index) = open.pop() {
            let before = graph.nodes.get(index).map(|node| node.before.clone()).unwrap_or_default();
            for (earlier, _) in before {
                let Some(node) = graph.nodes.get_mut(earlier) else { continue };
                if node.group == group && !node.prepares && earlier != moves {
                    node.prepares = true;
                    open.push(earlier);
                }
            }
        }
    }
}

/// What must be dated before a task: its predecessors and, for order only, moves.
///
/// Groups move one after the other, and what follows a preparation waits until the moves have placed it.
fn dated_before(graph: &Graph, index: usize) -> Vec<usize> {
    let Some(node) = graph.nodes.get(index) else { return Vec::new() };
    let mut before: Vec<usize> = node.before.iter().map(|(earlier, _)| *earlier).collect();
    let moves = |group: usize| graph.moves.get(group).copied().flatten();
    if let Some(group) = node.group {
        if moves(group) == Some(index) {
            before.extend((0..group).rev().find_map(moves));
        } else if !node.prepares {
            before.extend(moves(group));
        }
    }
    before
}

/// Orders the tasks depth first; a link that closes a loop is cut.
fn sort(graph: &mut Graph, diagnostics: &mut Vec<Diagnostic>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let befores: Vec<Vec<usize>> = (0..graph.nodes.len()).map(|index| dated_before(graph, index)).collect();
    let mut states = vec![State::New; befores.len()];
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for root in 0..befores.len() {
        if states.get(root) != Some(&State::New) {
            continue;
        }
        // Each entry is a task and how many of its predecessors were visited.
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((index, visited)) = path.last_mut() {
            let index = *index;
            if let Some(state) = states.get_mut(index) {
                *state = State::Open;
            }
            let Some(next) = befores.get(index).and_then(|before| before.get(*visited)).copied() else {
                if let Some(state) = states.get_mut(index) {
                    *state = State::Done;
                }
                graph.order.push(index);
                path.pop();
                continue;
            };
            *visited += 1;
            match states.get(next) {
                Some(State::New) => path.push((next, 0)),
                Some(State::Open) => {
                    let around = path.iter().map(|(at, _)| *at).skip_while(|at| *at != next);
                    diagnostics.push(looped(graph, &around.collect::<Vec<_>>()));
                    cuts.push((index, next));
                }
                _ => {}
            }
        }
    }
    for (index, next) in cuts {
        if let Some(node) = graph.nodes.get_mut(index) {
            node.before.retain(|(before, _)| *before != next);
        }
    }
}

fn looped(graph: &Graph, around: &[usize]) -> Diagnostic {
    let name = |index: &usize| graph.nodes.get(*index).map_or("", |node| node.name.as_str());
    let mut names: Vec<&str> = around.iter().map(name).collect();
    let first = names.first().copied().unwrap_or_default();
    names.push(first);
    Diagnostic::new(
        Severity::Problem,
        "plan.loop",
        Place::part(first),
        format!("These tasks wait for each other: {}.", names.join(" \u{2190} ")),
    )
    .with_hint("The plan ignores the last of these links; remove one that is not needed.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tasks written as "key after;after+lag", dropped when they begin with "!".
    fn check(tasks: &[&str], expected: &[&str], codes: &[&str]) {
        let drafts = tasks.iter().map(|task| {
            let (key, after) = task.split_once(' ').unwrap_or((task, ""));
            let after = after.split(';').filter(|part| !part.is_empty()).map(|part| {
                let (key, lag) = part.split_once('+').unwrap_or((part, "0"));
                (key.to_owned(), lag.parse().unwrap())
            });
            let dropped = key.starts_with('!');
            Draft { dropped, ..Draft::sample(key.trim_start_matches('!'), after.collect()) }
        });
        let mut diagnostics = Vec::new();
        let graph = link(drafts.collect(), &SortedMap::default(), 0, &mut diagnostics);
        let written = graph.nodes.iter().map(|node| {
            let links = graph.links(node);
            let links: Vec<String> =
                links.iter().map(|link| format!("{}+{}", link.after, link.lag_days)).collect();
            format!("{} {}", node.key, links.join(";"))
        });
        assert_eq!(written.collect::<Vec<_>>(), expected);
        assert_eq!(diagnostics.iter().map(|found| found.message.as_str()).collect::<Vec<_>>(), codes);
        let place = |index: usize| graph.order.iter().position(|other| *other == index).unwrap();
        for (index, node) in graph.nodes.iter().enumerate() {
            assert!(node.before.iter().all(|(before, _)| place(*before) < place(index)));
        }
    }

    #[test]
    fn followers_of_a_dropped_task_inherit_its_predecessors() {
        check(&["a", "!b a+2", "c b+3"], &["a ", "c a+5"], &[]);
        check(&["a", "!b a", "!c b+1;a", "d c;a"], &["a ", "d a+1"], &[]);
        check(&["!a b", "!b a+1", "c a"], &["c "], &[]);
    }

    #[test]
    fn loops_are_named_task_by_task_and_cut() {
        check(
            &["a c", "b a", "c b"],
            &["a c+0", "b ", "c b+0"],
            &["These tasks wait for each other: a \u{2190} c \u{2190} b \u{2190} a."],
        );
        check(&["a a"], &["a "], &["These tasks wait for each other: a \u{2190} a."]);
    }
}
