//! The clock: the only place that reads it.

use chrono::NaiveDate;

/// Today in the machine's time zone.
pub fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// The time of day as "14:02".
pub fn time() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

/// Day and time as "2026-11-23 14:02".
pub fn day_and_time() -> String {
    format!("{} {}", today(), time())
}

/// A name for this visit that no other visit has.
pub fn visit() -> String {
    format!("visit-{:x}-{:x}", js_sys::Date::now() as u64, (js_sys::Math::random() * 1e9) as u64)
}
