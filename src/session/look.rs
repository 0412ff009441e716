//! The worker's side of an import: from a list as it was given to the table, its columns and its features.
//! It decides nothing.

use super::given::Given;
use super::memory::Memory;
use crate::devices::DeviceCounts;
use crate::devices::read::{Want, cells, text};
use crate::diagnostic::Checked;
use crate::intake::{
    ColumnPlan, Inventory,
    compare::{Comparison, compare},
    grounds::Grounds,
    propose::{propose, propose_moved},
    read::read,
    shape,
};
use crate::model::sorted_map::SortedMap;
use crate::table::Content;
use crate::table::error::{LARGEST, TableError};
use crate::table::{Overrides, Table, open};
use serde::{Deserialize, Serialize};

/// What the page wants to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The list.
    pub given: Given,
    /// What the consultant chose instead of what is detected.
    pub overrides: Overrides,
    /// How the columns are read; proposed when there is none or when it does not fit the table.
    pub columns: Option<ColumnPlan>,
    /// The header before, and whether it had two rows, when `columns` moves it: its roles are proposed anew.
    pub moved_from: Option<(Option<usize>, bool)>,
    /// How the project's list is read, for one with the same headings.
    pub remembered: Option<Remembered>,
    /// Whether the project's list is compared with this one, as the list in use.
    pub compare: bool,
    /// Devices to count, if the list is one of devices; `None` when it is to be read as features.
    pub devices: Option<Want>,
    /// The choices under which the page has the table already, which is then not sent again.
    pub have: Option<Overrides>,
}

impl Look {
    /// A look at a list of features whose columns are proposed.
    pub fn of(given: Given, overrides: Overrides) -> Look {
        Look {
            given,
            overrides,
            columns: None,
            moved_from: None,
            remembered: None,
            compare: false,
            devices: None,
            have: None,
        }
    }
}

/// What a list turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    /// A list of features.
    List(Box<Looked>),
    /// A list of devices.
    Devices(Box<DeviceCounts>),
}

/// How a list was read before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The headings of all its columns.
    pub headings: Vec<String>,
    /// How they were read.
    pub columns: ColumnPlan,
}

/// What there is to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// The table and what was found in it; `None` when the page has it.
    pub table: Option<Checked<Table>>,
    /// How its columns are read.
    pub columns: ColumnPlan,
    /// Whether that is how a list with the same headings was read before.
    pub remembered: bool,
    /// Why they are proposed to be read so, by column.
    pub grounds: Vec<Grounds>,
    /// Columns that compare products, of which one may be today's.
    pub products: Vec<usize>,
    /// Columns without any text, which the screen leaves out.
    pub empty: Vec<usize>,
    /// Records with letters beyond ASCII.
    pub letters: u32,
    /// The features that it gives.
    pub inventory: Checked<Inventory>,
    /// How they differ from those of the list in use, if there is one.
    pub comparison: Option<Comparison>,
}

/// Looks at a list.
///
/// # Errors
/// Says why it cannot be read and what to do.
pub fn look(
    memory: &mut Memory,
    look: Look,
    content: Option<&dyn Content>,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<Seen, String> {
    if let (Some(want), Given::File { name, .. }, Some(content)) = (&look.devices, &look.given, content) {
        let kibibytes = |bytes: u64| u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
        let all = kibibytes(content.bytes()).max(1);
        let mut done = |bytes: u64| progress(kibibytes(bytes), all);
        let counts = text(name, content, look.overrides, want, &mut done);
        if let Some(counts) = counts.map_err(|error| error.to_string())? {
            return Ok(Seen::Devices(Box::new(counts)));
        }
    }
    let before = look.compare.then(|| memory.list());
    let known = memory
        .looked_at
        .as_ref()
        .is_some_and(|(given, overrides, _)| *given == look.given && *overrides == look.overrides);
    if !known {
        memory.looked_at = None;
        let table = table(&look.given, look.overrides, content)?;
        memory.looked_at = Some((look.given.clone(), look.overrides, table));
    }
    let Some((_, _, table)) = &memory.looked_at else { return Err("There is no list.".to_owned()) };
    if let Some(want) = &look.devices
        && let Some(counts) = cells(look.given.name(), &table.value.records, want)
    {
        return Ok(Seen::Devices(Box::new(counts)));
    }
    let proposed = propose(&table.value);
    let known = look.remembered.and_then(|known| applied(known, &table.value, &proposed.plan));
    let own =
        look.columns.filter(|columns| fits(columns, &table.value)).map(|columns| match look.moved_from {
            Some(from) => propose_moved(&table.value, &columns, from),
            None => columns,
        });
    let remembered = own.is_none() && known.is_some();
    let columns = own.or(known).unwrap_or(proposed.plan);
    let inventory = read(&table.value, &columns);
    let send = look.have != Some(look.overrides);
    Ok(Seen::List(Box::new(Looked {
        table: send.then(|| table.clone()),
        columns,
        remembered,
        grounds: proposed.grounds,
        products: proposed.products,
        empty: empty(&table.value),
        letters: letters(&table.value),
        comparison: before.map(|before| compare(&before.value, &inventory.value)),
        inventory,
    })))
}

/// A remembered plan for a list with the same headings; `None` for any other. Where the header stands is
/// the list's own, and what was said of single lines stays with the list that had them.
fn applied(known: Remembered, table: &Table, proposed: &ColumnPlan) -> Option<ColumnPlan> {
    let same = proposed.header.is_some() && shape::headings(table, proposed) == known.headings;
    same.then(|| ColumnPlan {
        header: proposed.header,
        two_rows: proposed.two_rows,
        by_hand: SortedMap::default(),
        earlier: SortedMap::default(),
        ..known.columns
    })
}

/// The columns without any text.
fn empty(table: &Table) -> Vec<usize> {
    let mut empty: Vec<bool> = vec![true; table.width()];
    for (column, _) in table.records.iter().flat_map(|record| record.filled()) {
        if let Some(slot) = empty.get_mut(column) {
            *slot = false;
        }
    }
    (0..empty.len()).filter(|column| empty.get(*column) == Some(&true)).collect()
}

/// How many records have letters beyond ASCII.
fn letters(table: &Table) -> u32 {
    table.records.iter().map(|record| u32::from(!record.is_ascii())).sum()
}

/// Whether a plan made for another reading of the list can be used for this one.
fn fits(columns: &ColumnPlan, table: &Table) -> bool {
    columns.roles.len() == table.width() && columns.header.is_none_or(|header| header < table.records.len())
}

/// The table of a list that was given.
///
/// # Errors
/// Says why it cannot be read and what to do.
pub fn table(
    given: &Given,
    overrides: Overrides,
    content: Option<&dyn Content>,
) -> Result<Checked<Table>, String> {
    let read =
        |name: &str, bytes: &[u8]| open::read(name, bytes, overrides).map_err(|error| error.to_string());
    match given {
        Given::File { name, .. } => {
            let content = content.ok_or("The file is not at hand any more. Choose it again.")?;
            let most = u64::try_from(LARGEST).unwrap_or(u64::MAX);
            if content.bytes() > most {
                let bytes = usize::try_from(content.bytes()).unwrap_or(usize::MAX);
                return Err(TableError::TooLarge { bytes }.to_string());
            }
            read(name, &content.read(0, content.bytes())?)
        }
        Given::Pasted { text, html } => match open::html(given.name(), html) {
            Ok(Some(table)) => Ok(table),
            Ok(None) => read(given.name(), text.as_bytes()),
            Err(error) => Err(error.to_string()),
        },
        Given::Sample(sample) => read(sample.file(), sample.bytes()),
    }
}
