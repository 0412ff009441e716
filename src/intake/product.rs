//! Which product a list seems to come from, by the names in it.
//! It is a hint that the consultant confirms or changes.

use crate::model::product::SourceProduct;
use crate::table::Table;
use rustc_hash::FxHashMap;

const NAMES: &[(SourceProduct, &[&str])] = &[
    (
        SourceProduct::WorkspaceOne,
        &[
            "workspace one",
            "workspaceone",
            "airwatch",
            "ws1",
            "intelligent hub",
            "omnissa",
            "content locker",
            "boxer",
            "smart group",
        ],
    ),
    (
        SourceProduct::Ivanti,
        &["mobileiron", "ivanti", "epmm", "appconnect", "sentry", "docs@work", "apps@work"],
    ),
    (SourceProduct::Jamf, &["jamf", "casper", "prestage", "smart computer group", "self service policy"]),
    (SourceProduct::ConfigurationManager, &["sccm", "configmgr", "configuration manager", "mecm"]),
    (SourceProduct::Maas360, &["maas360", "fiberlink"]),
    (SourceProduct::Soti, &["soti", "mobicontrol"]),
    (SourceProduct::BlackBerry, &["blackberry", "bes12", "good work"]),
    (SourceProduct::Citrix, &["xenmobile", "citrix endpoint", "secure hub", "worxmail"]),
    (SourceProduct::Meraki, &["meraki"]),
    (SourceProduct::ManageEngine, &["manageengine", "desktop central", "endpoint central"]),
    (SourceProduct::Knox, &["knox manage"]),
    (SourceProduct::Google, &["google endpoint", "google workspace", "g suite"]),
    (SourceProduct::Kandji, &["kandji", "iru "]),
    (SourceProduct::Mosyle, &["mosyle"]),
    (SourceProduct::Hexnode, &["hexnode"]),
    (SourceProduct::Sophos, &["sophos mobile"]),
];

/// The product that a heading names, if it names just one that customers leave.
pub fn named(heading: &str) -> Option<SourceProduct> {
    let heading = heading.to_lowercase();
    let mut found = NAMES.iter().filter(|(_, names)| names.iter().any(|name| heading.contains(name)));
    let (product, _) = found.next()?;
    found.next().is_none().then_some(*product)
}

/// Finds all names in one pass over a text.
struct Finder {
    /// By first byte: names with the place of their product in `NAMES`.
    by_first: Vec<Vec<(&'static [u8], u32)>>,
}

impl Finder {
    fn new() -> Finder {
        let mut by_first = vec![Vec::new(); 256];
        for (place, (_, names)) in (0..).zip(NAMES) {
            for name in *names {
                let bytes = name.as_bytes();
                if let Some(slot) = bytes.first().and_then(|first| by_first.get_mut(usize::from(*first))) {
                    slot.push((bytes, place));
                }
            }
        }
        Finder { by_first }
    }

    /// The products whose names stand in a text in lower case, a bit for each.
    fn products(&self, text: &str) -> u32 {
        let bytes = text.as_bytes();
        let mut found = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let rest = bytes.get(at..).unwrap_or_default();
            let names = self.by_first.get(usize::from(*byte)).into_iter().flatten();
            for (_, place) in names.filter(|(name, _)| rest.starts_with(name)) {
                found |= 1 << place;
            }
        }
        found
    }
}

/// The product whose names occur most, in file name (worth ten) and cells; `None` when none occurs.
pub fn hint(table: &Table) -> Option<SourceProduct> {
    let file = table.file.to_lowercase();
    let mut counts = vec![0u32; NAMES.len()];
    for (count, (_, names)) in counts.iter_mut().zip(NAMES) {
        *count += 10 * u32::from(names.iter().any(|name| file.contains(name)));
    }
    let finder = Finder::new();
    // Distinct cells once each: what they hold, and how often they stand there.
    let mut cells: FxHashMap<&str, u32> = FxHashMap::default();
    for cell in table.records.iter().take(2000).flat_map(|record| record.cells()) {
        *cells.entry(cell).or_default() += 1;
    }
    for (cell, times) in cells {
        let found = finder.products(&cell.to_lowercase());
        for (_, count) in counts.iter_mut().enumerate().filter(|(place, _)| found >> place & 1 == 1) {
            *count += times;
        }
    }
    counts
        .iter()
        .zip(NAMES)
        .filter(|(count, _)| **count > 0)
        .max_by_key(|(count, (product, _))| (**count, std::cmp::Reverse(*product)))
        .map(|(_, (product, _))| *product)
}
