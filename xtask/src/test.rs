//! Everything that is tested, from formatting to the built release in a browser.

use crate::build;
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

/// The benchmarks: of the core, or of reading lists beside other readers in the browser (`intake`).
pub fn bench(steps: &mut Steps, filter: Option<&String>) -> Result<(), Failure> {
    if filter.is_some_and(|filter| filter == "intake") {
        return bench_intake(steps);
    }
    let mut bench = command("cargo", &["bench", "--no-default-features", "--bench", "core"]);
    if let Some(filter) = filter {
        bench.args(["--", filter]);
    }
    steps.run("Benchmarks", &mut bench)
}

/// The reading of lists as a module of its own, beside other readers, in headless Chromium.
fn bench_intake(steps: &mut Steps) -> Result<(), Failure> {
    let rust = tools::wasm_rust(steps)?;
    tools::wasm_bindgen(steps)?;
    tools::node_packages(steps)?;
    let chromium = tools::chromium(steps)?;
    let folder = root().join("benches/browser");
    if !folder.join("node_modules/xlsx").is_dir() {
        let mut install = command("npm", &["ci", "--no-audit", "--no-fund"]);
        install.current_dir(&folder);
        steps.run("Install the other readers", &mut install)?;
    }
    let mut build = command(
        "cargo",
        &["build", "--profile", "worker", "--target", "wasm32-unknown-unknown", "--package", "gapline-bench"],
    );
    rust.set(&mut build, false);
    steps.run("Build the reading of lists", &mut build)?;
    let out = root().join("target/bench");
    let built = root().join("target/wasm32-unknown-unknown/worker/gapline_bench.wasm");
    let mut bind = command("wasm-bindgen", &["--target", "no-modules", "--no-typescript", "--out-dir"]);
    bind.arg(&out).arg(built);
    steps.run("Bind it", &mut bind)?;
    let module = out.join("gapline_bench_bg.wasm");
    let mut shrink = command("wasm-opt", &["-O3", "--all-features", "--output"]);
    shrink.arg(&module).arg(&module).env("PATH", tools::path_with_node());
    steps.run("Optimise it as the worker", &mut shrink)?;
    let mut run = command("node", &["run.mjs"]);
    run.arg(out.join("gapline_bench.js")).arg(module).current_dir(folder).env("CHROMIUM", chromium.browser);
    steps.run("Benchmark of reading lists", &mut run)
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
