//! Headers found and roles given, by headings and by values.

use super::*;
use crate::table::Overrides;

fn check(text: &str, line: Option<u32>, roles: &[&str]) {
    let table = delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
    let plan = propose(&table).plan;
    assert_eq!(plan.header.map(|index| table.records.get(index).unwrap().line), line, "{text:?}");
    let found: Vec<&str> = plan.roles.iter().map(|role| role.key()).collect();
    assert_eq!(found, roles, "{text:?}");
    assert_eq!(plan.roles.iter().filter(|role| **role == Role::Feature).count(), 1);
}

#[test]
fn headings_give_roles() {
    check("Feature,In use,Platform\nVPN,yes,iOS\n", Some(1), &["feature", "in-use", "platform"]);
    check(
        "Name,Feature,Feature owner,Feature description\nA,VPN,Ann,Long\n",
        Some(1),
        &["keep", "feature", "owner", "description"],
    );
    check("ID;Category;Description\n1;Net;VPN\n", Some(1), &["id", "category", "feature"]);
    check("Name;Type;Status\nVPN;Net;in use\nMail;App;unused\n", Some(1), &["feature", "category", "in-use"]);
}

#[test]
fn doubtful_headings_need_values_that_bear_them_out() {
    check("Feature,Status,Users\nVPN,Open,Sales\nMail,Closed,HR\n", Some(1), &["feature", "keep", "keep"]);
    check("Feature,Status,Users\nVPN,yes,20\nMail,no,1.500\n", Some(1), &["feature", "in-use", "devices"]);
    check("Feature;Geräte\nVPN;iOS\nMail;Android\n", Some(1), &["feature", "platform"]);
    check("Feature;Geräte\nVPN;12\nMail;ca. 40\n", Some(1), &["feature", "devices"]);
    check("Feature;Devices\nVPN;iPads\nMail;iPhone, Mac\n", Some(1), &["feature", "platform"]);
    check("Feature;Devices\nVPN;all\nMail;12\n", Some(1), &["feature", "devices"]);
}

#[test]
fn titles_and_blank_lines_may_stand_above_the_header() {
    check(
        "Feature list of 3 June;;\n;;\nAuthor: Ann;;yes\nFeature;In use;Notes\nVPN;yes;a\n",
        Some(4),
        &["feature", "in-use", "notes"],
    );
    let deep = format!("{}Feature;Notes\nVPN;a\n", "Note;\n".repeat(29));
    check(&deep, Some(30), &["feature", "notes"]);
}

#[test]
fn a_header_in_other_words_is_seen_by_what_stands_below() {
    check("Funkcja;Używane\nVPN;yes\nMail;no\nKiosk;yes\n", Some(1), &["feature", "in-use"]);
    check("Capability,Jamf\nVPN,fine\nMail,poor\n", Some(1), &["feature", "keep"]);
}

#[test]
fn without_a_header_the_values_decide() {
    check("VPN,yes,iOS\nMail,no,Android\nKiosk,yes,all\n", None, &["feature", "in-use", "platform"]);
    check("Remote wipe\nRemote lock\n", None, &["feature"]);
    check("Feature\nRemote lock\n", Some(1), &["feature"]);
    check("sep=;\nVPN;Net;yes\nMail;Net;no\nKiosk;Dev;yes\n", None, &["feature", "keep", "in-use"]);
}

#[test]
fn products_side_by_side_are_not_what_is_in_use() {
    check(
        "Feature,Jamf,Kandji\nVPN,Yes,No\nMail,No,Yes\nKiosk,Yes,Yes\n",
        Some(1),
        &["feature", "keep", "keep"],
    );
}

#[test]
fn a_header_that_is_moved_brings_its_own_roles_and_leaves_those_that_were_chosen() {
    let text = "Feature;Category;Notes;Owner\nPriority;Feature;Platform;Used by\nHigh;VPN;iOS;Sales\nLow;Mail;Android;HR\nHigh;Kiosk;iOS;IT\n";
    let table = delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
    let first = propose(&table).plan;
    assert_eq!(first.header, Some(0));
    let keys = |plan: &ColumnPlan| plan.roles.iter().map(|role| role.key()).collect::<Vec<_>>();
    let moved = ColumnPlan { header: Some(1), ..first.clone() };
    assert_eq!(
        keys(&propose_moved(&table, &moved, (Some(0), false))),
        ["priority", "feature", "platform", "keep"]
    );
    let mut chosen = moved.clone();
    chosen.roles[3] = Role::Notes;
    assert_eq!(
        keys(&propose_moved(&table, &chosen, (Some(0), false))),
        ["priority", "feature", "platform", "notes"]
    );
    // A feature column that was chosen by hand stays the only one.
    let mut chosen = moved;
    chosen.roles[0] = Role::Keep;
    chosen.roles[3] = Role::Feature;
    assert_eq!(
        keys(&propose_moved(&table, &chosen, (Some(0), false))),
        ["priority", "keep", "platform", "feature"]
    );
}

#[test]
fn a_role_says_how_sure_it_is_and_why() {
    use crate::intake::grounds::Confidence::{self, Check, Likely, Sure};
    let check = |text: &str, expected: &[(Confidence, &str)]| {
        let table = delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
        let found = propose(&table).grounds;
        let found: Vec<(Confidence, &str)> =
            found.iter().map(|one| (one.confidence(), one.words.as_str())).collect();
        assert_eq!(found, expected, "{text:?}");
    };
    check(
        "Feature,Feature owner's name,In use,Priority,Colour of it\nVPN,Ann,yes,soon,red\nMail,Ben,no,late,blue\n",
        &[
            (Sure, "100 of 100: by its heading, word for word"),
            (Likely, "80 of 100: by words of its heading"),
            (
                Sure,
                "100 of 100: by its heading, word for word (100), times 2 of 2 values that are understood",
            ),
            (Check, "0 of 100: by its heading, word for word (100), times 0 of 2 values that are understood"),
            (Check, ""),
        ],
    );
    check(
        "VPN for all,iOS,4 h\nRemote wipe,Android,2 h\nLock,macOS,1 h\n",
        &[
            (Check, "40 of 100: it has the most different text"),
            (Likely, "70 of 100: by its values alone (70), times 3 of 3 values that are understood"),
            (Check, ""),
        ],
    );
    // Half of the values speak against it.
    check(
        "Feature,Priority\nVPN,high\nMail,soon\n",
        &[
            (Sure, "100 of 100: by its heading, word for word"),
            (
                Check,
                "50 of 100: by its heading, word for word (100), times 1 of 2 values that are understood",
            ),
        ],
    );
}
