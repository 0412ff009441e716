//! OpenDocument tables: repeats, spaces, values without text, and limits.

use crate::table::workbook::tests::{archive, deflated, first, rows, stored};

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<document><body><spreadsheet><table name='S'>{table}</table></spreadsheet></body></document>"
    );
    archive(&[
        stored("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        deflated("content.xml", content.as_bytes()),
    ])
}

fn refused(table: &str, expected: &str) {
    let text = first(&ods(table)).unwrap_err().to_string();
    assert!(text.contains(expected), "{text}");
}

#[test]
fn repeats_of_empties_cost_nothing() {
    let sheet = first(&ods(
        "<table-row number-rows-repeated='3'><table-cell number-columns-repeated='4000000000'/></table-row>\
         <table-row><table-cell number-columns-repeated='2'/><table-cell number-columns-repeated='2'><p>a</p></table-cell>\
         <table-cell number-columns-repeated='16380'/></table-row>\
         <table-row number-rows-repeated='4000000000'><table-cell/></table-row><table-row/>",
    ))
    .unwrap();
    assert_eq!(rows(&sheet), [(4, vec!["", "", "a", "a"])]);
}

#[test]
fn repeats_of_text_count() {
    refused(
        "<table-row><table-cell number-columns-repeated='16385'><p>a</p></table-cell></table-row>",
        "beyond column",
    );
    refused(
        "<table-row number-rows-repeated='1048577'><table-cell><p>a</p></table-cell></table-row>",
        "below row 1048576",
    );
    refused(
        "<table-row number-rows-repeated='1000000'><table-cell number-columns-repeated='9'><p>a</p></table-cell></table-row>",
        "1000000 rows by 9 columns are more than 5000000 cells",
    );
    refused(
        "<table-row number-rows-repeated='4000000000'/><table-row><table-cell><p>a</p></table-cell></table-row>",
        "below row 1048576",
    );
    refused(
        "<table-row><table-cell><p><s c='4000000000'/></p></table-cell></table-row>",
        "a cell has over 1048576",
    );
}

#[test]
fn texts_are_as_they_are_shown() {
    let check = |cell: &str, expected: &str| {
        let sheet = first(&ods(&format!(
            "<table-row><table-cell/>{cell}<table-cell><p>.</p></table-cell></table-row>"
        )));
        assert_eq!(rows(&sheet.unwrap()), [(1, vec!["", expected, "."])]);
    };
    check(
        "<table-cell><p>a \n  b<s c='2'/>c<tab/>d<span>e<a>f</a></span></p><p/><p> g</p></table-cell>",
        "a b  c\tdef\n\ng",
    );
    check(
        "<table-cell><annotation><p>no</p></annotation><p>a<annotation><p>no</p></annotation>b</p></table-cell>",
        "ab",
    );
    check("<table-cell><frame><text-box><p>no</p></text-box></frame></table-cell>", "");
    check("<table-cell value='1.5'/>", "1.5");
    check("<table-cell value='1.5'><p>1,5 kg</p></table-cell>", "1,5 kg");
    check("<table-cell value-type='boolean' boolean-value='true'/>", "TRUE");
    check("<table-cell date-value='2026-03-15'/>", "2026-03-15");
    check("<covered-table-cell><p>no</p></covered-table-cell>", "");
}

#[test]
fn groups_headers_and_shapes_are_seen_through() {
    let sheet = first(&ods(
        "<shapes><frame><table-row><table-cell><p>no</p></table-cell></table-row></frame></shapes>\
         <table-columns><table-column/><table-column visibility='filter'/></table-columns>\
         <table-header-rows><table-row><table-cell><p>a</p></table-cell><table-cell number-rows-spanned='2'><p>b</p>\
         </table-cell></table-row></table-header-rows><table-row-group><table-row visibility='collapse'><table-cell>\
         <p>c</p></table-cell></table-row></table-row-group>",
    ))
    .unwrap();
    assert_eq!(rows(&sheet), [(1, vec!["a", "b"]), (2, vec!["c"])]);
    assert_eq!((sheet.hidden_lines, sheet.hidden_columns), (vec![2], vec![1]));
    assert_eq!(sheet.merges.len(), 1);
}
