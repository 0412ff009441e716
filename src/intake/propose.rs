//! The proposal for how a table is to be read: header line and column roles.
//! The consultant may change all of it; nothing is read here.

use super::{ColumnPlan, Role, headers, values};
use crate::table::{Record, Table};

/// Records within which the header is looked for.
const HEADER_WITHIN: usize = 30;
/// Records whose values are looked at.
const VALUES: usize = 100;

/// The proposal. There is always exactly one feature column, unless the table has no column at all.
pub fn propose(table: &Table) -> ColumnPlan {
    let width = table.width();
    let header = header(table);
    let heading = header.and_then(|index| table.records.get(index));
    let body: Vec<&Record> = table
        .records
        .iter()
        .skip(header.map_or(0, |index| index + 1))
        .filter(|record| record.cells.iter().any(|cell| !cell.trim().is_empty()))
        .take(VALUES)
        .collect();
    let mut roles = vec![Role::Keep; width];
    // The surest heading wins a role that only one column can have.
    let mut claims: Vec<(u32, usize, Role)> = (0..width)
        .filter_map(|column| {
            let text = heading.and_then(|record| record.cells.get(column))?;
            let (role, sure) = headers::role(text)?;
            Some((sure, column, role))
        })
        .collect();
    claims.sort_by_key(|(sure, column, _)| (std::cmp::Reverse(*sure), *column));
    for (_, column, role) in claims {
        if !roles.contains(&role)
            && let Some(slot) = roles.get_mut(column)
        {
            *slot = role;
        }
    }
    by_values(&mut roles, &body);
    if !roles.contains(&Role::Feature) {
        give_feature(&mut roles, &body);
    }
    ColumnPlan { header, roles, meanings: Vec::new() }
}

/// The header: the record among the first whose cells name most roles; at least two, or the only line
/// of a one-column list that names the feature.
fn header(table: &Table) -> Option<usize> {
    let mut best: Option<(u32, usize)> = None;
    for (index, record) in table.records.iter().enumerate().take(HEADER_WITHIN) {
        let named: u32 =
            record.cells.iter().filter_map(|cell| headers::role(cell)).map(|(_, sure)| sure).sum();
        let filled = record.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let enough = if table.width() == 1 { named >= 3 } else { named >= 4 && filled >= 2 };
        if enough && best.is_none_or(|(score, _)| named > score) {
            best = Some((named, index));
        }
    }
    best.map(|(_, index)| index)
}

/// Whether a value means something in a role.
type Understood = fn(&str) -> bool;

/// Columns whose heading says nothing but whose values do.
fn by_values(roles: &mut [Role], body: &[&Record]) {
    let tests: [(Role, Understood); 3] = [
        (Role::Platform, |text| values::platforms(text).is_some_and(|set| !set.is_empty())),
        (Role::InUse, |text| {
            values::in_use(text).is_some_and(|meaning| meaning != crate::model::priority::InUse::Unknown)
        }),
        (Role::Priority, |text| {
            values::priority(text)
                .is_some_and(|meaning| meaning != crate::model::priority::Priority::Unspecified)
        }),
    ];
    for (role, test) in tests {
        if roles.contains(&role) {
            continue;
        }
        let fits = (0..roles.len()).find(|column| {
            let cells: Vec<&str> = column_texts(body, *column).collect();
            let understood = cells.iter().filter(|text| test(text)).count();
            roles.get(*column) == Some(&Role::Keep) && cells.len() >= 3 && understood * 10 >= cells.len() * 9
        });
        if let Some(slot) = fits.and_then(|column| roles.get_mut(column)) {
            *slot = role;
        }
    }
}

/// Without a heading for it, the feature is the column with most text among those without a role;
/// among all when every one has a role.
fn give_feature(roles: &mut [Role], body: &[&Record]) {
    let text = |column: &usize| -> usize {
        let distinct: std::collections::BTreeSet<&str> = column_texts(body, *column).collect();
        distinct.iter().map(|cell| cell.chars().filter(|letter| letter.is_alphabetic()).count().min(60)).sum()
    };
    let free = (0..roles.len()).filter(|column| roles.get(*column) == Some(&Role::Keep)).max_by_key(text);
    let described = roles.iter().position(|role| *role == Role::Description);
    let any = (0..roles.len()).max_by_key(text);
    if let Some(slot) = free.or(described).or(any).and_then(|column| roles.get_mut(column)) {
        *slot = Role::Feature;
    }
}

fn column_texts<'a>(body: &'a [&Record], column: usize) -> impl Iterator<Item = &'a str> {
    body.iter()
        .filter_map(move |record| record.cells.get(column))
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
}
