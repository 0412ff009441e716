//! The shared strings of a workbook, one behind the other in one text. It keeps no fonts, colours or readings.

use crate::table::workbook::error::WorkbookError;
use crate::table::workbook::limits::Limits;
use crate::table::workbook::xml::{Node, Xml};
use crate::table::workbook::zip::Archive;

/// Shared strings by their index.
#[derive(Debug, Default)]
pub(in crate::table::workbook) struct Strings {
    text: String,
    /// Where each ends in `text`, in bytes.
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the part. Its own count is not looked at.
    pub(in crate::table::workbook) fn read(
        archive: &Archive<'_>,
        part: &str,
        limits: &Limits,
    ) -> Result<Strings, WorkbookError> {
        let mut xml = Xml::new(archive.part(part)?, limits);
        let mut strings = Strings::default();
        let mut open = String::new();
        loop {
            let depth = match xml.next()? {
                Node::Open(tag) if tag.name() == "si" && tag.depth == 2 => tag.depth,
                Node::End => return Ok(strings),
                _ => continue,
            };
            open.clear();
            string(&mut xml, depth, limits, &mut open)?;
            strings.push(&unescaped(&open), limits)?;
        }
    }

    fn push(&mut self, string: &str, limits: &Limits) -> Result<(), WorkbookError> {
        if self.ends.len() >= limits.strings {
            let most = limits.strings;
            return Err(WorkbookError::too_much(format!("over {most} different texts")));
        }
        if self.text.len().saturating_add(string.len()) > limits.strings_text {
            let most = limits.strings_text;
            return Err(WorkbookError::too_much(format!("its texts have over {most} bytes")));
        }
        self.text.push_str(string);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }

    /// The string with an index from 0.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let from = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(from as usize..end as usize)
    }
}

/// Appends the text of an element that began at `depth`: all runs, or a value, but no phonetic reading.
///
/// Gives back whether a formula stands in it.
pub(super) fn string(
    xml: &mut Xml<'_>,
    depth: u32,
    limits: &Limits,
    into: &mut String,
) -> Result<bool, WorkbookError> {
    let mut has_formula = false;
    let mut is_text = false;
    // The depth of the phonetic reading in which the reader stands.
    let mut reading = None;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "t" | "v" => is_text = reading.is_none(),
                "rPh" => reading = reading.or(Some(tag.depth)),
                "f" => has_formula = true,
                _ => {}
            },
            Node::Text(text) if is_text => {
                if into.len().saturating_add(text.len()) > limits.cell {
                    let most = limits.cell;
                    return Err(WorkbookError::too_much(format!("a cell has over {most} bytes of text")));
                }
                into.push_str(&text);
            }
            Node::Close(closed) if closed == depth => return Ok(has_formula),
            Node::Close(closed) => {
                is_text = false;
                reading = reading.filter(|reading| *reading != closed);
            }
            Node::End => return Err(xml.damaged("it is cut off")),
            _ => {}
        }
    }
}

/// The text with `_x000D_` and the like as the letters that they stand for.
pub(super) fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let letter = after
            .get(..4)
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()) && after.get(4..5) == Some("_"))
            .and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        match (letter, after.get(5..)) {
            (Some(letter), Some(left)) => {
                plain.push(letter);
                rest = left;
            }
            _ => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_letters() {
        let check = |text: &str, expected: &str| assert_eq!(unescaped(text), expected);
        check("a_x000D_\nb", "a\r\nb");
        check("_x005F_x000D_", "_x000D_");
        check("_x", "_x");
        check("_x00_", "_x00_");
        check("_xD83D_", "_xD83D_");
        check("my_xml_ä", "my_xml_ä");
        check("_x00ä0_", "_x00ä0_");
    }
}
