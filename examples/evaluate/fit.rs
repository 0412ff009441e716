//! Fits what the parts of a score count: so that right capabilities stand first on words that the index does not know
//! and on every second row of the labelled lists. It prints whole numbers for `matching::parts::WEIGHTS`.

use crate::cases::Group;
use gapline::matching::parts::{PARTS, WEIGHTS, part};
use gapline::matching::rank::Ranker;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

/// So many candidates of a row are compared.
const RIVALS: usize = 60;
const TURNS: usize = 250;
/// The sum of all positive weights.
const SCALE: f64 = 260.0;

/// A row's candidates.
struct Example {
    list: String,
    trained: bool,
    weight: f64,
    /// Sizes of parts by 1000, the points for names by 100, whether right, whether the best.
    candidates: Vec<([f64; PARTS + 1], bool)>,
}

/// Fits and prints.
pub fn fit(out: &mut impl Write, groups: &[Group]) -> Result<(), Box<dyn Error>> {
    let examples: Vec<Example> = groups.iter().flat_map(examples).collect();
    let mut weights = [0.0; PARTS + 1];
    for (weight, known) in weights.iter_mut().zip(WEIGHTS) {
        *weight = f64::from(known) / 15.0;
    }
    weights[PARTS] = 100.0 / 15.0;
    writeln!(out, "before\n{}", table(&examples, &weights))?;
    let (mut first, mut second) = ([0.0; PARTS + 1], [0.0; PARTS + 1]);
    for turn in 1..=TURNS {
        let slope = slope(&examples, &weights);
        let step = 0.1 * (1.0 - f64::from(u32::try_from(turn)?) / 260.0);
        let moments = first.iter_mut().zip(&mut second);
        for (at, ((weight, slope), (first, second))) in weights.iter_mut().zip(slope).zip(moments).enumerate()
        {
            let slope = slope + 0.002 * *weight;
            *first = 0.9 * *first + 0.1 * slope;
            *second = 0.99 * *second + 0.01 * slope * slope;
            *weight -= step * *first / (second.sqrt() + 1e-6);
            let against = matches!(at, part::OTHER_PLATFORM | part::NARROW | part::OPPOSITE);
            *weight = if against { weight.min(0.0) } else { weight.max(0.0) };
        }
    }
    writeln!(out, "after\n{}", table(&examples, &weights))?;
    let sum: f64 = weights.iter().take(PARTS).filter(|weight| **weight > 0.0).sum();
    let whole: Vec<String> = weights.iter().map(|weight| format!("{:.0}", weight * SCALE / sum)).collect();
    writeln!(out, "weights: {} (the last is for 100 points by name)", whole.join(", "))?;
    Ok(())
}

fn examples(group: &Group) -> Vec<Example> {
    let mut ranker = Ranker::new(&group.index);
    let mut examples = Vec::new();
    for case in group.cases.iter().filter(|case| case.has_answer()) {
        let row = ranker.row(&case.feature, case.product, usize::MAX);
        let id =
            |document: u32| group.index.documents.get(document as usize).map_or("", |one| one.id.as_str());
        let kept = row.ranked.iter().enumerate();
        let kept = kept.filter(|(place, (document, _))| *place < RIVALS || case.accepts(id(*document)));
        let candidates: Vec<([f64; PARTS + 1], bool)> = kept
            .map(|(_, (document, _))| {
                let mut sizes = [0.0; PARTS + 1];
                for (size, part) in sizes.iter_mut().zip(ranker.sizes(&row, *document)) {
                    *size = f64::from(part) / 1000.0;
                }
                let named = row.named.iter().find(|one| one.text.document == *document);
                sizes[PARTS] = named.map_or(0.0, |one| f64::from(one.points) / 100.0);
                (sizes, case.accepts(id(*document)))
            })
            .collect();
        let is_list = case.list.ends_with(".csv");
        let kept = is_list && case.row % 2 == 0;
        let list = if kept {
            "lists, kept".to_owned()
        } else if is_list {
            "lists, tuned on".to_owned()
        } else {
            case.list.clone()
        };
        let weight = if is_list { 3.0 } else { 1.0 };
        examples.push(Example { list, trained: !kept, weight, candidates });
    }
    examples
}

fn score(sizes: &[f64; PARTS + 1], weights: &[f64; PARTS + 1]) -> f64 {
    sizes.iter().zip(weights).map(|(size, weight)| size * weight).sum()
}

/// The slope of the mean of -ln(share of the right ones).
fn slope(examples: &[Example], weights: &[f64; PARTS + 1]) -> [f64; PARTS + 1] {
    let mut slope = [0.0; PARTS + 1];
    let mut all = 0.0;
    for example in examples.iter().filter(|one| one.trained && one.candidates.iter().any(|(_, right)| *right))
    {
        let scores: Vec<f64> = example.candidates.iter().map(|(sizes, _)| score(sizes, weights)).collect();
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let powers: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
        let sum: f64 = powers.iter().sum();
        let right: f64 = powers
            .iter()
            .zip(&example.candidates)
            .filter(|(_, (_, right))| *right)
            .map(|(power, _)| power)
            .sum();
        let right = right.max(1e-12);
        all += example.weight;
        for (power, (sizes, is_right)) in powers.iter().zip(&example.candidates) {
            let pull = power / sum - if *is_right { power / right } else { 0.0 };
            for (slope, size) in slope.iter_mut().zip(sizes) {
                *slope += example.weight * pull * size;
            }
        }
    }
    slope.map(|slope| slope / all)
}

fn table(examples: &[Example], weights: &[f64; PARTS + 1]) -> String {
    let mut lists: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
    for example in examples {
        let mut scores: Vec<(f64, bool)> =
            example.candidates.iter().map(|(sizes, right)| (score(sizes, weights), *right)).collect();
        scores.sort_by(|left, right| right.0.total_cmp(&left.0));
        let place = scores.iter().position(|(_, right)| *right).unwrap_or(usize::MAX);
        let counts = lists.entry(&example.list).or_default();
        counts[0] += 1;
        counts[1] += u32::from(place < 1);
        counts[2] += u32::from(place < 3);
    }
    let line = |(list, [all, one, three]): (&str, [u32; 3])| {
        let share = |count: u32| 100.0 * f64::from(count) / f64::from(all);
        format!("{list}: {all} rows, {:.1} / {:.1}\n", share(one), share(three))
    };
    lists.into_iter().map(line).collect()
}

/// What tells rows without a capability.
const SIGNS: usize = 5;

/// Fits when a row has none: points of the best capability and of the best reason, what is unexplained.
pub fn fit_none(out: &mut impl Write, groups: &[Group]) -> Result<(), Box<dyn Error>> {
    let mut rows: Vec<([f64; SIGNS], bool, bool, bool, f64, String)> = Vec::new();
    for group in groups {
        let mut ranker = Ranker::new(&group.index);
        for case in &group.cases {
            let row = ranker.row(&case.feature, case.product, usize::MAX);
            let best = row.ranked.first().map_or(0, |one| one.1);
            let second = row.ranked.get(1).map_or(0, |one| one.1);
            let outside = row.outside.map_or(0, |one| one.1);
            let unexplained = f64::from(row.query.unexplained()) / 1000.0;
            let lead = f64::from((best - second).min(60)) / 100.0;
            let signs = [1.0, f64::from(best) / 100.0, f64::from(outside) / 100.0, unexplained, lead];
            let id = row.ranked.first().and_then(|one| group.index.documents.get(one.0 as usize));
            let right = id.is_some_and(|one| case.accepts(one.id.as_str()));
            let is_list = case.list.ends_with(".csv");
            let kept = is_list && case.row % 2 == 0;
            let weight = if is_list { 2.0 } else { 1.0 };
            rows.push((
                signs,
                !case.has_answer(),
                right,
                !kept,
                weight,
                if kept {
                    "kept".into()
                } else if is_list {
                    "tuned".into()
                } else {
                    case.list.clone()
                },
            ));
        }
    }
    let mut weights = [0.0_f64; SIGNS];
    for _ in 0..4000 {
        let mut slope = [0.0; SIGNS];
        let mut all = 0.0;
        for (signs, none, right, _, weight, _) in rows.iter().filter(|one| one.3) {
            // A row whose best capability is wrong anyway loses little by none.
            let weight = if !none && !right { 0.3 * weight } else { *weight };
            let sum: f64 = signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum();
            let said = 1.0 / (1.0 + (-sum).exp());
            let miss = said - if *none { 1.0 } else { 0.0 };
            all += weight;
            slope.iter_mut().zip(signs).for_each(|(slope, sign)| *slope += weight * miss * sign);
        }
        weights.iter_mut().zip(slope).for_each(|(one, slope)| *one -= 2.0 * slope / all);
    }
    writeln!(out, "none: {weights:?}")?;
    for bound in [-0.7, -0.3, 0.0, 0.3, 0.7] {
        let mut lists: BTreeMap<&str, [f64; 5]> = BTreeMap::new();
        for (signs, none, right, _, _, list) in &rows {
            let sum: f64 = signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum();
            let said = sum > bound;
            for list in [list.as_str(), "all"] {
                let counts = lists.entry(list).or_default();
                counts[0] += 1.0;
                counts[1] += f64::from(u8::from(if said { *none } else { *right }));
                counts[2] += f64::from(u8::from(said && *none));
                counts[3] += f64::from(u8::from(said));
                counts[4] += f64::from(u8::from(*none));
            }
        }
        for (list, [all, right, hit, said, are]) in lists {
            writeln!(
                out,
                "{bound} {list}: decided {:.1}, F1 {:.1}, said {said} of {are}",
                100.0 * right / all,
                200.0 * hit / (said + are)
            )?;
        }
    }
    Ok(())
}
