//! When is not worked: days off that come from a file, from lines or from the worker's list of public holidays, and the hours
//! of a usual day. Days that are there already are never replaced, and what an hour changes besides is said.

use super::action::Edit;
use super::job::Job;
use super::state::{Session, Work};
use super::update::{change_project, edit};
use crate::calendar::Holiday;
use crate::calendar::hours::{Times, also_changed};
use crate::calendar::public::{HolidayPlace, YEARS};
use crate::diagnostic::Checked;
use chrono::{Datelike, NaiveDate};
use std::rc::Rc;

/// Asks the worker for the public holidays of a place in the years of the plan: from its start to its finish or its
/// target, whichever is later.
pub fn ask(session: &mut Session, place: HolidayPlace) {
    let settings = &session.project.plan;
    let start = settings.start.unwrap_or(session.today);
    let finish = session.plan.value.as_ref().map(|plan| plan.finish);
    let target = settings.target.as_ref().map(|target| target.date);
    let end = [finish, target].into_iter().flatten().fold(start, NaiveDate::max);
    let (first, last) = (start.year(), end.year());
    let years = if first == last { first.to_string() } else { format!("{first} to {last}") };
    let (known, until) = (*YEARS.start(), *YEARS.end());
    if first < known || last > until {
        session.tell(
            true,
            format!("Public holidays are known from {known} to {until}. Add those of other years by hand."),
        );
    }
    let work = Work::Holidays(format!("{}, {years}", place.name));
    session.start(work, Job::PublicHolidays(place.key, first, last));
}

/// Takes a time of a usual day, or of a weekday with other hours: when work begins, its break begins or ends, or work ends.
pub fn time(session: &mut Session, weekday: Option<u8>, place: usize, text: &str) {
    let mut settings = (*session.project.plan).clone();
    let hours = &mut settings.hours;
    let Some(shifts) = weekday.map_or(Some(&mut hours.usual), |weekday| hours.days.get_mut(&weekday)) else {
        return;
    };
    let said = Times::of(shifts).with(place, text);
    if let Some(line) = also_changed(shifts, said, place) {
        session.tell(false, line);
    }
    *shifts = said.shifts();
    edit(session, Edit::Plan(Box::new(settings)));
}

/// Adds the days off that are new.
pub fn arrived(session: &mut Session, name: &str, read: Checked<Vec<Holiday>>) {
    let mut settings = (*session.project.plan).clone();
    let (before, read_days) = (settings.holidays.len(), read.value.len());
    for holiday in read.value {
        if !settings.holidays.iter().any(|known| known.date == holiday.date) {
            let place = settings.holidays.partition_point(|known| *known < holiday);
            settings.holidays.insert(place, holiday);
        }
    }
    let added = settings.holidays.len() - before;
    let mut project = (*session.project).clone();
    project.plan = Rc::new(settings);
    change_project(session, format!("Days off from {name}"), project);
    let there = match read_days - added {
        0 => String::new(),
        there => format!(" Already there, and left as they are: {there}."),
    };
    session.tell(read_days == 0, format!("{added} days off were added from {name}.{there}"));
    for finding in read.diagnostics {
        session.tell(true, format!("{} {}", finding.message, finding.hint));
    }
}
