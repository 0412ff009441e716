//! Reading the built-in capabilities from their data file.
//! A row that does not parse is left out; the guard test in `tests/integration/catalogue.rs` allows none.

use super::{Capability, Catalogue, Confidence, Support};
use crate::model::capability_id::CapabilityId;
use crate::model::day;
use crate::model::licence::LicenceNeed;
use crate::model::packed;
use crate::model::platform::Platform;
use crate::model::sorted_map::SortedMap;
use crate::model::verdict::Coverage;
use std::rc::Rc;

/// `data/capabilities.csv` as `build.rs` packed it; its columns are described in `docs/catalogue.md`.
const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/capabilities.txt"));

/// The version of the built-in catalogue: the latest as-of date of its entries.
pub const VERSION: &str = env!("GAPLINE_CATALOGUE_VERSION");

/// How many entries the built-in catalogue has.
pub const ENTRIES: &str = env!("GAPLINE_CATALOGUE_ENTRIES");

/// The catalogue that is built in. The page does not call it: it gets the text from the worker.
pub fn builtin() -> Catalogue {
    parse(DATA)
}

/// The packed data file of the built-in catalogue.
pub fn builtin_text() -> &'static str {
    DATA
}

/// The day of the latest check in words, such as "22 Nov 2026".
pub fn checked() -> String {
    day::parse(VERSION).map(day::short).unwrap_or_default()
}

/// A catalogue from the text of a packed data file.
pub fn parse(text: &str) -> Catalogue {
    Catalogue::of(packed::records(text).filter_map(|record| capability(&record)).map(Rc::new).collect())
}

fn capability(record: &[&str]) -> Option<Capability> {
    let field = |index: usize| record.get(index).copied();
    Some(Capability {
        id: CapabilityId::from(field(0).filter(|id| !id.is_empty())?),
        name: field(1)?.to_owned(),
        summary: field(2)?.to_owned(),
        area: field(3)?.to_owned(),
        coverage: Coverage::from_key(field(4)?)?,
        platforms: platforms(field(5)?)?,
        licence: LicenceNeed::parse(field(6)?),
        depends_on: list(field(7)?),
        instead: field(8)?.to_owned(),
        doc: list(field(9)?),
        as_of: day::parse(field(10)?)?,
        confidence: match field(11)? {
            "seen" => Confidence::Seen,
            "remembered" => Confidence::Remembered,
            _ => return None,
        },
        note: field(12)?.to_owned(),
    })
}

fn list(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// What is known per platform, from the notation of the data files: `windows=yes;ios=partial`.
pub fn platforms(text: &str) -> Option<SortedMap<Platform, Support>> {
    list(text)
        .iter()
        .map(|part| {
            let (platform, support) = part.split_once('=')?;
            Some((Platform::from_key(platform)?, Support::from_key(support)?))
        })
        .collect()
}
