//! Formats of dates, times and durations over the days since 1900 or 1904. Names are English, for it knows no locale.

use super::Token;
use chrono::{Datelike, Days, NaiveDate};

/// The last day that Excel shows: 9999-12-31, counted from 1900.
const LAST: f64 = 2_958_465.0;
/// Days between the two beginnings of the count.
const BETWEEN: f64 = 1_462.0;
const DAY: u64 = 86_400_000;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A format of a date, a time or a duration.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateFormat {
    pieces: Vec<Piece>,
    /// Hours run to 12.
    half_days: bool,
    /// Digits of fractions of a second, up to 3.
    fraction: usize,
}

/// What is shown, with how many letters it was written.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// `.000`
    Fraction(usize),
    /// `AM` or `PM`; `A` or `P` when short.
    Half(bool),
    /// All hours, minutes or seconds since the beginning.
    Elapsed(char, usize),
    Text(String),
}

/// A moment in the parts that are shown.
struct Moment {
    /// Whole days since the beginning.
    days: u64,
    /// Milliseconds of the day.
    time: u64,
    year: i32,
    month: u32,
    day: u32,
    /// From Sunday, 0.
    weekday: u64,
}

impl DateFormat {
    /// Reads a section; `None` for what is not known.
    pub(super) fn parse(tokens: &[Token<'_>]) -> Option<DateFormat> {
        let mut pieces = Vec::new();
        let mut rest = tokens;
        while let Some((token, after)) = rest.split_first() {
            rest = match token {
                Token::Literal(text) => {
                    pieces.push(Piece::Text((*text).to_owned()));
                    after
                }
                Token::Bracket(inside) => {
                    pieces.push(elapsed(inside)?);
                    after
                }
                Token::Code(letter) => code(*letter, rest, &mut pieces)?,
            };
        }
        tell_minutes(&mut pieces);
        let half_days = pieces.iter().any(|piece| matches!(piece, Piece::Half(_)));
        let fraction = pieces
            .iter()
            .map(|piece| if let Piece::Fraction(digits) = piece { *digits } else { 0 })
            .max()
            .unwrap_or_default();
        (fraction <= 3).then_some(DateFormat { pieces, half_days, fraction })
    }

    /// A number of days as it is shown; `None` outside the years 1900 to 9999.
    pub(super) fn render(&self, value: f64, from_1904: bool) -> Option<String> {
        let serial = if from_1904 { value + BETWEEN } else { value };
        if !(0.0..LAST + 1.0).contains(&serial) || value < 0.0 {
            return None;
        }
        let is_elapsed = self.pieces.iter().any(|piece| matches!(piece, Piece::Elapsed(..)));
        let moment = Moment::new(if is_elapsed { value } else { serial }, self.fraction)?;
        let mut text = String::new();
        for piece in &self.pieces {
            self.piece(piece, &moment, &mut text);
        }
        Some(text)
    }

    fn piece(&self, piece: &Piece, moment: &Moment, text: &mut String) {
        let name = |names: &[&str], index: u64, letters: usize| -> String {
            let name = usize::try_from(index).ok().and_then(|index| names.get(index)).copied();
            name.unwrap_or_default().chars().take(letters).collect()
        };
        let (hours, minutes, seconds) = moment.clock();
        let digits = |number: u64, letters: usize| format!("{number:0>width$}", width = letters.min(2));
        text.push_str(&match piece {
            Piece::Text(text) => text.clone(),
            Piece::Year(1 | 2) => format!("{:02}", moment.year.rem_euclid(100)),
            Piece::Year(_) => format!("{:04}", moment.year),
            Piece::Month(letters @ (1 | 2)) => digits(moment.month.into(), *letters),
            Piece::Month(letters) => {
                let shown = match letters {
                    3 => 3,
                    5 => 1,
                    _ => usize::MAX,
                };
                name(&MONTHS, u64::from(moment.month).saturating_sub(1), shown)
            }
            Piece::Day(letters @ (1 | 2)) => digits(moment.day.into(), *letters),
            Piece::Day(letters) => {
                name(&WEEKDAYS, moment.weekday, if *letters == 3 { 3 } else { usize::MAX })
            }
            Piece::Hour(letters) if self.half_days => digits((hours + 11) % 12 + 1, *letters),
            Piece::Hour(letters) => digits(hours, *letters),
            Piece::Minute(letters) => digits(minutes, *letters),
            Piece::Second(letters) => digits(seconds, *letters),
            Piece::Fraction(letters) => {
                let all = format!("{:03}", moment.time % 1000);
                format!(".{}", all.get(..*letters).unwrap_or(&all))
            }
            Piece::Half(short) => {
                let half = if hours < 12 { "AM" } else { "PM" };
                half.get(..if *short { 1 } else { 2 }).unwrap_or(half).to_owned()
            }
            Piece::Elapsed(unit, letters) => {
                let all = (moment.days * DAY + moment.time) / 1000;
                let number = match unit {
                    'h' => all / 3600,
                    'm' => all / 60,
                    _ => all,
                };
                digits(number, *letters)
            }
        });
    }
}

impl Moment {
    /// The moment of a number of days from 0, rounded to what is shown of a second.
    fn new(days: f64, fraction: usize) -> Option<Moment> {
        let unit: u64 = match fraction {
            0 => 1000,
            1 => 100,
            2 => 10,
            _ => 1,
        };
        // Within the years 1900 to 9999 this is exact enough and fits.
        let all = (days * DAY as f64 / unit as f64).round() as u64 * unit;
        let (days, time) = (all / DAY, all % DAY);
        let (year, month, day) = date(days)?;
        Some(Moment { days, time, year, month, day, weekday: (days + 6) % 7 })
    }

    /// Hours, minutes and seconds.
    fn clock(&self) -> (u64, u64, u64) {
        let seconds = self.time / 1000;
        (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

/// Year, month and day of a day counted from 1900, with the 29th of February 1900 that Excel has.
fn date(days: u64) -> Option<(i32, u32, u32)> {
    match days {
        0 => return Some((1900, 1, 0)),
        60 => return Some((1900, 2, 29)),
        _ => {}
    }
    let before = NaiveDate::from_ymd_opt(1899, 12, if days < 60 { 31 } else { 30 })?;
    let date = before.checked_add_days(Days::new(days))?;
    Some((date.year(), date.month(), date.day()))
}

/// Reads what begins with a letter; gives back what is left.
fn code<'t, 'a>(letter: char, tokens: &'t [Token<'a>], pieces: &mut Vec<Piece>) -> Option<&'t [Token<'a>]> {
    for (word, short) in [("am/pm", false), ("a/p", true)] {
        if let Some(rest) = after_word(tokens, word) {
            pieces.push(Piece::Half(short));
            return Some(rest);
        }
    }
    let same = |token: &&Token<'_>| matches!(token, Token::Code(code) if code.eq_ignore_ascii_case(&letter));
    let number = tokens.iter().take_while(same).count();
    let rest = tokens.get(number..)?;
    pieces.push(match letter.to_ascii_lowercase() {
        'y' => Piece::Year(number),
        'm' => Piece::Month(number),
        'd' => Piece::Day(number),
        'h' => Piece::Hour(number),
        's' => Piece::Second(number),
        '.' => {
            let digits = rest.iter().take_while(|token| **token == Token::Code('0')).count();
            if digits > 0 {
                pieces.push(Piece::Fraction(digits));
                return rest.get(digits..);
            }
            Piece::Text(".".repeat(number))
        }
        ',' | '/' => Piece::Text(letter.to_string().repeat(number)),
        // For the text of a cell; a date has none.
        '@' => Piece::Text(String::new()),
        _ => return None,
    });
    Some(rest)
}

/// What `[h]`, `[mm]` or `[ss]` counts.
fn elapsed(inside: &str) -> Option<Piece> {
    let unit = inside.chars().next()?.to_ascii_lowercase();
    let is_unit =
        matches!(unit, 'h' | 'm' | 's') && inside.chars().all(|code| code.eq_ignore_ascii_case(&unit));
    is_unit.then_some(Piece::Elapsed(unit, inside.len()))
}

/// What follows a word such as `AM/PM`.
fn after_word<'t, 'a>(tokens: &'t [Token<'a>], word: &str) -> Option<&'t [Token<'a>]> {
    let mut rest = tokens;
    for letter in word.chars() {
        let (first, after) = rest.split_first()?;
        let is_letter = match first {
            Token::Code(code) => code.eq_ignore_ascii_case(&letter),
            Token::Literal(_) | Token::Bracket(_) => false,
        };
        if !is_letter {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

/// An `m` behind hours or before seconds means minutes.
fn tell_minutes(pieces: &mut [Piece]) {
    let mut behind_hours = false;
    let mut minutes = Vec::new();
    let mut last_month = None;
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Hour(_) | Piece::Elapsed('h', _) => (behind_hours, last_month) = (true, None),
            Piece::Month(1 | 2) if behind_hours => (behind_hours, _) = (false, minutes.push(index)),
            Piece::Month(1 | 2) => last_month = Some(index),
            Piece::Second(_) | Piece::Elapsed('s', _) => {
                minutes.extend(last_month.take());
                behind_hours = false;
            }
            Piece::Year(_) | Piece::Day(_) | Piece::Month(_) => (behind_hours, last_month) = (false, None),
            _ => {}
        }
    }
    for index in minutes {
        if let Some(piece) = pieces.get_mut(index)
            && let Piece::Month(letters) = *piece
        {
            *piece = Piece::Minute(letters);
        }
    }
}
