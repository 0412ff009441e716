//! The shapes of tables: headers of two rows, sections, merged categories, notes below.

use super::*;
use crate::intake::propose::propose;
use crate::table::{Overrides, delimited};

fn table(text: &str) -> Table {
    delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value
}

fn titles(text: &str) -> (bool, Vec<String>) {
    let table = table(text);
    let plan = propose(&table).plan;
    (plan.two_rows, headings(&table, &plan))
}

#[test]
fn headers_of_two_rows_are_joined() {
    let (two, found) = titles(
        "No.;Feature;Platforms;;;Rating;;Comment\n;;iOS;Android;Windows;Priority;In use;\n1;Wipe;yes;yes;no;High;yes;\n",
    );
    assert!(two);
    let expected = [
        "No.",
        "Feature",
        "Platforms / iOS",
        "Platforms / Android",
        "Platforms / Windows",
        "Rating / Priority",
        "Rating / In use",
        "Comment",
    ];
    assert_eq!(found, expected);
    let (two, found) = titles("General;;Use;\nRef;Feature;Active;Devices\n1;Wipe;yes;20\n2;Lock;no;0\n");
    assert!(two);
    assert_eq!(found, ["General / Ref", "General / Feature", "Use / Active", "Use / Devices"]);
}

#[test]
fn titles_and_first_rows_are_no_second_header_row() {
    let check = |text: &str| assert!(!titles(text).0, "{text:?}");
    check("Feature list of June;;;\nFeature;Priority;In use;Notes\nVPN;High;yes;\n");
    check("Author: Ann;;Version 2;\nFeature;Priority;In use;Notes\nVPN;High;yes;\n");
    check("Feature;Priority;;Notes\nVPN;High;;a\nMail;Low;;b\n");
    check("Feature;Priority;Notes\nVPN;High;\n");
    check("Feature;iOS;Android\nVPN;yes;no\n");
}

#[test]
fn sections_stand_above_fuller_rows() {
    let check = |text: &str, expected: bool| {
        let table = table(text);
        assert_eq!(propose(&table).plan.sections, expected, "{text:?}");
    };
    check(
        "Feature;Platform;Prio\nSecurity;;\nWipe;iOS;High\nLock;iOS;High\nApps;;\nStore;iOS;Low\nBlock;iOS;Low\n",
        true,
    );
    // Two in a row, or most rows alone: a list of names with few remarks.
    check(
        "Feature;Platform;Prio\nSecurity;;\nApps;;\nWipe;iOS;High\nLock;iOS;High\nStore;iOS;Low\nX;iOS;Low\n",
        false,
    );
    check("Feature;Platform;Prio\nSecurity;;\nWipe;iOS;High\nApps;;\nStore;iOS;Low\n", false);
    check("Feature;Prio\nSecurity;\nWipe;High\nLock;High\nStore;Low\n", false);
}

#[test]
fn notes_below_a_table_are_found_behind_it() {
    let check = |text: &str, line: Option<u32>| {
        let table = table(text);
        let found = notes_from(&table, &propose(&table).plan);
        assert_eq!(
            found.and_then(|index| table.records.get(index)).map(|record| record.line),
            line,
            "{text:?}"
        );
    };
    check("Feature;Prio\nWipe;High\nLock;Low\n\nAs agreed in June\n", Some(5));
    check("Feature;Prio\nWipe;High\nLock;Low\n* to be reviewed;\n", Some(4));
    check("Feature;Prio\nWipe;High\nLock;Low\nNotebook lock;\n", None);
    check("Feature;Prio\nWipe;\nLock;\n\nStore;\n", None);
}

#[test]
fn merged_categories_are_told_from_missing_ones() {
    let check = |text: &str, expected: bool| {
        let table = table(text);
        assert_eq!(propose(&table).plan.fill, expected, "{text:?}");
    };
    check("Category;Feature;Prio\nSecurity;Wipe;High\n;Lock;High\nApps;Store;Low\n;Block;Low\n", true);
    check(
        "Category;Feature;Prio\nSecurity;Wipe;High\nSecurity;Lock;High\nApps;Store;Low\n;Block;Low\n",
        false,
    );
    check("Category;Feature;Prio\n;Wipe;High\nSecurity;Lock;High\n;Store;Low\n;Block;Low\n", false);
}

/// A project file that was edited by hand may name any record as the header.
#[test]
fn a_header_beyond_every_table_has_no_body() {
    for two_rows in [false, true] {
        let plan = ColumnPlan { header: Some(usize::MAX), two_rows, ..ColumnPlan::default() };
        assert_eq!(body(&plan), usize::MAX);
        let found = crate::intake::read::read(&table("Feature;Used\nWipe;yes\n"), &plan).value;
        assert_eq!((found.ledger.records, found.ledger.kept), (2, 0));
    }
}
