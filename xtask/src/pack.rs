//! Packs what Trunk left into the static site and the single file, each with its strict policy.
//! Both hold the same inline script and style; they differ in where the wasm comes from.

use crate::steps::{Failure, root};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fs;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use zopfli::{Format, Options};

/// How often the packer of the single file tries again; more gains little.
const ROUNDS: u64 = 5;

/// The style sheets in their order.
const STYLES: [&str; 5] = ["tokens.css", "base.css", "layout.css", "widgets", "pages"];

/// Where the release is.
#[derive(Debug, Clone)]
pub struct Packed {
    /// The folder of the site.
    pub site: PathBuf,
    /// The single file.
    pub single: PathBuf,
}

struct Parts {
    page_wasm: Vec<u8>,
    worker_wasm: Vec<u8>,
    worker_script: Vec<u8>,
    glue: String,
    boot: String,
    style: String,
    template: String,
}

/// Makes dist/site/ and dist/gapline.html.
pub fn pack() -> Result<Packed, Failure> {
    let parts = read()?;
    let dist = root().join("dist");
    let site = dist.join("site");
    if site.exists() {
        fs::remove_dir_all(&site).map_err(|error| failed(&site, &error))?;
    }
    fs::create_dir_all(&site).map_err(|error| failed(&site, &error))?;
    let mut blocks = String::new();
    for (id, bytes, kind) in [
        ("page-wasm", &parts.page_wasm, "wasm"),
        ("worker-wasm", &parts.worker_wasm, "wasm"),
        ("worker-script", &parts.worker_script, "js"),
    ] {
        // The name carries the content's hash, so that a cached part never meets another page.
        let name = format!("{id}-{}.{kind}", &hex(bytes)[..12]);
        write(&site.join(&name), bytes)?;
        blocks.push_str(&format!(
            "<script type=\"application/octet-stream\" id=\"{id}\" data-address=\"./{name}\"></script>\n"
        ));
    }
    write(&site.join("index.html"), page(&parts, &blocks, "'self'").as_bytes())?;
    write(&site.join("_headers"), HEADERS.as_bytes())?;

    let mut blocks = String::new();
    for (id, bytes) in [
        ("page-wasm", &parts.page_wasm),
        ("worker-wasm", &parts.worker_wasm),
        ("worker-script", &parts.worker_script),
    ] {
        let text = STANDARD.encode(gzip(bytes)?);
        blocks.push_str(&format!("<script type=\"application/octet-stream\" id=\"{id}\">{text}</script>\n"));
    }
    let single = dist.join("gapline.html");
    write(&single, page(&parts, &blocks, "'none'").as_bytes())?;
    Ok(Packed { site, single })
}

/// For hosts that read such a file; a policy in the page cannot carry these.
const HEADERS: &str = "/*
  Content-Security-Policy: frame-ancestors 'none'
  Permissions-Policy: camera=(), microphone=(), geolocation=(), usb=(), serial=(), bluetooth=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
";

fn page(parts: &Parts, blocks: &str, connect: &str) -> String {
    let policy = format!(
        "default-src 'none'; script-src '{}' '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data: blob:; worker-src blob:; connect-src {connect}; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types gapline-worker",
        hash(&parts.glue),
        hash(&parts.boot),
        hash(&parts.style)
    );
    parts
        .template
        .replace("{policy}", &policy)
        .replace("{style}", &parts.style)
        .replace("{blocks}", blocks)
        .replace("{glue}", &parts.glue)
        .replace("{boot}", &parts.boot)
}

fn read() -> Result<Parts, Failure> {
    let stage = root().join("dist/stage");
    let assets = root().join("assets");
    Ok(Parts {
        page_wasm: bytes(&stage.join("gapline_bg.wasm"))?,
        worker_wasm: bytes(&stage.join("worker_bg.wasm"))?,
        worker_script: bytes(&stage.join("worker.js"))?,
        glue: inline(&text(&stage.join("gapline.js"))?)?,
        boot: inline(&text(&assets.join("boot.js"))?)?,
        style: style()?,
        template: text(&assets.join("page.html"))?,
    })
}

/// A script that may stand in a page; one that would end its element early is refused.
fn inline(script: &str) -> Result<String, Failure> {
    if script.contains("</script") || script.contains("<!--") {
        return Err(Failure::new(
            "A script holds “</script” or “<!--”",
            "Write it as two parts that are joined.",
        ));
    }
    // Lines of comment and indents stay at home.
    let lines = script.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// All style sheets as one text, comments, line breaks and blanks that mean nothing taken out.
fn style() -> Result<String, Failure> {
    let folder = root().join("styles");
    let mut all = String::new();
    for name in STYLES {
        let path = folder.join(name);
        if path.is_dir() {
            let mut files: Vec<PathBuf> = fs::read_dir(&path)
                .map_err(|error| failed(&path, &error))?
                .filter_map(|entry| entry.ok().map(|entry| entry.path()))
                .collect();
            files.sort();
            for file in files {
                all.push_str(&text(&file)?);
            }
        } else {
            all.push_str(&text(&path)?);
        }
    }
    all.push_str(&text(&folder.join("print.css"))?);
    let mut bare = String::new();
    let mut rest = all.as_str();
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut style = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    // No text in the style sheets holds one of these.
    for (wide, narrow) in [
        (" {", "{"),
        ("{ ", "{"),
        (" }", "}"),
        ("} ", "}"),
        ("; ", ";"),
        (": ", ":"),
        (", ", ","),
        (";}", "}"),
    ] {
        style = style.replace(wide, narrow);
    }
    Ok(style)
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let count = NonZeroU64::new(ROUNDS).unwrap_or(NonZeroU64::MIN);
    let options = Options { iteration_count: count, ..Options::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, Format::Gzip, bytes, &mut packed)
        .map_err(|error| Failure::new("Compressing failed", error.to_string()))?;
    Ok(packed)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| failed(path, &error))
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| failed(path, &error))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| failed(path, &error))
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()), "Run `cargo xtask build` again; it makes dist anew.")
}
