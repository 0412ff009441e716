//! What the plan is made from: dates, devices, limits, week, days off, freezes.

use super::{people, times};
use crate::calendar::public::SOURCE;
use crate::estate::Estate;
use crate::model::day;
use crate::model::platform::Platform;
use crate::model::units::{Devices, PerMille, grouped};
use crate::plan::cohorts::Gather;
use crate::plan::protection::enrol_minutes;
use crate::plan::settings::Bridge;
use crate::plan::{PlanSettings, Target};
use crate::session::action::{Action, Edit};
use crate::session::given::Source;
use crate::session::request::Purpose;
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::button::{act, button, named, unless};
use crate::ui::widgets::check::check;
use crate::ui::widgets::field::{field, hinted, input, labelled, noted};
use crate::ui::widgets::select::menu;
use chrono::NaiveDate;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// What changes the settings of the plan by a text from a field.
pub fn change(desk: &Desk, apply: fn(&mut PlanSettings, &str)) -> Callback<String> {
    let settings = desk.session.project.plan.clone();
    desk.send.reform(move |text: String| {
        let mut settings = (*settings).clone();
        apply(&mut settings, text.trim());
        Action::Edit(Edit::Plan(Box::new(settings)))
    })
}

fn iso(date: Option<NaiveDate>) -> String {
    date.map(day::iso).unwrap_or_default()
}

/// The settings.
pub fn settings(desk: &Desk) -> Html {
    html! {
        <section class="panel settings" aria-label="Settings of the plan">
            { dates(desk) }
            { counts(desk) }
            <details><summary>{ "Limits and waves" }</summary>{ limits(desk) }</details>
            <details><summary>{ "People and uncertainty" }</summary>{ people::people(desk) }</details>
            <details><summary>{ "Protection while devices move" }</summary>{ bridge(desk) }</details>
            <details><summary>{ "Working hours, days off, freezes and leave" }</summary>{ closed(desk) }</details>
        </section>
    }
}

fn dates(desk: &Desk) -> Html {
    let session = &desk.session;
    let settings = &session.project.plan;
    let target = settings.target.clone();
    html! {
        <fieldset>
            <legend>{ "Dates" }</legend>
            { field("date", "Start", iso(settings.start), change(desk, |settings, text| settings.start = day::parse(text))) }
            { field("date", "Target", iso(target.as_ref().map(|target| target.date)), change(desk, |settings, text| {
                let label = settings.target.take().map_or("old contract ends".to_owned(), |target| target.label);
                settings.target = day::parse(text).map(|date| Target { date, label });
            })) }
            { field("date", "Progress as of", iso(settings.status), change(desk, |settings, text| settings.status = day::parse(text))) }
            if let Some(target) = target {
                { field("text", "What ends then", target.label, change(desk, |settings, text| {
                    if let Some(target) = &mut settings.target { text.clone_into(&mut target.label); }
                })) }
            }
        </fieldset>
    }
}

fn counts(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let estate = session.project.estate.clone();
    let fields = Platform::ALL.map(|platform| {
        let change = {
            let estate = estate.clone();
            send.reform(move |text: String| {
                let mut estate: Estate = (*estate).clone();
                match text.trim().parse::<u32>() {
                    Ok(count) if count > 0 => estate.counts.insert(platform, Devices(count)),
                    _ => estate.counts.remove(&platform),
                };
                Action::Edit(Edit::Estate(estate))
            })
        };
        let count = estate.count(platform).0.to_string();
        let field = input("number", format!("Devices: {}", platform.label()), count, change);
        labelled("field", platform.label().into(), field, AttrValue::default())
    });
    html! {
        <fieldset class="counts">
            <legend>{ format!("Devices: {}", grouped(estate.total().0)) }</legend>
            { for fields }
            { left_out(desk) }
        </fieldset>
    }
}

/// Platforms that stay in the old product, each to be taken back.
fn left_out(desk: &Desk) -> Html {
    let left_out = &desk.session.project.plan.left_out;
    if left_out.is_empty() {
        return Html::default();
    }
    let buttons = left_out.iter().map(|platform| {
        let (platform, settings) = (*platform, desk.session.project.plan.clone());
        let take_back = desk.send.reform(move |_: MouseEvent| {
            let mut settings = (*settings).clone();
            settings.left_out.retain(|other| *other != platform);
            Action::Edit(Edit::Plan(Box::new(settings)))
        });
        html! { <button key={platform.key()} onclick={take_back}>{ format!("{}: take back", platform.label()) }</button> }
    });
    html! { <p class="dropped">{ "Not part of the plan: " }{ for buttons }</p> }
}

/// What the protection gap depends on.
fn bridge(desk: &Desk) -> Html {
    let bridge = &desk.session.project.plan.bridge;
    let menu = |label: &'static str, options: [&'static str; 2], second: bool, change: Callback<String>| {
        let options = ["", "1"]
            .into_iter()
            .zip(options)
            .map(|(key, word)| (key.into(), word.into()))
            .collect::<Vec<_>>();
        menu(label, options, if second { "1" } else { "" }, change)
    };
    let grace = bridge.grace_days;
    html! {
        <fieldset>
            <legend>{ "Rules during the move" }</legend>
            { menu("Conditional access", ["blocks at once what is not compliant", "gives days of grace"], grace > 0,
                change(desk, |settings, text| settings.bridge.grace_days = if text.is_empty() { 0 } else { Bridge::default().grace_days })) }
            if grace > 0 {
                { field("number", "Days of grace", grace.to_string(),
                    change(desk, |settings, text| if let Ok(days) = text.parse() { settings.bridge.grace_days = days })) }
            }
            { menu("App protection", ["comes with the move", "protects apps before the move"], bridge.app_protection_first,
                change(desk, |settings, text| settings.bridge.app_protection_first = !text.is_empty())) }
            { menu("Old product", ["does not report compliance", "reports compliance as a partner"], bridge.compliance_partner,
                change(desk, |settings, text| settings.bridge.compliance_partner = !text.is_empty())) }
            { for desk.session.project.estate.counts.keys().map(|platform| enrolment(desk, *platform)) }
        </fieldset>
    }
}

/// The minutes that a device of a platform needs to enrol.
fn enrolment(desk: &Desk, platform: Platform) -> Html {
    let settings = desk.session.project.plan.clone();
    let usual = enrol_minutes(platform);
    let minutes = settings.bridge.enrol_minutes.get(&platform).copied().unwrap_or(usual);
    let change = desk.send.reform(move |text: String| {
        let mut settings = (*settings).clone();
        match text.trim().parse() {
            Ok(minutes) if minutes != usual => settings.bridge.enrol_minutes.insert(platform, minutes),
            _ => settings.bridge.enrol_minutes.remove(&platform),
        };
        Action::Edit(Edit::Plan(Box::new(settings)))
    });
    noted(
        "number",
        format!("Minutes to enrol: {}", platform.label()),
        minutes.to_string(),
        format!("usual {usual}"),
        change,
    )
}

fn limits(desk: &Desk) -> Html {
    let session = &desk.session;
    let (capacity, waves) = (&session.project.plan.capacity, &session.project.plan.waves);
    let several = session.project.devices.as_ref().map_or(0, |counts| counts.people_of_platforms);
    let limit = |label, value: u32, note, change| noted("number", label, value.to_string(), note, change);
    html! {
        <fieldset>
            <legend class="hidden">{ "Limits and waves" }</legend>
            { limit("Help desk tickets a day", u32::from(capacity.tickets_per_day), "what the help desk can take",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.capacity.tickets_per_day = number })) }
            { limit("Tickets a day per person", u32::from(capacity.tickets_per_person), "counts in the cost of ways out only",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.capacity.tickets_per_person = number })) }
            { limit("Failures, ‰ of moves", u32::from(capacity.failure_rate.0), "30 to 70 published, 50 for planning",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.capacity.failure_rate = PerMille(number) })) }
            { limit("Estate a day, ‰", u32::from(capacity.estate_share.0), "20 by a rule of thumb",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.capacity.estate_share = PerMille(number) })) }
            { limit("Wipes a day", capacity.wipes_per_day.0, "tenant limit 500",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.capacity.wipes_per_day = Devices(number) })) }
            { limit("Retires a day", capacity.retires_per_day.0, "tenant limit 1,000",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.capacity.retires_per_day = Devices(number) })) }
            { limit("Pilot, devices", waves.pilot.0, "Microsoft's example 50",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.waves.pilot = Devices(number) })) }
            { limit("Expanded pilot, devices", waves.expanded.0, "Microsoft's example 200",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.waves.expanded = Devices(number) })) }
            { limit("Largest wave, devices", waves.largest.0, "500 recommended by one migration vendor",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.waves.largest = Devices(number) })) }
            { limit("Working days between waves", u32::from(waves.step_days), "from start to start, at least",
                change(desk, |settings, text| if let Ok(number) = text.parse() { settings.waves.step_days = number })) }
            { menu("Gather waves by", Gather::ALL.map(|one| (one.key().into(), one.label().into())).to_vec(), waves.gather.key(), change(desk, |settings, text| settings.waves.gather = Gather::from_key(text).unwrap_or_default())) }
            { names("Sites or groups, typed", "Bonn: windows 200, ios 50; Kiel: ios 80", &waves.typed,
                change(desk, |settings, text| settings.waves.typed = parted(text))) }
            { names("Last, in waves of their own", "sites or departments, with semicolons", &waves.last,
                change(desk, |settings, text| settings.waves.last = parted(text))) }
            { names("Hours that clocks are ahead", "Singapore +7; New York -6", &waves.clocks,
                change(desk, |settings, text| settings.waves.clocks = parted(text))) }
            { check(one_change(several), waves.one_change_per_user, change(desk, |settings, _| settings.waves.one_change_per_user ^= true)) }
            { check("Devices without a user apart", waves.without_user_apart, change(desk, |settings, _| settings.waves.without_user_apart ^= true)) }
        </fieldset>
    }
}

fn one_change(several: u32) -> String {
    let people = match several {
        0 => String::new(),
        _ => format!("; {} people have several", grouped(several)),
    };
    format!("One change per user: a wave moves one platform{people}")
}

/// A field for sites or departments.
fn names(label: &'static str, placeholder: &'static str, names: &[String], change: Callback<String>) -> Html {
    let field = hinted(label, placeholder, names.join("; "), change);
    labelled("field wide", label.into(), field, AttrValue::default())
}

fn parted(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn closed(desk: &Desk) -> Html {
    html! {
        <>
            { times::week(desk) }
            <Holidays />
            { times::freezes(desk) }
            { times::roles(desk) }
            { people::expiries(desk) }
        </>
    }
}

#[component]
fn Holidays() -> Html {
    let desk = &use_desk();
    let session = &desk.session;
    let send = &desk.send;
    let area = use_node_ref();
    let place = use_state(String::new);
    let settings = session.project.plan.clone();
    let add = {
        let (area, send) = (area.clone(), send.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                send.emit(Action::Holidays("these lines".to_owned(), Source::Text(area.value().into())));
            }
        })
    };
    let items = settings.holidays.iter().enumerate().map(|(index, holiday)| {
        let settings = settings.clone();
        let remove = send.reform(move |_: MouseEvent| {
            let mut settings = (*settings).clone();
            if index < settings.holidays.len() {
                settings.holidays.remove(index);
            }
            Action::Edit(Edit::Plan(Box::new(settings)))
        });
        html! { <li key={day::iso(holiday.date)}>{ format!("{} {}", day::full(holiday.date), holiday.name) }
        { named("quiet", "✕", format!("Remove {}", day::full(holiday.date)), remove) }</li> }
    });
    let places = &session.places;
    let options = std::iter::once(("".into(), "Choose a country or region".into()))
        .chain(places.iter().map(|place| (place.key.clone().into(), place.name.clone().into())));
    let chosen = places.iter().find(|known| known.key == *place).cloned();
    let choose = {
        let place = place.clone();
        Callback::from(move |key: String| place.set(key))
    };
    let none = chosen.is_none();
    let add_public = {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(place) = chosen.clone() {
                send.emit(Action::PublicHolidays(place));
            }
        })
    };
    html! {
        <fieldset class="block">
            <legend>{ "Days off" }</legend>
            <ul class="dates">{ for items }</ul>
            <div class="buttons">
                { menu("Public holidays", options.collect::<Vec<_>>(), (*place).clone(), choose) }
                { unless(none, "", "Add public holidays", add_public) }
            </div>
            <small>{ "In the years of the plan. Source: " }{ SOURCE }{ "." }</small>
            <label for="holidays">{ "Type or paste days, one a line: 2027-04-02 Good Friday" }</label>
            <textarea id="holidays" ref={area} rows="3" spellcheck="false" />
            <div class="buttons">
                { button("", "Add these days", add) }
                { act(send, "", "Read an .ics file…", || Action::Pick(Purpose::Holidays)) }
            </div>
        </fieldset>
    }
}
