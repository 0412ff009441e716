//! How a newer list differs from the one in use, each difference to be taken over or left away.

use crate::intake::Feature;
use crate::intake::compare::{Comparison, Pair};
use crate::intake::earlier::Difference;
use crate::model::row::RowId;
use crate::model::units::grouped;
use crate::session::action::{Action, Import, Show};
use crate::session::state::{Draft, Session};
use crate::session::view::LineFilter;
use crate::ui::store::Desk;
use crate::ui::widgets::button::{button, unless};
use crate::ui::widgets::rows::{PLAIN, Rows};
use std::rc::Rc;
use yew::prelude::*;

/// A difference as a row of the table.
#[derive(Clone, PartialEq)]
struct Line {
    difference: Difference,
    row: RowId,
    name: String,
    what: String,
    found: String,
}

/// The figures, each of which shows its rows, and what they mean for what was said before.
pub fn figures(desk: &Desk, draft: &Draft) -> Html {
    let Some(comparison) = &draft.comparison else { return Html::default() };
    let present = desk.session.view.line_filter;
    let figure = |filter: LineFilter, label: &'static str, count: usize| {
        let on = present == filter;
        let show = if on { LineFilter::All } else { filter };
        let choose = desk.send.reform(move |_: MouseEvent| Action::Show(Show::LineFilter(show)));
        html! {
            <li>
                <button class="plain" aria-pressed={on.to_string()} disabled={count == 0 && !on} onclick={choose}>
                    <span>{ label }</span><b>{ number(count) }</b>
                </button>
            </li>
        }
    };
    let columns = |columns: &[String], what: &str| {
        let has = !columns.is_empty();
        has.then(|| html! { <p class="quiet">{ format!("{what}: {}", columns.join(", ")) }</p> })
    };
    html! {
        <>
            <h2>{ "Against the list in use" }</h2>
            <p class={if comparison.is_another_list() { "notice" } else { "quiet" }}>{ finding(comparison) }</p>
            <ul class="sums">
                <li><p><span>{ "Unchanged" }</span><b>{ number(comparison.unchanged()) }</b></p></li>
                { figure(LineFilter::Changed, "Changed", comparison.pairs.len() - comparison.unchanged()) }
                { figure(LineFilter::New, "New", comparison.new.len()) }
                { figure(LineFilter::Gone, "Gone", comparison.gone.len()) }
            </ul>
            { columns(&comparison.gone_columns, "Columns that it has no more") }
            { columns(&comparison.new_columns, "Columns that it has in addition") }
        </>
    }
}

fn finding(comparison: &Comparison) -> String {
    let reopened = comparison.pairs.iter().filter(|pair| pair.reopened).count();
    let back = match reopened {
        0 => String::new(),
        1 => " One closed feature is back.".to_owned(),
        many => format!(" {many} closed features are back."),
    };
    if comparison.is_another_list() {
        return format!(
            "Only {} features of the list in use are found here: this looks like another list. Of the others, those of which something was said are closed and kept; the rest go. One step undoes it.",
            comparison.pairs.len()
        );
    }
    format!(
        "What was said of a feature goes with it. A feature that is gone is closed, not deleted; choose a figure to leave a difference away.{back}"
    )
}

/// The rows of the chosen figure; `None` when none is chosen.
pub fn table(desk: &Desk, draft: &Rc<Draft>) -> Option<Html> {
    let comparison = draft.comparison.as_ref()?;
    let lines = Rc::new(lines(&desk.session, draft, comparison)?);
    let (send, refused) = (desk.send.clone(), Rc::clone(&draft.refused));
    let all = |accept: bool| {
        let differences: Vec<Difference> = lines.iter().map(|line| line.difference).collect();
        desk.send.reform(move |_: MouseEvent| Action::Import(Import::Accept(differences.clone(), accept)))
    };
    let close = desk.send.reform(|_: MouseEvent| Action::Show(Show::LineFilter(LineFilter::All)));
    let left = lines.iter().filter(|line| refused.contains(&line.difference)).count();
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let (take, leave) = (all(true), all(false));
    let row = {
        let lines = Rc::clone(&lines);
        Callback::from(move |index: u32| {
            lines
                .get(index as usize)
                .map_or_else(Html::default, |line| line_row(&send, index, line, &refused))
        })
    };
    let head = html! {
        <tr aria-rowindex="1">
            <th scope="col" class="take">{ "Take" }</th>
            <th scope="col" class="number narrow">{ "Line" }</th>
            <th scope="col">{ "Feature" }</th>
            <th scope="col">{ heading(desk.session.view.line_filter) }</th>
            <th scope="col" class="wide">{ "Found by" }</th>
        </tr>
    };
    Some(html! {
        <>
            <div class="filters">
                { button("", "Back to the list", close) }
                <span class="taken">{ format!("{} of {} taken over", lines.len() - left, lines.len()) }</span>
                { unless(left == 0, "", "Take all", take) }
                { unless(left == lines.len(), "", "Leave all", leave) }
            </div>
            <Rows label="Differences" class={classes!("differences", (count <= PLAIN).then_some("wrapped"))} {head} {count} {row} empty={html! { <p>{ "No difference of this kind." }</p> }} />
        </>
    })
}

fn heading(filter: LineFilter) -> &'static str {
    match filter {
        LineFilter::Changed => "Before → now",
        LineFilter::New => "Category",
        _ => "What was said of it",
    }
}

fn lines(session: &Session, draft: &Draft, comparison: &Comparison) -> Option<Vec<Line>> {
    let newer = draft.inventory.value.by_row();
    let older = session.list.value.by_row();
    let name = |feature: Option<&&Rc<Feature>>| feature.map(|one| one.name.to_string()).unwrap_or_default();
    let changed = |pair: &Pair| Line {
        difference: Difference::Changed(pair.after),
        row: pair.after,
        name: name(newer.get(&pair.after)),
        what: pair
            .changes
            .iter()
            .map(|one| format!("{}: {} → {}", one.what, blank(&one.before), blank(&one.after)))
            .collect::<Vec<_>>()
            .join(" · "),
        found: pair.found.label(),
    };
    Some(match session.view.line_filter {
        LineFilter::Changed => {
            comparison.pairs.iter().filter(|pair| !pair.changes.is_empty()).map(changed).collect()
        }
        LineFilter::New => comparison
            .new
            .iter()
            .map(|row| Line {
                difference: Difference::New(*row),
                row: *row,
                name: name(newer.get(row)),
                what: newer.get(row).map(|one| one.category.to_string()).unwrap_or_default(),
                found: String::new(),
            })
            .collect(),
        LineFilter::Gone => comparison
            .gone
            .iter()
            .map(|row| Line {
                difference: Difference::Gone(*row),
                row: *row,
                name: name(older.get(row)),
                what: said(session, *row),
                found: String::new(),
            })
            .collect(),
        _ => return None,
    })
}

/// What the consultant said of a row, in a line.
fn said(session: &Session, row: RowId) -> String {
    let project = &session.project;
    let decision = project.decisions.get(&row).map(|decision| decision.label().to_owned());
    let gap = project.gaps.get(&row).map(|_| "a word on its gap".to_owned());
    let note = project.notes.get(&row).map(|note| format!("note: {note}"));
    let said: Vec<String> = [decision, gap, note].into_iter().flatten().collect();
    if said.is_empty() { "nothing".to_owned() } else { said.join(" · ") }
}

fn line_row(
    send: &Callback<Action>,
    index: u32,
    line: &Line,
    refused: &crate::model::sorted_set::SortedSet<Difference>,
) -> Html {
    let taken = !refused.contains(&line.difference);
    let difference = line.difference;
    let change = send.reform(move |_: Event| Action::Import(Import::Accept(vec![difference], !taken)));
    html! {
        <tr key={line.row.0} aria-rowindex={(index + 2).to_string()} data-aside={(!taken).to_string()}>
            <td class="take"><input type="checkbox" checked={taken} onchange={change} aria-label={format!("Take over: {}", line.name)} /></td>
            <td class="number narrow" title={line.row.to_string()}>{ line.row.line() }</td>
            <th scope="row" title={line.name.clone()} dir="auto">{ &line.name }</th>
            <td title={line.what.clone()} dir="auto">{ &line.what }</td>
            <td class="wide quiet">{ &line.found }</td>
        </tr>
    }
}

/// How many features there will be, with what is left away taken into account.
pub fn will_be(draft: &Draft) -> u32 {
    let kept = draft.inventory.value.ledger.kept as usize;
    let all = draft.comparison.as_ref().map_or(kept, |comparison| {
        let left = |one: Difference| draft.refused.contains(&one);
        let new = comparison.new.iter().filter(|row| left(Difference::New(**row))).count();
        kept - new.min(kept) + comparison.gone.iter().filter(|row| left(Difference::Gone(**row))).count()
    });
    u32::try_from(all).unwrap_or(u32::MAX)
}

fn number(count: usize) -> String {
    grouped(u32::try_from(count).unwrap_or(u32::MAX))
}

fn blank(text: &str) -> &str {
    if text.is_empty() { "blank" } else { text }
}
