//! The product that the customer leaves.
//! Vendor vocabularies are the catalogue's; this is only the name and its family.

use crate::model::keyed::keyed;

/// A device-management product, with the names it was sold under folded into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceProduct {
    /// AirWatch, VMware and Omnissa Workspace ONE UEM.
    WorkspaceOne,
    /// MobileIron Core and Cloud, Ivanti EPMM and Neurons for MDM.
    Ivanti,
    /// Jamf Pro (Casper Suite), Jamf School.
    Jamf,
    /// Microsoft Configuration Manager (SCCM, SMS).
    ConfigurationManager,
    /// IBM MaaS360.
    Maas360,
    /// SOTI MobiControl.
    Soti,
    /// BlackBerry UEM (BES12, Good).
    BlackBerry,
    /// Citrix Endpoint Management (XenMobile).
    Citrix,
    /// Cisco Meraki Systems Manager.
    Meraki,
    /// ManageEngine Mobile Device Manager Plus, Endpoint Central.
    ManageEngine,
    /// Samsung Knox Manage and the Knox suite.
    Knox,
    /// Google endpoint management.
    Google,
    /// Kandji, Iru.
    Kandji,
    /// Mosyle.
    Mosyle,
    /// Hexnode UEM.
    Hexnode,
    /// Sophos Mobile.
    Sophos,
    /// Any other product.
    Other,
}

keyed!(SourceProduct);

impl SourceProduct {
    /// Every product in the order of the menu.
    pub const ALL: [SourceProduct; 17] = [
        SourceProduct::WorkspaceOne,
        SourceProduct::Ivanti,
        SourceProduct::Jamf,
        SourceProduct::ConfigurationManager,
        SourceProduct::Maas360,
        SourceProduct::Soti,
        SourceProduct::BlackBerry,
        SourceProduct::Citrix,
        SourceProduct::Meraki,
        SourceProduct::ManageEngine,
        SourceProduct::Knox,
        SourceProduct::Google,
        SourceProduct::Kandji,
        SourceProduct::Mosyle,
        SourceProduct::Hexnode,
        SourceProduct::Sophos,
        SourceProduct::Other,
    ];

    /// The key in project files and the catalogue's data.
    pub fn key(self) -> &'static str {
        match self {
            SourceProduct::WorkspaceOne => "workspace-one",
            SourceProduct::Ivanti => "ivanti",
            SourceProduct::Jamf => "jamf",
            SourceProduct::ConfigurationManager => "configuration-manager",
            SourceProduct::Maas360 => "maas360",
            SourceProduct::Soti => "soti",
            SourceProduct::BlackBerry => "black-berry",
            SourceProduct::Citrix => "citrix",
            SourceProduct::Meraki => "meraki",
            SourceProduct::ManageEngine => "manage-engine",
            SourceProduct::Knox => "knox",
            SourceProduct::Google => "google",
            SourceProduct::Kandji => "kandji",
            SourceProduct::Mosyle => "mosyle",
            SourceProduct::Hexnode => "hexnode",
            SourceProduct::Sophos => "sophos",
            SourceProduct::Other => "other",
        }
    }

    /// The product of a key.
    pub fn from_key(key: &str) -> Option<SourceProduct> {
        SourceProduct::ALL.into_iter().find(|product| product.key() == key)
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            SourceProduct::WorkspaceOne => "Workspace ONE",
            SourceProduct::Ivanti => "Ivanti / MobileIron",
            SourceProduct::Jamf => "Jamf",
            SourceProduct::ConfigurationManager => "Configuration Manager",
            SourceProduct::Maas360 => "IBM MaaS360",
            SourceProduct::Soti => "SOTI MobiControl",
            SourceProduct::BlackBerry => "BlackBerry UEM",
            SourceProduct::Citrix => "Citrix Endpoint Management",
            SourceProduct::Meraki => "Meraki Systems Manager",
            SourceProduct::ManageEngine => "ManageEngine",
            SourceProduct::Knox => "Samsung Knox",
            SourceProduct::Google => "Google endpoint management",
            SourceProduct::Kandji => "Kandji / Iru",
            SourceProduct::Mosyle => "Mosyle",
            SourceProduct::Hexnode => "Hexnode",
            SourceProduct::Sophos => "Sophos Mobile",
            SourceProduct::Other => "Another product",
        }
    }
}
