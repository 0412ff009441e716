//! The guide's tasks as data, and which of them an estate needs.
//! Dates and links between concrete tasks are made elsewhere.

use crate::model::area::Stage;
use crate::model::packed;
use crate::model::platform::{Platform, PlatformSet};

const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/tasks.txt"));

/// Days that the old licences are kept, counted on the calendar and not in working days. Source: the guide.
pub const KEEP_LICENCES_DAYS: u16 = 30;

/// What a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Work.
    Task,
    /// A day on which something is reached.
    Milestone,
    /// Moves of devices.
    Enrol,
    /// Waiting in working days.
    Wait,
    /// Waiting in days of the calendar.
    Elapsed,
}

/// How often, and for which devices, a task is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Once.
    Once,
    /// Once for each wave after the pilot.
    Wave,
    /// For the pilot.
    Pilot,
    /// Once, when the estate has one of these platforms.
    Platforms(PlatformSet),
}

/// One task of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Stable id.
    pub id: String,
    /// Stage it belongs to.
    pub stage: Stage,
    /// Name.
    pub name: String,
    /// Working days; for `Elapsed`, days of the calendar.
    pub days: u16,
    /// Role that does it.
    pub role: String,
    /// Ids of the tasks before it, with working days to wait after each.
    pub after: Vec<(String, u16)>,
    /// What it is.
    pub kind: Kind,
    /// How often.
    pub scope: Scope,
    /// Why it is there.
    pub why: String,
    /// `guide`, `reference: timeline` or `experience`.
    pub source: String,
}

impl Template {
    /// Whether an estate with these platforms needs the task.
    pub fn is_for(&self, present: PlatformSet) -> bool {
        match self.scope {
            Scope::Platforms(platforms) => !platforms.intersection(present).is_empty(),
            Scope::Once | Scope::Wave | Scope::Pilot => true,
        }
    }
}

/// The built-in tasks in the order of their file.
pub fn builtin() -> Vec<Template> {
    packed::records(DATA).filter_map(|record| template(&record)).collect()
}

/// One line of the data; `None` when it is not of the expected shape, which a test excludes.
fn template(record: &[&str]) -> Option<Template> {
    let text = |column: usize| record.get(column).map(|cell| (*cell).to_owned());
    let id = text(0)?;
    let elapsed = id == "keep-old-licences";
    Some(Template {
        stage: Stage::from_key(record.get(1)?)?,
        name: text(2)?,
        days: if elapsed { KEEP_LICENCES_DAYS } else { record.get(3)?.parse().ok()? },
        role: text(4)?,
        after: links(record.get(5)?)?,
        kind: match *record.get(6)? {
            "wait" if elapsed => Kind::Elapsed,
            "task" => Kind::Task,
            "milestone" => Kind::Milestone,
            "enrol" => Kind::Enrol,
            "wait" => Kind::Wait,
            _ => return None,
        },
        scope: scope(record.get(7)?)?,
        why: text(8)?,
        source: text(9)?,
        id,
    })
}

fn links(text: &str) -> Option<Vec<(String, u16)>> {
    let parts = text.split(';').filter(|part| !part.is_empty());
    parts
        .map(|part| match part.split_once('+') {
            Some((id, lag)) => lag.parse().ok().map(|lag| (id.to_owned(), lag)),
            None => Some((part.to_owned(), 0)),
        })
        .collect()
}

fn scope(text: &str) -> Option<Scope> {
    let mut platforms = PlatformSet::EMPTY;
    for word in text.split(';') {
        let added: &[Platform] = match word {
            "once" => return Some(Scope::Once),
            "wave" => return Some(Scope::Wave),
            "pilot" => return Some(Scope::Pilot),
            "ios" => &[Platform::Ios],
            "macos" => &[Platform::Macos],
            "windows" => &[Platform::Windows],
            "android" => &[Platform::AndroidWorkProfile, Platform::AndroidCorp],
            "rugged" => &[Platform::AndroidDedicated],
            _ => return None,
        };
        added.iter().for_each(|platform| platforms.insert(*platform));
    }
    Some(Scope::Platforms(platforms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_a_task_and_every_link_leads_to_one() {
        let templates = builtin();
        assert_eq!(
            templates.len(),
            csv::Reader::from_reader(&include_bytes!("data/tasks.csv")[..]).records().count()
        );
        for template in &templates {
            for (after, _) in &template.after {
                assert!(templates.iter().any(|other| other.id == *after), "{} after {after}", template.id);
            }
        }
    }

    #[test]
    fn lags_and_scopes_are_read() {
        let templates = builtin();
        let find = |id: &str| templates.iter().find(|template| template.id == id).unwrap();
        assert_eq!(find("wave-instruct").after, [("wave-announce".to_owned(), 4)]);
        assert!(find("managed-google-play").is_for([Platform::AndroidDedicated].into_iter().collect()));
        assert!(!find("kiosk-profiles").is_for([Platform::AndroidCorp].into_iter().collect()));
        assert_eq!((find("keep-old-licences").days, find("keep-old-licences").kind), (30, Kind::Elapsed));
    }
}
