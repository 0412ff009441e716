//! Separator and quotation mark: what is known is obeyed, and what comes behind the first two hundred records does
//! not change what was found. The first two bytes choose the separator and the quotation mark; `0` is none.

use gapline::table::records::Records;
use gapline::table::separator::{Choice, choose};
use gapline::table::{Cells, Quote, Separator};

/// How many records are looked at.
const SAMPLE: usize = 200;

pub fn check(bytes: &[u8]) {
    let (separator, bytes) = super::choice(bytes);
    let (quote, bytes) = super::choice(bytes);
    let separator = super::one_of(&Separator::ALL, separator);
    let quote = super::one_of(&Quote::ALL, quote);
    let text = String::from_utf8_lossy(bytes);
    let found = chosen(&text, separator, quote);
    assert_eq!(found, chosen(&text, separator, quote), "the same text has the same dialect");
    assert!(separator.is_none_or(|wanted| found.separator == wanted));
    assert!(quote.is_none_or(|wanted| found.quote == wanted));
    assert!(separator.is_some() || Separator::DETECTED.contains(&found.separator));
    if let Some((agreeing, lines)) = figures(&found.reason) {
        assert!(0 < agreeing && agreeing <= lines && lines as usize <= SAMPLE, "{}", found.reason);
    }
    rows_beyond_the_sample_change_nothing(&text, separator, quote);
}

fn chosen(text: &str, separator: Option<Separator>, quote: Option<Quote>) -> Choice {
    choose(text, separator.map(|separator| (separator, "chosen".to_owned())), quote)
}

/// "9 cells in 184 of 186 lines".
fn figures(reason: &str) -> Option<(u32, u32)> {
    let (agreeing, lines) = reason.split_once(" cells in ")?.1.split_once(" of ")?;
    Some((agreeing.parse().ok()?, lines.split(' ').next()?.parse().ok()?))
}

/// The text so often that two hundred records are complete however they are read; more of it, or other lines behind
/// it, give the same.
fn rows_beyond_the_sample_change_nothing(text: &str, separator: Option<Separator>, quote: Option<Quote>) {
    let lines = text.split(['\r', '\n']).count();
    if text.len() > 300 || lines < 2 {
        return;
    }
    let pattern = format!("{text}\n");
    let short = pattern.repeat(260_usize.div_ceil(lines));
    if is_complete(&short) {
        let found = chosen(&short, separator, quote);
        for more in ["a,b;c|d\te\n", "'x','y'\n'z','w'\n", "\"", &short] {
            assert_eq!(chosen(&(short.clone() + more), separator, quote), found, "behind it: {more:?}");
        }
    }
}

fn is_complete(text: &str) -> bool {
    Separator::ALL.into_iter().all(|separator| {
        Quote::ALL.into_iter().all(|quote| {
            let mut cells = Cells::default();
            let mut records = Records::piece(text, separator.byte(), quote, 1);
            (0..SAMPLE).all(|_| records.read(&mut cells).is_some())
        })
    })
}
