//! Who owns devices. How a customer's words say so is intake's matter.

use super::keyed::keyed;

/// The owner of the devices that a feature is used on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Ownership {
    /// The list does not say.
    #[default]
    Unsaid,
    /// The company.
    Corporate,
    /// The users.
    Personal,
    /// Some of each.
    Both,
}

keyed!(Ownership);

impl Ownership {
    /// Every word in the order of the menu.
    pub const ALL: [Ownership; 4] =
        [Ownership::Unsaid, Ownership::Corporate, Ownership::Personal, Ownership::Both];

    /// The key in files.
    pub fn key(self) -> &'static str {
        match self {
            Ownership::Unsaid => "unsaid",
            Ownership::Corporate => "corporate",
            Ownership::Personal => "personal",
            Ownership::Both => "both",
        }
    }

    /// The word of a key.
    pub fn from_key(key: &str) -> Option<Ownership> {
        Ownership::ALL.into_iter().find(|word| word.key() == key)
    }

    /// The words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Ownership::Unsaid => "not said",
            Ownership::Corporate => "Corporate",
            Ownership::Personal => "Personal",
            Ownership::Both => "Both",
        }
    }
}
