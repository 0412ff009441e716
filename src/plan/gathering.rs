//! Parts of the estate in waves of at most so many devices: what stays together and what no wave mixes.
//! It makes no pilots and names no groups; `waves` does.

use crate::model::platform::Platform;
use crate::plan::WaveRules;
use crate::plan::clocks;
use crate::plan::cohorts::{self, Kind, ORDER, Part, WITHOUT_USER, rank, total};

/// Waves after the pilots at most; more make a plan that nobody can read or run.
pub const MOST_WAVES: u32 = 200;

/// A wave in the making.
#[derive(Debug, Default)]
pub struct Wave<'a> {
    names: Vec<&'a str>,
    ahead: i16,
    /// The part's place, the platform and how many.
    pub devices: Vec<(usize, Platform, u32)>,
}

/// At most [`MOST_WAVES`] waves: of the wanted size, else of twice that and so on, and at last of mixed platforms. Says
/// how large they are, and whether they are mixed.
pub fn few_waves<'a>(rules: &WaveRules, parts: &'a [Part]) -> (Vec<Wave<'a>>, u64, bool) {
    let left = total(parts);
    let least = u64::from(rules.largest.0.max(1)).max(left.div_ceil(u64::from(MOST_WAVES)));
    let (mut largest, mut mixed) = (least, !rules.one_change_per_user);
    loop {
        let waves = in_waves(parts, largest, mixed);
        if waves.len() <= MOST_WAVES as usize || (mixed && largest >= left) {
            return (waves, largest, mixed);
        }
        if largest < left {
            largest = largest.saturating_mul(2);
        } else {
            (largest, mixed) = (least, true);
        }
    }
}

/// Devices that stay together where a wave has room for them.
struct Bundle<'a> {
    part: &'a Part,
    /// What no wave mixes: kind, clock, and the platform where nobody may have two changes in a wave.
    apart: (Kind, i16, Option<Platform>),
    devices: Vec<(usize, Platform, u32)>,
}

/// The parts as bundles in the order in which they move.
fn bundles(parts: &[Part], mixed: bool) -> Vec<Bundle<'_>> {
    let mut bundles = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let cells = cohorts::cells(std::slice::from_ref(part));
        let devices = cells.into_iter().map(|(_, platform, count)| (place, platform, count));
        if mixed {
            bundles.push(Bundle { part, apart: (part.kind, part.ahead, None), devices: devices.collect() });
        } else {
            bundles.extend(devices.map(|cell| {
                let of_user = Some(cell.1).filter(|platform| !WITHOUT_USER.contains(platform));
                Bundle { part, apart: (part.kind, part.ahead, of_user), devices: vec![cell] }
            }));
        }
    }
    if mixed {
        return bundles;
    }
    let clocks: Vec<(Kind, i16)> = parts.iter().map(|part| (part.kind, part.ahead)).collect();
    bundles.sort_by_key(|bundle| {
        let (kind, ahead, platform) = bundle.apart;
        let clock = clocks.iter().position(|clock| *clock == (kind, ahead));
        (kind, clock, platform.map_or(ORDER.len(), rank))
    });
    bundles
}

/// The parts in waves of at most so many devices.
fn in_waves(parts: &[Part], largest: u64, mixed: bool) -> Vec<Wave<'_>> {
    let mut waves: Vec<Wave> = Vec::new();
    // The room that the last wave has left, and what must not join it.
    let (mut room, mut apart) = (0, None);
    for bundle in bundles(parts, mixed) {
        let size = bundle.devices.iter().map(|(.., count)| u64::from(*count)).sum::<u64>();
        if apart != Some(bundle.apart) || size > room {
            room = 0;
        }
        apart = Some(bundle.apart);
        for (place, platform, mut count) in bundle.devices {
            while count > 0 {
                if room == 0 {
                    waves.push(Wave { ahead: bundle.part.ahead, ..Wave::default() });
                    room = largest;
                }
                let share = u32::try_from(room).unwrap_or(u32::MAX).min(count);
                if let Some(wave) = waves.last_mut() {
                    wave.devices.push((place, platform, share));
                    let name = bundle.part.name.as_str();
                    if wave.names.last() != Some(&name) && !name.is_empty() {
                        wave.names.push(name);
                    }
                }
                count -= share;
                room -= u64::from(share);
            }
        }
    }
    waves
}

/// What a wave's devices have in common: " (Bonn, Kiel and 3 more)", " (7 hours ahead)".
pub fn said(wave: &Wave) -> String {
    match wave.names.as_slice() {
        [] if wave.ahead == 0 => String::new(),
        [] => format!(" ({})", clocks::words(wave.ahead)),
        [one] => format!(" ({one})"),
        [one, two] => format!(" ({one}, {two})"),
        [one, two, more @ ..] => format!(" ({one}, {two} and {} more)", more.len()),
    }
}
