//! Finding and installing tools: checks versions first, does nothing twice.
//! Nothing is downloaded from anywhere but the package registries of cargo, npm and apt.

use crate::steps::{Failure, Steps, command, output, root};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Equal to the `=` version of wasm-bindgen in Cargo.toml and to Trunk.toml.
const WASM_BINDGEN: &str = "0.2.130";
const TRUNK: &str = "0.21.14";
const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// How Rust is compiled for the browser on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasmRust {
    /// The default tool chain has the target's library.
    Default,
    /// Debian's rustc builds the library along with the project.
    Debian,
}

impl WasmRust {
    /// Sets what a command needs to compile for the browser. `tests` adds the test library.
    pub fn set(self, command: &mut Command, tests: bool) {
        if !tests {
            // Places and debug texts in panics: 11 kB brotli at start-up, for nobody to read.
            command.env("RUSTC_BOOTSTRAP", "1").env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                "-Zlocation-detail=none -Zfmt-debug=none",
            );
        }
        if self == WasmRust::Debian {
            let library = if tests { "std,panic_abort,test" } else { "std,panic_abort" };
            command
                .env("RUSTC", "/usr/bin/rustc")
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", library)
                // Small sorts and formatting: 15 kB brotli at start-up.
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22")
                .env_remove("RUSTUP_TOOLCHAIN");
        }
    }
}

/// Installs everything.
pub fn install_all(steps: &mut Steps) -> Result<(), Failure> {
    rust_components(steps)?;
    wasm_rust(steps)?;
    wasm_bindgen(steps)?;
    trunk(steps)?;
    node_packages(steps)?;
    nextest(steps)?;
    chromium(steps)?;
    Ok(())
}

/// The way to compile for the browser, installed if need be.
pub fn wasm_rust(steps: &mut Steps) -> Result<WasmRust, Failure> {
    let folder = output("rustc", &["--print", "target-libdir", "--target", TARGET]);
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(WasmRust::Default);
    }
    if debian_is_there() {
        return Ok(WasmRust::Debian);
    }
    println!("The library of Rust for the browser is missing; asking rustup for it.");
    if command("rustup", &["target", "add", TARGET]).status().is_ok_and(|status| status.success()) {
        return Ok(WasmRust::Default);
    }
    if Path::new("/etc/debian_version").exists() {
        println!(
            "rustup could not; installing Debian's rustc with the source of its library (about a minute)."
        );
        apt(steps, &DEBIAN_PACKAGES)?;
        return Ok(WasmRust::Debian);
    }
    Err(Failure::new(
        "Rust cannot compile for the browser on this machine",
        "Any of these helps: `rustup target add wasm32-unknown-unknown`; a tool chain that has that target; on Debian, `apt-get install rustc-web cargo-web rust-web-src lld-22`.",
    ))
}

fn debian_is_there() -> bool {
    output("dpkg-query", &["-W", "-f=${Status}\n", "rustc-web", "rust-web-src", "lld-22"])
        .is_some_and(|text| text.lines().filter(|line| line.contains("ok installed")).count() == 3)
}

/// Installs Debian packages, as root or through sudo.
fn apt(steps: &mut Steps, packages: &[&str]) -> Result<(), Failure> {
    let root = output("id", &["-u"]).is_some_and(|id| id == "0");
    let with = |arguments: &[&str]| {
        let mut all: Vec<&str> = if root { Vec::new() } else { vec!["sudo"] };
        all.push("apt-get");
        all.extend_from_slice(arguments);
        let mut command = command(all[0], &all[1..]);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    steps.run("apt-get update", &mut with(&["update", "-qq"]))?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend_from_slice(packages);
    steps.run(&format!("apt-get install {}", packages.join(" ")), &mut with(&arguments))
}

/// wasm-bindgen's command line in the pinned version, with its test runner.
pub fn wasm_bindgen(steps: &mut Steps) -> Result<(), Failure> {
    let found = output("wasm-bindgen", &["--version"]).unwrap_or_default();
    if found.ends_with(WASM_BINDGEN) {
        return Ok(());
    }
    println!("Installing wasm-bindgen {WASM_BINDGEN} (about 4 minutes on two cores); found: {found:?}.");
    // Not locked: its lock file names a version that not every registry has.
    let mut install =
        command("cargo", &["install", "wasm-bindgen-cli", "--version", WASM_BINDGEN, "--force"]);
    steps.run("Install wasm-bindgen", &mut install)
}

/// Trunk in the pinned version.
pub fn trunk(steps: &mut Steps) -> Result<(), Failure> {
    let found = output("trunk", &["--version"]).unwrap_or_default();
    if found.ends_with(TRUNK) {
        return Ok(());
    }
    println!("Installing Trunk {TRUNK} (about 5 minutes on two cores); found: {found:?}.");
    // Its default features only add downloading and an update check.
    let mut install = command(
        "cargo",
        &["install", "trunk", "--version", TRUNK, "--locked", "--no-default-features", "--debug", "--force"],
    );
    steps.run("Install Trunk", &mut install)
}

/// The formatter and clippy, asked of rustup if they are missing.
pub fn rust_components(steps: &mut Steps) -> Result<(), Failure> {
    for (component, check) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if output("cargo", &[check, "--version"]).is_none() {
            let mut add = command("rustup", &["component", "add", component]);
            steps.run(&format!("Install {component}"), &mut add)?;
        }
    }
    Ok(())
}

/// The test runner.
pub fn nextest(steps: &mut Steps) -> Result<(), Failure> {
    if output("cargo", &["nextest", "--version"]).is_some() {
        return Ok(());
    }
    println!("Installing cargo-nextest (about 6 minutes on two cores).");
    steps.run("Install nextest", &mut command("cargo", &["install", "cargo-nextest", "--locked"]))
}

/// What runs the fuzz targets.
pub fn cargo_fuzz(steps: &mut Steps) -> Result<(), Failure> {
    println!("Installing cargo-fuzz (about a minute on two cores).");
    steps.run("Install cargo-fuzz", &mut command("cargo", &["install", "cargo-fuzz", "--locked"]))
}

/// The folder of the npm packages: Playwright, axe, and binaryen's wasm-opt.
pub fn node_folder() -> PathBuf {
    root().join("tests/e2e")
}

/// Installs the npm packages when their lock file changed since the last time.
pub fn node_packages(steps: &mut Steps) -> Result<(), Failure> {
    if output("node", &["--version"]).is_none() {
        return Err(Failure::new(
            "Node.js is missing",
            "Install Node.js 20 or newer with npm, then try again.",
        ));
    }
    let folder = node_folder();
    let lock = std::fs::read(folder.join("package-lock.json")).unwrap_or_default();
    let mark = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut install = command("npm", &["ci", "--no-audit", "--no-fund"]);
    install.current_dir(&folder);
    steps.run("Install npm packages", &mut install)?;
    std::fs::write(mark, lock).map_err(|error| Failure::new("npm packages", error.to_string()))
}

/// The path for a command that needs wasm-opt.
pub fn path_with_node() -> String {
    let node = node_folder().join("node_modules/.bin");
    format!("{}:{}", node.display(), std::env::var("PATH").unwrap_or_default())
}

/// A Chromium and its driver.
#[derive(Debug, Clone)]
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// The driver.
    pub driver: PathBuf,
}

/// Chromium with its driver, installed if need be.
pub fn chromium(steps: &mut Steps) -> Result<Chromium, Failure> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    if Path::new("/etc/debian_version").exists() {
        apt(steps, &["chromium", "chromium-driver"])?;
    }
    find_chromium().ok_or_else(|| {
        Failure::new(
            "Chromium or ChromeDriver is missing",
            "Install both in the same version (Debian: chromium chromium-driver), or name them in CHROMIUM and CHROMEDRIVER.",
        )
    })
}

fn find_chromium() -> Option<Chromium> {
    let find = |variable: &str, names: &[&str]| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| names.iter().find_map(|name| output("which", &[name])).map(PathBuf::from))
    };
    Some(Chromium {
        browser: find("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"])?,
        driver: find("CHROMEDRIVER", &["chromedriver"])?,
    })
}
