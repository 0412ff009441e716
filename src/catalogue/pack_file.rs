//! A pack as a CSV file: one line for the pack, one for each own word, one for each own capability.
//! Every line that is not taken over is a finding with its number; the columns are described in `docs/catalogue.md`.

use super::pack::{Entry, OWN, Pack, Word};
use super::phrases::Language;
use super::{Catalogue, load};
use crate::diagnostic::{Checked, Diagnostic, Findings, Place, Severity};
use crate::model::capability_id::CapabilityId;
use crate::model::day;
use crate::model::licence::{LicenceNeed, token_label};
use crate::model::product::SourceProduct;
use crate::model::verdict::{Coverage, Relation};
use crate::table::{Overrides, Quote, Record, Separator, decode, open};

/// The columns of a pack's file, in the order in which they are written.
pub const COLUMNS: [&str; 14] = [
    "kind",
    "capability",
    "text",
    "relation",
    "product",
    "language",
    "summary",
    "area",
    "coverage",
    "platforms",
    "licence",
    "instead",
    "as_of",
    "source",
];

/// Which columns a kind of line uses, by name.
const USED: [(&str, &[&str]); 3] = [
    ("pack", &["kind", "text", "source"]),
    ("synonym", &["kind", "capability", "text", "relation", "product", "language", "source"]),
    (
        "capability",
        &[
            "kind",
            "capability",
            "text",
            "summary",
            "area",
            "coverage",
            "platforms",
            "licence",
            "instead",
            "as_of",
            "source",
        ],
    ),
];

/// The name of a pack's file.
pub fn name(pack: &str) -> String {
    let letters = pack.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' });
    let stem = letters.collect::<String>().to_lowercase();
    let stem = stem.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    format!("{}.csv", if stem.is_empty() { "pack" } else { &stem })
}

/// A pack as the text of a file: UTF-8 with a byte order mark, every cell in quotation marks, CRLF.
pub fn write(pack: &Pack) -> String {
    let mut text = String::from('\u{feff}');
    let mut line = |cells: &[(&str, &str)]| {
        let cell =
            |column: &&str| cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| *cell);
        let row: Vec<String> = COLUMNS
            .iter()
            .map(|column| format!("\"{}\"", neutral(cell(column)).replace('"', "\"\"")))
            .collect();
        text.push_str(&row.join(","));
        text.push_str("\r\n");
    };
    line(&COLUMNS.map(|column| (column, column)));
    line(&[("kind", "pack"), ("text", &pack.name), ("source", &pack.author)]);
    for word in &pack.words {
        line(&[
            ("kind", "synonym"),
            ("capability", word.capability.as_str()),
            ("text", &word.text),
            ("relation", word.relation.key()),
            ("product", word.product.map_or("", SourceProduct::key)),
            ("language", word.language.map_or("", Language::key)),
            ("source", &word.source),
        ]);
    }
    for entry in &pack.entries {
        let platforms: Vec<String> =
            entry.platforms.iter().map(|(one, support)| format!("{}={}", one.key(), support.key())).collect();
        line(&[
            ("kind", "capability"),
            ("capability", entry.id.as_str()),
            ("text", &entry.name),
            ("summary", &entry.summary),
            ("area", &entry.area),
            ("coverage", entry.coverage.key()),
            ("platforms", &platforms.join(";")),
            ("licence", &entry.licence),
            ("instead", &entry.instead),
            ("as_of", &day::iso(entry.as_of)),
            ("source", &entry.source),
        ]);
    }
    text
}

/// A cell that no spreadsheet runs as a formula: such a text gets an apostrophe, and so does one that has
/// apostrophes before it, so that [`verbatim`] knows which of them were added.
fn neutral(text: &str) -> String {
    if is_risky(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that [`neutral`] was given.
fn verbatim(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(cell)
}

fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Reads a pack; `catalogue` is the one that its words may name. A line that cannot be taken over is a finding.
///
/// # Errors
/// When the file is no table, or no line of it names the columns.
pub fn read(file: &str, bytes: &[u8], catalogue: &Catalogue) -> Result<Checked<Pack>, String> {
    let text = decode::decode(bytes, None).text;
    let head = text.lines().find(|line| line.to_lowercase().contains("kind")).unwrap_or_default();
    let separator = [Separator::Comma, Separator::Semicolon, Separator::Tab]
        .into_iter()
        .max_by_key(|one| head.bytes().filter(|byte| *byte == one.byte()).count());
    let overrides = Overrides { separator, quote: Some(Quote::Double), ..Overrides::default() };
    let table = open::read(file, bytes, overrides).map_err(|error| error.to_string())?;
    let records = &table.value.records;
    let is_header = |record: &Record<'_>| record.cells().any(|cell| key(cell) == "kind");
    let Some(place) = records.iter().position(|record| is_header(&record)) else {
        return Err(format!("No line of it names the columns: {}.", COLUMNS.join(", ")));
    };
    let mut reader = Reader {
        columns: Vec::new(),
        findings: Findings::default(),
        pack: Pack::default(),
        lines: Vec::new(),
    };
    for finding in table.diagnostics {
        reader.findings.push(finding);
    }
    for (index, record) in records.iter().enumerate() {
        let blank = record.cells().all(|cell| cell.trim().is_empty());
        match index.cmp(&place) {
            _ if blank => {}
            std::cmp::Ordering::Less if record.get(0).is_some_and(|cell| cell.starts_with("sep=")) => {}
            std::cmp::Ordering::Less => {
                reader.refuse(record.line, "", "It stands above the line that names the columns.".to_owned());
            }
            std::cmp::Ordering::Equal => reader.header(record),
            std::cmp::Ordering::Greater => reader.line(record),
        }
    }
    let Reader { mut findings, mut pack, lines, .. } = reader;
    for (word, line) in pack.words.iter().zip(lines) {
        let own = pack.entries.iter().any(|entry| entry.id == word.capability);
        if !own && catalogue.capability(&word.capability).is_none() {
            findings.push(Diagnostic::new(
                Severity::Warning,
                "pack.capability.unknown",
                Place { line: Some(line), column: Some("capability".to_owned()), part: None },
                format!("“{}” means “{}”, which no catalogue here has. It is kept, and counts as soon as one has it.", word.text, word.capability),
            ));
        }
    }
    if pack.name.trim().is_empty() {
        pack.name = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    }
    Ok(Checked { value: pack, diagnostics: findings.finish() })
}

fn key(cell: &str) -> String {
    verbatim(cell.trim()).trim().to_lowercase()
}

struct Reader {
    /// The known column of each cell.
    columns: Vec<Option<&'static str>>,
    findings: Findings,
    pack: Pack,
    /// The line of each word.
    lines: Vec<u32>,
}

/// Why a line is not taken over: the column, and what is wrong.
type Refusal = (&'static str, String);

impl Reader {
    fn refuse(&mut self, line: u32, column: &str, why: String) {
        let place = Place {
            line: Some(line),
            column: Some(column.to_owned()).filter(|one| !one.is_empty()),
            part: None,
        };
        self.findings.push(
            Diagnostic::new(
                Severity::Problem,
                "pack.line.unread",
                place,
                format!("The line was not taken over. {why}"),
            )
            .with_hint("Correct the line in the file and import it again."),
        );
    }

    fn header(&mut self, record: Record<'_>) {
        for cell in record.cells() {
            let name = key(cell);
            let known = COLUMNS.into_iter().find(|column| *column == name);
            let known = known.filter(|column| !self.columns.contains(&Some(*column)));
            if known.is_none() && !name.is_empty() {
                let place = Place { line: Some(record.line), column: Some(cell.to_owned()), part: None };
                let message =
                    format!("“{cell}” is no column of a pack, or stands twice. What it holds was left out.");
                self.findings.push(Diagnostic::new(Severity::Warning, "pack.column.unknown", place, message));
            }
            self.columns.push(known);
        }
    }

    fn line(&mut self, record: Record<'_>) {
        let row = Row { columns: &self.columns, record };
        let kind = key(row.cell("kind"));
        let Some((_, used)) = USED.iter().find(|(name, _)| *name == kind) else {
            return self.refuse(
                record.line,
                "kind",
                format!("“{kind}” is none of pack, synonym and capability."),
            );
        };
        // Cells beside a known heading that the kind has no use for, and cells under no heading at all.
        let unused: Vec<String> = record
            .cells()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty())
            .filter_map(|(index, _)| match self.columns.get(index) {
                Some(Some(column)) => (!used.contains(column)).then(|| (*column).to_owned()),
                _ => self.columns.get(index).is_none().then(|| format!("column {}", index + 1)),
            })
            .collect();
        let taken = match kind.as_str() {
            "synonym" => word(row).map(|word| {
                self.pack.words.push(word);
                self.lines.push(record.line);
            }),
            "capability" => entry(row, &self.pack).map(|entry| {
                let unknown = unknown_licences(&entry.licence);
                self.pack.entries.push(entry);
                if !unknown.is_empty() {
                    let place =
                        Place { line: Some(record.line), column: Some("licence".to_owned()), part: None };
                    let message = format!(
                        "{} is no licence that Gapline knows. It counts as not held.",
                        unknown.join(", ")
                    );
                    self.findings.push(Diagnostic::new(
                        Severity::Warning,
                        "pack.licence.unknown",
                        place,
                        message,
                    ));
                }
            }),
            _ => named(row, &self.pack).map(|(name, author)| {
                self.pack.name = name;
                self.pack.author = author;
            }),
        };
        match taken {
            Err((column, why)) => self.refuse(record.line, column, why),
            Ok(()) if unused.is_empty() => {}
            Ok(()) => {
                let message =
                    format!("A line of kind {kind} has no use for {}. It was left out.", unused.join(", "));
                self.findings.push(Diagnostic::new(
                    Severity::Warning,
                    "pack.cell.unused",
                    Place::line(record.line),
                    message,
                ));
            }
        }
    }
}

/// A line of the file.
#[derive(Clone, Copy)]
struct Row<'a> {
    columns: &'a [Option<&'static str>],
    record: Record<'a>,
}

impl<'a> Row<'a> {
    fn cell(self, column: &str) -> &'a str {
        let place = self.columns.iter().position(|one| *one == Some(column));
        verbatim(place.and_then(|place| self.record.get(place)).unwrap_or_default())
    }

    fn text(self, column: &'static str) -> Result<String, Refusal> {
        let text = self.cell(column);
        if text.trim().is_empty() {
            Err((column, "The cell is empty.".to_owned()))
        } else {
            Ok(text.to_owned())
        }
    }

    /// What a key means; `None` for an empty cell.
    fn keyed<T>(self, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Refusal> {
        let key = self.cell(column).trim().to_lowercase();
        if key.is_empty() {
            return Ok(None);
        }
        read(&key).map(Some).ok_or_else(|| (column, format!("“{key}” is not known here.")))
    }
}

fn named(row: Row<'_>, pack: &Pack) -> Result<(String, String), Refusal> {
    if !pack.name.is_empty() {
        return Err(("kind", "The pack has a name already.".to_owned()));
    }
    Ok((row.text("text")?, row.cell("source").to_owned()))
}

fn word(row: Row<'_>) -> Result<Word, Refusal> {
    Ok(Word {
        text: row.text("text")?,
        capability: CapabilityId::from(row.text("capability")?.trim()),
        relation: row.keyed("relation", Relation::from_key)?.unwrap_or(Relation::Same),
        product: row.keyed("product", SourceProduct::from_key)?,
        language: row.keyed("language", Language::from_key)?,
        source: row.cell("source").to_owned(),
    })
}

fn entry(row: Row<'_>, pack: &Pack) -> Result<Entry, Refusal> {
    let id = CapabilityId::from(row.text("capability")?.trim());
    let is_kebab = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if !id.as_str().starts_with(OWN) || id.as_str().len() == OWN.len() || !id.as_str().chars().all(is_kebab) {
        let why = format!(
            "“{id}” does not begin with “{OWN}” or holds more than small letters, digits and hyphens."
        );
        return Err(("capability", why));
    }
    if pack.entries.iter().any(|known| known.id == id) {
        return Err(("capability", format!("“{id}” stands in a line above.")));
    }
    let missing = |column: &'static str| (column, "The cell is empty.".to_owned());
    Ok(Entry {
        name: row.text("text")?,
        summary: row.cell("summary").to_owned(),
        area: row.cell("area").to_owned(),
        coverage: row.keyed("coverage", Coverage::from_key)?.ok_or_else(|| missing("coverage"))?,
        platforms: row.keyed("platforms", load::platforms)?.unwrap_or_default(),
        licence: row.cell("licence").to_owned(),
        instead: row.cell("instead").to_owned(),
        as_of: row.keyed("as_of", day::parse)?.ok_or_else(|| missing("as_of"))?,
        source: row.cell("source").to_owned(),
        id,
    })
}

/// The licence tokens that have no name here.
fn unknown_licences(licence: &str) -> Vec<String> {
    let tokens = LicenceNeed::parse(licence).0.into_iter().flatten();
    tokens.filter(|token| token != "none" && token_label(token) == *token).collect()
}
