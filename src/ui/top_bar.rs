//! The top bar: whose project it is, where it is saved, and that nothing leaves the page.

use super::store::Desk;
use super::widgets::logo::logo;
use super::widgets::theme::Theme;
use crate::session::action::{Action, Edit};
use crate::session::request::Purpose;
use crate::session::state::Session;
use crate::ui::widgets::button::{act, sends};
use crate::ui::widgets::field::hinted;
use yew::prelude::*;

/// The top bar; `help` opens the help.
pub fn top_bar(desk: &Desk, help: &Callback<()>) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let rename = send.reform(|name: String| Action::Edit(Edit::Name(name)));
    let undo = session.history.past.last().map(|step| step.name.clone());
    let redo = session.history.future.last().map(|step| step.name.clone());
    let product = session.project.product.map(|product| format!("{} → Intune", product.label()));
    html! {
        <header class="top">
            <a class="brand" href="#/import" aria-label="Gapline, to Import">{ logo() }{ "Gapline" }</a>
            { hinted("Customer's name", "New project", session.project.name.clone(), rename) }
            <span class="product">{ product }</span>
            <span class="grow"></span>
            <span class="history">
                <button class="quiet" disabled={undo.is_none()} title={undo.clone().map_or("Nothing to undo".to_owned(), |name| format!("Undo: {name} (Ctrl+Z)"))}
                    aria-label="Undo" onclick={sends(send, || Action::Undo)}>{ "↶" }</button>
                <button class="quiet" disabled={redo.is_none()} title={redo.clone().map_or("Nothing to redo".to_owned(), |name| format!("Redo: {name} (Ctrl+Shift+Z)"))}
                    aria-label="Redo" onclick={sends(send, || Action::Redo)}>{ "↷" }</button>
            </span>
            <span class="status" role="status">{ save_state(session) }</span>
            <span class="status privacy">{ "Nothing leaves this page" }</span>
            <Theme />
            <button class="quiet" aria-label="Help and keys" title="Help and keys (?)" onclick={help.reform(|_| ())}>{ "?" }</button>
            { act(send, "", "Open…", || Action::Pick(Purpose::Open)) }
            <button class="primary" disabled={session.project.is_empty()} title="Save to a file (Ctrl+S)"
                onclick={sends(send, || Action::Save)}>{ "Save" }</button>
        </header>
    }
}

/// Where the project is saved: a file is one thing, the browser another.
fn save_state(session: &Session) -> Html {
    if session.project.is_empty() {
        return html! { <>{ "Nothing to save yet" }</> };
    }
    let (state, text) = match (&session.saved, session.is_unsaved()) {
        (Some(saved), false) if saved.at.is_empty() => ("saved", format!("Opened {}", saved.name)),
        (Some(saved), false) => ("saved", format!("Saved to {} · {}", saved.name, saved.at)),
        (Some(saved), true) => ("changed", format!("Changed since {}", saved.name)),
        (None, _) => ("changed", "Not saved to a file".to_owned()),
    };
    let kept = match &session.kept {
        Some(Ok(at)) if state == "changed" => format!("kept in this browser {at}"),
        Some(Err(_)) => "this browser cannot keep it: save to a file".to_owned(),
        _ => String::new(),
    };
    html! {
        <>
            <span class="dot" data-state={state} aria-hidden="true"></span>
            <span>{ text }if !kept.is_empty() { <small>{ kept }</small> }</span>
        </>
    }
}
