//! What the catalogue said of a capability when a row was judged, and what has changed since.
//! Nothing is accepted here: the present catalogue counts, and the row says so until the consultant accepts it.

use crate::catalogue::{Capability, Catalogue, Support};
use crate::model::capability_id::CapabilityId;
use crate::model::licence::LicenceNeed;
use crate::model::platform::Platform;
use crate::model::sorted_map::SortedMap;
use crate::model::verdict::{Coverage, Verdict};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What an entry says that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Its coverage.
    pub coverage: Coverage,
    /// What is known per platform.
    pub platforms: SortedMap<Platform, Support>,
    /// The licences needed, in the catalogue's notation.
    pub licence: String,
}

/// What the catalogue said of the capabilities of a row when it was judged.
pub type Stamp = SortedMap<CapabilityId, Said>;

/// That the catalogue gives another verdict than when the row was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The verdict by what the catalogue said then, all else as it is now.
    pub before: Verdict,
    /// What changed, one sentence each.
    pub why: Vec<String>,
}

/// What an entry says now.
pub fn said(entry: &Capability) -> Said {
    Said { coverage: entry.coverage, platforms: entry.platforms.clone(), licence: entry.licence.notation() }
}

/// The stamp of a row that is judged now; what the catalogue does not have is left out.
pub fn stamp<'a>(catalogue: &Catalogue, capabilities: impl Iterator<Item = &'a CapabilityId>) -> Stamp {
    capabilities.filter_map(|id| Some((id.clone(), said(catalogue.capability(id)?)))).collect()
}

/// The catalogue as it was for a row, and what changed since in words; `None` when it says the same.
pub fn earlier(catalogue: &Catalogue, stamp: &Stamp) -> Option<(Catalogue, Vec<String>)> {
    let mut entries = catalogue.capabilities.clone();
    let mut why = Vec::new();
    for (id, before) in stamp {
        let now = catalogue.capability(id);
        let differences = differences(before, now);
        if differences.is_empty() {
            continue;
        }
        let entry = Rc::new(as_it_was(id, before, now.map(|one| &**one)));
        let name = entry.name.clone();
        match catalogue.positions.get(id).and_then(|place| entries.get_mut(*place)) {
            Some(place) => *place = entry,
            None => entries.push(entry),
        }
        why.extend(differences.into_iter().map(|one| format!("{name}: {one}.")));
    }
    (!why.is_empty()).then(|| (Catalogue::of(entries), why))
}

fn differences(before: &Said, now: Option<&Rc<Capability>>) -> Vec<String> {
    let Some(now) = now.map(|entry| said(entry)) else {
        return vec!["the catalogue has this entry no more".to_owned()];
    };
    let mut found = Vec::new();
    if before.coverage != now.coverage {
        found.push(format!("coverage was {}, is {}", before.coverage.label(), now.coverage.label()));
    }
    for platform in Platform::ALL {
        let (old, new) = (before.platforms.get(&platform), now.platforms.get(&platform));
        if old != new {
            let words = |support: Option<&Support>| support.map_or("not said", |support| support.key());
            found.push(format!("{} was {}, is {}", platform.label(), words(old), words(new)));
        }
    }
    if before.licence != now.licence {
        let words = |notation: &str| {
            let label = LicenceNeed::parse(notation).label();
            if label.is_empty() { "none".to_owned() } else { label }
        };
        found.push(format!("licence was {}, is {}", words(&before.licence), words(&now.licence)));
    }
    found
}

fn as_it_was(id: &CapabilityId, before: &Said, now: Option<&Capability>) -> Capability {
    let known = now.cloned().unwrap_or_else(|| Capability {
        id: id.clone(),
        name: id.to_string(),
        summary: String::new(),
        area: String::new(),
        coverage: before.coverage,
        platforms: SortedMap::default(),
        licence: LicenceNeed::default(),
        depends_on: Vec::new(),
        instead: String::new(),
        doc: Vec::new(),
        as_of: chrono::NaiveDate::default(),
        confidence: crate::catalogue::Confidence::Remembered,
        note: String::new(),
    });
    Capability {
        coverage: before.coverage,
        platforms: before.platforms.clone(),
        licence: LicenceNeed::parse(&before.licence),
        ..known
    }
}
