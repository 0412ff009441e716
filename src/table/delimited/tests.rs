//! The laws of reading delimited text: lines are physical, nothing is dropped, choices are obeyed.
//! Whole files with their expected results are in the integration tests.

use super::*;
use crate::table::Separator;
use proptest::prelude::*;

fn table(text: &str) -> Checked<Table> {
    read("list.csv", text.as_bytes(), Overrides::default()).unwrap()
}

fn check(text: &str, expected: &[(u32, &[&str])]) {
    let table = table(text).value;
    let found: Vec<(u32, Vec<&str>)> = table
        .records
        .iter()
        .map(|record| (record.line, record.cells.iter().map(String::as_str).collect()))
        .collect();
    let expected: Vec<(u32, Vec<&str>)> =
        expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
    assert_eq!(found, expected, "{text:?}");
}

fn codes(found: &Checked<Table>) -> Vec<(&str, Option<u32>)> {
    found.diagnostics.iter().map(|one| (one.code.as_ref(), one.place.line)).collect()
}

#[test]
fn records_keep_their_physical_lines() {
    check("a;b\n\n\"c\nd\";e\nf;g\n", &[(1, &["a", "b"]), (2, &[""]), (3, &["c\nd", "e"]), (5, &["f", "g"])]);
    check("a;b\r\n c ;\r\n\r\n", &[(1, &["a", "b"]), (2, &[" c ", ""]), (3, &[""])]);
    check("a;b\rc;\"d\r\re\"\rf;g", &[(1, &["a", "b"]), (2, &["c", "d\r\re"]), (5, &["f", "g"])]);
    check("\u{feff}a;b\nc;d", &[(1, &["a", "b"]), (2, &["c", "d"])]);
    check("a;b\nc\nd;e;f", &[(1, &["a", "b"]), (2, &["c"]), (3, &["d", "e", "f"])]);
}

#[test]
fn the_separator_line_is_obeyed_and_kept() {
    check("sep=|\na|b;c|d;e\n", &[(1, &["sep=|"]), (2, &["a", "b;c", "d;e"])]);
    let found = table("sep=|\na|b;c|d;e\n").value;
    assert_eq!(found.separator_reason, "the file says so in its first line");
    assert!(found.records.first().is_some_and(names_separator));
    assert_eq!(codes(&table("sep=^\na;b\nc;d\n")), [("table.separator.unknown", Some(1))]);
}

#[test]
fn a_stray_quote_is_diagnosed_and_swallows_nothing() {
    let text = "Feature;Used\n\"Tablet 10;yes\nVPN;yes\n\"Wi-Fi\";no\n";
    check(
        text,
        &[
            (1, &["Feature", "Used"]),
            (2, &["\"Tablet 10", "yes"]),
            (3, &["VPN", "yes"]),
            (4, &["Wi-Fi", "no"]),
        ],
    );
    assert_eq!(codes(&table(text)), [("table.quote.unclosed", Some(2))]);
}

#[test]
fn a_long_record_is_pointed_out() {
    let text = format!("Feature;Used\n\"Script{}\";yes\nVPN;no\n", "\nline".repeat(30));
    assert_eq!(codes(&table(&text)), [("table.record.long", Some(2))]);
    assert_eq!(table(&text).value.records.len(), 3);
}

#[test]
fn damage_under_a_wanted_encoding_is_diagnosed() {
    let wanted = Overrides { encoding: Some(Encoding::Utf8), separator: None };
    let found = read("list.csv", b"a;b\nGer\xE4te;\xFF\nc;d", wanted).unwrap();
    assert_eq!(codes(&found), [("table.encoding.unreadable", Some(2))]);
}

#[test]
fn what_is_no_list_is_refused_with_what_to_do() {
    let check = |bytes: &[u8], words: &str| {
        let error = read("list.csv", bytes, Overrides::default()).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    };
    check(b"", "is empty");
    check(b"\xEF\xBB\xBF \r\n\r\n", "is empty");
    check(b"PK\x03\x04rest", "Save the sheet as");
    check(&vec![b'\n'; 5_000_001], "is empty");
    let mut wide = vec![b','; 5_000_001];
    wide.push(b'a');
    check(&wide, "more than 5000000 cells");
    check(&vec![b'a'; LARGEST + 1], "up to 67108864");
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
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read("list.csv", &bytes, Overrides::default());
    }

    #[test]
    fn spans_cover_the_text_and_agree_with_the_parser(text in any_text()) {
        for separator in Separator::ALL {
            let mut parser = CellParser::new(separator.byte());
            let mut at = 0;
            for span in Spans::new(&text, separator.byte()) {
                prop_assert!(text[at..span.start].chars().all(|letter| letter == '\r' || letter == '\n'));
                let cells = parser.cells(&text[span.start..span.end], span.stray);
                prop_assert_eq!(cells.len(), span.cells.max(1) as usize);
                at = span.end;
            }
            prop_assert!(text[at..].len() <= 2);
        }
    }

    #[test]
    fn lines_are_those_of_an_editor(text in any_text()) {
        let physical = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = physical.lines().collect();
        for separator in Separator::ALL {
            let last = Spans::new(&text, separator.byte()).last();
            let counted = last.map_or(0, |span| (span.line + span.lines - 1) as usize);
            prop_assert_eq!(counted, lines.len());
        }
    }

    #[test]
    fn the_chosen_separator_is_used(text in any_text()) {
        for separator in Separator::ALL {
            let overrides = Overrides { encoding: None, separator: Some(separator) };
            if let Ok(found) = read("list.csv", text.as_bytes(), overrides) {
                prop_assert_eq!(found.value.separator, separator);
            }
        }
    }
}
