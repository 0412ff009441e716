//! A number's decimal digits as Excel keeps them: fifteen, rounded half away from zero. It knows no formats.

/// Digits that a number is worth in Excel.
const DIGITS: usize = 15;

/// The decimal digits of a number without its sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decimal {
    /// Digits from 0 to 9, the first of them not 0; none for zero.
    digits: Vec<u8>,
    /// How many of them stand before the decimal point; may be negative.
    point: i32,
}

impl Decimal {
    /// The digits of a finite number; its sign is ignored.
    pub(super) fn new(value: f64) -> Decimal {
        let written = format!("{:.*e}", DIGITS - 1, value.abs());
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let mut digits: Vec<u8> =
            mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Decimal { digits, point: exponent.parse::<i32>().unwrap_or_default() + 1 }
    }

    /// The same times a power of ten.
    pub(super) fn shifted(mut self, places: i32) -> Decimal {
        self.point = self.point.saturating_add(places);
        self
    }

    /// The digits before the decimal point, without leading zeros, and so many behind it.
    pub(super) fn rounded(&self, places: usize) -> (String, String) {
        let kept = i64::from(self.point) + i64::try_from(places).unwrap_or(i64::MAX);
        // Every digit from the first place that counts, with zeros where there is none.
        let mut all = Vec::new();
        for place in i64::from(self.point.min(0))..kept {
            all.push(self.digit(place));
        }
        if kept >= i64::from(self.point.min(0)) && self.digit(kept) >= 5 {
            round_up(&mut all);
        }
        let whole = all.len().saturating_sub(places);
        let text =
            |digits: &[u8]| -> String { digits.iter().map(|digit| char::from(b'0' + digit)).collect() };
        let (before, behind) = all.split_at_checked(whole).unwrap_or((&all, &[]));
        (text(before).trim_start_matches('0').to_owned(), format!("{:0>places$}", text(behind)))
    }

    /// The digit with an index from the first; 0 before and behind them.
    fn digit(&self, index: i64) -> u8 {
        usize::try_from(index).ok().and_then(|index| self.digits.get(index)).copied().unwrap_or(0)
    }
}

/// Adds one to the last digit.
fn round_up(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

/// A number as format General shows it in a cell that is wide enough.
///
/// Whole numbers of up to fifteen digits have all of them; others up to eleven significant digits. Very large
/// and very small ones have an exponent.
pub(super) fn general(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    let short = format!("{value:.10e}").parse().unwrap_or(value);
    if (1e-9..1e15).contains(&value.abs()) {
        return format!("{short}");
    }
    let written = format!("{short:e}");
    match written.split_once('e') {
        Some((mantissa, exponent)) => match exponent.strip_prefix('-') {
            Some(below) => format!("{mantissa}E-{below:0>2}"),
            None => format!("{mantissa}E+{exponent:0>2}"),
        },
        None => written,
    }
}
