//! The import: a list is read into a draft, looked at, and used or left alone.
//! Using another list never drops a decision silently.

use super::action::{Import, Shape};
use super::facets::Facets;
use super::given::Given;
use super::job::Job;
use super::look::{Look, Looked, Remembered};
use super::state::{Draft, ReadList, Session, Work};
use super::update::change_project;
use super::view::{LineFilter, Page};
use super::{counting, take_over};
use crate::devices::read::Want;
use crate::intake::compare::Comparison;
use crate::intake::{ColumnPlan, Role, shape};
use crate::project::Project;
use crate::table::Overrides;
use std::rc::Rc;

/// Handles a step of an import.
pub fn handle(session: &mut Session, step: Import) {
    match step {
        Import::Give(given) => {
            session.queue = Rc::new(given);
            next(session);
        }
        Import::Devices(devices) => counting::take_as(session, devices),
        Import::Field(column, field) => counting::change(session, |plan| {
            if let Some(slot) = plan.fields.get_mut(column) {
                *slot = field;
            }
        }),
        Import::Means(value, platform) => counting::change(session, |plan| {
            match platform {
                Some(platform) => plan.meanings.insert(value.clone(), platform),
                None => plan.meanings.remove(&value),
            };
        }),
        Import::Encoding(encoding) => {
            read_again(session, |overrides| overrides.encoding = encoding);
        }
        Import::Separator(separator) => {
            read_again(session, |overrides| overrides.separator = separator);
        }
        Import::Quote(quote) => read_again(session, |overrides| overrides.quote = quote),
        Import::Sheet(sheet) => read_again(session, |overrides| overrides.sheet = Some(sheet)),
        Import::Header(header, two_rows) => move_header(session, header, two_rows),
        Import::Shape(shape, on) => change_columns(session, |columns| match shape {
            Shape::Sections => columns.sections = on,
            Shape::Fill => columns.fill = on,
            Shape::Notes => columns.notes = on,
        }),
        Import::Line(row, kept) => change_columns(session, |columns| match kept {
            Some(kept) => {
                columns.by_hand.insert(row, kept);
            }
            None => {
                columns.by_hand.remove(&row);
            }
        }),
        Import::Role(column, role) => change_columns(session, |columns| give_role(columns, column, role)),
        Import::Meaning(meaning) => change_columns(session, |columns| {
            columns.meanings.retain(|old| (old.role, &old.value) != (meaning.role, &meaning.value));
            if !meaning.means.is_empty() {
                columns.meanings.push(meaning.clone());
            }
        }),
        Import::Numbers(said) => change_columns(session, |columns| columns.numbers = said),
        Import::Product(product) => {
            if let Some(draft) = &mut session.draft {
                Rc::make_mut(draft).product = product;
            }
        }
        Import::Accept(differences, accept) => {
            if let Some(draft) = &mut session.draft {
                let refused = Rc::make_mut(&mut Rc::make_mut(draft).refused);
                for difference in differences {
                    if accept {
                        refused.remove(&difference);
                    } else {
                        refused.insert(difference);
                    }
                }
            }
        }
        Import::Use if is_read_again(session) => session.use_when_read = true,
        Import::Use => {
            // Another list that is still being read was never looked at.
            stop_reading(session);
            counting::use_counted(session);
            use_draft(session);
        }
        Import::Discard => {
            stop_reading(session);
            session.draft = None;
            session.counted = None;
            next(session);
        }
        Import::Reopen => session.draft = session.source.clone(),
    }
}

/// Goes on to the next of the lists that were given together.
pub fn next(session: &mut Session) {
    if !session.queue.is_empty() {
        let given = Rc::make_mut(&mut session.queue).remove(0);
        begin(session, given);
    }
}

/// Starts to read a list.
fn begin(session: &mut Session, given: Given) {
    session.view.page = Page::Import;
    session.view.line = None;
    session.view.line_filter = LineFilter::All;
    let remembered = remembered(session);
    look(session, Look { remembered, devices: Some(Want::Detect), ..Look::of(given, Overrides::default()) });
}

/// How the project's list is read.
fn remembered(session: &Session) -> Option<Remembered> {
    let (table, columns) = (session.project.table.as_ref()?, session.project.columns.as_ref()?);
    Some(Remembered { headings: shape::headings(table, columns), columns: (**columns).clone() })
}

/// Asks the worker; an earlier question is not waited for any more. What is looked at is compared with the
/// list in use, if that has features, closed ones included.
pub fn look(session: &mut Session, look: Look) {
    let work = Work::Reading(look.given.clone(), look.overrides);
    stop_reading(session);
    let compare = has_list(session);
    session.start(work, Job::Look(Box::new(Look { compare, ..look })));
}

fn has_list(session: &Session) -> bool {
    let list = &session.list.value;
    !list.features.is_empty() || !list.closed.is_empty()
}

/// Whether the draft's own list is being read another way.
fn is_read_again(session: &Session) -> bool {
    let draft = session.draft.as_ref().map(|draft| &draft.given);
    let Some(looked_at) = draft.or(session.counted.as_ref().map(|counted| &counted.given)) else {
        return false;
    };
    session
        .running
        .values()
        .any(|running| matches!(&running.work, Work::Reading(given, _) if given == looked_at))
}

fn stop_reading(session: &mut Session) {
    session.use_when_read = false;
    Rc::make_mut(&mut session.running).retain(|_, running| !matches!(running.work, Work::Reading(..)));
}

/// A list was read: it becomes the draft.
pub fn arrived(session: &mut Session, given: Given, overrides: Overrides, looked: Looked) {
    let earlier = session.draft.as_ref().filter(|draft| draft.given == given);
    let (table, findings) = match (looked.table, earlier) {
        (Some(table), _) => (Rc::new(table.value), Rc::new(table.diagnostics)),
        (None, Some(draft)) => (Rc::clone(&draft.table), Rc::clone(&draft.findings)),
        // The draft was left alone meanwhile.
        (None, None) => return,
    };
    let product = match &given {
        Given::Sample(sample) => Some(sample.product()),
        _ => earlier
            .and_then(|draft| draft.product)
            .or(looked.inventory.value.product_hint)
            .or(session.project.product),
    };
    // The same table needs no comparison: its lines are the same.
    let is_same = session.project.table.as_ref().is_some_and(|known| known.records == table.records);
    let comparison = looked.comparison.filter(|_| !is_same).map(Rc::new);
    let refused = earlier.map(|draft| Rc::clone(&draft.refused)).unwrap_or_default();
    session.counted = None;
    session.draft = Some(Rc::new(Draft {
        given,
        overrides,
        table,
        findings,
        columns: Rc::new(looked.columns),
        remembered: looked.remembered,
        grounds: Rc::new(looked.grounds),
        products: looked.products,
        empty: looked.empty,
        letters: looked.letters,
        inventory: Rc::new(looked.inventory),
        comparison,
        refused,
        product,
    }));
    if std::mem::take(&mut session.use_when_read) {
        use_draft(session);
    }
}

fn read_again(session: &mut Session, change: impl Fn(&mut Overrides)) {
    if let Some(draft) = session.draft.clone() {
        let mut overrides = draft.overrides;
        change(&mut overrides);
        // Another sheet is another list.
        let same = overrides.sheet == draft.overrides.sheet;
        let columns = same.then(|| (*draft.columns).clone());
        look(
            session,
            Look {
                columns,
                remembered: remembered(session),
                have: Some(draft.overrides),
                ..Look::of(draft.given.clone(), overrides)
            },
        );
    }
}

/// Changes how the columns are read: at once on the screen, and what comes of it when the worker says so.
fn change_columns(session: &mut Session, change: impl Fn(&mut ColumnPlan)) {
    change_and_look(session, change, None);
}

/// Another header: the worker proposes anew what the consultant did not choose.
fn move_header(session: &mut Session, header: Option<usize>, two_rows: bool) {
    let from = session.draft.as_ref().map(|draft| (draft.columns.header, draft.columns.two_rows));
    let change = |columns: &mut ColumnPlan| {
        columns.header = header;
        columns.two_rows = two_rows && header.is_some();
    };
    change_and_look(session, change, from);
}

fn change_and_look(
    session: &mut Session,
    change: impl Fn(&mut ColumnPlan),
    moved_from: Option<(Option<usize>, bool)>,
) {
    if let Some(draft) = &mut session.draft {
        let draft = Rc::make_mut(draft);
        let mut columns = (*draft.columns).clone();
        change(&mut columns);
        draft.columns = Rc::new(columns.clone());
        let (given, overrides) = (draft.given.clone(), draft.overrides);
        let columns = Some(columns);
        look(session, Look { columns, moved_from, have: Some(overrides), ..Look::of(given, overrides) });
    }
}

/// Gives a column a role. There is always exactly one feature column: the old one is kept as it is.
fn give_role(columns: &mut ColumnPlan, column: usize, role: Role) {
    let is_feature = columns.roles.get(column) == Some(&Role::Feature);
    if matches!(role, Role::Feature | Role::InUse) {
        for other in &mut columns.roles {
            if *other == role {
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
    let mut used = (*draft).clone();
    let same_list = project.table.as_ref().is_some_and(|table| table.records == draft.table.records);
    if same_list {
        let stays = project.columns.as_ref().map(|columns| columns.earlier.clone()).unwrap_or_default();
        if draft.columns.earlier != stays {
            used.columns = Rc::new(ColumnPlan { earlier: stays, ..(*draft.columns).clone() });
        }
    } else if project.table.is_some() {
        match &draft.comparison {
            Some(comparison) => take_over::take_over(&mut project, session, comparison, &mut used),
            None if has_list(session) => {
                // It was looked at while the list in use was not read yet, or by a worker that died since.
                let (given, overrides) = (draft.given.clone(), draft.overrides);
                let columns = Some((*draft.columns).clone());
                session.draft = Some(draft);
                look(session, Look { columns, have: Some(overrides), ..Look::of(given, overrides) });
                session.use_when_read = true;
                return;
            }
            None if take_over::says_anything(&project)
                && !session.lists.iter().any(|list| list.is_of(&project)) =>
            {
                session.draft = Some(draft);
                session.tell(true, "The list in use is not read yet, so this one cannot be compared with it. Try again in a moment.");
                return;
            }
            None => take_over::take_over(&mut project, session, &Comparison::default(), &mut used),
        }
    }
    if used.columns == draft.columns {
        session.remember(ReadList {
            table: Rc::clone(&draft.table),
            columns: Rc::clone(&draft.columns),
            inventory: Rc::clone(&draft.inventory),
        });
    }
    project.table = Some(Rc::clone(&used.table));
    project.columns = Some(Rc::clone(&used.columns));
    project.product = used.product;
    if let Given::Sample(sample) = used.given {
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
    let name = format!("Use {}", used.given.name());
    used.comparison = None;
    used.refused = Rc::default();
    session.source = Some(Rc::new(used));
    change_project(session, name, project);
    session.view.page = Page::Match;
    session.view.facets = Facets::default();
    session.view.row = None;
    next(session);
}
