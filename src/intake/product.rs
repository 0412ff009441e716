//! Which product a list seems to come from, by the names in it.
//! It is a hint that the consultant confirms or changes.

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

/// The product whose names occur most, in file name (worth ten) and cells; `None` when none occurs.
pub fn hint(table: &Table) -> Option<SourceProduct> {
    let file = table.file.to_lowercase();
    let mut counts = vec![0u32; NAMES.len()];
    for (count, (_, names)) in counts.iter_mut().zip(NAMES) {
        *count += 10 * u32::from(names.iter().any(|name| file.contains(name)));
    }
    for cell in table.records.iter().take(2000).flat_map(|record| record.cells()) {
        let cell = cell.to_lowercase();
        for (count, (_, names)) in counts.iter_mut().zip(NAMES) {
            *count += u32::from(names.iter().any(|name| cell.contains(name)));
        }
    }
    counts
        .iter()
        .zip(NAMES)
        .filter(|(count, _)| **count > 0)
        .max_by_key(|(count, (product, _))| (**count, std::cmp::Reverse(*product)))
        .map(|(_, (product, _))| *product)
}
