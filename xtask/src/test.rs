//! Everything that is tested, from formatting to the built release in a browser.

use crate::build;
use crate::growth;
use crate::order::FEATURES;
use crate::steps::{Failure, Steps, command, root};
use crate::tools;

/// All tests.
pub fn all(steps: &mut Steps) -> Result<(), Failure> {
    fast(steps)?;
    browser(steps)?;
    build::release(steps)?;
    end_to_end(steps)
}

/// What needs neither a browser nor a release build.
pub fn fast(steps: &mut Steps) -> Result<(), Failure> {
    lint(steps)?;
    steps
        .run("Core without the page", &mut command("cargo", &["check", "--lib", "--no-default-features"]))?;
    tools::nextest(steps)?;
    steps.run(
        "Native tests",
        &mut command(
            "cargo",
            &["nextest", "run", "--workspace", "--lib", "--test", "integration", "--no-fail-fast"],
        ),
    )?;
    steps.run("Documentation tests", &mut command("cargo", &["test", "--doc"]))
}

/// Format and clippy.
pub fn lint(steps: &mut Steps) -> Result<(), Failure> {
    tools::rust_components(steps)?;
    steps.run("Format", &mut command("cargo", &["fmt", "--all", "--check"]))?;
    steps.run(
        "Clippy, core without the page",
        &mut command(
            "cargo",
            &["clippy", "--no-default-features", "--lib", "--tests", "--examples", "--", "-D", "warnings"],
        ),
    )?;
    steps.run(
        "Clippy, all",
        &mut command("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    )
}

/// The benchmarks: of the core; or in the browser, of reading lists (`intake`) and matching beside others, and of
/// scheduling and simulation (`schedule`).
pub fn bench(steps: &mut Steps, arguments: &[String]) -> Result<(), Failure> {
    let filter = arguments.first();
    match filter.map(String::as_str) {
        Some("intake") => return bench_beside_peers(steps, "intake.mjs", None),
        Some("matching") => {
            let lists = folder_of(
                arguments,
                "bench matching wants a folder of labelled lists",
                "Example: cargo xtask bench matching labelled/ (columns as for the example `evaluate`)",
            )?;
            return bench_beside_peers(steps, "matching.mjs", Some(&lists));
        }
        Some("schedule") => {
            let projects = folder_of(
                arguments,
                "bench schedule wants a folder of PSPLIB or RCPSP/max projects",
                "Example: cargo xtask bench schedule psplib/j30 (files as for the example `schedule`)",
            )?;
            return bench_beside_peers(steps, "schedule.mjs", Some(&projects));
        }
        _ => {}
    }
    let mut bench = command("cargo", &["bench", "--no-default-features", "--bench", "core"]);
    if let Some(filter) = filter {
        bench.args(["--", filter]);
    }
    steps.run("Benchmarks", &mut bench)?;
    growth::print("product plan");
    Ok(())
}

/// The folder that a benchmark is given.
fn folder_of(arguments: &[String], what: &str, remedy: &str) -> Result<std::path::PathBuf, Failure> {
    let folder = arguments.get(1).map(std::path::absolute).transpose();
    folder.ok().flatten().filter(|folder| folder.is_dir()).ok_or_else(|| Failure::new(what, remedy))
}

/// What the worker does, as a module of its own, beside other libraries in headless Chromium.
fn bench_beside_peers(
    steps: &mut Steps,
    script: &str,
    folder_of_files: Option<&std::path::Path>,
) -> Result<(), Failure> {
    let rust = tools::wasm_rust(steps)?;
    tools::wasm_bindgen(steps)?;
    tools::node_packages(steps)?;
    let chromium = tools::chromium(steps)?;
    let folder = root().join("benches/browser");
    if !folder.join("node_modules/okapibm25").is_dir() {
        let mut install = command("npm", &["ci", "--no-audit", "--no-fund"]);
        install.current_dir(&folder);
        steps.run("Install the other libraries", &mut install)?;
    }
    let mut build = command(
        "cargo",
        &["build", "--release", "--target", "wasm32-unknown-unknown", "--package", "gapline-bench"],
    );
    rust.set(&mut build, false);
    steps.run("Build what the worker does", &mut build)?;
    let out = root().join("target/bench");
    let built = root().join("target/wasm32-unknown-unknown/release/gapline_bench.wasm");
    let mut bind = command("wasm-bindgen", &["--target", "no-modules", "--no-typescript", "--out-dir"]);
    bind.arg(&out).arg(built);
    steps.run("Bind it", &mut bind)?;
    let module = out.join("gapline_bench_bg.wasm");
    let mut shrink = command("wasm-opt", &["-O3"]);
    // As in index.html for the worker.
    shrink.args(FEATURES).arg("--output");
    shrink.arg(&module).arg(&module).env("PATH", tools::path_with_node());
    steps.run("Optimise it as the worker", &mut shrink)?;
    let mut run = command("node", &[script]);
    run.arg(out.join("gapline_bench.js")).arg(module).args(folder_of_files);
    run.current_dir(folder).env("CHROMIUM", chromium.browser);
    steps.run("Benchmark in the browser", &mut run)
}

/// What needs a DOM, in headless Chromium.
fn browser(steps: &mut Steps) -> Result<(), Failure> {
    let rust = tools::wasm_rust(steps)?;
    tools::wasm_bindgen(steps)?;
    let chromium = tools::chromium(steps)?;
    let mut test = command("cargo", &["test", "--target", "wasm32-unknown-unknown", "--test", "browser"]);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", chromium.driver)
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", root().join("webdriver.json"));
    rust.set(&mut test, true);
    steps.run("Browser tests", &mut test)
}

/// The built release in headless Chromium: site and single file.
fn end_to_end(steps: &mut Steps) -> Result<(), Failure> {
    tools::node_packages(steps)?;
    let chromium = tools::chromium(steps)?;
    let mut size = command("node", &["support/size.mjs"]);
    size.current_dir(tools::node_folder());
    steps.run("Size budget", &mut size)?;
    let mut test = command("node", &["--test", "--test-concurrency=1", "specs/"]);
    test.current_dir(tools::node_folder()).env("CHROMIUM", chromium.browser);
    steps.run("End-to-end tests", &mut test)
}
