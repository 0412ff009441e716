//! What the worker is at, how far it is, and a way to stop it.

use crate::session::action::Action;
use crate::session::state::Running;
use crate::ui::store::Desk;
use crate::ui::widgets::button::act;
use yew::prelude::*;

/// The running jobs.
pub fn progress(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let is_shown = |running: &Running| !running.work.is_quiet();
    if !session.running.values().any(is_shown) {
        return Html::default();
    }
    let jobs = session.running.iter().filter(|(_, running)| is_shown(running)).map(|(number, running)| {
        let label = running.work.label();
        let (value, max) = if running.total > 0 {
            (Some(running.done.to_string()), running.total.to_string())
        } else {
            (None, "1".to_owned())
        };
        html! {
            <p key={*number}>
                <span>{ &label }</span>
                <progress aria-label={label.clone()} {value} {max}></progress>
            </p>
        }
    });
    html! {
        <div class="jobs" role="status">
            { for jobs }
            { act(send, "", "Cancel", || Action::CancelJobs) }
        </div>
    }
}
