//! Bars that are drawn along the timeline with the mouse, by whole days: the task then does not begin before that day.
//! Its twin for the keyboard is Alt with an arrow key in the table of tasks, and the field "Not before".

use super::task::moved_to;
use crate::report::drawing::Drawing;
use crate::report::shown::Shown;
use crate::ui::store::Desk;
use chrono::Days;
use web_sys::{Element, MouseEvent};
use yew::{Callback, TargetCast};

/// Where on the screen the mouse took hold of the bar; on no bar when none is held.
const FROM: &str = "data-from";

/// A bar is taken hold of.
pub fn begin(event: MouseEvent) {
    let bar = event.target_dyn_into::<Element>().and_then(|at| at.closest("[data-task]").ok().flatten());
    if let Some(bar) = bar.filter(|_| event.button() == 0) {
        event.prevent_default();
        let _ = bar.set_attribute(FROM, &event.client_x().to_string());
    }
}

/// The bar follows the mouse.
pub fn go_on(drawing: &Drawing) -> Callback<MouseEvent> {
    let (day, width) = (drawing.day, drawing.width);
    Callback::from(move |event: MouseEvent| match held(&event, day, width) {
        // It was let go outside.
        Some((bar, _)) if event.buttons() == 0 => put_back(&bar),
        Some((bar, days)) => {
            let by = (days * day / 1000).to_string();
            let _ = bar.set_attribute("transform", &["translate(", &by, ")"].concat());
        }
        None => {}
    })
}

/// The bar is let go.
pub fn end(desk: &Desk, plan: &Shown, drawing: &Drawing) -> Callback<MouseEvent> {
    let (day, width, tasks) = (drawing.day, drawing.width, plan.tasks.clone());
    let (send, project) = (desk.send.clone(), desk.session.project.clone());
    Callback::from(move |event: MouseEvent| {
        let Some((bar, days)) = held(&event, day, width) else { return };
        put_back(&bar);
        let key = bar.get_attribute("data-task").unwrap_or_default();
        let Some(task) = tasks.iter().find(|task| task.key == key).filter(|_| days != 0) else { return };
        let by = Days::new(days.unsigned_abs().into());
        let to = if days > 0 { task.start.checked_add_days(by) } else { task.start.checked_sub_days(by) };
        send.emit(moved_to(task, project.plan.edits.get(&key), to));
    })
}

/// The bar stands where the plan says.
fn put_back(bar: &Element) {
    let _ = bar.remove_attribute(FROM);
    let _ = bar.remove_attribute("transform");
}

/// The bar that is held, and how many days it is from where it was.
fn held(event: &MouseEvent, day: i32, width: i32) -> Option<(Element, i32)> {
    let frame = event.target_dyn_into::<Element>()?.closest("[data-zoom]").ok()??;
    let bar = frame.query_selector("[data-from]").ok()??;
    let from: i32 = bar.get_attribute(FROM)?.parse().ok()?;
    let shown = frame.first_element_child()?.client_width().max(1);
    // In thousandths of a pixel of the drawing's own scale.
    let along = i64::from(event.client_x() - from) * i64::from(width) * 1000 / i64::from(shown);
    let half = i64::from(day) / 2 * along.signum();
    Some((bar, i32::try_from((along + half) / i64::from(day.max(1))).ok()?))
}
