//! What becomes of single rows and cells; the laws over any file are in the integration tests.

use super::*;
use crate::intake::{Meaning, propose::propose};
use crate::table::{Merge, Overrides, delimited};

fn table(text: &str) -> Table {
    delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value
}

fn inventory(text: &str) -> Checked<Inventory> {
    let table = table(text);
    read(&table, &propose(&table).plan)
}

fn codes(found: &Checked<Inventory>) -> Vec<(&str, Option<u32>)> {
    found.diagnostics.iter().map(|one| (one.code.as_ref(), one.place.line)).collect()
}

#[test]
fn exact_repeats_are_merged_with_both_places() {
    let found = inventory("Feature,Notes,Owner\nVPN,a,\nMail,b,\n VPN ,a\nVPN,other,\n").value;
    let rows: Vec<(u32, Vec<RowId>)> =
        found.features.iter().map(|one| (one.row.0, one.merged.clone())).collect();
    assert_eq!(rows, [(2, vec![RowId(4)]), (3, vec![]), (5, vec![])]);
    let repeat = found.ledger.set_aside.last().map(|row| (row.row, row.reason, row.kept_as));
    assert_eq!(repeat, Some((RowId(4), Reason::ExactRepeat, Some(RowId(2)))));
}

#[test]
fn columns_of_one_role_lose_no_text() {
    let table = table("A,B,C,D,E\nVPN,iOS,Android,first,second\nMail,,macOS,,only\nKiosk,yes,no,n,n\n");
    let plan = |roles| ColumnPlan { header: Some(0), roles, ..ColumnPlan::default() };
    let found =
        read(&table, &plan(vec![Role::Feature, Role::Platform, Role::Platform, Role::Notes, Role::Notes]))
            .value;
    let check = |index: usize, platforms: &str, notes: &str, extra: &[(&str, &str)]| {
        let feature = &found.features[index];
        assert_eq!((feature.platforms.label().as_str(), feature.notes.as_str()), (platforms, notes));
        let kept: Vec<(&str, &str)> =
            feature.extra.iter().map(|(heading, text)| (&**heading, text.as_str())).collect();
        assert_eq!(kept, extra);
    };
    check(0, "iOS, Android", "first", &[("B", "iOS"), ("C", "Android"), ("E", "second")]);
    check(1, "Mac", "only", &[("C", "macOS")]);
    let twice =
        read(&table, &plan(vec![Role::Feature, Role::InUse, Role::InUse, Role::Feature, Role::Keep])).value;
    assert_eq!(twice.features[2].in_use, InUse::Yes);
    assert_eq!(twice.features[0].name, "VPN");
    assert!(twice.features[0].extra.contains(&("D".into(), "first".into())));
}

#[test]
fn rows_of_other_widths_are_kept_and_pointed_out() {
    let found = inventory("Feature,Notes,Owner,,\nVPN,a,b,,\nMail,c\nKiosk,d,e,,,\nWipe,f,g,,,h\n");
    assert_eq!(codes(&found), [("intake.row.short", Some(3)), ("intake.row.long", Some(5))]);
    assert!(found.value.features[3].extra.contains(&("Column 6".into(), "h".into())));
    let many: String = (0..250).map(|row| format!("Row {row},x\n")).collect();
    let found = inventory(&format!("Feature,Notes,Owner\n{many}"));
    assert_eq!(found.diagnostics.len(), 201);
    assert_eq!(found.diagnostics[200].message, "50 more findings of this kind.");
}

#[test]
fn values_are_counted_and_asked_for_once() {
    let found = inventory("Feature,In use\nVPN,x\nMail,X\nKiosk,yes\nWipe,Yes\n");
    let values: Vec<(&str, u32, Option<&str>)> =
        found.value.values.iter().map(|one| (one.value.as_str(), one.count, one.means.as_deref())).collect();
    assert_eq!(values, [("x", 2, None), ("yes", 2, Some("Yes"))]);
    assert_eq!(codes(&found), [("intake.value.unread", Some(2))]);
}

#[test]
fn the_consultants_word_wins() {
    let table = table("Feature,In use,Platform\nVPN,x,Phones\nMail,yes,Amiga\n");
    let mut plan = propose(&table).plan;
    let meaning =
        |role, value: &str, means: &str| Meaning { role, value: value.to_owned(), means: means.to_owned() };
    plan.meanings = vec![
        meaning(Role::InUse, "x", "yes"),
        meaning(Role::InUse, "yes", "no"),
        meaning(Role::Platform, "amiga", "windows macos"),
        meaning(Role::Platform, "phones", "ios nonsense"),
    ];
    let found = read(&table, &plan);
    let read: Vec<(InUse, String)> =
        found.value.features.iter().map(|one| (one.in_use, one.platforms.label())).collect();
    assert_eq!(read, [(InUse::Yes, "iOS, Android".to_owned()), (InUse::No, "Win, Mac".to_owned())]);
    assert_eq!(found.value.values.iter().filter(|one| one.by_user).count(), 3);
    assert_eq!(codes(&found), []);
}

#[test]
fn a_part_that_is_understood_is_not_lost_for_one_that_is_not() {
    let found =
        inventory("Feature,Platform\nVPN,\"iOS, Symbian\"\nMail,iOS\nKiosk,\"iOS, Symbian\"\nWipe,Amiga\n");
    let platforms: Vec<String> = found.value.features.iter().map(|one| one.platforms.label()).collect();
    assert_eq!(platforms, ["iOS", "iOS", "iOS", "not said"]);
    assert_eq!(codes(&found), [("intake.value.partly", Some(2)), ("intake.value.unread", Some(5))]);
}

#[test]
fn without_a_feature_column_nothing_is_kept_and_the_plan_is_to_blame() {
    let table = table("Feature,Notes\nVPN,a\n");
    let plan = ColumnPlan { header: Some(9), roles: vec![Role::Keep], ..ColumnPlan::default() };
    let found = read(&table, &plan);
    assert_eq!(codes(&found), [("intake.feature.column", None)]);
    assert_eq!(found.value.ledger.count(Reason::NoFeature), 2);
}

#[test]
fn headings_of_sections_are_pointed_out_and_kept() {
    let found =
        inventory("No,Feature,In use,Notes\n,Network,,\n1,VPN,yes,a\n2,Wi-Fi,no,\n,Apps\n3,Mail,yes,\n");
    let codes = codes(&found);
    assert_eq!(
        codes,
        [("intake.row.short", Some(5)), ("intake.row.heading", Some(2)), ("intake.row.heading", Some(5)),]
    );
    assert_eq!(found.value.features.len(), 5);
    let plain = inventory("Feature,Owner,Notes\nVPN,,\nWi-Fi,,\nMail,a,b\n");
    assert_eq!(plain.diagnostics, []);
}

#[test]
fn a_repeat_that_is_kept_by_hand_is_a_feature_of_its_own() {
    let table = table("Feature,Notes\nVPN,a\nVPN,a\n");
    let mut plan = propose(&table).plan;
    plan.by_hand.insert(RowId(3), true);
    let found = read(&table, &plan).value;
    assert_eq!(found.features.iter().map(|one| one.row.0).collect::<Vec<_>>(), [2, 3]);
    plan.by_hand.insert(RowId(2), false);
    assert_eq!(read(&table, &plan).value.ledger.count(Reason::ByHand), 1);
}

#[test]
fn categories_are_filled_in_where_the_sheet_merged_them_and_nowhere_else() {
    let mut table = table(
        "Category,Feature,Prio\nSecurity,Wipe,High\n,Lock,High\n,Locate,Low\nApps,Store,Low\n,Block,Low\n",
    );
    let categories = |table: &Table| {
        let found = read(table, &propose(table).plan).value;
        found.features.iter().map(|one| one.category.clone()).collect::<Vec<_>>()
    };
    assert_eq!(categories(&table), ["Security", "Security", "Security", "Apps", "Apps"]);
    table.merges = vec![Merge { first_line: 2, last_line: 3, first_column: 0, last_column: 0 }];
    assert_eq!(categories(&table), ["Security", "Security", "", "Apps", ""]);
}

#[test]
fn a_section_beside_a_category_is_kept_with_its_rows() {
    let found = inventory(
        "Area,Feature,Prio,Note\nPart one,,,\nNet,VPN,High,a\nNet,Wi-Fi,High,b\nPart two,,,\nApps,Store,Low,c\nApps,Block,Low,d\n",
    );
    let sections: Vec<Option<&str>> = found
        .value
        .features
        .iter()
        .map(|one| {
            one.extra.iter().find(|(heading, _)| &**heading == "Section").map(|(_, text)| text.as_str())
        })
        .collect();
    assert_eq!(sections, [Some("Part one"), Some("Part one"), Some("Part two"), Some("Part two")]);
}

#[test]
fn one_answer_decides_for_all_figures_of_a_priority() {
    use crate::intake::priorities::Highest;
    use crate::model::priority::Priority::{Could, Must, Should, Unspecified};
    let rows: String = (1..=5).map(|priority| format!("Feature {priority};{priority}\n")).collect();
    let text = format!("Feature;Priority\n{rows}Feature 6;soon\n");
    let table = delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
    let mut plan = crate::intake::propose::propose(&table).plan;
    let check = |plan: &ColumnPlan, expected: [Priority; 5], asked: usize, codes: &[&str]| {
        let found = read(&table, plan);
        let priorities: Vec<Priority> = found.value.features.iter().take(5).map(|one| one.priority).collect();
        assert_eq!(priorities, expected);
        assert_eq!(found.value.values.iter().filter(|value| value.asks_for_the_highest()).count(), asked);
        let found: Vec<&str> = found.diagnostics.iter().map(|one| &*one.code).collect();
        assert_eq!(found, codes);
    };
    check(&plan, [Unspecified; 5], 5, &["intake.priority.figures", "intake.value.unread"]);
    plan.numbers = Some(Highest::Smallest);
    check(&plan, [Must, Must, Should, Should, Could], 0, &["intake.value.unread"]);
    plan.numbers = Some(Highest::Largest);
    check(&plan, [Could, Should, Should, Must, Must], 0, &["intake.value.unread"]);
}

/// A table whose feature cells of these lines span rows.
fn spanned(text: &str, spans: &[(u32, u32)]) -> Table {
    let mut table = table(text);
    table.merges = spans.iter().map(|(first, last)| Merge::new((*first, 1), (*last, 1))).collect();
    table
}

#[test]
fn rows_that_a_features_cell_covers_belong_to_it() {
    let table = spanned(
        "No,Feature,Category,Platform,In use,Priority,Devices,Notes,Site\n\
         1,Wi-Fi,Net,iOS,yes,should,100,first,Bonn\n\
         2,,Apps,Android,no,must,50,second,Kiel\n\
         ,,,,,,,first,\n\
         3,VPN,,iOS,yes,could,,,\n",
        &[(2, 4)],
    );
    let plan = propose(&table).plan;
    let found = read(&table, &plan);
    let feature = &found.value.features[0];
    let says = (feature.platforms.label(), feature.in_use, feature.priority, feature.devices.unwrap().0);
    assert_eq!(says, ("iOS, Android".to_owned(), InUse::Partly, Priority::Must, 150));
    assert_eq!((feature.number.as_str(), feature.category.as_str()), ("1", "Net"));
    assert_eq!(feature.notes, "first\nsecond");
    let extra: Vec<(&str, &str)> =
        feature.extra.iter().map(|(heading, text)| (&**heading, text.as_str())).collect();
    for text in [("No", "2"), ("Category", "Apps"), ("Platform", "iOS\nAndroid"), ("Site", "Bonn\nKiel")] {
        assert!(extra.contains(&text), "{text:?} in {extra:?}");
    }
    assert_eq!(feature.merged, [RowId(3), RowId(4)]);
    let aside: Vec<_> = found.value.ledger.set_aside.iter().skip(1).collect();
    assert!(aside.iter().all(|row| (row.reason, row.kept_as) == (Reason::Continued, Some(RowId(2)))));
    assert_eq!((found.value.ledger.kept, aside.len()), (2, 2));
    assert_eq!(found.value.features[1].category, "Apps", "the cell above says so");
    assert_eq!(codes(&found), [("intake.row.continued", None), ("intake.category.filled", None)]);
}

#[test]
fn a_covered_row_that_is_kept_by_hand_bears_the_name_of_its_cell() {
    let table = spanned("No,Feature,Notes\n1,Wi-Fi,a\n2,,b\n3,,c\n4,VPN,d\n", &[(2, 4)]);
    let mut plan = propose(&table).plan;
    plan.by_hand.insert(RowId(3), true);
    let names = |plan: &ColumnPlan| -> Vec<(u32, String, String)> {
        let features = read(&table, plan).value.features;
        features.iter().map(|one| (one.row.0, one.name.to_string(), one.notes.to_string())).collect()
    };
    let row = |row: u32, name: &str, notes: &str| (row, name.to_owned(), notes.to_owned());
    assert_eq!(names(&plan), [row(2, "Wi-Fi", "a\nc"), row(3, "Wi-Fi", "b"), row(5, "VPN", "d")]);
    // Without the row in which the cell begins there is nothing to add to.
    plan.by_hand = [(RowId(2), false)].into();
    assert_eq!(names(&plan), [row(5, "VPN", "d")]);
    let aside = read(&table, &plan).value.ledger;
    assert_eq!((aside.count(Reason::ByHand), aside.count(Reason::NoFeature)), (1, 2));
}

#[test]
fn rows_below_a_repeat_go_where_it_went() {
    let table = spanned("No,Feature,Notes\n1,Wi-Fi,a\n,,b\n1,Wi-Fi,a\n,,c\n", &[(2, 3), (4, 5)]);
    let found = read(&table, &propose(&table).plan).value;
    assert_eq!((found.features.len(), found.features[0].notes.as_str()), (1, "a\nb\nc"));
    assert_eq!(found.features[0].merged, [RowId(3), RowId(4), RowId(5)]);
}
