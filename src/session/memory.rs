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
use crate::project::Project;
use crate::report::{Section, outlook};
use crate::table::{Overrides, Table};
use chrono::NaiveDate;
use std::rc::Rc;

/// A plan as an assessment holds it.
type PlanOf = Rc<Checked<Option<Plan>>>;

/// What the worker remembers.
#[derive(Debug, Default)]
pub struct Memory {
    subject: Subject,
    /// What the program knows, with these packs laid over it.
    knowledge: Option<(Rc<Packs>, Rc<Knowledge>)>,
    /// The index, for these packs and a list of this product.
    index: Option<(Rc<Packs>, Option<SourceProduct>, Rc<Index>)>,
    list: Option<ReadList>,
    /// What was derived; of a missed target the plan says only by how much.
    dated: Option<Assessment>,
    /// This plan, and the same with what binds and the ways out.
    complete: Option<(PlanOf, PlanOf)>,
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
        let known = self.outlook.as_ref().filter(|(of, _)| Rc::ptr_eq(of, &assessment.plan));
        if let Some((_, known)) = known {
            return Rc::clone(known);
        }
        let sections = Rc::new(outlook::sections(&assessment, today));
        self.outlook = Some((assessment.plan, Rc::clone(&sections)));
        sections
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
        let known = self.complete.as_ref().filter(|(of, _)| Rc::ptr_eq(of, &dated.plan));
        if let Some((_, plan)) = known {
            return Assessment { plan: Rc::clone(plan), ..dated };
        }
        let of = Rc::clone(&dated.plan);
        let complete = dated.complete();
        self.complete = Some((of, Rc::clone(&complete.plan)));
        complete
    }
}
