//! The finding of the plan: whether the target is met, what binds and when, and the ways out as buttons.
//! What it shows is worded in the worker; it only applies a way when it is chosen.

use crate::report::shown::{Shown, Way};
use crate::session::action::{Action, Edit};
use crate::session::state::Planning;
use crate::ui::store::Desk;
use crate::ui::widgets::blocks;
use crate::ui::widgets::computed::Computed;
use yew::prelude::*;

/// Whether the target is met, what binds, and what can be done.
pub fn finding(desk: &Desk, plan: &Shown) -> Html {
    let (state, symbol) = blocks::tone(plan.tone);
    html! {
        <section class="banner" data-state={state} aria-label="Finding">
            <p><span aria-hidden="true">{ symbol }</span>{ " " }<b>{ &plan.finding }</b>{ " " }{ &plan.binds }</p>
            <Computed title="How the plan is computed">{ for plan.computed.iter().map(blocks::block) }</Computed>
            if !plan.ways.is_empty() { { ways(desk, &plan.ways) } }
        </section>
    }
}

/// The ways out as buttons; they wait while the plan is not that of the present settings.
fn ways(desk: &Desk, ways: &[Way]) -> Html {
    let waits = desk.session.planning != Planning::Current;
    let buttons = ways.iter().map(|way| {
        let apply = {
            let (changes, now) = (way.changes.clone(), desk.session.project.plan.clone());
            desk.send.reform(move |_: MouseEvent| {
                let mut settings = (*now).clone();
                changes.iter().for_each(|change| change.apply(&mut settings));
                Action::Edit(Edit::Plan(Box::new(settings)))
            })
        };
        html! {
            <button data-meets={way.meets.to_string()} disabled={waits} onclick={apply}>
                <span><b>{ &way.head }</b>{ &way.rest }</span><small>{ &way.note }</small>
            </button>
        }
    });
    html! { <div class="ways" role="group" aria-label="Ways out, each computed anew; one click applies it">{ for buttons }</div> }
}
