//! What the screen shows and must survive navigation: page, selection, filters.
//! Never saved, never undone.

use super::facets::Facets;
use crate::intake::Reason;
use crate::model::capability_id::CapabilityId;
use crate::model::row::RowId;
use crate::model::verdict::Verdict;
use crate::report::drawing::timeline::Look;

/// A page of the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Page {
    /// The list comes in.
    #[default]
    Import,
    /// Features meet capabilities.
    Match,
    /// Verdicts.
    Gaps,
    /// The questionnaire.
    Readiness,
    /// The dated plan.
    Plan,
    /// Documents.
    Deliver,
    /// What Intune can do.
    Catalogue,
}

impl Page {
    /// The pipeline, in order.
    pub const PIPELINE: [Page; 6] =
        [Page::Import, Page::Match, Page::Gaps, Page::Readiness, Page::Plan, Page::Deliver];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Page::Import => "Import",
            Page::Match => "Match",
            Page::Gaps => "Gaps",
            Page::Readiness => "Readiness",
            Page::Plan => "Plan",
            Page::Deliver => "Deliver",
            Page::Catalogue => "Catalogue",
        }
    }

    /// The word in the address after `#/`.
    pub fn slug(self) -> &'static str {
        match self {
            Page::Import => "import",
            Page::Match => "match",
            Page::Gaps => "gaps",
            Page::Readiness => "readiness",
            Page::Plan => "plan",
            Page::Deliver => "deliver",
            Page::Catalogue => "catalogue",
        }
    }
}

/// Which records of a list the Import page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineFilter {
    /// All.
    #[default]
    All,
    /// Those kept as features.
    Kept,
    /// Those set aside for a reason.
    Aside(Reason),
    /// Those with letters outside ASCII, which another encoding would change.
    Letters,
    /// In place of the records, rows that changed against the list in use.
    Changed,
    /// In place of the records, rows that the list in use does not have.
    New,
    /// In place of the records, rows of the list in use that this one does not have.
    Gone,
}

/// Which features the Gaps page lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GapFilter {
    /// All.
    #[default]
    All,
    /// Those whose verdict is a gap.
    Gaps,
    /// Those with priority Must.
    Must,
    /// Those of one verdict.
    Verdict(Verdict),
}

/// How the Gaps page is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GapSort {
    /// The list's own order.
    #[default]
    List,
    /// Worst first.
    Severity,
    /// By name.
    Name,
}

/// The state of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// The page shown.
    pub page: Page,
    /// The entry that a catalogue link asks for.
    pub capability: Option<CapabilityId>,
    /// The feature in the side panel of Match and Gaps.
    pub row: Option<RowId>,
    /// The line of a list that is looked at.
    pub line: Option<RowId>,
    /// Which records of a list are shown.
    pub line_filter: LineFilter,
    /// Facets of Match.
    pub facets: Facets,
    /// Search of Match.
    pub match_search: String,
    /// Whether Match shows the ask list.
    pub asking: bool,
    /// Whether capabilities are being added to the row.
    pub adding: bool,
    /// The capability of which Match says why it is not first; `None` for the first.
    pub why: Option<CapabilityId>,
    /// Filter of Gaps.
    pub gap_filter: GapFilter,
    /// Search of Gaps.
    pub gap_search: String,
    /// Sorting of Gaps.
    pub gap_sort: GapSort,
    /// What is looked up in the catalogue, on Match or on the page of its own.
    pub lookup: String,
    /// How the plan is drawn.
    pub plan_look: Look,
    /// Whether tables show all rows, for Ctrl+F and print.
    pub plain_tables: bool,
}
