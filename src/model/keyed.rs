//! Words that are written by their key: one small reader for all of them.
//! The derived readers cost 1.5 kB of wasm for each word list (measured).

use serde::de::{Deserialize, Deserializer, Error};
use std::borrow::Cow;

/// Reads a key and finds its word.
///
/// # Errors
/// When the text is no key of the list.
pub fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    from_key: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let text = Cow::<str>::deserialize(deserializer)?;
    from_key(&text).ok_or_else(|| D::Error::custom(format_args!("“{text}” is not known here")))
}

/// Makes a word list be written and read by `key` and `from_key`.
macro_rules! keyed {
    ($word:ty) => {
        impl serde::Serialize for $word {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl<'de> serde::Deserialize<'de> for $word {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::keyed::read(deserializer, <$word>::from_key)
            }
        }
    };
}

pub(crate) use keyed;
