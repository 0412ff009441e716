//! The words that products use for capabilities, from their data files, one for each product.
//! A word without a capability is known, but means nothing in the catalogue without doubt.

use super::Term;
use crate::model::capability_id::CapabilityId;
use crate::model::packed;
use crate::model::platform::Platform;
use crate::model::product::SourceProduct;
use crate::model::verdict::Relation;

/// The data files as `build.rs` packed them; their columns are described in `docs/catalogue.md`.
const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/terms.txt"));

/// The vocabulary that is built in.
pub fn builtin() -> Vec<Term> {
    packed::records(DATA).filter_map(|record| term(&record)).collect()
}

fn term(record: &[&str]) -> Option<Term> {
    let field = |index: usize| record.get(index).copied();
    Some(Term {
        product: match field(0)? {
            "android" | "apple" | "windows" | "standards" => None,
            product => Some(SourceProduct::from_key(product)?),
        },
        text: field(1).filter(|text| !text.is_empty())?.to_owned(),
        capabilities: list(field(2)?).map(CapabilityId::from).collect(),
        relation: Relation::from_key(field(3)?)?,
        platforms: list(field(4)?).flat_map(platforms).copied().collect(),
        microsoft_term: field(5)?.to_owned(),
        source: field(6)?.to_owned(),
    })
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// The platforms that a vendor's word for them means; none for those that the catalogue has no flag for.
fn platforms(word: &str) -> &'static [Platform] {
    match word {
        "windows" => &[Platform::Windows],
        "ios" => &[Platform::Ios],
        "macos" => &[Platform::Macos],
        "android" => {
            &[Platform::AndroidWorkProfile, Platform::AndroidCorp, Platform::AndroidDedicated, Platform::Aosp]
        }
        "linux" => &[Platform::Linux],
        "chromeos" => &[Platform::Chromeos],
        _ => &[],
    }
}
