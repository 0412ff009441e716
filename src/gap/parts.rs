//! The verdict of one link of a feature, and of several together on each platform.
//! The table and the rule over several parts stand in `rule`.

use super::{GapPart, PlatformVerdict, rule};
use crate::catalogue::{Capability, Catalogue, Support};
use crate::intake::Feature;
use crate::matching::decision::{Link, Links};
use crate::model::licence::{LicenceScenario, group_label};
use crate::model::platform::{Platform, PlatformSet};
use crate::model::verdict::{Coverage, Verdict};

/// What a link is judged against.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// What Intune can do.
    pub catalogue: &'a Catalogue,
    /// Licences held.
    pub licences: &'a LicenceScenario,
    /// The feature.
    pub feature: &'a Feature,
    /// The platforms that the feature counts for; empty when nothing is known.
    pub platforms: PlatformSet,
}

/// What the links of a feature come to.
#[derive(Debug, Default)]
pub struct Judged {
    /// Every link with its verdict.
    pub parts: Vec<GapPart>,
    /// The verdict of all that count; `None` when it is open.
    pub verdict: Option<Verdict>,
    /// The verdict by platform, where it depends on it.
    pub split: Vec<PlatformVerdict>,
    /// How it came about.
    pub because: Vec<String>,
    /// Licences needed that are not held.
    pub missing_licences: Vec<String>,
}

/// Judges the links of a feature by the rule over several parts.
pub fn judge(ground: Ground<'_>, links: &Links) -> Judged {
    let mut judged = Judged::default();
    let several = links.count() > 1;
    for link in links.iter() {
        let part = judge_link(ground, link, several, &mut judged);
        judged.parts.push(part);
    }
    let used = || judged.parts.iter().filter(|part| part.counts);
    if links.iter().all(|link| link.unused) {
        judged.verdict = Some(Verdict::Retire);
        judged.because.push("The customer uses none of its parts.".to_owned());
        return judged;
    }
    judged.verdict = rule::worst(used().map(|part| part.verdict));
    judged.split = together(&judged.parts, ground.platforms);
    if several {
        if let Some(verdict) = judged.verdict {
            let count = used().count();
            judged.because.push(format!(
                "{count} of {} parts count; the worst is {}.",
                links.count(),
                verdict.label()
            ));
        }
        judged.because.extend(split_in_words("Together by platform", &judged.split));
    }
    if !judged.missing_licences.is_empty() {
        judged.because.push(format!("Needs a licence not held: {}.", judged.missing_licences.join("; ")));
    }
    judged
}

/// The verdict of one link on the platforms where it counts.
fn judge_link(ground: Ground<'_>, link: &Link, several: bool, judged: &mut Judged) -> GapPart {
    let here = match (link.platforms.is_empty(), ground.platforms.is_empty()) {
        (true, _) => ground.platforms,
        (false, true) => link.platforms,
        (false, false) => link.platforms.intersection(ground.platforms),
    };
    let elsewhere = !link.platforms.is_empty() && here.is_empty();
    let mut part = GapPart {
        capability: link.capability.clone(),
        relation: link.relation,
        part: link.part.clone(),
        platforms: link.platforms,
        counts: !link.unused && !elsewhere,
        verdict: Verdict::Open,
        split: Vec::new(),
    };
    let about = about(link);
    let Some(capability) = ground.catalogue.capability(&link.capability) else {
        judged.because.push(format!(
            "{about}The catalogue has no entry “{}” any more; choose another match.",
            link.capability
        ));
        return part;
    };
    judged.because.push(format!(
        "{about}{}: {}; coverage: {}.",
        capability.name,
        link.relation.label().to_lowercase(),
        capability.coverage.label().to_lowercase()
    ));
    let missing = capability.licence.missing(ground.licences);
    let verdict = |coverage| rule::with_licence(rule::verdict(link.relation, coverage), !missing.is_empty());
    if capability.platforms.is_empty() {
        part.verdict = verdict(capability.coverage);
    } else {
        let said = !(ground.feature.platforms.is_empty() && link.platforms.is_empty());
        part.split = split(capability, here, said, verdict);
        part.verdict = rule::worst(part.split.iter().map(|one| one.verdict)).unwrap_or(Verdict::Open);
    }
    if !part.counts {
        let why = if link.unused { "the customer does not use it" } else { "the feature is not used there" };
        judged.because.push(format!("It does not count: {why}."));
        return part;
    }
    judged.because.extend(split_in_words("By platform", &part.split));
    if several && let [only] = part.split.as_slice() {
        judged.because.push(format!("On {}: {}.", only.platform.label(), only.verdict.label()));
    }
    let open: Vec<&str> = part
        .split
        .iter()
        .filter(|one| one.verdict == Verdict::Open)
        .map(|one| one.platform.label())
        .collect();
    if !open.is_empty() {
        judged.because.push(format!("The catalogue does not say for {}: check it.", open.join(", ")));
    }
    for group in missing {
        let label = group_label(group);
        if !judged.missing_licences.contains(&label) {
            judged.missing_licences.push(label);
        }
    }
    part
}

/// "Part “alerts”, on iOS: ", or nothing for a link of the whole.
fn about(link: &Link) -> String {
    let platforms: Vec<&str> = link.platforms.iter().map(Platform::label).collect();
    match (link.part.is_empty(), platforms.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("On {}: ", platforms.join(", ")),
        (false, true) => format!("Part “{}”: ", link.part),
        (false, false) => format!("Part “{}”, on {}: ", link.part, platforms.join(", ")),
    }
}

/// The verdict on each platform. A feature that names no platform is judged on those the catalogue
/// knows it for; where one is said it is judged on each, `Open` where the catalogue does not say.
fn split(
    capability: &Capability,
    platforms: PlatformSet,
    said: bool,
    verdict: impl Fn(Coverage) -> Verdict,
) -> Vec<PlatformVerdict> {
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
        .map(|platform| PlatformVerdict { platform, verdict: on_platform(capability, platform, &verdict) })
        .collect()
}

fn on_platform(
    capability: &Capability,
    platform: Platform,
    verdict: impl Fn(Coverage) -> Verdict,
) -> Verdict {
    match capability.platforms.get(&platform) {
        Some(Support::Yes) => verdict(capability.coverage),
        Some(Support::Partial) if capability.coverage == Coverage::Native => verdict(Coverage::Partial),
        Some(Support::Partial) => verdict(capability.coverage),
        Some(Support::No) => Verdict::NoEquivalent,
        None => Verdict::Open,
    }
}

/// The parts that count, platform by platform: the worst on each; `Open` where no part is linked.
/// Empty when no part depends on the platform.
fn together(parts: &[GapPart], platforms: PlatformSet) -> Vec<PlatformVerdict> {
    let used = || parts.iter().filter(|part| part.counts);
    if used().all(|part| part.split.is_empty() && part.platforms.is_empty()) {
        return Vec::new();
    }
    let mut all: PlatformSet = used().flat_map(|part| part.split.iter().map(|one| one.platform)).collect();
    for part in used() {
        let here = part.platforms.intersection(platforms);
        all = all.union(if platforms.is_empty() { part.platforms } else { here });
    }
    if used().all(|part| !part.platforms.is_empty()) {
        // Every link is for some platforms only: those of the feature that none names stay open.
        all = all.union(platforms);
    }
    let on = |part: &GapPart, platform: Platform| -> Option<Verdict> {
        if part.split.is_empty() {
            let counts = part.platforms.is_empty() || part.platforms.contains(platform);
            return counts.then_some(part.verdict);
        }
        part.split.iter().find(|one| one.platform == platform).map(|one| one.verdict)
    };
    all.iter()
        .map(|platform| PlatformVerdict {
            platform,
            verdict: rule::worst(used().filter_map(|part| on(part, platform))).unwrap_or(Verdict::Open),
        })
        .collect()
}

/// The split in words, when the platforms differ.
fn split_in_words(lead: &str, split: &[PlatformVerdict]) -> Option<String> {
    let first = split.first()?.verdict;
    if split.iter().all(|part| part.verdict == first) {
        return None;
    }
    let parts: Vec<String> =
        split.iter().map(|part| format!("{} {}", part.platform.label(), part.verdict.label())).collect();
    Some(format!("{lead}: {}; the worst counts.", parts.join(", ")))
}
