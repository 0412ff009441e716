//! What the consultant changed of a task, put on it; and what its origin says otherwise, offered.
//! An edit is never dropped or overwritten.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::day;
use crate::model::sorted_map::SortedMap;
use crate::plan::TaskEdit;
use crate::plan::drafts::Draft;
use crate::plan::graph::Graph;
use crate::plan::templates::Kind;
use serde::{Deserialize, Serialize};

/// A task that the consultant changed and whose origin says something new since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Key of the task.
    pub key: String,
    /// Name of the task.
    pub name: String,
    /// What differs: "working days" or "name".
    pub field: String,
    /// What the consultant wrote, which stays.
    pub yours: String,
    /// What the assessment says now.
    pub theirs: String,
}

impl Offer {
    /// Whether it is about the working days, and not about the name.
    pub fn is_of_days(&self) -> bool {
        self.field == DAYS
    }
}

/// The field of an offer about working days.
const DAYS: &str = "working days";

/// Puts an edit on a task.
pub fn apply(draft: &mut Draft, edit: &TaskEdit, offers: &mut Vec<Offer>, diagnostics: &mut Vec<Diagnostic>) {
    offer(draft, edit, offers, diagnostics);
    draft.after.retain(|(key, _)| !edit.unlinked.contains(key));
    let node = &mut draft.node;
    node.edit = edit.clone();
    if let Some(name) = &edit.name {
        node.name.clone_from(name);
    }
    if let Some(days) = edit.days {
        node.days = days;
    }
    // A figure of the consultant is in working time, and gives a milestone a duration.
    if (edit.days.is_some() || edit.minutes.is_some()) && matches!(node.kind, Kind::Elapsed | Kind::Milestone)
    {
        node.kind = Kind::Task;
    }
    if let (Some(begun), Some(done)) = (edit.actual_start, edit.actual_finish)
        && done < begun
    {
        let message = format!(
            "It is said to have ended on {}, before it started on {}; it counts as done on the earlier day.",
            day::full(done),
            day::full(begun)
        );
        diagnostics.push(
            Diagnostic::new(Severity::Warning, "plan.actual.order", Place::part(node.name.clone()), message)
                .with_hint("Change one of the two dates."),
        );
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

/// Whether anything but the leaving out was changed.
pub fn is_changed(edit: &TaskEdit) -> bool {
    let plain = TaskEdit { dropped: edit.dropped, seen: edit.seen.clone(), ..TaskEdit::default() };
    *edit != plain
}

/// What the templates or the assessment say otherwise than when the task was changed.
fn offer(draft: &Draft, edit: &TaskEdit, offers: &mut Vec<Offer>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(seen) = &edit.seen else { return };
    let node = &draft.node;
    let mut differs = |field: &str, yours: String, theirs: String| {
        let message = format!(
            "The {field} that you set ({yours}) stay; since then the assessment says \u{201c}{theirs}\u{201d}."
        );
        diagnostics.push(
            Diagnostic::new(Severity::Note, "plan.edit.differs", Place::part(node.name.clone()), message)
                .with_hint("Take the new figure, or keep yours."),
        );
        let name = edit.name.clone().unwrap_or_else(|| node.name.clone());
        offers.push(Offer { key: node.key.clone(), name, field: field.to_owned(), yours, theirs });
    };
    if let Some(days) = edit.days.filter(|days| *days != node.days && seen.days != node.days) {
        differs(DAYS, days.to_string(), node.days.to_string());
    }
    if let Some(name) = edit.name.as_ref().filter(|name| **name != node.name && seen.name != node.name) {
        differs("words of the name", name.clone(), node.name.clone());
    }
}

/// A note for each changed task that the plan no longer has; its changes are kept.
pub fn unused(graph: &Graph, edits: &SortedMap<String, TaskEdit>, diagnostics: &mut Vec<Diagnostic>) {
    let changed = edits.iter().filter(|(_, edit)| is_changed(edit) && !edit.dropped);
    for (key, _) in changed.filter(|(key, _)| graph.nodes.iter().all(|node| node.key != **key)) {
        let message = "You changed this task, but the plan has it no longer; what you changed is kept.";
        diagnostics.push(
            Diagnostic::new(Severity::Note, "plan.edit.unused", Place::part(key.clone()), message)
                .with_hint("Nothing is to be done; it counts again when the task comes back."),
        );
    }
}
