//! Rows below the first of a feature's cell that spans several rows: they say more of the same feature.
//! It reads no cell; `read` does, and sets the row aside with the feature that it was added to.

use super::{ColumnPlan, Feature, Role, shape};
use crate::model::ownership::Ownership;
use crate::model::priority::InUse;
use crate::model::row::RowId;
use crate::model::text::Text;
use crate::model::units::Devices;
use crate::table::{Merge, Table};
use std::rc::Rc;

/// The cells of the feature column that span several rows, from top to bottom.
#[derive(Debug, Default)]
pub struct Spans(Vec<Merge>);

impl Spans {
    /// Those of a table, below its header.
    pub fn of(table: &Table, plan: &ColumnPlan) -> Spans {
        let column = plan.roles.iter().position(|role| *role == Role::Feature);
        let mut spans = shape::merged_rows(table, plan, Role::Feature);
        spans.retain(|span| Some(span.first_column) == column);
        spans.sort_by_key(|span| span.first_line);
        Spans(spans)
    }

    /// The row in which the feature's cell begins that covers a line from above.
    pub fn begin(&self, line: u32) -> Option<RowId> {
        let above = self.0.partition_point(|span| span.first_line < line);
        let span = self.0.get(above.checked_sub(1)?)?;
        (line <= span.last_line).then_some(RowId(span.first_line))
    }
}

/// Adds what a further row says to its feature. Texts stand below each other, platforms and devices add up, of two
/// priorities the higher counts, and what is used in one row only is used in part. Another number or category is kept
/// under the heading of its column.
pub fn add(feature: &mut Feature, more: Feature, headings: [Rc<str>; 2]) {
    feature.platforms = feature.platforms.union(more.platforms);
    feature.ownership = match (feature.ownership, more.ownership) {
        (one, other) if one == other => one,
        (Ownership::Unsaid, said) | (said, Ownership::Unsaid) => said,
        _ => Ownership::Both,
    };
    feature.in_use = match (feature.in_use, more.in_use) {
        (one, other) if one == other => one,
        (InUse::Unknown, said) | (said, InUse::Unknown) => said,
        _ => InUse::Partly,
    };
    feature.priority = feature.priority.min(more.priority);
    feature.devices = match (feature.devices, more.devices) {
        (Some(one), Some(other)) => Some(Devices(one.0.saturating_add(other.0))),
        (one, other) => one.or(other),
    };
    let [number, category] = headings;
    let own = [(number, &mut feature.number, more.number), (category, &mut feature.category, more.category)];
    for (heading, field, text) in own {
        if field.is_empty() {
            *field = text;
        } else if !text.is_empty() && *field != text {
            feature.extra.push((heading, text));
        }
    }
    below(&mut feature.description, more.description);
    below(&mut feature.owner, more.owner);
    below(&mut feature.notes, more.notes);
    for (heading, text) in more.extra {
        match feature.extra.iter_mut().find(|(known, _)| Rc::ptr_eq(known, &heading)) {
            Some((_, known)) => below(known, text),
            None => feature.extra.push((heading, text)),
        }
    }
    feature.merged.push(more.row);
}

/// Puts a text below another that does not say the same.
fn below(text: &mut Text, more: Text) {
    if text.is_empty() {
        *text = more;
    } else if !more.is_empty() && !text.lines().any(|line| line == more.as_str()) {
        *text = Text::from(format!("{text}\n{more}"));
    }
}
