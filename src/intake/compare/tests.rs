//! What a newer list is compared by, and what is taken over.

use super::*;
use crate::intake::earlier::{Difference, take};
use crate::intake::{ColumnPlan, propose::propose, read::read};
use crate::model::sorted_set::SortedSet;
use crate::table::{Overrides, delimited};
use proptest::prelude::*;

fn list(text: &str) -> (crate::table::Table, ColumnPlan, Inventory) {
    let table = delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
    let plan = propose(&table).plan;
    let inventory = read(&table, &plan).value;
    (table, plan, inventory)
}

fn compared(before: &str, after: &str) -> Comparison {
    compare(&list(before).2, &list(after).2)
}

fn found(comparison: &Comparison) -> Vec<(u32, u32, Found)> {
    comparison.pairs.iter().map(|pair| (pair.before.0, pair.after.0, pair.found)).collect()
}

#[test]
fn rows_are_found_by_number_then_name_then_a_name_that_is_alike() {
    let comparison = compared(
        "ID,Feature,Area,Priority\nA1,Enterprise wipe,Devices,Must\nA2,Geofencing,Devices,Must\nA3,Remote lock,Devices,Must\nA4,Per-app VPN for managed browsers,Network,Could\nA5,Kiosk mode,Devices,Must\n",
        "Ref;Feature;Area;Priority\nA2;Geofencing of devices;Devices;Must\nA1;Enterprise wipe;Devices;Should\nB7;Remote lock;Devices;Must\nB8;Per-app VPN for managed browser;Network;Could\nB9;Certificates;Network;Must\n",
    );
    use Found::{Alike, Category, Number};
    assert_eq!(
        found(&comparison),
        [(3, 2, Number), (2, 3, Number), (4, 4, Category), (5, 5, Alike(comparison_score(&comparison)))]
    );
    assert_eq!((comparison.new, comparison.gone), (vec![RowId(6)], vec![RowId(6)]));
    let changed: Vec<(&str, &str, &str)> = comparison.pairs[1]
        .changes
        .iter()
        .map(|one| (one.what.as_str(), one.before.as_str(), one.after.as_str()))
        .collect();
    assert_eq!(changed, [("Priority", "Must", "Should")]);
}

fn comparison_score(comparison: &Comparison) -> u32 {
    match comparison.pairs[3].found {
        Found::Alike(score) if score >= ALIKE => score,
        other => panic!("{other:?}"),
    }
}

#[test]
fn running_numbers_mislead_nobody() {
    // A row was put in above, and every number moved by one.
    let comparison = compared(
        "No,Feature\n1,Enterprise wipe\n2,Geofencing\n3,Remote lock\n4,Kiosk mode\n",
        "No,Feature\n1,Certificates\n2,Enterprise wipe\n3,Geofencing\n4,Remote lock\n5,Kiosk mode\n",
    );
    let pairs: Vec<(u32, u32)> = comparison.pairs.iter().map(|pair| (pair.before.0, pair.after.0)).collect();
    assert_eq!(pairs, [(2, 3), (3, 4), (4, 5), (5, 6)]);
    assert_eq!(comparison.new, [RowId(2)]);
    assert!(comparison.pairs.iter().all(|pair| pair.changes[0].what == "Number"));
}

#[test]
fn a_number_that_another_feature_has_now_pairs_nothing() {
    let comparison = compared(
        "ID,Feature\n1,Enterprise wipe\n2,Geofencing\n3,Remote lock\n",
        "ID,Feature\n1,Enterprise wipe\n2,Certificates for Wi-Fi\n3,Remote lock\n",
    );
    assert_eq!(comparison.pairs.len(), 2);
    assert_eq!((comparison.new, comparison.gone), (vec![RowId(3)], vec![RowId(3)]));
}

#[test]
fn a_feature_that_stands_once_for_each_platform_is_paired_by_platform() {
    let comparison = compared(
        "Feature,Platform\nWi-Fi,iOS\nWi-Fi,Android\nWi-Fi,Windows\n",
        "Feature,Platform\nWi-Fi,Windows\nWi-Fi,iOS\nWi-Fi,macOS\n",
    );
    let pairs: Vec<(u32, u32, usize)> =
        comparison.pairs.iter().map(|pair| (pair.before.0, pair.after.0, pair.changes.len())).collect();
    assert_eq!(pairs, [(4, 2, 0), (2, 3, 0), (3, 4, 1)]);
}

#[test]
fn cells_count_by_what_they_mean_and_columns_only_where_both_lists_have_them() {
    let comparison = compared(
        "Feature,Used,Prio,Wave\nWipe,yes,muss,1\nLock,x,muss,2\n",
        "Feature,In use,Priority,Owner\nWipe,Ja,Must,Ada\nLock,y?,Should,Ada\n",
    );
    let changes = |place: usize| {
        let changes = &comparison.pairs[place].changes;
        changes.iter().map(|one| format!("{}: {} > {}", one.what, one.before, one.after)).collect::<Vec<_>>()
    };
    assert_eq!(changes(0), Vec::<String>::new(), "the same in other words");
    assert_eq!(changes(1), ["In use: x > y?", "Priority: Must > Should"]);
    assert_eq!(
        (&comparison.gone_columns, &comparison.new_columns),
        (&vec!["Wave".to_owned()], &vec!["Owner".to_owned()])
    );
}

#[test]
fn names_that_are_alike_to_several_are_left_open() {
    let comparison = compared(
        "Feature\nWi-Fi profile for site 1\n",
        "Feature\nWi-Fi profile for site 2\nWi-Fi profile for site 3\n",
    );
    assert!(comparison.pairs.is_empty(), "{comparison:?}");
}

#[test]
fn what_is_gone_is_closed_and_comes_back_with_what_was_said() {
    let (_, _, before) = list("Feature\nWipe\nLock\nKiosk\nVPN\n");
    let (table, mut plan, after) = list("Feature\nWipe\nLock\nVPN\n");
    let moves = take(&before, &compare(&before, &after), &SortedSet::default(), |_| false, &mut plan);
    let closed_id = RowId(4).in_list(1);
    assert_eq!(moves.get(&RowId(4)), Some(&closed_id));
    let second = read(&table, &plan).value;
    assert_eq!(second.features.len(), 3);
    assert_eq!(
        second.closed.iter().map(|one| (one.row, one.name.as_str())).collect::<Vec<_>>(),
        [(closed_id, "Kiosk")]
    );
    // It comes back in a third list, and another goes.
    let (table, mut plan, third) = list("Feature\nKiosk\nWipe\nLock\n");
    let comparison = compare(&second, &third);
    assert!(comparison.pairs[0].reopened && comparison.pairs[0].before == closed_id);
    let moves = take(&second, &comparison, &SortedSet::default(), |_| false, &mut plan);
    assert_eq!(moves.get(&closed_id), Some(&RowId(2)));
    let third = read(&table, &plan).value;
    assert_eq!(third.closed.iter().map(|one| one.row.to_string()).collect::<Vec<_>>(), ["4 of list 2"]);
}

#[test]
fn refused_differences_change_nothing() {
    let (_, _, before) = list("Feature,Priority\nWipe,Must\nLock,Must\nKiosk,Must\nVPN,Must\n");
    let (table, mut plan, after) = list("Feature,Priority\nWipe,Could\nLock,Must\nVPN,Must\nProxy,Must\n");
    let refused = [Difference::Changed(RowId(2)), Difference::New(RowId(5)), Difference::Gone(RowId(4))];
    take(&before, &compare(&before, &after), &refused.into_iter().collect(), |_| false, &mut plan);
    let read = read(&table, &plan).value;
    let now: Vec<(&str, &str)> =
        read.features.iter().map(|one| (one.name.as_str(), one.priority.label())).collect();
    assert_eq!(now, [("Wipe", "Must"), ("Lock", "Must"), ("VPN", "Must"), ("Kiosk", "Must")]);
    assert!(read.closed.is_empty());
    assert_eq!((read.ledger.kept, read.ledger.earlier, read.ledger.records), (3, 1, 5));
}

#[test]
fn of_another_list_only_what_was_said_stays() {
    let (_, _, before) = list("Feature\nWipe\nLock\nKiosk\nVPN\n");
    let (_, mut plan, after) = list("Feature\nBackup\nPrinting\nTelephony\nIntranet\n");
    let comparison = compare(&before, &after);
    assert!(comparison.is_another_list());
    let moves = take(&before, &comparison, &SortedSet::default(), |row| row == RowId(3), &mut plan);
    assert_eq!(moves.len(), 1);
    assert!(plan.earlier.values().all(|one| one.closed && one.feature.name == "Lock"));
}

proptest! {
    /// Every row of both lists is in exactly one place, and every row with something said has an id after.
    #[test]
    fn every_row_is_paired_new_or_gone(
        before in prop::collection::vec(("[ab]{0,2}", "[a-d ]{1,9}", "[xy]{0,1}"), 0..12),
        after in prop::collection::vec(("[ab]{0,2}", "[a-d ]{1,9}", "[xy]{0,1}"), 0..12),
    ) {
        let text = |rows: &[(String, String, String)]| {
            let rows = rows.iter().map(|(id, name, area)| format!("{id},f{name},{area}\n"));
            std::iter::once("ID,Feature,Area\n".to_owned()).chain(rows).collect::<String>()
        };
        let (_, _, before) = list(&text(&before));
        let (table, mut plan, after) = list(&text(&after));
        let comparison = compare(&before, &after);
        let mut left: Vec<RowId> = comparison.pairs.iter().map(|pair| pair.before).chain(comparison.gone.iter().copied()).collect();
        let mut right: Vec<RowId> = comparison.pairs.iter().map(|pair| pair.after).chain(comparison.new.iter().copied()).collect();
        left.sort_unstable();
        right.sort_unstable();
        prop_assert_eq!(left, before.features.iter().map(|one| one.row).collect::<Vec<_>>());
        prop_assert_eq!(right, after.features.iter().map(|one| one.row).collect::<Vec<_>>());
        let moves = take(&before, &comparison, &SortedSet::default(), |_| true, &mut plan);
        prop_assert_eq!(moves.len(), before.features.len());
        let mut ids: Vec<RowId> = moves.values().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), moves.len(), "no two rows share an id");
        let read = read(&table, &plan).value;
        let there: SortedSet<RowId> = read.features.iter().chain(read.closed.iter()).map(|one| one.row).collect();
        prop_assert!(moves.values().all(|row| there.contains(row)));
    }

    /// A list compared with itself is unchanged.
    #[test]
    fn a_list_is_itself(rows in prop::collection::vec(("[a-c]{0,2}", "[a-d ]{1,9}"), 0..15)) {
        let rows: String = rows.iter().map(|(id, name)| format!("{id},f{name}\n")).collect();
        let (_, _, inventory) = list(&format!("ID,Feature\n{rows}"));
        let comparison = compare(&inventory, &inventory);
        prop_assert_eq!(comparison.unchanged(), inventory.features.len());
    }
}
