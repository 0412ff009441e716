//! The proposal for how a table is to be read: header line and column roles.
//! The consultant may change all of it; nothing is read here.

use super::grounds::Grounds;
use super::header::header;
use super::headers::{Claim, claims};
use super::priorities::Scale;
use super::words::plain;
use super::{ColumnPlan, Role, counts, ownership, platforms, product, shape, values};
use crate::model::ownership::Ownership;
use crate::model::priority::{InUse, Priority};
use crate::table::{Record, Table, delimited, trim};
use std::cmp::Reverse;

/// Records whose values are looked at.
const VALUES: usize = 100;
/// Fewer values than this prove nothing.
pub(super) const FEW: usize = 3;

/// A plan with what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The plan.
    pub plan: ColumnPlan,
    /// For each column why it has its role.
    pub grounds: Vec<Grounds>,
    /// Columns that compare products, of which one may be today's; none when that is clear.
    pub products: Vec<usize>,
}

/// The proposal. There is always exactly one feature column, unless the table has no column at all.
pub fn propose(table: &Table) -> Proposal {
    let (header, two_rows) = header(table);
    propose_below(table, header, two_rows)
}

/// The proposal for a header that is known.
pub fn propose_below(table: &Table, header: Option<usize>, two_rows: bool) -> Proposal {
    let mut plan = ColumnPlan { header, two_rows, ..ColumnPlan::default() };
    let columns = columns(table, &plan);
    plan.roles = vec![Role::Keep; columns.len()];
    by_headings(&mut plan.roles, &columns);
    by_marks(&mut plan.roles, &columns);
    by_values(&mut plan.roles, &columns);
    let products = today(&mut plan.roles, &columns);
    if !plan.roles.contains(&Role::Feature) {
        give_feature(&mut plan.roles, &columns);
    }
    plan.sections = shape::has_sections(table, &plan);
    plan.fill = shape::has_merged_categories(table, &plan);
    plan.notes = shape::notes_from(table, &plan).is_some();
    let grounds = plan.roles.iter().zip(&columns).map(|(role, column)| {
        let claim = column.claims.iter().find(|claim| claim.role == *role);
        Grounds::of(*role, claim, understood(column, *role), column.values.len())
    });
    let grounds = grounds.collect();
    Proposal { plan, grounds, products }
}

/// A plan whose header was moved from elsewhere: what the consultant changed in it stays, and the rest is
/// proposed anew for the new header.
pub fn propose_moved(table: &Table, plan: &ColumnPlan, from: (Option<usize>, bool)) -> ColumnPlan {
    let before = propose_below(table, from.0, from.1).plan;
    let after = propose_below(table, plan.header, plan.two_rows).plan;
    let feature = plan.roles.iter().position(|role| *role == Role::Feature);
    let own_feature = feature.is_some_and(|column| before.roles.get(column) != Some(&Role::Feature));
    let roles = after.roles.iter().enumerate().map(|(column, role)| {
        let (now, then) = (plan.roles.get(column), before.roles.get(column));
        match now.filter(|now| Some(*now) != then) {
            // What only made room for another feature column is no choice of its own.
            Some(Role::Keep) if then == Some(&Role::Feature) => *role,
            Some(chosen) => *chosen,
            None => *role,
        }
    });
    let mut roles: Vec<Role> = roles.collect();
    for (column, role) in roles.iter_mut().enumerate() {
        if own_feature && *role == Role::Feature && Some(column) != feature {
            *role = Role::Keep;
        }
    }
    let flag = |now: bool, then: bool, new: bool| if now == then { new } else { now };
    ColumnPlan {
        roles,
        sections: flag(plan.sections, before.sections, after.sections),
        fill: flag(plan.fill, before.fill, after.fill),
        notes: flag(plan.notes, before.notes, after.notes),
        ..plan.clone()
    }
}

/// A column as it is weighed.
pub(super) struct Column<'a> {
    /// What it is headed by.
    pub(super) heading: String,
    /// What that claims.
    pub(super) claims: Vec<Claim>,
    /// Its first values that are not blank, trimmed.
    pub(super) values: Vec<&'a str>,
    /// Each of them once, with how often it stands there.
    pub(super) distinct: Vec<(&'a str, usize)>,
}

/// The columns of a table below a header.
pub(super) fn columns<'a>(table: &'a Table, plan: &ColumnPlan) -> Vec<Column<'a>> {
    let body: Vec<Record> = table
        .records
        .iter()
        .skip(shape::body(plan))
        .filter(|record| !delimited::names_separator(*record) && !record.is_blank())
        .take(VALUES)
        .collect();
    shape::headings(table, plan)
        .into_iter()
        .take(table.width())
        .enumerate()
        .map(|(column, heading)| {
            let cells = body.iter().filter_map(|record| record.get(column));
            let values: Vec<&str> = cells.map(trim).filter(|cell| !cell.is_empty()).collect();
            Column { claims: claims_of(&heading), heading, distinct: distinct(&values), values }
        })
        .collect()
}

/// Each value once, with how often it stands there.
fn distinct<'a>(values: &[&'a str]) -> Vec<(&'a str, usize)> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.chunk_by(|one, other| one == other).filter_map(|same| Some((*same.first()?, same.len()))).collect()
}

/// What a heading claims; of a header of two rows the lower title first.
fn claims_of(heading: &str) -> Vec<Claim> {
    let title = heading.rsplit(" / ").next().unwrap_or(heading);
    let own = claims(title);
    if own.is_empty() { claims(heading) } else { own }
}

/// Roles by what headings claim: the surest claim wins a role that one column has; then the first column.
fn by_headings(roles: &mut [Role], columns: &[Column]) {
    let mut open: Vec<(usize, usize, Claim)> = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let borne_out = |claim: &Claim| if claim.perhaps { understood(column, claim.role) } else { 0 };
        open.extend(column.claims.iter().map(|claim| (index, borne_out(claim), *claim)));
    }
    // "Devices" may head platforms or counts: the role that more values bear out comes first.
    open.sort_by_key(|(index, values, claim)| (claim.perhaps, Reverse(claim.sure), Reverse(*values), *index));
    for (index, _, claim) in open {
        let fits = columns.get(index).is_some_and(|column| !claim.perhaps || bears_out(column, claim.role));
        if fits
            && !roles.contains(&claim.role)
            && let Some(slot) = roles.get_mut(index).filter(|slot| **slot == Role::Keep)
        {
            *slot = claim.role;
        }
    }
}

/// Whether at least half of a column's values mean something in a role; a column without any may.
fn bears_out(column: &Column, role: Role) -> bool {
    understood(column, role) * 2 >= column.values.len()
}

/// How many of a column's values mean something in a role.
fn understood(column: &Column, role: Role) -> usize {
    let count = |test: &dyn Fn(&str) -> bool| {
        column.distinct.iter().filter(|(value, _)| test(value)).map(|(_, times)| times).sum()
    };
    match role {
        Role::Platform => count(&|value| {
            if !value.contains(char::is_alphabetic) {
                return value == "*";
            }
            let reading = platforms::read(value);
            !reading.set.is_empty() && reading.unread.is_empty() && !reading.more_words
        }),
        Role::InUse => {
            // A mark that must be asked for is a value of this column all the same.
            count(&|value| {
                matches!(values::in_use(value), Some(InUse::Yes | InUse::No | InUse::Partly))
                    || is_mark(value)
            })
        }
        Role::Priority => {
            // Under a heading that says nothing, single letters say nothing either.
            let scale = match column.claims.is_empty() {
                true => Scale::default(),
                false => Scale::of(&column.heading, column.distinct.iter().map(|(value, _)| *value), None),
            };
            // Figures that must be asked for are values of a priority column all the same.
            let named = column.claims.iter().any(|claim| claim.role == role && !claim.perhaps);
            let asked = |value: &str| named && value.parse::<u32>().is_ok();
            count(&|value| {
                asked(value) || scale.read(value).is_some_and(|said| said != Priority::Unspecified)
            })
        }
        Role::PlatformMark if platforms::of_heading(&column.heading).is_empty() => 0,
        Role::PlatformMark => count(&|value| values::in_use(value).is_some() || is_mark(value)),
        Role::Ownership => {
            count(&|value| ownership::read(value).is_some_and(|said| said != Ownership::Unsaid))
        }
        Role::Devices => count(&|value| counts::devices(value).is_some()),
        _ => 0,
    }
}

/// An `x`, which means "used" in some lists and "not there" in others, so that it is asked.
fn is_mark(value: &str) -> bool {
    value.eq_ignore_ascii_case("x")
}

/// Columns headed by a platform and filled with marks: one or more that are, and all others beside them that
/// are headed so and hold nothing else.
fn by_marks(roles: &mut [Role], columns: &[Column]) {
    let marks = |column: &Column| {
        let values = column.values.len();
        !platforms::of_heading(&column.heading).is_empty()
            && understood(column, Role::PlatformMark) * 10 >= values * 8
    };
    let some = columns.iter().any(|column| marks(column) && !column.values.is_empty());
    for (role, column) in roles.iter_mut().zip(columns) {
        if some && *role == Role::Keep && marks(column) {
            *role = Role::PlatformMark;
        }
    }
}

/// Columns of products compared with each other. When just one of them is a product that customers leave, it
/// says what is in use; when several may be, they are returned for the consultant to choose.
fn today(roles: &mut [Role], columns: &[Column]) -> Vec<usize> {
    if roles.contains(&Role::InUse) {
        return Vec::new();
    }
    let compared = |column: &Column| {
        column.claims.is_empty()
            && !column.heading.is_empty()
            && column.values.len() >= FEW
            && understood(column, Role::InUse) * 10 >= column.values.len() * 6
    };
    let open: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(index, column)| roles.get(*index) == Some(&Role::Keep) && compared(column))
        .map(|(index, _)| index)
        .collect();
    let heading = |index: &usize| columns.get(*index).map_or("", |column| column.heading.as_str());
    let left: Vec<usize> =
        open.iter().copied().filter(|index| product::named(heading(index)).is_some()).collect();
    match (left.as_slice(), open.len()) {
        ([one], _) => {
            if let Some(role) = roles.get_mut(*one) {
                *role = Role::InUse;
            }
            Vec::new()
        }
        (_, 0 | 1) => Vec::new(),
        _ => open,
    }
}

/// Columns whose heading says nothing but whose values do; for "in use" only one that has no rival,
/// because comparisons of products have many such columns.
fn by_values(roles: &mut [Role], columns: &[Column]) {
    for role in [Role::Platform, Role::InUse, Role::Priority, Role::Ownership] {
        if roles.contains(&role) {
            continue;
        }
        let fits: Vec<usize> = (0..columns.len())
            .filter(|index| roles.get(*index) == Some(&Role::Keep))
            .filter(|index| {
                columns.get(*index).is_some_and(|column| {
                    let below = column.values.len();
                    column.claims.is_empty() && below >= FEW && understood(column, role) * 10 >= below * 9
                })
            })
            .collect();
        let alone = fits.len() == 1 || role != Role::InUse;
        if let Some(slot) = fits.first().filter(|_| alone).and_then(|index| roles.get_mut(*index)) {
            *slot = role;
        }
    }
}

/// Without a heading for it, the feature is the column with the most different text among those that say
/// nothing; but a description counts more than one that stands behind it; any column when all have roles.
fn give_feature(roles: &mut [Role], columns: &[Column]) {
    let text = |index: &usize| -> usize {
        let mut different: Vec<String> = columns
            .get(*index)
            .map_or(Vec::new(), |column| column.values.iter().map(|value| plain(value)).collect());
        different.sort_unstable();
        different.dedup();
        different
            .iter()
            .map(|value| value.chars().filter(|letter| letter.is_alphabetic()).count().min(60))
            .sum()
    };
    let described = roles.iter().position(|role| *role == Role::Description);
    let most = |open: &dyn Fn(usize) -> bool| {
        (0..columns.len()).filter(|index| open(*index)).max_by_key(|index| (text(index), Reverse(*index)))
    };
    let before = described.unwrap_or(columns.len());
    let free = most(&|index| index < before && roles.get(index) == Some(&Role::Keep))
        .filter(|index| text(index) > 0);
    let any = most(&|_| true);
    if let Some(slot) = free.or(described).or(any).and_then(|index| roles.get_mut(index)) {
        *slot = Role::Feature;
    }
}

#[cfg(test)]
#[path = "propose/tests.rs"]
mod tests;
