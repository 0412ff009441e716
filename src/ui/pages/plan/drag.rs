//! Bars that are drawn along the timeline with the mouse, by whole days: the task then does not begin before that day.
//! Its twin for the keyboard is Alt with an arrow key in the table of tasks, and the field "Not before".

use super::tables::moved_to;
use crate::report::drawing::Drawing;
use crate::report::shown::Shown;
use crate::ui::store::Desk;
use chrono::Days;
use web_sys::{Element, PointerEvent};
use yew::Callback;
use yew::TargetCast;

/// Where on the screen the pointer took hold of the bar.
const FROM: &str = "data-from";

/// A bar is taken hold of. A finger scrolls instead.
pub fn begin(event: PointerEvent) {
    let bar = event.target_dyn_into::<Element>().and_then(|at| at.closest("[data-task]").ok().flatten());
    if let Some(bar) = bar.filter(|_| event.pointer_type() == "mouse" && event.button() == 0)
        && bar.set_attribute(FROM, &event.client_x().to_string()).is_ok()
        && bar.set_pointer_capture(event.pointer_id()).is_ok()
    {
        event.prevent_default();
    }
}

/// The bar follows the pointer.
pub fn go_on(drawing: &Drawing) -> Callback<PointerEvent> {
    let (day, width) = (drawing.day, drawing.width);
    Callback::from(move |event: PointerEvent| {
        if let Some((bar, days)) = held(&event, day, width) {
            let _ = bar.set_attribute("transform", &format!("translate({})", days * day / 1000));
        }
    })
}

/// The bar is let go.
pub fn end(desk: &Desk, plan: &Shown, drawing: &Drawing) -> Callback<PointerEvent> {
    let (day, width, tasks) = (drawing.day, drawing.width, plan.tasks.clone());
    let (send, project) = (desk.send.clone(), desk.session.project.clone());
    Callback::from(move |event: PointerEvent| {
        let Some((bar, days)) = held(&event, day, width) else { return };
        let _ = bar.remove_attribute(FROM);
        let _ = bar.remove_attribute("transform");
        let key = bar.get_attribute("data-task").unwrap_or_default();
        let Some(task) = tasks.iter().find(|task| task.key == key).filter(|_| days != 0) else { return };
        let by = Days::new(days.unsigned_abs().into());
        let to = if days > 0 { task.start.checked_add_days(by) } else { task.start.checked_sub_days(by) };
        send.emit(moved_to(task, project.plan.edits.get(&key), to));
    })
}

/// The bar that is held, and how many days it is from where it was.
fn held(event: &PointerEvent, day: i32, width: i32) -> Option<(Element, i32)> {
    let bar = event.target_dyn_into::<Element>()?;
    let from: i32 = bar.get_attribute(FROM)?.parse().ok()?;
    let shown = bar.closest("svg").ok()??.client_width().max(1);
    let along = i64::from(event.client_x() - from) * i64::from(width) * 1000 / i64::from(shown);
    let half = i64::from(day.max(1)) / 2 * along.signum();
    Some((bar, i32::try_from((along + half) / i64::from(day.max(1))).ok()?))
}
