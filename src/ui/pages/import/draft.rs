//! A list as it will be read: encoding, separator, header, roles, and what becomes of every line.

use super::differences;
use super::ledger::ledger;
use super::roles::role_head;
use crate::intake::{Reason, Role};
use crate::model::product::SourceProduct;
use crate::model::row::RowId;
use crate::model::units::grouped;
use crate::session::action::{Action, Import, Shape, Show};
use crate::session::state::Draft;
use crate::session::view::LineFilter;
use crate::table::{Encoding, Quote, Record, Separator};
use crate::ui::store::Desk;
use crate::ui::widgets::button::{act, sends, unless};
use crate::ui::widgets::check::check;
use crate::ui::widgets::rows::Rows;
use crate::ui::widgets::select::menu;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of the draft.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DraftProps {
    /// The list.
    pub draft: Rc<Draft>,
}

/// The draft.
pub fn draft_view(desk: &Desk, props: &DraftProps) -> Html {
    let send = &desk.send;
    let draft = &props.draft;
    let kept = differences::will_be(draft);
    let table = &draft.table;
    html! {
        <>
            <header class="head">
                <div>
                    <h1>{ "Import" }</h1>
                    <p><b>{ draft.given.name() }</b>
                        { format!(" · {} bytes · read as {}", grouped(u32::try_from(table.bytes).unwrap_or(u32::MAX)),
                            table.read_as()) }
                        if draft.remembered { { " · columns as in the list before" } }</p>
                </div>
                <button title="Count it instead, if each row is a device" onclick={sends(send, || Action::Import(Import::Devices(true)))}>{ "It lists devices" }</button>
                { act(send, "", "Leave it", || Action::Import(Import::Discard)) }
                { unless(kept == 0, "primary", format!("Use {} features", grouped(kept)), sends(send, || Action::Import(Import::Use))) }
            </header>
            <div class="columns">
                <section class="panel" aria-label="The list as it will be read">
                    { dialect(desk, props) }
                    { differences::table(desk, draft).unwrap_or_else(|| preview(desk, props)) }
                </section>
                { ledger(desk, props) }
            </div>
        </>
    }
}

/// How the file is read and what shape the table has, each changeable.
fn dialect(desk: &Desk, props: &DraftProps) -> Html {
    let send = &desk.send;
    let draft = &props.draft;
    let mut products: Vec<(AttrValue, AttrValue)> = vec![("".into(), "not said".into())];
    products.extend(SourceProduct::ALL.map(|one| (one.key().into(), one.label().into())));
    html! {
        <div class="filters">
            if draft.table.encoding.is_some() { { text(desk, draft) } }
            if !draft.table.sheets.is_empty() { { sheets(desk, draft) } }
            { header(desk, draft) }
            { menu("From", products, draft.product.map_or("", |product| product.key()), send.reform(|key: String| Action::Import(Import::Product(SourceProduct::from_key(&key))))) }
            { shape(desk, draft) }
        </div>
    }
}

/// Encoding, separator and quotation mark of delimited text.
fn text(desk: &Desk, draft: &Draft) -> Html {
    let send = &desk.send;
    let encodings = options(Encoding::ALL.map(|one| (one.key().to_owned(), one.label().to_owned())));
    let separators = options(Separator::ALL.map(|one| (one.key().to_owned(), one.label().to_owned())));
    let quotes = options(Quote::ALL.map(|one| (one.key().to_owned(), one.label().to_owned())));
    html! {
        <>
            { menu("Encoding", encodings, draft.table.encoding.map_or("", Encoding::key), send.reform(|key: String| Action::Import(Import::Encoding(Encoding::from_key(&key))))) }
            { menu("Separator", separators, draft.table.separator.map_or("", Separator::key), send.reform(|key: String| Action::Import(Import::Separator(Separator::from_key(&key))))) }
            { menu("Quotes", quotes, draft.table.quote.key(), send.reform(|key: String| Action::Import(Import::Quote(Quote::from_key(&key))))) }
        </>
    }
}

/// The sheets of a workbook.
fn sheets(desk: &Desk, draft: &Draft) -> Html {
    let sheets = draft.table.sheets.iter().enumerate().map(|(index, sheet)| {
        let hidden = if sheet.hidden { " (hidden)" } else { "" };
        (AttrValue::from(index.to_string()), AttrValue::from(format!("{}{hidden}", sheet.name)))
    });
    menu(
        "Sheet",
        sheets.collect::<Vec<_>>(),
        draft.table.sheet.to_string(),
        desk.send.reform(|key: String| Action::Import(Import::Sheet(key.parse().unwrap_or(0)))),
    )
}

/// The header's line, or its two lines.
fn header(desk: &Desk, draft: &Draft) -> Html {
    let mut headers: Vec<(AttrValue, AttrValue)> = vec![("none".into(), "no header".into())];
    let mut offer = |index: usize, two: bool| {
        let line = |index: usize| draft.table.records.get(index).map(|record| record.line);
        let label = match (line(index), line(index + 1).filter(|_| two)) {
            (Some(line), Some(below)) => format!("lines {line} and {below}"),
            (Some(line), None) => format!("line {line}"),
            (None, _) => return,
        };
        headers.push((format!("{index} {two}").into(), label.into()));
    };
    let chosen = draft.columns.header;
    // The nearest lines are in the menu; any other is chosen in the list itself.
    for index in 0..30 {
        offer(index, false);
        if Some(index) == chosen {
            offer(index, true);
        }
    }
    if let Some(far) = chosen.filter(|index| *index >= 30) {
        offer(far, draft.columns.two_rows);
    }
    menu(
        "Header",
        headers,
        chosen.map_or("none".to_owned(), |index| format!("{index} {}", draft.columns.two_rows)),
        desk.send.reform(|key: String| {
            let (index, two) = key.split_once(' ').unwrap_or((&key, ""));
            Action::Import(Import::Header(index.parse().ok(), two == "true"))
        }),
    )
}

/// Parts of the shape that are met in this list, each with a switch.
fn shape(desk: &Desk, draft: &Draft) -> Html {
    let ledger = &draft.inventory.value.ledger;
    let columns = &draft.columns;
    let switch = |shape: Shape, on: bool, met: bool, label: &'static str| {
        let change = desk.send.reform(move |_: String| Action::Import(Import::Shape(shape, !on)));
        if met { check(label, on, change) } else { Html::default() }
    };
    let lonely = draft.inventory.diagnostics.iter().any(|found| found.code == "intake.row.heading");
    let sections = columns.sections || lonely;
    let notes = columns.notes || ledger.count(Reason::Below) > 0;
    let blank = draft.inventory.value.features.iter().any(|feature| feature.category.is_empty());
    let fill = columns.fill || (blank && columns.roles.contains(&Role::Category));
    html! {
        <>
            { switch(Shape::Sections, columns.sections, sections, "Single texts head sections") }
            { switch(Shape::Fill, columns.fill, fill, "Blank category means the one above") }
            { switch(Shape::Notes, columns.notes, notes, "Leave out notes below the table") }
        </>
    }
}

fn options<const N: usize>(pairs: [(String, String); N]) -> Vec<(AttrValue, AttrValue)> {
    pairs.into_iter().map(|(key, label)| (AttrValue::from(key), AttrValue::from(label))).collect()
}

/// The records, those set aside with their reason.
fn preview(desk: &Desk, props: &DraftProps) -> Html {
    let draft = props.draft.clone();
    let shown = columns_shown(&draft);
    let lines = lines_shown(&draft, desk.session.view.line_filter);
    let chosen = desk.session.view.line;
    let focus = draft.columns.header.and_then(|index| u32::try_from(index).ok()).filter(|_| lines.is_none());
    let count = lines.as_ref().map_or(draft.table.records.len(), Vec::len);
    let send = desk.send.clone();
    let row = Callback::from(move |index: u32| {
        let place = index as usize;
        let record = match &lines {
            Some(lines) => lines.get(place).copied(),
            None => Some(place),
        };
        let record = record.and_then(|place| draft.table.records.get(place));
        record.map_or_else(Html::default, |record| {
            let reason = aside(&draft, record);
            record_row(&send, index, record, &shown, reason, chosen == Some(RowId(record.line)))
        })
    });
    html! {
        <Rows label="Records of the file" class="map" head={role_head(desk, props)}
            count={u32::try_from(count).unwrap_or(u32::MAX)} {row} {focus} empty={html! { "No record is of this kind." }} />
    }
}

/// Why a record is set aside, if it is.
fn aside(draft: &Draft, record: Record) -> Option<Reason> {
    let aside = &draft.inventory.value.ledger.set_aside;
    let place = aside.binary_search_by_key(&record.line, |row| row.row.0).ok();
    place.and_then(|place| aside.get(place)).map(|row| row.reason)
}

/// The columns that have any text.
pub fn columns_shown(draft: &Draft) -> Vec<usize> {
    (0..draft.columns.roles.len()).filter(|column| !draft.empty.contains(column)).collect()
}

/// The records that a filter shows, by index; `None` for all.
fn lines_shown(draft: &Draft, filter: LineFilter) -> Option<Vec<usize>> {
    let records = draft.table.records.iter().enumerate();
    let keep: Box<dyn Fn(Record) -> bool> = match filter {
        LineFilter::All | LineFilter::Changed | LineFilter::New | LineFilter::Gone => return None,
        LineFilter::Kept => Box::new(|record| aside(draft, record).is_none()),
        LineFilter::Aside(reason) => Box::new(move |record| aside(draft, record) == Some(reason)),
        LineFilter::Letters => Box::new(|record| !record.is_ascii()),
    };
    Some(records.filter(|(_, record)| keep(*record)).map(|(index, _)| index).collect())
}

fn record_row(
    send: &Callback<Action>,
    index: u32,
    record: Record,
    shown: &[usize],
    aside: Option<Reason>,
    chosen: bool,
) -> Html {
    let cells = shown.iter().map(|column| {
        let text = record.get(*column).unwrap_or_default();
        let shown = text.replace(['\n', '\r'], " ⏎ ");
        html! { <td title={text.to_owned()} dir="auto">{ shown }</td> }
    });
    let row = RowId(record.line);
    let choose = send.reform(move |_: MouseEvent| Action::Show(Show::Line((!chosen).then_some(row))));
    html! {
        <tr key={record.line} aria-rowindex={(index + 2).to_string()} data-aside={aside.is_some().to_string()} data-chosen={chosen.to_string()}>
            <th scope="row" class="line">
                <button class="plain" onclick={choose} aria-pressed={chosen.to_string()}
                    title={format!("Line {}: {}", record.line, aside.map_or("kept", |reason| reason.label()))}>{ record.line }
                    if let Some(reason) = aside { <span class="reason">{ reason.label() }</span> }
                </button>
            </th>
            { for cells }
        </tr>
    }
}
