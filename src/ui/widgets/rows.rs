//! A table body of which only the rows in sight are drawn.
//! Beyond 200 rows; on paper all of them are, and a plain full table is one switch away for Ctrl+F and screen readers.

use crate::ui::browser::dom;
use gloo_timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;

/// Height of a row in pixels, the same as `--row` in `tokens.css`.
pub const ROW: u32 = 34;
/// Height of a row with two lines of text in pixels, the same as `--tall` in `tokens.css`.
pub const TALL: u32 = 48;
/// Up to so many rows are all drawn.
pub const PLAIN: u32 = 200;
/// Rows drawn above and below what is in sight.
const SPARE: u32 = 6;
/// What counts as in sight until the table stands and can be measured; no step ends there.
const FIRST: (u32, u32) = (0, 10);

/// What makes a table a tree that is worked with by keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Its own id.
    pub id: &'static str,
    /// The id of the row that the keys are about.
    pub active: String,
    /// Takes the keys.
    pub keys: Callback<KeyboardEvent>,
    /// Takes the clicks into any row.
    pub clicks: Callback<MouseEvent>,
}

/// Properties of a table.
#[derive(Clone, PartialEq, Properties)]
pub struct RowsProps {
    /// What the table holds.
    pub label: AttrValue,
    /// The row of headings.
    pub head: Html,
    /// Rows.
    pub count: u32,
    /// Draws a row; its `aria-rowindex` is its number + 2.
    pub row: Callback<u32, Html>,
    /// Height of every row in pixels.
    #[prop_or(ROW)]
    pub height: u32,
    /// Keep this row in sight.
    #[prop_or_default]
    pub focus: Option<u32>,
    /// Draw all rows.
    #[prop_or_default]
    pub plain: bool,
    /// For a table that is a tree with keys of its own.
    #[prop_or_default]
    pub grid: Option<Grid>,
    /// Class for the style sheet.
    #[prop_or_default]
    pub class: Classes,
    /// Shown when there is no row.
    #[prop_or_default]
    pub empty: Html,
}

/// A table.
#[component]
pub fn Rows(props: &RowsProps) -> Html {
    let frame = use_node_ref();
    let sight = use_state_eq(|| FIRST);
    let on_paper = use_state_eq(|| false);
    use_effect_with((), {
        let on_paper = on_paper.setter();
        move |()| {
            let listeners = dom::on_print(move |prints| on_paper.set(prints));
            move || drop(listeners)
        }
    });
    let all = props.plain || *on_paper || props.count <= PLAIN;
    let (first, last) = if all {
        (0, props.count)
    } else {
        (sight.0.saturating_sub(SPARE), (sight.1 + SPARE).min(props.count))
    };
    let scroll = {
        let (sight, height) = (sight.clone(), props.height);
        Callback::from(move |event: Event| {
            if let Some(frame) = event.target_dyn_into::<Element>() {
                sight.set(in_sight(&frame, height));
            }
        })
    };
    // The page stands a moment earlier with the first rows alone; how many there is room for is asked in a task of its
    // own, because asking lays out the page.
    use_effect_with((frame.clone(), props.height), {
        let sight = sight.clone();
        move |(frame, height)| {
            let (frame, height) = (frame.clone(), *height);
            let measure = Timeout::new(0, move || {
                if let Some(frame) = frame.cast::<Element>() {
                    sight.set(in_sight(&frame, height));
                }
            });
            move || drop(measure)
        }
    });
    // The first row is in sight as it is drawn: asking where it stands would lay out the page at once.
    let far = props.focus.filter(|row| sight.0 > 0 || *row > 0);
    use_effect_with((frame.clone(), far, props.count, props.height), |(frame, focus, _, height)| {
        if let (Some(frame), Some(row)) = (frame.cast::<Element>(), focus) {
            bring_into_sight(&frame, *row, *height);
        }
    });
    let rows = (first..last).map(|index| props.row.emit(index));
    let grid = props.grid.as_ref();
    html! {
        <div class="rows" ref={frame} onscroll={scroll} tabindex="0" role="region" aria-label={props.label.clone()}>
            <table class={props.class.clone()} aria-rowcount={(props.count + 1).to_string()} aria-label={props.label.clone()}
                id={grid.map(|grid| grid.id)} role={grid.map(|_| "treegrid")} tabindex={grid.map(|_| "0")} onkeydown={grid.map(|grid| grid.keys.clone())} onclick={grid.map(|grid| grid.clicks.clone())}
                aria-activedescendant={grid.map(|grid| grid.active.clone())}>
                <thead>{ props.head.clone() }</thead>
                <tbody>
                    if first > 0 { { gap(first * props.height) } }
                    { for rows }
                    if last < props.count { { gap((props.count - last) * props.height) } }
                </tbody>
            </table>
            if props.count == 0 { <div class="empty">{ props.empty.clone() }</div> }
        </div>
    }
}

/// First and last row in sight.
fn in_sight(frame: &Element, row: u32) -> (u32, u32) {
    let top = u32::try_from(frame.scroll_top()).unwrap_or(0) / row;
    let height = dom::height_in_sight(frame) / row;
    // In steps, so that a small scroll draws nothing again.
    let step = SPARE / 2;
    (top / step * step, (top + height) / step * step + step)
}

fn bring_into_sight(frame: &Element, row: u32, height: u32) {
    let top = i32::try_from(row * height).unwrap_or(0);
    let row = i32::try_from(height).unwrap_or(0);
    let height = frame.client_height();
    // The header row covers the first row's height.
    if top < frame.scroll_top() {
        frame.set_scroll_top(top);
    } else if top + 2 * row > frame.scroll_top() + height {
        frame.set_scroll_top(top + 2 * row - height);
    }
}

/// The room of rows that are not drawn.
fn gap(height: u32) -> Html {
    html! { <tr class="gap" height={height.to_string()} aria-hidden="true"><td></td></tr> }
}
