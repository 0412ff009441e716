//! Pictures as plain shapes: where everything stands is decided here once, for the page, the report and the files.
//! They know neither colours nor a format; `kind` says what a mark means, and style sheets say how it looks.

pub mod axis;
pub mod capacity;
pub mod sure;
pub mod timeline;

use serde::{Deserialize, Serialize};

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Drawing {
    /// What it shows, in words.
    pub label: String,
    /// Width in pixels of its own scale.
    pub width: i32,
    /// Height in the same.
    pub height: i32,
    /// How wide a day is, in thousandths of a pixel; 0 where there are no days.
    pub day: i32,
    /// Its marks, those below first.
    pub marks: Vec<Mark>,
}

/// Shapes that mean one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is, such as "critical" or "freeze".
    pub kind: String,
    /// All of it in words, for those who point at it or hear it.
    pub title: String,
    /// The key of the task whose bar it is.
    pub task: Option<String>,
    /// Its shapes.
    pub shapes: Vec<Shape>,
}

/// A shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// A rectangle: left, top, width, height.
    Rect(i32, i32, i32, i32),
    /// A path as SVG writes it.
    Path(String),
    /// A text: where its base line starts.
    Text(i32, i32, String),
    /// A text: where its base line ends.
    TextEnd(i32, i32, String),
}

impl Mark {
    /// A mark without words of its own.
    pub fn new(kind: &str, shapes: Vec<Shape>) -> Mark {
        Mark { kind: kind.to_owned(), title: String::new(), task: None, shapes }
    }

    /// The same mark with words.
    #[must_use]
    pub fn titled(self, title: String) -> Mark {
        Mark { title, ..self }
    }
}

/// A text that fits into so many letters.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}
