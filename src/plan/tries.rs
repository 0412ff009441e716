//! Plans that were tried while looking for what binds and for ways out. The search pauses after some of them and is begun
//! anew later with what was found, so that a job that somebody waits for never stands behind all of it.

use crate::plan::basis::Basis;
use crate::plan::compile::{Dated, Relaxation, dated};
use crate::plan::settings::Change;
use chrono::NaiveDate;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What is tried: the plan without a limit, or with other settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Try {
    /// Without something that binds.
    Without(Relaxation),
    /// With changes of the settings.
    With(Vec<Change>),
}

/// What a plan came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Last day of the migration.
    pub migrated: NaiveDate,
    /// Days of people.
    pub people_days: i64,
    /// Those of them on weekdays that are not worked in the plan itself.
    pub added: i64,
}

/// Plans that were tried, and how many more may be before the search pauses.
#[derive(Debug, Default)]
pub struct Tries {
    base: RefCell<Option<Rc<Dated>>>,
    found: RefCell<Vec<(Try, Option<Found>)>>,
    left: Cell<usize>,
    paused: Cell<bool>,
}

impl Tries {
    /// Lets the search try so many plans before it pauses.
    pub fn allow(&self, left: usize) {
        self.left.set(left);
        self.paused.set(false);
    }

    /// Whether the search paused because no more may be tried: what it gave says nothing then.
    pub fn paused(&self) -> bool {
        self.paused.get()
    }

    /// The plan itself, dated once.
    pub fn base(&self, basis: &Basis<'_>) -> Rc<Dated> {
        let known = self.base.borrow().clone();
        known.unwrap_or_else(|| {
            let dated = Rc::new(dated(basis, &Relaxation::default(), &mut Vec::new()));
            *self.base.borrow_mut() = Some(Rc::clone(&dated));
            dated
        })
    }

    /// What a plan comes to: as found before, else as found now; `None` where there is none or no more may be tried.
    pub fn find(&self, wanted: &Try, find: impl FnOnce() -> Option<Found>) -> Option<Found> {
        if let Some((_, known)) = self.found.borrow().iter().find(|(known, _)| known == wanted) {
            return *known;
        }
        let Some(left) = self.left.get().checked_sub(1) else {
            self.paused.set(true);
            return None;
        };
        self.left.set(left);
        let found = find();
        self.found.borrow_mut().push((wanted.clone(), found));
        found
    }
}
