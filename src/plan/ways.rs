//! What can be done about a missed target: each way is a change of the settings with the plan that it gives.
//! It recommends nothing and changes nothing; a way that does not meet the target says so.

use crate::calendar::WorkingWeek;
use crate::model::day;
use crate::model::platform::Platform;
use crate::model::units::{Devices, PerMille, grouped};
use crate::plan::basis::{Basis, PlanInput, basis};
use crate::plan::compile::{Dated, Relaxation, dated};
use crate::plan::cost::{COST, on_added_days, people_days};
use crate::plan::days::migrated_day;
use crate::plan::limits::{LimitKind, percent};
use crate::plan::settings::Change;
use crate::plan::templates::{Kind, Template};
use crate::plan::tries::{Found, Tries, Try};
use crate::plan::{Origin, PlanSettings};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A change of the settings with the plan that it would give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayOut {
    /// What would be done, in words.
    pub name: String,
    /// The changes of the settings.
    pub changes: Vec<Change>,
    /// Last day of the migration after them.
    #[serde(with = "crate::model::day::wire")]
    pub migrated: NaiveDate,
    /// Whether the target is then met.
    pub meets: bool,
    /// Working days by which the migration ends earlier than now.
    pub saves_days: u16,
    /// What it costs in days of people; negative when it saves work.
    pub people_days: i32,
    /// How the cost was counted, in words.
    pub cost: String,
}

impl WayOut {
    /// Whether it would have to begin before a day.
    pub fn starts_before(&self, day: NaiveDate) -> bool {
        self.changes.iter().any(|change| matches!(change, Change::Start(date) if *date < day))
    }

    /// The settings with the changes of this way.
    pub fn settings(&self, now: &PlanSettings) -> PlanSettings {
        let mut settings = now.clone();
        self.changes.iter().for_each(|change| change.apply(&mut settings));
        settings
    }
}

/// How many tasks are left out at most to save time.
const MOST_LEFT_OUT: usize = 4;
/// How often a range is halved: the figure found is at most a 64th of the range more than needed.
const MOST_HALVINGS: usize = 6;
/// How far an earlier start is looked for: three years.
const EARLIEST_DAYS: u64 = 1096;

/// The ways out of a missed target: those that meet it first, then by cost. A later target always meets it.
pub fn ways_out(
    input: &PlanInput<'_>,
    templates: &[Template],
    base: &Basis<'_>,
    plan: &Dated,
    tries: &Tries,
) -> Vec<WayOut> {
    let Some(target) = base.settings.target.as_ref().map(|target| target.date) else { return Vec::new() };
    let search = Search { input, templates, base, plan, tries, target, now: migrated_day(base, plan) };
    let found = [
        search.more_capacity(),
        search.more_people(),
        search.earlier_start(),
        search.other_waves(),
        search.weekends(),
        search.less_work(),
        search.fewer_platforms(),
        Some(search.later_target()),
    ];
    let mut ways: Vec<WayOut> = found.into_iter().flatten().collect();
    if !ways.iter().any(|way| way.meets && !is_later_target(way)) {
        ways.extend(search.all_together(&ways));
    }
    let useful = |way: &WayOut| way.meets || way.saves_days > 0;
    if ways.iter().filter(|way| useful(way)).count() >= 3 {
        ways.retain(useful);
    }
    ways.sort_by_key(|way| (!way.meets, is_later_target(way), way.people_days));
    ways
}

fn is_later_target(way: &WayOut) -> bool {
    matches!(way.changes.as_slice(), [Change::Target(_)])
}

struct Search<'a> {
    input: &'a PlanInput<'a>,
    templates: &'a [Template],
    base: &'a Basis<'a>,
    plan: &'a Dated,
    tries: &'a Tries,
    target: NaiveDate,
    now: NaiveDate,
}

/// A re-scheduled plan.
struct Tried {
    changes: Vec<Change>,
    found: Found,
}

impl Search<'_> {
    fn attempt(&self, changes: Vec<Change>) -> Option<Tried> {
        let wanted = Try::With(changes.clone());
        let found = self.tries.find(&wanted, || {
            let mut settings: PlanSettings = self.base.settings.clone();
            changes.iter().for_each(|change| change.apply(&mut settings));
            let input = PlanInput { settings: &settings, ..*self.input };
            let basis = basis(&input, self.templates).value?;
            let plan = dated(&basis, &Relaxation::default(), &mut Vec::new());
            Some(Found {
                migrated: migrated_day(&basis, &plan),
                people_days: people_days(&basis, &plan),
                added: on_added_days(&basis, &plan, &self.base.settings.week),
            })
        })?;
        Some(Tried { changes, found })
    }

    fn meets(&self, tried: &Tried) -> bool {
        tried.found.migrated <= self.target
    }

    fn way(&self, name: String, tried: Tried) -> WayOut {
        let more = tried.found.people_days - people_days(self.base, self.plan);
        let cost = match tried.found.added {
            0 => COST.to_owned(),
            days => format!("{COST} {days} days of people fall on the added weekdays."),
        };
        let saves = self.plan.calendars.project().days_between(tried.found.migrated, self.now);
        WayOut {
            name,
            meets: self.meets(&tried),
            saves_days: u16::try_from(saves).unwrap_or(u16::MAX),
            people_days: i32::try_from(more).unwrap_or(i32::MAX),
            cost,
            migrated: tried.found.migrated,
            changes: tried.changes,
        }
    }

    /// More tickets and a larger share of the estate a day, little more than the target needs.
    fn more_capacity(&self) -> Option<WayOut> {
        let counts = self.base.groups.iter().flat_map(|group| group.devices.values());
        let total: u64 = counts.map(|count| u64::from(count.0)).sum();
        let lowest = |lifted: &[LimitKind]| {
            let groups = self.base.groups.iter();
            groups
                .map(|group| u64::from(self.base.limits.per_day(group.devices.keys().copied(), lifted).0))
                .min()
        };
        let now = lowest(&[])?;
        // The tenant's own limits stay.
        let most = lowest(&[LimitKind::EstateShare, LimitKind::HelpDesk])?.min(total);
        let at = |per_day: u64| self.attempt(self.capacity_for(per_day, total));
        let mut best = at(most)?;
        let mut per_day = most;
        if self.meets(&best) {
            let mut below = now;
            for _ in 0..MOST_HALVINGS {
                if per_day <= below + 1 {
                    break;
                }
                let middle = below + (per_day - below) / 2;
                let tried = at(middle)?;
                if self.meets(&tried) {
                    (per_day, best) = (middle, tried);
                } else {
                    below = middle;
                }
            }
        } else {
            per_day = most.min(now.saturating_mul(2));
            best = at(per_day)?;
        }
        if best.changes.is_empty() {
            return None;
        }
        let words = best.changes.iter().map(said).collect::<Vec<_>>().join(" and ");
        let devices = grouped(u32::try_from(per_day).unwrap_or(u32::MAX));
        Some(self.way(format!("Move up to {devices} devices a day: {words}"), best))
    }

    /// The changes that let so many devices move in a day, as far as the consultant's own limits are lower.
    fn capacity_for(&self, per_day: u64, total: u64) -> Vec<Change> {
        let capacity = &self.base.settings.capacity;
        let tickets = (per_day * u64::from(capacity.failure_rate.0)).div_ceil(1000);
        let tickets = u16::try_from(tickets).unwrap_or(u16::MAX);
        let share = u16::try_from((per_day * 1000).div_ceil(total.max(1))).unwrap_or(1000).min(1000);
        let mut changes = Vec::new();
        if tickets > capacity.tickets_per_day {
            changes.push(Change::Tickets(tickets));
        }
        if share > capacity.estate_share.0 {
            changes.push(Change::EstateShare(PerMille(share)));
        }
        changes
    }

    /// More people of a role whose people are counted, then of all of them.
    fn more_people(&self) -> Option<WayOut> {
        let crews = &self.plan.network.people;
        let more = |(role, people): &(String, u16), added: u16| {
            Change::People(role.clone(), people.saturating_add(added))
        };
        let mut tries: Vec<Vec<Change>> = crews.iter().map(|crew| vec![more(crew, 1)]).collect();
        if crews.len() > 1 {
            tries.push(crews.iter().map(|crew| more(crew, 1)).collect());
        }
        tries.push(crews.iter().map(|crew| more(crew, crew.1.max(2))).collect());
        let tried = self.first_that_meets(tries).filter(|tried| !tried.changes.is_empty())?;
        let words = tried.changes.iter().map(said).collect::<Vec<_>>().join(" and ");
        Some(self.way(format!("Have more people: {words}"), tried))
    }

    /// About the latest start that meets the target.
    fn earlier_start(&self) -> Option<WayOut> {
        let start = self.base.start;
        let at = |days: u64| self.attempt(vec![Change::Start(start.checked_sub_days(Days::new(days))?)]);
        let late = self.now.signed_duration_since(self.target).num_days();
        let first = u64::try_from(late).unwrap_or(1).clamp(1, EARLIEST_DAYS);
        let (mut below, mut days) = (0, first);
        let mut best = at(days)?;
        while !self.meets(&best) && days < EARLIEST_DAYS {
            below = days;
            days = (days + days / 2 + 7).min(EARLIEST_DAYS);
            best = at(days)?;
        }
        if !self.meets(&best) {
            best = at(first)?;
            days = first;
        } else {
            for _ in 0..MOST_HALVINGS {
                if days <= below + 1 {
                    break;
                }
                let middle = below + (days - below) / 2;
                let tried = at(middle)?;
                if self.meets(&tried) {
                    (days, best) = (middle, tried);
                } else {
                    below = middle;
                }
            }
        }
        let date = start.checked_sub_days(Days::new(days)).unwrap_or(start);
        Some(self.way(format!("Start on {} instead of {}", day::full(date), day::full(start)), best))
    }

    /// A shorter step between waves, then larger waves too.
    fn other_waves(&self) -> Option<WayOut> {
        let rules = &self.base.settings.waves;
        let mut tries: Vec<Vec<Change>> = Vec::new();
        if rules.step_days > 0 {
            tries.extend([rules.step_days / 2, 0].map(|days| vec![Change::Step(days)]));
        }
        let all = self.input.estate.total().max(rules.largest);
        for times in [2_u32, 8, 64] {
            let largest = Devices(rules.largest.0.saturating_mul(times)).min(all);
            tries.push(vec![Change::Step(0), Change::LargestWave(largest)]);
        }
        let tried = self.first_that_meets(tries)?;
        let words = tried.changes.iter().map(said).collect::<Vec<_>>().join(" and ");
        Some(self.way(format!("Set the waves closer: {words}"), tried))
    }

    /// Work on Saturdays, then on Sundays too.
    fn weekends(&self) -> Option<WayOut> {
        let week = self.base.settings.week.0;
        let mut closed = (0..week.len()).filter(|index| week.get(*index) == Some(&false));
        let mut open = week;
        let mut tries = Vec::new();
        for index in closed.by_ref() {
            if let Some(place) = open.get_mut(index) {
                *place = true;
            }
            tries.push(vec![Change::Week(WorkingWeek(open))]);
        }
        let tried = self.first_that_meets(tries)?;
        let words = tried.changes.iter().map(said).collect::<Vec<_>>().join(" and ");
        Some(self.way(format!("Work on more days: {words}"), tried))
    }

    /// Without the longest critical tasks that gaps or answers raised.
    fn less_work(&self) -> Option<WayOut> {
        let pairs = self.base.graph.nodes.iter().zip(&self.plan.solution.dates);
        let mut tasks: Vec<(u16, &str, &str)> = pairs
            .filter(|(node, dates)| {
                dates.critical()
                    && node.kind == Kind::Task
                    && matches!(node.origin, Origin::Gap(_) | Origin::Readiness(_))
            })
            .map(|(node, _)| (node.days, node.key.as_str(), node.name.as_str()))
            .collect();
        tasks.sort_by_key(|(days, ..)| std::cmp::Reverse(*days));
        tasks.truncate(MOST_LEFT_OUT);
        let tries = (1..=tasks.len()).map(|number| {
            tasks.iter().take(number).map(|(_, key, _)| Change::LeaveOutTask((*key).to_owned())).collect()
        });
        let tried = self.first_that_meets(tries.collect())?;
        let names: Vec<String> = tasks
            .iter()
            .take(tried.changes.len())
            .map(|(.., name)| format!("\u{201c}{name}\u{201d}"))
            .collect();
        Some(self.way(format!("Leave out or put off {}", names.join(", ")), tried))
    }

    /// Without the platforms with the fewest devices; one always stays.
    fn fewer_platforms(&self) -> Option<WayOut> {
        let left_out = &self.base.settings.left_out;
        let mut counts: Vec<(u32, Platform)> = self
            .input
            .estate
            .counts
            .iter()
            .filter(|(platform, count)| count.0 > 0 && !left_out.contains(platform))
            .map(|(platform, count)| (count.0, *platform))
            .collect();
        counts.sort();
        let tries = (1..counts.len()).map(|number| {
            counts.iter().take(number).map(|(_, platform)| Change::LeaveOutPlatform(*platform)).collect()
        });
        let tried = self.first_that_meets(tries.collect())?;
        let names: Vec<&str> =
            counts.iter().take(tried.changes.len()).map(|(_, platform)| platform.label()).collect();
        Some(self.way(format!("Move later, or not at all: {}", names.join(", ")), tried))
    }

    fn later_target(&self) -> WayOut {
        let tried = Tried {
            changes: vec![Change::Target(self.now)],
            found: Found { migrated: self.now, people_days: people_days(self.base, self.plan), added: 0 },
        };
        WayOut { meets: true, ..self.way(format!("Move the target to {}", day::full(self.now)), tried) }
    }

    /// Everything at once that brings the end forward, but for another start or target or less of the estate.
    fn all_together(&self, ways: &[WayOut]) -> Option<WayOut> {
        let apart = |change: &Change| {
            matches!(change, Change::Start(_) | Change::Target(_) | Change::LeaveOutPlatform(_))
        };
        let useful = ways.iter().filter(|way| way.saves_days > 0 && !way.changes.iter().any(apart));
        let useful: Vec<&WayOut> = useful.collect();
        if useful.len() < 2 {
            return None;
        }
        let tried = self.attempt(useful.iter().flat_map(|way| way.changes.iter().cloned()).collect())?;
        let words = tried.changes.iter().map(said).collect::<Vec<_>>().join(", ");
        Some(self.way(format!("All of it together: {words}"), tried))
    }

    /// The first of the attempts that meets the target; else the one that ends earliest.
    fn first_that_meets(&self, tries: Vec<Vec<Change>>) -> Option<Tried> {
        let mut best: Option<Tried> = None;
        for changes in tries {
            let tried = self.attempt(changes)?;
            if self.meets(&tried) {
                return Some(tried);
            }
            if best.as_ref().is_none_or(|best| tried.found.migrated < best.found.migrated) {
                best = Some(tried);
            }
        }
        best
    }
}

/// A change in words.
fn said(change: &Change) -> String {
    const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    match change {
        Change::Start(date) => format!("start on {}", day::full(*date)),
        Change::Target(date) => format!("target {}", day::full(*date)),
        Change::Tickets(tickets) => format!("{tickets} tickets a day at the help desk"),
        Change::EstateShare(share) => format!("{} of the estate a day", percent(share.0)),
        Change::LargestWave(devices) => format!("waves of up to {} devices", grouped(devices.0)),
        Change::Step(days) => format!("{days} working days from the start of one wave to the next"),
        Change::Week(week) => {
            let days = WEEKDAYS.iter().zip(week.0).filter(|(_, works)| *works).map(|(name, _)| *name);
            format!("work on {}", days.collect::<Vec<_>>().join(", "))
        }
        Change::People(role, people) => format!("{people} of {role}"),
        Change::LeaveOutTask(key) => format!("without {key}"),
        Change::LeaveOutPlatform(platform) => format!("without {}", platform.label()),
    }
}
