//! From a table to an inventory of features, with every row of the file accounted for.
//! It never matches or judges, and it never changes what the customer wrote.

pub mod cells;
pub mod compare;
pub mod continued;
pub mod counts;
pub mod earlier;
pub mod grounds;
pub mod header;
pub mod headers;
pub mod meanings;
pub mod ownership;
pub mod platforms;
pub mod priorities;
pub mod product;
pub mod propose;
pub mod read;
pub mod recent;
pub mod repeats;
pub mod rows;
pub mod shape;
pub mod values;
pub mod words;

use crate::model::keyed::keyed;
use crate::model::ownership::Ownership;
use crate::model::platform::PlatformSet;
use crate::model::priority::{InUse, Priority};
use crate::model::product::SourceProduct;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::text::Text;
use crate::model::units::Devices;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What a column of the list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The feature's name or requirement; exactly one column has it.
    Feature,
    /// The customer's own number for the row.
    Id,
    /// Group, area, module.
    Category,
    /// Longer text.
    Description,
    /// Platforms, several in a cell allowed.
    Platform,
    /// A mark for the platform that the heading names.
    PlatformMark,
    /// Who owns the devices: the company, their users.
    Ownership,
    /// Whether it is used today.
    InUse,
    /// MoSCoW, H/M/L, numbers.
    Priority,
    /// Number of devices or users affected.
    Devices,
    /// Who answers for it.
    Owner,
    /// Remarks.
    Notes,
    /// Kept as it is.
    Keep,
}

keyed!(Role);

impl Role {
    /// Every role in the order of the menu.
    pub const ALL: [Role; 13] = [
        Role::Feature,
        Role::Id,
        Role::Category,
        Role::Description,
        Role::Platform,
        Role::PlatformMark,
        Role::Ownership,
        Role::InUse,
        Role::Priority,
        Role::Devices,
        Role::Owner,
        Role::Notes,
        Role::Keep,
    ];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Role::Feature => "Feature",
            Role::Id => "Number",
            Role::Category => "Category",
            Role::Description => "Description",
            Role::Platform => "Platform",
            Role::PlatformMark => "Platform mark",
            Role::Ownership => "Ownership",
            Role::InUse => "In use?",
            Role::Priority => "Priority",
            Role::Devices => "Devices",
            Role::Owner => "Owner",
            Role::Notes => "Notes",
            Role::Keep => "Keep as is",
        }
    }

    /// The key in files and form values.
    pub fn key(self) -> &'static str {
        match self {
            Role::Feature => "feature",
            Role::Id => "id",
            Role::Category => "category",
            Role::Description => "description",
            Role::Platform => "platform",
            Role::PlatformMark => "platform-mark",
            Role::Ownership => "ownership",
            Role::InUse => "in-use",
            Role::Priority => "priority",
            Role::Devices => "devices",
            Role::Owner => "owner",
            Role::Notes => "notes",
            Role::Keep => "keep",
        }
    }

    /// Whether its cells are read for their meaning.
    pub fn is_read(self) -> bool {
        use Role::{Devices, InUse, Ownership, Platform, PlatformMark, Priority};
        matches!(self, Platform | PlatformMark | Ownership | InUse | Priority | Devices)
    }

    /// Whether its text is a field of `Feature`; else it stands in `Feature::extra`.
    pub fn is_field(self) -> bool {
        !self.is_read() && self != Role::Keep
    }

    /// The role of a key.
    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }
}

/// How a table is to be read: proposed by `propose`, changed by the consultant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnPlan {
    /// Index of the header record in `Table::records`; `None` when the list has no header.
    pub header: Option<usize>,
    /// Whether the record below the header belongs to it: groups of columns above, their titles below.
    pub two_rows: bool,
    /// The role of every column, by position.
    pub roles: Vec<Role>,
    /// What a value of the in-use, priority or platform column means where the built-in words do not say
    /// or the consultant says otherwise: (role, value trimmed and in lower case) to a key
    /// (`yes`, `must`, `ios` ...).
    pub meanings: Vec<Meaning>,
    /// Which numbers of the priority column are the high ones, where its heading does not say.
    pub numbers: Option<priorities::Highest>,
    /// Whether rows with text in a single cell are headings of sections, which become the category of the
    /// rows below them; otherwise they are features.
    pub sections: bool,
    /// Whether a blank category cell means the one above it, as below a merged cell.
    pub fill: bool,
    /// Whether notes below the table are set aside; otherwise they are features.
    pub notes: bool,
    /// What the consultant said of single lines: kept as a feature, or set aside.
    pub by_hand: SortedMap<RowId, bool>,
    /// What stays of earlier lists.
    pub earlier: SortedMap<RowId, earlier::Earlier>,
}

/// The consultant's word for what a value means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// The column's role.
    pub role: Role,
    /// The value, trimmed and in lower case.
    pub value: String,
    /// `yes`, `partly`, `no`, `unknown` for in use; `must`, `should`, `could`, `wont`, `unspecified` for
    /// priority; platform keys joined by spaces, or `all`, for platform.
    pub means: String,
}

/// A row of the customer's list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Feature {
    /// The line it begins on, which is its identity.
    pub row: RowId,
    /// The feature cell, trimmed, else verbatim.
    pub name: Text,
    /// The customer's own number.
    pub number: Text,
    /// Category cell.
    pub category: Text,
    /// Description cell.
    pub description: Text,
    /// Platforms; empty when the list does not say.
    pub platforms: PlatformSet,
    /// Who owns the devices.
    pub ownership: Ownership,
    /// Whether it is used.
    pub in_use: InUse,
    /// Priority.
    pub priority: Priority,
    /// Devices affected, if the list says.
    pub devices: Option<Devices>,
    /// Owner cell.
    pub owner: Text,
    /// Notes cell.
    pub notes: Text,
    /// Every other column: header and cell verbatim; and the section that it stands in, if that is not the
    /// category.
    pub extra: Vec<(Rc<str>, Text)>,
    /// Lines that were merged into this one: exact repeats, and rows that its cell covers.
    pub merged: Vec<RowId>,
}

/// Why a row is not a feature of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Before the header line.
    AboveHeader,
    /// The header itself.
    Header,
    /// The header again, inside the data.
    RepeatedHeader,
    /// No text at all.
    Blank,
    /// Nothing in the feature column.
    NoFeature,
    /// A total.
    Total,
    /// The heading of a section, which is the category of the rows below.
    Section,
    /// Notes below the table.
    Below,
    /// Set aside by the consultant.
    ByHand,
    /// The same as an earlier row in every cell.
    ExactRepeat,
    /// Covered by the cell of a feature above, to which its cells were added.
    Continued,
}

impl Reason {
    /// Every reason in screen order.
    pub const ALL: [Reason; 11] = [
        Reason::AboveHeader,
        Reason::Header,
        Reason::RepeatedHeader,
        Reason::Blank,
        Reason::NoFeature,
        Reason::Total,
        Reason::Section,
        Reason::Below,
        Reason::ByHand,
        Reason::ExactRepeat,
        Reason::Continued,
    ];

    /// The words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Reason::AboveHeader => "Above the header",
            Reason::Header => "Header",
            Reason::RepeatedHeader => "Header repeated",
            Reason::Blank => "Blank",
            Reason::NoFeature => "Nothing in the feature column",
            Reason::Total => "Total",
            Reason::Section => "Heading of a section",
            Reason::Below => "Below the table",
            Reason::ByHand => "Set aside by you",
            Reason::ExactRepeat => "Exact repeat, merged",
            Reason::Continued => "Same feature as above, merged",
        }
    }
}

/// A row that was set aside, never thrown away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Its line.
    pub row: RowId,
    /// Why.
    pub reason: Reason,
    /// Its text, cells joined by ` | `.
    pub text: String,
    /// The row that it was merged into, if it was.
    pub kept_as: Option<RowId>,
}

/// The row ledger: records in the file = kept + set aside, always.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// Records in the file.
    pub records: u32,
    /// Records kept as features.
    pub kept: u32,
    /// Features that stay open though only an earlier list has them; they are no records of the file.
    #[serde(default)]
    pub earlier: u32,
    /// The rest, in file order.
    pub set_aside: Vec<SetAside>,
}

impl Ledger {
    /// Records set aside for a reason.
    pub fn count(&self, reason: Reason) -> usize {
        self.set_aside.iter().filter(|row| row.reason == reason).count()
    }
}

/// A distinct value of a column with a vocabulary, and how it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueReading {
    /// The column's role: in use, priority or platform.
    pub role: Role,
    /// The value as first met, trimmed.
    pub value: String,
    /// How often.
    pub count: u32,
    /// What it was read as, in words; `None` when it was not understood and counts as "not said".
    pub means: Option<String>,
    /// Whether the consultant said so.
    pub by_user: bool,
}

impl ValueReading {
    /// Whether it is a figure in a priority column that nobody explained: one question, which figure is the highest,
    /// decides for all of them.
    pub fn asks_for_the_highest(&self) -> bool {
        self.role == Role::Priority && self.means.is_none() && self.value.trim().parse::<u32>().is_ok()
    }
}

/// The customer's list as features.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inventory {
    /// The features in file order.
    pub features: Rc<Vec<Rc<Feature>>>,
    /// Features of earlier lists that are closed: neither judged nor planned.
    pub closed: Rc<Vec<Rc<Feature>>>,
    /// What became of every record.
    pub ledger: Ledger,
    /// Columns whose cells are read as values, by role and heading; their text stands in `Feature::extra`.
    pub read_columns: Vec<(Role, String)>,
    /// The distinct values of in use, priority and platform.
    pub values: Vec<ValueReading>,
    /// The product that the words and the file name point to, if any.
    pub product_hint: Option<SourceProduct>,
}

impl Inventory {
    /// A feature, open or closed.
    pub fn feature(&self, row: RowId) -> Option<&Rc<Feature>> {
        self.features.iter().chain(self.closed.iter()).find(|feature| feature.row == row)
    }

    /// Whether a row is closed.
    pub fn is_closed(&self, row: RowId) -> bool {
        self.closed.iter().any(|feature| feature.row == row)
    }

    /// The features by row.
    pub fn by_row(&self) -> SortedMap<RowId, &Rc<Feature>> {
        self.features.iter().map(|feature| (feature.row, feature)).collect()
    }
}
