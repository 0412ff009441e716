//! Workbooks of Office Open XML: from the package to its sheets, shared strings and styles.
//! It never follows a link out of the package and never computes a formula.

mod sheet;
mod strings;
mod styles;

pub(super) use sheet::{Shared, read};
pub(super) use strings::Strings;
pub(super) use styles::Styles;

use super::error::WorkbookError;
use super::limits::Limits;
use super::xml::{Node, Xml};
use super::zip::Archive;
use super::{Kind, SheetInfo};

/// The part that says what the other parts are.
pub(super) const TYPES: &str = "[Content_Types].xml";

/// What a workbook says about its sheets.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Every sheet with the part that holds it.
    pub(super) sheets: Vec<(SheetInfo, String)>,
    /// The part with the shared strings.
    pub(super) strings: Option<String>,
    /// The part with the styles.
    pub(super) styles: Option<String>,
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
}

/// One relationship of a part.
struct Relation {
    id: String,
    /// The last word of its type: `worksheet`, `styles`.
    kind: String,
    /// The part that it leads to.
    target: String,
}

/// What the package holds, by the types of its parts; `None` for no workbook. A part's own type counts: some
/// programs write XLSX with the default that files ending in `bin` would be binary workbooks.
pub(super) fn kind(archive: &Archive<'_>, limits: &Limits) -> Result<Option<Kind>, WorkbookError> {
    let mut xml = Xml::new(archive.part(TYPES)?, limits);
    let mut binary = false;
    loop {
        match xml.next()? {
            Node::Open(tag) if matches!(tag.name(), "Override" | "Default") => {
                let kind = tag.attribute("ContentType")?.unwrap_or_default().to_ascii_lowercase();
                if kind.contains("ms-excel.sheet.binary") {
                    binary = true;
                }
                if kind.contains("ms-excel") && kind.ends_with("macroenabled.main+xml") {
                    return Ok(Some(Kind::Xlsm));
                }
                if kind.contains("spreadsheetml") && kind.ends_with(".main+xml") {
                    return Ok(Some(Kind::Xlsx));
                }
            }
            Node::End if binary => return Err(WorkbookError::Binary { kind: "XLSB" }),
            Node::End => return Ok(None),
            _ => {}
        }
    }
}

impl Package {
    /// Reads what the workbook says about its sheets.
    pub(super) fn open(archive: &Archive<'_>, limits: &Limits) -> Result<Package, WorkbookError> {
        let main = relations(archive, limits, "")?
            .into_iter()
            .find(|relation| relation.kind == "officeDocument")
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        let relations = relations(archive, limits, &main)?;
        let part = |kind: &str| {
            let found = relations.iter().find(|relation| relation.kind == kind);
            found.map(|relation| relation.target.clone()).filter(|name| archive.has(name))
        };
        let mut package =
            Package { strings: part("sharedStrings"), styles: part("styles"), ..Package::default() };
        let mut xml = Xml::new(archive.part(&main)?, limits);
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "workbookPr" => package.from_1904 = tag.flag("date1904")?,
                Node::Open(tag) if tag.name() == "sheet" && tag.depth == 3 => {
                    let id = tag.attribute("id")?.unwrap_or_default();
                    let name = tag.attribute("name")?.unwrap_or_default().into_owned();
                    let hidden = tag.attribute("state")?.is_some_and(|state| state != "visible");
                    let relation = relations.iter().find(|relation| relation.id == id);
                    // A sheet that is a chart, a dialog or a macro has no list.
                    if let Some(relation) = relation.filter(|relation| relation.kind == "worksheet") {
                        package.sheets.push((SheetInfo { name, hidden }, relation.target.clone()));
                    }
                    super::check_sheets(package.sheets.len(), limits)?;
                }
                Node::End => return Ok(package),
                _ => {}
            }
        }
    }
}

/// The relationships of a part; none when it has no such part beside it. The package itself is "".
fn relations(archive: &Archive<'_>, limits: &Limits, of: &str) -> Result<Vec<Relation>, WorkbookError> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let beside = join(folder, &format!("_rels/{name}.rels"));
    let mut relations = Vec::new();
    if !archive.has(&beside) {
        return Ok(relations);
    }
    let mut xml = Xml::new(archive.part(&beside)?, limits);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "Relationship" => {
                if tag.attribute("TargetMode")?.is_some_and(|mode| mode == "External") {
                    continue;
                }
                let kind = tag.attribute("Type")?.unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = join(folder, &tag.attribute("Target")?.unwrap_or_default());
                relations.push(Relation {
                    id: tag.attribute("Id")?.unwrap_or_default().into_owned(),
                    kind,
                    target,
                });
                if relations.len() > limits.entries {
                    let most = limits.entries;
                    return Err(WorkbookError::too_much(format!("over {most} relationships in {beside}")));
                }
            }
            Node::End => return Ok(relations),
            _ => {}
        }
    }
}

/// The part that a target names, seen from a folder.
fn join(folder: &str, target: &str) -> String {
    let mut names: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        let check = |folder, target, expected: &str| assert_eq!(join(folder, target), expected);
        check("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml");
        check("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml");
        check("xl/worksheets", "../sharedStrings.xml", "xl/sharedStrings.xml");
        check("", "../../../xl/./styles.xml", "xl/styles.xml");
    }
}
