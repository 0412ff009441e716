//! The identity of a catalogue entry.
//! Whether an entry of that id exists is the catalogue's matter.

use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A stable id in kebab case, such as `remote-wipe`; cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CapabilityId(pub Rc<str>);

impl CapabilityId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for CapabilityId {
    fn from(text: &str) -> Self {
        Self(Rc::from(text))
    }
}

impl std::fmt::Display for CapabilityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
