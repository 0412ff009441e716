//! Calendars of a project file: weekdays with their hours, and exceptions.
//! It counts nothing.

use crate::calendar::moment::Moment;
use crate::calendar::work::{CalendarSpec, Closed};
use crate::export::mspdi::flag;
use crate::export::mspdi::xml::Xml;

/// A base calendar.
pub fn calendar(xml: &mut Xml, uid: usize, spec: &CalendarSpec) {
    xml.leaf("UID", &uid.to_string());
    xml.leaf("Name", &spec.name);
    xml.leaf("IsBaseCalendar", "1");
    xml.leaf("BaseCalendarUID", "-1");
    xml.group("WeekDays", |xml| {
        for (weekday, shifts) in spec.week.iter().enumerate() {
            xml.group("WeekDay", |xml| {
                // Sunday is 1 there, Monday is 0 here.
                xml.leaf("DayType", &((weekday + 1) % 7 + 1).to_string());
                xml.leaf("DayWorking", flag(!shifts.is_empty()));
                if shifts.is_empty() {
                    return;
                }
                xml.group("WorkingTimes", |xml| {
                    for shift in shifts {
                        xml.group("WorkingTime", |xml| {
                            xml.leaf("FromTime", &clock(shift.from));
                            xml.leaf("ToTime", &clock(shift.to));
                        });
                    }
                });
            });
        }
    });
    let closed = apart(&spec.closed);
    if closed.is_empty() {
        return;
    }
    xml.group("Exceptions", |xml| {
        for period in closed {
            xml.group("Exception", |xml| {
                xml.leaf("EnteredByOccurrences", "0");
                xml.group("TimePeriod", |xml| {
                    xml.leaf("FromDate", &Moment::at(period.first, 0).iso());
                    xml.leaf("ToDate", &Moment::at(period.last, 1439).iso());
                });
                xml.leaf("Occurrences", "1");
                xml.leaf("Name", &period.name);
                xml.leaf("Type", "1");
                xml.leaf("DayWorking", "0");
            });
        }
    });
}

/// Closed periods in order; Project knows none that overlap, so those that do become one with all their names.
fn apart(closed: &[Closed]) -> Vec<Closed> {
    let mut sorted: Vec<Closed> =
        closed.iter().filter(|period| period.first <= period.last).cloned().collect();
    sorted.sort();
    let mut apart: Vec<Closed> = Vec::new();
    for period in sorted {
        match apart.last_mut() {
            Some(before) if period.first <= before.last => {
                before.last = before.last.max(period.last);
                if !period.name.is_empty() && !before.name.split("; ").any(|name| name == period.name) {
                    before.name = format!("{}; {}", before.name, period.name);
                }
            }
            _ => apart.push(period),
        }
    }
    apart
}

/// A time of day.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}:00", minute / 60 % 24, minute % 60)
}
