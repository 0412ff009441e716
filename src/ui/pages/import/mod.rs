//! The Import page: a start page while there is no list, else the list as it will be read.

mod devices;
mod differences;
mod draft;
mod ledger;
mod roles;
mod start;
mod summary;

use crate::session::given::Given;
use crate::session::request::Purpose;
use crate::ui::browser::files;
use crate::ui::effects::Hands;
use crate::ui::store::Desk;
use yew::prelude::*;

/// The page.
pub fn import_page(desk: &Desk, hands: &Hands) -> Html {
    let session = &desk.session;
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    let hands = hands.clone();
    let drop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        hands.take(Purpose::Open, files::dropped(event.data_transfer()));
    });
    if let Some(counted) = &session.counted {
        return html! { <div class="page import" ondragover={over} ondrop={drop}>{ waiting(desk) }{ devices::counted_view(desk, counted) }</div> };
    }
    let content = match (&session.draft, session.project.table.is_some()) {
        (Some(draft), _) => draft::draft_view(desk, &draft::DraftProps { draft: draft.clone() }),
        (None, true) => summary::summary(desk),
        (None, false) => start::start(desk),
    };
    html! { <div class="page import" ondragover={over} ondrop={drop}>{ waiting(desk) }{ content }</div> }
}

/// Files that were given together with the present one.
fn waiting(desk: &Desk) -> Html {
    let names: Vec<&str> = desk.session.queue.iter().map(Given::name).collect();
    if names.is_empty() {
        return Html::default();
    }
    html! { <p class="notice"><span>{ format!("Next: {}", names.join(", ")) }</span></p> }
}
