//! Chooses separator and quotation mark of a text by how evenly they divide the records.
//! It gives no meaning to cells and never reads further than the first records.

use super::records::{Records, Shape};
use super::{Cells, Quote, Separator};

/// How many records are looked at.
const SAMPLE: usize = 200;

/// How many bytes are looked at.
const SAMPLE_BYTES: usize = 1024 * 1024;

/// How many bytes are looked at for blanks before quotation marks.
const QUOTED_BYTES: usize = 16 * 1024;

/// Below this strength (of 1000) no separator is trusted and the list has one column.
const WEAK: u32 = 350;

/// A separator and why it was chosen, in words for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The separator.
    pub separator: Separator,
    /// What encloses cells.
    pub quote: Quote,
    /// Whether blanks may stand before the quotation mark that opens a cell, as in `"a", "b"`.
    pub blanks: bool,
    /// Why this separator, such as "9 cells in 184 of 186 lines".
    pub reason: String,
}

/// The separator that Excel's first line `sep=;` names; the inner `None` when it is none of ours.
/// The outer `None` when the line is no such line.
pub fn named(line: &str) -> Option<Option<Separator>> {
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
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

/// The dialect of a text; what is known already is not detected.
pub fn choose(text: &str, known: Option<(Separator, String)>, quote: Option<Quote>) -> Choice {
    let sample = sample(text);
    let with = |quote: Quote| {
        let mut choice = match &known {
            Some((separator, reason)) => {
                Choice { separator: *separator, quote, blanks: false, reason: reason.clone() }
            }
            None => detect(sample, quote),
        };
        choice.blanks = is_quoted_after_blanks(sample, &choice);
        choice
    };
    if let Some(quote) = quote {
        return with(quote);
    }
    let usual = with(Quote::Double);
    if !sample.contains('\'') {
        return usual;
    }
    let single = with(Quote::Single);
    if is_enclosed(sample, &single) && !is_enclosed(sample, &usual) { single } else { usual }
}

/// The beginning of a text, cut at a letter.
fn sample(text: &str) -> &str {
    text.get(..text.floor_char_boundary(SAMPLE_BYTES)).unwrap_or(text)
}

/// Whether blanks stand before the quotation marks of all cells but the first of each line.
fn is_quoted_after_blanks(text: &str, choice: &Choice) -> bool {
    let Some(mark) = choice.quote.byte().map(char::from) else { return false };
    let separator = char::from(choice.separator.byte());
    let text = text.get(..text.floor_char_boundary(QUOTED_BYTES)).unwrap_or(text);
    // No further than the records that are looked at, of which each has a line at least.
    let lines = text.split_inclusive(['\r', '\n']).take(SAMPLE);
    let text = text.get(..lines.map(str::len).sum()).unwrap_or(text);
    let found = |between: &str| text.matches(&format!("{separator}{between}{mark}")).take(2).count();
    found(" ") >= 2 && found("") == 0 && is_enclosed(text, choice)
}

/// Whether at least half of the filled cells of a choice begin with its quotation mark.
fn is_enclosed(text: &str, choice: &Choice) -> bool {
    let Some(mark) = choice.quote.byte() else { return false };
    let mut cells = Cells::default();
    let mut records = Records::new(text, choice.separator.byte(), Quote::None);
    for _ in 0..SAMPLE {
        if records.read(&mut cells).is_none() {
            break;
        }
    }
    let (mut filled, mut enclosed) = (0, 0);
    for (_, cell) in cells.iter().flat_map(|record| record.filled()) {
        filled += 1;
        enclosed += usize::from(cell.len() > 1 && cell.as_bytes().first() == Some(&mark));
    }
    enclosed * 2 >= filled && enclosed > 0
}

/// The separator that divides the first records most evenly.
fn detect(text: &str, quote: Quote) -> Choice {
    let evenness: Vec<Evenness> =
        Separator::DETECTED.into_iter().map(|one| evenness(text, one, quote)).collect();
    let best = evenness.iter().fold(None::<&Evenness>, |best, one| match best {
        Some(best) if best.score() >= one.score() => Some(best),
        _ => Some(one),
    });
    match best {
        Some(best) if best.strength >= WEAK => Choice {
            separator: best.separator,
            quote,
            blanks: false,
            reason: format!("{} cells in {} of {} lines", best.cells, best.agreeing, best.lines),
        },
        _ => one_column(&evenness, quote),
    }
}

/// Prose is not cut up at its commas: the separator that occurs least is used.
fn one_column(evenness: &[Evenness], quote: Quote) -> Choice {
    let least = evenness.iter().min_by_key(|one| one.separators);
    Choice {
        separator: least.map_or(Separator::Comma, |one| one.separator),
        quote,
        blanks: false,
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

fn evenness(text: &str, separator: Separator, quote: Quote) -> Evenness {
    let mut records = Records::new(text, separator.byte(), quote);
    let mut scratch = Cells::default();
    let mut shapes: Vec<Shape> = Vec::with_capacity(SAMPLE);
    for _ in 0..SAMPLE {
        scratch.clear();
        let Some(shape) = records.read(&mut scratch) else { break };
        if shape.cells > 0 {
            shapes.push(shape);
        }
    }
    let mut counts: Vec<u32> = shapes.iter().map(|shape| shape.cells).filter(|cells| *cells > 1).collect();
    counts.sort_unstable();
    let (agreeing, cells) = counts
        .chunk_by(|one, other| one == other)
        .filter_map(|same| Some((same.len(), *same.first()?)))
        .max()
        .unwrap_or((0, 1));
    let from = shapes.iter().position(|shape| shape.cells == cells).unwrap_or(0);
    let body = shapes.get(from..).unwrap_or_default();
    let points: usize = body
        .iter()
        .map(|shape| match shape.cells {
            one if one == cells && cells > 1 => 2,
            0 | 1 => 0,
            _ => 1,
        })
        .sum();
    let separators: u32 = shapes.iter().map(|shape| shape.cells.saturating_sub(1)).sum();
    let spaced: u32 = shapes.iter().map(|shape| shape.spaced).sum();
    let mut strength = points.saturating_mul(500) / body.len().max(1);
    if spaced * 2 > separators {
        strength /= 2;
    }
    Evenness {
        separator,
        cells,
        agreeing: small(agreeing),
        divided: small(counts.len()),
        lines: small(shapes.len()),
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
        let found = choose(text, None, None);
        let expected = Choice { separator, quote: Quote::Double, blanks: false, reason: reason.to_owned() };
        assert_eq!(found, expected, "{text:?}");
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
    fn single_quotes_are_found_where_they_enclose_cells() {
        let found = choose("'a;b';'c'\n'don''t';'e'\n", None, None);
        assert_eq!((found.separator, found.quote), (Separator::Semicolon, Quote::Single));
        let found = choose("'tis;b\nc;d\ne;f\n", None, None);
        assert_eq!((found.separator, found.quote), (Separator::Semicolon, Quote::Double));
        assert_eq!(choose("'a';'b'\n", None, Some(Quote::None)).quote, Quote::None);
    }

    #[test]
    fn blanks_before_quotation_marks_are_seen() {
        let check =
            |text: &str, blanks: bool| assert_eq!(choose(text, None, None).blanks, blanks, "{text:?}");
        check("\"a, b\", \"c\"\n\"d\", \"e, f\"\n", true);
        check("\"a, b\",\"c\"\n\"d\", \"e\"\n\"f\", \"g\"\n", false);
        check("a;b\nsaid; \"yes\"\nthen; \"no\"\nlast;word\n", false);
        check("a;b\nc;d\n", false);
        // What comes behind the first two hundred records changes nothing.
        check(&format!("{}'x','y'\n\"z\",\"w\"\n", "\"a\", \"b\"\n".repeat(300)), true);
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
        check("sep=^", Some(Some(Separator::Caret)));
        check("sep=$", Some(None));
        check("separator", None);
        check("sep=ab", None);
        // The first line of a cell of several lines.
        check("\"sep=;", None);
    }
}
