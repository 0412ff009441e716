//! Sheets that other programs or nobody would write: limits, orders, types of cells, document types.

use crate::table::workbook::tests::{archive, around, deflated, first, rows, with_rows, workbook};
use crate::table::workbook::{Limits, Sheet, WorkbookError, open};

fn refused(bytes: &[u8], expected: &str) {
    let text = first(bytes).unwrap_err().to_string();
    assert!(text.contains(expected), "{text}");
}

fn with_part(name: &str, content: &str, rows: &str) -> Result<Sheet, WorkbookError> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut parts = around(deflated("xl/sheet.xml", sheet.as_bytes()));
    parts.push(deflated(name, content.as_bytes()));
    first(&archive(&parts))
}

#[test]
fn every_type_of_cell() {
    let sheet = first(&with_rows(
        "<row><c><v>1.50</v></c><c t='n'><v>1E3</v></c><c t='b'><v>1</v></c><c t='b'><v>0</v></c>\
         <c t='e'><v>#REF!</v></c><c t='str'><f>A1</f><v>a_x000D_b</v></c><c t='d'><v>2026-03-15T00:00:00</v></c>\
         <c t='d'><v>2026-03-15T08:30:00</v></c><c><v>NaN</v></c><c><v>x</v></c><c><v/></c>\
         <c t='inlineStr'><is><t xml:space='preserve'> a&#x20;&lt;<![CDATA[<b>]]></t></is></c></row>",
    ));
    assert_eq!(
        rows(&sheet.unwrap()),
        [(
            1,
            vec![
                "1.5",
                "1000",
                "TRUE",
                "FALSE",
                "#REF!",
                "a\rb",
                "2026-03-15",
                "2026-03-15 08:30:00",
                "NaN",
                "x",
                "",
                " a <<b>"
            ]
        )]
    );
}

#[test]
fn rows_and_cells_in_any_writing() {
    let sheet = first(&with_rows(
        "<row r='3'><c r='C3'><v>2</v></c><c r='A3'><v>1</v></c><c r='A3'><v>0</v></c><c><v>9</v></c></row>\
         <row/><row><c r='A5'><v>5</v></c></row><row r='1005'><c><v>6</v></c></row><row r='3000'><c><v>7</v></c></row>\
         <row r='3001'/>",
    ))
    .unwrap();
    let all = rows(&sheet);
    assert_eq!(all[..3], [(3, vec!["0", "9", "2"]), (4, vec![]), (5, vec!["5"])]);
    assert_eq!(all.len(), 3 + 999 + 1 + 1);
    assert_eq!(all[1001..], [(1004, vec![]), (1005, vec!["6"]), (3000, vec!["7"])]);
}

#[test]
fn rows_out_of_order_are_refused() {
    refused(&with_rows("<row r='3'/><row r='2'/>"), "row 2 comes after row 3");
    refused(&with_rows("<row r='3'/><row r='3'/>"), "row 3 comes after row 3");
    refused(&with_rows("<row r='0'/>"), "row 0 comes after row 0");
    refused(&with_rows("<row r='2'><c r='A3'/></row>"), "a cell of row 2 has a wrong name");
    refused(&with_rows("<row r='x'/>"), "r is no number: x");
    refused(&with_rows("<row r='1048577'/>"), "a cell stands below row 1048576");
    refused(&with_rows("<row r='1'><c r='XFE1'/></row>"), "a cell stands beyond column 16384");
}

#[test]
fn the_last_cell_of_a_sheet_is_one_record() {
    let sheet = first(&with_rows("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")).unwrap();
    assert_eq!((sheet.cells.len(), sheet.cells.width(), sheet.cells.count()), (1, 16_384, 16_384));
    assert_eq!(sheet.cells.get(0).unwrap().line, 1_048_576);
}

#[test]
fn tables_too_large_are_refused_before_they_are_made() {
    let mut rows = "<row><c r='XFD1'><v>1</v></c></row>".to_owned();
    rows.push_str(&"<row><c><v>1</v></c></row>".repeat(400));
    refused(&with_rows(&rows), "more than 5000000 cells (row 1 reaches to column XFD)");
    refused(&with_rows(&format!("<row>{}</row>", "<c/>".repeat(1_000_000))), "beyond column 16384");
    let strings = format!("<sst uniqueCount='4000000000'><si><t>{}</t></si></sst>", "x".repeat(1_000_000));
    let cells = "<row><c t='s'><v>0</v></c><c t='s'><v>0</v></c></row>".repeat(70);
    let error = with_part("xl/strings.xml", &strings, &cells).unwrap_err().to_string();
    assert!(error.contains("over 134217728 bytes of text"), "{error}");
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x ".repeat(600_000));
    let error = with_part("xl/strings.xml", &strings, "<row/>").unwrap_err().to_string();
    assert!(error.contains("a cell has over 1048576 bytes of text"), "{error}");
}

#[test]
fn a_declared_count_is_not_believed() {
    let sheet = with_part(
        "xl/strings.xml",
        "<sst count='4000000000' uniqueCount='4000000000'><si><t>a</t></si><si/></sst>",
        "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>-1</v></c></row>",
    )
    .unwrap();
    assert_eq!(rows(&sheet), [(1, vec!["a"])]);
    let found: Vec<_> = sheet.findings.iter().map(|finding| finding.place.label()).collect();
    assert_eq!(found, ["line 1, column C", "line 1, column D"]);
}

#[test]
fn document_types_and_unknown_entities_are_refused() {
    let laughs = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><worksheet><sheetData><row><c t='str'>\
        <v>&b;</v></c></row></sheetData></worksheet>";
    assert_eq!(
        first(&workbook(laughs)).unwrap_err(),
        WorkbookError::Doctype { part: "xl/sheet.xml".to_owned() }
    );
    refused(&with_rows("<row><c t='str'><v>&b;</v></c></row>"), "unknown entity");
    refused(&with_rows("<row><c t='&b;'/></row>"), "damaged in xl/sheet.xml");
    refused(&with_rows("<row><c t='str'><v>&#0;</v></c></row>"), "damaged in xl/sheet.xml");
    refused(&with_rows("<row><c></row>"), "damaged in xl/sheet.xml");
    refused(&workbook("<worksheet><sheetData>"), "it is cut off");
    refused(&workbook("<?xml version='1.0' encoding='UTF-16'?><worksheet/>"), "not written in UTF-8");
    refused(&workbook(&format!("<worksheet>{}", "<a>".repeat(100))), "nest deeper than 64");
}

#[test]
fn one_text_may_not_fill_the_memory() {
    let limits = Limits { piece: 100_000, ..Limits::default() };
    for long in [
        format!("<worksheet a='{}'/>", "x".repeat(200_000)),
        format!("<worksheet>{}</worksheet>", "x".repeat(200_000)),
    ] {
        let bytes = workbook(&long);
        let text = open(&bytes, &limits).unwrap().read(0).unwrap_err().to_string();
        assert!(text.contains("a single text in xl/sheet.xml has over 100000 bytes"), "{text}");
    }
}

#[test]
fn only_the_sheets_own_rows_count() {
    let sheet = first(&workbook(
        "<worksheet><cols><col min='1' max='2'/><col min='2' max='16384' hidden='1'/></cols><sheetData><row><c><v>1</v>\
         <extLst><row r='9'/></extLst></c><c><v>2</v></c></row></sheetData><mergeCells><mergeCell ref='B7:A2'/>\
         <mergeCell ref='A1:ZZZZ99999999'/></mergeCells><controls><x><from><col>1</col><row>7</row></from></x></controls>\
         </worksheet>",
    ))
    .unwrap();
    assert_eq!(rows(&sheet), [(1, vec!["1", "2"])]);
    assert_eq!(sheet.hidden_columns, [1]);
    let merges: Vec<_> = sheet
        .merges
        .iter()
        .map(|it| (it.first_line, it.last_line, it.first_column, it.last_column))
        .collect();
    assert_eq!(merges, [(1, 1_048_576, 0, 16_383), (2, 7, 0, 1)]);
    refused(
        &workbook("<worksheet><mergeCells><mergeCell ref='?'/></mergeCells></worksheet>"),
        "merged range",
    );
}

#[test]
fn numbers_take_the_formats_of_their_styles() {
    let sheet = with_part(
        "xl/styles.xml",
        "<styleSheet><numFmts count='1'><numFmt numFmtId='164' formatCode='0.00\" kg\"'/></numFmts><cellStyleXfs>\
         <xf numFmtId='9'/></cellStyleXfs><cellXfs><xf/><xf numFmtId='164'/><xf numFmtId='14'/><xf numFmtId='777'/>\
         </cellXfs></styleSheet>",
        "<row><c><v>46096</v></c><c s='1'><v>46096</v></c><c s='2'><v>46096</v></c><c s='3'><v>46096</v></c>\
         <c s='99'><v>46096</v></c></row>",
    );
    assert_eq!(rows(&sheet.unwrap()), [(1, vec!["46096", "46096.00 kg", "2026-03-15", "46096", "46096"])]);
}

#[test]
fn sheets_are_limited() {
    let limits = Limits { sheets: 0, ..Limits::default() };
    assert!(matches!(open(&with_rows(""), &limits), Err(WorkbookError::TooMuch { .. })));
    let limits = Limits { strings: 1, ..Limits::default() };
    let mut parts = around(deflated("xl/sheet.xml", b"<worksheet/>"));
    parts.push(deflated("xl/strings.xml", b"<sst><si/><si/></sst>"));
    let bytes = archive(&parts);
    assert!(matches!(open(&bytes, &limits).unwrap().read(0), Err(WorkbookError::TooMuch { .. })));
}
