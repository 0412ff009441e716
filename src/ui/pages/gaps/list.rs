//! The list of verdicts.

use crate::gap::Basis;
use crate::model::priority::Priority;
use crate::model::row::RowId;
use crate::model::units::grouped;
use crate::model::verdict::Verdict;
use crate::session::action::{Action, Show};
use crate::session::listed;
use crate::session::view::{GapFilter, GapSort};
use crate::ui::store::Desk;
use crate::ui::widgets::check::all_rows;
use crate::ui::widgets::chip::chip;
use crate::ui::widgets::field::search;
use crate::ui::widgets::rows::Rows;
use crate::ui::widgets::select::menu;
use crate::ui::widgets::tag::tag;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of the list.
pub struct ListProps {
    /// Its lines.
    pub rows: Rc<Vec<listed::GapLine>>,
    /// The one in the panel.
    pub current: Option<RowId>,
}

/// The list.
pub fn list(desk: &Desk, props: &ListProps) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let row = {
        let (rows, current, send) = (props.rows.clone(), props.current, send.clone());
        Callback::from(move |index: u32| {
            let line = usize::try_from(index).ok().and_then(|index| rows.get(index));
            let chosen = |line: &listed::GapLine| current == Some(line.row.row);
            line.map_or_else(Html::default, |line| gap_row(&send, index, line, chosen(line)))
        })
    };
    let head = html! {
        <tr aria-rowindex="1">
            <th scope="col">{ "Feature (as imported)" }</th>
            <th scope="col" class="wide">{ "Intune capability" }</th>
            <th scope="col">{ "Verdict" }</th>
            <th scope="col" class="wider">{ "Platforms" }</th>
            <th scope="col" class="number wide">{ "Devices" }</th>
            <th scope="col" class="wide">{ "Priority" }</th>
            <th scope="col" class="number">{ "Severity" }</th>
        </tr>
    };
    let position = props
        .current
        .and_then(|row| props.rows.iter().position(|line| line.row.row == row))
        .and_then(|index| u32::try_from(index).ok());
    html! {
        <section class="panel" aria-label="Verdicts">
            { filters(desk) }
            <Rows label="Features with their verdict" {head} count={u32::try_from(props.rows.len()).unwrap_or(u32::MAX)}
                {row} focus={position} plain={session.view.plain_tables}
                empty={html! { <p>{ "No feature here. Choose another filter above." }</p> }} />
        </section>
    }
}

/// Search, filters, sorting.
fn filters(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let rows = &session.assessment.gap.rows;
    let features = session.assessment.inventory.value.by_row();
    let must = rows
        .iter()
        .filter(|row| features.get(&row.row).is_some_and(|feature| feature.priority == Priority::Must))
        .count();
    let totals = &session.assessment.gap.totals;
    let mut filters = vec![
        (GapFilter::All, "All".to_owned(), totals.rows),
        (GapFilter::Gaps, "Gaps".to_owned(), totals.gaps),
        (GapFilter::Must, "Must".to_owned(), u32::try_from(must).unwrap_or(u32::MAX)),
    ];
    filters.extend(Verdict::ALL.into_iter().filter(|verdict| totals.count(*verdict) > 0).map(|verdict| {
        (
            GapFilter::Verdict(verdict),
            format!("{} {}", verdict.symbol(), verdict.label()),
            totals.count(verdict),
        )
    }));
    let sorts: Vec<(AttrValue, AttrValue)> = vec![
        ("list".into(), "list order".into()),
        ("severity".into(), "worst first".into()),
        ("name".into(), "name".into()),
    ];
    let sort = match session.view.gap_sort {
        GapSort::List => "list",
        GapSort::Severity => "severity",
        GapSort::Name => "name",
    };
    html! {
        <div class="filters">
            { search(Some("search"), "Search features", session.view.gap_search.clone(), send.reform(|text| Action::Show(Show::GapSearch(text)))) }
            { for filters.into_iter().map(|(filter, label, count)| {
                let choose = send.reform(move |()| Action::Show(Show::GapFilter(filter)));
                chip(&label, count, session.view.gap_filter == filter, choose)
            }) }
            { menu("Sort", sorts, sort, send.reform(|key: String| {
                Action::Show(Show::GapSort(match key.as_str() { "severity" => GapSort::Severity, "name" => GapSort::Name, _ => GapSort::List }))
            })) }
            { all_rows(desk) }
        </div>
    }
}

/// A row; no component, as in the list of Match.
fn gap_row(send: &Callback<Action>, index: u32, line: &listed::GapLine, chosen: bool) -> Html {
    let row = line.row.row;
    let choose = send.reform(move |_: MouseEvent| Action::Show(Show::Row(Some(row))));
    html! {
        <tr key={row.0} aria-rowindex={(index + 2).to_string()} data-chosen={chosen.to_string()} onclick={choose.clone()}>
            <th scope="row" title={line.feature.name.to_string()} dir="auto">
                <button class="plain" aria-current={chosen.then_some("true")} onclick={choose}>{ line.feature.name.as_str() }</button>
            </th>
            <td class="wide" title={line.capability.clone()}>{ &line.capability }</td>
            <td>{ tag(line.row.verdict, line.row.basis == Basis::Suggested) }
                if line.row.changed.is_some() { <span class="state" title="The catalogue has changed since this was judged">{ "changed" }</span> }
                if line.row.accepted { <span class="quiet">{ " accepted" }</span> }
            </td>
            <td class="wider quiet">{ line.row.platforms.label() }</td>
            <td class="number wide">{ grouped(line.row.devices.0) }</td>
            <td class="wide">{ line.feature.priority.label() }</td>
            <td class="number">{ line.row.severity }</td>
        </tr>
    }
}
