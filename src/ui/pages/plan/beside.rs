//! Settings that are kept under a name, to stand beside others: kept, taken, forgotten.

use super::settings::change;
use crate::session::action::{Action, Edit};
use crate::ui::store::Desk;
use crate::ui::widgets::button::{button, named};
use crate::ui::widgets::field::{hinted, labelled};
use yew::prelude::*;

/// What was kept, and a field that keeps the present settings.
pub fn beside(desk: &Desk) -> Html {
    let settings = &desk.session.project.plan;
    let keep = change(desk, |settings, name| {
        if !name.is_empty() {
            settings.keep_beside(name);
        }
    });
    let rows = settings.beside.iter().enumerate().map(|(index, one)| {
        let act = |takes: bool| {
            let settings = settings.clone();
            desk.send.reform(move |_: MouseEvent| {
                let mut next = (*settings).clone();
                if let Some(one) = settings.beside.get(index).filter(|_| takes) {
                    next = settings.taken_from(one);
                } else {
                    next.beside.remove(index);
                }
                Action::Edit(Edit::Plan(Box::new(next)))
            })
        };
        html! {
            <li key={one.name.clone()}>
                <span>{ &one.name }</span>
                { button("", "Plan with these settings", act(true)) }
                { named("quiet", "\u{2715}", format!("Forget {}", one.name), act(false)) }
            </li>
        }
    });
    html! {
        <section class="panel plain-text" aria-label="Settings kept under a name">
            { labelled("field", "Keep the present settings under a name; they then stand beside the others above".into(),
                hinted("Keep the settings as", "such as Site by site", String::new(), keep), AttrValue::default()) }
            <ul class="freezes kept">{ for rows }</ul>
        </section>
    }
}
