//! From a project to everything that is derived from it, stage by stage.
//! A stage whose inputs are the same shared parts as last time is taken over, not computed again.

use crate::catalogue::Catalogue;
use crate::catalogue::pack::{self, Packs};
use crate::diagnostic::Checked;
use crate::gap::GapAnalysis;
use crate::gap::analyse::{Earlier, GapInput, analyse};
use crate::intake::{self, Inventory};
use crate::matching::Candidates;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::plan::basis::PlanInput;
use crate::plan::schedule::{dates, look_for_ways_out};
use crate::plan::templates::builtin;
use crate::plan::tries::Tries;
use crate::plan::{Feasibility, Plan};
use crate::project::Project;
use crate::readiness::summary::summarise;
use crate::readiness::{Question, Readiness};
use std::ops::Deref;
use std::rc::Rc;

/// What the program itself knows: the same for every project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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

    /// The same with a project's packs laid over the catalogue: what matching and the gap analysis are given.
    pub fn with(&self, packs: &Packs) -> Knowledge {
        Knowledge { catalogue: pack::layered(&self.catalogue, packs), questions: self.questions.clone() }
    }

    /// The same from the texts of the packed data files.
    pub fn parse(capabilities: &str, questions: &str) -> Knowledge {
        Knowledge {
            catalogue: crate::catalogue::load::parse(capabilities),
            questions: crate::readiness::questions::parse(questions),
        }
    }
}

/// What the page derives from a project itself: everything but the plan. Never saved, never edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
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
}

/// Everything derived from a project, as the worker has it. It reads like what it is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Everything but the plan.
    pub judged: Judged,
    /// The dated plan; `None` until there is a start date.
    pub plan: Rc<Checked<Option<Plan>>>,
}

impl Deref for Assessment {
    type Target = Judged;

    fn deref(&self) -> &Judged {
        &self.judged
    }
}

impl Assessment {
    /// The same with what binds and the ways out of a missed target.
    pub fn complete(mut self) -> Assessment {
        let tries = Tries::default();
        tries.allow(usize::MAX);
        self.look_for_ways_out(&tries);
        self
    }

    /// Looks for what binds and the ways out of a missed target; false when the tries did not suffice, and nothing is
    /// changed then.
    pub fn look_for_ways_out(&mut self, tries: &Tries) -> bool {
        let plan = self.plan.value.as_ref();
        if let Some(Feasibility::Missed { ways_out, .. }) = plan.map(|plan| &plan.feasibility)
            && ways_out.is_empty()
        {
            let names = names(&self.judged.inventory.value);
            if let Some(plan) = &mut Rc::make_mut(&mut self.plan).value {
                return look_for_ways_out(&plan_input(&self.judged, &names), &builtin(), plan, tries);
            }
        }
        true
    }
}

impl Judged {
    /// Whether every feature is judged.
    pub fn is_judged(&self) -> bool {
        self.gap.rows.len() == self.inventory.value.features.len()
    }

    /// Whether a plan made of this would be the same as one made of `other`, because its inputs are shared.
    pub fn has_inputs_of_plan(&self, other: &Judged) -> bool {
        Rc::ptr_eq(&self.gap, &other.gap)
            && Rc::ptr_eq(&self.readiness, &other.readiness)
            && Rc::ptr_eq(&self.project.plan, &other.project.plan)
            && Rc::ptr_eq(&self.project.estate, &other.project.estate)
            && self.project.devices.as_ref().map(Rc::as_ptr) == other.project.devices.as_ref().map(Rc::as_ptr)
    }
}

/// Derives everything from a project and its list, reusing the stages of `before` whose inputs are unchanged.
pub fn assess(
    knowledge: &Knowledge,
    project: &Rc<Project>,
    list: &Rc<Checked<Inventory>>,
    candidates: &Rc<Candidates>,
    before: Option<&Assessment>,
) -> Assessment {
    dated(knowledge, project, list, candidates, before).complete()
}

/// The same in a fraction of the time: of a missed target the plan says only by how much.
pub fn dated(
    knowledge: &Knowledge,
    project: &Rc<Project>,
    list: &Rc<Checked<Inventory>>,
    candidates: &Rc<Candidates>,
    before: Option<&Assessment>,
) -> Assessment {
    let earlier = before.map(|old| &old.judged);
    let judged = judge(knowledge, project, list, candidates, earlier, usize::MAX);
    let plan = before.filter(|old| judged.has_inputs_of_plan(old)).map_or_else(
        || Rc::new(dates(&plan_input(&judged, &names(&list.value)), &builtin())),
        |old| Rc::clone(&old.plan),
    );
    Assessment { judged, plan }
}

/// Derives everything but the plan: what the page does itself at every change. At most so many rows as
/// `most` says are judged anew; the gap analysis then ends early, and the same call with what came of it goes on.
pub fn judge(
    knowledge: &Knowledge,
    project: &Rc<Project>,
    list: &Rc<Checked<Inventory>>,
    candidates: &Rc<Candidates>,
    before: Option<&Judged>,
    most: usize,
) -> Judged {
    let input = gap_input(knowledge, project, list, candidates);
    let earlier = before.filter(|old| {
        Rc::ptr_eq(&old.project.packs, &project.packs)
            && Rc::ptr_eq(&old.project.licences, &project.licences)
            && Rc::ptr_eq(&old.project.estate, &project.estate)
    });
    let same = earlier.filter(|old| {
        old.is_judged()
            && Rc::ptr_eq(&old.inventory, list)
            && Rc::ptr_eq(&old.candidates, candidates)
            && Rc::ptr_eq(&old.project.decisions, &project.decisions)
            && Rc::ptr_eq(&old.project.stamps, &project.stamps)
            && Rc::ptr_eq(&old.project.gaps, &project.gaps)
    });
    let gap = match same {
        Some(old) => Rc::clone(&old.gap),
        None => {
            let earlier = earlier.map(|old| Earlier {
                input: gap_input(knowledge, &old.project, &old.inventory, &old.candidates),
                rows: &old.gap.rows,
            });
            Rc::new(analyse(&input, earlier, most))
        }
    };
    let readiness = before.filter(|old| Rc::ptr_eq(&old.project.answers, &project.answers)).map_or_else(
        || Rc::new(summarise(&knowledge.questions, &project.answers)),
        |old| Rc::clone(&old.readiness),
    );
    Judged {
        project: Rc::clone(project),
        candidates: Rc::clone(candidates),
        inventory: Rc::clone(list),
        gap,
        readiness,
    }
}

fn gap_input<'a>(
    knowledge: &'a Knowledge,
    project: &'a Project,
    list: &'a Checked<Inventory>,
    candidates: &'a Candidates,
) -> GapInput<'a> {
    GapInput {
        catalogue: &knowledge.catalogue,
        inventory: &list.value,
        candidates,
        decisions: &project.decisions,
        stamps: &project.stamps,
        gaps: &project.gaps,
        licences: &project.licences,
        estate: &project.estate,
    }
}

/// Derives everything from a project alone, its list included.
pub fn assess_alone(knowledge: &Knowledge, project: Project, candidates: Candidates) -> Assessment {
    let list = Rc::new(inventory_of(&project));
    assess(knowledge, &Rc::new(project), &list, &Rc::new(candidates), None)
}

/// The list of a project as features; empty when there is none.
pub fn inventory_of(project: &Project) -> Checked<Inventory> {
    match (&project.table, &project.columns) {
        (Some(table), Some(columns)) => intake::read::read(table, columns),
        _ => Checked::clean(Inventory::default()),
    }
}

/// What the plan of an assessment is made of.
pub fn plan_input<'a>(judged: &'a Judged, names: &'a SortedMap<RowId, String>) -> PlanInput<'a> {
    PlanInput {
        settings: &judged.project.plan,
        gaps: &judged.gap,
        names,
        readiness: &judged.readiness,
        estate: &judged.project.estate,
        cohorts: judged.project.devices.as_ref().map_or(&[], |devices| &devices.cohorts),
    }
}

/// The names of the features of a list.
pub fn names(inventory: &Inventory) -> SortedMap<RowId, String> {
    inventory.features.iter().map(|feature| (feature.row, feature.name.to_string())).collect()
}
