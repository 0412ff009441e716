//! What Excel shows for numbers under formats that lists use.

use super::*;

fn check(format: &str, value: f64, expected: &str) {
    assert_eq!(Format::parse(format).render(value, false), expected, "{format} of {value}");
}

#[test]
fn general_shows_what_excel_shows() {
    let check = |value, expected: &str| check("General", value, expected);
    check(0.0, "0");
    check(-0.0, "0");
    check(47.0, "47");
    check(-3.0, "-3");
    check(0.1 + 0.2, "0.3");
    check(1.0 / 3.0, "0.33333333333");
    check(123_456_789_012_345.0, "123456789012345");
    check(1234.5, "1234.5");
    check(1.5e20, "1.5E+20");
    check(-1.5e-12, "-1.5E-12");
    check(0.00001, "0.00001");
}

#[test]
fn digits_groups_and_decimals() {
    check("0", 2.5, "3");
    check("0", -2.5, "-3");
    check("0.00", 1.005, "1.01");
    check("0.00", 0.004, "0.00");
    check("#,##0", 1_234_567.0, "1,234,567");
    check("#,##0", 12.0, "12");
    check("#,##0.00", 1234.5, "1,234.50");
    check("0.0#", 1.0, "1.0");
    check("0.0#", 1.25, "1.25");
    check("#.##", 0.5, ".5");
    check("0.0", 99.96, "100.0");
    check("00000", 42.0, "00042");
    check("00000", 1_234_567.0, "1234567");
    check("000-00-0000", 123_456_789.0, "123-45-6789");
    check("000\" \"000", 1_234.0, "001 234");
    check("0,", 12_345.0, "12");
    check("0.0,,\" M\"", 12_345_678.0, "12.3 M");
    check("0%", 0.125, "13%");
    check("0.0%", -0.125, "-12.5%");
    check("0\" devices\"", 40.0, "40 devices");
    check("0 \\k\\g", 40.0, "40 kg");
    check("0", 1e300, &format!("1{}", "0".repeat(300)));
    check("0.00", 1e-300, "0.00");
}

#[test]
fn sections_and_decorations() {
    check("0;(0)", -5.0, "(5)");
    check("0;-0;\"none\"", 0.0, "none");
    check("0;[Red]-0", -5.0, "-5");
    check("_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)", -1234.5, "(1,234.50)");
    check("_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)", 0.0, "-");
    check("#,##0.00\\ [$€-407]", 9.5, "9.50 €");
    check("[$-407]0.0", 9.5, "9.5");
    check("@", 12.5, "12.5");
    check("\"v\"General", 3.0, "v3");
}

#[test]
fn unknown_formats_are_general_and_never_nothing() {
    check("", 1.5, "1.5");
    check(";;;", 7.0, "7");
    check("# ?/?", 0.5, "0.5");
    check("0.00E+00", 1234.0, "1234");
    check("[<=9999999]###-####;(###) ###-####", 5_551_234.0, "5551234");
    check("\"open", 3.0, "3");
    check("[h", 3.0, "3");
    check("[x]0", 3.0, "3");
    check(&"0".repeat(2_000), 3.0, "3");
    check(&format!("0.{}", "0".repeat(40)), 3.0, "3");
    check("yyyy", -1.0, "-1");
    check("yyyy", 3e9, "3000000000");
}

#[test]
fn dates_times_and_durations() {
    // 2026-03-15 is day 46,096.
    check("yyyy-mm-dd", 46_096.0, "2026-03-15");
    check("dd.mm.yyyy", 46_096.0, "15.03.2026");
    check("d/m/yy", 46_096.0, "15/3/26");
    check("[$-407]d. mmmm yyyy", 46_096.0, "15. March 2026");
    check("ddd, d mmm", 46_096.0, "Sun, 15 Mar");
    check("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 46_096.0, "Sunday, March 15, 2026");
    check("mmmmm", 46_096.0, "M");
    check("yyyy-mm-dd hh:mm", 46_096.75, "2026-03-15 18:00");
    check("h:mm AM/PM", 0.75, "6:00 PM");
    check("h:mm a/p", 0.0, "12:00 A");
    check("hh:mm:ss", 0.999_999, "00:00:00");
    check("mm:ss", 1.0 / 24.0 / 60.0 * 2.5, "02:30");
    check("mm:ss.0", 1.0 / 86_400.0 * 1.25, "00:01.3");
    check("[h]:mm:ss", 1.5, "36:00:00");
    check("[mm]:ss", 0.5, "720:00");
    check("d.m.yyyy;@", 46_096.0, "15.3.2026");
    check("yyyy-mm-dd", 1.0, "1900-01-01");
    check("yyyy-mm-dd", 59.0, "1900-02-28");
    check("yyyy-mm-dd", 60.0, "1900-02-29");
    check("yyyy-mm-dd", 61.0, "1900-03-01");
    check("yyyy-mm-dd", 2_958_465.0, "9999-12-31");
    assert_eq!(Format::parse("yyyy-mm-dd").render(44_634.0, true), "2026-03-15");
}

#[test]
fn built_in_formats() {
    let check = |id, value, expected: &str| {
        assert_eq!(Format::built_in(id).unwrap().render(value, false), expected, "{id}");
    };
    check(0, 1.5, "1.5");
    check(3, 1500.0, "1,500");
    check(10, 0.5, "50.00%");
    check(14, 46_096.0, "2026-03-15");
    check(15, 46_096.0, "15-Mar-26");
    check(18, 0.5, "12:00 PM");
    check(22, 46_096.5, "2026-03-15 12:00");
    check(45, 0.5, "00:00");
    check(46, 1.25, "30:00:00");
    check(47, 0.5, "00:00.0");
    check(49, 12.0, "12");
    assert_eq!(Format::built_in(164), None);
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_format_shows_something(format in "\\PC{0,20}", value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
            prop_assert!(!Format::parse(&format).render(value, false).is_empty());
        }

        #[test]
        fn formats_of_known_letters_show_something(
            format in "[0#?.,%;@ymdhsAPG/\\[\\]\"_*\\\\ :-]{0,16}",
            value in -1e6..1e6,
        ) {
            prop_assert!(!Format::parse(&format).render(value, true).is_empty());
        }

        #[test]
        fn whole_numbers_are_shown_in_full(value in -999_999_999_999_999_i64..1_000_000_000_000_000) {
            prop_assert_eq!(Format::parse("General").render(value as f64, false), value.to_string());
            prop_assert_eq!(Format::parse("0").render(value as f64, false), value.to_string());
        }
    }
}
