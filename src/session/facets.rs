//! What the Match page lists: facets that combine, each with the count it would show beside the others.
//! It changes nothing.

use super::state::Session;
use crate::intake::{Feature, Role};
use crate::matching::decision::Decision;
use crate::matching::{Band, Candidate};
use crate::model::order;
use crate::model::platform::Platform;
use crate::model::row::RowId;
use smol_str::{SmolStr, format_smolstr};
use std::cell::OnceCell;
use std::rc::Rc;

/// One way to narrow the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// What was decided.
    State,
    /// How sure the first candidate is, of rows that are still to do.
    Band,
    /// Area of the capability that is linked, else of the first candidate.
    Area,
    /// Platform that the list names.
    Platform,
    /// Product whose word speaks for the first candidate.
    Product,
    /// Value of a column of the list.
    Column,
}

impl Facet {
    /// Every facet in screen order.
    pub const ALL: [Facet; 6] =
        [Facet::State, Facet::Band, Facet::Area, Facet::Platform, Facet::Product, Facet::Column];
}

/// The states in screen order: key and word.
pub const STATES: [(&str, &str); 9] = [
    ("to-do", "To do"),
    ("later", "Later"),
    ("confirmed", "Confirmed"),
    ("replaced", "Replaced"),
    ("no-match", "No match"),
    ("ask", "Ask"),
    ("answered", "Answered"),
    ("closed", "Closed"),
    ("all", "All"),
];

/// The column "Category", which is one of its own.
pub const CATEGORY: &str = "Category";

/// A column with more values than this is no facet.
const MOST_VALUES: usize = 60;

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets {
    /// The value of every facet in the order of `Facet::ALL`; the state always has one.
    chosen: [Option<SmolStr>; 6],
    /// The column whose values are a facet.
    pub column: SmolStr,
}

impl Default for Facets {
    fn default() -> Facets {
        Facets {
            chosen: [Some(SmolStr::new_static("to-do")), None, None, None, None, None],
            column: SmolStr::new_static(CATEGORY),
        }
    }
}

impl Facets {
    /// The chosen value of a facet.
    pub fn get(&self, facet: Facet) -> Option<&str> {
        self.chosen.get(facet as usize)?.as_deref()
    }

    /// Chooses a value, or none.
    pub fn set(&mut self, facet: Facet, value: Option<SmolStr>) {
        if let Some(slot) = self.chosen.get_mut(facet as usize) {
            *slot = value;
        }
    }

    /// Whether anything but the state is chosen.
    pub fn narrows(&self) -> bool {
        self.chosen.iter().skip(1).any(Option::is_some)
    }
}

/// What was found out for a session and holds until something of it changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    faceted: OnceCell<Rc<Faceted>>,
    columns: OnceCell<Rc<Vec<SmolStr>>>,
}

impl Session {
    /// What the Match page lists now.
    pub fn faceted(&self) -> &Rc<Faceted> {
        self.found.faceted.get_or_init(|| Rc::new(faceted(self)))
    }

    /// The columns that can be a facet.
    pub fn facet_columns(&self) -> &[SmolStr] {
        self.found.columns.get_or_init(|| Rc::new(columns(self)))
    }
}

/// Forgets what was found out before a change, where that holds no more.
pub fn forget(before: &Session, session: &mut Session) {
    let same_list = Rc::ptr_eq(&before.assessment.inventory, &session.assessment.inventory);
    let (old, new) = (&before.view, &session.view);
    let same = same_list
        && Rc::ptr_eq(&before.project, &session.project)
        && Rc::ptr_eq(&before.candidates, &session.candidates)
        && Rc::ptr_eq(&before.knowledge, &session.knowledge)
        && old.facets == new.facets
        && old.match_search == new.match_search
        && old.adding == new.adding
        && (!new.adding || old.row == new.row);
    if !same {
        session.found.faceted = OnceCell::new();
    }
    if !same_list {
        session.found.columns = OnceCell::new();
    }
}

/// What facets and search leave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faceted {
    /// The features: those put off behind the others that are to do, else in the list's order.
    pub shown: Vec<Rc<Feature>>,
    /// By facet, in the order of `Facet::ALL`: the values and how many features each would show.
    counts: [Vec<(SmolStr, u32)>; 6],
}

impl Faceted {
    /// The values of a facet with their counts, the state in screen order, the others most first.
    pub fn counts(&self, facet: Facet) -> &[(SmolStr, u32)] {
        self.counts.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    /// How many features a value of a facet would show.
    pub fn count(&self, facet: Facet, value: &str) -> u32 {
        self.counts(facet).iter().find(|(known, _)| known == value).map_or(0, |(_, count)| *count)
    }
}

/// The best candidate of a row, if the search has come to it.
pub fn best(session: &Session, row: RowId) -> Option<&Candidate> {
    session.candidates.rows.get(&row)?.best()
}

/// Whether a row needs nothing more: decided, and not put off.
pub fn is_settled(session: &Session, row: RowId) -> bool {
    session.project.decisions.get(&row).is_some_and(Decision::is_settled)
}

/// How many features are settled.
pub fn settled(session: &Session) -> usize {
    let features = &session.assessment.inventory.value.features;
    features.iter().filter(|feature| is_settled(session, feature.row)).count()
}

/// What the Match page lists now.
pub fn faceted(session: &Session) -> Faceted {
    let facets = &session.view.facets;
    let search = session.view.match_search.to_lowercase();
    let inventory = &session.assessment.inventory.value;
    let mut found = Faceted::default();
    let mut put_off = Vec::new();
    let all = inventory.features.iter().map(|feature| (feature, false));
    for (feature, closed) in all.chain(inventory.closed.iter().map(|feature| (feature, true))) {
        if !is_found(feature, &search) {
            continue;
        }
        let values = Facet::ALL.map(|facet| values(session, feature, facet, closed));
        let misses = |facet: Facet| {
            let of_facet = values.get(facet as usize).map_or(&[][..], Vec::as_slice);
            facets.get(facet).is_some_and(|chosen| !of_facet.iter().any(|value| value == chosen))
        };
        let missed: Vec<Facet> = Facet::ALL.into_iter().filter(|facet| misses(*facet)).collect();
        for (place, (values, counts)) in values.iter().zip(&mut found.counts).enumerate() {
            // A value counts the rows that all other facets let through.
            if missed.iter().all(|facet| *facet as usize == place) {
                for value in values {
                    count(counts, value);
                }
            }
        }
        // A row to which capabilities are being added stays until that is done.
        let held = session.view.adding && session.view.row == Some(feature.row);
        if missed.is_empty() || held {
            let later = matches!(session.project.decisions.get(&feature.row), Some(Decision::Later));
            let shown = if later && facets.get(Facet::State) == Some("to-do") {
                &mut put_off
            } else {
                &mut found.shown
            };
            shown.push(Rc::clone(feature));
        }
    }
    found.shown.append(&mut put_off);
    for (place, counts) in found.counts.iter_mut().enumerate() {
        if place == Facet::Band as usize {
            order::sort(counts, |left, right| Band::from_key(&left.0).cmp(&Band::from_key(&right.0)));
        } else if place != Facet::State as usize {
            order::sort(counts, |left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        }
    }
    found
}

fn count(counts: &mut Vec<(SmolStr, u32)>, value: &SmolStr) {
    match counts.iter_mut().find(|(known, _)| known == value) {
        Some((_, count)) => *count += 1,
        None => counts.push((value.clone(), 1)),
    }
}

fn is_found(feature: &Feature, search: &str) -> bool {
    search.is_empty()
        || feature.name.to_lowercase().contains(search)
        || feature.category.to_lowercase().contains(search)
        || feature.description.to_lowercase().contains(search)
}

/// The values of a feature in a facet.
fn values(session: &Session, feature: &Feature, facet: Facet, closed: bool) -> Vec<SmolStr> {
    let decision = session.project.decisions.get(&feature.row);
    let text = SmolStr::new_static;
    match facet {
        Facet::State if closed => vec![text("closed")],
        Facet::State => {
            let own: &[&'static str] = match decision {
                None => &["to-do"],
                Some(Decision::Later) => &["to-do", "later"],
                Some(Decision::Confirmed(_)) => &["confirmed"],
                Some(Decision::Replaced(_)) => &["replaced"],
                Some(Decision::NoMatch) => &["no-match"],
                Some(Decision::Ask(_)) if session.project.ask.latest(feature.row).is_some() => {
                    &["ask", "answered"]
                }
                Some(Decision::Ask(_)) => &["ask"],
            };
            own.iter().copied().chain(["all"]).map(text).collect()
        }
        Facet::Band => {
            let band = match best(session, feature.row) {
                Some(best) => best.band,
                None if session.candidates.rows.contains_key(&feature.row) => Band::None,
                None => return Vec::new(),
            };
            vec![text(band.key())]
        }
        Facet::Area => {
            let linked = decision.and_then(Decision::links).map(|links| &links.first.capability);
            let id = linked.or_else(|| best(session, feature.row).map(|best| &best.capability));
            let area = id.and_then(|id| session.knowledge.catalogue.capability(id));
            area.map(|capability| SmolStr::new(&capability.area)).into_iter().collect()
        }
        Facet::Platform if feature.platforms.is_empty() => vec![text("not said")],
        Facet::Platform => feature.platforms.iter().map(|platform| text(Platform::label(platform))).collect(),
        Facet::Product => {
            let product = session.candidates.rows.get(&feature.row).and_then(|proposal| proposal.product);
            product.map(|product| text(product.label())).into_iter().collect()
        }
        Facet::Column => {
            let cell = cell(feature, &session.view.facets.column);
            vec![if cell.is_empty() { text("(blank)") } else { SmolStr::new(cell) }]
        }
    }
}

/// The cell of a feature under a heading; blank when there is none.
fn cell<'a>(feature: &'a Feature, column: &str) -> &'a str {
    match column {
        CATEGORY => &feature.category,
        "Priority" => feature.priority.label(),
        "Owner" => &feature.owner,
        _ => {
            let extra = feature.extra.iter().find(|(heading, _)| **heading == *column);
            extra.map_or("", |(_, cell)| cell)
        }
    }
}

/// The columns that can be a facet: at least two values, at most sixty.
pub fn columns(session: &Session) -> Vec<SmolStr> {
    let inventory = &session.assessment.inventory.value;
    let mut columns: Vec<SmolStr> = [CATEGORY, "Priority", "Owner"].map(SmolStr::new_static).to_vec();
    for (heading, _) in inventory.features.iter().take(1).flat_map(|feature| &feature.extra) {
        let heading = format_smolstr!("{heading}");
        if !columns.contains(&heading) {
            columns.push(heading);
        }
    }
    let platform = |column: &SmolStr| {
        inventory
            .read_columns
            .iter()
            .any(|(role, heading)| *role == Role::Platform && heading == column.as_str())
    };
    columns.retain(|column| !platform(column) && is_facet(&inventory.features, column));
    columns
}

fn is_facet(features: &[Rc<Feature>], column: &str) -> bool {
    let mut values: Vec<&str> = Vec::new();
    for feature in features {
        let value = cell(feature, column);
        if !values.contains(&value) {
            values.push(value);
        }
        if values.len() > MOST_VALUES {
            return false;
        }
    }
    values.len() > 1
}
