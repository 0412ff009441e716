//! Laws of every plan, whatever the settings.

use super::*;
use crate::calendar::work::WorkCalendar;
use crate::calendar::{Freeze, Holiday, Stops, WorkingWeek};
use crate::diagnostic::Checked;
use crate::estate::Estate;
use crate::gap::{Basis, GapAnalysis, GapRow};
use crate::model::area::Area;
use crate::model::platform::PlatformSet;
use crate::model::verdict::Verdict;
use crate::plan::basis::{PlanInput, basis};
use crate::plan::compile::{Relaxation, dated};
use crate::plan::days::migrated_day;
use crate::plan::network::Calendars;
use crate::plan::outlook::{Looking, Uncertainty};
use crate::plan::schedule::{network, schedule};
use crate::plan::templates::builtin;
use crate::readiness::{Effect, Raised, Readiness, Standing};
use proptest::prelude::*;

fn gap(row: u32, days: u16) -> Rc<GapRow> {
    Rc::new(GapRow {
        row: RowId(row),
        parts: Vec::new(),
        basis: Basis::Decided,
        verdict: Verdict::ALL.into_iter().find(|verdict| verdict.is_gap()).unwrap(),
        computed: Verdict::Open,
        split: Vec::new(),
        because: Vec::new(),
        missing_licences: Vec::new(),
        platforms: PlatformSet::EMPTY,
        devices: Devices(1),
        affected: Devices(1),
        share: PerMille(1),
        severity: 10,
        effort_days: days,
        effort_by_hand: false,
        accepted: false,
        changed: None,
    })
}

fn raised(question: &str, stage: Stage, standing: Standing) -> Raised {
    Raised {
        question: question.into(),
        area: Area::Speed,
        effect: Effect::Blocker,
        name: question.into(),
        standing,
        role: "legal".into(),
        days: 4,
        stage,
        note: String::new(),
    }
}

fn with_input<T>(
    settings: &PlanSettings,
    estate: &Estate,
    gaps: &[u16],
    run: impl FnOnce(&PlanInput<'_>) -> T,
) -> T {
    let rows = (1..).zip(gaps).map(|(row, days)| gap(row, *days)).collect();
    let gaps = GapAnalysis { rows: Rc::new(rows), totals: Default::default() };
    let raises = Stage::ALL.into_iter().map(|stage| raised(stage.key(), stage, Standing::NotReady));
    let open = raised("open", Stage::Before, Standing::Open);
    let readiness = Readiness { areas: Default::default(), raised: Rc::new(raises.chain([open]).collect()) };
    let names = SortedMap::default();
    run(&PlanInput { settings, gaps: &gaps, names: &names, readiness: &readiness, estate, cohorts: &[] })
}

fn planned(settings: &PlanSettings, estate: &Estate, gaps: &[u16]) -> Checked<Option<Plan>> {
    with_input(settings, estate, gaps, schedule)
}

/// The project's calendar and the one on which devices move.
fn calendars(settings: &PlanSettings) -> (WorkCalendar, WorkCalendar) {
    let estate = Estate { counts: [(Platform::Ios, Devices(1))].into() };
    let calendars: Calendars = with_input(settings, &estate, &[], network).unwrap().calendars;
    (calendars.project().clone(), calendars.get(1).clone())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn estates(most: u32) -> impl Strategy<Value = Estate> {
    proptest::collection::btree_map(0_usize..9, 0..most, 0..9).prop_map(|counts| Estate {
        counts: counts.into_iter().map(|(index, count)| (Platform::ALL[index], Devices(count))).collect(),
    })
}

fn freezes() -> impl Strategy<Value = Vec<Freeze>> {
    let freeze = (0_u64..400, 0_u64..40, any::<bool>()).prop_map(|(first, length, all)| {
        let first = day("2027-01-04") + chrono::Days::new(first);
        let stops = if all { Stops::Everything } else { Stops::Enrolment };
        Freeze { name: "freeze".into(), first, last: first + chrono::Days::new(length), stops }
    });
    proptest::collection::vec(freeze, 0..4)
}

/// Settings without a target, for the laws that ask nothing about one.
fn settings() -> impl Strategy<Value = PlanSettings> {
    targeted().prop_map(|settings| PlanSettings { target: None, ..settings })
}

fn targeted() -> impl Strategy<Value = PlanSettings> {
    let figures = (0_u16..60, 0_u16..100, 0_u16..100, 0_u32..600, 1_u32..900, 0_u16..12);
    let edit = (proptest::option::of(0_u16..30), proptest::option::of(0_u64..300), any::<bool>());
    let edits = proptest::collection::btree_map(
        proptest::sample::select(vec![
            "kickoff",
            "lab-test",
            "setup-complete",
            "waves-approved",
            "wave-3-announce",
            "wave-2-enrol",
            "wave-4-deadline",
            "pilot-enrol",
            "gap-2",
            "keep-old-licences",
            "wave-3-instruct",
            "plan-approved",
        ]),
        edit,
        0..4,
    );
    let plan = (0_u64..60, figures, freezes(), edits, any::<u8>(), 0_u64..500);
    plan.prop_map(|(start, figures, freezes, edits, week, target)| {
        let (tickets_per_day, failures, share, wipes, largest, step_days) = figures;
        let start = day("2027-01-01") + chrono::Days::new(start);
        let week = std::array::from_fn(|weekday| weekday < 2 || week & (1 << weekday) != 0);
        PlanSettings {
            start: Some(start),
            target: Some(Target { date: start + chrono::Days::new(target), label: "contract".into() }),
            week: WorkingWeek(week),
            holidays: vec![Holiday { date: day("2027-05-05"), name: String::new() }],
            freezes,
            capacity: Capacity {
                tickets_per_day,
                failure_rate: PerMille(failures),
                estate_share: PerMille(share),
                wipes_per_day: Devices(wipes),
                retires_per_day: Devices(wipes * 2),
                ..Capacity::default()
            },
            waves: WaveRules { largest: Devices(largest), step_days, ..WaveRules::default() },
            edits: edits
                .into_iter()
                .map(|(key, (days, not_before, dropped))| {
                    let not_before = not_before.map(|days| start + chrono::Days::new(days));
                    (key.to_owned(), TaskEdit { days, not_before, dropped, ..TaskEdit::default() })
                })
                .collect(),
            ..PlanSettings::default()
        }
    })
}

/// The plan when it lies within the horizon and the calendar is open; only then do all laws hold.
fn undisturbed(found: Checked<Option<Plan>>) -> Option<Plan> {
    let cut = ["plan.horizon", "plan.moves.closed", "calendar.closed", "plan.loop"];
    if found.diagnostics.iter().any(|finding| cut.contains(&finding.code.as_ref())) {
        return None;
    }
    found.value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn tasks_follow_their_predecessors_and_lie_on_open_days(
        settings in settings(), estate in estates(4000), gaps in proptest::collection::vec(0_u16..20, 0..6),
    ) {
        let found = planned(&settings, &estate, &gaps);
        let Some(plan) = undisturbed(found) else { return Ok(()) };
        let (calendar, _) = calendars(&settings);
        let by_key: SortedMap<&str, &PlannedTask> = plan.tasks.iter().map(|task| (task.key.as_str(), task.as_ref())).collect();
        prop_assert_eq!(by_key.len(), plan.tasks.len());
        for task in plan.tasks.iter() {
            prop_assert!(calendar.is_open(task.start) && calendar.is_open(task.finish), "{}", task.key);
            prop_assert!(plan.start <= task.start && task.start <= task.finish && task.finish <= plan.finish);
            if let Some(date) = settings.edits.get(&task.key).and_then(|edit| edit.not_before) {
                prop_assert!(task.start >= date, "{} not before {}", task.key, date);
            }
            for link in &task.links {
                let before = by_key.get(link.after.as_str()).unwrap();
                // Two tasks with work never share a day; a milestone lies on the day on which it is reached.
                let Lag::Working(lag) = link.lag else { panic!("{:?}", link.lag) };
                let apart = u16::from(before.days > 0 && task.days > 0) + u16::try_from(lag / 480).unwrap();
                let earliest = calendar.add_days(before.finish, apart);
                prop_assert!(task.start >= earliest, "{} {} after {} {}", task.key, task.start, before.key, before.finish);
            }
        }
        prop_assert!(plan.tasks.iter().any(|task| task.critical));
        prop_assert!(!by_key.contains_key("ready-open"));
        prop_assert_eq!(by_key.keys().filter(|key| key.starts_with("ready-")).count(), 6);
    }

    #[test]
    fn moves_keep_to_the_limit_the_calendar_and_the_order(settings in settings(), estate in estates(4000)) {
        let Some(plan) = undisturbed(planned(&settings, &estate, &[])) else { return Ok(()) };
        let (calendar, moves) = calendars(&settings);
        let mut moved = 0;
        let mut last: Option<&Wave> = None;
        for wave in plan.waves.iter() {
            for (date, devices) in &wave.flow {
                prop_assert!(moves.is_open(*date));
                prop_assert!(devices.0 > 0 && *devices <= wave.per_day);
                moved += devices.0;
            }
            prop_assert!(wave.flow.windows(2).all(|pair| pair[0].0 < pair[1].0));
            prop_assert_eq!(wave.flow.first().map(|flow| flow.0), Some(wave.start));
            prop_assert_eq!(wave.flow.last().map(|flow| flow.0), Some(wave.finish));
            prop_assert_eq!(wave.flow.iter().map(|flow| flow.1).sum::<Devices>(), wave.total());
            if let Some(last) = last {
                prop_assert!(last.finish < wave.start);
                let step = calendar.days_between(last.start, wave.start);
                prop_assert!(step >= u32::from(settings.waves.step_days));
            }
            last = Some(wave);
        }
        prop_assert_eq!(moved, estate.total().0);
        for wave in plan.waves.iter().skip(1) {
            for step in ["announce", "instruct", "exempt"] {
                let key = format!("wave-{}-{step}", wave.number);
                let task = plan.tasks.iter().find(|task| task.key == key);
                prop_assert!(task.is_none_or(|task| task.finish < wave.start || task.days == 0));
            }
        }
    }

    #[test]
    fn more_capacity_never_ends_later(settings in settings(), estate in estates(4000), more in 1_u16..50) {
        let end = |settings: &PlanSettings| undisturbed(planned(settings, &estate, &[3])).map(|plan| (plan.migrated, plan.finish));
        let Some(before) = end(&settings) else { return Ok(()) };
        let changes: [fn(&mut PlanSettings, u16); 5] = [
            |settings, more| settings.capacity.tickets_per_day += more,
            |settings, more| settings.capacity.estate_share.0 += more,
            |settings, more| settings.capacity.wipes_per_day.0 += u32::from(more),
            |settings, more| settings.capacity.failure_rate.0 = settings.capacity.failure_rate.0.saturating_sub(more),
            |settings, more| settings.waves.step_days = settings.waves.step_days.saturating_sub(more),
        ];
        for change in changes {
            let mut roomier = settings.clone();
            change(&mut roomier, more);
            let after = end(&roomier).unwrap();
            prop_assert!(after.0 <= before.0 && after.1 <= before.1);
        }
    }

    #[test]
    fn one_more_working_weekday_never_ends_later(
        settings in settings(), estate in estates(2000), weekday in 0_usize..7,
    ) {
        let end = |settings: &PlanSettings| undisturbed(planned(settings, &estate, &[3])).map(|plan| (plan.migrated, plan.finish));
        let Some(before) = end(&settings) else { return Ok(()) };
        let mut open = settings.clone();
        open.week.0[weekday] = true;
        let after = end(&open).unwrap();
        prop_assert!(after.0 <= before.0 && after.1 <= before.1);
    }

    #[test]
    fn moving_the_start_by_whole_weeks_moves_everything(
        settings in settings(), estate in estates(2000), weeks in 1_u64..40,
    ) {
        let mut settings = settings;
        settings.freezes.clear();
        settings.holidays.clear();
        settings.edits = SortedMap::default();
        let Some(before) = undisturbed(planned(&settings, &estate, &[3])) else { return Ok(()) };
        let moved = chrono::Days::new(7 * weeks);
        let later = PlanSettings { start: settings.start.map(|start| start + moved), ..settings };
        let Some(after) = undisturbed(planned(&later, &estate, &[3])) else { return Ok(()) };
        prop_assert_eq!(before.tasks.len(), after.tasks.len());
        for (one, other) in before.tasks.iter().zip(after.tasks.iter()) {
            prop_assert_eq!((one.start + moved, one.finish + moved), (other.start, other.finish), "{}", one.key);
            prop_assert_eq!((one.float_days, one.free_days), (other.float_days, other.free_days), "{}", one.key);
        }
        for (one, other) in before.waves.iter().zip(after.waves.iter()) {
            let flow: Vec<_> = one.flow.iter().map(|(date, devices)| (*date + moved, *devices)).collect();
            prop_assert_eq!(&flow, &other.flow);
        }
    }

    #[test]
    fn a_role_works_on_none_of_its_days_off(settings in settings(), estate in estates(2000), first in 0_u64..200, days in 0_u64..20) {
        let mut settings = settings;
        let first = settings.start.unwrap() + chrono::Days::new(first);
        let leave = Freeze { name: "away".into(), first, last: first + chrono::Days::new(days), stops: Stops::Everything };
        let role = RoleSettings { leave: vec![leave.clone()], ..RoleSettings::default() };
        settings.roles = [("endpoint".to_owned(), role)].into();
        let Some(plan) = undisturbed(planned(&settings, &estate, &[4])) else { return Ok(()) };
        let away = |date: NaiveDate| leave.first <= date && date <= leave.last;
        for task in plan.tasks.iter().filter(|task| task.role == "endpoint" && task.days > 0) {
            prop_assert!(!away(task.start) && !away(task.finish), "{}", task.key);
        }
        for wave in plan.waves.iter() {
            prop_assert!(wave.flow.iter().all(|(date, _)| !away(*date)));
        }
    }

    #[test]
    fn the_same_input_gives_the_same_plan(settings in settings(), estate in estates(4000)) {
        prop_assert_eq!(planned(&settings, &estate, &[1, 2]), planned(&settings, &estate, &[1, 2]));
    }

    #[test]
    fn without_spread_what_is_critical_is_what_the_plan_says(
        settings in settings(), estate in estates(4000), people in proptest::option::of(1_u16..3),
    ) {
        let mut settings = settings;
        let failures = settings.capacity.failure_rate;
        let whole = PerMille(1000);
        settings.uncertainty =
            Uncertainty { shortest: whole, longest: whole, fewest_failures: failures, most_failures: failures };
        settings.roles.change("endpoint".to_owned(), |role| role.people = people);
        if undisturbed(planned(&settings, &estate, &[5])).is_none() {
            return Ok(());
        }
        with_input(&settings, &estate, &[5], |input| {
            let basis = basis(input, &builtin()).value.unwrap();
            let plan = dated(&basis, &Relaxation::default(), &mut Vec::new());
            let mut looking = Looking::begin(&basis, &plan, 2).unwrap();
            while !looking.go_on(1) {}
            let found = looking.told(&plan).unwrap();
            let migrated = migrated_day(&basis, &plan);
            prop_assert!(found.curve.iter().all(|day| *day == migrated));
            // All that the day waits for; what comes after it is judged by the end of everything.
            let tasks = &plan.network.tasks;
            let mut waited = plan.network.judged.clone();
            let mut next = 0;
            while let Some(one) = waited.get(next).copied() {
                let before = tasks[one].before.iter().map(|link| link.task);
                let new: Vec<usize> = before.filter(|before| !waited.contains(before)).collect();
                waited.extend(new);
                next += 1;
            }
            prop_assert!(waited.len() > 2);
            for one in waited {
                let planned = plan.solution.dates[one].critical();
                prop_assert_eq!(found.criticality[one], PerMille(if planned { 1000 } else { 0 }), "{}", tasks[one].key);
            }
            Ok(())
        })?;
    }

    #[test]
    fn floats_are_true(settings in settings(), estate in estates(2000)) {
        // A task that is delayed by its float does not move the day on which all is moved; by one day more it does.
        let Some(plan) = undisturbed(planned(&settings, &estate, &[5])) else { return Ok(()) };
        if plan.waves.len() < 2 {
            return Ok(());
        }
        let (calendar, _) = calendars(&settings);
        for key in ["configuration-profiles", "pilot-use", "gap-1", "train-help-desk"] {
            let Some(task) = plan.tasks.iter().find(|task| task.key == key) else { continue };
            let end = |by: u16| {
                let mut later = settings.clone();
                let not_before = calendar.add_days(task.start, by);
                later.edits.change(key.to_owned(), |edit| edit.not_before = Some(not_before));
                planned(&later, &estate, &[5]).value.unwrap().migrated
            };
            prop_assert_eq!(end(task.float_days), plan.migrated, "{}", key);
            prop_assert!(end(task.float_days + 1) > plan.migrated, "{}", key);
        }
    }
}

/// How many estates, calendars and targets the promise about ways out is tried with: `GAPLINE_CASES`, else few.
fn cases() -> u32 {
    std::env::var("GAPLINE_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn the_target_is_met_or_the_shortfall_its_limit_and_a_way_out_are_said(
        settings in targeted(), estate in estates(4000), gaps in proptest::collection::vec(0_u16..20, 0..4),
    ) {
        let found = planned(&settings, &estate, &gaps);
        let plan = found.value.unwrap();
        let target = settings.target.as_ref().unwrap().date;
        let Feasibility::Missed { by_days, binding, bottlenecks, ways_out } = plan.feasibility else {
            prop_assert!(plan.migrated <= target);
            return Ok(());
        };
        prop_assert!(plan.migrated > target && by_days > 0 && !binding.is_empty());
        for bottleneck in &bottlenecks {
            prop_assert!(bottleneck.saves_days > 0 && binding.contains(&bottlenecks[0].name));
        }
        prop_assert!(ways_out.len() >= 3, "{:?}", ways_out);
        prop_assert!(ways_out.iter().any(|way| way.meets));
        for way in &ways_out {
            // Each way does what it says.
            let mut changed = settings.clone();
            way.changes.iter().for_each(|change| change.apply(&mut changed));
            prop_assert!(!way.changes.is_empty() && changed != settings);
            let after = planned(&PlanSettings { target: None, ..changed.clone() }, &estate, &gaps).value.unwrap();
            prop_assert_eq!(after.migrated, way.migrated, "{}", way.name);
            prop_assert_eq!(way.migrated <= changed.target.unwrap().date, way.meets, "{}", way.name);
        }
    }
}

#[test]
fn extreme_settings_give_findings_and_no_failure() {
    let most =
        Estate { counts: Platform::ALL.into_iter().map(|platform| (platform, Devices(u32::MAX))).collect() };
    for start in [NaiveDate::MIN, NaiveDate::MAX, day("2027-01-01")] {
        for (figure, share) in [(0, 0), (u16::MAX, u16::MAX)] {
            let settings = PlanSettings {
                start: Some(start),
                target: Some(Target { date: NaiveDate::MIN, label: String::new() }),
                week: WorkingWeek([figure > 0; 7]),
                freezes: vec![Freeze {
                    name: "for ever".into(),
                    first: NaiveDate::MIN,
                    last: NaiveDate::MAX,
                    stops: Stops::Enrolment,
                }],
                capacity: Capacity {
                    tickets_per_day: figure,
                    failure_rate: PerMille(share),
                    estate_share: PerMille(share),
                    wipes_per_day: Devices(u32::from(figure)),
                    retires_per_day: Devices(0),
                    ..Capacity::default()
                },
                waves: WaveRules {
                    pilot: Devices(u32::MAX),
                    expanded: Devices(0),
                    largest: Devices(0),
                    step_days: figure,
                    ..WaveRules::default()
                },
                edits: [("kickoff", NaiveDate::MAX), ("lab-test", NaiveDate::MIN)]
                    .map(|(key, date)| {
                        let edit =
                            TaskEdit { days: Some(u16::MAX), not_before: Some(date), ..TaskEdit::default() };
                        (key.to_owned(), edit)
                    })
                    .into(),
                ..PlanSettings::default()
            };
            for estate in [&most, &Estate::default()] {
                let found = planned(&settings, estate, &[u16::MAX, 1]);
                let codes: Vec<&str> =
                    found.diagnostics.iter().map(|finding| finding.code.as_ref()).collect();
                assert!(codes.contains(&"plan.horizon"), "{codes:?}");
                let plan = found.value.unwrap();
                for wave in plan.waves.iter() {
                    let moved: u64 = wave.flow.iter().map(|(_, devices)| u64::from(devices.0)).sum();
                    let total: u64 = wave.devices.values().map(|devices| u64::from(devices.0)).sum();
                    assert_eq!(moved, total, "wave {}", wave.number);
                }
            }
        }
    }
}

#[test]
fn without_a_start_there_is_no_plan() {
    let found = planned(&PlanSettings::default(), &Estate::default(), &[]);
    assert_eq!((found.value, found.diagnostics), (None, Vec::new()));
}

#[test]
fn the_limit_that_binds_is_found_by_leaving_each_away() {
    let check = |devices: u32, change: fn(&mut PlanSettings), expected: &str| {
        let target = Target { date: day("2027-02-01"), label: "contract ends".into() };
        let mut settings =
            PlanSettings { start: Some(day("2027-01-04")), target: Some(target), ..PlanSettings::default() };
        change(&mut settings);
        let estate = Estate { counts: [(Platform::Windows, Devices(devices))].into() };
        let plan = planned(&settings, &estate, &[]).value.unwrap();
        let Feasibility::Missed { by_days, binding, .. } = plan.feasibility else {
            panic!("{:?}", plan.feasibility)
        };
        assert!(by_days > 0 && binding.contains(expected), "{binding}");
    };
    check(
        9000,
        |settings| settings.capacity.tickets_per_day = 2,
        "help desk, 2 tickets a day at 5 % failures",
    );
    check(9000, |settings| settings.waves.step_days = 30, "the wave step (30 working days");
    check(9000, |settings| settings.capacity.retires_per_day = Devices(9), "retires, 9 a day");
    check(
        50,
        |settings| settings.capacity.estate_share = PerMille(500),
        "the chain of tasks before the pilot",
    );
    let frozen = |settings: &mut PlanSettings| {
        let (first, last, stops) = (day("2027-03-01"), day("2027-12-31"), Stops::Enrolment);
        settings.freezes.push(Freeze { name: "year end".into(), first, last, stops });
    };
    check(90, frozen, "the freezes (year end); without it the migration would end");
    let even = |settings: &mut PlanSettings| {
        settings.capacity.estate_share = PerMille(2);
        settings.capacity.retires_per_day = Devices(18);
    };
    check(9000, even, "the limits on devices a day together");
}

#[test]
fn a_limit_of_nothing_and_an_empty_estate_are_findings() {
    let check = |devices: u32, tickets_per_day: u16, expected: &[&str]| {
        let capacity = Capacity { tickets_per_day, ..Capacity::default() };
        let settings = PlanSettings { start: Some(day("2027-01-04")), capacity, ..PlanSettings::default() };
        let estate = Estate { counts: [(Platform::Ios, Devices(devices))].into() };
        let found = planned(&settings, &estate, &[]);
        assert_eq!(found.diagnostics.iter().map(|found| found.code.as_ref()).collect::<Vec<_>>(), expected);
        assert_eq!(found.value.unwrap().waves.is_empty(), devices == 0);
    };
    check(0, 0, &["plan.estate.empty"]);
    check(9, 0, &["plan.capacity.zero"]);
    check(9, 1, &[]);
}

#[test]
fn a_milestone_does_not_lie_before_its_earliest_day_though_that_is_a_day_off() {
    let estate = Estate { counts: [(Platform::Ios, Devices(900))].into() };
    let settings = PlanSettings { start: Some(day("2027-01-04")), ..PlanSettings::default() };
    let before = planned(&settings, &estate, &[]).value.unwrap();
    let milestones: Vec<_> = before.tasks.iter().filter(|task| task.days == 0).collect();
    assert!(milestones.len() > 2);
    for milestone in milestones {
        // The day after its predecessors end is a day off, and the day that it must not lie before.
        let date = milestone.finish.succ_opt().unwrap();
        let mut later = settings.clone();
        later.holidays.push(Holiday { date, name: "off".into() });
        later.edits.change(milestone.key.clone(), |edit| edit.not_before = Some(date));
        let after = planned(&later, &estate, &[]).value.unwrap();
        let moved = after.tasks.iter().find(|task| task.key == milestone.key).unwrap();
        assert!(moved.start > date, "{} on {} although not before {date}", moved.key, moved.start);
    }
}
