//! Elements and escaped text of XML, no more than the project file needs.
//! It knows nothing about projects.

use std::fmt::Write as _;

/// Elements with escaped text.
#[derive(Debug, Default)]
pub struct Xml {
    /// What is written so far.
    pub text: String,
}

impl Xml {
    /// An element around what `inside` writes.
    pub fn group(&mut self, name: &str, inside: impl FnOnce(&mut Xml)) {
        let _ = write!(self.text, "<{name}>");
        inside(self);
        let _ = write!(self.text, "</{name}>");
    }

    /// An element with text. Control characters that XML does not know are left out.
    pub fn leaf(&mut self, name: &str, text: &str) {
        let _ = write!(self.text, "<{name}>");
        for letter in text.chars() {
            match letter {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '\n' => self.text.push_str("&#10;"),
                '\r' => self.text.push_str("&#13;"),
                '\t' => self.text.push_str("&#9;"),
                // XML knows no other control characters, and neither of these two.
                '\u{fffe}' | '\u{ffff}' => {}
                other if other.is_control() && u32::from(other) < 32 => {}
                other => self.text.push(other),
            }
        }
        let _ = write!(self.text, "</{name}>");
    }
}
