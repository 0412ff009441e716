//! How many devices can move in a day: every limit once, with its formula in words.
//! It knows no dates.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::estate::Estate;
use crate::model::platform::Platform;
use crate::model::units::{Devices, PerMille, grouped};
use crate::plan::Limit;
use serde::{Deserialize, Serialize};

/// Limits on how many devices can move in a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Capacity {
    /// Tickets that the help desk can take in a day.
    pub tickets_per_day: u16,
    /// Share of moved devices that raise a ticket. Source: 3 to 7 %, planning value 5 %.
    pub failure_rate: PerMille,
    /// Share of the estate that can move in a day. Source: rule of thumb 2 %.
    pub estate_share: PerMille,
    /// Wipes that the tenant allows in a day. Source: 500, 2026 action pages.
    pub wipes_per_day: Devices,
    /// Retires that the tenant allows in a day. Source: 1,000, 2026 action pages.
    pub retires_per_day: Devices,
    /// Tickets that one person of the help desk takes in a day; only the cost of more tickets counts with it.
    /// Source: experience.
    pub tickets_per_person: u16,
}

impl Default for Capacity {
    fn default() -> Self {
        Capacity {
            tickets_per_day: 20,
            failure_rate: PerMille(50),
            estate_share: PerMille(20),
            wipes_per_day: Devices(500),
            retires_per_day: Devices(1000),
            tickets_per_person: 10,
        }
    }
}

/// What a limit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LimitKind {
    /// A share of the estate.
    EstateShare,
    /// The tickets that the help desk takes.
    HelpDesk,
    /// The wipes that the tenant allows; for platforms that need a reset.
    Wipes,
    /// The retires that the tenant allows; for the other platforms.
    Retires,
}

/// The limits that apply to an estate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// Kind and limit, in the order of `LimitKind`; the lowest binds.
    pub all: Vec<(LimitKind, Limit)>,
    /// A finding for each limit that allows nothing.
    pub diagnostics: Vec<Diagnostic>,
}

impl Limits {
    /// Devices a day for a group of platforms without the limits in `lifted`; at least 1.
    pub fn per_day(
        &self,
        platforms: impl Iterator<Item = Platform> + Clone,
        lifted: &[LimitKind],
    ) -> Devices {
        let resets = platforms.clone().any(Platform::needs_reset);
        let others = platforms.clone().any(|platform| !platform.needs_reset());
        let applies = |kind: LimitKind| match kind {
            LimitKind::EstateShare | LimitKind::HelpDesk => true,
            LimitKind::Wipes => resets,
            LimitKind::Retires => others,
        };
        let figures = self.all.iter().filter(|(kind, _)| applies(*kind) && !lifted.contains(kind));
        // A limit of 0 is a finding; the plan goes on with one device a day so that its dates can be seen.
        Devices(figures.map(|(_, limit)| limit.devices_per_day.0).min().unwrap_or(u32::MAX).max(1))
    }
}

/// The limits of the capacity for the estate.
pub fn limits(capacity: &Capacity, estate: &Estate) -> Limits {
    let total = estate.total();
    let present = estate.present();
    let mut all = vec![(LimitKind::EstateShare, share_limit(capacity, total))];
    if let Some(limit) = help_desk_limit(capacity) {
        all.push((LimitKind::HelpDesk, limit));
    }
    if present.iter().any(Platform::needs_reset) {
        let figure = capacity.wipes_per_day;
        all.push((LimitKind::Wipes, tenant_limit("wipes", figure, "platforms that need a reset")));
    }
    if present.iter().any(|platform| !platform.needs_reset()) {
        let figure = capacity.retires_per_day;
        all.push((LimitKind::Retires, tenant_limit("retires", figure, "platforms that need no reset")));
    }
    let lowest = all.iter().map(|(_, limit)| limit.devices_per_day).min();
    for (_, limit) in &mut all {
        limit.binds = Some(limit.devices_per_day) == lowest;
    }
    let diagnostics = match total {
        Devices(0) => Vec::new(),
        _ => all
            .iter()
            .filter(|(_, limit)| limit.devices_per_day.0 == 0)
            .map(|(_, limit)| zero(limit))
            .collect(),
    };
    Limits { all, diagnostics }
}

fn share_limit(capacity: &Capacity, total: Devices) -> Limit {
    let share = percent(capacity.estate_share.0);
    let allowed = (u64::from(total.0) * u64::from(capacity.estate_share.0)).div_ceil(1000);
    let devices = Devices(u32::try_from(allowed).unwrap_or(u32::MAX));
    Limit {
        name: format!("estate share, {share} a day"),
        devices_per_day: devices,
        formula: format!(
            "{share} of {} devices, rounded up = {} devices a day",
            grouped(total.0),
            grouped(devices.0)
        ),
        binds: false,
    }
}

/// `None` when no failures are expected, for then no tickets limit the moves.
fn help_desk_limit(capacity: &Capacity) -> Option<Limit> {
    let rate = u32::from(capacity.failure_rate.0);
    let devices = (u32::from(capacity.tickets_per_day) * 1000).checked_div(rate)?;
    let (tickets, failures) = (capacity.tickets_per_day, percent(capacity.failure_rate.0));
    Some(Limit {
        name: format!("help desk, {tickets} tickets a day at {failures} failures"),
        devices_per_day: Devices(devices),
        formula: format!(
            "{tickets} tickets a day \u{f7} {failures} of devices that raise one = {} devices a day",
            grouped(devices)
        ),
        binds: false,
    })
}

fn tenant_limit(action: &str, figure: Devices, platforms: &str) -> Limit {
    Limit {
        name: format!("{action}, {} a day", grouped(figure.0)),
        devices_per_day: figure,
        formula: format!("the tenant allows {} {action} a day; for {platforms}", grouped(figure.0)),
        binds: false,
    }
}

fn zero(limit: &Limit) -> Diagnostic {
    Diagnostic::new(
        Severity::Problem,
        "plan.capacity.zero",
        Place::part(limit.name.clone()),
        format!("This limit lets no device move: {}. The plan counts with 1 device a day.", limit.formula),
    )
    .with_hint("Raise the figure in the plan's settings.")
}

/// Thousandths in percent: 25 is "2.5 %".
pub fn percent(per_mille: u16) -> String {
    match per_mille % 10 {
        0 => format!("{} %", per_mille / 10),
        tenths => format!("{}.{tenths} %", per_mille / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estate::parse::parse_counts;

    fn check(estate: &str, capacity: Capacity, expected: &[(LimitKind, u32, bool)], codes: usize) {
        let found = limits(&capacity, &parse_counts(estate).unwrap());
        let figures: Vec<(LimitKind, u32, bool)> =
            found.all.iter().map(|(kind, limit)| (*kind, limit.devices_per_day.0, limit.binds)).collect();
        assert_eq!(figures, expected);
        assert_eq!(found.diagnostics.len(), codes);
    }

    #[test]
    fn the_lowest_limit_binds() {
        use LimitKind::{EstateShare, HelpDesk, Retires, Wipes};
        check(
            "windows=8401,ios=1",
            Capacity::default(),
            &[(EstateShare, 169, true), (HelpDesk, 400, false), (Wipes, 500, false), (Retires, 1000, false)],
            0,
        );
        let few_tickets = Capacity { tickets_per_day: 3, failure_rate: PerMille(70), ..Capacity::default() };
        check(
            "windows=8400",
            few_tickets,
            &[(EstateShare, 168, false), (HelpDesk, 42, true), (Retires, 1000, false)],
            0,
        );
        let no_failures = Capacity { failure_rate: PerMille(0), ..Capacity::default() };
        check("ios=1", no_failures, &[(EstateShare, 1, true), (Wipes, 500, false)], 0);
    }

    #[test]
    fn a_limit_of_nothing_is_said_and_counts_as_one() {
        let closed = Capacity { tickets_per_day: 0, wipes_per_day: Devices(0), ..Capacity::default() };
        use LimitKind::{EstateShare, HelpDesk, Wipes};
        check(
            "ios=500",
            closed.clone(),
            &[(EstateShare, 10, false), (HelpDesk, 0, true), (Wipes, 0, true)],
            2,
        );
        let found = limits(&closed, &parse_counts("ios=500").unwrap());
        assert_eq!(found.per_day([Platform::Ios].into_iter(), &[]), Devices(1));
        assert_eq!(found.per_day([Platform::Ios].into_iter(), &[HelpDesk, Wipes]), Devices(10));
    }
}
