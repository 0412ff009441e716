//! Lists of devices: counted by the worker, looked at, and used as the estate of the plan.
//! No row of them ever reaches the page.

use super::given::Given;
use super::import;
use super::look::Look;
use super::state::{Counted, Session};
use super::update::change_project;
use super::view::Page;
use crate::devices::read::Want;
use crate::devices::{DeviceCounts, DevicePlan};
use crate::estate::Estate;
use crate::table::Overrides;
use std::rc::Rc;

/// A list of devices was counted.
pub fn arrived(session: &mut Session, given: Given, overrides: Overrides, counts: DeviceCounts) {
    session.draft = None;
    session.counted = Some(Rc::new(Counted { given, overrides, counts }));
    if std::mem::take(&mut session.use_when_read) {
        use_counted(session);
    }
}

/// Reads the list that is looked at as the other kind.
pub fn take_as(session: &mut Session, devices: bool) {
    let of_draft = session.draft.as_ref().map(|draft| {
        let header = draft.columns.header.and_then(|index| draft.table.records.get(index));
        (draft.given.clone(), draft.overrides, header.map_or(1, |record| record.line))
    });
    let of_counted = session.counted.as_ref().map(|counted| (counted.given.clone(), counted.overrides, 1));
    if let Some((given, overrides, header)) = of_draft.or(of_counted) {
        let want = devices.then_some(Want::Header(header));
        count(session, given, overrides, want);
    }
}

/// Changes how the list is read and counts it again.
pub fn change(session: &mut Session, change: impl Fn(&mut DevicePlan)) {
    if let Some(counted) = &mut session.counted {
        let counted = Rc::make_mut(counted);
        change(&mut counted.counts.plan);
        let (given, overrides) = (counted.given.clone(), counted.overrides);
        let plan = counted.counts.plan.clone();
        count(session, given, overrides, Some(Want::Plan(plan)));
    }
}

fn count(session: &mut Session, given: Given, overrides: Overrides, devices: Option<Want>) {
    import::look(session, Look { devices, ..Look::of(given, overrides) });
}

/// Uses the counts as the estate of the plan.
pub fn use_counted(session: &mut Session) {
    let Some(counted) = session.counted.take() else { return };
    let mut project = (*session.project).clone();
    project.estate = Rc::new(Estate::of_counts(&counted.counts));
    project.devices = Some(Rc::new(counted.counts.clone()));
    change_project(session, format!("Use {}", counted.given.name()), project);
    session.view.page = Page::Import;
    import::next(session);
}
