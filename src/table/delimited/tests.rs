//! The laws of reading delimited text: lines are physical, nothing is dropped, choices are obeyed.
//! Whole files with their expected results are in the integration tests.

use super::*;
use crate::table::{Quote, Separator};
use proptest::prelude::*;

fn table(text: &str) -> Checked<Table> {
    read("list.csv", text.as_bytes(), Overrides::default()).unwrap()
}

fn check(text: &str, expected: &[(u32, &[&str])]) {
    let table = table(text).value;
    let found: Vec<(u32, Vec<&str>)> =
        table.records.iter().map(|record| (record.line, record.cells().collect())).collect();
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
    assert!(found.records.get(0).is_some_and(names_separator));
    assert_eq!(codes(&table("sep=$\na;b\nc;d\n")), [("table.separator.unknown", Some(1))]);
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
    let wanted = Overrides { encoding: Some(Encoding::Utf8), ..Overrides::default() };
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
    check(&[b"a\n".as_slice(), &[b','; 16_384]].concat(), "more than 16384 cells");
    let widest =
        read("list.csv", &[b"a\n".as_slice(), &[b','; 16_383]].concat(), Overrides::default()).unwrap();
    assert_eq!(widest.value.width(), 16_384);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read("list.csv", &bytes, Overrides::default());
    }

    #[test]
    fn the_chosen_dialect_is_used(text in "[a-z\"';,|\t\r\n ]{0,80}") {
        for (separator, quote) in Separator::ALL.into_iter().zip(Quote::ALL.into_iter().cycle()) {
            let overrides = Overrides { encoding: None, separator: Some(separator), quote: Some(quote), ..Overrides::default() };
            if let Ok(found) = read("list.csv", text.as_bytes(), overrides) {
                prop_assert_eq!((found.value.separator, found.value.quote), (Some(separator), quote));
            }
        }
    }

    #[test]
    fn detection_does_not_depend_on_rows_beyond_the_first_two_hundred(
        rows in proptest::collection::vec("[a-c]{1,3}[;,|][a-c ,;]{0,6}", 200..210), more in "[a-c;,|\n\"']{0,200}",
    ) {
        let short = rows[..200].join("\n") + "\n";
        let long = rows.join("\n") + "\n" + &more;
        let dialect = |text: &str| table(text).value;
        let (short, long) = (dialect(&short), dialect(&long));
        prop_assert_eq!((short.separator, short.quote), (long.separator, long.quote));
    }
}
