//! How sure a candidate is, from its points, its lead, and whether a name decides.
//! The bounds are measured, see `docs/matching.md`.

use super::Band;
use super::rank::Named;

/// At least so many points and so much lead make the first candidate likely.
const LIKELY: (i32, i32) = (115, 30);
/// And so many make a candidate possible.
const POSSIBLE: i32 = 88;

/// Below so many points nothing is near.
const LEAST: i32 = 45;

/// The band of every candidate, best first.
pub fn bands(ranked: &[(u32, i32)], named: &[Named]) -> Vec<Band> {
    let second = ranked.get(1).map_or(0, |(_, points)| *points);
    ranked
        .iter()
        .enumerate()
        .map(|(place, (document, points))| {
            let lead = points - second;
            let decides = named.iter().any(|one| one.text.document == *document && one.decides);
            match place {
                0 if decides => Band::Exact,
                0 if *points >= LIKELY.0 && lead >= LIKELY.1 => Band::Likely,
                _ if *points >= POSSIBLE => Band::Possible,
                _ => Band::Weak,
            }
        })
        .collect()
}

/// Whether a row has no capability: the texts of none are nearer, or nothing is near at all.
pub fn none(outside: i32, best: i32) -> bool {
    best < LEAST || outside * 11 > best * 10
}
