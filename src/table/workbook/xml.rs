//! XML read as a stream of tags and texts within limits. Names are local names: no prefix, no namespace.
//! It refuses document types and unknown entities and never resolves anything outside the part.

use super::error::WorkbookError;
use super::limits::Limits;
use super::part::Part;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};
use std::borrow::Cow;

/// A part that is read as XML.
pub(super) struct Xml<'a> {
    reader: Reader<Part<'a>>,
    buffer: Vec<u8>,
    part: String,
    /// Open elements.
    depth: u32,
    most_depth: u32,
}

/// What comes next in a part.
pub(super) enum Node<'x> {
    /// An element begins.
    Open(Tag<'x>),
    /// An element ends that began at this depth; the root's is 1.
    Close(u32),
    /// Text with its entities resolved. One text may come in several pieces.
    Text(Cow<'x, str>),
    /// A comment or an instruction.
    Other,
    /// The part ends.
    End,
}

/// The beginning of an element.
pub(super) struct Tag<'x> {
    start: BytesStart<'x>,
    part: &'x str,
    /// How deep it stands; the root's is 1.
    pub(super) depth: u32,
}

impl<'a> Xml<'a> {
    pub(super) fn new(part: Part<'a>, limits: &Limits) -> Xml<'a> {
        let name = part.name().to_owned();
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), part: name, depth: 0, most_depth: limits.depth }
    }

    /// The part's name.
    pub(super) fn part(&self) -> &str {
        &self.part
    }

    /// A finding about this part.
    pub(super) fn damaged(&self, what: impl Into<String>) -> WorkbookError {
        WorkbookError::damaged(&self.part, what)
    }

    /// What comes next.
    ///
    /// # Errors
    /// When it is no well-formed XML, has a document type or an unknown entity, or a limit is passed.
    pub(super) fn next(&mut self) -> Result<Node<'_>, WorkbookError> {
        self.buffer.clear();
        self.reader.get_mut().mark();
        let part = self.part.as_str();
        let event =
            self.reader.read_event_into(&mut self.buffer).map_err(|error| translated(part, &error))?;
        Ok(match event {
            Event::Start(start) | Event::Empty(start) => {
                self.depth += 1;
                if self.depth > self.most_depth {
                    let most = self.most_depth;
                    let what = format!("elements in {part} nest deeper than {most}");
                    return Err(WorkbookError::too_much(what));
                }
                Node::Open(Tag { start, part, depth: self.depth })
            }
            Event::End(_) => {
                let depth = self.depth;
                self.depth = depth.saturating_sub(1);
                Node::Close(depth)
            }
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::Text(text.xml10_content()),
            Event::GeneralRef(entity) => Node::Text(resolved(part, &entity)?),
            Event::DocType(_) => return Err(WorkbookError::Doctype { part: part.to_owned() }),
            Event::Decl(declaration) => check_encoding(part, &declaration)?,
            Event::Comment(_) | Event::PI(_) => Node::Other,
            Event::Eof if self.depth > 0 => return Err(WorkbookError::damaged(part, "it is cut off")),
            Event::Eof => Node::End,
        })
    }

    /// Reads on until the element that began at this depth has ended.
    pub(super) fn skip(&mut self, depth: u32) -> Result<(), WorkbookError> {
        while self.depth >= depth {
            self.next()?;
        }
        Ok(())
    }
}

impl Tag<'_> {
    /// The local name.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// A finding about the part.
    pub(super) fn damaged(&self, what: impl Into<String>) -> WorkbookError {
        WorkbookError::damaged(self.part, what)
    }

    /// The value of an attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Result<Option<Cow<'_, str>>, WorkbookError> {
        for attribute in self.start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| translated(self.part, &error.into()))?;
            if attribute.key.local_name().into_inner() == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                return value.map(Some).map_err(|error| translated(self.part, &error));
            }
        }
        Ok(None)
    }

    /// An attribute that is a whole number.
    pub(super) fn number(&self, name: &str) -> Result<Option<u32>, WorkbookError> {
        let Some(value) = self.attribute(name)? else { return Ok(None) };
        match value.trim().parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => {
                let shown: String = value.chars().take(20).collect();
                Err(WorkbookError::damaged(self.part, format!("{name} is no number: {shown}")))
            }
        }
    }

    /// An attribute that is true or false; without it, false.
    pub(super) fn flag(&self, name: &str) -> Result<bool, WorkbookError> {
        Ok(self.attribute(name)?.is_some_and(|value| is_true(&value)))
    }
}

/// Whether a word of XML Schema's boolean is true.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "TRUE" | "on")
}

/// The text of one of the five entities or of a character reference.
fn resolved<'x>(part: &str, entity: &BytesRef<'_>) -> Result<Cow<'x, str>, WorkbookError> {
    let known = match &**entity {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => {
            let letter = entity.resolve_char_ref().map_err(|error| translated(part, &error))?;
            let letter = letter.ok_or_else(|| WorkbookError::damaged(part, "it holds an unknown entity"))?;
            return Ok(Cow::Owned(letter.to_string()));
        }
    };
    Ok(Cow::Borrowed(known))
}

fn check_encoding<'x>(part: &str, declaration: &BytesDecl<'_>) -> Result<Node<'x>, WorkbookError> {
    let known = match declaration.encoding() {
        None => true,
        Some(Ok(name)) => ["utf-8", "utf8", "us-ascii"].contains(&name.to_ascii_lowercase().as_str()),
        Some(Err(_)) => false,
    };
    if known { Ok(Node::Other) } else { Err(WorkbookError::damaged(part, "it is not written in UTF-8")) }
}

/// Our own error where it was ours, else what the XML reader says.
fn translated(part: &str, error: &Error) -> WorkbookError {
    if let Error::Io(inner) = error
        && let Some(ours) = inner.get_ref().and_then(|inner| inner.downcast_ref::<WorkbookError>())
    {
        return ours.clone();
    }
    let what: String = error.to_string().chars().take(160).collect();
    WorkbookError::damaged(part, what.trim_end_matches('.'))
}
