//! Draws from spreads, rounded to whole units. Exact arithmetic and square roots only; see the module above.

use super::Spread;
use crate::plan::levelling::Time;
use crate::plan::random::Random;

impl Spread {
    /// Whether the points are in order and none is below 0.
    pub(super) fn is_in_order(self) -> bool {
        match self {
            Spread::Planned => true,
            Spread::Triangular { least, likely, most } => 0 <= least && least <= likely && likely <= most,
            Spread::Uniform { least, most } => 0 <= least && least <= most,
        }
    }

    /// Whether a draw can be one thing only.
    pub(super) fn is_fixed(self) -> bool {
        match self {
            Spread::Planned => true,
            Spread::Triangular { least, most, .. } | Spread::Uniform { least, most } => least == most,
        }
    }

    /// The greatest draw.
    pub(super) fn greatest(self, planned: Time) -> Time {
        match self {
            Spread::Planned => planned,
            Spread::Triangular { most, .. } | Spread::Uniform { most, .. } => most,
        }
    }

    /// A draw; a spread without any width takes no random number.
    pub(super) fn draw(self, planned: Time, random: &mut Random) -> Time {
        match self {
            Spread::Planned => planned,
            Spread::Uniform { least, most } if least == most => least,
            Spread::Triangular { least, most, .. } if least == most => least,
            Spread::Uniform { least, most } => {
                rounded(f64::from(least) + random.unit() * (f64::from(most) - f64::from(least)))
            }
            Spread::Triangular { least, likely, most } => {
                let (low, mode, high) = (f64::from(least), f64::from(likely), f64::from(most));
                let (unit, width) = (random.unit(), high - low);
                // The inverse of the distribution function.
                rounded(if unit * width < mode - low {
                    low + (unit * width * (mode - low)).sqrt()
                } else {
                    high - ((1.0 - unit) * width * (high - mode)).sqrt()
                })
            }
        }
    }
}

/// To the nearest whole unit; all draws are at least 0.
fn rounded(value: f64) -> Time {
    (value + 0.5) as Time
}
