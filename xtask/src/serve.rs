//! A small static server for the built site, on this machine only.

use crate::steps::{Failure, root};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// Serves dist/site/ until it is stopped.
pub fn serve(port: u16, open: bool) -> Result<(), Failure> {
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
        Failure::new(format!("Port {port} cannot be used: {error}"), "Choose another with --port N.")
    })?;
    let address = format!("http://127.0.0.1:{port}/");
    println!("\nGapline is served at {address}");
    println!("The one-file edition is {}", root().join("dist/gapline.html").display());
    println!("Ctrl+C stops it.");
    if open {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        // Without a desktop there is nothing to open; the address stands above.
        let _ = Command::new(opener).arg(&address).spawn();
    }
    let site = root().join("dist/site");
    for stream in listener.incoming().flatten() {
        let site = site.clone();
        std::thread::spawn(move || answer(stream, &site));
    }
    Ok(())
}

/// Answers one request. A browser that goes away is its own matter.
fn answer(mut stream: TcpStream, site: &Path) {
    let mut line = String::new();
    if BufReader::new(&stream).read_line(&mut line).is_err() {
        return;
    }
    let mut words = line.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
    let body = file(site, target).and_then(|path| Some((std::fs::read(&path).ok()?, kind(&path))));
    let _ = match body {
        Some((bytes, kind)) if method == "GET" || method == "HEAD" => {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
                bytes.len()
            );
            stream
                .write_all(head.as_bytes())
                .and_then(|()| if method == "GET" { stream.write_all(&bytes) } else { Ok(()) })
        }
        _ => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    };
}

/// The file of an address, never outside the site.
fn file(site: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next().unwrap_or("/").trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let path = Path::new(path);
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| site.join(path))
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
