//! Features on their way from the worker to the page: in pieces, so that the page takes none for long, and packed,
//! so that it makes no text of its own for each cell.
//! It changes nothing: what is packed is unpacked the same.

use crate::intake::Feature;
use crate::model::ownership::Ownership;
use crate::model::platform::PlatformSet;
use crate::model::priority::{InUse, Priority};
use crate::model::row::RowId;
use crate::model::text::Text;
use crate::model::units::Devices;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::rc::Rc;

/// Features in a piece: the page unpacks one in a few milliseconds.
pub const PIECE: usize = 4000;

/// Proposals in a message, which the page reads in a few milliseconds.
pub const PROPOSALS: usize = 250;

/// What the cells with a vocabulary of a row say.
type Said = (PlatformSet, Ownership, InUse, Priority);

/// Some features one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Piece {
    /// All their texts, one behind the other.
    text: String,
    /// The headings of columns that are kept as they are, each once.
    headings: Vec<Rc<str>>,
    /// What cells with a vocabulary say, each combination once.
    said: Vec<Said>,
    /// For each feature: its row, the place of what it says in `said`, how many devices it has (1 more; 0 for not
    /// said) in two halves, the lengths of its six texts, the count of further texts with the place of the heading
    /// and the length of each, and the count of the rows that were merged into it with each row.
    numbers: Vec<u32>,
}

impl Piece {
    /// Packs features.
    pub fn pack(features: &[Rc<Feature>]) -> Piece {
        let mut piece = Piece::default();
        let (mut headings, mut said) = (HashMap::new(), HashMap::new());
        for one in features {
            let devices = one.devices.map_or(0, |devices| u64::from(devices.0) + 1);
            let says = (one.platforms, one.ownership, one.in_use, one.priority);
            let place = *said.entry(says).or_insert_with(|| {
                piece.said.push(says);
                piece.said.len() - 1
            });
            piece.numbers.extend([one.row.0, short(place), (devices >> 32) as u32, devices as u32]);
            for text in [&one.name, &one.number, &one.category, &one.description, &one.owner, &one.notes] {
                piece.push(text);
            }
            piece.numbers.push(short(one.extra.len()));
            for (heading, text) in &one.extra {
                let place = *headings.entry(Rc::clone(heading)).or_insert_with(|| {
                    piece.headings.push(Rc::clone(heading));
                    piece.headings.len() - 1
                });
                piece.numbers.push(short(place));
                piece.push(text);
            }
            piece.numbers.push(short(one.merged.len()));
            piece.numbers.extend(one.merged.iter().map(|row| row.0));
        }
        piece
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.numbers.push(short(text.len()));
    }

    /// The features again; `None` when it was not packed by [`Piece::pack`].
    pub fn unpack(self) -> Option<Vec<Rc<Feature>>> {
        let mut rest = Rest { whole: Rc::new(self.text), at: 0, numbers: self.numbers.into_iter() };
        let mut features = Vec::new();
        while let Some(row) = rest.numbers.next() {
            let (platforms, ownership, in_use, priority) = *self.said.get(rest.number()? as usize)?;
            let devices = u64::from(rest.number()?) << 32 | u64::from(rest.number()?);
            let mut one = Feature {
                row: RowId(row),
                platforms,
                ownership,
                in_use,
                priority,
                devices: devices.checked_sub(1).and_then(|devices| u32::try_from(devices).ok()).map(Devices),
                name: rest.text()?,
                number: rest.text()?,
                category: rest.text()?,
                description: rest.text()?,
                owner: rest.text()?,
                notes: rest.text()?,
                ..Feature::default()
            };
            for _ in 0..rest.number()? {
                let heading = self.headings.get(rest.number()? as usize)?;
                one.extra.push((Rc::clone(heading), rest.text()?));
            }
            for _ in 0..rest.number()? {
                one.merged.push(RowId(rest.number()?));
            }
            features.push(Rc::new(one));
        }
        Some(features)
    }
}

/// What is left of a piece while it is unpacked.
struct Rest {
    whole: Rc<String>,
    at: usize,
    numbers: std::vec::IntoIter<u32>,
}

impl Rest {
    fn number(&mut self) -> Option<u32> {
        self.numbers.next()
    }

    fn text(&mut self) -> Option<Text> {
        let to = self.at.checked_add(self.number()? as usize)?;
        let text = Text::part(&self.whole, self.whole.get(self.at..to)?);
        self.at = to;
        Some(text)
    }
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{propose::propose, read::read};
    use crate::table::{Overrides, open};

    #[test]
    fn what_is_packed_is_unpacked_the_same() {
        let text = "ID;Feature;Platform;In use;Prio;Devices;Colour;Owner\n1;Gerät;iOS;yes;high;4294967295;red;Ann\n\
            2;VPN;;;;0;;\n3;Kiosk;Android;no;low;;blue;\n2;VPN;;;;0;;\n";
        let table = open::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
        let features = read(&table, &propose(&table).plan).value.features;
        assert_eq!((features.len(), features[1].merged.len()), (3, 1));
        let piece = Piece::pack(&features);
        assert_eq!(piece.clone().unpack().as_ref(), Some(&*features));
        assert_eq!(Piece::default().unpack(), Some(Vec::new()));
        for cut in 1..piece.numbers.len() {
            let mut broken = piece.clone();
            broken.numbers.truncate(cut);
            assert!(broken.unpack().is_none_or(|some| features.starts_with(&some)), "cut at {cut}");
        }
    }
}
