//! What the worker remembers between jobs: the project as it was told, its list as features, what was derived
//! from both, and the last list that was looked at. A stage whose inputs did not change is not computed again.

use super::given::Given;
use super::state::ReadList;
use super::subject::{Part, Subject};
use crate::assess::{Assessment, Knowledge, dated, inventory_of};
use crate::catalogue::pack::Packs;
use crate::diagnostic::Checked;
use crate::intake::Inventory;
use crate::matching::Candidates;
use crate::matching::index::Index;
use crate::matching::packs::lay_over;
use crate::matching::vocabulary::Vocabulary;
use crate::model::product::SourceProduct;
use crate::plan::Plan;
use crate::plan::scenarios::Beside;
use crate::plan::tries::Tries;
use crate::project::Project;
use crate::report::{Section, outlook};
use crate::table::{Overrides, Table};
use chrono::NaiveDate;
use std::rc::Rc;

/// A plan as an assessment holds it.
type PlanOf = Rc<Checked<Option<Plan>>>;

/// Tasks that are dated while ways out are looked for, before somebody else's job may come between: some hundredths of a
/// second.
const TASKS_TRIED: usize = 500;

/// What the worker remembers.
#[derive(Debug, Default)]
pub struct Memory {
    subject: Subject,
    /// What the program knows, with these packs laid over it.
    knowledge: Option<(Rc<Packs>, Rc<Knowledge>)>,
    /// The index, for these packs and a list of this product.
    index: Option<(Rc<Packs>, Option<SourceProduct>, Rc<Index>)>,
    list: Option<ReadList>,
    /// The list of a project without one.
    no_list: Rc<Checked<Inventory>>,
    /// What was derived; of a missed target the plan says only by how much.
    dated: Option<Assessment>,
    /// This plan, and the same with what binds and the ways out.
    complete: Option<(PlanOf, PlanOf)>,
    /// What was tried to find ways out of this plan, while they are looked for.
    tries: Option<(PlanOf, Tries)>,
    /// The plans beside this one, while they are worked out.
    beside: Option<(PlanOf, Beside)>,
    /// How sure this plan is.
    outlook: Option<(PlanOf, Rc<Vec<Section>>)>,
    /// The last list that was looked at, so that a change of a role reads no file again.
    pub looked_at: Option<(Given, Overrides, Checked<Table>)>,
}

impl Memory {
    /// Takes over what changed of the project.
    pub fn hear(&mut self, parts: Vec<Part>) {
        self.subject.hear(parts);
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.subject.project
    }

    /// What the program knows, with the project's packs laid over it.
    pub fn knowledge(&mut self) -> Rc<Knowledge> {
        let packs = Rc::clone(&self.subject.project.packs);
        let known = self.knowledge.as_ref().filter(|(of, _)| Rc::ptr_eq(of, &packs));
        if let Some((_, known)) = known {
            return Rc::clone(known);
        }
        let knowledge = Rc::new(Knowledge::builtin().with(&packs));
        self.knowledge = Some((packs, Rc::clone(&knowledge)));
        knowledge
    }

    /// The index over what the program and the project's packs know, built when it is first asked for.
    pub fn index(&mut self) -> Rc<Index> {
        let (packs, product) = (Rc::clone(&self.subject.project.packs), self.subject.project.product);
        let known = self.index.as_ref().filter(|(of, to, _)| Rc::ptr_eq(of, &packs) && *to == product);
        if let Some((.., known)) = known {
            return Rc::clone(known);
        }
        let catalogue = &self.knowledge().catalogue;
        let words = lay_over(Vocabulary::builtin(), catalogue, &packs, product);
        let index = Rc::new(Index::new(catalogue, &words));
        self.index = Some((packs, product, Rc::clone(&index)));
        index
    }

    /// The project's list as features.
    pub fn list(&mut self) -> Rc<Checked<Inventory>> {
        let project = &self.subject.project;
        if project.table.is_none() || project.columns.is_none() {
            // Always the same one, so that what is derived from it is not derived anew.
            return Rc::clone(&self.no_list);
        }
        if let Some(known) = self.list.as_ref().filter(|known| known.is_of(project)) {
            return Rc::clone(&known.inventory);
        }
        let inventory = Rc::new(inventory_of(project));
        self.list = project.table.clone().zip(project.columns.clone()).map(|(table, columns)| ReadList {
            table,
            columns,
            inventory: Rc::clone(&inventory),
        });
        inventory
    }

    /// How sure the plan is, and what other plans would come to.
    pub fn outlook(&mut self, today: NaiveDate) -> Rc<Vec<Section>> {
        let assessment = self.assessment();
        self.worked_out(assessment, today, usize::MAX).unwrap_or_default()
    }

    /// The same after some hundredths of a second; `None` when it is not all worked out. The same call goes on.
    pub fn part_of_outlook(&mut self, today: NaiveDate) -> Option<Rc<Vec<Section>>> {
        let assessment = self.part_of_assessment()?;
        self.worked_out(assessment, today, 1)
    }

    fn worked_out(
        &mut self,
        assessment: Assessment,
        today: NaiveDate,
        most: usize,
    ) -> Option<Rc<Vec<Section>>> {
        let known = self.outlook.as_ref().filter(|(of, _)| Rc::ptr_eq(of, &assessment.plan));
        if let Some((_, known)) = known {
            return Some(Rc::clone(known));
        }
        let begun = self.beside.take().filter(|(of, _)| Rc::ptr_eq(of, &assessment.plan));
        let begun = begun.map_or_else(|| outlook::begin(&assessment, today), |(_, beside)| Some(beside));
        let mut sections = Rc::default();
        if let Some(mut beside) = begun {
            if !(0..most).any(|_| outlook::go_on(&mut beside, &assessment)) {
                self.beside = Some((assessment.plan, beside));
                return None;
            }
            sections = Rc::new(outlook::told(&beside, &assessment));
        }
        self.outlook = Some((assessment.plan, Rc::clone(&sections)));
        Some(sections)
    }

    /// Keeps proposals, which the page need not tell again.
    pub fn propose(&mut self, candidates: Candidates) -> Rc<Candidates> {
        self.subject.proposed = Rc::new(candidates);
        Rc::clone(&self.subject.proposed)
    }

    /// What is derived from the project; of a missed target the plan says only by how much.
    pub fn dated(&mut self) -> Assessment {
        let (knowledge, list) = (self.knowledge(), self.list());
        let Subject { project, candidates, .. } = &self.subject;
        let derived = dated(&knowledge, project, &list, candidates, self.dated.as_ref());
        self.dated = Some(derived.clone());
        derived
    }

    /// Everything that is derived from the project.
    pub fn assessment(&mut self) -> Assessment {
        let dated = self.dated();
        self.completed(dated.clone(), usize::MAX).unwrap_or(dated)
    }

    /// The same after some hundredths of a second; `None` while ways out are being looked for. The same call goes on.
    pub fn part_of_assessment(&mut self) -> Option<Assessment> {
        let dated = self.dated();
        let tasks = dated.plan.value.as_ref().map_or(0, |plan| plan.tasks.len());
        self.completed(dated, (TASKS_TRIED / tasks.max(1)).max(1))
    }

    fn completed(&mut self, mut assessment: Assessment, most: usize) -> Option<Assessment> {
        let of = Rc::clone(&assessment.plan);
        let known = self.complete.as_ref().filter(|(known, _)| Rc::ptr_eq(known, &of));
        if let Some((_, plan)) = known {
            return Some(Assessment { plan: Rc::clone(plan), ..assessment });
        }
        let begun = self.tries.take().filter(|(known, _)| Rc::ptr_eq(known, &of));
        let tries = begun.map_or_else(Tries::default, |(_, tries)| tries);
        tries.allow(most);
        if !assessment.look_for_ways_out(&tries) {
            self.tries = Some((of, tries));
            return None;
        }
        self.complete = Some((of, Rc::clone(&assessment.plan)));
        Some(assessment)
    }
}
