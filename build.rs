//! Packs the data files for the page: cells ended by U+001F, records by U+001E, so that reading them needs
//! no CSV reader in the page (6 kB of its start-up). The files people edit stay CSV.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const FILES: [&str; 3] =
    ["src/catalogue/data/capabilities.csv", "src/readiness/data/readiness.csv", "src/plan/data/tasks.csv"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    for file in FILES {
        println!("cargo::rerun-if-changed={file}");
        let mut packed = String::new();
        let (mut entries, mut latest) = (0, String::new());
        let mut reader = csv::Reader::from_path(file)?;
        let as_of = reader.headers()?.iter().position(|heading| heading == "as_of");
        for record in reader.records() {
            let record = record?;
            entries += 1;
            let day = as_of.and_then(|column| record.get(column)).unwrap_or_default();
            latest = latest.max(day.to_owned());
            for cell in &record {
                if cell.contains(['\u{1f}', '\u{1e}']) {
                    return Err(format!("{file}: a cell holds a control character").into());
                }
                packed.push_str(cell.trim());
                packed.push('\u{1f}');
            }
            packed.push('\u{1e}');
        }
        let name = Path::new(file).file_stem().ok_or("a data file has a name")?;
        fs::write(Path::new(&out).join(name).with_extension("txt"), packed)?;
        if as_of.is_some() {
            // What the page says of the catalogue before the worker has handed it over.
            println!("cargo::rustc-env=GAPLINE_CATALOGUE_ENTRIES={entries}");
            println!("cargo::rustc-env=GAPLINE_CATALOGUE_VERSION={latest}");
        }
    }
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
