//! How the time of a benchmark grows with what it works on: read from what criterion measured.

use crate::steps::root;
use std::collections::BTreeMap;
use std::fs;

/// Prints for each benchmark of a group whose names begin with a number ("523 tasks: date") the median of each size, and how
/// many times as long the next size took. What was not measured is left out.
pub fn print(group: &str) {
    let mut benches: BTreeMap<String, Vec<(u32, f64)>> = BTreeMap::new();
    let folder = root().join("target/criterion").join(group);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some((size, what)) = name.split_once(' ') else { continue };
        let median = fs::read_to_string(entry.path().join("new/estimates.json"));
        if let (Ok(size), Some(median)) = (size.parse(), median.ok().as_deref().and_then(median_of)) {
            benches.entry(what.replace('_', ":")).or_default().push((size, median));
        }
    }
    for (what, mut sizes) in benches {
        sizes.sort_by_key(|(size, _)| *size);
        println!("{what}");
        for (place, (size, time)) in sizes.iter().enumerate() {
            let before = place.checked_sub(1).map(|before| sizes[before]);
            let growth = before.map_or(String::new(), |(fewer, less)| {
                format!(
                    "  {:.1} times as many, {:.1} times as long",
                    f64::from(*size) / f64::from(fewer),
                    time / less
                )
            });
            println!("  {size:>6}  {:>10.2} ms{growth}", time / 1e6);
        }
    }
}

/// The median in criterion's estimates, in nanoseconds.
fn median_of(estimates: &str) -> Option<f64> {
    let median = estimates.split("\"median\"").nth(1)?;
    let number = median.split("\"point_estimate\":").nth(1)?;
    number.split([',', '}']).next()?.trim().parse().ok()
}
