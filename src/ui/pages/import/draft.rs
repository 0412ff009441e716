//! A list as it will be read: encoding, separator, header, roles, and what becomes of every line.

use super::ledger::ledger;
use super::roles::role_head;
use crate::intake::Reason;
use crate::model::product::SourceProduct;
use crate::model::units::grouped;
use crate::session::action::{Action, Import};
use crate::session::state::Draft;
use crate::table::{Encoding, Record, Separator};
use crate::ui::store::Desk;
use crate::ui::widgets::rows::Rows;
use crate::ui::widgets::select::Select;
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
    let kept = draft.inventory.value.ledger.kept;
    let table = &draft.table;
    html! {
        <>
            <header class="head">
                <div>
                    <h1>{ "Import" }</h1>
                    <p><b>{ draft.given.name() }</b>
                        { format!(" · {} bytes · read as {}, {} ({})", grouped(u32::try_from(table.bytes).unwrap_or(u32::MAX)),
                            table.encoding.label(), table.separator.label(), table.separator_reason) }</p>
                </div>
                <button onclick={send.reform(|_| Action::Import(Import::Discard))}>{ "Leave it" }</button>
                <button class="primary" disabled={kept == 0} onclick={send.reform(|_| Action::Import(Import::Use))}>
                    { format!("Use {} features", grouped(kept)) }</button>
            </header>
            <div class="columns">
                <section class="panel" aria-label="The list as it will be read">
                    { dialect(desk, props) }
                    { preview(desk, props) }
                </section>
                { ledger(desk, props) }
            </div>
        </>
    }
}

/// Encoding, separator, header and product, each changeable.
fn dialect(desk: &Desk, props: &DraftProps) -> Html {
    let send = &desk.send;
    let draft = &props.draft;
    let encodings = options(Encoding::ALL.map(|one| (one.key().to_owned(), one.label().to_owned())));
    let separators = options(Separator::ALL.map(|one| (one.key().to_owned(), one.label().to_owned())));
    let mut headers: Vec<(AttrValue, AttrValue)> = vec![("none".into(), "no header".into())];
    headers.extend(draft.table.records.iter().enumerate().take(30).map(|(index, record)| {
        (AttrValue::from(index.to_string()), AttrValue::from(format!("line {}", record.line)))
    }));
    let mut products: Vec<(AttrValue, AttrValue)> = vec![("".into(), "not said".into())];
    products.extend(SourceProduct::ALL.map(|one| (one.key().into(), one.label().into())));
    html! {
        <div class="filters">
            <Select label="Encoding" show_label=true options={encodings} value={draft.table.encoding.key()}
                change={send.reform(|key: String| Action::Import(Import::Encoding(
                    Encoding::from_key(&key))))} />
            <Select label="Separator" show_label=true options={separators} value={draft.table.separator.key()}
                change={send.reform(|key: String| Action::Import(Import::Separator(
                    Separator::from_key(&key))))} />
            <Select label="Header" show_label=true options={headers}
                value={draft.columns.header.map_or("none".to_owned(), |index| index.to_string())}
                change={send.reform(|key: String| Action::Import(Import::Header(key.parse().ok())))} />
            <Select label="From" show_label=true options={products}
                value={draft.product.map_or("", |product| product.key())}
                change={send.reform(|key: String| Action::Import(Import::Product(SourceProduct::from_key(&key))))} />
        </div>
    }
}

fn options<const N: usize>(pairs: [(String, String); N]) -> Vec<(AttrValue, AttrValue)> {
    pairs.into_iter().map(|(key, label)| (AttrValue::from(key), AttrValue::from(label))).collect()
}

/// The records, those set aside with their reason.
fn preview(desk: &Desk, props: &DraftProps) -> Html {
    let draft = props.draft.clone();
    let width = draft.columns.roles.len();
    let focus = draft.columns.header.and_then(|index| u32::try_from(index).ok());
    let count = u32::try_from(draft.table.records.len()).unwrap_or(u32::MAX);
    let row = Callback::from(move |index: u32| {
        let record = usize::try_from(index).ok().and_then(|index| draft.table.records.get(index));
        record.map_or_else(Html::default, |record| {
            let aside = &draft.inventory.value.ledger.set_aside;
            let place = aside.binary_search_by_key(&record.line, |row| row.row.0).ok();
            record_row(index, record, width, place.and_then(|place| aside.get(place)).map(|row| row.reason))
        })
    });
    html! {
        <Rows label="Records of the file" class="map" head={role_head(desk, props)}
            columns={u32::try_from(width + 1).unwrap_or(1)} {count} {row} {focus} />
    }
}

fn record_row(index: u32, record: Record, width: usize, aside: Option<Reason>) -> Html {
    let cells = (0..width.max(record.len())).map(|column| {
        let text = record.get(column).unwrap_or_default();
        let shown = text.replace(['\n', '\r'], " ⏎ ");
        html! { <td title={text.to_owned()} dir="auto">{ shown }</td> }
    });
    html! {
        <tr key={record.line} aria-rowindex={(index + 2).to_string()} data-aside={aside.is_some().to_string()}>
            <th scope="row" class="line" title={aside.map_or("kept", |reason| reason.label())}>{ record.line }
                if let Some(reason) = aside { <span class="reason">{ reason.label() }</span> }
            </th>
            { for cells }
        </tr>
    }
}
