//! From matches to a gap analysis: verdict, licence, effort and severity per feature, and totals.
//! Every formula stands once, in `rule`, with its text for the screen.

pub mod analyse;
pub mod drift;
pub mod parts;
pub mod rule;

use crate::model::capability_id::CapabilityId;
use crate::model::platform::{Platform, PlatformSet};
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, PerMille};
use crate::model::verdict::{Relation, Verdict};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The consultant set the verdict itself.
    SetByHand,
    /// The consultant decided the match.
    Decided,
    /// Suggested by exact name, not confirmed.
    Suggested,
    /// The customer must be asked.
    Asked,
    /// Nobody looked at it.
    NotLookedAt,
}

impl Basis {
    /// The words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Basis::SetByHand => "verdict set by hand",
            Basis::Decided => "match decided",
            Basis::Suggested => "suggested by exact name, not confirmed",
            Basis::Asked => "waiting for the customer's answer",
            Basis::NotLookedAt => "not looked at",
        }
    }
}

/// What the consultant said of a gap, beside the match.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GapDecision {
    /// A verdict that replaces the computed one.
    pub verdict: Option<Verdict>,
    /// Effort in working days that replaces the default.
    pub effort_days: Option<u16>,
    /// The gap is accepted as it is.
    pub accepted: bool,
    /// Why it is accepted or set, or how it is worked around.
    pub rationale: String,
    /// Who answers for it.
    pub owner: String,
}

/// The verdict on one platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformVerdict {
    /// The platform.
    pub platform: Platform,
    /// The verdict; `Open` when the catalogue does not say.
    pub verdict: Verdict,
}

/// The verdict of one link of a feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapPart {
    /// The capability.
    pub capability: CapabilityId,
    /// The relation that was used.
    pub relation: Relation,
    /// The part of the feature, in the consultant's words; blank for the whole.
    pub part: String,
    /// The platforms for which it was linked; empty for all of the feature's.
    pub platforms: PlatformSet,
    /// Whether it counts: the part is used, on a platform on which the feature is used.
    pub counts: bool,
    /// The verdict; `Open` when the catalogue does not say.
    pub verdict: Verdict,
    /// The split by platform; empty when it does not depend on the platform.
    pub split: Vec<PlatformVerdict>,
}

/// The gap analysis of one feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapRow {
    /// The feature's row.
    pub row: RowId,
    /// The capabilities it was judged against, in the order of the links; empty when it has none.
    pub parts: Vec<GapPart>,
    /// What it rests on.
    pub basis: Basis,
    /// The verdict: the worst of the platforms, or the consultant's own.
    pub verdict: Verdict,
    /// What the rule alone says; differs from `verdict` only when set by hand.
    pub computed: Verdict,
    /// The split by platform; empty when it does not depend on the platform.
    pub split: Vec<PlatformVerdict>,
    /// How the verdict came about, one sentence a step.
    pub because: Vec<String>,
    /// Licences needed that the scenario does not hold, in words.
    pub missing_licences: Vec<String>,
    /// Platforms that it was judged for.
    pub platforms: PlatformSet,
    /// Devices that the feature concerns.
    pub devices: Devices,
    /// Those of them on platforms that have the verdict; all, when it does not depend on the platform.
    pub affected: Devices,
    /// Share of the estate that is affected.
    pub share: PerMille,
    /// 0 to 100.
    pub severity: u16,
    /// Working days to close the gap; 0 when there is none.
    pub effort_days: u16,
    /// Whether the effort is the consultant's figure.
    pub effort_by_hand: bool,
    /// Whether the gap is accepted.
    pub accepted: bool,
    /// That the catalogue said otherwise when the row was judged, and the consultant has not accepted it yet.
    pub changed: Option<drift::Changed>,
}

impl GapPart {
    /// The part and its platforms in words: "alerts, on iOS and iPadOS"; blank for the whole feature.
    pub fn about(&self) -> String {
        let platforms: Vec<&str> = self.platforms.iter().map(Platform::label).collect();
        match (self.part.is_empty(), platforms.is_empty()) {
            (_, true) => self.part.clone(),
            (true, false) => format!("on {}", platforms.join(", ")),
            (false, false) => format!("{}, on {}", self.part, platforms.join(", ")),
        }
    }

    /// The verdict in words, or that the part does not count.
    pub fn outcome(&self) -> &'static str {
        if self.counts { self.verdict.label() } else { "does not count" }
    }
}

impl GapRow {
    /// The part that decides the verdict: the worst of those that count, the first of equals; else the first.
    pub fn deciding(&self) -> Option<&GapPart> {
        let worst = rule::worst(self.parts.iter().filter(|part| part.counts).map(|part| part.verdict));
        let deciding = self.parts.iter().find(|part| part.counts && Some(part.verdict) == worst);
        deciding.or(self.parts.first())
    }
}

/// The gap analysis.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GapAnalysis {
    /// One row per feature, in the list's order.
    pub rows: Rc<Vec<Rc<GapRow>>>,
    /// Sums over `rows`.
    pub totals: Totals,
}

/// Sums over the rows of a gap analysis; always recomputed from them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Rows.
    pub rows: u32,
    /// Rows by verdict; a verdict that no row has is missing.
    pub by_verdict: SortedMap<Verdict, u32>,
    /// Rows whose verdict is a gap.
    pub gaps: u32,
    /// Rows whose verdict rests on an unconfirmed suggestion.
    pub suggested: u32,
    /// Gaps that are accepted.
    pub accepted: u32,
    /// Sum of the severities.
    pub severity: u32,
    /// Sum of the efforts, in working days.
    pub effort_days: u32,
}

impl Totals {
    /// Rows of a verdict.
    pub fn count(&self, verdict: crate::model::verdict::Verdict) -> u32 {
        self.by_verdict.get(&verdict).copied().unwrap_or(0)
    }
}
