//! The project: ground state only, what the consultant gave or chose.
//! Nothing derived is kept in it; `assess` computes that.

pub mod ask;
pub mod file;

use crate::catalogue::pack::Packs;
use crate::devices::DeviceCounts;
use crate::estate::Estate;
use crate::gap::GapDecision;
use crate::gap::drift::Stamp;
use crate::intake::ColumnPlan;
use crate::matching::decision::Decision;
use crate::model::licence::LicenceScenario;
use crate::model::product::SourceProduct;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::plan::PlanSettings;
use crate::readiness::Answer;
use crate::table::Table;
use ask::AskList;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Everything that is saved. Parts are shared, so that a change of one leaves the others the same `Rc`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Project {
    /// The customer's name, which is the project's.
    pub name: String,
    /// The product that the customer leaves.
    pub product: Option<SourceProduct>,
    /// The list as it was read.
    pub table: Option<Rc<Table>>,
    /// How the list's columns are read.
    pub columns: Option<Rc<ColumnPlan>>,
    /// Decisions on matches; a row without one was not looked at.
    pub decisions: Rc<SortedMap<RowId, Decision>>,
    /// What the customer answered to the questions among the decisions.
    pub ask: Rc<AskList>,
    /// What the catalogue said of the capabilities of a decided row when it was judged.
    pub stamps: Rc<SortedMap<RowId, Stamp>>,
    /// Own words and own capabilities.
    pub packs: Rc<Packs>,
    /// Notes on features, verbatim.
    pub notes: Rc<SortedMap<RowId, String>>,
    /// Decisions on gaps.
    pub gaps: Rc<SortedMap<RowId, GapDecision>>,
    /// Licences held.
    pub licences: Rc<LicenceScenario>,
    /// Answers of the questionnaire by question id.
    pub answers: Rc<SortedMap<String, Answer>>,
    /// Devices.
    pub estate: Rc<Estate>,
    /// The counts of a device list, where one was used.
    pub devices: Option<Rc<DeviceCounts>>,
    /// What was given for the plan.
    pub plan: Rc<PlanSettings>,
}

impl Project {
    /// Whether nothing was given yet.
    pub fn is_empty(&self) -> bool {
        *self == Project::default()
    }
}
