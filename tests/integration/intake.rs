//! Laws of reading a list, and ugly files with what must come of them.

use crate::fuzz_laws::laws::inventory::ledger;
use gapline::diagnostic::Checked;
use gapline::intake::compare::{Pair, compare};
use gapline::intake::{ColumnPlan, Inventory, Reason, Role, propose::propose, read::read, shape};
use gapline::session::samples::Sample;
use gapline::table::{Overrides, Table, delimited, open};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn intake(file: &str, bytes: &[u8]) -> Option<(Table, Checked<Inventory>)> {
    let table = open::read(file, bytes, Overrides::default()).ok()?.value;
    let plan = propose(&table).plan;
    let inventory = read(&table, &plan);
    Some((table, inventory))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn reading_never_panics_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Some((table, inventory)) = intake("list.csv", &bytes) {
            ledger(&table, &inventory);
        }
    }

    #[test]
    fn the_row_ledger_law_holds_for_any_text(text in "([a-zA-Z0-9 äß=+@\"',;|\t\r\n\u{0}]|Feature|Platform|Total|x){0,120}") {
        if let Some((table, inventory)) = intake("list.csv", text.as_bytes()) {
            ledger(&table, &inventory);
        }
    }

    #[test]
    fn what_was_written_is_read_again(rows in proptest::collection::vec(proptest::collection::vec("[a-z\"\n,; ]{0,12}", 3), 1..20)) {
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        writer.write_record(["Feature", "Category", "Notes"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let table = delimited::read("list.csv", &bytes, Overrides { separator: Some(gapline::table::Separator::Comma), ..Overrides::default() }).unwrap().value;
        let cells: Vec<Vec<&str>> = table.records.iter().skip(1).map(|record| record.cells().collect()).collect();
        prop_assert_eq!(&cells, &rows);
    }
}

/// The heading of the first column of every role.
fn columns(table: &Table, plan: &ColumnPlan) -> Value {
    let headings = shape::headings(table, plan);
    let mut columns = serde_json::Map::new();
    for (role, heading) in plan.roles.iter().zip(headings) {
        if *role != Role::Keep && !heading.is_empty() {
            columns.entry(role.key()).or_insert_with(|| json!(heading));
        }
    }
    Value::Object(columns)
}

/// What a fixture's neighbour `.expected.json` states.
fn outcome(file: &str, bytes: &[u8]) -> Value {
    match open::read(file, bytes, Overrides::default()) {
        Err(error) => json!({ "error": error.to_string() }),
        Ok(read_table) => {
            let table = read_table.value;
            let plan = propose(&table).plan;
            let inventory = read(&table, &plan);
            ledger(&table, &inventory);
            let mut reasons = serde_json::Map::new();
            for row in &inventory.value.ledger.set_aside {
                let lines = reasons.entry(row.reason.label()).or_insert_with(|| json!([]));
                lines.as_array_mut().unwrap().push(json!(row.row.0));
            }
            let mut codes: Vec<String> = read_table
                .diagnostics
                .iter()
                .chain(&inventory.diagnostics)
                .map(|one| format!("{} {}", one.code, one.place.label()))
                .collect();
            codes.sort();
            json!({
                "kind": table.kind,
                "sheet": table.sheets.get(table.sheet as usize).map(|sheet| &sheet.name),
                "encoding": table.encoding.map(|one| one.label().to_lowercase()),
                "delimiter": table.separator.map(|one| char::from(one.byte()).to_string()),
                "header_row": plan.header.map(|index| table.records.get(index).unwrap().line - 1),
                "header_rows": if plan.header.is_some() { 1 + u8::from(plan.two_rows) } else { 0 },
                "records": inventory.value.ledger.kept,
                "records_in_file": inventory.value.ledger.records,
                "columns": columns(&table, &plan),
                "roles": plan.roles.iter().map(|role| role.key()).collect::<Vec<_>>(),
                "sections": plan.sections,
                "fill": plan.fill,
                "features": inventory.value.features.iter().map(|one| format!(
                    "{}: {} | {}{} | {} | {} | {} | {}", one.row, one.name, one.category, one.extra.iter().find(|(heading, _)| &**heading == "Section").map_or(String::new(), |(_, text)| format!(" [{text}]")), one.platforms.label(), one.in_use.label(),
                    one.priority.label(), one.devices.map_or("-".to_owned(), |count| count.0.to_string()))).collect::<Vec<_>>(),
                "set_aside": reasons,
                "not_understood": inventory.value.values.iter().filter(|one| one.means.is_none()).map(|one| format!("{} {} x{}", one.role.key(), one.value, one.count)).collect::<Vec<_>>(),
                "findings": codes,
            })
        }
    }
}

#[test]
fn ugly_files_come_out_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/imports");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".expected.json"))
        .collect();
    names.sort();
    assert!(names.len() >= 15, "{} fixtures", names.len());
    for name in names {
        let found = outcome(&name, &fs::read(folder.join(&name)).unwrap());
        let expected_path = folder.join(format!("{name}.expected.json"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&expected_path, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
        }
        let expected: Value = serde_json::from_str(&fs::read_to_string(&expected_path).unwrap()).unwrap();
        assert_eq!(found, expected, "{name}");
    }
}

/// The samples were counted by a script of their writer, with another reader of CSV.
#[test]
fn the_samples_are_read_as_their_writer_counted_them() {
    let check = |sample: Sample, read_as: &str, counts: [usize; 6], values: &[(Role, &str, u32)]| {
        let (table, inventory) = intake(sample.file(), sample.bytes()).unwrap();
        ledger(&table, &inventory);
        let found = format!("{}, {}", table.encoding.unwrap().label(), table.separator.unwrap().label());
        assert_eq!(found, read_as, "{sample:?}");
        let ledger = &inventory.value.ledger;
        let aside = [Reason::ExactRepeat, Reason::Blank, Reason::RepeatedHeader, Reason::Total]
            .map(|reason| ledger.count(reason));
        let [records, kept, repeats, blank, headers, totals] = counts;
        assert_eq!((ledger.records as usize, ledger.kept as usize), (records, kept), "{sample:?}");
        assert_eq!(aside, [repeats, blank, headers, totals], "{sample:?}");
        assert_eq!(inventory.value.product_hint, Some(sample.product()));
        for (role, means, count) in values {
            let of_value = |one: &&gapline::intake::ValueReading| {
                one.role == *role && one.means.as_deref() == Some(*means)
            };
            let total: u32 = inventory.value.values.iter().filter(of_value).map(|one| one.count).sum();
            assert_eq!(total, *count, "{sample:?}: {means}");
        }
        let lines = |code: &str| -> Vec<u32> {
            inventory
                .diagnostics
                .iter()
                .filter(|one| one.code == code)
                .filter_map(|one| one.place.line)
                .collect()
        };
        (lines("intake.row.short"), lines("intake.row.heading"))
    };
    // Three copies, each "yes" and "high", are merged, so that both count three less than in the file.
    let (short, headings) = check(
        Sample::Northwind,
        "Windows-1252, semicolon ;",
        [192, 184, 3, 2, 1, 1],
        &[
            (Role::InUse, "Yes", 150),
            (Role::InUse, "Partly", 28),
            (Role::InUse, "No", 5),
            (Role::Priority, "Must", 95),
            (Role::Priority, "Should", 68),
            (Role::Priority, "Could", 19),
        ],
    );
    assert_eq!((short, headings), (vec![45, 92, 123, 125], vec![]));
    // 228 features; 4 headings of sections are set aside, 4 rows about contracts are kept.
    let (short, headings) = check(
        Sample::Tailspin,
        "UTF-8, comma ,",
        [237, 232, 0, 0, 0, 0],
        &[
            (Role::Priority, "Must", 97),
            (Role::Priority, "Should", 74),
            (Role::Priority, "Could", 31),
            (Role::Priority, "Won't", 12),
        ],
    );
    assert_eq!((short, headings), (vec![], vec![]));
    let (short, headings) = check(
        Sample::Woodgrove,
        "UTF-16 LE, tab",
        [126, 125, 0, 0, 0, 0],
        &[
            (Role::Priority, "Must", 86),
            (Role::Priority, "Should", 19),
            (Role::Priority, "Could", 14),
            (Role::Priority, "Won't", 2),
            (Role::Priority, "not said", 4),
        ],
    );
    assert_eq!((short, headings), (vec![], vec![]));
}

#[test]
fn a_newer_version_in_another_layout_is_compared_row_by_row() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reimport");
    let list = |name: &str| intake(name, &fs::read(folder.join(name)).unwrap()).unwrap().1.value;
    let (before, after) = (list("before.csv"), list("after.csv"));
    let comparison = compare(&before, &after);
    let (old, new) = (before.by_row(), after.by_row());
    let names = |pairs: Vec<&Pair>| {
        pairs.iter().map(|pair| new.get(&pair.after).unwrap().name.clone()).collect::<Vec<_>>()
    };
    let (same, other): (Vec<&Pair>, Vec<&Pair>) =
        comparison.pairs.iter().partition(|pair| pair.changes.is_empty());
    let changed: serde_json::Map<String, Value> = other
        .iter()
        .map(|pair| {
            let changes =
                pair.changes.iter().map(|one| format!("{}: {} > {}", one.what, one.before, one.after));
            (new.get(&pair.after).unwrap().name.to_string(), json!(changes.collect::<Vec<_>>()))
        })
        .collect();
    let found = json!({
        "unchanged": names(same),
        "changed": changed,
        "new": comparison.new.iter().map(|row| &new.get(row).unwrap().name).collect::<Vec<_>>(),
        "gone": comparison.gone.iter().map(|row| &old.get(row).unwrap().name).collect::<Vec<_>>(),
        "new_columns": comparison.new_columns,
    });
    let expected: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
    assert_eq!(found, expected);
    assert!(comparison.gone_columns.is_empty(), "{:?}", comparison.gone_columns);
}

/// The twelve shapes of files that csv-spectrum (npm) collects, with our own words in them.
#[test]
fn the_shapes_of_csv_spectrum_are_read_cell_by_cell() {
    let check = |shape: &str, expected: &[&[&str]]| {
        let name = format!("spectrum-{shape}.csv");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/imports").join(&name);
        let table = open::read(&name, &fs::read(path).unwrap(), Overrides::default()).unwrap().value;
        let found: Vec<Vec<&str>> = table.records.iter().map(|record| record.cells().collect()).collect();
        assert_eq!(found, expected, "{shape}");
        assert_eq!(propose(&table).plan.header, Some(0), "{shape}");
    };
    let three: &[&str] = &["Feature", "Category", "Notes"];
    let two: &[&str] = &["Category", "Feature"];
    check(
        "comma-in-quotes",
        &[
            &["Feature", "Owner", "Site", "Country", "Number"],
            &["Kiosk", "Baker", "Leeds, North", "UK", "00417"],
        ],
    );
    check("empty", &[three, &["Wi-Fi", "", ""], &["VPN", "Proxy", "Mail"]]);
    check("empty-crlf", &[three, &["Wi-Fi", "", ""], &["VPN", "Proxy", "Mail"]]);
    check("escaped-quotes", &[two, &["Kiosk", "the \"single app\" mode"], &["VPN", "Proxy"]]);
    check(
        "json",
        &[&["Feature", "Notes"], &["Geofence", "{\"shape\": \"Circle\", \"centre\": [51.5, -0.1]}"]],
    );
    check(
        "location-coordinates",
        &[
            &["Number", "Feature", "Category", "Owner"],
            &["01134960017", "53\u{fffd}47'58.9\"N 1\u{fffd}32'56.5\"W", "Leeds", "Yorkshire"],
        ],
    );
    let rest: &[&str] = &["Camera", "Backup", "Fonts"];
    check(
        "newlines",
        &[three, &["Wi-Fi", "VPN", "Mail"], &["Remote lock \nand wipe", "Proxy", "Kiosk"], rest],
    );
    check(
        "newlines-crlf",
        &[three, &["Wi-Fi", "VPN", "Mail"], &["Remote lock \r\nand wipe", "Proxy", "Kiosk"], rest],
    );
    check("quotes-and-newlines", &[two, &["Kiosk", "one \n\"single app\" \nmode"], &["VPN", "Proxy"]]);
    check("simple", &[three, &["Wi-Fi", "VPN", "Mail"]]);
    check("simple-crlf", &[three, &["Wi-Fi", "VPN", "Mail"]]);
    check("utf8", &[three, &["Wi-Fi", "VPN", "Mail"], &["Camera", "Backup", "Schöne Schriften 字體"]]);
}
