//! The tasks of one plan and what each waits for: templates, gaps, readiness and wave steps, with the edits.
//! It sets no dates and cuts no loops; `compile` makes a network of it.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::area::Stage;
use crate::model::sorted_map::SortedMap;
use crate::plan::drafts::Draft;
use crate::plan::edits::{Offer, apply};
use crate::plan::network::Link;
use crate::plan::templates::Kind;
use crate::plan::{Origin, TaskEdit};

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
    /// What the consultant changed.
    pub edit: TaskEdit,
    /// Indices of the tasks that must be finished before it, with working days to wait.
    pub before: Vec<(usize, u16)>,
    /// Links that the consultant added.
    pub added: Vec<Link>,
}

/// All tasks of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// The tasks, in the order of the templates.
    pub nodes: Vec<Node>,
    /// The task that moves each group.
    pub moves: Vec<Option<usize>>,
    /// Changed tasks whose origin says something new.
    pub offers: Vec<Offer>,
}

/// The graph of the drafts with the consultant's edits.
pub fn link(
    mut drafts: Vec<Draft>,
    edits: &SortedMap<String, TaskEdit>,
    groups: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Graph {
    let mut offers = Vec::new();
    for draft in &mut drafts {
        if let Some(edit) = edits.get(&draft.node.key) {
            apply(draft, edit, &mut offers, diagnostics);
        }
    }
    let mut graph = Graph { nodes: joined(drafts), moves: vec![None; groups], offers };
    for (index, node) in graph.nodes.iter().enumerate() {
        if let (Kind::Enrol, Some(place)) =
            (node.kind, node.group.and_then(|group| graph.moves.get_mut(group)))
        {
            *place = Some(index);
        }
    }
    add_links(&mut graph, diagnostics);
    mark_preparation(&mut graph);
    graph
}

/// The links that the consultant added, where their task is there and they close no loop.
fn add_links(graph: &mut Graph, diagnostics: &mut Vec<Diagnostic>) {
    if graph.nodes.iter().all(|node| node.edit.links.is_empty()) {
        return;
    }
    let by_key: SortedMap<String, usize> =
        graph.nodes.iter().enumerate().map(|(index, node)| (node.key.clone(), index)).collect();
    for index in 0..graph.nodes.len() {
        let Some(node) = graph.nodes.get(index) else { continue };
        let name = node.name.clone();
        for link in node.edit.links.clone() {
            let Some(task) = by_key.get(&link.after).copied() else {
                diagnostics.push(unknown_link(&name, &link.after));
                continue;
            };
            match way_back(graph, task, index) {
                Some(around) => {
                    diagnostics.push(looped(graph.nodes.iter().map(|node| node.name.as_str()), &around))
                }
                None => {
                    if let Some(node) = graph.nodes.get_mut(index) {
                        node.added.push(Link { task, kind: link.kind, lag: link.lag });
                    }
                }
            }
        }
    }
}

/// The tasks from `target` over those that it is waited for by, to `from`, when `from` waits for `target`.
fn way_back(graph: &Graph, from: usize, target: usize) -> Option<Vec<usize>> {
    // For each task seen, the one that waits for it.
    let mut seen: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == target {
            let mut around = vec![target];
            let mut back = at;
            while back != from {
                back = seen.get(back).copied().flatten()?;
                around.push(back);
            }
            // In the order of waiting, the target first.
            around.rotate_left(1);
            around.reverse();
            return Some(around);
        }
        let Some(node) = graph.nodes.get(at) else { continue };
        let before = node.before.iter().map(|(before, _)| *before);
        for before in before.chain(node.added.iter().map(|link| link.task)) {
            if let Some(place) = seen.get_mut(before).filter(|place| place.is_none() && before != from) {
                *place = Some(at);
                open.push(before);
            }
        }
    }
    None
}

fn unknown_link(name: &str, after: &str) -> Diagnostic {
    let message = format!("It is to wait for \u{201c}{after}\u{201d}, which is no task of the plan.");
    Diagnostic::new(Severity::Warning, "plan.link.unknown", Place::part(name), message)
        .with_hint("Remove the link, or take the task back into the plan.")
}

/// The finding of a loop, its tasks each waiting for the next.
pub fn looped<'a>(names: impl Iterator<Item = &'a str> + Clone, around: &[usize]) -> Diagnostic {
    let mut words: Vec<&str> =
        around.iter().map(|index| names.clone().nth(*index).unwrap_or_default()).collect();
    let first = words.first().copied().unwrap_or_default();
    words.push(first);
    Diagnostic::new(
        Severity::Problem,
        "plan.loop",
        Place::part(first),
        format!("These tasks wait for each other: {}.", words.join(" \u{2190} ")),
    )
    .with_hint("The plan ignores the last of these links, or the one that you added; remove it.")
}

/// The tasks that stay; those after a dropped task wait for what it waited for.
fn joined(drafts: Vec<Draft>) -> Vec<Node> {
    let mut keys: Vec<(&str, usize)> =
        drafts.iter().enumerate().map(|(index, draft)| (draft.node.key.as_str(), index)).collect();
    // In order, so that the map is made in one go.
    keys.sort();
    let by_key: SortedMap<&str, usize> = keys.into_iter().collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Tasks written as "key after;after+lag", dropped when they begin with "!".
    fn check(tasks: &[&str], expected: &[&str]) {
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
            let key = |index: usize| graph.nodes[index].key.as_str();
            let links: Vec<String> =
                node.before.iter().map(|(before, lag)| format!("{}+{lag}", key(*before))).collect();
            format!("{} {}", node.key, links.join(";"))
        });
        assert_eq!(written.collect::<Vec<_>>(), expected);
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn followers_of_a_dropped_task_inherit_its_predecessors() {
        check(&["a", "!b a+2", "c b+3"], &["a ", "c a+5"]);
        check(&["a", "!b a", "!c b+1;a", "d c;a"], &["a ", "d a+1"]);
        check(&["!a b", "!b a+1", "c a"], &["c "]);
    }
}
