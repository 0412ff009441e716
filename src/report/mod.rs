//! What each deliverable contains, as neutral sections, tables and bars.
//! It knows no file format; `export` writes it out.

pub mod annex;
pub mod build;
mod clocks;
pub mod drawing;
pub mod gaps;
pub mod methods;
pub mod outlook;
pub mod plan;
pub mod questions;
pub mod readiness;
pub mod shown;
pub mod stragglers;
pub mod summary;
pub mod waves;
pub mod words;

use crate::model::verdict::Verdict;
use chrono::NaiveDate;
use drawing::Drawing;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A document without a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Title, such as "Gap analysis and migration plan".
    pub title: String,
    /// Customer and products: "Northwind Logistics: Workspace ONE to Microsoft Intune".
    pub subtitle: String,
    /// The day it was made.
    pub date: NaiveDate,
    /// Version of the catalogue.
    pub catalogue: String,
    /// Its sections in order.
    pub sections: Vec<Section>,
}

/// A section with a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Anchor in kebab case.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its content in order.
    pub blocks: Vec<Block>,
}

/// How a finding is coloured; its words carry the meaning too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// Good news.
    Good,
    /// Something to look at.
    Watch,
    /// Bad news.
    Bad,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// The finding, said first.
    Finding(Tone, String),
    /// Prose.
    Paragraph(String),
    /// Sub-heading.
    Heading(String),
    /// Points.
    List(Vec<String>),
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// Shares of a whole.
    Bars(Vec<Bar>),
    /// A picture.
    Drawing(Drawing),
    /// Blocks under a title, which a page opens when it is asked to.
    Fold(String, Rc<Vec<Block>>),
}

/// A table with a caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Headings; `true` when the column holds numbers.
    pub columns: Vec<(String, bool)>,
    /// Cells; every row has as many as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Text verbatim.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A verdict: shape, word and colour.
    Verdict(Verdict),
    /// A day.
    Day(#[serde(with = "crate::model::day::wire")] NaiveDate),
    /// Nothing.
    Empty,
}

/// One part of a stacked bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The verdict.
    pub verdict: Verdict,
    /// How many.
    pub count: u32,
}
