//! A plan as Microsoft Project XML: calendars, tasks, links, resources, assignments, baseline.
//! It sets no dates of its own: what Project would compute otherwise is pinned, so that both say the same.
//!
//! - A lag into a task with a calendar of its own becomes a small milestone on the project's calendar, because
//!   Project counts a lag on the calendar of the task that waits.
//! - Tasks with leads get "start no earlier than" the project's start, because Project lets them start before it.
//! - A task that is timed to another one gets "start no earlier than" its date.

mod calendars;
pub mod plan;
mod xml;

use crate::calendar::moment::Moment;
use crate::export::mspdi::calendars::{calendar, clock};
use crate::export::mspdi::xml::Xml;
use crate::plan::network::{Calendars, Driver, Fixed, Lag, Length, Link, LinkKind, Network, Solution, Task};

/// Minutes of a day as Project counts them in durations and lags.
const MINUTES_PER_DAY: i64 = 480;

/// The plan with its dates as an MSPDI document.
pub fn write(network: &Network, calendars: &Calendars, solution: &Solution) -> String {
    let plan = Written { network, calendars, solution };
    let mut xml = Xml::default();
    xml.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    xml.text.push_str("<Project xmlns=\"http://schemas.microsoft.com/project\">");
    plan.project(&mut xml);
    xml.group("Calendars", |xml| plan.calendars(xml));
    let waits = plan.waits();
    xml.group("Tasks", |xml| plan.tasks(xml, &waits));
    let roles = plan.roles();
    xml.group("Resources", |xml| {
        for (index, role) in (1_usize..).zip(&roles) {
            xml.group("Resource", |xml| plan.resource(xml, index, role));
        }
    });
    xml.group("Assignments", |xml| plan.assignments(xml, &roles));
    xml.text.push_str("</Project>\n");
    xml.text
}

/// A milestone that stands for the lag of a link: the task that waits and the place of the link in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Index of the task that waits.
    pub task: usize,
    /// Place of the link.
    pub place: usize,
}

struct Written<'a> {
    network: &'a Network,
    calendars: &'a Calendars,
    solution: &'a Solution,
}

impl Written<'_> {
    fn project(&self, xml: &mut Xml) {
        let spec = self.network.calendars.first();
        let day = spec.and_then(|spec| spec.week.iter().find(|shifts| !shifts.is_empty()));
        let edge = |minute: Option<u16>, usual: u16| clock(minute.unwrap_or(usual));
        xml.leaf("SaveVersion", "14");
        xml.leaf("Name", &self.network.name);
        xml.leaf("Title", &self.network.name);
        xml.leaf("ScheduleFromStart", "1");
        xml.leaf("StartDate", &self.network.start.iso());
        xml.leaf("FinishDate", &self.solution.finish.iso());
        xml.leaf("CriticalSlackLimit", "0");
        xml.leaf("CalendarUID", "1");
        xml.leaf("DefaultStartTime", &edge(day.and_then(|day| day.first()).map(|shift| shift.from), 480));
        xml.leaf("DefaultFinishTime", &edge(day.and_then(|day| day.last()).map(|shift| shift.to), 1020));
        xml.leaf("MinutesPerDay", &MINUTES_PER_DAY.to_string());
        xml.leaf("MinutesPerWeek", "2400");
        xml.leaf("DaysPerMonth", "20");
        xml.leaf("DefaultTaskType", "1");
        xml.leaf("HonorConstraints", "1");
        xml.leaf("NewTasksAreManual", "0");
        xml.group("ExtendedAttributes", |xml| {
            xml.group("ExtendedAttribute", |xml| {
                xml.leaf("FieldID", KEY_FIELD);
                xml.leaf("FieldName", "Text1");
                xml.leaf("Alias", "Gapline key");
            });
        });
    }

    fn calendars(&self, xml: &mut Xml) {
        for (uid, spec) in (1_usize..).zip(&self.network.calendars) {
            xml.group("Calendar", |xml| calendar(xml, uid, spec));
        }
        // Project wants a calendar of its own for each resource; it takes everything from the one it is based on.
        for (index, role) in (1_usize..).zip(&self.roles()) {
            xml.group("Calendar", |xml| {
                xml.leaf("UID", &(self.network.calendars.len() + index).to_string());
                xml.leaf("Name", role);
                xml.leaf("IsBaseCalendar", "0");
                xml.leaf("BaseCalendarUID", &self.calendar_of(role).to_string());
            });
        }
    }

    /// UID of the calendar that has the role's name, else of the project's.
    fn calendar_of(&self, role: &str) -> usize {
        let found = self.network.calendars.iter().position(|spec| spec.name == role);
        found.unwrap_or(0) + 1
    }

    /// Roles in the order in which they first do something.
    fn roles(&self) -> Vec<String> {
        let mut roles: Vec<String> = Vec::new();
        for task in self.network.tasks.iter().filter(|task| !task.summary && !task.role.is_empty()) {
            if !roles.contains(&task.role) {
                roles.push(task.role.clone());
            }
        }
        roles
    }

    /// The links whose lag needs a milestone to be counted as ours.
    fn waits(&self) -> Vec<Wait> {
        let special = |index: usize| self.network.tasks.get(index).is_some_and(|task| task.calendar != 0);
        let mut waits = Vec::new();
        for (index, task) in self.network.tasks.iter().enumerate() {
            for (place, link) in task.before.iter().enumerate() {
                let same = match link.lag {
                    Lag::Working(0) | Lag::Elapsed(0) => true,
                    Lag::Working(_) if link.kind.to_finish() => !special(index) && !special(link.task),
                    Lag::Working(_) => !special(index),
                    Lag::Elapsed(_) => !link.kind.to_finish(),
                };
                if !same {
                    waits.push(Wait { task: index, place });
                }
            }
        }
        waits
    }

    fn tasks(&self, xml: &mut Xml, waits: &[Wait]) {
        let mut id = 0;
        self.children(xml, None, 1, waits, &mut id);
        for (number, wait) in (1_usize..).zip(waits) {
            id += 1;
            let uid = self.network.tasks.len() + number;
            xml.group("Task", |xml| self.wait(xml, id, uid, wait));
        }
    }

    /// The tasks under a summary task, each before its own.
    fn children(&self, xml: &mut Xml, parent: Option<usize>, level: u16, waits: &[Wait], id: &mut usize) {
        for (index, task) in self.network.tasks.iter().enumerate().filter(|(_, task)| task.parent == parent) {
            *id += 1;
            xml.group("Task", |xml| self.task(xml, *id, index, task, level, waits));
            if task.summary && level < 20 {
                self.children(xml, Some(index), level + 1, waits, id);
            }
        }
    }

    fn task(&self, xml: &mut Xml, id: usize, index: usize, task: &Task, level: u16, waits: &[Wait]) {
        let Some(dates) = self.solution.dates.get(index) else { return };
        let calendar = self.calendars.get(task.calendar);
        let length = match task.length {
            Length::Elapsed(minutes) => Lag::Elapsed(i32::try_from(minutes).unwrap_or(i32::MAX)),
            _ => Lag::Working(i32::try_from(calendar.between(dates.start, dates.finish)).unwrap_or(i32::MAX)),
        };
        let minutes = match length {
            Lag::Working(minutes) | Lag::Elapsed(minutes) => i64::from(minutes),
        };
        let done = match task.actual_finish {
            Some(_) => minutes,
            None => minutes * i64::from(task.progress.0.min(1000)) / 1000,
        };
        let milestone = !task.summary && task.length.is_milestone();
        head(xml, id, index + 1, &task.name, level);
        xml.leaf("Start", &dates.start.iso());
        xml.leaf("Finish", &dates.finish.iso());
        xml.leaf("Duration", &duration(minutes));
        xml.leaf("DurationFormat", format_of(length));
        xml.leaf("Milestone", flag(milestone));
        xml.leaf("Summary", flag(task.summary));
        xml.leaf("PercentComplete", &(task.progress.0.min(1000) / 10).to_string());
        if let Some(start) = task.actual_start {
            xml.leaf("ActualStart", &start.iso());
        }
        if let Some(finish) = task.actual_finish {
            xml.leaf("ActualFinish", &finish.iso());
        }
        xml.leaf("ActualDuration", &duration(done));
        xml.leaf("RemainingDuration", &duration(minutes - done));
        if !task.summary {
            self.constraint(xml, task, index);
        }
        xml.leaf(
            "CalendarUID",
            &if task.calendar == 0 { "-1".to_owned() } else { (task.calendar + 1).to_string() },
        );
        xml.leaf("IgnoreResourceCalendar", flag(task.calendar != 0));
        if !task.owner.is_empty() {
            xml.leaf("Contact", &task.owner);
        }
        if !task.notes.is_empty() {
            xml.leaf("Notes", &task.notes);
        }
        for (place, link) in task.before.iter().enumerate() {
            let wait = waits.iter().position(|wait| *wait == Wait { task: index, place });
            match wait {
                Some(number) => {
                    let kind =
                        if link.kind.to_finish() { LinkKind::FinishFinish } else { LinkKind::FinishStart };
                    predecessor(xml, self.network.tasks.len() + number + 1, kind, Lag::Working(0));
                }
                None => predecessor(xml, link.task + 1, link.kind, link.lag),
            }
        }
        if !task.key.is_empty() {
            xml.group("ExtendedAttribute", |xml| {
                xml.leaf("FieldID", KEY_FIELD);
                xml.leaf("Value", &task.key);
            });
        }
        if let Some((start, finish)) = task.baseline {
            xml.group("Baseline", |xml| {
                xml.leaf("Number", "0");
                xml.leaf("Start", &start.iso());
                xml.leaf("Finish", &finish.iso());
                xml.leaf("Duration", &duration(calendar.between(start, finish)));
                xml.leaf("DurationFormat", "7");
            });
        }
    }

    fn wait(&self, xml: &mut Xml, id: usize, uid: usize, wait: &Wait) {
        let Some(task) = self.network.tasks.get(wait.task) else { return };
        let Some(link) = task.before.get(wait.place) else { return };
        let Some(dates) = self.solution.dates.get(link.task) else { return };
        let from = if link.kind.from_finish() { dates.finish } else { dates.start };
        let at = self.calendars.lagged(from, link.lag);
        head(xml, id, uid, &format!("Wait before {}", task.name), 1);
        xml.leaf("Start", &at.iso());
        xml.leaf("Finish", &at.iso());
        xml.leaf("Duration", "PT0H0M0S");
        xml.leaf("DurationFormat", "7");
        xml.leaf("Milestone", "1");
        xml.leaf("Summary", "0");
        xml.leaf("ActualDuration", "PT0H0M0S");
        xml.leaf("RemainingDuration", "PT0H0M0S");
        xml.leaf("ConstraintType", "0");
        xml.leaf("CalendarUID", "-1");
        let kind = if link.kind.from_finish() { LinkKind::FinishStart } else { LinkKind::StartStart };
        predecessor(xml, link.task + 1, kind, link.lag);
    }

    fn constraint(&self, xml: &mut Xml, task: &Task, index: usize) {
        let Some(dates) = self.solution.dates.get(index) else { return };
        let opens = |moment: Moment| {
            let moment = moment.max(self.network.start);
            self.calendars.open(task, self.calendars.get(task.calendar).next_start(moment))
        };
        let leads = |link: &Link| {
            link.kind.to_finish() || matches!(link.lag, Lag::Working(lag) | Lag::Elapsed(lag) if lag < 0)
        };
        let kept = task.not_after.filter(|date| dates.finish <= *date);
        let mut deadline = task.deadline;
        let (kind, date) = match (task.fixed, task.not_before, kept) {
            (Some(Fixed::Start(_)), ..) => ("2", Some(dates.start)),
            (Some(Fixed::Finish(_)), ..) => ("3", Some(dates.finish)),
            _ if matches!(dates.driver, Driver::TimedTo(_)) => ("4", Some(dates.start)),
            (_, Some(date), _) => ("4", Some(opens(date))),
            _ if task.before.iter().any(leads) => ("4", Some(opens(self.network.start))),
            (_, _, Some(date)) => ("7", Some(date)),
            _ => ("0", None),
        };
        // One constraint is all that a task can have there; a date that must not be missed is watched as well.
        if kind != "7" {
            deadline = [deadline, task.not_after].into_iter().flatten().min();
        }
        xml.leaf("ConstraintType", kind);
        if let Some(date) = date {
            xml.leaf("ConstraintDate", &date.iso());
        }
        if let Some(deadline) = deadline {
            xml.leaf("Deadline", &deadline.iso());
        }
    }

    fn resource(&self, xml: &mut Xml, index: usize, role: &str) {
        xml.leaf("UID", &index.to_string());
        xml.leaf("ID", &index.to_string());
        xml.leaf("Name", role);
        xml.leaf("Type", "1");
        let people =
            self.network.people.iter().find(|(name, _)| name == role).map_or(1, |(_, people)| *people);
        xml.leaf("MaxUnits", &format!("{people}.00"));
        xml.leaf("CalendarUID", &(self.network.calendars.len() + index).to_string());
    }

    fn assignments(&self, xml: &mut Xml, roles: &[String]) {
        let mut uid = 0;
        for (index, task) in self.network.tasks.iter().enumerate() {
            let Some(role) = roles.iter().position(|role| *role == task.role) else { continue };
            let Some(dates) = self.solution.dates.get(index).filter(|_| !task.summary) else { continue };
            let minutes = self.calendars.get(task.calendar).between(dates.start, dates.finish);
            let done = minutes * i64::from(task.progress.0.min(1000)) / 1000;
            uid += 1;
            xml.group("Assignment", |xml| {
                xml.leaf("UID", &uid.to_string());
                xml.leaf("TaskUID", &(index + 1).to_string());
                xml.leaf("ResourceUID", &(role + 1).to_string());
                xml.leaf("ActualWork", &duration(done));
                xml.leaf("RemainingWork", &duration(minutes - done));
                xml.leaf("Start", &dates.start.iso());
                xml.leaf("Finish", &dates.finish.iso());
                xml.leaf("Units", "1");
                xml.leaf("Work", &duration(minutes));
            });
        }
    }
}

/// The field that carries the stable key: Text1.
const KEY_FIELD: &str = "188743731";

fn head(xml: &mut Xml, id: usize, uid: usize, name: &str, level: u16) {
    xml.leaf("UID", &uid.to_string());
    xml.leaf("ID", &id.to_string());
    xml.leaf("Name", name);
    xml.leaf("Active", "1");
    xml.leaf("Manual", "0");
    // Fixed duration: people do not change how long it lasts.
    xml.leaf("Type", "1");
    xml.leaf("OutlineLevel", &level.to_string());
}

fn predecessor(xml: &mut Xml, uid: usize, kind: LinkKind, lag: Lag) {
    let minutes = match lag {
        Lag::Working(minutes) | Lag::Elapsed(minutes) => i64::from(minutes),
    };
    xml.group("PredecessorLink", |xml| {
        xml.leaf("PredecessorUID", &uid.to_string());
        xml.leaf(
            "Type",
            match kind {
                LinkKind::FinishFinish => "0",
                LinkKind::FinishStart => "1",
                LinkKind::StartFinish => "2",
                LinkKind::StartStart => "3",
            },
        );
        xml.leaf("CrossProject", "0");
        // Tenths of a minute.
        xml.leaf("LinkLag", &(minutes * 10).to_string());
        xml.leaf("LagFormat", format_of(lag));
    });
}

fn duration(minutes: i64) -> String {
    format!("PT{}H{}M0S", minutes / 60, minutes % 60)
}

/// Days where the minutes are whole days, else minutes: nothing is rounded.
fn format_of(length: Lag) -> &'static str {
    match length {
        Lag::Working(minutes) if i64::from(minutes) % MINUTES_PER_DAY == 0 => "7",
        Lag::Working(_) => "3",
        Lag::Elapsed(minutes) if minutes % 1440 == 0 => "8",
        Lag::Elapsed(_) => "4",
    }
}

fn flag(set: bool) -> &'static str {
    if set { "1" } else { "0" }
}
