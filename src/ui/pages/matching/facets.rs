//! Search and facets above the list of Match: each value with the count it would show.

use crate::matching::Band;
use crate::session::action::{Action, Show};
use crate::session::facets::{Facet, Faceted, STATES};
use crate::session::state::Session;
use crate::ui::store::Desk;
use crate::ui::widgets::button::button;
use crate::ui::widgets::chip::chip;
use crate::ui::widgets::field::search;
use crate::ui::widgets::select::{bare_menu, marked_menu};
use smol_str::SmolStr;
use yew::prelude::*;

/// Menus of facets, with what they say while nothing is chosen.
const MENUS: [(Facet, &str); 3] =
    [(Facet::Area, "Any area"), (Facet::Platform, "Any platform"), (Facet::Product, "Any product")];

/// The facets.
pub fn facets(desk: &Desk, faceted: &Faceted) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let chosen = &session.view.facets;
    let states = STATES.iter().filter_map(|(key, label)| {
        let count = faceted.count(Facet::State, key);
        let pressed = chosen.get(Facet::State) == Some(*key);
        (count > 0 || pressed || matches!(*key, "to-do" | "all"))
            .then(|| chip(label, count, pressed, set(desk, Facet::State, Some(SmolStr::new_static(key)))))
    });
    let bands = Band::ALL.into_iter().filter_map(|band| {
        let count = faceted.count(Facet::Band, band.key());
        let pressed = chosen.get(Facet::Band) == Some(band.key());
        let value = (!pressed).then(|| SmolStr::new_static(band.key()));
        (count > 0 || pressed).then(|| chip(band.label(), count, pressed, set(desk, Facet::Band, value)))
    });
    let clear = send.reform(|_: MouseEvent| Action::Show(Show::NoFacets));
    html! {
        <div class="filters facets">
            { search(Some("search"), "Search features", session.view.match_search.clone(), send.reform(|text| Action::Show(Show::MatchSearch(text)))) }
            <div class="chips" role="group" aria-label="State">{ for states }</div>
            <div class="chips" role="group" aria-label="How sure the first candidate is">{ for bands }</div>
            <div class="chips">
                { for MENUS.into_iter().map(|(facet, any)| menu(desk, faceted, facet, any.to_owned())) }
                { column(desk, session) }
                { menu(desk, faceted, Facet::Column, format!("Any {}", chosen.column.to_lowercase())) }
                if chosen.narrows() || !session.view.match_search.is_empty() {
                    { button("quiet", "Show all again", clear) }
                }
            </div>
        </div>
    }
}

fn set(desk: &Desk, facet: Facet, value: Option<SmolStr>) -> Callback<()> {
    desk.send.reform(move |()| Action::Show(Show::Facet(facet, value.clone())))
}

/// A facet as a menu; one without a choice is not shown.
fn menu(desk: &Desk, faceted: &Faceted, facet: Facet, any: String) -> Html {
    let chosen = desk.session.view.facets.get(facet).unwrap_or_default().to_owned();
    let counts = faceted.counts(facet);
    if counts.is_empty() && chosen.is_empty() {
        return Html::default();
    }
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), any.clone().into())];
    let known =
        counts.iter().map(|(value, count)| (value.to_string().into(), format!("{value} ({count})").into()));
    options.extend(known);
    if !chosen.is_empty() && !counts.iter().any(|(value, _)| *value == chosen) {
        options.push((chosen.clone().into(), format!("{chosen} (0)").into()));
    }
    let change = desk.send.reform(move |value: String| {
        Action::Show(Show::Facet(facet, (!value.is_empty()).then(|| value.into())))
    });
    let state = if chosen.is_empty() { "" } else { "on" };
    marked_menu(any, options, chosen, change, state)
}

/// Which column of the list is a facet.
fn column(desk: &Desk, session: &Session) -> Html {
    let columns = session.facet_columns();
    if columns.len() < 2 {
        return Html::default();
    }
    let options = columns.iter().map(|column| {
        let text = AttrValue::from(column.to_string());
        (text.clone(), format!("By {text}").into())
    });
    let change = desk.send.reform(|column: String| Action::Show(Show::FacetColumn(column.into())));
    bare_menu("Column", options.collect::<Vec<_>>(), session.view.facets.column.to_string(), change)
}
