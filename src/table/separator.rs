//! Chooses the separator of a text by how evenly it divides the records.
//! It gives no meaning to cells and never reads further than the first records.

use super::Separator;
use super::span::{Span, Spans};

/// How many records are looked at.
const SAMPLE: usize = 200;

/// Below this strength (of 1000) no separator is trusted and the list has one column.
const WEAK: u32 = 350;

/// A separator and why it was chosen, in words for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The separator.
    pub separator: Separator,
    /// Such as "9 cells in 184 of 186 lines".
    pub reason: String,
}

/// The separator that Excel's first line `sep=;` names; the inner `None` when it is none of ours.
/// The outer `None` when the line is no such line.
pub fn named(line: &str) -> Option<Option<Separator>> {
    let line = line.trim_matches('"');
    let (word, rest) = line.split_at_checked(4)?;
    if !word.eq_ignore_ascii_case("sep=") {
        return None;
    }
    let rest = if rest == "\t" { rest } else { rest.trim() };
    let mut letters = rest.chars();
    let letter = letters.next();
    if letters.next().is_some() {
        return None;
    }
    Some(Separator::ALL.into_iter().find(|known| letter == Some(char::from(known.byte()))))
}

/// The separator that divides the first records most evenly.
pub fn detect(text: &str) -> Choice {
    let evenness: Vec<Evenness> = Separator::ALL.into_iter().map(|one| evenness(text, one)).collect();
    let best = evenness.iter().fold(None::<&Evenness>, |best, one| match best {
        Some(best) if best.score() >= one.score() => Some(best),
        _ => Some(one),
    });
    match best {
        Some(best) if best.strength >= WEAK => Choice {
            separator: best.separator,
            reason: format!("{} cells in {} of {} lines", best.cells, best.agreeing, best.lines),
        },
        _ => one_column(&evenness),
    }
}

/// Prose is not cut up at its commas: the separator that occurs least is used.
fn one_column(evenness: &[Evenness]) -> Choice {
    let least = evenness.iter().min_by_key(|one| one.separators);
    Choice {
        separator: least.map_or(Separator::Comma, |one| one.separator),
        reason: "nothing separates the cells evenly".to_owned(),
    }
}

/// How evenly a separator divides the sample.
struct Evenness {
    separator: Separator,
    /// The number of cells that most records with at least two have.
    cells: u32,
    /// How many records have it.
    agreeing: u32,
    /// How many records have at least two.
    divided: u32,
    /// How many records are not blank.
    lines: u32,
    /// How often the separator occurs outside quotes.
    separators: u32,
    /// 1000 when all records from the first agreeing one on agree; another number of cells counts half;
    /// halved when a space follows most separators, as in prose.
    strength: u32,
}

impl Evenness {
    /// The strength cubed, times the records that are divided at all, times the cells (at most four
    /// count, so that many columns do not win alone).
    fn score(&self) -> u64 {
        u64::from(self.strength).pow(3) * u64::from(self.divided) * u64::from(self.cells.min(4))
    }
}

fn evenness(text: &str, separator: Separator) -> Evenness {
    let spans: Vec<Span> =
        Spans::new(text, separator.byte()).take(SAMPLE).filter(|span| span.cells > 0).collect();
    let mut counts: Vec<u32> = spans.iter().map(|span| span.cells).filter(|cells| *cells > 1).collect();
    counts.sort_unstable();
    let (agreeing, cells) = counts
        .chunk_by(|one, other| one == other)
        .filter_map(|same| Some((same.len(), *same.first()?)))
        .max()
        .unwrap_or((0, 1));
    let from = spans.iter().position(|span| span.cells == cells).unwrap_or(0);
    let body = spans.get(from..).unwrap_or_default();
    let points: usize = body
        .iter()
        .map(|span| match span.cells {
            one if one == cells && cells > 1 => 2,
            0 | 1 => 0,
            _ => 1,
        })
        .sum();
    let separators: u32 = spans.iter().map(|span| span.cells.saturating_sub(1)).sum();
    let spaced: u32 = spans.iter().map(|span| span.spaced).sum();
    let mut strength = points.saturating_mul(500) / body.len().max(1);
    if spaced * 2 > separators {
        strength /= 2;
    }
    Evenness {
        separator,
        cells,
        agreeing: small(agreeing),
        divided: small(counts.len()),
        lines: small(spans.len()),
        separators,
        strength: small(strength),
    }
}

/// The sample is small, so that its numbers are.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, separator: Separator, reason: &str) {
        assert_eq!(detect(text), Choice { separator, reason: reason.to_owned() }, "{text:?}");
    }

    #[test]
    fn the_even_separator_wins() {
        check("a;b;c\n\"1;2\";x, y;3\n", Separator::Semicolon, "3 cells in 2 of 2 lines");
        check("a,b\n1;1,2\n1;1,2\n", Separator::Comma, "2 cells in 3 of 3 lines");
        check("a\tb, c\nd\te\n", Separator::Tab, "2 cells in 2 of 2 lines");
        check("a|b\nc|d;e\n", Separator::Pipe, "2 cells in 2 of 2 lines");
        check("List of 3, June\n\na;b\nc;d\n", Separator::Semicolon, "2 cells in 2 of 3 lines");
    }

    #[test]
    fn lists_inside_cells_do_not_win() {
        check(
            "Feature;Platform\nWipe;iOS, Android, Windows\nKiosk;Android, iOS, Windows\nVPN;iOS, Android, macOS\n",
            Separator::Semicolon,
            "2 cells in 4 of 4 lines",
        );
    }

    #[test]
    fn prose_is_one_column() {
        let reason = "nothing separates the cells evenly";
        check("Wipe\nLock, and locate\nVPN\nA, b, c, and d\nKiosk\n", Separator::Semicolon, reason);
        check("Wipe\n", Separator::Comma, reason);
        check("", Separator::Comma, reason);
    }

    #[test]
    fn excels_first_line_names_a_separator() {
        let check = |line: &str, expected| assert_eq!(named(line), expected, "{line:?}");
        check("sep=;", Some(Some(Separator::Semicolon)));
        check("\"SEP=,\"", Some(Some(Separator::Comma)));
        check("sep=\t", Some(Some(Separator::Tab)));
        check("sep=^", Some(None));
        check("separator", None);
        check("sep=ab", None);
    }
}
