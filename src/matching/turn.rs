//! Why another capability is not first: the single word that would turn the order.
//! It asks the ranking itself, with that word left out or added, so that what it says is true.

use super::rank::Ranker;
use crate::intake::Feature;
use crate::model::capability_id::CapabilityId;
use crate::model::product::SourceProduct;
use serde::{Deserialize, Serialize};

/// A change of one word after which a capability would be first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Turn {
    /// Without this word of the row.
    Without(String),
    /// With this word added to the row.
    With(String),
}

impl Turn {
    /// In words on screen.
    pub fn label(&self) -> String {
        match self {
            Turn::Without(word) => format!("It would be first without “{word}”."),
            Turn::With(word) => format!("It would be first if the row also said “{word}”."),
        }
    }

    /// The word, without marks around it.
    pub fn word(&self) -> &str {
        let (Turn::Without(word) | Turn::With(word)) = self;
        word.trim_matches(|letter: char| !letter.is_alphanumeric())
    }

    /// The name that the row would have.
    pub fn applied(&self, name: &str) -> String {
        match self {
            Turn::Without(word) => {
                let mut left_out = false;
                let keep =
                    |other: &&str| left_out || *other != word || std::mem::replace(&mut left_out, true);
                name.split_whitespace().filter(keep).collect::<Vec<_>>().join(" ")
            }
            Turn::With(word) => format!("{name} {word}"),
        }
    }
}

/// The change of one word that puts a capability first: a word left out, else one of its name's added. `None` when
/// no single word does, or when it is first already.
pub fn turn(
    ranker: &mut Ranker,
    feature: &Feature,
    product: Option<SourceProduct>,
    wanted: &CapabilityId,
    name_of_wanted: &str,
) -> Option<Turn> {
    let mut is_first = |name: &str| first(ranker, feature, product, name).is_some_and(|one| one == wanted);
    if is_first(&feature.name) {
        return None;
    }
    let with = name_of_wanted
        .split_whitespace()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.len() > 2)
        .map(|word| Turn::With(word.to_owned()));
    words_left_out(feature).chain(with).find(|turn| is_first(&turn.applied(&feature.name)))
}

/// The single word of the row that decides its first place, with the capability that is first without it. `None` when
/// no word does so alone.
pub fn deciding_word(
    ranker: &mut Ranker,
    feature: &Feature,
    product: Option<SourceProduct>,
) -> Option<(Turn, CapabilityId)> {
    let now = first(ranker, feature, product, &feature.name)?.clone();
    words_left_out(feature).find_map(|turn| {
        let other = first(ranker, feature, product, &turn.applied(&feature.name))?;
        (*other != now).then(|| (turn, other.clone()))
    })
}

fn words_left_out(feature: &Feature) -> impl Iterator<Item = Turn> {
    feature.name.split_whitespace().map(|word| Turn::Without(word.to_owned()))
}

fn first<'a>(
    ranker: &mut Ranker<'a>,
    feature: &Feature,
    product: Option<SourceProduct>,
    name: &str,
) -> Option<&'a CapabilityId> {
    ranker.first(&Feature { name: name.into(), ..feature.clone() }, product)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_left_out_once_or_added() {
        assert_eq!(
            Turn::Without("lock".into()).applied("remote lock, lock screen lock"),
            "remote lock, screen lock"
        );
        assert_eq!(Turn::Without("wipe".into()).applied("remote lock"), "remote lock");
        assert_eq!(Turn::With("iOS".into()).applied("remote lock"), "remote lock iOS");
    }
}
