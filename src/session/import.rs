//! The import: a list is read into a draft, looked at, and used or left alone.
//! Using another list never drops a decision silently.

use super::action::Import;
use super::state::{Draft, DraftSource, Session, Work};
use super::update::change_project;
use super::view::{MatchFilter, Page};
use crate::intake::{ColumnPlan, Feature, Role, read::read};
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::project::Project;
use crate::table::Overrides;
use std::collections::HashMap;
use std::rc::Rc;

/// Handles a step of an import.
pub fn handle(session: &mut Session, step: Import) {
    match step {
        Import::Sample(sample) => begin(session, DraftSource::Sample(sample)),
        Import::Paste(text) => {
            let bytes = Rc::new(text.into_bytes());
            begin(session, DraftSource::File { name: "pasted cells".to_owned(), bytes });
        }
        Import::Encoding(encoding) => {
            read_again(session, |overrides| overrides.encoding = encoding);
        }
        Import::Separator(separator) => {
            read_again(session, |overrides| overrides.separator = separator);
        }
        Import::Header(header) => change_columns(session, |columns| columns.header = header),
        Import::Role(column, role) => change_columns(session, |columns| give_role(columns, column, role)),
        Import::Meaning(meaning) => change_columns(session, |columns| {
            columns.meanings.retain(|old| (old.role, &old.value) != (meaning.role, &meaning.value));
            if !meaning.means.is_empty() {
                columns.meanings.push(meaning.clone());
            }
        }),
        Import::Product(product) => {
            if let Some(draft) = &mut session.draft {
                Rc::make_mut(draft).product = product;
            }
        }
        Import::Use => use_draft(session),
        Import::Discard => session.draft = None,
        Import::Reopen => session.draft = session.source.clone(),
    }
}

/// Starts to read a list.
pub fn begin(session: &mut Session, source: DraftSource) {
    let overrides = Overrides::default();
    let job = source.job(overrides);
    session.view.page = Page::Import;
    session.start(Work::Reading(source, overrides), job);
}

/// A list was read: it becomes the draft. A column plan that the consultant made for the same source
/// stays as long as it fits the new shape.
pub fn arrived(
    session: &mut Session,
    source: DraftSource,
    overrides: Overrides,
    table: crate::diagnostic::Checked<crate::table::Table>,
    proposed: ColumnPlan,
) {
    let earlier = session.draft.as_ref().filter(|draft| draft.source == source);
    let columns = earlier
        .map(|draft| (*draft.columns).clone())
        .filter(|columns| columns.roles.len() == proposed.roles.len() && columns.header == proposed.header)
        .unwrap_or(proposed);
    let inventory = Rc::new(read(&table.value, &columns));
    let product = match &source {
        DraftSource::Sample(sample) => Some(sample.product()),
        DraftSource::File { .. } => earlier
            .and_then(|draft| draft.product)
            .or(inventory.value.product_hint)
            .or(session.project.product),
    };
    session.draft = Some(Rc::new(Draft {
        source,
        overrides,
        table: Rc::new(table.value),
        findings: Rc::new(table.diagnostics),
        columns: Rc::new(columns),
        inventory,
        product,
    }));
}

fn read_again(session: &mut Session, change: impl Fn(&mut Overrides)) {
    if let Some(draft) = session.draft.clone() {
        let mut overrides = draft.overrides;
        change(&mut overrides);
        let job = draft.source.job(overrides);
        session.start(Work::Reading(draft.source.clone(), overrides), job);
    }
}

fn change_columns(session: &mut Session, change: impl Fn(&mut ColumnPlan)) {
    if let Some(draft) = &mut session.draft {
        let draft = Rc::make_mut(draft);
        let mut columns = (*draft.columns).clone();
        change(&mut columns);
        draft.inventory = Rc::new(read(&draft.table, &columns));
        draft.columns = Rc::new(columns);
    }
}

/// Gives a column a role. There is always exactly one feature column: the old one is kept as it is.
fn give_role(columns: &mut ColumnPlan, column: usize, role: Role) {
    let is_feature = columns.roles.get(column) == Some(&Role::Feature);
    if role == Role::Feature {
        for other in &mut columns.roles {
            if *other == Role::Feature {
                *other = Role::Keep;
            }
        }
    } else if is_feature {
        return;
    }
    if let Some(slot) = columns.roles.get_mut(column) {
        *slot = role;
    }
}

fn use_draft(session: &mut Session) {
    let Some(draft) = session.draft.take() else { return };
    let mut project = (*session.project).clone();
    let same_list = project.table.as_ref().is_some_and(|table| table.records == draft.table.records);
    if !same_list {
        let lost = carry_over(&mut project, session, &draft);
        if lost > 0 {
            session.tell(
                false,
                format!(
                    "{lost} decisions belonged to lines that this list does not have; they are not in the project any more. Undo brings the earlier list back with all of them."
                ),
            );
        }
    }
    project.table = Some(Rc::clone(&draft.table));
    project.columns = Some(Rc::clone(&draft.columns));
    project.product = draft.product;
    if let DraftSource::Sample(sample) = draft.source {
        let fresh = Project::default();
        if project.name.is_empty() {
            sample.customer().clone_into(&mut project.name);
        }
        if project.estate == fresh.estate {
            project.estate = Rc::new(sample.estate());
        }
        if project.plan == fresh.plan {
            project.plan = Rc::new(sample.plan());
        }
    }
    session.source = Some(Rc::clone(&draft));
    change_project(session, format!("Use {}", draft.source.name()), project);
    session.view.page = Page::Match;
    session.view.match_filter = MatchFilter::ToDo;
    session.view.row = None;
}

/// Moves decisions, notes and gap decisions to the lines of a new list on which the same feature of the
/// same category stands, if it stands once in both. Returns how many lines lost what was said of them.
fn carry_over(project: &mut Project, session: &Session, draft: &Draft) -> usize {
    let old = unique(session.assessment.inventory.value.features.as_slice());
    let new = unique(draft.inventory.value.features.as_slice());
    let moves: SortedMap<RowId, RowId> =
        old.iter().filter_map(|(key, from)| Some(((*from)?, (*new.get(key)?)?))).collect();
    let said: Vec<RowId> = project
        .decisions
        .keys()
        .chain(project.gaps.keys())
        .chain(project.notes.keys())
        .copied()
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    let lost = said.iter().filter(|row| !moves.contains_key(row)).count();
    project.decisions = Rc::new(moved(&project.decisions, &moves));
    project.gaps = Rc::new(moved(&project.gaps, &moves));
    project.notes = Rc::new(moved(&project.notes, &moves));
    lost
}

/// Rows by name and category; `None` for what stands more than once.
fn unique(features: &[Rc<Feature>]) -> HashMap<(&str, &str), Option<RowId>> {
    let mut rows = HashMap::new();
    for feature in features {
        rows.entry((feature.name.as_str(), feature.category.as_str()))
            .and_modify(|row| *row = None)
            .or_insert(Some(feature.row));
    }
    rows
}

fn moved<T: Clone>(parts: &SortedMap<RowId, T>, moves: &SortedMap<RowId, RowId>) -> SortedMap<RowId, T> {
    parts.iter().filter_map(|(row, part)| Some((*moves.get(row)?, part.clone()))).collect()
}
