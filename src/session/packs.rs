//! Packs in a session: what changes them, how they come from files and go there, what may be kept as own words,
//! and the stamps of judged rows. What a word does in matching is for `matching::packs`.

use super::job::Job;
use super::state::{Session, Work};
use super::update::change_project;
use crate::catalogue::Catalogue;
use crate::catalogue::pack::{Pack, Word};
use crate::diagnostic::Checked;
use crate::gap::drift;
use crate::intake::Feature;
use crate::matching::decision::{Decision, Link, Links};
use crate::model::capability_id::CapabilityId;
use crate::model::day;
use crate::model::product::SourceProduct;
use crate::model::row::RowId;
use crate::model::sorted_set::SortedSet;
use crate::project::Project;
use std::rc::Rc;

/// The pack that confirmed matches are kept in.
pub const OWN_WORDS: &str = "Own words";

/// A change of the packs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackEdit {
    /// Keep words in the pack of own words.
    Keep(Vec<Word>),
    /// Lay a pack over the others.
    Add(Pack),
    /// Take a pack away.
    Remove(String),
    /// Take a word of a pack away, by its place.
    Drop(String, usize),
    /// In a conflict use a source: a pack, or what is built in if empty.
    Choose(String, String),
}

/// The name of a change in the list of what can be undone.
pub fn name(edit: &PackEdit) -> String {
    match edit {
        PackEdit::Keep(words) => match words.as_slice() {
            [one] => format!("Keep “{}” as an own word", one.text),
            many => format!("Keep {} own words", many.len()),
        },
        PackEdit::Add(pack) => format!("Import pack {}", pack.name),
        PackEdit::Remove(pack) => format!("Remove pack {pack}"),
        PackEdit::Drop(pack, _) => format!("Remove a word of {pack}"),
        PackEdit::Choose(..) => "Choose what words mean".to_owned(),
    }
}

/// Changes the packs of a project.
pub fn apply(edit: PackEdit, project: &mut Project) {
    let all = Rc::make_mut(&mut project.packs);
    match edit {
        PackEdit::Keep(words) => {
            if all.pack(OWN_WORDS).is_none() {
                all.packs.push(Pack { name: OWN_WORDS.to_owned(), ..Pack::default() });
            }
            if let Some(pack) = all.packs.iter_mut().find(|pack| pack.name == OWN_WORDS) {
                for word in words {
                    if !pack.words.iter().any(|known| sense(known) == sense(&word)) {
                        pack.words.push(word);
                    }
                }
            }
        }
        PackEdit::Add(mut pack) => {
            let name = pack.name.clone();
            let names = (2_u32..).map(|number| format!("{name} ({number})"));
            let free = std::iter::once(name.clone()).chain(names).find(|name| all.pack(name).is_none());
            pack.name = free.unwrap_or(name);
            all.packs.push(pack);
        }
        PackEdit::Remove(name) => {
            all.packs.retain(|pack| pack.name != name);
            all.choices.retain(|_, chosen| *chosen != name);
        }
        PackEdit::Drop(name, place) => {
            let pack = all.packs.iter_mut().find(|pack| pack.name == name);
            if let Some(pack) = pack.filter(|pack| place < pack.words.len()) {
                pack.words.remove(place);
            }
        }
        PackEdit::Choose(key, source) => {
            all.choices.insert(key, source);
        }
    }
}

/// The links of a decision.
fn links(decision: &Decision) -> impl Iterator<Item = &Link> {
    decision.links().into_iter().flat_map(Links::iter)
}

/// What tells a word from others.
type Sense<'a> = (&'a str, &'a CapabilityId, Option<SourceProduct>);

fn sense(word: &Word) -> Sense<'_> {
    (&word.text, &word.capability, word.product)
}

/// The words that a decided row could teach, without those that Gapline proposes as exact already.
/// The customer's name is not in them.
fn taught(session: &Session, feature: &Feature) -> Vec<Word> {
    let best = super::facets::best(session, feature.row).filter(|best| best.band.is_by_name());
    let decision = session.project.decisions.get(&feature.row);
    let links = decision.into_iter().flat_map(links);
    let unknown = links.filter(|link| best.is_none_or(|best| best.capability != link.capability));
    let word = |link: &Link| Word {
        text: feature.name.to_string(),
        capability: link.capability.clone(),
        relation: link.relation,
        product: session.project.product,
        language: None,
        source: format!("confirmed {}", day::short(session.today)),
    };
    unknown.map(word).collect()
}

/// The words of decided rows that nobody has taught Gapline yet, in the list's order, each once.
pub fn to_keep(session: &Session) -> Vec<Word> {
    let packs = session.project.packs.packs.iter();
    let mut known: SortedSet<Sense<'_>> = packs.flat_map(|pack| pack.words.iter().map(sense)).collect();
    let features = &session.assessment.inventory.value.features;
    let all: Vec<Word> = features.iter().flat_map(|feature| taught(session, feature)).collect();
    all.iter().filter(|word| known.insert(sense(word))).cloned().collect()
}

/// The same of one row.
pub fn to_keep_of(session: &Session, row: RowId) -> Vec<Word> {
    let feature = session.assessment.inventory.value.feature(row);
    let mut words = feature.map_or_else(Vec::new, |feature| taught(session, feature));
    let packs = &session.project.packs.packs;
    words.retain(|word| !packs.iter().flat_map(|pack| &pack.words).any(|known| sense(known) == sense(word)));
    words
}

/// Stamps the rows whose decision an edit changed, and those that were accepted, with what the catalogue says now.
pub fn stamp(catalogue: &Catalogue, before: &Project, after: &mut Project, accepted: &[RowId]) {
    let decisions = Rc::clone(&after.decisions);
    let changed = decisions.iter().filter(|(row, now)| before.decisions.get(row) != Some(now));
    let gone = before.decisions.keys().filter(|row| !decisions.contains_key(row));
    let rows: Vec<RowId> = changed.map(|(row, _)| row).chain(gone).chain(accepted).copied().collect();
    if rows.is_empty() {
        return;
    }
    let stamps = Rc::make_mut(&mut after.stamps);
    for row in rows {
        let linked = decisions.get(&row).into_iter().flat_map(links).map(|link| &link.capability);
        let stamp = drift::stamp(catalogue, linked);
        if stamp.is_empty() {
            stamps.remove(&row);
        } else {
            stamps.insert(row, stamp);
        }
    }
}

/// Decided rows of which it is not known what the catalogue said: an earlier Gapline kept no stamps.
pub fn unstamped(session: &Session) -> Vec<RowId> {
    let project = &session.project;
    let is_known = |link: &Link| session.knowledge.catalogue.capability(&link.capability).is_some();
    project
        .decisions
        .iter()
        .filter(|(row, decision)| !project.stamps.contains_key(row) && links(decision).any(is_known))
        .map(|(row, _)| *row)
        .collect()
}

/// A pack was read: it is laid over the others, and what was found is shown.
pub fn arrived(session: &mut Session, file: &str, read: Checked<Pack>) {
    let Checked { value: pack, diagnostics } = read;
    let found = diagnostics.len();
    session.pack_findings = Rc::new(diagnostics);
    let see =
        if found == 0 { String::new() } else { format!(" {found} findings stand below “Your packs”.") };
    let (words, entries) = (pack.words.len(), pack.entries.len());
    if words + entries == 0 {
        session
            .tell(true, format!("{file} holds no own word and no own capability; nothing was added.{see}"));
        return;
    }
    let edit = PackEdit::Add(pack);
    let mut project = (*session.project).clone();
    let did = name(&edit);
    apply(edit, &mut project);
    let called = project.packs.packs.last().map(|pack| pack.name.clone()).unwrap_or_default();
    change_project(session, did, project);
    session
        .tell(false, format!("Pack {called} was added: {words} own words, {entries} own capabilities.{see}"));
}

/// What follows from changed packs: another catalogue, and other conflicts.
pub fn changed(session: &mut Session) {
    session.knowledge = Rc::new(session.knowledge.with(&session.project.packs));
    compare(session);
}

/// Has the worker look where the packs disagree.
pub fn compare(session: &mut Session) {
    session.conflicts = Rc::default();
    super::jobs::forget(session, &Work::Comparing);
    if !session.project.packs.packs.is_empty() {
        session.start(Work::Comparing, Job::Conflicts);
    }
}
