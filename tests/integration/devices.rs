//! Device lists: exports of five products and others are counted as expected, no list of features is taken for
//! one, and nothing personal is kept.

use gapline::devices::count::{MOST_VALUES, OTHERS};
use gapline::devices::read::{Want, cells, text};
use gapline::devices::recognise::recognise;
use gapline::devices::{DeviceCounts, Field};
use gapline::table::{Content, Overrides, open, stream};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn count(name: &str, bytes: &[u8]) -> Option<DeviceCounts> {
    text(name, &bytes.to_vec(), Overrides::default(), &Want::Detect, &mut |_| {}).ok().flatten()
}

/// What a fixture's expected file says.
fn summary(counts: &DeviceCounts) -> Value {
    let fields: Map<String, Value> = counts
        .fields
        .iter()
        .map(|one| {
            let values = one.values.iter().map(|(value, count)| (value.clone(), json!(count)));
            (one.field.label().to_owned(), Value::Object(values.collect()))
        })
        .collect();
    json!({
        "product": counts.product,
        "header": counts.plan.header,
        "records": counts.records,
        "devices": counts.devices,
        "left_out": counts.left_out.iter().map(|one| (one.why.label().to_owned(), json!(one.lines))).collect::<Map<_, _>>(),
        "platforms": counts.platforms.iter().map(|(platform, count)| (platform.key().to_owned(), json!(count))).collect::<Map<_, _>>(),
        "android_unsaid": counts.android_unsaid,
        "unread": counts.unread,
        "fields": fields,
        "cohorts": counts.cohorts.len(),
    })
}

fn check_sums(counts: &DeviceCounts) {
    let left: u32 = counts.left_out.iter().map(|one| one.count).sum();
    assert_eq!(counts.records, counts.devices + left);
    let of_platforms: u32 = counts.platforms.values().sum();
    let unread: u32 = counts.unread.iter().map(|(_, count)| count).sum();
    assert_eq!(counts.devices, of_platforms + unread + counts.unread_others);
    for field in &counts.fields {
        let sum: u32 = field.values.iter().map(|(_, count)| count).sum();
        assert_eq!(counts.devices, sum + field.others, "{:?}", field.field);
    }
    let cohorts: u32 = counts.cohorts.iter().map(|one| one.devices).sum();
    assert_eq!(counts.devices, cohorts + counts.beyond_cohorts);
}

#[test]
fn exports_are_counted_as_expected() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut seen = 0;
    for entry in fs::read_dir(folder("devices")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let counts = count(&name, &bytes).unwrap_or_else(|| panic!("{name} is not recognised"));
        check_sums(&counts);
        let expected = path.with_extension("expected.json");
        let found = summary(&counts);
        if update {
            fs::write(&expected, format!("{found:#}\n")).unwrap();
        }
        let expected: Value = serde_json::from_slice(&fs::read(&expected).unwrap()).unwrap();
        assert_eq!(found, expected, "{name}");
        // A workbook's records go the other way and give the same.
        let table = open::read(&name, &bytes, Overrides::default()).unwrap().value;
        let whole = cells(&name, &table.records, &Want::Detect).unwrap();
        assert_eq!(whole, counts, "{name}");
        seen += 1;
    }
    assert!(seen >= 7, "{seen} fixtures");
}

#[test]
fn nothing_personal_is_kept() {
    for entry in fs::read_dir(folder("devices")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let table = open::read(&name, &fs::read(&path).unwrap(), Overrides::default()).unwrap().value;
        let counts = cells(&name, &table.records, &Want::Detect).unwrap();
        let kept = serde_json::to_string(&counts).unwrap();
        let hidden = |field: &Field| matches!(field, Field::Identity | Field::Person | Field::Personal);
        assert!(counts.plan.fields.iter().any(hidden), "{name}");
        for record in table.records.iter().filter(|record| record.line > counts.plan.header) {
            for (column, text) in record.filled().filter(|(_, text)| text.len() > 4) {
                let field = counts.plan.fields.get(column);
                let of_nobody = counts.plan.headings.contains(&text.to_owned());
                assert!(
                    !field.is_some_and(hidden) || of_nobody || !kept.contains(text),
                    "{name}: {text} is kept"
                );
            }
        }
    }
}

#[test]
fn no_list_of_features_is_taken_for_devices() {
    let folders = [
        folder("imports"),
        folder("reimport"),
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src/session/samples"),
    ];
    let mut seen = 0;
    for entry in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()) {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".json") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        if let Ok(table) = open::read(&name, &bytes, Overrides::default()) {
            assert_eq!(recognise(&table.value.records), None, "{name}");
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen} lists");
}

#[test]
fn what_the_consultant_says_counts() {
    let bytes = fs::read(folder("devices/generisch.csv")).unwrap();
    let counts = count("generisch.csv", &bytes).unwrap();
    assert_eq!(counts.unread, [("Symbian".to_owned(), 1)]);
    let mut plan = counts.plan.clone();
    plan.meanings.insert("Symbian".to_owned(), gapline::model::platform::Platform::AndroidCorp);
    let department = plan.fields.iter().position(|field| *field == Field::Department).unwrap();
    plan.fields[department] = Field::Other;
    let again =
        text("generisch.csv", &bytes, Overrides::default(), &Want::Plan(plan), &mut |_| {}).unwrap().unwrap();
    assert!(again.unread.is_empty() && again.fields.iter().all(|one| one.field != Field::Department));
    check_sums(&again);
}

#[test]
fn values_beyond_those_told_apart_are_not_taken_for_unsaid() {
    let rows = (0..3300).map(|row| {
        format!("S{row},iOS,17,{}\n", if row == 0 { String::new() } else { format!("D{}", row % 1100) })
    });
    let list: String =
        std::iter::once("Serial Number,Platform,OS Version,Department\n".to_owned()).chain(rows).collect();
    let counts = count("list.csv", list.as_bytes()).unwrap();
    check_sums(&counts);
    let department = counts.fields.iter().find(|one| one.field == Field::Department).unwrap();
    assert!(department.values.len() == MOST_VALUES && department.others > 0);
    let of = |name: &str| {
        counts.cohorts.iter().filter(|one| one.department == name).map(|one| one.devices).sum::<u32>()
    };
    assert_eq!((of(""), of(OTHERS)), (1, department.others));
}

#[test]
fn people_with_several_devices_are_counted_and_not_kept() {
    let mut list = "Serial number,User,Platform,OS version,Model\n".to_owned();
    let rows = [
        ("ann", "iOS"),
        ("ann", "Windows"),
        ("ben", "iOS"),
        ("ben", "iOS"),
        ("cem", "macOS"),
        ("n/a", "iOS"),
    ];
    for (row, (user, platform)) in rows.iter().chain(&rows).enumerate() {
        // The second time the same devices stand there again.
        list.push_str(&format!("S{},{user},{platform},17,X\n", row % rows.len()));
    }
    let counts = count("list.csv", list.as_bytes()).unwrap();
    assert_eq!((counts.devices, counts.people), (6, 3));
    assert_eq!((counts.people_of_several, counts.people_of_platforms), (2, 1));
    assert!(!serde_json::to_string(&counts).unwrap().contains("ann"));
}

#[test]
fn a_list_that_is_said_to_be_one_of_devices_is_read_with_the_same_care() {
    let list =
        b"Name,Platform,Owner,Site\na,iOS,COMPANY,a@example.com\nb,Android,EMPLOYEE,b@example.com\n".to_vec();
    assert_eq!(count("list.csv", &list), None);
    let counts =
        text("list.csv", &list, Overrides::default(), &Want::Header(1), &mut |_| {}).unwrap().unwrap();
    assert_eq!(counts.plan.fields, [Field::Personal, Field::Platform, Field::Ownership, Field::Personal]);
    assert!(!serde_json::to_string(&counts).unwrap().contains('@'));
}

/// A file that hands out few bytes at once.
struct Slow(Vec<u8>, u64);

impl Content for Slow {
    fn bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        // The head is asked for as a whole.
        self.0.read(from, if from == 0 && to == stream::PIECE { to } else { to.min(from + self.1) })
    }
}

proptest! {
    /// Sums agree for any rows, neither the pieces of the file nor the order of the rows matter, and nothing
    /// panics.
    #[test]
    fn counts_add_up_whatever_the_rows(
        mut rows in prop::collection::vec(
            ("[A-C][0-9]{0,2}", "(iOS|Android|Windows|macOS|tvOS|)", "[0-9.]{0,6}", "(Corporate|Personal|)", "[xyz\";,]{0,3}"),
            1..40,
        ),
        piece in 1_u64..200,
    ) {
        let list = |rows: &[(String, String, String, String, String)]| {
            let mut text = "Serial Number,Platform,OS Version,Ownership,Department\n".to_owned();
            for (serial, platform, version, owner, department) in rows {
                text.push_str(&format!("{serial},{platform},{version},{owner},{}\n", department.replace(['"', ','], "")));
            }
            text.into_bytes()
        };
        // Rows with the same serial number are the same device: the first counts, so that order matters.
        rows.sort();
        rows.dedup_by(|one, other| one.0 == other.0);
        let bytes = list(&rows);
        let counts = count("list.csv", &bytes).unwrap();
        check_sums(&counts);
        let slow = Slow(bytes, piece);
        let pieces = text("list.csv", &slow, Overrides::default(), &Want::Detect, &mut |_| {}).unwrap().unwrap();
        prop_assert_eq!(&pieces, &counts);
        rows.reverse();
        let mut backwards = count("list.csv", &list(&rows)).unwrap();
        backwards.left_out.clone_from(&counts.left_out);
        prop_assert_eq!(backwards, counts);
    }
}
