//! Number formats of XLSX, as far as lists use them: what Excel shows for a number.
//! It knows no locale: names of months are English, and a format that it does not know is General.

mod date;
mod decimal;
mod number;

use date::DateFormat;
use decimal::general;
use number::NumberFormat;

/// Formats longer than this are not looked at; Excel writes up to 255 characters.
const LONGEST: usize = 1_024;

/// A number format: up to four sections, of which three are for numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Format {
    sections: Vec<Section>,
}

/// How numbers of one kind are shown.
#[derive(Debug, Clone, PartialEq)]
enum Section {
    General,
    Number(NumberFormat),
    Date(DateFormat),
}

/// A piece of a format's text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'a> {
    /// Text in quotes, behind a backslash, or a sign that stands for itself.
    Literal(&'a str),
    /// What stands in brackets.
    Bracket(&'a str),
    /// A letter or sign with a meaning.
    Code(char),
}

impl Format {
    /// Reads a format's text; what is not known becomes General.
    pub(super) fn parse(text: &str) -> Format {
        if text.len() > LONGEST {
            return Format::default();
        }
        let Some(tokens) = tokens(text) else { return Format::default() };
        let sections: Vec<Section> =
            tokens.split(|token| *token == Token::Code(';')).take(4).map(Section::parse).collect();
        Format { sections }
    }

    /// The format of an id that is built into Excel; `None` for an id that the workbook must define.
    ///
    /// Ids 14 and 22 depend on the locale of whoever looks; they are shown as ISO dates. So are the ids of
    /// East Asian dates.
    pub(super) fn built_in(id: u32) -> Option<Format> {
        Some(Format::parse(match id {
            0 => "General",
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14 | 27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            18 => "h:mm AM/PM",
            19 => "h:mm:ss AM/PM",
            20 => "h:mm",
            21 => "h:mm:ss",
            22 => "yyyy-mm-dd hh:mm",
            37 | 38 => "#,##0;(#,##0)",
            39 | 40 => "#,##0.00;(#,##0.00)",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mm:ss.0",
            49 => "@",
            _ => return None,
        }))
    }

    /// A number as the sheet shows it. `from_1904` says from which day its days are counted. Never empty.
    pub(super) fn render(&self, value: f64, from_1904: bool) -> String {
        let (section, signed) = self.section(value);
        let shown = match section {
            None | Some(Section::General) => None,
            Some(Section::Number(format)) => {
                let text = format.render(value.abs());
                Some(if signed && value < 0.0 && !text.is_empty() { format!("-{text}") } else { text })
            }
            Some(Section::Date(format)) => format.render(value, from_1904),
        };
        shown.filter(|text| !text.is_empty()).unwrap_or_else(|| general(value))
    }

    /// The section for a number, and whether it still needs its sign.
    fn section(&self, value: f64) -> (Option<&Section>, bool) {
        match (self.sections.as_slice(), value) {
            ([_, negative, ..], value) if value < 0.0 => (Some(negative), false),
            ([_, _, zero, ..], 0.0) => (Some(zero), false),
            (sections, _) => (sections.first(), true),
        }
    }
}

impl Section {
    fn parse(tokens: &[Token<'_>]) -> Section {
        let shown: Vec<Token<'_>> = tokens.iter().filter_map(without_decoration).collect();
        if is_date(&shown) {
            return DateFormat::parse(&shown).map_or(Section::General, Section::Date);
        }
        NumberFormat::parse(&shown).map_or(Section::General, Section::Number)
    }
}

/// A token without what has no text: colours and locales fall away, a currency stays.
fn without_decoration<'a>(token: &Token<'a>) -> Option<Token<'a>> {
    let Token::Bracket(inside) = *token else { return Some(*token) };
    if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        return (!sign.is_empty()).then_some(Token::Literal(sign));
    }
    const COLOURS: [&str; 8] = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    let lower = inside.to_ascii_lowercase();
    let is_colour = COLOURS.contains(&lower.as_str()) || lower.starts_with("color");
    (!is_colour).then_some(*token)
}

/// Whether a letter of dates and times stands in it.
fn is_date(tokens: &[Token<'_>]) -> bool {
    let is_general = tokens.first() == Some(&Token::Code('G'));
    !is_general
        && tokens.iter().any(|token| match token {
            Token::Code(letter) => matches!(letter.to_ascii_lowercase(), 'y' | 'm' | 'd' | 'h' | 's'),
            Token::Bracket(inside) => {
                matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss")
            }
            Token::Literal(_) => false,
        })
}

/// A format's text in pieces; `None` when a quotation or a bracket is not closed.
fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..)?;
        let (token, left) = match letter {
            '"' => {
                let (inside, left) = after.split_once('"')?;
                (Some(Token::Literal(inside)), left)
            }
            '[' => {
                let (inside, left) = after.split_once(']')?;
                (Some(Token::Bracket(inside)), left)
            }
            '\\' => {
                let (inside, left) = first_letter(after)?;
                (Some(Token::Literal(inside)), left)
            }
            // Room as wide as the next sign, or filled with it: nothing to read.
            '_' | '*' => (None, first_letter(after)?.1),
            _ if stands_for_itself(letter) => (Some(Token::Literal(first_letter(rest)?.0)), after),
            _ => (Some(Token::Code(letter)), after),
        };
        tokens.extend(token);
        rest = left;
    }
    Some(tokens)
}

fn first_letter(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(text.chars().next()?.len_utf8())
}

/// Signs that Excel shows without quotes.
fn stands_for_itself(letter: char) -> bool {
    " $-+():!^&'~{}<>=".contains(letter) || !letter.is_ascii()
}

#[cfg(test)]
#[path = "format/tests.rs"]
mod tests;
