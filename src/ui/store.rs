//! The session as Yew's reducer state, and the two contexts by which components reach it.
//! An action that changes nothing gives the same store, so that nothing is drawn again. What an action asks of the world
//! is performed before anything is drawn: an effect of Yew may come a frame later.

use super::effects::{Hands, perform};
use crate::session::action::Action;
use crate::session::request::Numbered;
use crate::session::state::Session;
use crate::session::update::update;
use std::cell::OnceCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The reducer state.
#[derive(Debug, Clone)]
pub struct Store {
    /// The session, compared by pointer. Its outbox is always empty.
    pub session: Rc<Session>,
    hands: Rc<OnceCell<Hands>>,
}

impl Store {
    /// A store whose requests are performed by hands that are there when the first of them is.
    pub fn new(mut session: Session, hands: Rc<OnceCell<Hands>>) -> Store {
        let first = std::mem::take(&mut session.outbox);
        let store = Store { session: Rc::new(session), hands };
        store.perform(first);
        store
    }

    /// Performs requests as soon as the present task is done, so that their answers find the store at rest.
    fn perform(&self, requests: Rc<Vec<Numbered>>) {
        if requests.is_empty() {
            return;
        }
        let hands = Rc::clone(&self.hands);
        spawn_local(async move {
            if let Some(hands) = hands.get() {
                perform(&requests, hands);
            }
        });
    }
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.session, &other.session)
    }
}

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = update(&self.session, action);
        self.perform(std::mem::take(&mut next.outbox));
        if next.is_copy_of(&self.session) {
            return self;
        }
        Rc::new(Store { session: Rc::new(next), hands: Rc::clone(&self.hands) })
    }
}

/// What changes the session; never changes itself.
pub type Dispatch = UseReducerDispatcher<Store>;

/// The session, as a context that is compared by pointer.
#[derive(Debug, Clone)]
pub struct Shared(pub Rc<Session>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What a part of the screen needs: the session, and what sends it an action.
#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    /// The session.
    pub session: Rc<Session>,
    /// Sends an action.
    pub send: Callback<Action>,
}

/// The desk of the surrounding root. Parts that only draw are plain functions of it: a component costs
/// 4 kB of wasm and is worth it where it keeps a state of its own or is one of many rows.
#[hook]
pub fn use_desk() -> Desk {
    let shared = use_context::<Shared>();
    let dispatch = use_context::<Dispatch>();
    let send = use_callback(dispatch, |action: Action, dispatch| {
        if let Some(dispatch) = dispatch {
            dispatch.dispatch(action);
        }
    });
    let session = shared.map_or_else(outside, |shared| shared.0);
    Desk { session, send }
}

/// A session for parts that are drawn outside a root, as in browser tests.
fn outside() -> Rc<Session> {
    Rc::new(Session::new(Rc::default(), chrono::NaiveDate::default(), "none"))
}
