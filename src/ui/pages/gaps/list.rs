//! The list of verdicts.

use crate::gap::{Basis, GapRow};
use crate::intake::Feature;
use crate::model::priority::Priority;
use crate::model::row::RowId;
use crate::model::units::grouped;
use crate::model::verdict::Verdict;
use crate::session::action::{Action, Show};
use crate::session::state::Session;
use crate::session::view::{GapFilter, GapSort};
use crate::ui::store::Desk;
use crate::ui::widgets::chip::chip;
use crate::ui::widgets::draft_input::DraftInput;
use crate::ui::widgets::rows::Rows;
use crate::ui::widgets::select::Select;
use crate::ui::widgets::tag::tag;
use std::rc::Rc;
use yew::prelude::*;

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The verdict.
    pub row: Rc<GapRow>,
    /// The feature.
    pub feature: Rc<Feature>,
    /// The capability's name.
    pub capability: String,
}

/// The lines that filter and search leave, sorted.
pub fn lines(session: &Session) -> Vec<Line> {
    let features = session.assessment.inventory.value.by_row();
    let search = session.view.gap_search.to_lowercase();
    let mut lines: Vec<Line> = session
        .assessment
        .gap
        .rows
        .iter()
        .filter_map(|row| {
            let feature = Rc::clone(features.get(&row.row)?);
            let capability = row
                .capability
                .as_ref()
                .and_then(|id| session.knowledge.catalogue.capability(id))
                .map(|capability| capability.name.clone())
                .unwrap_or_default();
            Some(Line { row: Rc::clone(row), feature, capability })
        })
        .filter(|line| belongs(line, session.view.gap_filter))
        .filter(|line| {
            search.is_empty()
                || line.feature.name.to_lowercase().contains(&search)
                || line.capability.to_lowercase().contains(&search)
        })
        .collect();
    // One sort for every order: each kind of sort would be code of its own.
    let order = session.view.gap_sort;
    lines.sort_by(|left, right| match order {
        GapSort::List => left.row.row.cmp(&right.row.row),
        GapSort::Severity => {
            right.row.severity.cmp(&left.row.severity).then(left.row.row.cmp(&right.row.row))
        }
        GapSort::Name => left.feature.name.to_lowercase().cmp(&right.feature.name.to_lowercase()),
    });
    lines
}

fn belongs(line: &Line, filter: GapFilter) -> bool {
    match filter {
        GapFilter::All => true,
        GapFilter::Gaps => line.row.verdict.is_gap(),
        GapFilter::Must => line.feature.priority == Priority::Must,
        GapFilter::Verdict(verdict) => line.row.verdict == verdict,
    }
}

/// Properties of the list.
pub struct ListProps {
    /// Its lines.
    pub rows: Rc<Vec<Line>>,
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
            line.map_or_else(Html::default, |line| {
                html! { <GapLine key={line.row.row.0} {index} line={line.clone()} chosen={current == Some(line.row.row)} choose={send.clone()} /> }
            })
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
            <Rows label="Features with their verdict" {head} columns=7 count={u32::try_from(props.rows.len()).unwrap_or(u32::MAX)}
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
            <DraftInput id="search" kind="search" live=true label="Search features" placeholder="Search features"
                value={session.view.gap_search.clone()} change={send.reform(|text| Action::Show(Show::GapSearch(text)))} />
            { for filters.into_iter().map(|(filter, label, count)| {
                let choose = send.reform(move |()| Action::Show(Show::GapFilter(filter)));
                chip(&label, count, session.view.gap_filter == filter, choose)
            }) }
            <Select label="Sort" show_label=true options={sorts} value={sort} change={send.reform(|key: String| {
                Action::Show(Show::GapSort(match key.as_str() { "severity" => GapSort::Severity, "name" => GapSort::Name, _ => GapSort::List }))
            })} />
            <label class="check"><input type="checkbox" checked={session.view.plain_tables}
                onchange={let plain = session.view.plain_tables; send.reform(move |_| Action::Show(Show::PlainTables(!plain)))} />{ "All rows" }</label>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct GapLineProps {
    index: u32,
    line: Line,
    chosen: bool,
    choose: Callback<Action>,
}

#[component]
fn GapLine(props: &GapLineProps) -> Html {
    let line = &props.line;
    let row = line.row.row;
    let choose = props.choose.reform(move |_: MouseEvent| Action::Show(Show::Row(Some(row))));
    html! {
        <tr aria-rowindex={(props.index + 2).to_string()} data-chosen={props.chosen.to_string()} onclick={choose.clone()}>
            <th scope="row" title={line.feature.name.clone()} dir="auto">
                <button class="plain" aria-current={props.chosen.then_some("true")} onclick={choose}>{ &line.feature.name }</button>
            </th>
            <td class="wide" title={line.capability.clone()}>{ &line.capability }</td>
            <td>{ tag(line.row.verdict, line.row.basis == Basis::Suggested) }
                if line.row.accepted { <span class="quiet">{ " accepted" }</span> }
            </td>
            <td class="wider quiet">{ line.row.platforms.label() }</td>
            <td class="number wide">{ grouped(line.row.devices.0) }</td>
            <td class="wide">{ line.feature.priority.label() }</td>
            <td class="number">{ line.row.severity }</td>
        </tr>
    }
}
