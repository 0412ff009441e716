//! The laws of splitting text: lines are physical, nothing is dropped, pieces give what the whole gives.

use super::*;
use crate::table::Separator;
use proptest::prelude::*;

fn read_all(text: &str, separator: u8, quote: Quote) -> (Cells, Vec<Shape>) {
    let (mut cells, mut shapes) = (Cells::default(), Vec::new());
    let mut records = Records::new(text, separator, quote);
    while let Some(shape) = records.read(&mut cells) {
        shapes.push(shape);
    }
    (cells, shapes)
}

/// (line, lines, cells, stray) of every record.
fn check(text: &str, expected: &[(u32, u32, u32, bool)]) {
    let (_, shapes) = read_all(text, b';', Quote::Double);
    let found: Vec<_> =
        shapes.iter().map(|shape| (shape.line, shape.lines, shape.cells, shape.stray)).collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn every_line_end_ends_a_line_and_blank_lines_are_records() {
    check("a;b\nc", &[(1, 1, 2, false), (2, 1, 1, false)]);
    check("a;b\r\n\r\nc\r\n", &[(1, 1, 2, false), (2, 1, 0, false), (3, 1, 1, false)]);
    check("a;b\rc\r", &[(1, 1, 2, false), (2, 1, 1, false)]);
    check("\n\na\n\n", &[(1, 1, 0, false), (2, 1, 0, false), (3, 1, 1, false), (4, 1, 0, false)]);
    check(";", &[(1, 1, 2, false)]);
    check("", &[]);
}

#[test]
fn quoted_cells_may_hold_separators_quotes_and_line_breaks() {
    check("\"a;\"\"b\r\nc\";d\ne", &[(1, 2, 2, false), (3, 1, 1, false)]);
    check("\"a\" b;c\nd", &[(1, 1, 2, false), (2, 1, 1, false)]);
    check("5\" display;c\nd", &[(1, 1, 2, false), (2, 1, 1, false)]);
    let (cells, _) = read_all("'a;''b\nc';\"d\n", b';', Quote::Single);
    assert_eq!(cells.get(0).unwrap().cells().collect::<Vec<_>>(), ["a;'b\nc", "\"d"]);
}

#[test]
fn a_stray_quote_costs_one_line_only() {
    check("\"a;b\nc;d\ne;f", &[(1, 1, 2, true), (2, 1, 2, false), (3, 1, 2, false)]);
    check("\"a;b\n\"c\";d", &[(1, 1, 2, true), (2, 1, 2, false)]);
    let long = format!("\"a{};b\nc\";d", "\n".repeat(60));
    assert_eq!(read_all(&long, b';', Quote::Double).1.len(), 62);
}

fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            Just("\"".to_owned()),
            Just(";".to_owned()),
            Just(",".to_owned()),
            Just("\n".to_owned()),
            Just("\r".to_owned()),
            Just("\r\n".to_owned()),
            Just(" ".to_owned()),
            "[a-zäé\u{feff}]{1,6}",
        ],
        0..120,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn nothing_but_marks_is_dropped(text in any_text()) {
        for separator in Separator::DETECTED {
            let (cells, shapes) = read_all(&text, separator.byte(), Quote::Double);
            let marks = ['"', '\r', '\n', separator.byte() as char];
            let kept = |text: &str| text.chars().filter(|letter| !marks.contains(letter)).collect::<String>();
            let found: String = cells.iter().flat_map(|record| record.cells().map(str::to_owned).collect::<Vec<_>>()).collect();
            prop_assert_eq!(kept(&found), kept(&text));
            for (record, shape) in cells.iter().zip(&shapes) {
                prop_assert_eq!(record.len(), shape.cells.max(1) as usize);
            }
        }
    }

    #[test]
    fn lines_are_those_of_an_editor(text in any_text()) {
        let physical = text.replace("\r\n", "\n").replace('\r', "\n");
        for separator in Separator::DETECTED {
            let (_, shapes) = read_all(&text, separator.byte(), Quote::Double);
            let counted = shapes.last().map_or(0, |shape| (shape.line + shape.lines - 1) as usize);
            prop_assert_eq!(counted, physical.lines().count());
        }
    }

    #[test]
    fn well_formed_text_is_read_as_the_csv_crate_reads_it(rows in proptest::collection::vec(proptest::collection::vec("[a-z\"'\r\n,; ]{0,9}", 1..5), 1..12)) {
        let mut writer = csv::WriterBuilder::new().flexible(true).delimiter(b';').quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let (cells, _) = read_all(&text, b';', Quote::Double);
        let found: Vec<Vec<&str>> = cells.iter().map(|record| record.cells().collect()).collect();
        prop_assert_eq!(&found, &rows);
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).delimiter(b';').from_reader(text.as_bytes());
        let theirs: Vec<Vec<String>> = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(found, theirs);
    }

    #[test]
    fn pieces_give_what_the_whole_gives(text in any_text(), sizes in proptest::collection::vec(1_usize..40, 1..30)) {
        let (whole, _) = read_all(&text, b';', Quote::Double);
        let (mut cells, mut held, mut line) = (Cells::default(), String::new(), 1);
        let mut letters = text.chars();
        for size in sizes.iter().cycle() {
            let more: String = letters.by_ref().take(*size).collect();
            let last = more.is_empty();
            held.push_str(&more);
            let mut records = match last {
                true => Records { line, ..Records::new(&held, b';', Quote::Double) },
                false => Records::piece(&held, b';', Quote::Double, line),
            };
            while records.read(&mut cells).is_some() {}
            let (at, next) = records.position();
            line = next;
            held.drain(..at);
            if last {
                break;
            }
        }
        prop_assert_eq!(cells, whole);
    }
}
