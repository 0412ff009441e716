//! What needs a DOM, in headless Chromium: storage, drawing of long tables, fields with a draft.
#![cfg(target_arch = "wasm32")]

use gapline::ui::browser::kept::{all, forget, put};
use gapline::ui::widgets::draft_input::DraftInput;
use gapline::ui::widgets::rows::{PLAIN, Rows};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, HtmlInputElement};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

fn place() -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let place = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&place).unwrap();
    place
}

async fn drawn() {
    gloo_timers::future::TimeoutFuture::new(50).await;
}

/// The store as `assets/boot.js` makes it.
fn start_the_store() {
    let boot = include_str!("../../assets/boot.js");
    let begin = boot.find("  const stored = ").unwrap();
    let end = boot.find("  let haveWorkerParts").unwrap();
    js_sys::eval(&format!("{}\nglobalThis.gapline = shelf;", &boot[begin..end])).unwrap();
}

async fn keep(slot: &str, name: &str, at: &str) {
    put(&[slot, name, "1 of 2", at].map(str::to_owned), "{\"a\":1}").await.unwrap();
}

#[wasm_bindgen_test]
async fn kept_projects_are_found_latest_first_and_forgotten() {
    start_the_store();
    keep("slot-a", "Contoso", "2026-11-22 10:00").await;
    keep("slot-b", "Fabrikam", "2026-11-23 10:00").await;
    keep("slot-a", "Contoso Retail", "2026-11-22 11:00").await;
    let kept = all().await.unwrap();
    assert_eq!((kept[1].summary.as_str(), &*kept[1].json), ("1 of 2", "{\"a\":1}"));
    let found: Vec<(String, String)> = kept.into_iter().map(|one| (one.slot, one.name)).collect();
    let expected = [("slot-b", "Fabrikam"), ("slot-a", "Contoso Retail")];
    assert_eq!(found, expected.map(|(slot, name)| (slot.to_owned(), name.to_owned())));
    forget("slot-b").await.unwrap();
    assert_eq!(all().await.unwrap().len(), 1);
    forget("slot-a").await.unwrap();
    assert!(all().await.unwrap().is_empty());
}

#[derive(PartialEq, Properties)]
struct TableProps {
    count: u32,
    #[prop_or_default]
    plain: bool,
}

#[component]
fn Table(props: &TableProps) -> Html {
    let row = Callback::from(|index: u32| html! { <tr key={index}><td>{ index }</td></tr> });
    html! {
        <Rows label="numbers" head={html! { <tr><th>{ "Number" }</th></tr> }} count={props.count} {row} plain={props.plain} />
    }
}

async fn rows_drawn(count: u32, plain: bool) -> u32 {
    let place = place();
    yew::Renderer::<Table>::with_root_and_props(place.clone(), TableProps { count, plain }).render();
    drawn().await;
    let rows = place.query_selector_all("tbody tr:not(.gap)").unwrap().length();
    assert_eq!(
        place.query_selector("table").unwrap().unwrap().get_attribute("aria-rowcount"),
        Some((count + 1).to_string())
    );
    place.remove();
    rows
}

#[wasm_bindgen_test]
async fn a_long_table_draws_what_is_in_sight() {
    assert_eq!(rows_drawn(PLAIN, false).await, PLAIN, "a short one is drawn whole");
    let drawn = rows_drawn(10_000, false).await;
    assert!((20..=120).contains(&drawn), "{drawn} of 10,000 rows");
    assert_eq!(rows_drawn(1_000, true).await, 1_000, "and all of it on request");
}

thread_local! {
    static TAKEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

#[component]
fn Field() -> Html {
    let value = use_state(|| "old".to_owned());
    let change = {
        let value = value.clone();
        Callback::from(move |new: String| {
            TAKEN.with(|taken| taken.borrow_mut().push(new.clone()));
            value.set(new);
        })
    };
    html! { <DraftInput label="Name" value={(*value).clone()} {change} /> }
}

#[wasm_bindgen_test]
async fn a_draft_is_taken_when_the_field_is_left() {
    let place = place();
    yew::Renderer::<Field>::with_root(place.clone()).render();
    drawn().await;
    let input: HtmlInputElement = place.query_selector("input").unwrap().unwrap().dyn_into().unwrap();
    assert_eq!(input.value(), "old");
    input.set_value("new");
    input.dispatch_event(&Event::new("input").unwrap()).unwrap();
    drawn().await;
    assert!(TAKEN.with(|taken| taken.borrow().is_empty()), "typing alone changes nothing");
    let change = web_sys::EventInit::new();
    change.set_bubbles(true);
    input.dispatch_event(&Event::new_with_event_init_dict("change", &change).unwrap()).unwrap();
    drawn().await;
    assert_eq!(TAKEN.with(|taken| taken.borrow().clone()), ["new"]);
    assert_eq!(input.value(), "new");
    place.remove();
}
