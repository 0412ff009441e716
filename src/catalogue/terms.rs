//! The words that products use for capabilities, from their data file.
//! A word without a capability is known, but means nothing in the catalogue without doubt.

use super::Term;
use crate::model::capability_id::CapabilityId;
use crate::model::product::SourceProduct;
use crate::model::verdict::Relation;

/// The data file; its columns are described in `docs/catalogue.md`.
pub const DATA: &str = include_str!("data/terms.csv");

/// The vocabulary that is built in.
pub fn builtin() -> Vec<Term> {
    parse(DATA)
}

/// Terms from the text of a data file; a row that does not parse is left out.
pub fn parse(text: &str) -> Vec<Term> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().filter_map(|record| term(&record.ok()?)).collect()
}

fn term(record: &csv::StringRecord) -> Option<Term> {
    let field = |index: usize| record.get(index).map(str::trim);
    Some(Term {
        text: field(0).filter(|text| !text.is_empty())?.to_owned(),
        product: SourceProduct::from_key(field(1)?)?,
        capabilities: field(2)?
            .split(';')
            .map(str::trim)
            .filter(|id| !id.is_empty())
            .map(CapabilityId::from)
            .collect(),
        relation: Relation::from_key(field(3)?)?,
        microsoft_term: field(4)?.to_owned(),
        source: field(5)?.to_owned(),
    })
}
