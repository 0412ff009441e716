//! The dispatch table: one arm per action, then what follows from a changed project.
//! It performs no side effect; requests go to the outbox.

use super::action::{Action, Edit, Show};
use super::edit;
use super::facets::{self, Facet};
use super::job::Job;
use super::listed::{self, Meant, Stroke};
use super::request::Request;
use super::state::{Matching, Session, Work};
use super::undo::History;
use super::view::Page;
use super::{days_off, files, find, import, jobs, judging, packs};
use crate::assess::judge;
use crate::intake::Inventory;
use crate::matching::Candidates;
use crate::project::Project;
use std::rc::Rc;

/// Rows that are judged before the page may draw and hear again.
const JUDGED_AT_ONCE: usize = 500;

/// The session after an action.
pub fn update(session: &Session, action: Action) -> Session {
    let mut next = session.clone();
    match action {
        Action::Edit(change) => self::edit(&mut next, change),
        Action::Import(step) => import::handle(&mut next, step),
        Action::Judge(step) => judging::handle(&mut next, step),
        Action::Show(show) => self::show(&mut next, show),
        Action::Stroke(stroke) => self::stroke(&mut next, stroke),
        Action::Undo => undo(&mut next),
        Action::Redo => redo(&mut next),
        Action::NewProject => files::begin(&mut next),
        Action::Pick(purpose) => {
            next.request(Request::PickFile(purpose));
        }
        Action::Open(name, source) => files::open(&mut next, name, source),
        Action::Holidays(name, source) => next.start(Work::Holidays(name), Job::Holidays(source)),
        Action::PublicHolidays(place) => days_off::ask(&mut next, place),
        Action::Time(weekday, place, text) => days_off::time(&mut next, weekday, place, text.trim()),
        Action::Pack(name, source) => {
            next.start(Work::Packing(name.clone()), Job::ReadPack(name, source));
        }
        Action::SavePack(name) => next.start(Work::Exporting("the pack"), Job::WritePack(name)),
        Action::FileFailed(message) => next.tell(true, message),
        Action::Save => files::save(&mut next),
        Action::FileSaved { name, at, project } => files::saved(&mut next, name, at, project),
        Action::Deliver(what) => jobs::deliver(&mut next, what),
        Action::JobProgress { number, done, total } => jobs::progress(&mut next, number, done, total),
        Action::JobDone { number, answer } => jobs::done(&mut next, number, *answer),
        Action::JobFailed { number, message } => jobs::failed(&mut next, number, &message),
        Action::CancelJobs => jobs::cancel(&mut next),
        Action::MatchAgain => {
            find_list(&mut next);
            start_matching(&mut next);
        }
        Action::PlanAgain => jobs::plan(&mut next),
        Action::KeepNow => files::keep(&mut next),
        Action::Kept(project, result) => files::kept(&mut next, project, result),
        Action::KeptFound(projects) => next.kept_projects = Rc::new(projects),
        Action::Restore(slot) => files::restore(&mut next, &slot),
        Action::Forget(slot) => files::forget(&mut next, slot),
        Action::Dismiss(index) => {
            let notices = Rc::make_mut(&mut next.notices);
            if index < notices.len() {
                notices.remove(index);
            }
        }
        Action::Print => {
            next.request(Request::Print);
        }
        Action::GoOn => derive(&mut next, true),
    }
    follow(session, &mut next);
    facets::forget(session, &mut next);
    jobs::settle(&mut next);
    next
}

/// Replaces the project by a changed one and remembers the way back; an equal one changes nothing.
pub fn change_project(session: &mut Session, name: String, project: Project) {
    if *session.project == project {
        return;
    }
    Rc::make_mut(&mut session.history).record(name, &session.project);
    session.project = Rc::new(project);
}

/// Changes the project by an edit.
pub fn edit(session: &mut Session, change: Edit) {
    let accepted = if let Edit::Accept(rows) = &change { rows.clone() } else { Vec::new() };
    let mut project = edit::apply(change.clone(), &session.project);
    packs::stamp(&session.knowledge.catalogue, &session.project, &mut project, &accepted);
    change_project(session, edit::name(&change), project);
}

fn stroke(session: &mut Session, stroke: Stroke) {
    let meant = match session.view.page {
        Page::Match if !session.view.asking => return judging::stroke(session, stroke),
        Page::Gaps => listed::meant(session, stroke),
        _ => None,
    };
    match meant {
        Some(Meant::Go(row)) => session.view.row = Some(row),
        Some(Meant::Judge(row, verdict)) => {
            let mut decision = session.project.gaps.get(&row).cloned().unwrap_or_default();
            decision.verdict = verdict;
            edit(session, Edit::Gap(row, decision));
        }
        None => {}
    }
}

/// What follows from a change: the list as features, derived state, new candidates.
fn follow(before: &Session, next: &mut Session) {
    let changed = !Rc::ptr_eq(&before.project, &next.project);
    let learnt = !Rc::ptr_eq(&before.knowledge, &next.knowledge);
    let proposed = !Rc::ptr_eq(&before.candidates, &next.candidates);
    if !changed && !learnt && !proposed && Rc::ptr_eq(&before.lists, &next.lists) {
        return;
    }
    let packs_changed = before.project.packs != next.project.packs;
    if packs_changed {
        packs::changed(next);
        find::ask(next, next.view.lookup.clone());
    }
    find_list(next);
    let list_changed = !Rc::ptr_eq(&before.list, &next.list);
    if list_changed || packs_changed || before.project.product != next.project.product {
        start_matching(next);
    }
    derive(next, !learnt);
}

/// Takes the project's list from those that were read, or has it read. Only one such job runs.
fn find_list(session: &mut Session) {
    let known = session.lists.iter().find(|list| list.is_of(&session.project));
    if let Some(known) = known {
        session.list = Rc::clone(&known.inventory);
        return;
    }
    if session.list.value != Inventory::default() {
        session.list = Rc::default();
    }
    jobs::forget(session, &Work::Listing);
    if session.project.table.is_some() && session.project.columns.is_some() {
        session.start(Work::Listing, Job::List);
    }
}

/// Derives what the page derives itself; the plan is asked of the worker when its inputs changed.
fn derive(session: &mut Session, reuse: bool) {
    let before = Rc::clone(&session.assessment);
    let (project, list) = (&session.project, &session.list);
    let known = Some(&*before).filter(|_| reuse);
    let judged = judge(&session.knowledge, project, list, &session.candidates, known, JUDGED_AT_ONCE);
    let same_plan = judged.has_inputs_of_plan(&before);
    session.assessment = Rc::new(judged);
    if !session.assessment.is_judged() {
        session.request(Request::GoOn);
    }
    if !same_plan {
        jobs::plan(session);
    }
}

/// Asks the worker for candidates of the present list; those of an earlier list go, and all is derived without them.
fn start_matching(session: &mut Session) {
    session.candidates = Rc::new(Candidates::default());
    jobs::forget(session, &Work::Matching);
    if session.list.value.features.is_empty() {
        session.matching = Matching::Idle;
    } else {
        session.matching = Matching::Running;
        session.start(Work::Matching, Job::Match);
    }
}

fn undo(session: &mut Session) {
    let mut history: History = (*session.history).clone();
    if let Some(step) = history.undo(&session.project) {
        session.project = step.project;
        session.history = Rc::new(history);
    }
}

fn redo(session: &mut Session) {
    let mut history: History = (*session.history).clone();
    if let Some(step) = history.redo(&session.project) {
        session.project = step.project;
        session.history = Rc::new(history);
    }
}

fn show(session: &mut Session, show: Show) {
    let view = &mut session.view;
    match show {
        Show::Page(page) => {
            view.page = page;
            view.capability = None;
            view.asking = false;
            view.adding = false;
            find::ask(session, String::new());
        }
        Show::Capability(id) => {
            view.page = Page::Catalogue;
            view.capability = Some(id);
        }
        Show::Row(row) => {
            view.row = row;
            view.adding = false;
            view.why = None;
            find::ask(session, String::new());
        }
        Show::Line(line) => view.line = line,
        Show::LineFilter(filter) => view.line_filter = filter,
        Show::Facet(facet, value) => {
            view.facets.set(facet, value);
            view.adding = false;
        }
        Show::FacetColumn(column) => {
            view.facets.set(Facet::Column, None);
            view.facets.column = column;
        }
        Show::NoFacets => {
            for facet in Facet::ALL.into_iter().filter(|facet| *facet != Facet::State) {
                view.facets.set(facet, None);
            }
            view.match_search.clear();
        }
        Show::Ask => {
            view.page = Page::Match;
            view.asking = true;
            view.adding = false;
        }
        Show::MatchSearch(text) => view.match_search = text,
        Show::GapFilter(filter) => view.gap_filter = filter,
        Show::GapSearch(text) => view.gap_search = text,
        Show::GapSort(sort) => view.gap_sort = sort,
        Show::Lookup(text) => find::ask(session, text),
        Show::PlainTables(plain) => view.plain_tables = plain,
        Show::PlanLook(look) => {
            view.plan_look = look;
            jobs::draw(session);
        }
    }
}
