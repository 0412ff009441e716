//! The start page: drop a list, try a sample, go on where you were.

use super::devices;
use crate::catalogue::load;
use crate::session::action::{Action, Import};
use crate::session::given::Given;
use crate::session::request::Purpose;
use crate::session::samples::Sample;
use crate::ui::browser::files;
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::button::{act, button, named};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The start page.
pub fn start(desk: &Desk) -> Html {
    let send = &desk.send;
    let samples = Sample::ALL.map(|sample| {
        html! {
            <button class="card" onclick={send.reform(move |_| Action::Import(Import::Give(vec![Given::Sample(sample)])))}>
                <b>{ sample.customer() }</b>
                <span>{ sample.product().label() }</span>
                <small>{ sample.description() }</small>
            </button>
        }
    });
    html! {
        <div class="start">
            <h1>{ "What does the customer use today, and what will it cost to move it to Intune?" }</h1>
            <p class="lead">{ "Drop the customer's feature list. You get a gap analysis and a dated plan that you can defend, on this machine only." }</p>
            <section class="drop" aria-label="Import a list">
                <div>
                    <h2>{ "Drop a list here" }</h2>
                    <p>{ "Excel (XLSX), OpenDocument (ODS), CSV or other delimited text, of features or with one row per device · or a .gapline project" }</p>
                </div>
                { act(send, "primary", "Choose a file…", || Action::Pick(Purpose::Open)) }
                <Paste />
            </section>
            { devices::in_use(desk) }
            <h2>{ "Try it on a sample" }</h2>
            <div class="cards">{ for samples }</div>
            { kept(desk) }
            <div class="facts">
                <p><b>{ "0 requests" }</b><span>{ "after the page has opened: check it in the network tab, or unplug" }</span></p>
                <p><b>{ load::ENTRIES }{ " capabilities" }</b>
                    <span>{ format!("each with source and date, last checked {}", load::checked()) }</span></p>
                <p><b>{ "Every number opens" }</b><span>{ "how it was computed, from which row of the list" }</span></p>
            </div>
        </div>
    }
}

/// A field to paste cells or type a list into.
#[component]
fn Paste() -> Html {
    let Desk { send, .. } = use_desk();
    let open = use_state(|| false);
    let text = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let paste = send.clone();
    let read = {
        let text = text.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = text.cast::<HtmlTextAreaElement>()
                && !area.value().trim().is_empty()
            {
                send.emit(Action::Import(Import::Give(vec![Given::Pasted {
                    text: area.value().into(),
                    html: "".into(),
                }])));
            }
        })
    };
    // Cells of a table are read as they are pasted; other text can be looked at and changed first.
    let onpaste = Callback::from(move |event: Event| {
        if let Some((text, html)) = files::pasted_table(&event) {
            event.prevent_default();
            paste.emit(Action::Import(Import::Give(vec![Given::Pasted {
                text: text.into(),
                html: html.into(),
            }])));
        }
    });
    html! {
        <>
            <button aria-expanded={open.to_string()} onclick={toggle}>{ "Paste or type it" }</button>
            if *open {
                <div class="paste">
                    <label for="paste">{ "Cells copied from a spreadsheet, or one feature a line" }</label>
                    <textarea id="paste" ref={text} rows="6" spellcheck="false" {onpaste} />
                    { button("primary", "Read it", read) }
                </div>
            }
        </>
    }
}

/// Projects that the browser kept.
fn kept(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    if session.kept_projects.is_empty() {
        return Html::default();
    }
    let cards = session.kept_projects.iter().take(6).map(|kept| {
        let (restore, forget) = (kept.slot.clone(), kept.slot.clone());
        html! {
            <div class="card kept" key={kept.slot.clone()}>
                <button class="plain" onclick={send.reform(move |_| Action::Restore(restore.clone()))}>
                    <b>{ &kept.name }</b>
                    <span>{ format!("kept in this browser · {}", kept.at) }</span>
                    <small>{ &kept.summary }</small>
                </button>
                { named("quiet", "Forget", format!("Forget {}", kept.name), send.reform(move |_| Action::Forget(forget.clone()))) }
            </div>
        }
    });
    html! {
        <>
            <h2>{ "Go on where you were" }</h2>
            <div class="cards">{ for cards }</div>
        </>
    }
}
