//! Which character separates the cells: the one that gives the most lines the same number of cells.
//! Separators inside quotes do not count.

use super::Separator;

/// Lines looked at.
const LINES: usize = 200;

/// The separator of a text, and why, in words. An Excel `sep=` line decides.
pub fn detect(text: &str) -> (Separator, String) {
    if let Some(separator) = declared(text) {
        return (separator, "the file says so in its first line".to_owned());
    }
    let mut best = (0u64, Separator::Comma, "nothing separates the cells".to_owned());
    for separator in Separator::ALL {
        let counts = cell_counts(text, char::from(separator.byte()));
        let lines = counts.len();
        let Some((cells, agreeing)) = usual(&counts) else { continue };
        // Many lines of the same width count most, then the width.
        let share = u64::try_from(1000 * agreeing / lines.max(1)).unwrap_or(0);
        let score = share * share * u64::try_from(cells.min(40)).unwrap_or(0);
        if score > best.0 {
            best = (score, separator, format!("{cells} cells in {agreeing} of {lines} lines"));
        }
    }
    (best.1, best.2)
}

/// What an Excel `sep=` line says.
pub fn declared(text: &str) -> Option<Separator> {
    let first = text.lines().next()?.trim().trim_matches('"');
    let rest = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP="))?;
    let said = if rest.is_empty() { '\t' } else { rest.chars().next()? };
    Separator::ALL.into_iter().find(|separator| char::from(separator.byte()) == said)
}

/// The number of cells of each record that has text, quotes respected.
fn cell_counts(text: &str, separator: char) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut cells, mut quoted, mut blank, mut start) = (1usize, false, true, true);
    for letter in text.chars() {
        match letter {
            '"' if quoted => quoted = false,
            '"' if start => quoted = true,
            '\n' | '\r' if !quoted => {
                if !blank {
                    counts.push(cells);
                }
                (cells, blank, start) = (1, true, true);
                if counts.len() >= LINES {
                    return counts;
                }
                continue;
            }
            other if other == separator && !quoted => {
                cells += 1;
                start = true;
                continue;
            }
            _ => {}
        }
        blank = blank && letter.is_whitespace();
        start = false;
    }
    if !blank {
        counts.push(cells);
    }
    counts
}

/// The most frequent count above one, and how many lines have it.
fn usual(counts: &[usize]) -> Option<(usize, usize)> {
    let mut sorted: Vec<usize> = counts.iter().copied().filter(|count| *count > 1).collect();
    sorted.sort_unstable();
    sorted
        .chunk_by(|left, right| left == right)
        .filter_map(|group| Some((*group.first()?, group.len())))
        .max_by_key(|(cells, lines)| (*lines, *cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_lines_agree_on() {
        let check = |text: &str, expected: Separator| assert_eq!(detect(text).0, expected, "{text:?}");
        check("a,b,c\n1,2,3\n4,5,6\n", Separator::Comma);
        check("a;b\n1,5;2,5\n3,5;4,5\n", Separator::Semicolon);
        check("a\tb\n\"x, y; z\"\t2\n", Separator::Tab);
        check("a|b|c\n1|2|3\n", Separator::Pipe);
        check("one\ntwo\n", Separator::Comma);
        check("sep=;\na,b;c\n", Separator::Semicolon);
        check("f;g\n\"a;b;c\nd;e\";x\n1;2\n", Separator::Semicolon);
    }
}
