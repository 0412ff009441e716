//! From a project to everything that is derived from it, stage by stage.
//! A stage whose inputs are the same shared parts as last time is taken over, not computed again.

use crate::catalogue::Catalogue;
use crate::diagnostic::Checked;
use crate::gap::GapAnalysis;
use crate::gap::analyse::{GapInput, analyse};
use crate::intake::{self, Inventory};
use crate::matching::Candidates;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::plan::Plan;
use crate::plan::schedule::{PlanInput, schedule};
use crate::project::Project;
use crate::readiness::summary::summarise;
use crate::readiness::{Question, Readiness};
use std::rc::Rc;

/// What the program itself knows: the same for every project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knowledge {
    /// What Intune can do.
    pub catalogue: Catalogue,
    /// The questionnaire.
    pub questions: Vec<Question>,
}

impl Knowledge {
    /// The catalogue and the questionnaire that are built in.
    pub fn builtin() -> Knowledge {
        Knowledge {
            catalogue: crate::catalogue::load::builtin(),
            questions: crate::readiness::questions::builtin(),
        }
    }
}

/// Everything derived from a project. Never saved, never edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The project it was made from.
    pub project: Rc<Project>,
    /// The proposals it was made from.
    pub candidates: Rc<Candidates>,
    /// The list as features.
    pub inventory: Rc<Checked<Inventory>>,
    /// Verdicts.
    pub gap: Rc<GapAnalysis>,
    /// What the questionnaire says.
    pub readiness: Rc<Readiness>,
    /// The dated plan; `None` until there is a start date.
    pub plan: Rc<Checked<Option<Plan>>>,
}

/// Derives everything from a project, reusing the stages of `before` whose inputs are unchanged.
pub fn assess(
    knowledge: &Knowledge,
    project: &Rc<Project>,
    candidates: &Rc<Candidates>,
    before: Option<&Assessment>,
) -> Assessment {
    let inventory = before
        .filter(|old| {
            same(&old.project.table, &project.table) && same(&old.project.columns, &project.columns)
        })
        .map_or_else(|| Rc::new(inventory_of(project)), |old| Rc::clone(&old.inventory));
    let gap = before
        .filter(|old| {
            Rc::ptr_eq(&old.inventory, &inventory)
                && Rc::ptr_eq(&old.candidates, candidates)
                && Rc::ptr_eq(&old.project.decisions, &project.decisions)
                && Rc::ptr_eq(&old.project.gaps, &project.gaps)
                && Rc::ptr_eq(&old.project.licences, &project.licences)
                && Rc::ptr_eq(&old.project.estate, &project.estate)
        })
        .map_or_else(
            || {
                Rc::new(analyse(&GapInput {
                    catalogue: &knowledge.catalogue,
                    inventory: &inventory.value,
                    candidates,
                    decisions: &project.decisions,
                    gaps: &project.gaps,
                    licences: &project.licences,
                    estate: &project.estate,
                }))
            },
            |old| Rc::clone(&old.gap),
        );
    let readiness = before.filter(|old| Rc::ptr_eq(&old.project.answers, &project.answers)).map_or_else(
        || Rc::new(summarise(&knowledge.questions, &project.answers)),
        |old| Rc::clone(&old.readiness),
    );
    let plan = before
        .filter(|old| {
            Rc::ptr_eq(&old.gap, &gap)
                && Rc::ptr_eq(&old.readiness, &readiness)
                && Rc::ptr_eq(&old.project.plan, &project.plan)
                && Rc::ptr_eq(&old.project.estate, &project.estate)
        })
        .map_or_else(
            || {
                Rc::new(schedule(&PlanInput {
                    settings: &project.plan,
                    gaps: &gap,
                    names: &names(&inventory.value),
                    readiness: &readiness,
                    estate: &project.estate,
                }))
            },
            |old| Rc::clone(&old.plan),
        );
    Assessment {
        project: Rc::clone(project),
        candidates: Rc::clone(candidates),
        inventory,
        gap,
        readiness,
        plan,
    }
}

/// The list of a project as features; empty when there is none.
pub fn inventory_of(project: &Project) -> Checked<Inventory> {
    match (&project.table, &project.columns) {
        (Some(table), Some(columns)) => intake::read::read(table, columns),
        _ => Checked::clean(Inventory::default()),
    }
}

fn names(inventory: &Inventory) -> SortedMap<RowId, String> {
    inventory.features.iter().map(|feature| (feature.row, feature.name.clone())).collect()
}

fn same<T>(left: &Option<Rc<T>>, right: &Option<Rc<T>>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => Rc::ptr_eq(left, right),
        (None, None) => true,
        _ => false,
    }
}
