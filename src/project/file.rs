//! The project file `name.gapline`: JSON with format, version and the catalogue's version.
//! It reads every released version and refuses newer ones without touching them.

use super::Project;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The present version of the format.
pub const VERSION: u32 = 4;

const FORMAT: &str = "gapline-project";

/// A project as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// The catalogue that its verdicts were made with.
    pub catalogue: String,
}

/// Why a project file could not be opened. The file itself is never changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProjectFileError {
    /// Another kind of file.
    #[error("This is not a Gapline project: {0}. To import a list, use Import.")]
    NotAProject(String),
    /// A project file that is cut off or was edited by hand.
    #[error("This project file is damaged: {0}. Open an older copy; this file was left as it is.")]
    Damaged(String),
    /// Written by a newer Gapline.
    #[error(
        "This project was saved by a newer Gapline (format {found}, this one reads up to {known}). Open it with that version; this file was left as it is."
    )]
    Newer {
        /// Version in the file.
        found: u32,
        /// Newest version that this program reads.
        known: u32,
    },
}

#[derive(Serialize)]
struct WireOut<'a> {
    format: &'static str,
    version: u32,
    catalogue: &'a str,
    project: &'a Project,
}

#[derive(Deserialize)]
struct WireHead {
    format: Option<String>,
    version: Option<u32>,
}

#[derive(Deserialize)]
struct WireIn {
    catalogue: String,
    project: Project,
}

/// Writes a project as a file's text.
///
/// # Errors
/// Only when a part cannot be written as JSON, which the types rule out.
pub fn write(project: &Project, catalogue: &str) -> Result<String, ProjectFileError> {
    serde_json::to_string_pretty(&WireOut { format: FORMAT, version: VERSION, catalogue, project })
        .map_err(|error| ProjectFileError::Damaged(error.to_string()))
}

/// The file's name for a project's name.
pub fn name(project: &str) -> String {
    let stem: String = project
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { '-' })
        .collect::<String>()
        .to_lowercase();
    let stem = stem.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    format!("{}.gapline", if stem.is_empty() { "project" } else { &stem })
}

/// Reads a project from a file's bytes.
///
/// # Errors
/// Says whether the file is of another kind, damaged, or newer than this program.
pub fn open(bytes: &[u8]) -> Result<Opened, ProjectFileError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| ProjectFileError::NotAProject("it is not text".to_owned()))?
        .trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('{') {
        return Err(ProjectFileError::NotAProject("it does not begin as one".to_owned()));
    }
    let head: WireHead = serde_json::from_str(text).map_err(|error| {
        if text.contains(FORMAT) {
            ProjectFileError::Damaged(error.to_string())
        } else {
            ProjectFileError::NotAProject(error.to_string())
        }
    })?;
    if head.format.as_deref() != Some(FORMAT) {
        return Err(ProjectFileError::NotAProject("it does not say that it is one".to_owned()));
    }
    match head.version {
        Some(version) if version > VERSION => {
            return Err(ProjectFileError::Newer { found: version, known: VERSION });
        }
        Some(_) => {}
        None => return Err(ProjectFileError::Damaged("its format version is missing".to_owned())),
    }
    let wire: WireIn =
        serde_json::from_str(text).map_err(|error| ProjectFileError::Damaged(error.to_string()))?;
    Ok(Opened { project: wire.project, catalogue: wire.catalogue })
}
