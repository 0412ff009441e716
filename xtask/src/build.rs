//! The release: Trunk compiles, binds and optimises into dist/stage; `pack` makes site and single file of it.

use crate::order;
use crate::pack::{self, Packed};
use crate::steps::{Failure, Steps, command, root};
use crate::tools;

/// Builds the release.
pub fn release(steps: &mut Steps) -> Result<Packed, Failure> {
    let rust = tools::wasm_rust(steps)?;
    tools::wasm_bindgen(steps)?;
    tools::trunk(steps)?;
    tools::node_packages(steps)?;
    let mut trunk = command("trunk", &["build", "--release"]);
    trunk.env("PATH", tools::path_with_node()).env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    rust.set(&mut trunk, false);
    steps.run("Build page and worker (about 4 minutes from nothing)", &mut trunk)?;
    for module in ["gapline_bg.wasm", "worker_bg.wasm"] {
        order::alike_together(steps, &root().join("dist/stage").join(module))?;
    }
    let packed = steps.time("Pack site and single file", pack::pack)?;
    println!("{}", packed.site.display());
    println!("{}", packed.single.display());
    Ok(packed)
}
