//! How sure a candidate is, from its points, its lead, and whether a name decides.
//! The bounds are measured, see `docs/matching.md`.

use super::Band;
use super::rank::Named;

/// At least so many points and so much lead make the first candidate likely.
const LIKELY: (i32, i32) = (120, 38);
/// And so many make a candidate possible.
const POSSIBLE: i32 = 100;

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

/// Whether a row has no capability: from the points of the best reason for having none and of the two best
/// capabilities, and how much of the row nothing explains, in thousandths. A row whose texts point at one capability
/// only is a little likelier to have none: what is near it is near by chance.
///
/// A logistic regression on rows that the index does not know, see `docs/matching.md`.
pub fn none(outside: i32, [best, second]: [i32; 2], unexplained: u32) -> bool {
    let unexplained = i64::from(unexplained);
    let lead = i64::from((best - second).clamp(0, 60));
    1700 - 47 * i64::from(best) + 31 * i64::from(outside) + unexplained + 11 * lead > 0
}
