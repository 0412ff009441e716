//! How much the customer wants a feature, and whether it is in use.
//! The words that customers use for it are intake's matter.

use serde::{Deserialize, Serialize};

/// MoSCoW priority; `Unspecified` when the list does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// Without it the migration fails.
    Must,
    /// Important, can be worked around for a while.
    Should,
    /// Nice to have.
    Could,
    /// Not wanted this time.
    Wont,
    /// The list does not say.
    #[default]
    Unspecified,
}

impl Priority {
    /// Every priority in screen order.
    pub const ALL: [Priority; 5] =
        [Priority::Must, Priority::Should, Priority::Could, Priority::Wont, Priority::Unspecified];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Priority::Must => "Must",
            Priority::Should => "Should",
            Priority::Could => "Could",
            Priority::Wont => "Won't",
            Priority::Unspecified => "not said",
        }
    }
}

/// Whether the customer uses the feature today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InUse {
    /// Used.
    Yes,
    /// Used in part, or by some.
    Partly,
    /// Not used.
    No,
    /// The list does not say.
    #[default]
    Unknown,
}

impl InUse {
    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            InUse::Yes => "Yes",
            InUse::Partly => "Partly",
            InUse::No => "No",
            InUse::Unknown => "not said",
        }
    }
}
