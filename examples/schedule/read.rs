//! Reads project files of PSPLIB (`.sm`, one mode) and RCPSP/max (`.SCH`), and tables of known bounds.

use crate::validate::Case;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// All files of a folder and the folders below it with one of the two extensions, in natural order of their names.
pub fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let extension = path.extension().map(|one| one.to_ascii_lowercase());
            if path.is_dir() {
                folders.push(path);
            } else if extension.is_some_and(|one| one == "sm" || one == "sch") {
                found.push(path);
            }
        }
    }
    found.sort_by_key(|path| {
        let name = name(path);
        let numbers: Vec<u64> =
            name.split(|letter: char| !letter.is_ascii_digit()).flat_map(str::parse).collect();
        (path.parent().map(Path::to_owned), numbers, name)
    });
    Ok(found)
}

/// The name of a file without its extension.
pub fn name(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads a file by its extension.
pub fn case(path: &Path) -> Result<Case, String> {
    let text = std::fs::read(path).map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&text);
    let is_sm = path.extension().is_some_and(|one| one.eq_ignore_ascii_case("sm"));
    let case = if is_sm { single_mode(&text) } else { with_lags(&text) };
    case.ok_or_else(|| "the file does not have the form of its extension".to_owned())
}

fn numbers(line: &str) -> Vec<i64> {
    line.split(|letter: char| letter.is_whitespace() || letter == '[' || letter == ']')
        .flat_map(str::parse)
        .collect()
}

/// The number after a colon in the line that begins with a word.
fn header(text: &str, word: &str) -> Option<usize> {
    let line = text.lines().find(|line| line.trim_start_matches([' ', '-']).starts_with(word))?;
    line.split(':').nth(1)?.split_whitespace().next()?.parse().ok()
}

fn single_mode(text: &str) -> Option<Case> {
    let count = header(text, "jobs")?;
    let resources = header(text, "renewable")?;
    let section = |title: &'static str| {
        let mut lines = text.lines().skip_while(move |line| !line.starts_with(title)).skip(1);
        std::iter::from_fn(move || {
            lines.find(|line| line.trim().starts_with(|one: char| one.is_ascii_digit()))
        })
    };
    let mut case = Case::default();
    let mut followers = Vec::new();
    for line in section("PRECEDENCE RELATIONS").take(count) {
        followers.push(numbers(line));
    }
    for line in section("REQUESTS/DURATIONS").take(count) {
        let row = numbers(line);
        case.durations.push(*row.get(2)?);
        case.demands.push(row.get(3..3 + resources)?.to_vec());
    }
    for (from, row) in followers.iter().enumerate() {
        for to in row.get(3..)? {
            let to = usize::try_from(*to - 1).ok().filter(|to| *to < count)?;
            case.lags.push((from, to, *case.durations.get(from)?));
        }
    }
    case.capacities = numbers(section("RESOURCEAVAILABILITIES").next()?);
    (case.durations.len() == count && case.capacities.len() == resources).then_some(case)
}

fn with_lags(text: &str) -> Option<Case> {
    let rows: Vec<Vec<i64>> = text.lines().map(numbers).filter(|row| !row.is_empty()).collect();
    let size = rows.first()?;
    let (count, resources) =
        (usize::try_from(*size.first()? + 2).ok()?, usize::try_from(*size.get(1)?).ok()?);
    let mut case = Case::default();
    for (from, row) in rows.get(1..=count)?.iter().enumerate() {
        let many = usize::try_from(*row.get(2)?).ok()?;
        for (to, lag) in row.get(3..3 + many)?.iter().zip(row.get(3 + many..3 + 2 * many)?) {
            case.lags.push((from, usize::try_from(*to).ok().filter(|to| *to < count)?, *lag));
        }
    }
    for row in rows.get(count + 1..=2 * count)? {
        case.durations.push(*row.get(2)?);
        case.demands.push(row.get(3..3 + resources)?.to_vec());
    }
    case.capacities = rows.get(2 * count + 1)?.get(..resources)?.to_vec();
    Some(case)
}

/// What is known of an instance from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The longest chain.
    pub path: Option<i64>,
    /// The shortest schedule known.
    pub best: Option<i64>,
    /// Whether the best known is proven.
    pub is_proven: bool,
    /// Whether there is none.
    pub is_impossible: bool,
}

/// Tables `bounds.csv` and `optimum.csv` in the folder, one of its folders or above it; the nearest wins.
pub fn known(folder: &Path) -> BTreeMap<String, Known> {
    let mut known = BTreeMap::new();
    let Ok(folder) = folder.canonicalize() else { return known };
    let mut places: Vec<PathBuf> = folder.ancestors().map(Path::to_owned).collect();
    places.reverse();
    let mut waiting = vec![folder];
    while let Some(folder) = waiting.pop() {
        let inside = std::fs::read_dir(&folder).map(|list| list.flatten().map(|entry| entry.path()));
        let below: Vec<PathBuf> = inside.into_iter().flatten().filter(|path| path.is_dir()).collect();
        places.extend(below.iter().cloned());
        waiting.extend(below);
    }
    for place in places {
        for (table, is_optimum) in [("bounds.csv", false), ("optimum.csv", true)] {
            let Ok(text) = std::fs::read_to_string(place.join(table)) else { continue };
            for line in text.lines().skip(1) {
                let cells: Vec<&str> = line.split(',').map(str::trim).collect();
                let number = |place: usize| cells.get(place).and_then(|cell| cell.parse::<i64>().ok());
                let Some(name) = cells.first() else { continue };
                let one = if is_optimum {
                    Known {
                        path: None,
                        best: number(1),
                        is_proven: true,
                        is_impossible: cells.get(1) == Some(&"unsat"),
                    }
                } else {
                    Known {
                        path: number(2),
                        best: number(4),
                        is_proven: number(3) == number(4),
                        is_impossible: false,
                    }
                };
                known.insert(name.trim_end_matches(".SCH").trim_end_matches(".sm").to_owned(), one);
            }
        }
    }
    known
}
