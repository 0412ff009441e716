//! Measures the matcher on labelled lists: `cargo run --release --example evaluate -- FILE.csv ...`.
//!
//! Columns: `row,text,platform_hint,best,acceptable,source,difficulty`; `best` is a capability id or `NONE`.

use gapline::catalogue::{load, terms};
use gapline::intake::{Feature, values};
use gapline::matching::{Band, index::Index, rank::candidates};
use gapline::model::product::SourceProduct;
use gapline::model::row::RowId;
use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout();
    let catalogue = load::builtin();
    let index = Index::new(&catalogue, &terms::builtin());
    let verbose = std::env::args().any(|argument| argument == "--verbose");
    writeln!(out, "| list | rows | top-1 | top-3 | likely or better | of which right | none right |")?;
    writeln!(out, "| --- | --- | --- | --- | --- | --- | --- |")?;
    for path in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        let product = if path.contains("jamf") {
            Some(SourceProduct::Jamf)
        } else if path.contains("mobileiron") {
            Some(SourceProduct::Ivanti)
        } else {
            None
        };
        let mut reader = csv::Reader::from_path(&path)?;
        let (mut answerable, mut top1, mut top3, mut sure, mut sure_right, mut none, mut none_right) =
            (0, 0, 0, 0, 0, 0, 0);
        for record in reader.records() {
            let record = record?;
            let field = |index: usize| record.get(index).unwrap_or_default();
            let feature = feature(field(1), field(2));
            let found = candidates(&index, &feature, product);
            let right = |id: &str| id == field(3) || field(4).split(';').any(|other| other == id);
            let first = found.first();
            let is_sure = first.is_some_and(|best| best.band <= Band::Likely);
            if field(3) == "NONE" {
                none += 1;
                none_right += i32::from(!is_sure);
            } else {
                answerable += 1;
                top1 += i32::from(first.is_some_and(|best| right(best.capability.as_str())));
                top3 += i32::from(found.iter().take(3).any(|one| right(one.capability.as_str())));
            }
            sure += i32::from(is_sure);
            sure_right += i32::from(is_sure && first.is_some_and(|best| right(best.capability.as_str())));
            if verbose && !first.is_some_and(|best| right(best.capability.as_str())) {
                let shown: Vec<String> = found
                    .iter()
                    .take(3)
                    .map(|one| format!("{} {} {}", one.capability, one.score, one.band.label()))
                    .collect();
                writeln!(out, "  {} -> {} | {}", field(1), field(3), shown.join(", "))?;
            }
        }
        let percent = |part: i32, whole: i32| {
            (1000 * part)
                .checked_div(whole)
                .map_or("-".to_owned(), |share| format!("{}.{} %", share / 10, share % 10))
        };
        writeln!(
            out,
            "| {} | {} | {} | {} | {sure} | {} | {} of {none} |",
            path.rsplit('/').next().unwrap_or_default(),
            answerable + none,
            percent(top1, answerable),
            percent(top3, answerable),
            percent(sure_right, sure),
            none_right
        )?;
    }
    Ok(())
}

fn feature(text: &str, platforms: &str) -> Feature {
    Feature {
        row: RowId(1),
        name: text.into(),
        platforms: values::platforms(platforms).unwrap_or_default(),
        ..Feature::default()
    }
}
