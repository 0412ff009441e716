//! People of roles, how durations and failures vary, and what ends on a day: what says how sure the plan can be.

use super::settings::change;
use crate::model::day;
use crate::model::units::PerMille;
use crate::plan::PlanSettings;
use crate::plan::settings::Expiry;
use crate::session::action::{Action, Edit};
use crate::ui::store::Desk;
use crate::ui::widgets::button::{button, named};
use crate::ui::widgets::check::check;
use crate::ui::widgets::field::{field, input, labelled};
use yew::prelude::*;

/// The people of each role, and how durations and failures vary.
pub fn people(desk: &Desk) -> Html {
    let session = &desk.session;
    let roles = session.plan.value.iter().flat_map(|plan| &plan.roles).map(|(role, there, note)| {
        let (settings, role) = (session.project.plan.clone(), role.clone());
        let label = format!("People: {role}");
        let name = role.clone();
        let change = desk.send.reform(move |text: String| {
            let mut settings = (*settings).clone();
            settings.roles.change(role.clone(), |role| role.people = text.trim().parse().ok());
            Action::Edit(Edit::Plan(Box::new(settings)))
        });
        labelled("field", name.into(), input("number", label, there.clone(), change), note.clone().into())
    });
    let varies = &session.project.plan.uncertainty;
    let share = |label: &'static str, value: PerMille, apply: fn(&mut PlanSettings, PerMille)| {
        let settings = session.project.plan.clone();
        let change = desk.send.reform(move |text: String| {
            let mut settings = (*settings).clone();
            if let Ok(percent) = text.trim().parse::<u16>() {
                apply(&mut settings, PerMille(percent.min(6000) * 10));
            }
            Action::Edit(Edit::Plan(Box::new(settings)))
        });
        field("number", label, (value.0 / 10).to_string(), change)
    };
    html! {
        <>
            <fieldset><legend>{ "People at work on a usual day; empty for as many as are asked for" }</legend>{ for roles }
                { check("may be at several tasks at once", session.project.plan.not_levelled,
                    change(desk, |settings, _| settings.not_levelled ^= true)) }
            </fieldset>
            <fieldset><legend>{ "How durations and failures vary, in percent" }</legend>
                { share("Shortest duration", varies.shortest, |settings, share| settings.uncertainty.shortest = share) }
                { share("Longest duration", varies.longest, |settings, share| settings.uncertainty.longest = share) }
                { share("Fewest failures", varies.fewest_failures, |settings, share| settings.uncertainty.fewest_failures = share) }
                { share("Most failures", varies.most_failures, |settings, share| settings.uncertainty.most_failures = share) }
            </fieldset>
        </>
    }
}

/// Dates on which certificates, tokens and contracts end.
pub fn expiries(desk: &Desk) -> Html {
    let settings = &desk.session.project.plan;
    let change = |index: usize, apply: fn(&mut Vec<Expiry>, usize, &str)| {
        let settings = settings.clone();
        desk.send.reform(move |text: String| {
            let mut settings = (*settings).clone();
            apply(&mut settings.expiries, index, text.trim());
            Action::Edit(Edit::Plan(Box::new(settings)))
        })
    };
    let rows = settings.expiries.iter().enumerate().map(|(index, expiry)| {
        let remove = change(index, |all, index, _| if index < all.len() { all.remove(index); });
        html! {
            <li key={index}>
                { input("text", "What ends", expiry.name.clone(),
                    change(index, |all, index, text| if let Some(one) = all.get_mut(index) { text.clone_into(&mut one.name) })) }
                { input("date", "Its last day", day::iso(expiry.date),
                    change(index, |all, index, text| if let (Some(one), Some(day)) = (all.get_mut(index), day::parse(text)) { one.date = day })) }
                { named("quiet", "✕", format!("Remove {}", expiry.name), remove.reform(|_: MouseEvent| String::new())) }
            </li>
        }
    });
    let add = change(0, |all, _, text| {
        all.extend(day::parse(text).map(|date| Expiry { date, name: "Certificate".to_owned() }))
    });
    let first = day::iso(settings.start.unwrap_or(desk.session.today));
    html! {
        <fieldset class="block">
            <legend>{ "Certificates, tokens and contracts that end" }</legend>
            <ul class="freezes">{ for rows }</ul>
            <div class="buttons">{ button("", "Add one", add.reform(move |_: MouseEvent| first.clone())) }</div>
        </fieldset>
    }
}
