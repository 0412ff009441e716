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
        for record in csv::Reader::from_path(file)?.records() {
            for cell in &record? {
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
    }
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
