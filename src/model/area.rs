//! The nine consideration areas of the guide "Migrating to Microsoft Intune" and its stages.
//! Questions and tasks that belong to them are data of `readiness` and `plan`.

use serde::{Deserialize, Serialize};

/// One of the guide's nine consideration areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// Features and capabilities.
    Features,
    /// Speed of migration.
    Speed,
    /// Business productivity.
    Productivity,
    /// Data security.
    Security,
    /// Compliance.
    Compliance,
    /// Identity.
    Identity,
    /// Other Microsoft cloud services.
    Services,
    /// Communication with users.
    Communication,
    /// Intune alone or with Configuration Manager.
    Configmgr,
}

impl Area {
    /// Every area in the guide's order.
    pub const ALL: [Area; 9] = [
        Area::Features,
        Area::Speed,
        Area::Productivity,
        Area::Security,
        Area::Compliance,
        Area::Identity,
        Area::Services,
        Area::Communication,
        Area::Configmgr,
    ];

    /// The key in data files.
    pub fn key(self) -> &'static str {
        match self {
            Area::Features => "features",
            Area::Speed => "speed",
            Area::Productivity => "productivity",
            Area::Security => "security",
            Area::Compliance => "compliance",
            Area::Identity => "identity",
            Area::Services => "services",
            Area::Communication => "communication",
            Area::Configmgr => "configmgr",
        }
    }

    /// The area of a key.
    pub fn from_key(key: &str) -> Option<Area> {
        Area::ALL.into_iter().find(|area| area.key() == key)
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Area::Features => "Features and capabilities",
            Area::Speed => "Speed of migration",
            Area::Productivity => "Business productivity",
            Area::Security => "Data security",
            Area::Compliance => "Compliance",
            Area::Identity => "Identity",
            Area::Services => "Other cloud services",
            Area::Communication => "Communication with users",
            Area::Configmgr => "Configuration Manager",
        }
    }
}

/// A stage of the migration; the guide's five, with the end of the old product apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Inventory, decisions, legal, communication plan.
    Before,
    /// Tenant, identity, licences, platform enablers.
    Setup,
    /// Policies, apps, access.
    Configure,
    /// Pilot and expanded pilot.
    Pilot,
    /// The waves.
    Migrate,
    /// The end of the old product.
    Retire,
}

impl Stage {
    /// Every stage in order.
    pub const ALL: [Stage; 6] =
        [Stage::Before, Stage::Setup, Stage::Configure, Stage::Pilot, Stage::Migrate, Stage::Retire];

    /// The key in data files.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Before => "before",
            Stage::Setup => "setup",
            Stage::Configure => "configure",
            Stage::Pilot => "pilot",
            Stage::Migrate => "migrate",
            Stage::Retire => "retire",
        }
    }

    /// The stage of a key.
    pub fn from_key(key: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.key() == key)
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Stage::Before => "Before you begin",
            Stage::Setup => "Set up Intune",
            Stage::Configure => "Configure",
            Stage::Pilot => "Pilot",
            Stage::Migrate => "Migrate",
            Stage::Retire => "Retire the old product",
        }
    }
}
