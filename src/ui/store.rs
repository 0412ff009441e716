//! The session as Yew's reducer state, and the two contexts by which components reach it.
//! An action that changes nothing gives the same store, so that nothing is drawn again.

use crate::session::action::Action;
use crate::session::state::Session;
use crate::session::update::update;
use std::rc::Rc;
use yew::prelude::*;

/// The reducer state.
#[derive(Debug, Clone)]
pub struct Store {
    /// The session, compared by pointer.
    pub session: Rc<Session>,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.session, &other.session)
    }
}

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = update(&self.session, action);
        if next.is_copy_of(&self.session) { self } else { Rc::new(Store { session: Rc::new(next) }) }
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
