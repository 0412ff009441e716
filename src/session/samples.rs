//! Three lists that read like real customers', one click away from an empty start page.
//! They are invented for this project; the bytes are linked into the worker only.

use crate::calendar::{Freeze, Stops};
use crate::estate::Estate;
use crate::model::platform::Platform;
use crate::model::product::SourceProduct;
use crate::model::units::Devices;
use crate::plan::{PlanSettings, Target};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A built-in sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sample {
    /// A logistics company on Workspace ONE with rugged Android.
    Northwind,
    /// A university on Jamf and Configuration Manager.
    Tailspin,
    /// A bank on MobileIron with heavy compliance.
    Woodgrove,
}

impl Sample {
    /// Every sample in screen order.
    pub const ALL: [Sample; 3] = [Sample::Northwind, Sample::Tailspin, Sample::Woodgrove];

    /// The customer's name.
    pub fn customer(self) -> &'static str {
        match self {
            Sample::Northwind => "Northwind Logistics",
            Sample::Tailspin => "Tailspin University",
            Sample::Woodgrove => "Woodgrove Bank",
        }
    }

    /// What the list is like, in a line.
    pub fn description(self) -> &'static str {
        match self {
            Sample::Northwind => "8,400 devices, rugged Android scanners, a contract that ends in April",
            Sample::Tailspin => "macOS labs and iPads, Windows staff devices, freezes in term time",
            Sample::Woodgrove => "Requirement sentences, heavy compliance, AppConnect, a works council",
        }
    }

    /// The file's name.
    pub fn file(self) -> &'static str {
        match self {
            Sample::Northwind => "northwind-logistics.csv",
            Sample::Tailspin => "tailspin-university.csv",
            Sample::Woodgrove => "woodgrove-bank.csv",
        }
    }

    /// The file's content.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Sample::Northwind => include_bytes!("samples/northwind-logistics.csv"),
            Sample::Tailspin => include_bytes!("samples/tailspin-university.csv"),
            Sample::Woodgrove => include_bytes!("samples/woodgrove-bank.csv"),
        }
    }

    /// The product that the customer leaves.
    pub fn product(self) -> SourceProduct {
        match self {
            Sample::Northwind => SourceProduct::WorkspaceOne,
            Sample::Tailspin => SourceProduct::Jamf,
            Sample::Woodgrove => SourceProduct::Ivanti,
        }
    }

    /// The devices.
    pub fn estate(self) -> Estate {
        let counts: &[(Platform, u32)] = match self {
            Sample::Northwind => &[
                (Platform::Windows, 2300),
                (Platform::Ios, 3900),
                (Platform::Macos, 300),
                (Platform::AndroidWorkProfile, 660),
                (Platform::AndroidDedicated, 1240),
            ],
            Sample::Tailspin => &[
                (Platform::Windows, 5200),
                (Platform::Ios, 2800),
                (Platform::Macos, 2100),
                (Platform::Linux, 120),
            ],
            Sample::Woodgrove => &[
                (Platform::Windows, 4200),
                (Platform::Ios, 5600),
                (Platform::Macos, 250),
                (Platform::AndroidWorkProfile, 900),
                (Platform::AndroidCorp, 1300),
                (Platform::AndroidDedicated, 60),
            ],
        };
        Estate { counts: counts.iter().map(|(platform, count)| (*platform, Devices(*count))).collect() }
    }

    /// Start, target and freezes.
    pub fn plan(self) -> PlanSettings {
        let (start, target, label, freezes): (_, _, _, &[(&str, Day, Day, Stops)]) = match self {
            Sample::Northwind => (
                (2027, 1, 11),
                (2027, 4, 30),
                "old contract ends",
                &[("Easter peak", (2027, 3, 22), (2027, 4, 2), Stops::Enrolment)],
            ),
            Sample::Tailspin => (
                (2027, 3, 1),
                (2027, 8, 31),
                "Jamf support contract ends",
                &[
                    ("Term start", (2027, 4, 12), (2027, 4, 23), Stops::Enrolment),
                    ("Exams", (2027, 5, 17), (2027, 6, 18), Stops::Enrolment),
                ],
            ),
            Sample::Woodgrove => (
                (2027, 4, 5),
                (2028, 3, 31),
                "support contract ends",
                &[
                    ("Quarter end", (2027, 6, 28), (2027, 7, 2), Stops::Enrolment),
                    ("Quarter end", (2027, 9, 27), (2027, 10, 1), Stops::Enrolment),
                    ("Year end", (2027, 11, 22), (2028, 1, 14), Stops::Everything),
                ],
            ),
        };
        PlanSettings {
            start: day(start),
            target: day(target).map(|date| Target { date, label: label.to_owned() }),
            freezes: freezes
                .iter()
                .filter_map(|(name, first, last, stops)| {
                    Some(Freeze {
                        name: (*name).to_owned(),
                        first: day(*first)?,
                        last: day(*last)?,
                        stops: *stops,
                    })
                })
                .collect(),
            ..PlanSettings::default()
        }
    }
}

type Day = (i32, u32, u32);

fn day((year, month, day): Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}
