//! One gap row per feature, and their totals.
//! It decides nothing itself: verdicts come from `rule`, matches from `matching::resolve`.

use super::drift::{self, Changed, Stamp};
use super::{Basis, GapAnalysis, GapDecision, GapRow, PlatformVerdict, Totals, rule};
use crate::catalogue::{Capability, Catalogue, Support};
use crate::estate::Estate;
use crate::intake::{Feature, Inventory};
use crate::matching::{Candidates, Decision, Link, Match, resolve};
use crate::model::licence::{LicenceScenario, group_label};
use crate::model::platform::{Platform, PlatformSet};
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::units::{Devices, PerMille};
use crate::model::verdict::{Coverage, Verdict};
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

/// The gap analysis of a list.
pub fn analyse(input: &GapInput<'_>) -> GapAnalysis {
    let rows: Vec<Rc<GapRow>> =
        input.inventory.features.iter().map(|feature| Rc::new(analyse_feature(input, feature))).collect();
    let totals = totals(&rows);
    GapAnalysis { rows: Rc::new(rows), totals }
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

/// What the rule says of one feature, before the consultant's own verdict.
#[derive(Debug, Default)]
struct Judgement {
    verdict: Option<Verdict>,
    link: Option<Link>,
    split: Vec<PlatformVerdict>,
    because: Vec<String>,
    missing_licences: Vec<String>,
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
        capability: judgement.link.as_ref().map(|link| link.capability.clone()),
        relation: judgement.link.as_ref().map(|link| link.relation),
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

fn judge(
    input: &GapInput<'_>,
    feature: &Feature,
    matched: &Match,
    platforms: PlatformSet,
) -> (Judgement, Basis) {
    let (link, basis) = match matched {
        Match::Decided(link) => (Some(link), Basis::Decided),
        Match::Suggested(link) => (Some(link), Basis::Suggested),
        Match::NoMatch => (None, Basis::Decided),
        Match::Ask => (None, Basis::Asked),
        Match::NotLookedAt => (None, Basis::NotLookedAt),
    };
    let mut judgement = Judgement { link: link.cloned(), ..Judgement::default() };
    if rule::is_retired(feature.in_use, feature.priority) {
        judgement.verdict = Some(Verdict::Retire);
        judgement.because.push("The list says that it is not in use, or that it is not wanted.".to_owned());
        return (judgement, basis);
    }
    match (matched, link) {
        (Match::NoMatch, _) => {
            judgement.verdict = Some(Verdict::NoEquivalent);
            judgement.because.push("No capability of the catalogue was found to match.".to_owned());
        }
        (Match::Ask, _) => judgement.because.push("Waits for the customer's answer.".to_owned()),
        (_, None) => judgement.because.push("Nobody has looked at its match.".to_owned()),
        (_, Some(link)) => match input.catalogue.capability(&link.capability) {
            Some(capability) => {
                judge_capability(&mut judgement, feature, link, capability, platforms, input.licences);
            }
            None => judgement.because.push(format!(
                "The catalogue has no entry “{}” any more; choose another match.",
                link.capability
            )),
        },
    }
    (judgement, basis)
}

fn judge_capability(
    judgement: &mut Judgement,
    feature: &Feature,
    link: &Link,
    capability: &Capability,
    platforms: PlatformSet,
    licences: &LicenceScenario,
) {
    judgement.because.push(format!(
        "{}: {}; coverage: {}.",
        capability.name,
        link.relation.label().to_lowercase(),
        capability.coverage.label().to_lowercase()
    ));
    let missing = capability.licence.missing(licences);
    judgement.missing_licences = missing.iter().map(|group| group_label(group)).collect();
    let judged = |coverage| rule::with_licence(rule::verdict(link.relation, coverage), !missing.is_empty());
    if capability.platforms.is_empty() {
        judgement.verdict = Some(judged(capability.coverage));
    } else {
        judgement.split = split(feature, capability, platforms, judged);
        judgement.verdict = judgement
            .split
            .iter()
            .map(|part| part.verdict)
            .filter(|verdict| *verdict != Verdict::Open)
            .max_by_key(|verdict| rule::badness(*verdict));
        judgement.because.extend(split_in_words(&judgement.split));
        let undetermined: Vec<&str> = judgement
            .split
            .iter()
            .filter(|part| part.verdict == Verdict::Open)
            .map(|part| part.platform.label())
            .collect();
        if !undetermined.is_empty() {
            judgement
                .because
                .push(format!("The catalogue does not say for {}: check it.", undetermined.join(", ")));
        }
    }
    if !judgement.missing_licences.is_empty() {
        judgement
            .because
            .push(format!("Needs a licence not held: {}.", judgement.missing_licences.join("; ")));
    }
}

/// The verdict on each platform. A feature that names no platform is judged on those the catalogue
/// knows it for; one that does is judged on each, `Open` where the catalogue does not say.
fn split(
    feature: &Feature,
    capability: &Capability,
    platforms: PlatformSet,
    judged: impl Fn(Coverage) -> Verdict,
) -> Vec<PlatformVerdict> {
    let said = !feature.platforms.is_empty();
    let known: PlatformSet = capability.platforms.keys().copied().collect();
    let relevant = if said {
        platforms
    } else {
        let supported = capability.supported();
        let here = supported.intersection(platforms);
        if here.is_empty() { supported.union(known.intersection(platforms)) } else { here }
    };
    relevant
        .iter()
        .map(|platform| PlatformVerdict { platform, verdict: on_platform(capability, platform, &judged) })
        .collect()
}

fn on_platform(capability: &Capability, platform: Platform, judged: impl Fn(Coverage) -> Verdict) -> Verdict {
    match capability.platforms.get(&platform) {
        Some(Support::Yes) => judged(capability.coverage),
        Some(Support::Partial) if capability.coverage == Coverage::Native => judged(Coverage::Partial),
        Some(Support::Partial) => judged(capability.coverage),
        Some(Support::No) => Verdict::NoEquivalent,
        None => Verdict::Open,
    }
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

/// The split in words, when the platforms differ.
fn split_in_words(split: &[PlatformVerdict]) -> Option<String> {
    let first = split.first()?.verdict;
    if split.iter().all(|part| part.verdict == first) {
        return None;
    }
    let parts: Vec<String> =
        split.iter().map(|part| format!("{} {}", part.platform.label(), part.verdict.label())).collect();
    Some(format!("By platform: {}; the worst counts.", parts.join(", ")))
}
