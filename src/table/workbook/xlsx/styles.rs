//! The number formats of cells, by the index of a cell's style. It reads no fonts, fills or borders.

use crate::table::workbook::error::WorkbookError;
use crate::table::workbook::format::Format;
use crate::table::workbook::limits::Limits;
use crate::table::workbook::xml::{Node, Xml};
use crate::table::workbook::zip::Archive;
use std::collections::BTreeMap;

/// The number format of every cell style.
#[derive(Debug, Default)]
pub(in crate::table::workbook) struct Styles {
    formats: BTreeMap<u32, Format>,
    /// For each style the id of its format.
    cells: Vec<u32>,
}

impl Styles {
    /// Reads the part.
    pub(in crate::table::workbook) fn read(
        archive: &Archive<'_>,
        part: &str,
        limits: &Limits,
    ) -> Result<Styles, WorkbookError> {
        let mut xml = Xml::new(archive.part(part)?, limits);
        let mut styles = Styles::default();
        let mut in_cells = false;
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.depth == 2 => in_cells = tag.name() == "cellXfs",
                Node::Open(tag) if tag.depth == 3 && tag.name() == "numFmt" => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId")?, tag.attribute("formatCode")?) {
                        styles.formats.insert(id, Format::parse(&code));
                    }
                }
                Node::Open(tag) if tag.depth == 3 && in_cells && tag.name() == "xf" => {
                    styles.cells.push(tag.number("numFmtId")?.unwrap_or(0));
                }
                Node::End => break,
                _ => {}
            }
            if styles.formats.len().max(styles.cells.len()) > limits.styles {
                let most = limits.styles;
                return Err(WorkbookError::too_much(format!("over {most} styles of cells")));
            }
        }
        styles.add_built_in();
        Ok(styles)
    }

    /// The formats that cells use and the workbook does not define.
    fn add_built_in(&mut self) {
        for id in &self.cells {
            if !self.formats.contains_key(id)
                && let Some(format) = Format::built_in(*id)
            {
                self.formats.insert(*id, format);
            }
        }
    }

    /// A number under a style as the sheet shows it.
    pub(super) fn render(&self, style: usize, value: f64, from_1904: bool) -> String {
        let format = self.cells.get(style).and_then(|id| self.formats.get(id));
        match format {
            Some(format) => format.render(value, from_1904),
            None => Format::default().render(value, from_1904),
        }
    }
}
