//! Packs the data files: cells ended by U+001F, records by U+001E, so that reading them needs no CSV reader
//! in the page (6 kB of its start-up). The files people edit stay CSV.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Files, and folders whose files become one with the file's name as first cell.
const FILES: [&str; 10] = [
    "src/calendar/data/holidays.csv",
    "src/calendar/data/places.csv",
    "src/catalogue/data/capabilities.csv",
    "src/catalogue/data/outside.csv",
    "src/catalogue/data/phrases",
    "src/catalogue/data/terms",
    "src/catalogue/data/translations.csv",
    "src/plan/data/tasks.csv",
    "src/readiness/data/readiness.csv",
    "src/report/data/methods.csv",
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    for file in FILES {
        println!("cargo::rerun-if-changed={file}");
        let path = Path::new(file);
        let packed = if path.is_dir() {
            let mut files: Vec<PathBuf> =
                fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
            files.sort();
            let mut packed = String::new();
            for file in files {
                let stem = file.file_stem().and_then(|stem| stem.to_str()).ok_or("a data file has a name")?;
                pack(&file, Some(stem), &mut packed)?;
            }
            packed
        } else {
            let mut packed = String::new();
            if let Some((entries, latest)) = pack(path, None, &mut packed)? {
                // What the page says of the catalogue before the worker has handed it over.
                println!("cargo::rustc-env=GAPLINE_CATALOGUE_ENTRIES={entries}");
                println!("cargo::rustc-env=GAPLINE_CATALOGUE_VERSION={latest}");
            }
            packed
        };
        let name = path.file_stem().ok_or("a data file has a name")?;
        fs::write(Path::new(&out).join(name).with_extension("txt"), packed)?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// Adds the records of a file; returns their number and latest `as_of`, where it has such a column.
fn pack(
    path: &Path,
    first: Option<&str>,
    packed: &mut String,
) -> Result<Option<(usize, String)>, Box<dyn Error>> {
    let (mut entries, mut latest) = (0, String::new());
    let mut reader = csv::Reader::from_path(path)?;
    let as_of = reader.headers()?.iter().position(|heading| heading == "as_of");
    for record in reader.records() {
        let record = record?;
        entries += 1;
        let day = as_of.and_then(|column| record.get(column)).unwrap_or_default();
        latest = latest.max(day.to_owned());
        for cell in first.into_iter().chain(&record) {
            if cell.contains(['\u{1f}', '\u{1e}']) {
                return Err(format!("{}: a cell holds a control character", path.display()).into());
            }
            packed.push_str(cell.trim());
            packed.push('\u{1f}');
        }
        packed.push('\u{1e}');
    }
    Ok(as_of.map(|_| (entries, latest)))
}
