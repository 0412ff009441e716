//! Every task that the templates, the waves, the gaps and the readiness answers ask for, before any edit.
//! Links are still keys here; `graph` resolves them.

use crate::gap::{GapAnalysis, GapRow};
use crate::model::area::Stage;
use crate::model::platform::PlatformSet;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::plan::graph::Node;
use crate::plan::templates::{Kind, Scope, Template};
use crate::plan::waves::Group;
use crate::plan::{Origin, TaskEdit};
use crate::readiness::{Raised, Readiness, Standing};

/// A task with its links as keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The task; its `before` is still empty.
    pub node: Node,
    /// Keys of the tasks before it, with working days to wait.
    pub after: Vec<(String, u16)>,
    /// Left out: what follows it waits for what it waited for.
    pub dropped: bool,
}

/// The gate that the work of a stage ends with.
fn gate(stage: Stage) -> &'static str {
    match stage {
        Stage::Before => "plan-approved",
        Stage::Setup => "setup-complete",
        Stage::Configure => "lab-test",
        Stage::Pilot => "waves-approved",
        Stage::Migrate => "waves-complete",
        Stage::Retire => "end-contract",
    }
}

/// The task that the work of a stage begins after.
fn entry(stage: Stage) -> &'static str {
    match stage {
        Stage::Before => "kickoff",
        Stage::Setup => "plan-approved",
        Stage::Configure => "setup-complete",
        Stage::Pilot => "lab-test",
        Stage::Migrate => "waves-approved",
        Stage::Retire => "waves-complete",
    }
}

/// The drafts of a plan: templates in their order, each wave's steps, then gaps, then readiness.
pub fn drafts(
    templates: &[Template],
    present: PlatformSet,
    groups: &[Group],
    gaps: &GapAnalysis,
    names: &SortedMap<RowId, String>,
    readiness: &Readiness,
) -> Vec<Draft> {
    let wave_ids: Vec<&str> = templates
        .iter()
        .filter(|template| template.scope == Scope::Wave)
        .map(|template| template.id.as_str())
        .collect();
    let waves = groups.get(1..).unwrap_or_default();
    let mut drafts: Vec<Draft> = Vec::new();
    for template in templates {
        if template.scope == Scope::Wave {
            drafts
                .extend((1..).zip(waves).map(|(index, group)| wave_draft(template, index, group, &wave_ids)));
        } else {
            let mut draft = template_draft(template, waves, &wave_ids);
            draft.dropped = !template.is_for(present);
            let moves_pilot = template.kind == Kind::Enrol && template.scope == Scope::Pilot;
            draft.node.group = (moves_pilot && !groups.is_empty()).then_some(0);
            drafts.push(draft);
        }
    }
    let mut raised: Vec<Draft> =
        gaps.rows.iter().filter(|row| makes_task(row)).map(|row| gap_draft(row, names)).collect();
    raised.extend(readiness.raised.iter().filter(|raised| raised_makes_task(raised)).map(readiness_draft));
    for draft in &raised {
        let gate = gate(draft.node.stage);
        if let Some(gate) = drafts.iter_mut().find(|other| other.node.key == gate) {
            gate.after.push((draft.node.key.clone(), 0));
        }
    }
    drafts.extend(raised);
    drafts
}

/// A gap that is not accepted and costs days.
fn makes_task(row: &GapRow) -> bool {
    row.verdict.is_gap() && !row.accepted && row.effort_days > 0
}

/// An answer, even "unknown", that costs days; a question that nobody answered is only listed.
fn raised_makes_task(raised: &Raised) -> bool {
    raised.standing != Standing::Open && raised.standing != Standing::Ready && raised.days > 0
}

fn wave_key(id: &str, group: &Group) -> String {
    format!("wave-{}-{}", group.number, id.strip_prefix("wave-").unwrap_or(id))
}

fn node(template: &Template) -> Node {
    Node {
        key: template.id.clone(),
        name: template.name.clone(),
        stage: template.stage,
        role: template.role.clone(),
        why: template.why.clone(),
        origin: Origin::Template(template.source.clone()),
        days: template.days,
        kind: template.kind,
        group: None,
        prepares: false,
        edit: TaskEdit::default(),
        before: Vec::new(),
        added: Vec::new(),
    }
}

/// The wave's number and the step of a task that belongs to a wave: "wave-3-enrol" is 3 and "enrol". The pilot's moves
/// are the first wave's.
pub fn step_of(key: &str) -> Option<(u16, &str)> {
    if key == "pilot-enrol" {
        return Some((1, "enrol"));
    }
    let (number, step) = key.strip_prefix("wave-")?.split_once('-')?;
    Some((number.parse().ok()?, step))
}

/// A task that is done once; where it follows a step of a wave, it follows that step of every wave.
fn template_draft(template: &Template, waves: &[Group], wave_ids: &[&str]) -> Draft {
    let mut after = Vec::new();
    for (id, lag) in &template.after {
        if wave_ids.contains(&id.as_str()) {
            after.extend(waves.iter().map(|group| (wave_key(id, group), *lag)));
        } else {
            after.push((id.clone(), *lag));
        }
    }
    Draft { node: node(template), after, dropped: false }
}

fn wave_draft(template: &Template, index: usize, group: &Group, wave_ids: &[&str]) -> Draft {
    let own = |id: &String| if wave_ids.contains(&id.as_str()) { wave_key(id, group) } else { id.clone() };
    Draft {
        node: Node {
            key: wave_key(&template.id, group),
            name: format!("{}: {}", group.name, template.name),
            origin: Origin::Wave(group.number),
            group: Some(index),
            ..node(template)
        },
        after: template.after.iter().map(|(id, lag)| (own(id), *lag)).collect(),
        dropped: false,
    }
}

/// A task outside the templates, between the entry and the gate of its stage.
fn raised_draft(key: String, name: String, stage: Stage, days: u16) -> Draft {
    Draft {
        node: Node {
            key,
            name,
            stage,
            role: String::new(),
            why: String::new(),
            origin: Origin::Template(String::new()),
            days,
            kind: Kind::Task,
            group: None,
            prepares: false,
            edit: TaskEdit::default(),
            before: Vec::new(),
            added: Vec::new(),
        },
        after: vec![(entry(stage).to_owned(), 0)],
        dropped: false,
    }
}

/// The work on a gap. Gaps are worked on side by side, between the set-up and the lab test.
fn gap_draft(row: &GapRow, names: &SortedMap<RowId, String>) -> Draft {
    let name = match names.get(&row.row).map(|name| name.trim()) {
        Some(name) if !name.is_empty() => format!("Close gap: {name}"),
        _ => format!("Close gap on line {}", row.row),
    };
    let mut draft = raised_draft(format!("gap-{}", row.row.0), name, Stage::Configure, row.effort_days);
    draft.node.role = "endpoint".to_owned();
    draft.node.why = format!("Line {} of the list: {}.", row.row, row.verdict.label());
    draft.node.origin = Origin::Gap(row.row);
    draft
}

fn readiness_draft(raised: &Raised) -> Draft {
    let mut draft =
        raised_draft(format!("ready-{}", raised.question), raised.name.clone(), raised.stage, raised.days);
    draft.node.role.clone_from(&raised.role);
    let answer = if raised.standing == Standing::Unknown { "is not known" } else { "is not as it should be" };
    draft.node.why = format!("{} in {}: the answer {answer}.", raised.effect.label(), raised.area.label());
    draft.node.origin = Origin::Readiness(raised.question.clone());
    draft
}

#[cfg(test)]
impl Draft {
    /// A task of one day for tests.
    pub fn sample(key: &str, after: Vec<(String, u16)>) -> Draft {
        Draft { after, ..raised_draft(key.to_owned(), key.to_owned(), Stage::Before, 1) }
    }
}
