//! What jobs are about: the project and the proposals for its list, told to the worker part by part.
//! A job carries only what changed since the worker was told last, so a change of a setting sends no table.

use crate::catalogue::pack::Packs;
use crate::devices::DeviceCounts;
use crate::estate::Estate;
use crate::gap::GapDecision;
use crate::gap::drift::Stamp;
use crate::intake::ColumnPlan;
use crate::matching::Candidates;
use crate::matching::decision::Decision;
use crate::model::licence::LicenceScenario;
use crate::model::product::SourceProduct;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::plan::PlanSettings;
use crate::project::Project;
use crate::project::ask::AskList;
use crate::readiness;
use crate::table::Table;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A project and the proposals for its list. The page keeps what it told, the worker what it heard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// The project.
    pub project: Rc<Project>,
    /// The proposals, for rows that nobody looked at.
    pub candidates: Rc<Candidates>,
    /// The proposals that the worker made last.
    pub proposed: Rc<Candidates>,
}

/// One part of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The customer's name.
    Name(String),
    /// The product that the customer leaves.
    Product(Option<SourceProduct>),
    /// The list as it was read.
    Table(Option<Rc<Table>>),
    /// How its columns are read.
    Columns(Option<Rc<ColumnPlan>>),
    /// Decisions on matches.
    Decisions(Rc<SortedMap<RowId, Decision>>),
    /// The customer's answers.
    Ask(Rc<AskList>),
    /// What the catalogue said when rows were judged.
    Stamps(Rc<SortedMap<RowId, Stamp>>),
    /// Own words and own capabilities.
    Packs(Rc<Packs>),
    /// Notes on features.
    Notes(Rc<SortedMap<RowId, String>>),
    /// Decisions on gaps.
    Gaps(Rc<SortedMap<RowId, GapDecision>>),
    /// Licences held.
    Licences(Rc<LicenceScenario>),
    /// Answers of the questionnaire.
    Answers(Rc<SortedMap<String, readiness::Answer>>),
    /// Devices.
    Estate(Rc<Estate>),
    /// The counts of a device list.
    Devices(Option<Rc<DeviceCounts>>),
    /// What was given for the plan.
    Plan(Rc<PlanSettings>),
    /// The proposals.
    Candidates(Rc<Candidates>),
    /// The proposals that the worker made last.
    Proposed,
}

impl Subject {
    /// A project without proposals.
    pub fn of(project: Project) -> Subject {
        Subject { project: Rc::new(project), ..Subject::default() }
    }

    /// Takes over another subject; returns the parts of it that this one, which was told before, has not.
    pub fn tell(&mut self, now: &Subject) -> Vec<Part> {
        let parts = now.since(self);
        self.project = Rc::clone(&now.project);
        self.candidates = Rc::clone(&now.candidates);
        parts
    }

    /// The parts that are not the same shared ones as those of `told`.
    pub fn since(&self, told: &Subject) -> Vec<Part> {
        // Taken apart, so that a part that is added to the project cannot be forgotten here.
        let Project {
            name,
            product,
            table,
            columns,
            decisions,
            ask,
            stamps,
            packs,
            notes,
            gaps,
            licences,
            answers,
            estate,
            devices,
            plan,
        } = &*self.project;
        let old = &*told.project;
        let parts = [
            (*name != old.name).then(|| Part::Name(name.clone())),
            (*product != old.product).then_some(Part::Product(*product)),
            fresh_or_none(table, &old.table).map(Part::Table),
            fresh_or_none(columns, &old.columns).map(Part::Columns),
            fresh(decisions, &old.decisions).map(Part::Decisions),
            fresh(ask, &old.ask).map(Part::Ask),
            fresh(stamps, &old.stamps).map(Part::Stamps),
            fresh(packs, &old.packs).map(Part::Packs),
            fresh(notes, &old.notes).map(Part::Notes),
            fresh(gaps, &old.gaps).map(Part::Gaps),
            fresh(licences, &old.licences).map(Part::Licences),
            fresh(answers, &old.answers).map(Part::Answers),
            fresh(estate, &old.estate).map(Part::Estate),
            fresh_or_none(devices, &old.devices).map(Part::Devices),
            fresh(plan, &old.plan).map(Part::Plan),
            fresh(&self.candidates, &told.candidates).map(|candidates| {
                if Rc::ptr_eq(&candidates, &told.proposed) {
                    Part::Proposed
                } else {
                    Part::Candidates(candidates)
                }
            }),
        ];
        parts.into_iter().flatten().collect()
    }

    /// Takes parts over; the others stay the same shared ones.
    pub fn hear(&mut self, parts: Vec<Part>) {
        let project = Rc::make_mut(&mut self.project);
        for part in parts {
            match part {
                Part::Name(name) => project.name = name,
                Part::Product(product) => project.product = product,
                Part::Table(table) => project.table = table,
                Part::Columns(columns) => project.columns = columns,
                Part::Decisions(decisions) => project.decisions = decisions,
                Part::Ask(ask) => project.ask = ask,
                Part::Stamps(stamps) => project.stamps = stamps,
                Part::Packs(packs) => project.packs = packs,
                Part::Notes(notes) => project.notes = notes,
                Part::Gaps(gaps) => project.gaps = gaps,
                Part::Licences(licences) => project.licences = licences,
                Part::Answers(answers) => project.answers = answers,
                Part::Estate(estate) => project.estate = estate,
                Part::Devices(devices) => project.devices = devices,
                Part::Plan(plan) => project.plan = plan,
                Part::Candidates(candidates) => self.candidates = candidates,
                Part::Proposed => self.candidates = Rc::clone(&self.proposed),
            }
        }
    }
}

fn fresh<T>(now: &Rc<T>, old: &Rc<T>) -> Option<Rc<T>> {
    (!Rc::ptr_eq(now, old)).then(|| Rc::clone(now))
}

fn fresh_or_none<T>(now: &Option<Rc<T>>, old: &Option<Rc<T>>) -> Option<Option<Rc<T>>> {
    let same = match (now, old) {
        (Some(now), Some(old)) => Rc::ptr_eq(now, old),
        (None, None) => true,
        _ => false,
    };
    (!same).then(|| now.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_part_by_part_is_the_whole() {
        let mut project = Project { name: "Contoso".to_owned(), ..Project::default() };
        let (mut told, mut heard) = (Subject::default(), Subject::default());
        let mut tell = |project: &Project| {
            let now = Subject { project: Rc::new(project.clone()), ..told.clone() };
            let parts = now.since(&told);
            let count = parts.len();
            heard.hear(postcard::from_bytes(&postcard::to_allocvec(&parts).unwrap()).unwrap());
            assert_eq!(heard, now);
            told = now;
            count
        };
        project.table = Some(Rc::new(Table { file: "a.csv".to_owned(), ..Table::default() }));
        assert!(tell(&project) > 1, "the first time all is told");
        assert_eq!(tell(&project), 0, "nothing changed");
        Rc::make_mut(&mut project.plan).start = crate::model::day::parse("2027-01-11");
        assert_eq!(tell(&project), 1, "a setting of the plan sends no table");
        Rc::make_mut(&mut project.notes).insert(RowId(2), "ask".to_owned());
        project.table = None;
        assert_eq!(tell(&project), 2);
    }
}
