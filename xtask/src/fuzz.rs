//! Runs the fuzz targets, each for some minutes. Nothing else needs them; installs cargo-fuzz when it is missing.

use crate::steps::{Failure, Steps, command, output, root};
use crate::tools;

/// The targets: what each feeds stands in `fuzz/src/laws`.
const TARGETS: [&str; 7] = ["decode", "dialect", "delimited", "html", "workbook", "parts", "project"];

/// Runs one target, or all, each for so many minutes.
pub fn run(steps: &mut Steps, arguments: &[String]) -> Result<(), Failure> {
    let minutes = minutes(arguments)?;
    let wanted = arguments.iter().find(|argument| TARGETS.contains(&argument.as_str()));
    let unknown = arguments.first().filter(|first| !first.starts_with("--") && wanted.is_none());
    if let Some(unknown) = unknown {
        let remedy = format!("The targets are: {}.", TARGETS.join(", "));
        return Err(Failure::new(format!("“{unknown}” is no fuzz target"), remedy));
    }
    if output("cargo", &["fuzz", "--version"]).is_none() {
        tools::cargo_fuzz(steps)?;
    }
    for target in TARGETS.into_iter().filter(|target| wanted.is_none_or(|wanted| wanted == target)) {
        one(steps, target, minutes)?;
    }
    Ok(())
}

fn minutes(arguments: &[String]) -> Result<u32, Failure> {
    match arguments.iter().position(|argument| argument == "--minutes") {
        None => Ok(5),
        Some(place) => arguments
            .get(place + 1)
            .and_then(|text| text.parse().ok())
            .filter(|minutes| *minutes > 0)
            .ok_or_else(|| {
                Failure::new("--minutes wants a number", "Example: cargo xtask fuzz html --minutes 10")
            }),
    }
}

/// What a target finds on its way goes to `fuzz/found`, which is not kept; what broke a law to `fuzz/artifacts`.
fn one(steps: &mut Steps, target: &str, minutes: u32) -> Result<(), Failure> {
    let found = root().join("fuzz/found").join(target);
    std::fs::create_dir_all(&found).map_err(|error| {
        Failure::new(format!("{} could not be made: {error}", found.display()), "Make the folder by hand.")
    })?;
    let corpus = root().join("fuzz/corpus").join(target);
    let dictionary = root().join("fuzz/dictionaries").join(format!("{target}.dict"));
    // The sanitizers find what `unsafe` code does wrong, and Gapline has none; without them it is twice as fast.
    let mut fuzz = command("cargo", &["fuzz", "run", "--sanitizer", "none", target]);
    fuzz.args([&found, &corpus]).arg("--").arg(format!("-max_total_time={}", minutes * 60)).args([
        "-timeout=10",
        "-rss_limit_mb=3000",
        "-max_len=8192",
        "-print_final_stats=1",
    ]);
    if dictionary.is_file() {
        fuzz.arg(format!("-dict={}", dictionary.display()));
    }
    // The stable compiler's own switch for what fuzzing needs.
    fuzz.env("RUSTC_BOOTSTRAP", "1");
    steps.run(&format!("Fuzz {target} for {minutes} minutes"), &mut fuzz)
}
