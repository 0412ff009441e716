//! A card for each wave: what moves how, when it may begin, when it is done, and what is done when it goes wrong.
//! Every date is the plan's; every figure is the plan's or the forecast's.

use super::plan::table;
use super::{Block, Cell, Table, clocks, methods, stragglers};
use crate::assess::Assessment;
use crate::calendar::Stops;
use crate::model::area::Stage;
use crate::model::day;
use crate::model::platform::Platform;
use crate::model::units::{Devices, PerMille, grouped, grouped_long};
use crate::plan::limits::percent;
use crate::plan::{Plan, PlanSettings, PlannedTask, Wave};
use crate::report::words::count;
use chrono::NaiveDate;

/// Failures above this share stop a wave. Source: 3 to 7 % are usual (reference: timeline).
const MOST_FAILURES: PerMille = PerMille(70);

/// The cards of a plan: title and blocks for each wave, the pilots among them; none without a plan.
pub fn cards(assessment: &Assessment) -> Vec<(String, Vec<Block>)> {
    let Some(plan) = &assessment.plan.value else { return Vec::new() };
    let cards = plan.waves.iter().enumerate().map(|(index, wave)| {
        let before = index.checked_sub(1).and_then(|before| plan.waves.get(before));
        let card = Card { assessment, settings: &assessment.project.plan, plan, wave, before };
        (format!("{} · {}", wave.name, devices(wave.total())), card.blocks())
    });
    cards.collect()
}

struct Card<'a> {
    assessment: &'a Assessment,
    settings: &'a PlanSettings,
    plan: &'a Plan,
    wave: &'a Wave,
    before: Option<&'a Wave>,
}

impl Card<'_> {
    fn blocks(&self) -> Vec<Block> {
        let heading = |text: &str| Block::Heading(text.to_owned());
        vec![
            Block::Facts(self.facts()),
            Block::Table(self.methods()),
            heading("It may begin when"),
            Block::List(self.entry()),
            heading("It is done when"),
            Block::List(self.exit()),
            heading("If it goes wrong"),
            Block::List(self.rollback()),
            Block::Table(self.messages()),
            Block::Table(self.forecast()),
        ]
    }

    /// The task of a step; the pilot's steps have keys of their own.
    fn step(&self, step: &str) -> Option<&PlannedTask> {
        let key = match (self.wave.number, step) {
            (1, "instruct") => "draft-instructions".to_owned(),
            (1, "enrol") => "pilot-enrol".to_owned(),
            (1, "verify") => "pilot-validate".to_owned(),
            (1, "stragglers") => "pilot-use".to_owned(),
            (number, step) => format!("wave-{number}-{step}"),
        };
        self.task(&key)
    }

    fn task(&self, key: &str) -> Option<&PlannedTask> {
        self.plan.tasks.iter().find(|task| task.key == key).map(|task| &**task)
    }

    fn failure(&self) -> PerMille {
        PerMille(self.settings.capacity.failure_rate.0.min(1000))
    }

    /// Failures from which on a wave stops: the usual range's end, or what the plan counts with.
    fn most_failures(&self) -> String {
        percent(self.failure().max(MOST_FAILURES).0)
    }

    fn moved(&self, day: NaiveDate) -> Devices {
        stragglers::moved(self.wave, day, self.failure())
    }

    fn tickets(&self, moves: Devices) -> u32 {
        let tickets = (u64::from(moves.0) * u64::from(self.failure().0)).div_ceil(1000);
        u32::try_from(tickets).unwrap_or(u32::MAX)
    }

    fn resets(&self) -> bool {
        self.wave.devices.keys().any(|platform| platform.needs_reset())
    }

    fn facts(&self) -> Vec<(String, String)> {
        let wave = self.wave;
        let platforms =
            wave.devices.iter().map(|(platform, count)| format!("{} {}", platform.label(), grouped(count.0)));
        let enrol = self.step("enrol");
        let owner = match enrol {
            Some(task) if !task.owner.is_empty() => task.owner.clone(),
            Some(task) => format!("nobody named yet; role {}", task.role),
            None => "nobody named yet".to_owned(),
        };
        let bridge = &self.settings.bridge;
        let grace = match bridge.grace_days {
            0 => "blocked from the move until the device is compliant".to_owned(),
            days => format!("{} of grace before a device is blocked", count(u32::from(days), "day", "days")),
        };
        let partner = if bridge.compliance_partner {
            "; until the move the old product reports compliance to the new access rules"
        } else {
            ""
        };
        let gap = self.plan.protection.waves.iter().find(|gap| gap.number == wave.number);
        let gap = gap.map_or_else(String::new, |gap| {
            format!(
                "{} device-hours with access and without protection, {} locked out",
                grouped_long(gap.exposed_hours),
                grouped_long(gap.locked_out_hours)
            )
        });
        let mut facts = vec![
            ("Devices", platforms.collect::<Vec<_>>().join(", ")),
            (
                "Moves",
                format!(
                    "{} to {}, at most {} a day",
                    day::full(wave.start),
                    day::full(wave.finish),
                    grouped(wave.per_day.0)
                ),
            ),
            ("Owner", owner),
            ("Access while they move", format!("{grace}{partner}")),
            ("Protection gap", gap),
        ];
        facts.extend(clocks::differs(wave, &self.settings.hours).map(|words| ("Their clock", words)));
        facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn methods(&self) -> Table {
        let all = methods::builtin();
        let open = self.wave.devices.iter().flat_map(|(platform, count)| {
            let of = all.iter().filter(move |one| one.platform == *platform);
            of.filter(|one| one.applies(&self.assessment.project)).map(move |one| (count, one))
        });
        let rows = open.map(|(count, one)| {
            vec![
                Cell::Text(one.platform.label().to_owned()),
                Cell::Number(count.0),
                Cell::Text(one.method.to_owned()),
                Cell::Text(one.devices.to_owned()),
                Cell::Text(if one.reset { "yes" } else { "no" }.to_owned()),
                Cell::Text(one.source.to_owned()),
            ]
        });
        let columns = [
            ("Platform", false),
            ("Devices", true),
            ("Method", false),
            ("For", false),
            ("Reset", false),
            ("Source", false),
        ];
        table("Method by platform", &columns, rows.collect())
    }

    fn entry(&self) -> Vec<String> {
        let mut points = Vec::new();
        let mut reached = |key: &str, what: &str| {
            points.extend(self.task(key).map(|task| format!("{what} ({})", day::full(task.finish))));
        };
        match self.before {
            None => {
                reached("lab-test", "All policies and apps are tested on lab devices");
                reached("draft-instructions", "The instructions for users are drafted");
            }
            Some(pilot) if pilot.number == 1 => {
                reached("pilot-exit-review", "The pilot is reviewed against what it had to show");
                reached("train-help-desk", "The help desk is trained");
                reached("waves-approved", "The waves are approved");
            }
            Some(before) => {
                let moved = stragglers::moved(before, self.wave.start, self.failure());
                points.push(format!(
                    "{}: at least {} of {} have moved by {}, as forecast",
                    before.name,
                    grouped(moved.0),
                    devices(before.total()),
                    day::full(self.wave.start)
                ));
            }
        }
        let dates = ["announce", "instruct", "exempt"].map(|step| self.step(step));
        let words = ["announced", "instructed", "exempted from the old access rules"];
        let told = words.iter().zip(dates).filter(|_| self.wave.number > 1);
        let told: Vec<String> = told
            .filter_map(|(word, task)| task.map(|task| format!("{word} ({})", day::full(task.finish))))
            .collect();
        if !told.is_empty() {
            points.push(format!("The wave is {}", told.join(", ")));
        }
        points.push("Licences, policies and apps are assigned to its group".to_owned());
        let busiest = self.wave.flow.iter().map(|(_, devices)| *devices).max().unwrap_or_default();
        points.push(format!(
            "The help desk takes {} a day; this wave brings about {} in all and up to {} a day",
            count(u32::from(self.settings.capacity.tickets_per_day), "ticket", "tickets"),
            grouped(self.tickets(self.wave.total())),
            grouped(self.tickets(busiest))
        ));
        points.extend(clocks::help(self.wave, &self.settings.hours));
        if self.settings.waves.one_change_per_user && self.wave.devices.len() > 1 {
            points.push(
                "Nobody gives more than one device to it, so that nobody has two changes at once".to_owned(),
            );
        }
        if self.resets() {
            points.push("Data on devices that are reset is saved".to_owned());
        }
        if self.wave.devices.keys().any(|platform| matches!(platform, Platform::Ios | Platform::Macos)) {
            points.push("Activation Lock bypass codes of its company Apple devices are saved".to_owned());
        }
        let frozen = self.settings.freezes.iter().filter(|freeze| {
            freeze.first <= self.wave.finish && freeze.last >= self.wave.start && freeze.first <= freeze.last
        });
        points.extend(frozen.map(|freeze| {
            let stops = match freeze.stops {
                Stops::Enrolment => "no device moves",
                Stops::Everything => "nobody works",
            };
            format!(
                "Its users know that from {} to {} {stops}: {}",
                day::full(freeze.first),
                day::full(freeze.last),
                freeze.name
            )
        }));
        points
    }

    fn exit(&self) -> Vec<String> {
        let total = self.wave.total();
        let mut points = Vec::new();
        if let Some(task) = self.step("verify") {
            let moved = self.moved(task.finish);
            points.push(format!(
                "By {} at least {} of {} ({}) are compliant; enrolled alone does not count",
                day::full(task.finish),
                grouped(moved.0),
                devices(total),
                share(moved, total)
            ));
        }
        points.push(format!(
            "It raises at most {} a day, and at most {} of its devices fail",
            count(u32::from(self.settings.capacity.tickets_per_day), "ticket", "tickets"),
            self.most_failures()
        ));
        if let Some(task) = self.step("enforce") {
            let left = stragglers::left(self.wave, task.finish, self.failure());
            points.push(format!(
                "Conditional access is enforced on {}, and nobody is exempt from the old rules any more",
                day::full(task.finish)
            ));
            points.push(format!(
                "At most {} have not moved by then; each has a name and a date for its help",
                devices(left)
            ));
        }
        if let Some(task) = self.step("stragglers") {
            points.push(match self.wave.number {
                1 => format!("Its users have worked with it until {}", day::full(task.finish)),
                _ => format!("The follow-up of stragglers has ended by {}", day::full(task.finish)),
            });
        }
        if self.wave.number == 1 {
            points.push("Unenrol, wipe and the way back have been tried on real devices".to_owned());
        }
        points
    }

    fn rollback(&self) -> Vec<String> {
        let mut points = vec![
            format!(
                "Stop when more than {} of a day's devices fail, when tickets pass {} on two days, or when a critical \
app fails; find the cause before the next device moves",
                self.most_failures(),
                grouped(u32::from(self.settings.capacity.tickets_per_day))
            ),
            "Devices that have not moved stay in the old product; end their exemption from the old access rules"
                .to_owned(),
        ];
        points.push(if self.resets() {
            "A moved device goes back by removing it from Intune and enrolling it in the old product again; one that \
was reset is reset once more"
                .to_owned()
        } else {
            "A moved device goes back by removing it from Intune and enrolling it in the old product again".to_owned()
        });
        if let Some(task) = self.task("pilot-unenrol").filter(|_| self.wave.number > 1) {
            points.push(format!("The way back was tried in the pilot ({})", day::full(task.finish)));
        }
        let kept = self.task("keep-old-licences").map(|task| task.finish);
        let retired = self.plan.tasks.iter().filter(|task| task.stage == Stage::Retire);
        if let Some(last) = kept.or_else(|| retired.map(|task| task.start).min()) {
            points.push(format!("The old licences are kept until {}", day::full(last)));
        }
        points
    }

    fn messages(&self) -> Table {
        let steps = [
            ("instruct", "Instruct"),
            ("announce", "Announce"),
            ("deadline", "Give a deadline"),
            ("enforce", "Enforce"),
        ];
        let mut rows: Vec<(NaiveDate, Vec<Cell>)> = steps
            .iter()
            .filter_map(|(step, word)| {
                let task = self.step(step)?;
                let cells = [(*word).to_owned(), task.why.clone(), task.role.clone()].map(Cell::Text);
                let [word, why, role] = cells;
                Some((task.finish, vec![Cell::Day(task.finish), word, why, role]))
            })
            .collect();
        rows.sort_by_key(|(date, _)| *date);
        let columns = [("Day", false), ("Message", false), ("Why", false), ("Role", false)];
        table("Messages", &columns, rows.into_iter().map(|(_, cells)| cells).collect())
    }

    fn forecast(&self) -> Table {
        let wave = self.wave;
        let mut days: Vec<(NaiveDate, String)> = vec![
            (wave.start, "first day of moves".to_owned()),
            (wave.finish, "last day of moves".to_owned()),
        ];
        let steps = [
            ("verify", "verified"),
            ("deadline", "deadline given"),
            ("enforce", "access enforced"),
            ("stragglers", if wave.number == 1 { "end of the pilot's use" } else { "end of the follow-up" }),
        ];
        days.extend(
            steps.iter().filter_map(|(step, what)| Some((self.step(step)?.finish, (*what).to_owned()))),
        );
        for reached in [500, 900, 990].map(PerMille) {
            let day = stragglers::reached(wave, reached, self.failure());
            days.extend(day.map(|day| (day, format!("{} have moved", percent(reached.0)))));
        }
        days.sort();
        let mut rows: Vec<(NaiveDate, String)> = Vec::new();
        for (day, what) in days {
            match rows.last_mut().filter(|(last, _)| *last == day) {
                Some((_, known)) => *known = format!("{known}, {what}"),
                None => rows.push((day, what)),
            }
        }
        let rows = rows.into_iter().map(|(day, what)| {
            let moved = self.moved(day);
            vec![
                Cell::Day(day),
                Cell::Text(what),
                Cell::Number(stragglers::due(wave, day).0),
                Cell::Number(moved.0),
                Cell::Text(share(moved, wave.total())),
                Cell::Number(stragglers::left(wave, day, self.failure()).0),
            ]
        });
        let columns = [
            ("Day", false),
            ("What", false),
            ("Due", true),
            ("Moved", true),
            ("Of the wave", false),
            ("Stragglers", true),
        ];
        table(&stragglers::formula(self.failure()), &columns, rows.collect())
    }
}

fn devices(number: Devices) -> String {
    count(number.0, "device", "devices")
}

/// A part of a whole, rounded down so that "100 %" means all.
fn share(part: Devices, whole: Devices) -> String {
    let thousandths = u64::from(part.0) * 1000 / u64::from(whole.0.max(1));
    percent(u16::try_from(thousandths).unwrap_or(1000))
}
