//! Builds, serves and tests Gapline, and installs what that needs. Run as `cargo xtask COMMAND`.

mod build;
mod fuzz;
mod growth;
mod order;
mod pack;
mod serve;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;
use steps::{Failure, Steps};

const HELP: &str = "cargo xtask COMMAND

  serve [--port N] [--no-open]  build the release, serve it on 127.0.0.1, make dist/gapline.html
  build                         build the release: dist/site/ and dist/gapline.html
  test [--fast]                 run everything; --fast leaves out what needs a browser or a release build
  lint                          format check and clippy
  bench [FILTER]                run the benchmarks; in the browser `intake` and `matching FOLDER` beside other
                                libraries, and `schedule FOLDER`
  fuzz [TARGET] [--minutes N]   feed one reader, or each, with made-up input; 5 minutes each unless said
  setup                         install what is missing and stop

Every command installs what it needs and is missing.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut steps = Steps::default();
    let result = run(&arguments, &mut steps);
    steps.print_times();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {}\n{}", failure.what, failure.remedy);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String], steps: &mut Steps) -> Result<(), Failure> {
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    match arguments.first().map(String::as_str) {
        Some("setup") => tools::install_all(steps),
        Some("build") => build::release(steps).map(|_| ()),
        Some("serve") => {
            build::release(steps)?;
            serve::serve(port(arguments)?, !has("--no-open"))
        }
        Some("test") if has("--fast") => test::fast(steps),
        Some("test") => test::all(steps),
        Some("lint") => test::lint(steps),
        Some("fuzz") => fuzz::run(steps, arguments.get(1..).unwrap_or_default()),
        Some("bench") => test::bench(steps, arguments.get(1..).unwrap_or_default()),
        Some("help" | "--help" | "-h") | None => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => Err(Failure::new(format!("“{other}” is no command"), HELP)),
    }
}

fn port(arguments: &[String]) -> Result<u16, Failure> {
    match arguments.iter().position(|argument| argument == "--port") {
        None => Ok(8080),
        Some(place) => arguments
            .get(place + 1)
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| Failure::new("--port wants a number", "Example: cargo xtask serve --port 9000")),
    }
}
