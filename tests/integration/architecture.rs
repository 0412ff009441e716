//! The rules of the layout: order of the modules, what a file may hold, where the browser may be touched.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in reading order; a module imports only from itself and those before it.
const ORDER: [&str; 18] = [
    "model",
    "diagnostic",
    "calendar",
    "table",
    "catalogue",
    "intake",
    "devices",
    "matching",
    "estate",
    "gap",
    "readiness",
    "plan",
    "project",
    "assess",
    "report",
    "export",
    "session",
    "ui",
];

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 5, "nothing was found in {folder}");
    found
}

fn module(path: &Path) -> Option<usize> {
    let first = path.components().nth(1)?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    ORDER.iter().position(|name| *name == first)
}

/// The lines of a file before its tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or_default()
}

#[test]
fn modules_import_only_from_those_above_them() {
    for (path, text) in sources("src") {
        let Some(here) = module(&path) else { continue };
        for (number, line) in (1..).zip(without_tests(&text).lines()) {
            let Some(at) = line.find("crate::") else { continue };
            let rest: String = line[at + 7..]
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            if let Some(there) = ORDER.iter().position(|name| *name == rest) {
                assert!(
                    there <= here,
                    "{}:{number}: {} imports from {rest}, which stands below it",
                    path.display(),
                    ORDER[here]
                );
            }
        }
    }
}

#[test]
fn every_file_says_what_it_owns_and_is_short() {
    for folder in ["src", "xtask/src", "fuzz/src", "fuzz/fuzz_targets", "examples", "tests/integration"] {
        let files = if folder == "examples" { examples() } else { sources(folder) };
        for (path, text) in files {
            assert!(text.starts_with("//!"), "{} does not begin with //!", path.display());
            let lines = text.lines().count();
            let is_test = path.ends_with("tests.rs") || folder == "tests/integration";
            assert!(lines <= 400 || is_test, "{} has {lines} lines; at most 400", path.display());
        }
    }
}

fn examples() -> Vec<(PathBuf, String)> {
    ["assess", "evaluate/main", "evaluate/cases", "evaluate/fit"]
        .map(|name| {
            let path = PathBuf::from(format!("examples/{name}.rs"));
            let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
            (path, text)
        })
        .to_vec()
}

#[test]
fn the_browser_is_touched_in_one_folder() {
    for (path, text) in sources("src") {
        if path.starts_with("src/ui/browser") {
            continue;
        }
        for word in ["js_sys::", "gloo_file", "gloo_events", "web_sys::window", "wasm_bindgen::"] {
            assert!(!text.contains(word), "{} touches the browser: {word}", path.display());
        }
        let is_edge = path.ends_with("src/main.rs") || path.starts_with("src/bin");
        if !path.starts_with("src/ui") && !is_edge {
            assert!(
                !text.contains("web_sys") && !text.contains("yew::"),
                "{} knows the screen",
                path.display()
            );
        }
    }
}

#[test]
fn nothing_is_left_over_or_silenced() {
    // The words are put together here, so that this file does not hold them itself.
    let words = [
        ["#[", "ignore"].concat(),
        ["should", "_panic"].concat(),
        ["db", "g!("].concat(),
        ["to", "do!("].concat(),
        ["unimple", "mented!("].concat(),
        ["#[", "allow("].concat(),
        ["#![", "allow("].concat(),
        ["#[", "expect("].concat(),
        ["inner", "_html"].concat(),
        ["from_html", "_unchecked"].concat(),
        ["style", "={"].concat(),
        ["style", "=\""].concat(),
    ];
    for folder in ["src", "xtask/src", "tests/integration"] {
        for (path, text) in sources(folder) {
            for word in &words {
                assert!(!text.contains(word.as_str()), "{} holds {word}", path.display());
            }
        }
    }
}

#[test]
fn the_page_is_thin() {
    let check = |path: &str, most: usize| {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        assert!(text.lines().count() <= most, "{path} has more than {most} lines");
    };
    check("src/main.rs", 15);
    check("src/bin/worker.rs", 30);
}
