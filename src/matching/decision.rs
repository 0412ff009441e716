//! What the consultant said of a feature's match: links to one or several capabilities, or none, or a question.
//! Nothing is judged here; `gap` makes a verdict of it.

use super::Proposal;
use crate::model::capability_id::CapabilityId;
use crate::model::platform::PlatformSet;
use crate::model::verdict::Relation;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize as DeriveDeserialize, Serialize, Serializer};
use std::fmt;

/// A link from a feature, or a part of it, to a capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, DeriveDeserialize)]
pub struct Link {
    /// The capability.
    pub capability: CapabilityId,
    /// How the feature relates to it.
    pub relation: Relation,
    /// The platforms for which the link counts; empty for all of the feature's.
    #[serde(default)]
    pub platforms: PlatformSet,
    /// The part of the feature that it is about, in the consultant's words; blank for the whole.
    #[serde(default)]
    pub part: String,
    /// Whether the customer does not use this part, so that it does not count.
    #[serde(default)]
    pub unused: bool,
}

impl Link {
    /// A link of the whole feature on all its platforms.
    pub fn new(capability: CapabilityId, relation: Relation) -> Link {
        Link { capability, relation, platforms: PlatformSet::EMPTY, part: String::new(), unused: false }
    }
}

/// One link or several, in the order in which they were made; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// The first.
    pub first: Link,
    /// The others.
    pub more: Vec<Link>,
}

impl From<Link> for Links {
    fn from(first: Link) -> Links {
        Links { first, more: Vec::new() }
    }
}

impl Links {
    /// The links of a list; `None` when it is empty.
    pub fn of(links: impl IntoIterator<Item = Link>) -> Option<Links> {
        let mut links = links.into_iter();
        Some(Links { first: links.next()?, more: links.collect() })
    }

    /// All links in order.
    pub fn iter(&self) -> impl Iterator<Item = &Link> + Clone {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// How many there are, at least 1.
    pub fn count(&self) -> usize {
        1 + self.more.len()
    }

    /// The same with a link at a place changed; unchanged when there is none.
    pub fn with(&self, place: usize, change: impl FnOnce(&mut Link)) -> Links {
        let mut links = self.clone();
        let link = match place {
            0 => Some(&mut links.first),
            place => links.more.get_mut(place - 1),
        };
        if let Some(link) = link {
            change(link);
        }
        links
    }

    /// The same with a link more; without it, when that capability is linked already. `None` when none is left.
    pub fn toggled(&self, link: Link) -> Option<Links> {
        if self.iter().any(|one| one.capability == link.capability) {
            Links::of(self.iter().filter(|one| one.capability != link.capability).cloned())
        } else {
            Links::of(self.iter().cloned().chain([link]))
        }
    }
}

impl Serialize for Links {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().collect::<Vec<_>>())
    }
}

impl<'de> Deserialize<'de> for Links {
    /// A list; in text also a single link, as project files of versions 1 to 3 have it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(OneOrMore)
        } else {
            deserializer.deserialize_seq(OneOrMore)
        }
    }
}

struct OneOrMore;

impl<'de> Visitor<'de> for OneOrMore {
    type Value = Links;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a link or a list of links")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, links: A) -> Result<Links, A::Error> {
        let links = Vec::<Link>::deserialize(SeqAccessDeserializer::new(links))?;
        Links::of(links).ok_or_else(|| A::Error::custom("a decision without a link"))
    }

    fn visit_map<A: MapAccess<'de>>(self, link: A) -> Result<Links, A::Error> {
        Ok(Link::deserialize(MapAccessDeserializer::new(link))?.into())
    }
}

/// What the consultant said of a feature's match. A row without a decision was not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, DeriveDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// The first candidate was right.
    Confirmed(Links),
    /// Another capability was chosen.
    Replaced(Links),
    /// Nothing in the catalogue matches.
    NoMatch,
    /// The customer must be asked; the question may be empty.
    Ask(String),
    /// Looked at and put off; it is still to do.
    Later,
}

impl Decision {
    /// The links, if the decision names any.
    pub fn links(&self) -> Option<&Links> {
        match self {
            Decision::Confirmed(links) | Decision::Replaced(links) => Some(links),
            Decision::NoMatch | Decision::Ask(_) | Decision::Later => None,
        }
    }

    /// The same decision with other links; one that names none stays as it is.
    pub fn with(&self, links: Links) -> Decision {
        match self {
            Decision::Confirmed(_) => Decision::Confirmed(links),
            Decision::Replaced(_) => Decision::Replaced(links),
            other => other.clone(),
        }
    }

    /// Whether nothing is left to do: everything but "later".
    pub fn is_settled(&self) -> bool {
        *self != Decision::Later
    }

    /// The word on screen.
    pub fn label(&self) -> &'static str {
        match self {
            Decision::Confirmed(_) => "confirmed",
            Decision::Replaced(_) => "replaced",
            Decision::NoMatch => "no match",
            Decision::Ask(_) => "ask the customer",
            Decision::Later => "later",
        }
    }
}

/// What the gap analysis works from: decision, or suggestion by exact name, or neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// The consultant linked it.
    Decided(Links),
    /// Exact candidate, not confirmed yet.
    Suggested(Links),
    /// The consultant found no match.
    NoMatch,
    /// The customer must be asked.
    Ask,
    /// Not looked at, or put off.
    NotLookedAt,
}

/// The match of one feature: a decision wins; else an exact candidate is suggested.
pub fn resolve(decision: Option<&Decision>, proposal: Option<&Proposal>) -> Match {
    match decision {
        Some(Decision::Confirmed(links) | Decision::Replaced(links)) => Match::Decided(links.clone()),
        Some(Decision::NoMatch) => Match::NoMatch,
        Some(Decision::Ask(_)) => Match::Ask,
        Some(Decision::Later) | None => match proposal.and_then(Proposal::best) {
            Some(best) if best.band.is_by_name() => {
                Match::Suggested(Link::new(best.capability.clone(), best.relation).into())
            }
            _ => Match::NotLookedAt,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(id: &str) -> Link {
        Link::new(id.into(), Relation::Same)
    }

    #[test]
    fn links_are_read_as_a_list_or_as_the_single_link_of_older_files() {
        let check = |text: &str, expected: &[&str]| {
            let decision: Decision = serde_json::from_str(text).unwrap();
            let ids: Vec<&str> =
                decision.links().unwrap().iter().map(|one| one.capability.as_str()).collect();
            assert_eq!(ids, expected, "{text}");
        };
        check(r#"{"confirmed":{"capability":"a","relation":"same"}}"#, &["a"]);
        check(
            r#"{"replaced":[{"capability":"a","relation":"same"},{"capability":"b","relation":"partial"}]}"#,
            &["a", "b"],
        );
        assert!(serde_json::from_str::<Decision>(r#"{"confirmed":[]}"#).is_err(), "never none");
    }

    #[test]
    fn links_travel_in_both_forms() {
        let links =
            Links::of([link("a"), Link { part: "alerts".to_owned(), unused: true, ..link("b") }]).unwrap();
        let decision = Decision::Replaced(links);
        let text = serde_json::to_string(&decision).unwrap();
        assert_eq!(serde_json::from_str::<Decision>(&text).unwrap(), decision);
        let bytes = postcard::to_allocvec(&decision).unwrap();
        assert_eq!(postcard::from_bytes::<Decision>(&bytes).unwrap(), decision);
    }

    #[test]
    fn a_link_is_added_once_and_taken_away_by_adding_it_again() {
        let one = Links::from(link("a"));
        let two = one.toggled(link("b")).unwrap();
        assert_eq!(two.count(), 2);
        assert_eq!(two.toggled(link("b")), Some(one.clone()));
        assert_eq!(one.toggled(link("a")), None);
    }
}
