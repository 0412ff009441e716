//! A device list from a file: recognised by its head, then counted piece by piece.

use super::columns::product_of;
use super::count::Counter;
use super::recognise::{Recognised, plan_of, recognise};
use super::{DeviceCounts, DevicePlan};
use crate::table::content::Content;
use crate::table::error::TableError;
use crate::table::{Cells, Overrides, stream};
use serde::{Deserialize, Serialize};

/// What to take a list for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Want {
    /// A device list if it is recognised as one.
    Detect,
    /// A device list, read so.
    Plan(DevicePlan),
    /// A device list whose header is on a line.
    Header(u32),
}

/// Counts the devices of a text file of any size; `None` when it is no text, or no device list.
/// `progress` gets the bytes that are done.
///
/// # Errors
/// When the file cannot be read.
pub fn text(
    file: &str,
    content: &dyn Content,
    overrides: Overrides,
    want: &Want,
    progress: &mut dyn FnMut(u64),
) -> Result<Option<DeviceCounts>, TableError> {
    let Some(head) = stream::head(content, overrides)? else { return Ok(None) };
    let Some(recognised) = wanted(&head.records, want) else { return Ok(None) };
    let mut counter = Counter::new(file, recognised);
    stream::records(content, &head, &mut |record| counter.take(record), progress)?;
    Ok(Some(counter.finish()))
}

/// Counts the devices of records that were read already; `None` when they are no device list.
pub fn cells(file: &str, records: &Cells, want: &Want) -> Option<DeviceCounts> {
    let mut counter = Counter::new(file, wanted(records, want)?);
    records.iter().for_each(|record| counter.take(record));
    Some(counter.finish())
}

fn wanted(records: &Cells, want: &Want) -> Option<Recognised> {
    let plan = match want {
        Want::Detect => return recognise(records),
        Want::Plan(plan) => plan.clone(),
        Want::Header(line) => {
            let place = records.index_of(*line)?;
            plan_of(records, place, records.get(place)?)
        }
    };
    let product = product_of(&plan.headings);
    Some(Recognised { plan, product, reason: "chosen by you".to_owned() })
}
