//! A text that is a part of a larger one, such as a cell of a file: kept and copied without a copy of its letters.
//! It never changes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// A part of a shared text. The whole text lives as long as any part of it.
#[derive(Clone, Default)]
pub struct Text {
    /// The whole; `None` for no text at all.
    whole: Option<Rc<String>>,
    /// Where the part stands in it, in bytes.
    from: u32,
    to: u32,
}

impl Text {
    /// A part of a whole text; one that does not stand in it becomes a text of its own.
    pub fn part(whole: &Rc<String>, part: &str) -> Text {
        let from = (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
        let to = from.wrapping_add(part.len());
        match (u32::try_from(from), u32::try_from(to)) {
            (Ok(from), Ok(to)) if to as usize <= whole.len() && !part.is_empty() => {
                Text { whole: Some(Rc::clone(whole)), from, to }
            }
            _ => Text::from(part),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        let whole = self.whole.as_ref().map_or("", |whole| whole.as_str());
        whole.get(self.from as usize..self.to as usize).unwrap_or_default()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

/// A text of its own, the whole of itself.
impl From<String> for Text {
    fn from(text: String) -> Text {
        match u32::try_from(text.len()) {
            Ok(0) => Text::default(),
            Ok(to) => Text { whole: Some(Rc::new(text)), from: 0, to },
            // No cell is that long.
            Err(_) => Text::default(),
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::from(text.to_owned())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        String::deserialize(deserializer).map(Text::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_shares_the_whole_and_other_text_is_copied() {
        let whole = Rc::new("ID;Gerät;x".to_owned());
        let part = Text::part(&whole, &whole[3..9]);
        assert_eq!((part.as_str(), Rc::strong_count(&whole)), ("Gerät", 2));
        assert_eq!(Text::part(&whole, "Gerät"), part);
        assert_eq!(Rc::strong_count(&whole), 2);
        assert_eq!(Text::part(&whole, &whole[11..]), "");
        assert_eq!(Text::part(&Rc::default(), "alone"), Text::from("alone"));
    }

    #[test]
    fn it_is_written_as_its_letters() {
        let text = Text::from("a\"b");
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(json, r#""a\"b""#);
        assert_eq!(serde_json::from_str::<Text>(&json).unwrap(), text);
        assert_eq!(format!("{:>4}|{text:?}", Text::from("é")), r#"   é|"a\"b""#);
    }
}
