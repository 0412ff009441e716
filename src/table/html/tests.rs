//! Tables as spreadsheets, word processors and browsers put them on the clipboard.

use super::*;
use proptest::prelude::*;

fn rows(html: &str) -> Vec<Vec<String>> {
    let table = largest_table(html).unwrap().unwrap_or_default();
    table.cells.iter().map(|record| record.cells().map(str::to_owned).collect()).collect()
}

#[test]
fn a_spreadsheets_clipboard_is_read_as_shown() {
    let excel = "Version:1.0\r\nStartHTML:0000000105\r\n<html xmlns:x=\"urn:x\"><head><style><!--td{mso-number-format:General}--></style></head>\
        <body><!--StartFragment--><table border=0><col width=64><tr height=20><td class=xl65>Feature</td><td>Platform</td><td align=right>Devices</td></tr>\
        <tr style='display:none'><td>hidden</td></tr>\
        <tr><td>Wi-Fi<br>\r\n  with&nbsp;certificate</td><td>iOS &amp; Android</td><td x:num>1.200</td></tr></table><!--EndFragment--></body></html>";
    assert_eq!(
        rows(excel),
        [vec!["Feature", "Platform", "Devices"], vec!["Wi-Fi\nwith certificate", "iOS & Android", "1.200"]]
    );
}

#[test]
fn merged_cells_leave_the_covered_ones_empty() {
    let html = "<table><tr><th colspan=2>Security</th><th>Prio</th></tr><tr><td rowspan=\"2\">A</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>";
    assert_eq!(rows(html), [["Security", "", "Prio"], ["A", "b", "c"], ["", "d", "e"]]);
    let merges = largest_table(html).unwrap().unwrap().merges;
    assert_eq!(merges, [Merge::new((1, 0), (1, 1)), Merge::new((2, 0), (3, 0))]);
}

#[test]
fn cells_that_cover_others_end_with_their_rows() {
    let html = "<table><tr><td rowspan=3>A<td>b<td rowspan=2>C<tr><td>d<tr><td>e<td>f<tr><td>g</table>";
    assert_eq!(rows(html), [vec!["A", "b", "C"], vec!["", "d", ""], vec!["", "e", "f"], vec!["g"]]);
}

#[test]
fn a_row_has_as_many_cells_as_a_sheet_has_columns() {
    let wide = |cells: usize| format!("<table><tr><td>x{}", "<td colspan=16>".repeat(cells / 16));
    assert_eq!(largest_table(&wide(16_383)).unwrap().unwrap().cells.width(), 16_369);
    assert_eq!(largest_table(&wide(16_384)), Err(TableError::TooManyColumns));
    // Sixty kilobytes for two million columns, of which each of a thousand rows has covered ones.
    let cells = "<td colspan=1000 rowspan=1000>".repeat(2000);
    let html = format!("<table><tr><td>x{cells}{}</table>", "<tr>".repeat(1000));
    assert_eq!(largest_table(&html), Err(TableError::TooManyColumns));
}

#[test]
fn paragraphs_lists_and_inner_tables_are_lines_of_their_cell() {
    let word = "<TABLE><TR><TD><p class=MsoNormal>Remote\n wipe<o:p></o:p></p><p>second</p></TD><TD><ul><li>iOS<li>Android</ul></TD></TR>\
        <TR><TD>x<table><tr><td>in</td><td>side</td></tr></table></TD><TD>y";
    assert_eq!(rows(word), [["Remote wipe\nsecond", "iOS\nAndroid"], ["x\nin side", "y"]]);
}

#[test]
fn the_largest_table_of_a_page_is_taken_and_scripts_are_no_text() {
    let page = "<table><tr><td>menu</td></tr></table><script>var a = '<table><td>no</td>';</script>\
        <table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>";
    assert_eq!(rows(page), [["a", "b"], ["c", "d"]]);
    assert_eq!(largest_table("<p>no table</p>").unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_text_is_read_or_has_no_table(html in "(<table>|<tr>|<td>|<td colspan=3>|<td rowspan=9>|</td>|</tr>|</table>|<br>|<p>|<style>|</style>|[a-z <>&;]{0,5}){0,60}") {
        if let Some(table) = largest_table(&html).unwrap() {
            prop_assert!(table.cells.iter().any(|record| !record.is_blank()));
        }
    }

    #[test]
    fn every_word_stands_in_its_cell(words in proptest::collection::vec(proptest::collection::vec("[a-z]{1,5}( [a-z]{1,5})?", 1..5), 1..8)) {
        let html: String = words.iter().map(|row| format!("<tr>{}</tr>", row.iter().map(|cell| format!("<td> {cell}\n</td>")).collect::<String>())).collect();
        prop_assert_eq!(rows(&format!("<table>{html}</table>")), words);
    }
}
