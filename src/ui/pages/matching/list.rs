//! The list of features with their best candidate.

use crate::intake::Feature;
use crate::matching::{Band, Candidate, Decision};
use crate::model::row::RowId;
use crate::session::action::{Action, Show};
use crate::session::listed::{belongs, best};
use crate::session::state::{Matching, Session};
use crate::session::view::MatchFilter;
use crate::ui::store::Desk;
use crate::ui::widgets::chip::chip;
use crate::ui::widgets::draft_input::DraftInput;
use crate::ui::widgets::rows::Rows;
use crate::ui::widgets::tag::band_tag;
use std::rc::Rc;
use yew::prelude::*;

const FILTERS: &[(MatchFilter, &str)] = &[
    (MatchFilter::ToDo, "To do"),
    (MatchFilter::Band(Band::Exact), "Exact"),
    (MatchFilter::Band(Band::Likely), "Likely"),
    (MatchFilter::Band(Band::Possible), "Possible"),
    (MatchFilter::Band(Band::Weak), "Weak"),
    (MatchFilter::Band(Band::None), "None"),
    (MatchFilter::Decided, "Decided"),
    (MatchFilter::NoMatch, "No match"),
    (MatchFilter::Ask, "Ask"),
    (MatchFilter::All, "All"),
    (MatchFilter::Closed, "Closed"),
];

/// Properties of the list.
pub struct ListProps {
    /// The features to list.
    pub shown: Rc<Vec<Rc<Feature>>>,
    /// The one in the panel.
    pub current: Option<RowId>,
}

/// The list.
pub fn list(desk: &Desk, props: &ListProps) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let inventory = &session.assessment.inventory.value;
    let filters =
        FILTERS.iter().filter(|(filter, _)| *filter != MatchFilter::Closed || !inventory.closed.is_empty());
    let chips = filters.map(|(filter, label)| {
        let rows = inventory.features.iter();
        let count = match filter {
            MatchFilter::Closed => inventory.closed.len(),
            filter => rows.filter(|feature| belongs(session, feature.row, *filter)).count(),
        };
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let choose = send.reform(|()| Action::Show(Show::MatchFilter(*filter)));
        chip(label, count, session.view.match_filter == *filter, choose)
    });
    let row = {
        let (session, shown, current, send) =
            (session.clone(), props.shown.clone(), props.current, send.clone());
        Callback::from(move |index: u32| {
            let feature = usize::try_from(index).ok().and_then(|index| shown.get(index));
            feature.map_or_else(Html::default, |feature| {
                html! {
                    <FeatureRow key={feature.row.0} {index} feature={feature.clone()} best={best(&session, feature.row).cloned()}
                        none={session.candidates.rows.get(&feature.row).and_then(|one| one.none.clone())}
                        decision={session.project.decisions.get(&feature.row).cloned()}
                        state={state(&session, feature.row)} chosen={current == Some(feature.row)} name={name(&session, feature.row)}
                        choose={send.clone()} />
                }
            })
        })
    };
    let head = html! {
        <tr aria-rowindex="1">
            <th scope="col" class="number narrow">{ "Line" }</th>
            <th scope="col">{ "Feature (as imported)" }</th>
            <th scope="col">{ "Best candidate" }</th>
            <th scope="col">{ "Sure" }</th>
            <th scope="col" class="wide">{ "Because" }</th>
        </tr>
    };
    let position = props
        .current
        .and_then(|row| props.shown.iter().position(|feature| feature.row == row))
        .and_then(|index| u32::try_from(index).ok());
    html! {
        <section class="panel" aria-label="Features">
            <div class="filters">
                <DraftInput id="search" kind="search" live=true label="Search features" placeholder="Search features"
                    value={session.view.match_search.clone()} change={send.reform(|text| Action::Show(Show::MatchSearch(text)))} />
                { for chips }
            </div>
            <Rows label="Features with their best candidate" {head} columns=5 count={u32::try_from(props.shown.len()).unwrap_or(u32::MAX)}
                {row} focus={position} empty={html! { <p>{ "No feature here. Choose another filter above." }</p> }} />
            <p class="footer"><kbd>{ "1" }</kbd>{ "–" }<kbd>{ "5" }</kbd>{ " pick · " }<kbd>{ "N" }</kbd>{ " no match · " }<kbd>{ "Q" }</kbd>
                { " ask · " }<kbd>{ "Z" }</kbd>{ " later · " }<kbd>{ "/" }</kbd>{ " search · " }<kbd>{ "↑" }</kbd><kbd>{ "↓" }</kbd>{ " move" }</p>
        </section>
    }
}

fn name(session: &Session, row: RowId) -> String {
    let id = match session.project.decisions.get(&row) {
        Some(decision) => decision.link().map(|link| link.capability.clone()),
        None => best(session, row).map(|candidate| candidate.capability.clone()),
    };
    id.and_then(|id| session.knowledge.catalogue.capability(&id).map(|one| one.name.clone()))
        .unwrap_or_default()
}

/// What stands in place of a band: a decision, or that the search has not come so far.
fn state(session: &Session, row: RowId) -> &'static str {
    match session.project.decisions.get(&row) {
        _ if session.assessment.inventory.value.is_closed(row) => "closed",
        Some(Decision::Confirmed(_)) => "confirmed",
        Some(Decision::Replaced(_)) => "replaced",
        Some(Decision::NoMatch) => "no match",
        Some(Decision::Ask(_)) => "ask",
        None if session.candidates.rows.contains_key(&row) => "",
        None if session.matching == Matching::Running => "searching",
        None => "no search yet",
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FeatureRowProps {
    index: u32,
    feature: Rc<Feature>,
    best: Option<Candidate>,
    none: Option<String>,
    decision: Option<Decision>,
    state: AttrValue,
    chosen: bool,
    name: String,
    choose: Callback<Action>,
}

#[component]
fn FeatureRow(props: &FeatureRowProps) -> Html {
    let row = props.feature.row;
    let choose = props.choose.reform(move |_: MouseEvent| Action::Show(Show::Row(Some(row))));
    let because = props
        .best
        .as_ref()
        .and_then(|best| best.evidence.first())
        .map_or_else(|| props.none.clone().unwrap_or_default(), |one| one.words.clone());
    html! {
        <tr aria-rowindex={(props.index + 2).to_string()} data-chosen={props.chosen.to_string()} onclick={choose.clone()}>
            <td class="number narrow" title={row.to_string()}>{ row.line() }</td>
            <th scope="row" title={props.feature.name.to_string()} dir="auto">
                <button class="plain" aria-current={props.chosen.then_some("true")} onclick={choose}>{ props.feature.name.as_str() }</button>
            </th>
            <td title={props.name.clone()}>{ &props.name }</td>
            <td>
                if props.state.is_empty() {
                    { band_tag(props.best.as_ref().map_or(Band::None, |best| best.band)) }
                } else {
                    <span class="state" data-state={props.state.clone()}>{ &props.state }</span>
                }
            </td>
            <td class="wide quiet" title={because.clone()}>{ because.clone() }</td>
        </tr>
    }
}
