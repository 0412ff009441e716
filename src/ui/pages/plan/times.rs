//! When is worked: weekdays and hours, of everybody and of roles; freezes and leave.

use crate::calendar::hours::{Times, clock};
use crate::calendar::work::Shift;
use crate::calendar::{Freeze, Stops, WorkingWeek};
use crate::model::day;
use crate::plan::PlanSettings;
use crate::session::action::{Action, Edit};
use crate::ui::store::Desk;
use crate::ui::widgets::button::{button, named};
use crate::ui::widgets::check::check;
use crate::ui::widgets::field::{field, input};
use crate::ui::widgets::select::menu;
use yew::prelude::*;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Whose time: everybody's, or a role's.
type Whose = Option<String>;

/// Changes something of the settings: whose it is, its place, and the text of a field.
type Apply = fn(&mut PlanSettings, &Whose, usize, &str);

fn edit(desk: &Desk, whose: &Whose, place: usize, apply: Apply) -> Callback<String> {
    let (settings, whose) = (desk.session.project.plan.clone(), whose.clone());
    desk.send.reform(move |text: String| {
        let mut settings = (*settings).clone();
        apply(&mut settings, &whose, place, text.trim());
        Action::Edit(Edit::Plan(Box::new(settings)))
    })
}

/// Weekdays and hours of everybody.
pub fn week(desk: &Desk) -> Html {
    let settings = &desk.session.project.plan;
    let other = settings.hours.days.iter().map(|(weekday, shifts)| hours(desk, Some(*weekday), shifts));
    let free = DAYS.iter().zip(0_u8..).filter(|(_, weekday)| !settings.hours.days.contains_key(weekday));
    let mut options = vec![("".into(), "Choose a weekday".into())];
    options.extend(free.map(|(name, weekday)| (weekday.to_string().into(), (*name).into())));
    let add = edit(desk, &None, 0, |settings, _, _, text| {
        if let Ok(weekday) = text.parse() {
            settings.hours.days.insert(weekday, settings.hours.usual.clone());
        }
    });
    html! {
        <>
            <fieldset class="week"><legend>{ "Working week" }</legend>{ weekdays(desk, &None, &settings.week) }</fieldset>
            { hours(desk, None, &settings.hours.usual) }
            { for other }
            <div class="buttons">{ menu("Other hours on", options, "", add) }</div>
        </>
    }
}

/// The hours of a usual day, or of a weekday that has others.
fn hours(desk: &Desk, weekday: Option<u8>, shifts: &[Shift]) -> Html {
    let times = Times::of(shifts);
    let time = |label, place: usize| {
        let value = times.0.get(place).copied().flatten().map_or_else(String::new, clock);
        field("time", label, value, desk.send.reform(move |text| Action::Time(weekday, place, text)))
    };
    let name = weekday.and_then(|weekday| DAYS.get(usize::from(weekday)));
    let remove = |name| {
        let remove = edit(desk, &None, weekday.map_or(0, usize::from), |settings, _, place, _| {
            if let Ok(weekday) = u8::try_from(place) {
                settings.hours.days.remove(&weekday);
            }
        });
        named("quiet", "✕", format!("As usual on {name}"), remove.reform(|_: MouseEvent| String::new()))
    };
    html! {
        <fieldset><legend>{ name.map_or_else(|| "Hours of a usual day".to_owned(), |name| format!("Hours on {name}")) }</legend>
            if shifts.len() > 2 {
                <p class="quiet">{ "The project has more than one break a day; its hours stay as they are." }</p>
            } else {
                { time("Work begins", 0) }{ time("Break begins", 1) }{ time("Break ends", 2) }{ time("Work ends", 3) }
            }
            { for name.map(remove) }
        </fieldset>
    }
}

/// Weekdays and leave of each role.
pub fn roles(desk: &Desk) -> Html {
    let settings = &desk.session.project.plan;
    let roles = desk.session.plan.value.iter().flat_map(|plan| &plan.roles).map(|(name, ..)| {
        let whose = Some(name.clone());
        let own = settings.roles.get(name);
        let week = own.and_then(|role| role.week.as_ref()).unwrap_or(&settings.week);
        let today = desk.session.today;
        let first = day::iso(settings.start.unwrap_or(today));
        let add = edit(desk, &whose, 0, |settings, whose, _, text| {
            if let (Some(role), Some(first)) = (whose, day::parse(text)) {
                let leave = Freeze { name: "Leave".to_owned(), first, last: first, stops: Stops::Everything };
                settings.roles.change(role.clone(), |role| role.leave.push(leave));
            }
        });
        html! {
            <>
                <li><span role="group" aria-label={format!("Weekdays: {name}")}><b>{ name }</b>{ weekdays(desk, &whose, week) }
                    { button("quiet", "Add leave", add.reform(move |_: MouseEvent| first.clone())) }</span></li>
                { for own.iter().map(|role| periods(desk, &whose, &role.leave)) }
            </>
        }
    });
    html! {
        <fieldset class="block"><legend>{ "Weekdays and leave of roles" }</legend><ul class="freezes">{ for roles }</ul></fieldset>
    }
}

/// Freezes.
pub fn freezes(desk: &Desk) -> Html {
    let settings = &desk.session.project.plan;
    let first = day::iso(settings.start.unwrap_or(desk.session.today));
    let add = edit(desk, &None, 0, |settings, _, _, text| {
        settings.freezes.extend(day::parse(text).map(|first| Freeze {
            name: "Freeze".to_owned(),
            first,
            last: first,
            stops: Stops::Enrolment,
        }));
    });
    html! {
        <fieldset class="block">
            <legend>{ "Freezes" }</legend>
            <ul class="freezes">{ periods(desk, &None, &settings.freezes) }</ul>
            <div class="buttons">{ button("", "Add a freeze", add.reform(move |_: MouseEvent| first.clone())) }</div>
        </fieldset>
    }
}

fn weekdays(desk: &Desk, whose: &Whose, week: &WorkingWeek) -> Html {
    let toggle: Apply = |settings, whose, place, _| settings.flip_weekday(whose.as_deref(), place);
    let days = DAYS.iter().zip(week.0).enumerate();
    days.map(|(place, (name, worked))| check(*name, worked, edit(desk, whose, place, toggle))).collect()
}

/// The freezes of everybody, or the leave of a role.
fn list<'a>(settings: &'a mut PlanSettings, whose: &Whose) -> Option<&'a mut Vec<Freeze>> {
    match whose {
        None => Some(&mut settings.freezes),
        Some(role) => settings.roles.get_mut(role).map(|role| &mut role.leave),
    }
}

fn one<'a>(settings: &'a mut PlanSettings, whose: &Whose, place: usize) -> Option<&'a mut Freeze> {
    list(settings, whose)?.get_mut(place)
}

/// Periods as rows of fields.
fn periods(desk: &Desk, whose: &Whose, periods: &[Freeze]) -> Html {
    let what = whose.as_ref().map_or_else(|| "freeze".to_owned(), |role| format!("leave of {role}"));
    let named_input = |kind: &'static str, label: &str, value: String, place: usize, apply: Apply| {
        input(kind, format!("{label} of the {what}"), value, edit(desk, whose, place, apply))
    };
    let rows = periods.iter().enumerate().map(|(place, period)| {
        let remove = edit(desk, whose, place, |settings, whose, place, _| {
            list(settings, whose).filter(|list| place < list.len()).map(|list| list.remove(place));
        });
        let stops = edit(desk, whose, place, |settings, whose, place, _| {
            if let Some(one) = one(settings, whose, place) {
                one.stops = if one.stops == Stops::Everything { Stops::Enrolment } else { Stops::Everything };
            }
        });
        html! {
            <li key={place}>
                { named_input("text", "Name", period.name.clone(), place, |settings, whose, place, text| {
                    if let Some(one) = one(settings, whose, place) { text.clone_into(&mut one.name) }
                }) }
                { named_input("date", "First day", day::iso(period.first), place, |settings, whose, place, text| {
                    if let (Some(one), Some(day)) = (one(settings, whose, place), day::parse(text)) { one.first = day }
                }) }
                { named_input("date", "Last day", day::iso(period.last), place, |settings, whose, place, text| {
                    if let (Some(one), Some(day)) = (one(settings, whose, place), day::parse(text)) { one.last = day }
                }) }
                if whose.is_none() { { check("stops all work, not only moves", period.stops == Stops::Everything, stops) } }
                { named("quiet", "✕", format!("Remove {}", period.name), remove.reform(|_: MouseEvent| String::new())) }
            </li>
        }
    });
    rows.collect()
}
