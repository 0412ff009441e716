//! Why a workbook could not be read at all, each with what to do about it. It holds no findings about cells.

use thiserror::Error;

/// Why a workbook could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WorkbookError {
    /// No ZIP archive with the parts of a workbook.
    #[error("This is no workbook that can be read. Save the list as XLSX, ODS or CSV and choose that file.")]
    NotWorkbook,
    /// A binary workbook: XLS or XLSB.
    #[error("This is a binary workbook ({kind}). Open it, save it as XLSX and choose that file.")]
    Binary {
        /// `XLS` or `XLSB`.
        kind: &'static str,
    },
    /// Encrypted with a password.
    #[error("The workbook is protected by a password. Save it without one and choose that file.")]
    Encrypted,
    /// An archive in a form that no spreadsheet program needs.
    #[error(
        "The workbook is packed in a way that is not read: {what}. Open it, save it again and choose that file."
    )]
    Packing {
        /// Which way.
        what: &'static str,
    },
    /// A limit was passed.
    #[error("The workbook holds too much when unpacked: {what}. Save the sheet with the features alone.")]
    TooMuch {
        /// What there is and what is read at most, in figures.
        what: String,
    },
    /// A part declares a document type, which no workbook needs and which can hide a bomb.
    #[error(
        "The part {part} declares a document type, which workbooks do not. Save the workbook again from a spreadsheet program."
    )]
    Doctype {
        /// The entry of the archive.
        part: String,
    },
    /// A part that belongs to every workbook is not there.
    #[error("The workbook has no part {part}. Open it, save it again and choose that file.")]
    Missing {
        /// The entry of the archive.
        part: String,
    },
    /// A part is no valid archive entry, no valid XML, or no valid sheet.
    #[error(
        "The workbook is damaged in {part}: {what}. Open it, let it be repaired, save it and choose that file."
    )]
    Damaged {
        /// The entry of the archive.
        part: String,
        /// What is wrong.
        what: String,
    },
    /// There is no sheet with this index.
    #[error("The workbook has no sheet number {number}.")]
    NoSheet {
        /// The sheet's number, from 1.
        number: usize,
    },
}

impl WorkbookError {
    /// A part that cannot be understood.
    pub(super) fn damaged(part: &str, what: impl Into<String>) -> WorkbookError {
        WorkbookError::Damaged { part: part.to_owned(), what: what.into() }
    }

    /// A figure over its limit.
    pub(super) fn too_much(what: impl Into<String>) -> WorkbookError {
        WorkbookError::TooMuch { what: what.into() }
    }
}
