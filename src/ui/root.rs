//! The root: the store, its effects, the frame around the pages.

use super::browser::{clock, dom, files};
use super::effects::Hands;
use super::keys::{self, Meaning};
use super::pages::{catalogue, deliver, gaps, help, import, matching, plan, readiness};
use super::rail::rail;
use super::store::{Desk, Dispatch, Shared, Store};
use super::top_bar::top_bar;
use super::widgets::notices::notices;
use super::widgets::progress::progress;
use super::{effects, route};
use crate::session::action::{Action, Import, Show};
use crate::session::given::Given;
use crate::session::state::Session;
use crate::session::view::Page;
use gloo_timers::callback::Timeout;
use std::cell::OnceCell;
use std::rc::Rc;
use yew::prelude::*;

/// How long the project rests before the browser keeps it, in milliseconds.
const REST: u32 = 400;

/// The application.
#[component]
pub fn Root() -> Html {
    let hands: Rc<OnceCell<Hands>> = use_memo((), |()| OnceCell::new());
    let store =
        use_reducer_eq(|| Store::new(Session::to_be_told(clock::today(), clock::visit()), Rc::clone(&hands)));
    let session = Rc::clone(&store.session);
    let dispatch = store.dispatcher();
    let desk = &Desk {
        session: Rc::clone(&session),
        send: use_callback(dispatch.clone(), |action, dispatch| dispatch.dispatch(action)),
    };
    let help = use_state(|| false);
    let single_keys = use_state(|| true);

    let hands = hands.get_or_init(|| Hands::new(&dispatch));
    use_effect_with(dispatch.clone(), effects::find_kept);
    use_keeping(&session, &dispatch);
    use_address(&session, &dispatch);
    use_keys(&dispatch, help.clone(), *single_keys);
    use_pasting(&dispatch, session.view.page == Page::Import);

    let toggle_help = {
        let help = help.clone();
        Callback::from(move |()| help.set(!*help))
    };
    let toggle_keys = {
        let single_keys = single_keys.clone();
        Callback::from(move |()| single_keys.set(!*single_keys))
    };
    html! {
        <ContextProvider<Dispatch> context={dispatch}>
            <ContextProvider<Shared> context={Shared(Rc::clone(&session))}>
                <a class="skip" href="#main">{ "Skip to the page" }</a>
                { top_bar(desk, &toggle_help) }
                { rail(desk) }
                <main id="main" tabindex="0">
                    { notices(desk) }
                    { progress(desk) }
                    { page(desk, hands, *single_keys) }
                </main>
                if *help {
                    { help::help(toggle_help, *single_keys, &toggle_keys) }
                }
            </ContextProvider<Shared>>
        </ContextProvider<Dispatch>>
    }
}

fn page(desk: &Desk, hands: &Hands, single_keys: bool) -> Html {
    match desk.session.view.page {
        Page::Import => import::import_page(desk, hands),
        Page::Match => html! { <matching::MatchPage {single_keys} /> },
        Page::Gaps => html! { <gaps::GapsPage {single_keys} /> },
        Page::Readiness => html! { <readiness::ReadinessPage /> },
        Page::Plan => plan::plan_page(desk),
        Page::Deliver => deliver::deliver_page(desk),
        Page::Catalogue => catalogue::catalogue_page(desk),
    }
}

/// Keeps the project in the browser a moment after the last change, and warns before unsaved work is left.
#[hook]
fn use_keeping(session: &Rc<Session>, dispatch: &Dispatch) {
    let project = use_mut_ref(|| Rc::clone(&session.project));
    let timer = use_mut_ref(|| None::<Timeout>);
    use_effect_with((Shared(Rc::clone(session)), dispatch.clone()), {
        move |(session, dispatch): &(Shared, Dispatch)| {
            if !Rc::ptr_eq(&project.borrow(), &session.0.project) {
                *project.borrow_mut() = Rc::clone(&session.0.project);
                let dispatch = dispatch.clone();
                *timer.borrow_mut() = Some(Timeout::new(REST, move || dispatch.dispatch(Action::KeepNow)));
            }
        }
    });
    let unsaved = !session.is_kept() && session.is_unsaved();
    use_effect_with(unsaved, |unsaved| {
        let listener = if *unsaved { dom::warn_before_leaving() } else { None };
        move || drop(listener)
    });
}

/// Address and page follow each other.
#[hook]
fn use_address(session: &Rc<Session>, dispatch: &Dispatch) {
    use_effect_with(dispatch.clone(), |dispatch| {
        let dispatch = dispatch.clone();
        if let Some(show) = route::parse(&dom::hash()) {
            dispatch.dispatch(Action::Show(show));
        }
        let listener = dom::on_hash(move |hash| {
            if let Some(show) = route::parse(&hash) {
                dispatch.dispatch(Action::Show(show));
            }
        });
        move || drop(listener)
    });
    let name =
        if session.project.name.is_empty() { "New project".to_owned() } else { session.project.name.clone() };
    let first = use_mut_ref(|| true);
    use_effect_with((route::address(&session.view), name), move |(address, name)| {
        // The address of the start is read before it is written.
        if !first.replace(false) || dom::hash().is_empty() {
            dom::set_hash(address);
        }
        dom::set_title(&format!("{name} · Gapline"));
    });
}

/// Cells that are pasted anywhere on the Import page are a list.
#[hook]
fn use_pasting(dispatch: &Dispatch, on_import: bool) {
    use_effect_with((dispatch.clone(), on_import), |(dispatch, on_import)| {
        let dispatch = dispatch.clone();
        let listener = on_import.then(|| {
            files::on_pasted_cells(move |text, html| {
                let given = Given::Pasted { text: text.into(), html: html.into() };
                dispatch.dispatch(Action::Import(Import::Give(vec![given])));
            })
        });
        move || drop(listener)
    });
}

/// Keys that work everywhere.
#[hook]
fn use_keys(dispatch: &Dispatch, help: UseStateHandle<bool>, single_keys: bool) {
    use_effect_with((dispatch.clone(), *help, single_keys), move |(dispatch, _, single_keys)| {
        let (dispatch, single_keys) = (dispatch.clone(), *single_keys);
        let listener = dom::on_key(move |event| match keys::meaning(event, single_keys) {
            Meaning::Send(action) => {
                dispatch.dispatch(action);
                true
            }
            Meaning::Help => {
                help.set(!*help);
                true
            }
            Meaning::Search => {
                dom::focus("search");
                true
            }
            Meaning::Nothing => false,
        });
        move || drop(listener)
    });
}

/// Goes to a page.
pub fn go(page: Page) -> Action {
    Action::Show(Show::Page(page))
}
