//! What the Plan page does: a way out with one click, the protection gap, public holidays of a place.

use crate::journeys::Desk;
use gapline::calendar::Holiday;
use gapline::calendar::public::HolidayPlace;
use gapline::estate::Estate;
use gapline::model::platform::Platform;
use gapline::model::sorted_map::SortedMap;
use gapline::model::units::Devices;
use gapline::plan::ways::WayOut;
use gapline::plan::{Feasibility, Plan, PlanSettings, Target};
use gapline::session::action::{Action, Edit};
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

fn plan(desk: &Desk) -> Plan {
    desk.session.assessment.plan.value.clone().unwrap()
}

fn ways(desk: &Desk) -> Vec<WayOut> {
    match plan(desk).feasibility {
        Feasibility::Missed { ways_out, .. } => ways_out,
        met => panic!("{met:?}"),
    }
}

#[test]
fn every_way_out_is_applied_by_one_edit_ends_when_it_said_and_is_undone_by_one_step() {
    let mut desk = with_target("2027-04-30");
    let before = Rc::clone(&desk.session.project);
    let all = ways(&desk);
    assert!(all.len() >= 3, "{all:?}");
    for way in all {
        let settings = way.settings(&desk.session.project.plan);
        desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
        let plan = plan(&desk);
        assert_eq!(plan.migrated, way.migrated, "{}", way.name);
        assert_eq!(!matches!(plan.feasibility, Feasibility::Missed { .. }), way.meets, "{}", way.name);
        desk.send(Action::Undo);
        assert_eq!(desk.session.project, before, "{}", way.name);
    }
}

#[test]
fn the_protection_gap_follows_the_rules_during_the_move() {
    let mut desk = with_target("2027-04-30");
    let before = plan(&desk).protection;
    assert_eq!(before.waves.len(), plan(&desk).waves.len());
    assert_eq!(before.exposed_hours, before.waves.iter().map(|wave| wave.exposed_hours).sum::<u64>());
    assert!(before.exposed_hours > 0 && before.locked_out_hours == 0, "three days of grace lock nobody out");
    let mut settings = (*desk.session.project.plan).clone();
    settings.bridge.grace_days = 0;
    settings.bridge.compliance_partner = true;
    desk.send(Action::Edit(Edit::Plan(Box::new(settings))));
    let after = plan(&desk).protection;
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
