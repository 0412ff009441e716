//! What the Plan page does: a way out with one click, the protection gap, public holidays of a place.

use crate::journeys::Desk;
use gapline::calendar::public::HolidayPlace;
use gapline::calendar::{Freeze, Holiday, Stops};
use gapline::estate::Estate;
use gapline::model::platform::Platform;
use gapline::model::sorted_map::SortedMap;
use gapline::model::units::{Devices, PerMille};
use gapline::plan::settings::Agreed;
use gapline::plan::ways::WayOut;
use gapline::plan::{Feasibility, Plan, PlanSettings, Target};
use gapline::report::Block;
use gapline::report::drawing::axis::Zoom;
use gapline::report::drawing::timeline::Look;
use gapline::session::action::{Action, Edit, Show};
use std::rc::Rc;

/// A desk with a plan for 4,000 devices from 11 January 2027, to be done by a day.
fn with_target(target: &str) -> Desk {
    let mut desk = Desk::new();
    let counts = SortedMap::from([(Platform::Ios, Devices(3000)), (Platform::Windows, Devices(1000))]);
    desk.send(Action::Edit(Edit::Estate(Estate { counts })));
    let settings = PlanSettings {
        start: "2027-01-11".parse().ok(),
        target: Some(Target { date: target.parse().unwrap(), label: "old contract ends".to_owned() }),
        ..PlanSettings::default()
    };
    desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
    desk
}

fn plan(desk: &mut Desk) -> Plan {
    desk.plan()
}

fn ways(desk: &mut Desk) -> Vec<WayOut> {
    match plan(desk).feasibility {
        Feasibility::Missed { ways_out, .. } => ways_out,
        met => panic!("{met:?}"),
    }
}

#[test]
fn every_way_out_is_applied_by_one_edit_ends_when_it_said_and_is_undone_by_one_step() {
    let mut desk = with_target("2027-04-30");
    let before = Rc::clone(&desk.session.project);
    let all = ways(&mut desk);
    assert!(all.len() >= 3, "{all:?}");
    for way in all {
        let settings = way.settings(&desk.session.project.plan);
        desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
        let plan = plan(&mut desk);
        assert_eq!(plan.migrated, way.migrated, "{}", way.name);
        assert_eq!(!matches!(plan.feasibility, Feasibility::Missed { .. }), way.meets, "{}", way.name);
        desk.send(Action::Undo);
        assert_eq!(desk.session.project, before, "{}", way.name);
    }
}

#[test]
fn the_protection_gap_follows_the_rules_during_the_move() {
    let mut desk = with_target("2027-04-30");
    let before = plan(&mut desk).protection;
    assert_eq!(before.waves.len(), plan(&mut desk).waves.len());
    assert_eq!(before.exposed_hours, before.waves.iter().map(|wave| wave.exposed_hours).sum::<u64>());
    assert!(before.exposed_hours > 0 && before.locked_out_hours == 0, "three days of grace lock nobody out");
    let mut settings = (*desk.session.project.plan).clone();
    settings.bridge.grace_days = 0;
    settings.bridge.compliance_partner = true;
    desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
    let after = plan(&mut desk).protection;
    assert!(after.exposed_hours == 0 && after.locked_out_hours > 0, "{after:?}");
    assert_eq!(after.locked_out_hours, after.waves.iter().map(|wave| wave.locked_out_hours).sum::<u64>());
}

fn place(desk: &Desk, key: &str) -> HolidayPlace {
    desk.session.places.iter().find(|place| place.key == key).cloned().unwrap()
}

#[test]
fn public_holidays_of_a_place_are_added_for_the_years_of_the_plan_beside_the_days_that_are_there() {
    let mut desk = with_target("2028-01-14");
    assert_eq!(place(&desk, "DE-BY").name, "Germany, Bavaria");
    let mut settings = (*desk.session.project.plan).clone();
    let own = Holiday { date: "2027-01-06".parse().unwrap(), name: "Our own day".to_owned() };
    settings.holidays.push(own.clone());
    desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
    let before = Rc::clone(&desk.session.project);
    let bavaria = place(&desk, "DE-BY");
    desk.send(Action::PublicHolidays(bavaria.clone()));
    let days = &desk.session.project.plan.holidays;
    let count = |year: &str| days.iter().filter(|day| day.date.to_string().starts_with(year)).count();
    // Both years in full, and no other.
    assert_eq!(count("2027"), count("2028"));
    assert_eq!(days.len(), count("2027") + count("2028"));
    assert!(days.contains(&own), "a day that is there stays as it is");
    assert_eq!(days.iter().filter(|day| day.date == own.date).count(), 1);
    assert!(days.iter().any(|day| day.name == "Good Friday (DE-BY)" && day.date.to_string() == "2027-03-26"));
    let notice = desk.session.notices.last().unwrap().clone();
    let added = days.len() - 1;
    let text = format!(
        "{added} days off were added from Germany, Bavaria, 2027 to 2028. Already there, and left as they are: 1."
    );
    assert_eq!((notice.text, notice.bad), (text, false));
    // A second time adds nothing and is no step to undo.
    let after = Rc::clone(&desk.session.project);
    desk.send(Action::PublicHolidays(bavaria));
    assert!(Rc::ptr_eq(&desk.session.project, &after));
    desk.send(Action::Undo);
    assert_eq!(desk.session.project, before);
}

#[test]
fn years_without_known_holidays_are_said() {
    let mut desk = with_target("2032-03-01");
    let france = place(&desk, "FR");
    desk.send(Action::PublicHolidays(france));
    let texts: Vec<&str> = desk.session.notices.iter().map(|notice| notice.text.as_str()).collect();
    assert!(texts[0].starts_with("Public holidays are known from 2026 to 2031."), "{texts:?}");
    assert!(texts[1].contains("were added from France, 2027 to 2032."), "{texts:?}");
}

fn titles(desk: &Desk) -> Vec<String> {
    let sections = desk.session.outlook.iter().flat_map(|sections| sections.iter());
    sections.map(|section| section.title.clone()).collect()
}

#[test]
fn the_outlook_comes_after_the_plan_and_goes_when_the_plan_changes() {
    let mut desk = with_target("2027-06-25");
    desk.tells_outlook = true;
    desk.send(Action::PlanAgain);
    assert_eq!(titles(&desk), ["How sure the dates are", "Other plans side by side"]);
    let first = desk.session.outlook.clone().unwrap();
    let finding = format!("{:?}", first[0].blocks[0]);
    assert!(
        finding.contains("in half of the runs") && finding.contains("The target of Fri 25 Jun 2027"),
        "{finding}"
    );
    let names = format!("{:?}", first[1].blocks[0]);
    for name in ["The plan", "Contract date", "Extra team", "Failed pilot", "20 % stragglers"] {
        assert!(names.contains(&format!("Text(\"{name}\")")), "{names}");
    }
    // The same plan, the same figures; another scale of the drawing is no other plan.
    desk.send(Action::PlanAgain);
    assert_eq!(desk.session.outlook.as_ref(), Some(&first));
    desk.tells_outlook = false;
    desk.send(Action::Show(Show::PlanLook(Look { zoom: Zoom::Weeks, ..Look::default() })));
    assert_eq!(desk.session.outlook.as_ref(), Some(&first));
    let width = |desk: &Desk| desk.session.plan.value.as_ref().unwrap().drawing.as_ref().unwrap().width;
    assert!(width(&desk) > 1200);
    let mut settings = (*desk.session.project.plan).clone();
    settings.uncertainty.longest = PerMille(2000);
    desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
    assert_eq!(titles(&desk), Vec::<String>::new());
}

#[test]
fn how_often_tasks_are_critical_names_the_longest_and_lists_the_others() {
    let mut desk = with_target("2027-06-25");
    // A freeze after the pilot gives what comes before it float; it decides when the waves begin.
    let mut settings = (*desk.session.project.plan).clone();
    settings.freezes = vec![Freeze {
        name: "exams".to_owned(),
        first: "2027-03-26".parse().unwrap(),
        last: "2027-06-30".parse().unwrap(),
        stops: Stops::Enrolment,
    }];
    desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
    desk.tells_outlook = true;
    desk.send(Action::PlanAgain);
    let shown = desk.session.plan.value.clone().unwrap();
    let task = |key: &str| shown.tasks.iter().find(|task| task.key == key).unwrap();
    assert!(!task("inventory").critical, "{}", task("inventory").float);
    let sure = desk.session.outlook.clone().unwrap()[0].clone();
    let at = sure
        .blocks
        .iter()
        .position(|block| *block == Block::Heading("How often a task is critical".to_owned()));
    let text = format!("{:?}", sure.blocks[at.unwrap() + 1]);
    assert!(text.contains("tasks have no float in any run; the longest: "), "{text}");
    assert!(!format!("{:?}", sure.blocks).contains("Take inventory"));
    assert!(format!("{:?}", sure.blocks).contains("is met in none of them"));
}

#[test]
fn a_way_that_would_begin_before_today_is_no_plan_beside_the_plan() {
    let mut desk = with_target("2027-04-30");
    let past =
        ways(&mut desk).into_iter().find(|way| way.starts_before("2026-11-23".parse().unwrap())).unwrap();
    assert!(past.meets);
    desk.tells_outlook = true;
    desk.send(Action::PlanAgain);
    let outlook = desk.session.outlook.clone().unwrap();
    assert!(!format!("{:?}", outlook[1]).contains("Contract date"));
}

#[test]
fn what_was_agreed_on_stays_and_later_dates_are_compared_with_it() {
    let mut desk = with_target("2027-12-30");
    let before = plan(&mut desk);
    let agreed =
        before.tasks.iter().map(|task| (task.key.clone(), Agreed { start: task.start, finish: task.finish }));
    let mut settings = (*desk.session.project.plan).clone();
    settings.baseline = agreed.collect();
    settings.edits.change("inventory".to_owned(), |edit| edit.days = Some(8));
    desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
    let shown = desk.session.plan.value.clone().unwrap();
    let line = |key: &str| shown.tasks.iter().find(|task| task.key == key).unwrap().driver.clone();
    assert!(
        line("inventory").ends_with("5 days later than agreed (Fri 15 Jan 2027)"),
        "{}",
        line("inventory")
    );
    assert!(line("kickoff").ends_with("as agreed"));
    let drawn = shown.drawing.unwrap();
    let title =
        drawn.marks.iter().find(|mark| mark.title.starts_with("Take inventory")).unwrap().title.clone();
    assert!(title.contains("; agreed on Mon 11 Jan 2027 to Fri 15 Jan 2027"), "{title}");
}

#[test]
fn people_of_a_role_hold_the_plan_back_and_more_of_them_are_a_way_out() {
    let mut desk = with_target("2027-04-30");
    let free = plan(&mut desk);
    let asked = free.loads.iter().find(|load| load.role == "endpoint").unwrap().clone();
    assert!(asked.people.is_none() && asked.peak > 1);
    let mut settings = (*desk.session.project.plan).clone();
    settings.roles.change("endpoint".to_owned(), |role| role.people = Some(1));
    desk.send(Action::Edit(Edit::Plan(Box::new(settings.clone()))));
    let one = plan(&mut desk);
    assert!(one.migrated > free.migrated);
    assert_eq!(one.loads.iter().find(|load| load.role == "endpoint").unwrap().peak, 1);
    let waits = one.tasks.iter().find(|task| task.driver.contains("endpoint busy with")).unwrap();
    assert!(waits.driver.ends_with(" 2027") && waits.driver.contains(" until "), "{}", waits.driver);
    let Feasibility::Missed { bottlenecks, ways_out, .. } = &one.feasibility else {
        panic!("{:?}", one.feasibility)
    };
    assert!(
        bottlenecks.iter().any(|found| found.name == "the 1 person of endpoint" && !found.weeks.is_empty())
    );
    let more = ways_out.iter().find(|way| way.name.starts_with("Have more people: ")).unwrap();
    assert!(more.saves_days > 0);
    settings.not_levelled = true;
    desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
    assert_eq!(plan(&mut desk).migrated, free.migrated);
}
