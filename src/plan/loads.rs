//! How many people of each role are at work at once, week by week. It limits nothing; `network::levelled` does.

use crate::plan::compile::Dated;
use crate::plan::feasibility::{Week, monday};
use crate::plan::network::Task;
use serde::{Deserialize, Serialize};

/// The people of one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// Role.
    pub role: String,
    /// How many there are; `None` as many as are asked for.
    pub people: Option<u16>,
    /// The most that are at work at once.
    pub peak: u16,
    /// For each week with work, by its Monday, the most that are at work at once.
    pub weeks: Vec<(Week, u16)>,
}

/// The load of every role that works, in the order of the tasks.
pub fn loads(dated: &Dated) -> Vec<Load> {
    let mut roles: Vec<&str> = Vec::new();
    for task in dated.network.tasks.iter().filter(|task| works(task)) {
        if !roles.contains(&task.role.as_str()) {
            roles.push(&task.role);
        }
    }
    roles.into_iter().map(|role| load(dated, role)).collect()
}

fn works(task: &Task) -> bool {
    task.works && !task.summary && !task.length.is_milestone() && !task.role.is_empty()
}

fn load(dated: &Dated, role: &str) -> Load {
    // One more from the first minute of each shift of a task, one less from its last; ends come before beginnings.
    let mut events: Vec<(i64, i32)> = Vec::new();
    let tasks = dated.network.tasks.iter().zip(&dated.solution.dates);
    for (task, dates) in tasks.filter(|(task, _)| works(task) && task.role == role) {
        for (from, to) in dated.calendars.get(task.calendar).worked(dates.start, dates.finish) {
            events.extend([(from, 1), (to, -1)]);
        }
    }
    events.sort_unstable();
    let mut weeks: Vec<(Week, u16)> = Vec::new();
    let mut now = 0_i32;
    for (moment, change) in events {
        now += change;
        if change < 0 {
            continue;
        }
        let at_work = u16::try_from(now).unwrap_or(u16::MAX);
        let week = Week(monday(crate::calendar::moment::Moment(moment).date()));
        match weeks.last_mut() {
            Some((last, most)) if *last == week => *most = (*most).max(at_work),
            _ => weeks.push((week, at_work)),
        }
    }
    let people = dated.network.people.iter().find(|(name, _)| name == role).map(|(_, people)| *people);
    let peak = weeks.iter().map(|(_, most)| *most).max().unwrap_or(0);
    Load { role: role.to_owned(), people, peak, weeks }
}
