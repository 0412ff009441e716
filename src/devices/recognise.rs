//! Whether a list has one row per device, and what its columns hold.
//! A list of features is never taken for one: a device list names single devices and says what they are.

use super::columns::{field_of, product_of};
use super::{DevicePlan, Field};
use crate::intake::headers::claims;
use crate::intake::{Role, ownership};
use crate::model::ownership::Ownership;
use crate::table::{Cells, Record};
use std::collections::HashSet;

/// Among how many records the header is looked for.
const HEADER_WITHIN: usize = 40;

/// How many of a hundred filled cells of an identity column are different at least.
const DIFFERENT: usize = 80;

/// From how many filled cells on a column that differs in nearly every row names persons.
const MANY: usize = 20;

/// A device list, as it would be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// How.
    pub plan: DevicePlan,
    /// The product whose export it seems to be; blank when its headings do not tell.
    pub product: &'static str,
    /// Why it is taken for a device list, in words.
    pub reason: String,
}

/// The device list that the first records speak for; `None` for anything else.
///
/// Its header names what a device is (platform, version, model, owner and so on) in at least two columns, and
/// single devices by a serial number or the like whose values differ, or by a name or user beside three such
/// columns, of which one is a version or a model. No heading says "feature" or "requirement".
pub fn recognise(records: &Cells) -> Option<Recognised> {
    let (place, header) =
        records.iter().enumerate().take(HEADER_WITHIN).find(|(_, record)| is_header(*record))?;
    let plan = plan_of(records, place, header);
    let has = |field: Field| plan.fields.contains(&field);
    let counted: HashSet<Field> = plan.fields.iter().copied().filter(|field| field.is_counted()).collect();
    let kinds = counted.len();
    let identity = plan.fields.iter().position(|field| *field == Field::Identity);
    let by_identity = identity.filter(|column| kinds >= 2 && differs(records, place, *column));
    let by_name = (has(Field::Personal) || has(Field::Person))
        && kinds >= 3
        && (has(Field::Version) || has(Field::Model));
    let what = match by_identity {
        Some(column) => plan.headings.get(column).cloned()?,
        None if by_name => "a name or user".to_owned(),
        None => return None,
    };
    let product = product_of(&plan.headings);
    let reason = format!("each row names a device by {what} and says {kinds} things about it");
    Some(Recognised { plan, product, reason })
}

/// The plan that a header proposes, with what the values below it tell.
pub fn plan_of(records: &Cells, place: usize, header: Record) -> DevicePlan {
    let headings: Vec<String> = header.cells().map(|cell| cell.trim().to_owned()).collect();
    let fields = headings.iter().map(|heading| field_of(heading)).collect();
    let mut plan = DevicePlan { header: header.line, headings, fields, ..DevicePlan::default() };
    find_owner(records, place, &mut plan);
    find_persons(records, place, &mut plan);
    plan
}

/// "Owner" heads persons in one export and "company" or "employee" in another: the values tell.
fn find_owner(records: &Cells, header: usize, plan: &mut DevicePlan) {
    if plan.fields.contains(&Field::Ownership) {
        return;
    }
    let says_owner = |column: usize| {
        let texts = || records.iter().skip(header + 1).filter_map(|record| record.get(column)).map(str::trim);
        let mut filled = texts().filter(|text| !text.is_empty()).peekable();
        filled.peek().is_some()
            && filled
                .all(|text| matches!(ownership::read(text), Some(Ownership::Corporate | Ownership::Personal)))
    };
    let mut columns = plan.fields.iter_mut().enumerate();
    let owner = columns
        .find(|(column, field)| matches!(field, Field::Person | Field::Personal) && says_owner(*column));
    if let Some((_, field)) = owner {
        *field = Field::Ownership;
    }
}

/// A department or site that is written as an address, or differs in nearly every row, names persons.
fn find_persons(records: &Cells, header: usize, plan: &mut DevicePlan) {
    for (column, field) in plan.fields.iter_mut().enumerate() {
        if !matches!(field, Field::Department | Field::Site) {
            continue;
        }
        let texts = records.iter().skip(header + 1).filter_map(|record| record.get(column)).map(str::trim);
        let filled: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        let addresses = filled.iter().filter(|text| text.contains('@')).count();
        let different: HashSet<&&str> = filled.iter().collect();
        let many = filled.len() >= MANY && different.len() * 100 >= filled.len() * DIFFERENT;
        if many || (addresses > 0 && addresses * 2 >= filled.len()) {
            *field = Field::Personal;
        }
    }
}

fn is_header(record: Record) -> bool {
    let texts: Vec<&str> = record.filled().map(|(_, text)| text).collect();
    let known = texts.iter().filter(|text| field_of(text) != Field::Other).count();
    let of_features = |text: &&str| {
        let first = claims(text).first().copied();
        first.is_some_and(|claim| claim.role == Role::Feature && claim.sure >= 2)
    };
    known >= 3 && !texts.iter().any(of_features)
}

/// Whether nearly all filled cells of a column differ from each other.
fn differs(records: &Cells, header: usize, column: usize) -> bool {
    let cells: Vec<&str> = records
        .iter()
        .skip(header + 1)
        .filter_map(|record| record.get(column))
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    let different: HashSet<&&str> = cells.iter().collect();
    different.len() * 100 >= cells.len() * DIFFERENT
}
