//! Lists with one row per device: recognised, and counted without keeping a row.
//! Nothing that names a person or a single device is kept; what is kept are counts.

pub mod columns;
pub mod count;
pub mod facts;
pub mod read;
pub mod recognise;
pub mod versions;

use crate::model::keyed::keyed;
use crate::model::ownership::Ownership;
use crate::model::platform::Platform;
use crate::model::sorted_map::SortedMap;
use serde::{Deserialize, Serialize};

/// What a column of a device list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Operating system.
    Platform,
    /// Its version.
    Version,
    /// Who owns the device.
    Ownership,
    /// Who made it.
    Manufacturer,
    /// Its model.
    Model,
    /// Department, cost centre, organisation group.
    Department,
    /// Site, building, country.
    Site,
    /// How it is enrolled or managed.
    Enrolment,
    /// Serial number, IMEI, device id: tells repeats, and is not kept.
    Identity,
    /// The person who uses it: tells how many people there are and how many have several devices, and is not kept.
    Person,
    /// Something else of a person, or the device's own name: not looked at.
    Personal,
    /// Anything else: not looked at.
    Other,
}

keyed!(Field);

impl Field {
    /// Every field in the order of the menu.
    pub const ALL: [Field; 12] = [
        Field::Platform,
        Field::Version,
        Field::Ownership,
        Field::Manufacturer,
        Field::Model,
        Field::Department,
        Field::Site,
        Field::Enrolment,
        Field::Identity,
        Field::Person,
        Field::Personal,
        Field::Other,
    ];

    /// The key in files and form values.
    pub fn key(self) -> &'static str {
        match self {
            Field::Platform => "platform",
            Field::Version => "version",
            Field::Ownership => "ownership",
            Field::Manufacturer => "manufacturer",
            Field::Model => "model",
            Field::Department => "department",
            Field::Site => "site",
            Field::Enrolment => "enrolment",
            Field::Identity => "identity",
            Field::Person => "person",
            Field::Personal => "personal",
            Field::Other => "other",
        }
    }

    /// The field of a key.
    pub fn from_key(key: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.key() == key)
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Field::Platform => "Platform",
            Field::Version => "OS version",
            Field::Ownership => "Ownership",
            Field::Manufacturer => "Manufacturer",
            Field::Model => "Model",
            Field::Department => "Department",
            Field::Site => "Site",
            Field::Enrolment => "Enrolment type",
            Field::Identity => "Identity, not kept",
            Field::Person => "User, only counted",
            Field::Personal => "Personal, not kept",
            Field::Other => "Not used",
        }
    }

    /// Whether its values are counted.
    pub fn is_counted(self) -> bool {
        !matches!(self, Field::Identity | Field::Person | Field::Personal | Field::Other)
    }
}

/// How a device list is read: proposed by `recognise`, changed by the consultant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DevicePlan {
    /// The line of the header.
    pub header: u32,
    /// The headings, verbatim.
    pub headings: Vec<String>,
    /// What each column holds.
    pub fields: Vec<Field>,
    /// What values mean that name no platform by themselves: by the value as it is counted under
    /// `DeviceCounts::unread`.
    pub meanings: SortedMap<String, Platform>,
}

/// Why a record is no device of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aside {
    /// Above the header.
    Above,
    /// The header, or the header again.
    Header,
    /// No text.
    Blank,
    /// One cell with text: a total or a note.
    Note,
    /// A device that stands above already, by its identity.
    Repeat,
}

keyed!(Aside);

impl Aside {
    /// Every reason in screen order.
    pub const ALL: [Aside; 5] = [Aside::Above, Aside::Header, Aside::Blank, Aside::Note, Aside::Repeat];

    /// The key in files.
    pub fn key(self) -> &'static str {
        match self {
            Aside::Above => "above",
            Aside::Header => "header",
            Aside::Blank => "blank",
            Aside::Note => "note",
            Aside::Repeat => "repeat",
        }
    }

    /// The reason of a key.
    pub fn from_key(key: &str) -> Option<Aside> {
        Aside::ALL.into_iter().find(|aside| aside.key() == key)
    }

    /// The words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Aside::Above => "Above the header",
            Aside::Header => "Header",
            Aside::Blank => "Blank",
            Aside::Note => "Total or note",
            Aside::Repeat => "The same device again",
        }
    }
}

/// Records of one kind that are no devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Why.
    pub why: Aside,
    /// How many.
    pub count: u32,
    /// The lines of the first [`count::LINES`].
    pub lines: Vec<u32>,
}

/// The values of a field with the devices that have them, most first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values {
    /// The field.
    pub field: Field,
    /// The values, verbatim but for versions, which are grouped; blank for devices of which the list does not
    /// say it.
    pub values: Vec<(String, u32)>,
    /// Devices with values beyond the [`count::MOST_VALUES`] that are told apart.
    pub others: u32,
}

/// Devices that are alike in what a wave is planned by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// The platform; `None` when it was not understood.
    pub platform: Option<Platform>,
    /// Who owns them.
    pub ownership: Ownership,
    /// Department, verbatim.
    pub department: String,
    /// Site, verbatim.
    pub site: String,
    /// Enrolment type, verbatim.
    pub enrolment: String,
    /// How many.
    pub devices: u32,
}

/// The counts of a device list. Records = devices + those left out; of every field the values, blank and
/// others included, add up to the devices, and so do platforms with what was unread, and cohorts with
/// `beyond_cohorts`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DeviceCounts {
    /// The file's name.
    pub file: String,
    /// The product whose export it is, where its headings tell.
    pub product: String,
    /// Why it was taken for a device list, in words.
    pub reason: String,
    /// How it was read.
    pub plan: DevicePlan,
    /// Records in the file.
    pub records: u32,
    /// Devices.
    pub devices: u32,
    /// The other records.
    pub left_out: Vec<LeftOut>,
    /// Devices by platform.
    pub platforms: SortedMap<Platform, u32>,
    /// Android devices of which nothing says how they are managed; they count as corporate.
    pub android_unsaid: u32,
    /// Values that name no platform, with their devices.
    pub unread: Vec<(String, u32)>,
    /// Devices whose value is beyond those told apart in `unread`.
    pub unread_others: u32,
    /// The values of every counted field that the list has.
    pub fields: Vec<Values>,
    /// Cohorts, largest first.
    pub cohorts: Vec<Cohort>,
    /// Devices beyond the [`count::MOST_COHORTS`] that are told apart.
    pub beyond_cohorts: u32,
    /// People who use a device, where a column names them.
    pub people: u32,
    /// Those of them who use more than one device.
    pub people_of_several: u32,
    /// Those of them whose devices are of several platforms.
    pub people_of_platforms: u32,
}
