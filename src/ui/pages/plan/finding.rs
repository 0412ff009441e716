//! The finding of the plan: whether the target is met, what binds and when, and the ways out as buttons.
//! What it shows is worded in the worker; it only applies a way when it is chosen.

use crate::report::shown::{Shown, Way};
use crate::report::{Block, Tone};
use crate::session::action::{Action, Edit};
use crate::ui::store::Desk;
use crate::ui::widgets::blocks;
use crate::ui::widgets::computed::Computed;
use yew::prelude::*;

/// Whether the target is met, what binds, and what can be done.
pub fn finding(desk: &Desk, plan: &Shown) -> Html {
    let (state, symbol) = blocks::tone(plan.tone);
    let (remedy, waits) = (desk.session.remedy.as_deref(), desk.session.awaits_remedy());
    let missed = plan.tone == Tone::Bad;
    let binds = match remedy {
        Some(remedy) if !waits => remedy.binds.as_str(),
        _ if missed && waits => "What binds is being worked out\u{2026}",
        _ => "",
    };
    // That of the plan before stays until the newest is there: nothing jumps.
    let (newest, earlier) = (&desk.session.outlook, &desk.session.earlier_outlook);
    let sections = newest.as_ref().or(earlier.as_ref()).into_iter().flat_map(|sections| sections.iter());
    let sure = sections
        .flat_map(|section| section.blocks.iter().filter(|block| matches!(block, Block::Finding(..))));
    html! {
        <section class="banner" data-state={state} aria-label="Finding">
            <p><span aria-hidden="true">{ symbol }</span>{ " " }<b>{ &plan.finding }</b>{ " " }{ binds }</p>
            if let Some(remedy) = remedy {
                <Computed title="How the plan is computed">{ for remedy.computed.iter().map(blocks::block) }</Computed>
            }
            <div class="sure" aria-busy={newest.is_none().to_string()}>{ for sure.map(blocks::block) }</div>
            if let Some(remedy) = remedy.filter(|_| missed) { { ways(desk, &remedy.ways, waits) } }
        </section>
    }
}

/// The ways out as buttons; they wait while they are not those of the present settings.
fn ways(desk: &Desk, ways: &[Way], waits: bool) -> Html {
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
