//! Findings about the customer's data or plan, each with a place and a stable code.
//! What could not be done at all is an error of its boundary, not a diagnostic.

use crate::model::keyed::keyed;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// The result may be wrong until somebody looks.
    Warning,
    /// Part of the result is missing.
    Problem,
}

keyed!(Severity);

impl Severity {
    /// The key in project files.
    pub fn key(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Problem => "problem",
        }
    }

    /// The word of a key.
    pub fn from_key(key: &str) -> Option<Severity> {
        [Severity::Note, Severity::Warning, Severity::Problem].into_iter().find(|word| word.key() == key)
    }
}

/// Where in the customer's file or plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// Line of the file, from 1.
    pub line: Option<u32>,
    /// Column as its header names it.
    pub column: Option<String>,
    /// A task, wave or other part of the plan, by name.
    pub part: Option<String>,
}

impl Place {
    /// A line of the file.
    pub fn line(line: u32) -> Place {
        Place { line: Some(line), ..Place::default() }
    }

    /// A named part of the plan or project.
    pub fn part(name: impl Into<String>) -> Place {
        Place { part: Some(name.into()), ..Place::default() }
    }

    /// The place in words: "line 47, column Devices"; empty when nothing is known.
    pub fn label(&self) -> String {
        let mut words = Vec::new();
        if let Some(line) = self.line {
            words.push(format!("line {line}"));
        }
        if let Some(column) = &self.column {
            words.push(format!("column {column}"));
        }
        if let Some(part) = &self.part {
            words.push(part.clone());
        }
        words.join(", ")
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Stable id such as `intake.row.short`; documented in `docs/diagnostics.md`.
    pub code: Cow<'static, str>,
    /// Where.
    pub place: Place,
    /// What was found, in a sentence.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl Diagnostic {
    /// A finding without a hint.
    pub fn new(
        severity: Severity,
        code: &'static str,
        place: Place,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            severity,
            code: Cow::Borrowed(code),
            place,
            message: message.into(),
            hint: String::new(),
        }
    }

    /// The same finding with what to do about it.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = hint.into();
        self
    }
}

/// A value together with what was found while it was made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Checked<T> {
    /// The value, complete as far as it could be made.
    pub value: T,
    /// What was found, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Checked<T> {
        Checked { value, diagnostics: Vec::new() }
    }
}

/// How many findings of one code are listed before the rest are only counted.
pub const LISTED_PER_CODE: u32 = 200;

/// Collects findings in order and lists at most [`LISTED_PER_CODE`] of one code.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    listed: Vec<Diagnostic>,
    /// Each code with how often it was found and how much it matters at most; there are few codes.
    counts: Vec<(Cow<'static, str>, u32, Severity)>,
}

impl Findings {
    /// Adds a finding, or counts it when enough of its code are listed.
    pub fn push(&mut self, finding: Diagnostic) {
        let count = match self.counts.iter_mut().find(|(code, ..)| *code == finding.code) {
            Some((_, count, worst)) => {
                *count = count.saturating_add(1);
                *worst = (*worst).max(finding.severity);
                *count
            }
            None => {
                self.counts.push((finding.code.clone(), 1, finding.severity));
                1
            }
        };
        if count <= LISTED_PER_CODE {
            self.listed.push(finding);
        }
    }

    /// The findings; each code with more than are listed ends with one that says how many more.
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut all = self.listed;
        for (code, count, severity) in self.counts {
            let more = count.saturating_sub(LISTED_PER_CODE);
            if more > 0 {
                let message = format!("{more} more findings of this kind.");
                all.push(Diagnostic {
                    severity,
                    code,
                    place: Place::default(),
                    message,
                    hint: String::new(),
                });
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_code_is_counted() {
        let check = |number: u32, listed: usize, last: &str| {
            let mut findings = Findings::default();
            for line in 1..=number {
                findings.push(Diagnostic::new(Severity::Note, "a.b", Place::line(line), "found"));
            }
            let all = findings.finish();
            assert_eq!(all.len(), listed);
            assert_eq!(all.last().map_or("", |finding| finding.message.as_str()), last);
        };
        check(0, 0, "");
        check(200, 200, "found");
        check(203, 201, "3 more findings of this kind.");
    }
}
