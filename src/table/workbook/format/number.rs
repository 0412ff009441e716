//! Formats of numbers: digits with zeros, groups, decimals, percent and text. It shows no sign; the caller does.

use super::Token;
use super::decimal::{Decimal, general};

/// Decimals that Excel shows at most.
const MOST_DECIMALS: usize = 30;

/// How a number without its sign is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct NumberFormat {
    before: String,
    whole: Vec<Slot>,
    /// The decimals; `true` where a zero is shown.
    decimals: Vec<bool>,
    after: String,
    /// Thousands are grouped.
    grouped: bool,
    /// The power of ten that the number is multiplied with.
    shift: i32,
    /// The number is shown as General where the digits would stand.
    plain: bool,
}

/// A place in the whole part.
#[derive(Debug, Clone, PartialEq)]
enum Slot {
    /// A digit; `true` where a zero is shown.
    Digit(bool),
    Text(String),
}

/// Where in a format its reading stands.
#[derive(PartialEq)]
enum Stage {
    Before,
    Whole,
    Decimals,
    After,
}

impl NumberFormat {
    /// Reads a section; `None` for what is not known, such as fractions, exponents and conditions.
    pub(super) fn parse(tokens: &[Token<'_>]) -> Option<NumberFormat> {
        let mut format = NumberFormat::default();
        let mut stage = Stage::Before;
        let mut rest = tokens;
        while let Some((token, after)) = rest.split_first() {
            rest = match (*token, general_word(rest)) {
                (_, Some(behind)) if stage == Stage::Before => {
                    format.plain = true;
                    stage = Stage::After;
                    behind
                }
                (Token::Code('@'), _) if stage == Stage::Before => {
                    format.plain = true;
                    stage = Stage::After;
                    after
                }
                (token, _) => {
                    format.take(token, &mut stage)?;
                    after
                }
            };
        }
        format.end_whole();
        (format.decimals.len() <= MOST_DECIMALS).then_some(format)
    }

    fn take(&mut self, token: Token<'_>, stage: &mut Stage) -> Option<()> {
        match token {
            Token::Code(digit @ ('0' | '#' | '?')) => match stage {
                Stage::Before | Stage::Whole => {
                    *stage = Stage::Whole;
                    self.whole.push(Slot::Digit(digit == '0'));
                }
                Stage::Decimals => self.decimals.push(digit == '0'),
                Stage::After => return None,
            },
            Token::Code('.') if matches!(stage, Stage::Before | Stage::Whole) => *stage = Stage::Decimals,
            // Behind the digits it divides by a thousand, between them it groups; `end_whole` tells.
            Token::Code(',') if *stage == Stage::Whole => self.whole.push(Slot::Text(",".to_owned())),
            Token::Code(',') if *stage == Stage::Decimals => self.shift -= 3,
            Token::Code('%') => {
                self.shift += 2;
                self.literal("%", stage);
            }
            Token::Literal(text) => self.literal(text, stage),
            Token::Code(sign @ (',' | '.')) => self.literal(&sign.to_string(), stage),
            Token::Code(_) | Token::Bracket(_) => return None,
        }
        Some(())
    }

    fn literal(&mut self, text: &str, stage: &mut Stage) {
        match stage {
            Stage::Before => self.before.push_str(text),
            // Whether digits follow is not known yet; `end_whole` tells.
            Stage::Whole => self.whole.push(Slot::Text(text.to_owned())),
            Stage::Decimals | Stage::After => {
                *stage = Stage::After;
                self.after.push_str(text);
            }
        }
    }

    /// Moves what stands behind the last digit of the whole part to where it belongs.
    fn end_whole(&mut self) {
        let mut behind = Vec::new();
        while let Some(Slot::Text(text)) = self.whole.pop_if(|slot| matches!(slot, Slot::Text(_))) {
            behind.push(text);
        }
        let mut end = String::new();
        for text in behind.iter().rev() {
            if text == "," { self.shift -= 3 } else { end.push_str(text) }
        }
        self.after.insert_str(0, &end);
        let slots = self.whole.len();
        self.whole.retain(|slot| *slot != Slot::Text(",".to_owned()));
        self.grouped = self.whole.len() < slots;
    }

    /// The number's absolute value as it is shown.
    pub(super) fn render(&self, value: f64) -> String {
        if self.plain {
            return format!("{}{}{}", self.before, general(value), self.after);
        }
        if self.whole.is_empty() && self.decimals.is_empty() {
            return format!("{}{}", self.before, self.after);
        }
        let (whole, decimals) = Decimal::new(value).shifted(self.shift).rounded(self.decimals.len());
        let zeros = self.decimals.iter().rposition(|zero| *zero).map_or(0, |last| last + 1);
        let end = decimals.trim_end_matches('0').len().max(zeros);
        let decimals = decimals.get(..end).unwrap_or_default();
        let point = if decimals.is_empty() { "" } else { "." };
        format!("{}{}{point}{decimals}{}", self.before, self.whole(&whole), self.after)
    }

    /// The digits in their places, from the right; the first place takes all that are left.
    fn whole(&self, digits: &str) -> String {
        let mut shown: Vec<char> = Vec::new();
        let mut left = digits.chars().rev();
        let mut number = 0;
        let mut push = |shown: &mut Vec<char>, digit: char| {
            if self.grouped && number > 0 && number % 3 == 0 {
                shown.push(',');
            }
            number += 1;
            shown.push(digit);
        };
        let first = self.whole.iter().position(|slot| matches!(slot, Slot::Digit(_)));
        for (index, slot) in self.whole.iter().enumerate().rev() {
            match slot {
                Slot::Text(text) => shown.extend(text.chars().rev()),
                Slot::Digit(zero) => {
                    if let Some(digit) = left.next().or(zero.then_some('0')) {
                        push(&mut shown, digit);
                    }
                    if Some(index) == first {
                        left.by_ref().for_each(|digit| push(&mut shown, digit));
                    }
                }
            }
        }
        // A format without a place before the point still shows what stands there.
        left.for_each(|digit| push(&mut shown, digit));
        shown.iter().rev().collect()
    }
}

/// What follows the word General, where it stands first.
fn general_word<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
    let mut rest = tokens;
    for letter in "general".chars() {
        let (first, after) = rest.split_first()?;
        if !matches!(first, Token::Code(code) if code.eq_ignore_ascii_case(&letter)) {
            return None;
        }
        rest = after;
    }
    Some(rest)
}
