//! Lines that say what happened, until they are dismissed.

use crate::session::action::Action;
use crate::ui::store::Desk;
use crate::ui::widgets::button::button;
use yew::prelude::*;

/// The lines.
pub fn notices(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let lines = session.notices.iter().enumerate().map(|(index, notice)| {
        html! {
            <p class="notice" data-bad={notice.bad.to_string()} key={format!("{index}-{}", notice.text)}>
                <span aria-hidden="true">{ if notice.bad { "✕" } else { "i" } }</span>
                <span>{ &notice.text }</span>
                { button("quiet", "Dismiss", send.reform(move |_| Action::Dismiss(index))) }
            </p>
        }
    });
    html! { <div class="notices" role="status" aria-live="polite">{ for lines }</div> }
}
