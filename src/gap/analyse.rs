//! One gap row per feature, and their totals.
//! It decides nothing itself: verdicts come from `rule`, matches from `matching::resolve`.

use super::drift::{self, Changed, Stamp};
use super::parts::{self, Ground, Judged};
use super::{Basis, GapAnalysis, GapDecision, GapRow, PlatformVerdict, Totals, rule};
use crate::catalogue::Catalogue;
use crate::estate::Estate;
use crate::intake::{Feature, Inventory};
use crate::matching::Candidates;
use crate::matching::decision::{Decision, Match, resolve};
use crate::model::licence::LicenceScenario;
use crate::model::platform::PlatformSet;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, PerMille};
use crate::model::verdict::Verdict;
use std::rc::Rc;

/// What a gap analysis is made of.
#[derive(Debug, Clone, Copy)]
pub struct GapInput<'a> {
    /// What Intune can do.
    pub catalogue: &'a Catalogue,
    /// The list.
    pub inventory: &'a Inventory,
    /// Proposals; may be empty while they are being computed.
    pub candidates: &'a Candidates,
    /// The consultant's matches.
    pub decisions: &'a SortedMap<RowId, Decision>,
    /// What the catalogue said when rows were judged.
    pub stamps: &'a SortedMap<RowId, Stamp>,
    /// The consultant's word on gaps.
    pub gaps: &'a SortedMap<RowId, GapDecision>,
    /// Licences held.
    pub licences: &'a LicenceScenario,
    /// Devices.
    pub estate: &'a Estate,
}

/// An earlier analysis with what it was made of, of the same catalogue, licences and devices.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// What it was made of.
    pub input: GapInput<'a>,
    /// Its rows.
    pub rows: &'a [Rc<GapRow>],
}

/// The gap analysis of a list. Rows of which nothing changed are taken over; of the others at most so many are judged
/// as `most` says, and the analysis ends before the next one.
pub fn analyse(input: &GapInput<'_>, earlier: Option<Earlier<'_>>, most: usize) -> GapAnalysis {
    let mut left = most;
    let mut rows = Vec::with_capacity(input.inventory.features.len());
    for (place, feature) in input.inventory.features.iter().enumerate() {
        let known = earlier.and_then(|earlier| earlier.same(place, input, feature));
        let row = match known {
            Some(row) => Rc::clone(row),
            None if left == 0 => break,
            None => {
                left -= 1;
                Rc::new(analyse_feature(input, feature))
            }
        };
        rows.push(row);
    }
    let totals = totals(&rows);
    GapAnalysis { rows: Rc::new(rows), totals }
}

impl<'a> Earlier<'a> {
    /// The row at a place, if it was made of the same.
    fn same(self, place: usize, input: &GapInput<'_>, feature: &Rc<Feature>) -> Option<&'a Rc<GapRow>> {
        let (old, row) = (&self.input, feature.row);
        let known = old.inventory.features.get(place).is_some_and(|known| Rc::ptr_eq(known, feature));
        let proposal = |input: &GapInput<'_>| input.candidates.rows.get(&row).map(Rc::as_ptr);
        let same = known
            && (std::ptr::eq(old.candidates, input.candidates) || proposal(old) == proposal(input))
            && is_same(old.decisions, input.decisions, row)
            && is_same(old.stamps, input.stamps, row)
            && is_same(old.gaps, input.gaps, row);
        self.rows.get(place).filter(|_| same)
    }
}

/// Whether two maps say the same of a row.
fn is_same<T: PartialEq>(old: &SortedMap<RowId, T>, new: &SortedMap<RowId, T>, row: RowId) -> bool {
    std::ptr::eq(old, new) || old.get(&row) == new.get(&row)
}

/// The sums over rows.
pub fn totals(rows: &[Rc<GapRow>]) -> Totals {
    let mut sums = Totals::default();
    for row in rows {
        sums.rows += 1;
        sums.by_verdict.change(row.verdict, |count| *count += 1);
        sums.gaps += u32::from(row.verdict.is_gap());
        sums.suggested += u32::from(row.basis == Basis::Suggested);
        sums.accepted += u32::from(row.accepted);
        sums.severity += u32::from(row.severity);
        sums.effort_days += u32::from(row.effort_days);
    }
    sums
}

fn analyse_feature(input: &GapInput<'_>, feature: &Feature) -> GapRow {
    let decision = input.decisions.get(&feature.row);
    let candidates = input.candidates.rows.get(&feature.row).map(|one| &**one);
    let matched = resolve(decision, candidates);
    let platforms = platforms_of(feature, input.estate);
    let (judgement, mut basis) = judge(input, feature, &matched, platforms);
    let computed = judgement.verdict.unwrap_or(Verdict::Open);

    let none = GapDecision::default();
    let by_hand = input.gaps.get(&feature.row).unwrap_or(&none);
    let mut because = judgement.because;
    if let Some(verdict) = by_hand.verdict {
        basis = Basis::SetByHand;
        because.push(format!("Set by hand to {}; the rule says {}.", verdict.label(), computed.label()));
    }
    let verdict = by_hand.verdict.unwrap_or(computed);
    let changed = if by_hand.verdict.is_some() { None } else { changed(input, feature, &matched, platforms) };
    let changed = changed.filter(|(was, split)| was.before != computed || *split != judgement.split);
    let changed = changed.map(|(changed, _)| changed);
    if let Some(Changed { before, why }) = &changed {
        because.push(format!(
            "The catalogue has changed since this was judged; by what it said then: {}. {} Accept it on the Catalogue page.",
            before.label(),
            why.join(" ")
        ));
    }
    let devices = devices_of(feature, platforms, input.estate);
    let affected = affected(&judgement.split, verdict, devices, input.estate);
    let share = PerMille::of(affected, input.estate.total());
    let accepted = by_hand.accepted && verdict.is_gap();
    let effort_days = match by_hand.effort_days {
        Some(days) => days,
        None if accepted => 0,
        None => rule::default_effort(verdict),
    };
    GapRow {
        row: feature.row,
        parts: judgement.parts,
        basis,
        verdict,
        computed,
        split: judgement.split,
        because,
        missing_licences: judgement.missing_licences,
        platforms,
        devices,
        affected,
        share,
        severity: rule::severity(verdict, feature.priority, share),
        effort_days,
        effort_by_hand: by_hand.effort_days.is_some(),
        accepted,
        changed,
    }
}

/// The verdict and its split by platform as the catalogue gave them when the row was judged, where it said otherwise.
fn changed(
    input: &GapInput<'_>,
    feature: &Feature,
    matched: &Match,
    platforms: PlatformSet,
) -> Option<(Changed, Vec<PlatformVerdict>)> {
    let stamp = input.stamps.get(&feature.row).filter(|_| matches!(matched, Match::Decided(_)))?;
    let (earlier, why) = drift::earlier(input.catalogue, stamp)?;
    let (judgement, _) = judge(&GapInput { catalogue: &earlier, ..*input }, feature, matched, platforms);
    Some((Changed { before: judgement.verdict.unwrap_or(Verdict::Open), why }, judgement.split))
}

/// What the rule says of one feature, before the consultant's own verdict.
fn judge(
    input: &GapInput<'_>,
    feature: &Feature,
    matched: &Match,
    platforms: PlatformSet,
) -> (Judged, Basis) {
    let (links, basis, otherwise) = match matched {
        Match::Decided(links) => (Some(links), Basis::Decided, ""),
        Match::Suggested(links) => (Some(links), Basis::Suggested, ""),
        Match::NoMatch => (None, Basis::Decided, "No capability of the catalogue was found to match."),
        Match::Ask => (None, Basis::Asked, "Waits for the customer's answer."),
        Match::NotLookedAt => (None, Basis::NotLookedAt, "Nobody has decided on its match."),
    };
    let ground = Ground { catalogue: input.catalogue, licences: input.licences, feature, platforms };
    if rule::is_retired(feature.in_use, feature.priority) {
        let parts = links.map(|links| parts::judge(ground, links).parts).unwrap_or_default();
        let because = vec!["The list says that it is not in use, or that it is not wanted.".to_owned()];
        return (Judged { parts, verdict: Some(Verdict::Retire), because, ..Judged::default() }, basis);
    }
    let judged = match links {
        Some(links) => parts::judge(ground, links),
        None => Judged {
            verdict: (*matched == Match::NoMatch).then_some(Verdict::NoEquivalent),
            because: vec![otherwise.to_owned()],
            ..Judged::default()
        },
    };
    (judged, basis)
}

/// The platforms a feature counts for: those that it names and the estate has; all that it names when the
/// estate has none of them; the whole estate when it names none.
pub fn platforms_of(feature: &Feature, estate: &Estate) -> PlatformSet {
    let present = estate.present();
    if feature.platforms.is_empty() {
        return present;
    }
    let here = feature.platforms.intersection(present);
    if here.is_empty() { feature.platforms } else { here }
}

/// The devices affected: the list's own figure, at most the estate; else all devices of its platforms.
fn devices_of(feature: &Feature, platforms: PlatformSet, estate: &Estate) -> Devices {
    match feature.devices {
        Some(devices) if estate.total().0 > 0 => devices.min(estate.total()),
        Some(devices) => devices,
        None => estate.of(platforms),
    }
}

/// The devices on platforms that have the verdict, at most those that the feature concerns.
fn affected(split: &[PlatformVerdict], verdict: Verdict, devices: Devices, estate: &Estate) -> Devices {
    let platforms: PlatformSet =
        split.iter().filter(|part| part.verdict == verdict).map(|part| part.platform).collect();
    if platforms.is_empty() || platforms.len() == split.len() || estate.total().0 == 0 {
        devices
    } else {
        devices.min(estate.of(platforms))
    }
}
