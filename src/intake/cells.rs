//! The cells of features under the names of their columns, and in which of them two versions differ.
//! A cell with a vocabulary counts by what it means, so that another heading or wording changes nothing; one that
//! was not understood counts by its text.

use super::compare::Change;
use super::{Feature, Inventory, Role};
use crate::model::ownership::Ownership;
use crate::model::priority::{InUse, Priority};
use std::collections::BTreeSet;

/// The columns of a list as they are compared.
pub struct Sheet {
    /// Columns with a vocabulary: their role and heading.
    read: Vec<(Role, String)>,
    /// The names of all columns that have text in any row.
    pub columns: BTreeSet<String>,
}

impl Sheet {
    /// The columns of a list.
    pub fn of(list: &Inventory) -> Sheet {
        let mut sheet = Sheet { read: list.read_columns.clone(), columns: BTreeSet::new() };
        let rows = list.features.iter().chain(list.closed.iter());
        sheet.columns = rows.flat_map(|row| sheet.cells(row)).map(|(what, _)| what).collect();
        sheet
    }

    /// The cells of a row that have text.
    pub fn cells(&self, one: &Feature) -> Vec<(String, String)> {
        let said = |is: bool, label: String| if is { label } else { String::new() };
        let devices = one.devices.map(|devices| devices.0.to_string()).unwrap_or_default();
        let texts = [
            (Role::Feature, &one.name),
            (Role::Id, &one.number),
            (Role::Category, &one.category),
            (Role::Description, &one.description),
            (Role::Owner, &one.owner),
            (Role::Notes, &one.notes),
        ];
        let meant = [
            (Role::Platform, one.platforms.label()),
            (Role::Ownership, said(one.ownership != Ownership::Unsaid, one.ownership.label().to_owned())),
            (Role::InUse, said(one.in_use != InUse::Unknown, one.in_use.label().to_owned())),
            (Role::Priority, said(one.priority != Priority::Unspecified, one.priority.label().to_owned())),
            (Role::Devices, devices),
        ];
        let not_understood = |role: Role| {
            let of_role = one.extra.iter().find(|(heading, _)| self.role_of(heading) == Some(role));
            of_role.map(|(_, text)| text.to_string()).unwrap_or_default()
        };
        let named = |role: Role, text: String| (role.label().trim_end_matches('?').to_owned(), text);
        let kept = one.extra.iter().filter(|(heading, _)| self.role_of(heading).is_none());
        let mut cells: Vec<(String, String)> =
            texts.into_iter().map(|(role, text)| named(role, text.to_string())).collect();
        cells.extend(meant.into_iter().map(|(role, text)| {
            let text = if text.is_empty() { not_understood(role) } else { text };
            named(role, text)
        }));
        cells.extend(kept.map(|(heading, text)| (heading.to_string(), text.to_string())));
        cells.retain(|(_, text)| !text.is_empty());
        cells
    }

    /// The role of a column with a vocabulary.
    fn role_of(&self, heading: &str) -> Option<Role> {
        self.read.iter().find(|(_, other)| other == heading).map(|(role, _)| *role)
    }
}

/// The cells in which two versions of a row differ, of the columns that `both` lists have.
pub fn changes(
    before: Vec<(String, String)>,
    mut after: Vec<(String, String)>,
    both: impl Fn(&String) -> bool,
) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for (what, before) in before {
        let place = after.iter().position(|(other, _)| *other == what);
        let after = place.map(|place| after.remove(place).1).unwrap_or_default();
        if before != after && both(&what) {
            changes.push(Change { what, before, after });
        }
    }
    let fresh = after.into_iter().filter(|(what, _)| both(what));
    changes.extend(fresh.map(|(what, after)| Change { what, before: String::new(), after }));
    changes
}
