//! What stays of earlier lists when a newer one is taken: rows that are gone, open or closed, and rows that
//! the consultant left as they were. Nothing that was said of a row is ever dropped.

use super::compare::Comparison;
use super::{ColumnPlan, Feature, Inventory};
use crate::model::order;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::sorted_set::SortedSet;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A row as an earlier list had it. Under the id of a line of the present list it stands in place of that
/// line; under the id of an earlier list it stands beside the present one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The row.
    pub feature: Feature,
    /// Whether it is closed: not judged, not planned, with all that was said of it.
    pub closed: bool,
}

/// A difference that the consultant can leave away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// A row, by its line in the newer list, whose cells changed.
    Changed(RowId),
    /// A row that only the newer list has.
    New(RowId),
    /// A row, by its id in the list in use, that the newer list does not have.
    Gone(RowId),
}

/// Takes a newer list: completes its plan by what stays of the list in use, and says under which id every
/// row of that list goes on. Refused differences change nothing: changed rows stay as they were, new ones
/// are set aside, gone ones stay open; other gone rows are closed. When it is another list altogether, rows
/// for which `said` is false go with the list in use.
pub fn take(
    before: &Inventory,
    comparison: &Comparison,
    refused: &SortedSet<Difference>,
    said: impl Fn(RowId) -> bool,
    plan: &mut ColumnPlan,
) -> SortedMap<RowId, RowId> {
    let rows: SortedMap<RowId, &Rc<Feature>> =
        before.features.iter().chain(before.closed.iter()).map(|feature| (feature.row, feature)).collect();
    let list = rows.keys().map(|row| row.list()).max().unwrap_or(0).saturating_add(1);
    let mut moves = SortedMap::default();
    for pair in &comparison.pairs {
        moves.insert(pair.before, pair.after);
        let stays = !pair.changes.is_empty() && refused.contains(&Difference::Changed(pair.after));
        if let Some(feature) = rows.get(&pair.before).filter(|_| stays) {
            let feature = Feature { row: pair.after, merged: Vec::new(), ..(***feature).clone() };
            plan.earlier.insert(pair.after, Earlier { feature, closed: false });
        }
    }
    for row in comparison.new.iter().filter(|row| refused.contains(&Difference::New(**row))) {
        plan.by_hand.insert(*row, false);
    }
    let all_stay = !comparison.is_another_list();
    let mut left: Vec<_> = rows.iter().filter(|(row, _)| !moves.contains_key(*row)).collect();
    // Those of earlier lists first: they keep their ids.
    let key = |row: RowId| (row.list() == 0, row);
    order::sort(&mut left, |left, right| key(*left.0).cmp(&key(*right.0)));
    for (row, feature) in left {
        if !all_stay && !said(*row) {
            continue;
        }
        let mut id = row.in_list(list);
        // After more lists than can be numbered two rows may want the same id.
        while plan.earlier.contains_key(&id) {
            id = RowId(id.0.wrapping_add(1));
        }
        let open = comparison.gone.contains(row) && refused.contains(&Difference::Gone(*row));
        let feature = Feature { row: id, merged: Vec::new(), ..(***feature).clone() };
        plan.earlier.insert(id, Earlier { feature, closed: !open });
        moves.insert(*row, id);
    }
    moves
}

/// Puts what stays of earlier lists into an inventory.
pub fn apply(inventory: &mut Inventory, earlier: &SortedMap<RowId, Earlier>) {
    let features = Rc::make_mut(&mut inventory.features);
    let closed = Rc::make_mut(&mut inventory.closed);
    for (row, earlier) in earlier.iter() {
        let mut feature = earlier.feature.clone();
        feature.row = *row;
        if row.list() == 0 {
            if let Some(own) = features.iter_mut().find(|own| own.row == *row) {
                feature.merged = own.merged.clone();
                *own = Rc::new(feature);
            }
        } else if earlier.closed {
            closed.push(Rc::new(feature));
        } else {
            features.push(Rc::new(feature));
            inventory.ledger.earlier += 1;
        }
    }
}
