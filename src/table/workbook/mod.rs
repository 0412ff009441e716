//! Reads workbooks (XLSX, XLSM, ODS) into records of text cells, as their sheets show them, within limits.
//! It never computes a formula, runs a macro, follows a link or gives a meaning to any cell.

mod address;
mod error;
mod format;
mod grid;
mod limits;
mod ods;
mod part;
mod ranges;
mod xlsx;
mod xml;
mod zip;

pub use error::WorkbookError;
pub use limits::Limits;

pub use super::sheet::{Merge, SheetInfo};

use super::cells::Cells;
use crate::diagnostic::{Diagnostic, Findings};
use ranges::Ranges;
use std::cell::OnceCell;
use xlsx::{Strings, Styles};
use xml::Xml;
use zip::Archive;

/// The beginning of an old Office file, and of one that is encrypted.
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The form of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML.
    Xlsx,
    /// Office Open XML with macros, which are not looked at.
    Xlsm,
    /// OpenDocument.
    Ods,
}

impl Kind {
    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Xlsx => "XLSX",
            Kind::Xlsm => "XLSM",
            Kind::Ods => "ODS",
        }
    }
}

/// A sheet that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its rows as text cells, hidden ones among them.
    ///
    /// A record's line is the row's number in the sheet, from 1. A row ends behind its last filled cell. Rows
    /// without a filled cell are empty records where up to 1,000 of them stand between two filled rows; more
    /// of them, and those before the first and behind the last filled row, are left out.
    pub cells: Cells,
    /// Merged ranges from the top, those of one row from the left. Only the first cell of each has text.
    pub merges: Vec<Merge>,
    /// Hidden rows down to the last record, from 1, in order.
    pub hidden_lines: Vec<u32>,
    /// Hidden columns up to the last filled one, from 0, in order.
    pub hidden_columns: Vec<usize>,
    /// What was found: cells without text because the file holds none. A place's column is its letter.
    pub findings: Vec<Diagnostic>,
}

impl Sheet {
    fn new(
        cells: Cells,
        mut merges: Vec<Merge>,
        lines: Ranges,
        columns: Ranges,
        findings: Findings,
    ) -> Sheet {
        let last =
            cells.len().checked_sub(1).and_then(|last| cells.get(last)).map_or(0, |record| record.line);
        merges.sort_by_key(|merge| (merge.first_line, merge.first_column));
        let width = u32::try_from(cells.width()).unwrap_or(u32::MAX);
        Sheet {
            merges,
            hidden_lines: lines.below(last.saturating_add(1)),
            hidden_columns: columns.below(width).into_iter().map(|column| column as usize).collect(),
            findings: findings.finish(),
            cells,
        }
    }
}

/// A workbook that was opened, over the bytes of its file.
#[derive(Debug)]
pub struct Workbook<'a> {
    /// Its form.
    pub kind: Kind,
    /// Its sheets in order; charts, dialogs and macros are no sheets.
    pub sheets: Vec<SheetInfo>,
    archive: Archive<'a>,
    limits: Limits,
    /// For each sheet the part that holds it; none for ODS, where one part holds all.
    parts: Vec<String>,
    strings_part: Option<String>,
    styles_part: Option<String>,
    from_1904: bool,
    /// What the sheets share, once the first was read.
    shared: OnceCell<(Strings, Styles)>,
}

/// Opens a workbook: its form and the names of its sheets.
///
/// # Errors
/// When it is no workbook, encrypted, damaged or over the limits.
pub fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Workbook<'a>, WorkbookError> {
    if bytes.starts_with(OLD_OFFICE) {
        return Err(old_office(bytes));
    }
    let archive = Archive::open(bytes, limits)?;
    let kind = kind(&archive, limits)?;
    let mut workbook = Workbook {
        kind,
        sheets: Vec::new(),
        archive,
        limits: *limits,
        parts: Vec::new(),
        strings_part: None,
        styles_part: None,
        from_1904: false,
        shared: OnceCell::new(),
    };
    if kind == Kind::Ods {
        workbook.sheets = ods::sheets(&workbook.archive, limits)?;
    } else {
        let package = xlsx::Package::open(&workbook.archive, limits)?;
        (workbook.sheets, workbook.parts) = package.sheets.into_iter().unzip();
        workbook.strings_part = package.strings;
        workbook.styles_part = package.styles;
        workbook.from_1904 = package.from_1904;
    }
    Ok(workbook)
}

impl Workbook<'_> {
    /// Reads a sheet by its index in `sheets`.
    ///
    /// # Errors
    /// When there is no such sheet, or it is damaged or over the limits.
    pub fn read(&self, sheet: usize) -> Result<Sheet, WorkbookError> {
        if sheet >= self.sheets.len() {
            return Err(WorkbookError::NoSheet { number: sheet.saturating_add(1) });
        }
        self.archive.start();
        let Some(part) = self.parts.get(sheet) else {
            return ods::read(&self.archive, sheet, &self.limits);
        };
        let (strings, styles) = self.shared()?;
        let xml = Xml::new(self.archive.part(part)?, &self.limits);
        xlsx::read(xml, xlsx::Shared { strings, styles, from_1904: self.from_1904 }, &self.limits)
    }

    fn shared(&self) -> Result<&(Strings, Styles), WorkbookError> {
        if let Some(shared) = self.shared.get() {
            return Ok(shared);
        }
        let strings = match &self.strings_part {
            Some(part) => Strings::read(&self.archive, part, &self.limits)?,
            None => Strings::default(),
        };
        let styles = match &self.styles_part {
            Some(part) => Styles::read(&self.archive, part, &self.limits)?,
            None => Styles::default(),
        };
        Ok(self.shared.get_or_init(|| (strings, styles)))
    }
}

fn kind(archive: &Archive<'_>, limits: &Limits) -> Result<Kind, WorkbookError> {
    let kind =
        if archive.has(xlsx::TYPES) { xlsx::kind(archive, limits)? } else { ods::kind(archive, limits)? };
    kind.ok_or(WorkbookError::NotWorkbook)
}

/// An encrypted workbook holds a stream of this name in an old Office file; any other is no XLSX at all.
fn old_office(bytes: &[u8]) -> WorkbookError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match bytes.windows(name.len()).any(|window| window == name) {
        true => WorkbookError::Encrypted,
        false => WorkbookError::Binary { kind: "XLS" },
    }
}

/// Counts sheets against their limit.
fn check_sheets(number: usize, limits: &Limits) -> Result<(), WorkbookError> {
    let most = limits.sheets;
    if number <= most { Ok(()) } else { Err(WorkbookError::too_much(format!("over {most} sheets"))) }
}

#[cfg(test)]
mod tests;
