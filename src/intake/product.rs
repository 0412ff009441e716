//! Which product a list seems to come from, by the names in it.
//! It is a hint that the consultant confirms or changes.

use super::recent::Recent;
use crate::model::product::SourceProduct;
use crate::table::Table;

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
    /// By first byte in lower case: names with the place of their product in `NAMES`.
    by_first: Vec<Vec<(&'static [u8], usize)>>,
    /// By first byte, a bit for each second letter that a name goes on with: most places are told by it.
    seconds: Vec<u32>,
}

impl Finder {
    fn new() -> Finder {
        let (mut by_first, mut seconds) = (vec![Vec::new(); 256], vec![0; 256]);
        for (place, (_, names)) in NAMES.iter().enumerate() {
            for name in *names {
                let [first, second, ..] = name.as_bytes() else { continue };
                for first in [*first, first.to_ascii_uppercase()].map(usize::from) {
                    if let Some(letters) = seconds.get_mut(first) {
                        *letters |= bit(*second);
                    }
                }
                if let Some(slot) = by_first.get_mut(usize::from(*first)) {
                    slot.push((name.as_bytes(), place));
                }
            }
        }
        Finder { by_first, seconds }
    }

    /// The products whose names stand in a text, a bit for each.
    fn products(&self, text: &str) -> u32 {
        let bytes = text.as_bytes();
        let mut found = 0;
        for (at, two) in bytes.windows(2).enumerate() {
            let [byte, second] = two else { continue };
            if self.seconds.get(usize::from(*byte)).is_none_or(|letters| letters & bit(*second) == 0) {
                continue;
            }
            for (name, place) in
                self.by_first.get(usize::from(byte.to_ascii_lowercase())).into_iter().flatten()
            {
                let here = bytes.get(at..at + name.len());
                if here.is_some_and(|here| here.eq_ignore_ascii_case(name)) {
                    found |= 1 << place;
                }
            }
        }
        found
    }
}

/// The bit of a letter, whether small or capital.
fn bit(letter: u8) -> u32 {
    1 << (letter & 31)
}

/// The product whose names occur most, in file name (worth ten) and cells; `None` when none occurs.
pub fn hint(table: &Table) -> Option<SourceProduct> {
    let mut counts = vec![0u32; NAMES.len()];
    let mut count = |found: u32, points: u32| {
        for (_, count) in counts.iter_mut().enumerate().filter(|(place, _)| found >> place & 1 == 1) {
            *count += points;
        }
    };
    let finder = Finder::new();
    count(finder.products(&table.file), 10);
    let mut met = Recent::default();
    for cell in table.records.iter().take(2000).flat_map(|record| record.cells()) {
        let found = met.get(cell).unwrap_or_else(|| finder.products(cell));
        met.put(cell, found);
        if found > 0 {
            count(found, 1);
        }
    }
    counts
        .iter()
        .zip(NAMES)
        .filter(|(count, _)| **count > 0)
        .max_by_key(|(count, (product, _))| (**count, std::cmp::Reverse(*product)))
        .map(|(_, (product, _))| *product)
}
