//! Puts functions of a WebAssembly module that are alike next to each other, so that what packs it finds repeats near at
//! hand: it gets two to three per cent smaller. Nothing else of the module changes.

use crate::steps::{Failure, Steps, command, root};
use crate::tools;
use std::fs;
use std::path::Path;
use wasm_encoder::{NameMap, NameSection, Section};
use wasmparser::{Parser, Payload, TypeRef};

/// What the modules use of WebAssembly, as in index.html.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// Functions are compared by so many figures each; more find likeness better and take longer.
const FIGURES: usize = 512;
/// A run of so many bytes is what functions may have in common.
const RUN: usize = 3;

/// Orders the functions of a module in a file. `wasm-opt` does it, by names that are taken away again.
pub fn alike_together(steps: &mut Steps, path: &Path) -> Result<(), Failure> {
    let unreadable = |why: String| Failure::new(format!("{} could not be put in order", path.display()), why);
    let module = fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    let named = named(&module).map_err(|error| unreadable(error.to_string()))?;
    let folder = root().join("target/order");
    let (before, after) = (folder.join("named.wasm"), folder.join("ordered.wasm"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&before, named))
        .map_err(|error| unreadable(error.to_string()))?;
    let mut sort = command("wasm-opt", &["-g", "--reorder-functions-by-name", "--output"]);
    sort.arg(&after).arg(&before).args(FEATURES).env("PATH", tools::path_with_node());
    steps.run("Put functions that are alike together", &mut sort)?;
    let mut strip = command("wasm-opt", &["--strip-debug", "--output"]);
    strip.arg(path).arg(&after).args(FEATURES).env("PATH", tools::path_with_node());
    steps.run("Take their names away", &mut strip)
}

/// The module with names for its functions whose order is that of [`order`].
fn named(module: &[u8]) -> wasmparser::Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(module.get(body.range()).unwrap_or_default()),
            _ => {}
        }
    }
    let mut ranks = vec![0; bodies.len()];
    for (rank, function) in order(&bodies).into_iter().enumerate() {
        ranks[function] = rank;
    }
    let mut names = NameMap::new();
    (0..imported).for_each(|import| names.append(import, &format!("import-{import:06}")));
    (imported..).zip(ranks).for_each(|(function, rank)| names.append(function, &format!("{rank:06}")));
    let mut section = NameSection::new();
    section.functions(&names);
    let mut named = module.to_vec();
    section.append_to(&mut named);
    Ok(named)
}

/// An order in which every function is followed by the one that is most like it of those that are left; of two alike
/// the one that stood nearer.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let figures: Vec<[u32; FIGURES]> = bodies.iter().map(|body| sketch(body)).collect();
    let mut left: Vec<usize> = (0..bodies.len()).rev().collect();
    let mut order: Vec<usize> = left.pop().into_iter().collect();
    while let Some(last) = order.last().copied() {
        let alike =
            |other: usize| figures[last].iter().zip(&figures[other]).filter(|(one, two)| one == two).count();
        let place = (0..left.len()).max_by_key(|place| {
            let other = left[*place];
            (alike(other), std::cmp::Reverse(other.abs_diff(last)))
        });
        let Some(place) = place else { break };
        order.push(left.remove(place));
    }
    order
}

/// Figures of which two functions share about as large a part as of their runs of bytes: of all runs the smallest of
/// each of many hashes (MinHash; Broder, "On the resemblance and containment of documents", 1997).
fn sketch(body: &[u8]) -> [u32; FIGURES] {
    let mut least = [u32::MAX; FIGURES];
    for run in body.windows(RUN) {
        let run = run
            .iter()
            .fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(16_777_619));
        let run = (run ^ (run >> 15)).wrapping_mul(0x85eb_ca6b);
        for (number, least) in (0_u32..).zip(&mut least) {
            let factor = number.wrapping_mul(0x9e37_79b1).wrapping_mul(2).wrapping_add(1);
            *least = (*least).min(run.wrapping_mul(factor).wrapping_add(number.wrapping_mul(0x7feb_352d)));
        }
    }
    least
}
