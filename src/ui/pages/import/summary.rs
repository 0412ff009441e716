//! The list that the project uses: where it came from and what became of every line.

use super::devices;
use crate::intake::Reason;
use crate::model::product::SourceProduct;
use crate::model::units::grouped;
use crate::session::action::{Action, Edit, Import};
use crate::session::request::Purpose;
use crate::session::view::Page;
use crate::ui::root::go;
use crate::ui::store::Desk;
use crate::ui::widgets::button::{act, sends};
use crate::ui::widgets::select::menu;
use yew::prelude::*;

/// The list in use.
pub fn summary(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let inventory = &session.assessment.inventory;
    let ledger = &inventory.value.ledger;
    let Some(table) = &session.project.table else { return Html::default() };
    let mut products: Vec<(AttrValue, AttrValue)> = vec![("".into(), "not said".into())];
    products.extend(SourceProduct::ALL.map(|one| (one.key().into(), one.label().into())));
    let rows = ledger.set_aside.iter().take(500).map(|row| {
        html! {
            <tr key={row.row.0}>
                <td class="number">{ row.row.0 }</td>
                <td>{ row.reason.label() }{ row.kept_as.map(|kept| format!(", with line {kept}")) }</td>
                <td class="wrap" dir="auto">{ &row.text }</td>
            </tr>
        }
    });
    html! {
        <>
            <header class="head">
                <div>
                    <h1>{ "Import" }</h1>
                    <p><b>{ &table.file }</b>{ format!(" · {} records = {} features + {} set aside", grouped(ledger.records), grouped(ledger.kept), ledger.set_aside.len()) }</p>
                </div>
                if session.source.is_some() {
                    { act(send, "", "Change how it is read", || Action::Import(Import::Reopen)) }
                }
                <button title="Begin an empty project; one step to undo" onclick={sends(send, || Action::NewProject)}>{ "New project" }</button>
                { act(send, "", "Other file…", || Action::Pick(Purpose::Open)) }
                { act(send, "primary", "Go on to Match", || go(Page::Match)) }
            </header>
            <div class="filters plainly">
                { menu("The list comes from", products, session.project.product.map_or("", |product| product.key()), send.reform(|key: String| Action::Edit(Edit::Product(SourceProduct::from_key(&key))))) }
            </div>
            { devices::in_use(desk) }
            <section class="panel scroll" aria-label="Rows set aside">
                <table>
                    <caption>{ format!("Set aside: {}", reasons(ledger)) }</caption>
                    <thead><tr><th scope="col" class="number">{ "Line" }</th><th scope="col">{ "Reason" }</th><th scope="col">{ "Text" }</th></tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </section>
        </>
    }
}

fn reasons(ledger: &crate::intake::Ledger) -> String {
    Reason::ALL
        .into_iter()
        .filter(|reason| ledger.count(*reason) > 0)
        .map(|reason| format!("{} {}", ledger.count(reason), reason.label().to_lowercase()))
        .collect::<Vec<_>>()
        .join(", ")
}
