//! Reads every file of a folder that has an expected result beside it, compares, and says what differs:
//!
//! ```text
//! cargo run --release --example intake -- DIR
//! ```
//!
//! The expected result of `list.csv` is `list.csv.expected.json` or `list.expected.json`:
//! `{"encoding", "delimiter", "header_row", "records", "columns": {role: heading},
//! "cells": [{"record", "column": heading, "value"}]}`. `header_row` is the header's line in the file, from 0;
//! `records` are the rows kept as features; `record` counts them from 0. What is left out is not compared.
//! The program ends with 1 when a file fails.

use gapline::diagnostic::Checked;
use gapline::intake::{ColumnPlan, Inventory, Role, propose::propose, read::read, shape};
use gapline::table::{Overrides, Table, open};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1).map(PathBuf::from) else {
        say("usage: intake DIR");
        return ExitCode::from(2);
    };
    let mut files: Vec<PathBuf> = match std::fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(error) => {
            say(&format!("{}: {error}", folder.display()));
            return ExitCode::from(2);
        }
    };
    files.sort();
    let (mut passed, mut failed) = (0, 0);
    for file in files {
        let Some(expected) = expected_beside(&file) else { continue };
        let differences = match (std::fs::read(&file), expected) {
            (Ok(bytes), Ok(expected)) => differences(&file, &bytes, &expected),
            (Err(error), _) => vec![error.to_string()],
            (_, Err(error)) => vec![error],
        };
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if differences.is_empty() {
            passed += 1;
            say(&format!("ok    {name}"));
        } else {
            failed += 1;
            say(&format!("FAIL  {name}: {}", differences.join("; ")));
        }
    }
    say(&format!("{passed} passed, {failed} failed"));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn say(line: &str) {
    use std::io::Write;
    // A closed pipe ends the program anyway.
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn expected_beside(file: &Path) -> Option<Result<Value, String>> {
    if file.extension().is_some_and(|extension| extension == "json") {
        return None;
    }
    let beside = |name: &std::ffi::OsStr| {
        let path = file.with_file_name(format!("{}.expected.json", name.to_string_lossy()));
        path.is_file().then_some(path)
    };
    let path = beside(file.file_name()?).or_else(|| beside(file.file_stem()?))?;
    let text = std::fs::read_to_string(&path).map_err(|error| error.to_string());
    Some(text.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string())))
}

/// A list as it was read.
struct Found {
    table: Table,
    plan: ColumnPlan,
    inventory: Checked<Inventory>,
    headings: Vec<String>,
}

fn differences(file: &Path, bytes: &[u8], expected: &Value) -> Vec<String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let table = match open::read(&name, bytes, Overrides::default()) {
        Ok(table) => table.value,
        Err(error) if expected.get("error").is_some_and(|wanted| *wanted == json!(error.to_string())) => {
            return Vec::new();
        }
        Err(error) => return vec![error.to_string()],
    };
    let plan = propose(&table).plan;
    let inventory = read(&table, &plan);
    let headings = shape::headings(&table, &plan);
    let found = Found { table, plan, inventory, headings };
    let mut differences = Vec::new();
    let mut check = |what: &str, found: String, wanted: String| {
        if found != wanted {
            differences.push(format!("{what} is {found}, expected {wanted}"));
        }
    };
    if let Some(wanted) = expected.get("encoding").and_then(Value::as_str) {
        check("encoding", encoding(found.table.encoding.map_or("none", |one| one.label())), encoding(wanted));
    }
    if let Some(wanted) = expected.get("delimiter").and_then(Value::as_str) {
        check(
            "delimiter",
            found
                .table
                .separator
                .map_or_else(|| "none".to_owned(), |one| format!("{:?}", char::from(one.byte()))),
            delimiter(wanted),
        );
    }
    if let Some(wanted) = expected.get("header_row") {
        check("header_row", header_row(&found).to_string(), wanted.to_string());
    }
    if let Some(wanted) = expected.get("records") {
        check("records", found.inventory.value.ledger.kept.to_string(), wanted.to_string());
    }
    for (role, heading) in expected.get("columns").and_then(Value::as_object).into_iter().flatten() {
        let column = role_of(role).and_then(|role| found.plan.roles.iter().position(|known| *known == role));
        let title = column.and_then(|column| found.headings.get(column)).map_or("none", String::as_str);
        check(
            &format!("column {role}"),
            format!("{title:?}"),
            format!("{:?}", heading.as_str().unwrap_or("none")),
        );
    }
    for cell in expected.get("cells").and_then(Value::as_array).into_iter().flatten() {
        let of = |key: &str| cell.get(key).and_then(Value::as_str).unwrap_or_default();
        let record = cell.get("record").and_then(Value::as_u64).unwrap_or(u64::MAX);
        let (column, value) = (of("column"), of("value"));
        check(
            &format!("record {record}, {column}"),
            format!("{:?}", text(&found, record, column)),
            format!("{:?}", value.trim()),
        );
    }
    differences
}

fn header_row(found: &Found) -> Value {
    let record = found.plan.header.and_then(|index| found.table.records.get(index));
    record.map_or(Value::Null, |record| json!(record.line - 1))
}

/// The trimmed cell of the n-th kept row, below a heading.
fn text<'a>(found: &'a Found, record: u64, heading: &str) -> &'a str {
    let nth = usize::try_from(record).unwrap_or(usize::MAX);
    let row = found.inventory.value.features.get(nth).and_then(|one| found.table.records.index_of(one.row.0));
    let column = found.headings.iter().position(|known| known == heading.trim());
    match (row.and_then(|row| found.table.records.get(row)), column) {
        (Some(row), Some(column)) => row.get(column).unwrap_or_default().trim(),
        (None, _) => "(no such record)",
        (_, None) => "(no such column)",
    }
}

/// An encoding's name in small letters and digits, by the label that browsers know where there is one.
fn encoding(name: &str) -> String {
    let lower = name.to_lowercase();
    let labels = [lower.replace(' ', "-"), lower.replace(' ', ""), lower.replace("mac roman", "macintosh")];
    let known = labels.iter().find_map(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let name = known.map_or(lower, |encoding| encoding.name().to_lowercase());
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn delimiter(name: &str) -> String {
    let letter = match name {
        "comma" => ',',
        "semicolon" => ';',
        "tab" | "\\t" => '\t',
        "pipe" => '|',
        other => other.chars().next().unwrap_or(' '),
    };
    format!("{letter:?}")
}

fn role_of(name: &str) -> Option<Role> {
    let plain: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Some(match plain.as_str() {
        "feature" | "name" | "requirement" => Role::Feature,
        "id" | "number" => Role::Id,
        "category" => Role::Category,
        "description" => Role::Description,
        "platform" | "platforms" => Role::Platform,
        "platformmark" => Role::PlatformMark,
        "ownership" => Role::Ownership,
        "inuse" | "used" => Role::InUse,
        "priority" => Role::Priority,
        "devices" | "users" | "affected" | "usersaffected" | "devicesaffected" => Role::Devices,
        "owner" => Role::Owner,
        "notes" | "note" => Role::Notes,
        _ => return None,
    })
}
