//! Integers with their unit in the type.
//! No floating point: figures on screen must be recomputable by hand.

use serde::{Deserialize, Serialize};

/// A number of devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Devices(pub u32);

impl Devices {
    /// The sum of two counts; stays at the largest number instead of wrapping.
    pub fn plus(self, other: Devices) -> Devices {
        Devices(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Devices {
    fn sum<I: Iterator<Item = Devices>>(counts: I) -> Self {
        counts.fold(Devices(0), Devices::plus)
    }
}

/// A share in thousandths: 50 is 5 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PerMille(pub u16);

impl PerMille {
    /// All of it.
    pub const WHOLE: PerMille = PerMille(1000);

    /// `part` of `whole` in thousandths, rounded up, at most the whole; the whole of nothing is all.
    pub fn of(part: Devices, whole: Devices) -> PerMille {
        if whole.0 == 0 || part.0 >= whole.0 {
            return PerMille::WHOLE;
        }
        let share = (u64::from(part.0) * 1000).div_ceil(u64::from(whole.0));
        PerMille(u16::try_from(share).unwrap_or(1000).min(1000))
    }
}

/// A number with thin grouping for the screen: `8 400` with a no-break space (U+202F).
pub fn grouped(number: u32) -> String {
    grouped_long(u64::from(number))
}

/// [`grouped`] for numbers that may be larger, such as device-hours.
pub fn grouped_long(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_round_up_and_never_pass_the_whole() {
        let check = |part, whole, expected| {
            assert_eq!(PerMille::of(Devices(part), Devices(whole)), PerMille(expected))
        };
        check(0, 10, 0);
        check(1, 3, 334);
        check(10, 10, 1000);
        check(11, 10, 1000);
        check(5, 0, 1000);
        check(u32::MAX - 1, u32::MAX, 1000);
    }

    #[test]
    fn numbers_are_grouped_in_threes() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(8400), "8\u{202f}400");
        assert_eq!(grouped(1234567), "1\u{202f}234\u{202f}567");
    }
}
