//! Counts the devices of a list, as the page does.
//!
//! ```text
//! cargo run --release --example devices -- FILE.csv
//! ```

use gapline::devices::read::{Want, cells, text};
use gapline::devices::{DeviceCounts, Values};
use gapline::table::{Content, Overrides, open};
use std::cell::RefCell;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::process::ExitCode;

/// A file that is read where it lies.
struct OnDisk(RefCell<File>, u64);

impl Content for OnDisk {
    fn bytes(&self) -> u64 {
        self.1
    }

    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        let mut file = self.0.borrow_mut();
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(from)).map_err(|error| error.to_string())?;
        (&mut *file).take(to - from).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        return failed("Which file? cargo run --release --example devices -- FILE.csv");
    };
    match count(&path) {
        Ok(Some(counts)) => {
            print(&counts);
            ExitCode::SUCCESS
        }
        Ok(None) => failed("This is no list of devices."),
        Err(message) => failed(&message),
    }
}

fn count(path: &str) -> Result<Option<DeviceCounts>, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let bytes = file.metadata().map_err(|error| error.to_string())?.len();
    let content = OnDisk(RefCell::new(file), bytes);
    let counts = text(path, &content, Overrides::default(), &Want::Detect, &mut |_| {});
    match counts.map_err(|error| error.to_string())? {
        Some(counts) => Ok(Some(counts)),
        None => {
            let table = open::read(path, &content.read(0, bytes)?, Overrides::default());
            Ok(cells(path, &table.map_err(|error| error.to_string())?.value.records, &Want::Detect))
        }
    }
}

fn print(counts: &DeviceCounts) {
    let product =
        if counts.product.is_empty() { "a product that is not named" } else { counts.product.as_str() };
    say(&format!("{} devices in {} records, from {product}", counts.devices, counts.records));
    for (platform, count) in counts.platforms.iter() {
        say(&format!("{count:>9}  {}", platform.label()));
    }
    for (value, count) in &counts.unread {
        say(&format!("{count:>9}  not understood: {value}"));
    }
    for left in &counts.left_out {
        say(&format!("{:>9}  left out: {}", left.count, left.why.label()));
    }
    for Values { field, values, others } in &counts.fields {
        say(&format!("{}: {} values, {others} devices with others", field.label(), values.len()));
        for (value, count) in values.iter().take(8) {
            say(&format!("{count:>9}  {}", if value.is_empty() { "not said" } else { value }));
        }
    }
}

fn say(line: &str) {
    // A closed output is no reason to fail.
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn failed(message: &str) -> ExitCode {
    say(message);
    ExitCode::FAILURE
}
