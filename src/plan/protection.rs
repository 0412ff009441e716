//! Device-hours between leaving the old product's protection and being compliant in the new one.
//! It knows the dates of the waves and sets none.

use crate::model::platform::Platform;
use crate::model::units::Devices;
use crate::plan::Wave;
use crate::plan::basis::Basis;
use crate::plan::compile::Dated;
use crate::plan::settings::Bridge;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The formula of `device_hours`, for the screen and the report.
pub const FORMULA: &str = "For each device: hours from the wave's exemption from the old access rules to its move \
(none when the old product reports compliance as a partner), plus the hours of its enrolment, plus 24 hours for each \
device that fails. The hours after the move are hours with access and without protection when there is a grace \
period, and hours locked out when there is none. Phones and tablets whose apps are protected before the move count \
no hours without protection.";

/// Hours until a failed device is repaired: a day. Source: experience.
const REPAIR_HOURS: u64 = 24;

/// Device-hours of one wave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaveGap {
    /// Number of the wave.
    pub number: u16,
    /// Device-hours with access and without protection.
    pub exposed_hours: u64,
    /// Device-hours without access.
    pub locked_out_hours: u64,
}

/// Device-hours of all waves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProtectionGap {
    /// By wave, in order.
    pub waves: Vec<WaveGap>,
    /// Device-hours with access and without protection.
    pub exposed_hours: u64,
    /// Device-hours without access.
    pub locked_out_hours: u64,
}

/// What the formula needs of the devices of one platform in one wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The platform.
    pub platform: Platform,
    /// How many devices.
    pub devices: Devices,
    /// Those of them that fail at first.
    pub failed: Devices,
    /// Hours from the exemption to the move, summed over the devices.
    pub waited_hours: u64,
}

/// Hours with access and without protection, and hours locked out; [`FORMULA`] says it in words.
pub fn device_hours(moved: &Moved, bridge: &Bridge) -> (u64, u64) {
    let minutes = bridge.enrol_minutes.get(&moved.platform).copied().unwrap_or(enrol_minutes(moved.platform));
    let enrolling = (u64::from(moved.devices.0) * u64::from(minutes)).div_ceil(60);
    let after_move = enrolling + u64::from(moved.failed.0) * REPAIR_HOURS;
    let waited = if bridge.compliance_partner { 0 } else { moved.waited_hours };
    let grace = bridge.grace_days > 0;
    let exposed = waited + if grace { after_move } else { 0 };
    let locked_out = if grace { 0 } else { after_move };
    let covered = bridge.app_protection_first && has_app_protection(moved.platform);
    (if covered { 0 } else { exposed }, locked_out)
}

/// Usual minutes to enrol a device. Source: 15 to 30 minutes for the device part of Autopilot; the others experience.
pub fn enrol_minutes(platform: Platform) -> u16 {
    match platform {
        Platform::Windows | Platform::Macos | Platform::Linux => 30,
        _ => 20,
    }
}

/// Whether apps on the platform can be protected without the device being enrolled.
fn has_app_protection(platform: Platform) -> bool {
    matches!(platform, Platform::Ios | Platform::AndroidWorkProfile)
}

/// The gap of a plan.
pub fn gap(basis: &Basis<'_>, dated: &Dated, waves: &[Wave]) -> ProtectionGap {
    let mut all = ProtectionGap::default();
    for wave in waves {
        let (mut exposed, mut locked_out) = (0_u64, 0_u64);
        let total = u64::from(wave.total().0).max(1);
        let waited = waited_hours(wave, exempted(basis, dated, wave.number));
        let failure = u64::from(basis.settings.capacity.failure_rate.0.min(1000));
        for (platform, devices) in &wave.devices {
            let count = u64::from(devices.0);
            let failed = u32::try_from((count * failure).div_ceil(1000)).unwrap_or(devices.0);
            // The platforms of a wave move side by side.
            let share = waited / total * count + waited % total * count / total;
            let moved = Moved {
                platform: *platform,
                devices: *devices,
                failed: Devices(failed),
                waited_hours: share,
            };
            let hours = device_hours(&moved, &basis.settings.bridge);
            exposed = exposed.saturating_add(hours.0);
            locked_out = locked_out.saturating_add(hours.1);
        }
        all.exposed_hours = all.exposed_hours.saturating_add(exposed);
        all.locked_out_hours = all.locked_out_hours.saturating_add(locked_out);
        all.waves.push(WaveGap { number: wave.number, exposed_hours: exposed, locked_out_hours: locked_out });
    }
    all
}

/// The day on which a wave is exempted from the old access rules; the pilot is exempted on the day it moves.
fn exempted(basis: &Basis<'_>, dated: &Dated, number: u16) -> Option<NaiveDate> {
    let key = format!("wave-{number}-exempt");
    let index = basis.graph.nodes.iter().position(|node| node.key == key)?;
    dated.solution.dates.get(index).map(|dates| dates.finish.plus(-1).date())
}

fn waited_hours(wave: &Wave, exempted: Option<NaiveDate>) -> u64 {
    let from = exempted.unwrap_or(wave.start);
    wave.flow.iter().fold(0_u64, |sum, (date, devices)| {
        let days = u64::try_from(date.signed_duration_since(from).num_days()).unwrap_or(0);
        sum.saturating_add(days.saturating_mul(24).saturating_mul(u64::from(devices.0)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grace_lets_them_in_and_no_grace_locks_them_out() {
        let bridge = |grace_days, app_protection_first, compliance_partner| Bridge {
            grace_days,
            app_protection_first,
            compliance_partner,
            ..Bridge::default()
        };
        let check = |platform, bridge: Bridge, expected| {
            // 60 devices, 3 of them fail, exempted two days before the move.
            let moved = Moved { platform, devices: Devices(60), failed: Devices(3), waited_hours: 60 * 48 };
            assert_eq!(device_hours(&moved, &bridge), expected);
        };
        // 60 x 20 min = 20 h, 3 x 24 h = 72 h, 60 x 48 h = 2,880 h.
        check(Platform::Ios, bridge(3, false, false), (2880 + 92, 0));
        check(Platform::Ios, bridge(0, false, false), (2880, 92));
        check(Platform::Ios, bridge(3, false, true), (92, 0));
        check(Platform::Ios, bridge(3, true, false), (0, 0));
        check(Platform::Ios, bridge(0, true, false), (0, 92));
        // 60 x 30 min = 30 h; apps on Windows are not protected without the device.
        check(Platform::Windows, bridge(3, true, true), (102, 0));
        check(Platform::Windows, bridge(0, true, true), (0, 102));
        let slow = Bridge { enrol_minutes: [(Platform::Windows, 60)].into(), ..bridge(1, false, true) };
        check(Platform::Windows, slow, (132, 0));
    }
}
