//! Packs of the user and the drift check: files, layers, conflicts, own capabilities, verdicts that would change.

use crate::journeys::{Desk, LIST, with_list};
use gapline::assess::Knowledge;
use gapline::catalogue::pack::{Entry, OWN, Pack, Packs, Word, layered};
use gapline::catalogue::phrases::Language;
use gapline::catalogue::{Capability, Catalogue, Confidence, Support, load, pack_file};
use gapline::export::Deliverable;
use gapline::gap::drift;
use gapline::intake::Feature;
use gapline::matching::Band;
use gapline::matching::decision::{Decision, Link};
use gapline::matching::index::Index;
use gapline::matching::packs::{Conflict, conflicts, lay_over};
use gapline::matching::rank::Ranker;
use gapline::matching::vocabulary::Vocabulary;
use gapline::model::capability_id::CapabilityId;
use gapline::model::licence::LicenceNeed;
use gapline::model::platform::Platform;
use gapline::model::product::SourceProduct;
use gapline::model::row::RowId;
use gapline::model::sorted_map::SortedMap;
use gapline::model::verdict::{Coverage, Relation, Verdict};
use gapline::project::file;
use gapline::session::action::{Action, Edit, Import};
use gapline::session::packs::{OWN_WORDS, PackEdit, to_keep, to_keep_of, unstamped};
use gapline::session::view::Page;
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::rc::Rc;

fn text() -> impl Strategy<Value = String> {
    // Formulas, apostrophes before them, quotation marks, separators and line ends.
    "['=+@-]{0,3}[a-zA-Zäß0-9 '\"=+@;,|:<>\t\n\r＝-]{0,16}"
}

fn some_text() -> impl Strategy<Value = String> {
    text().prop_filter("not blank", |text| !text.trim().is_empty())
}

fn word() -> impl Strategy<Value = Word> {
    (
        some_text(),
        proptest::sample::select(vec!["remote-wipe", "retire", "own-tool", "gone-entry"]),
        proptest::sample::select(Relation::ALL.to_vec()),
        proptest::option::of(proptest::sample::select(SourceProduct::ALL.to_vec())),
        proptest::option::of(proptest::sample::select(Language::ALL.to_vec())),
        text(),
    )
        .prop_map(|(text, id, relation, product, language, source)| Word {
            text,
            capability: id.into(),
            relation,
            product,
            language,
            source,
        })
}

fn entry() -> impl Strategy<Value = Entry> {
    let support = proptest::sample::select(vec![Support::Yes, Support::Partial, Support::No]);
    (
        ("own-[a-z0-9]{1,6}", some_text(), text(), text(), text(), text(), text()),
        proptest::sample::select(Coverage::ALL.to_vec()),
        proptest::collection::btree_map(proptest::sample::select(Platform::ALL.to_vec()), support, 0..4),
        0u64..4000,
    )
        .prop_map(|((id, name, summary, area, licence, instead, source), coverage, platforms, day)| {
            Entry {
                id: id.as_str().into(),
                name,
                summary,
                area,
                coverage,
                platforms: platforms.into_iter().collect(),
                licence,
                instead,
                as_of: chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(day),
                source,
            }
        })
}

prop_compose! {
    fn pack()(
        name in some_text(),
        author in text(),
        words in proptest::collection::vec(word(), 0..6),
        entries in proptest::collection::vec(entry(), 0..4),
    ) -> Pack {
        let mut known: Vec<CapabilityId> = Vec::new();
        let entries = entries.into_iter().filter(|entry| {
            let fresh = !known.contains(&entry.id);
            known.push(entry.id.clone());
            fresh
        });
        Pack { name, author, words, entries: entries.collect() }
    }
}

prop_compose! {
    /// Any packs, for the project file's own law.
    pub fn packs()(packs in proptest::collection::vec(pack(), 0..3), key in text(), source in text()) -> Packs {
        Packs { packs, choices: SortedMap::from([(key, source)]) }
    }
}

fn read(text: &str) -> gapline::diagnostic::Checked<Pack> {
    pack_file::read("my pack.csv", text.as_bytes(), &load::builtin()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn a_pack_round_trips_through_its_file_and_no_cell_runs_as_a_formula(pack in pack()) {
        let file = pack_file::write(&pack);
        let mut cells = csv::ReaderBuilder::new().has_headers(false).from_reader(file.trim_start_matches('\u{feff}').as_bytes());
        for record in cells.records() {
            for cell in record.unwrap().iter() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{cell:?}");
            }
        }
        let again = read(&file);
        prop_assert_eq!(&again.value, &pack);
        prop_assert!(again.diagnostics.iter().all(|one| one.code.ends_with(".unknown")), "{:?}", again.diagnostics);
    }

    #[test]
    fn every_line_is_taken_over_or_a_finding_with_its_number(
        rows in proptest::collection::vec(
            (
                proptest::sample::select(vec!["pack", "synonym", "capability", "Synonym ", "term", ""]),
                proptest::sample::select(vec!["remote-wipe", "own-a", "own-b", "own-", "a", ""]),
                proptest::sample::select(vec!["A name", "=1+1", ""]),
                proptest::sample::select(vec!["native", "NONE", "much", ""]),
                proptest::sample::select(vec!["2026-11-01", "1.11.2026", ""]),
            ),
            0..40,
        )
    ) {
        let lines: Vec<String> = rows.iter().map(|(kind, id, text, coverage, day)| format!("{kind},{id},{text},{coverage},{day}\n")).collect();
        let read = read(&format!("kind,capability,text,coverage,as_of\n{}", lines.concat()));
        let refused: Vec<u32> = read.diagnostics.iter().filter(|one| one.code == "pack.line.unread").filter_map(|one| one.place.line).collect();
        let blank = lines.iter().filter(|line| line.as_str() == ",,,,\n").count();
        let named = usize::from(read.value.name != "my pack");
        prop_assert_eq!(read.value.words.len() + read.value.entries.len() + named + refused.len() + blank, rows.len());
        prop_assert!(refused.iter().all(|line| *line >= 2 && *line as usize <= rows.len() + 1));
    }
}

#[test]
fn what_is_wrong_in_a_pack_is_said_with_line_and_column() {
    let file = "our list;;;\n\
        kind;capability;Text;colour;product\n\
        pack;;Contoso tools;;\n\
        synonym;remote-wipe;Wipe-O-Matic;red;jamf\n\
        synonym;remote-wipe;Wipe it;;wordperfect\n\
        synonym;no-such-thing;Frobnicate;;\n\
        capability;contoso;Contoso;;\n\
        ;;;;\n\
        thing;;x;;\n\
        pack;;Again;;\n";
    let read = read(file);
    assert_eq!(read.value.name, "Contoso tools");
    assert_eq!(
        read.value.words.iter().map(|word| (word.text.as_str(), word.product)).collect::<Vec<_>>(),
        [("Wipe-O-Matic", Some(SourceProduct::Jamf)), ("Frobnicate", None)]
    );
    let found: Vec<(&str, Option<u32>, Option<&str>)> = read
        .diagnostics
        .iter()
        .map(|one| (one.code.as_ref(), one.place.line, one.place.column.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            ("pack.line.unread", Some(1), None),
            ("pack.column.unknown", Some(2), Some("colour")),
            ("pack.line.unread", Some(5), Some("product")),
            ("pack.line.unread", Some(7), Some("capability")),
            ("pack.line.unread", Some(9), Some("kind")),
            ("pack.line.unread", Some(10), Some("kind")),
            ("pack.capability.unknown", Some(6), Some("capability")),
        ]
    );
    assert!(pack_file::read("x.csv", b"a,b\n1,2\n", &load::builtin()).unwrap_err().contains("kind"));
}

const PARTNER: &str = "kind,capability,text,relation,product,language,summary,area,coverage,platforms,licence,instead,as_of,source\n\
pack,,Contoso tools,,,,,,,,,,,Contoso workplace team\n\
capability,own-contoso-fence,Contoso Fence,,,,Locks devices outside the yard.,Location,partner,android-corp=yes;ios=no,,Contoso Fence 4,2026-10-01,contract of 2025\n\
synonym,own-contoso-fence,Geofencing,same,,,,,,,,,,\n\
synonym,retire,Enterprise Wipe,same,,,,,,,,,,\n\
synonym,remote-lock,Blockade,same,jamf,en,,,,,,,,\n";

fn pack_of(file: &str) -> Pack {
    let read = read(file);
    assert_eq!(read.diagnostics, []);
    read.value
}

fn of(packs: Vec<Pack>) -> Packs {
    Packs { packs, choices: SortedMap::default() }
}

/// The best candidate of a name, with packs, for a product's list.
fn best(packs: &Packs, name: &str, product: Option<SourceProduct>) -> (String, Band, Relation) {
    let catalogue = layered(&load::builtin(), packs);
    let index = Index::new(&catalogue, &lay_over(Vocabulary::builtin(), &catalogue, packs, product));
    let feature = Feature { name: name.into(), ..Feature::default() };
    let proposal = Ranker::new(&index).propose(&feature, product);
    let best = proposal.candidates.first().unwrap();
    (best.capability.to_string(), best.band, best.relation)
}

#[test]
fn own_words_win_over_built_in_names_that_say_something_else() {
    let catalogue = load::builtin();
    let step = 7;
    let pairs: Vec<(&Rc<Capability>, &Rc<Capability>)> =
        catalogue.capabilities.iter().zip(catalogue.capabilities.iter().skip(1)).step_by(step).collect();
    let words = pairs.iter().map(|(named, meant)| Word {
        text: named.name.clone(),
        capability: meant.id.clone(),
        relation: Relation::Similar,
        product: None,
        language: None,
        source: String::new(),
    });
    let packs = of(vec![Pack { name: "Turned".to_owned(), words: words.collect(), ..Pack::default() }]);
    let index = Index::new(&catalogue, &lay_over(Vocabulary::builtin(), &catalogue, &packs, None));
    let mut ranker = Ranker::new(&index);
    for (named, meant) in &pairs {
        let feature = Feature { name: named.name.as_str().into(), ..Feature::default() };
        let first = ranker.propose(&feature, None).candidates.into_iter().next().unwrap();
        assert_eq!(
            (first.capability, first.band, first.relation),
            (meant.id.clone(), Band::Exact, Relation::Similar),
            "{}",
            named.name
        );
    }
    assert!(conflicts(&catalogue, &Vocabulary::builtin(), &packs).len() >= pairs.len() - 2);
}

#[test]
fn a_pack_without_words_changes_no_catalogue_and_laying_over_twice_is_once() {
    let builtin = load::builtin();
    assert!(builtin.capabilities.iter().all(|entry| !entry.id.as_str().starts_with(OWN)));
    assert_eq!(layered(&builtin, &Packs::default()), builtin);
    let packs = of(vec![pack_of(PARTNER)]);
    let once = layered(&builtin, &packs);
    assert_eq!(layered(&once, &packs), once);
    assert_eq!(once.capabilities[..builtin.capabilities.len()], builtin.capabilities[..]);
    assert_eq!(once.capabilities.len(), builtin.capabilities.len() + 1);
    assert_eq!(layered(&once, &Packs::default()), builtin);
    assert_eq!(layered(&Catalogue::default(), &packs), Catalogue::default(), "not there yet");
}

#[test]
fn a_word_of_another_product_counts_as_that_products() {
    let packs = of(vec![pack_of(PARTNER)]);
    assert_eq!(best(&packs, "Blockade", Some(SourceProduct::Jamf)).1, Band::Exact);
    let elsewhere = best(&packs, "Blockade", Some(SourceProduct::Soti));
    assert_eq!(elsewhere.0, "remote-lock");
    assert_ne!(elsewhere.1, Band::Exact);
}

#[test]
fn conflicts_are_found_and_each_choice_is_followed() {
    let second = "kind,capability,text,coverage,as_of\n\
        pack,,Second,,\n\
        capability,own-contoso-fence,Contoso Fence,none,2026-11-01\n\
        synonym,remote-wipe,enterprise wipe,,\n\
        synonym,remote-wipe,A word that nobody has,,\n";
    let mut packs = of(vec![pack_of(PARTNER), pack_of(second)]);
    let catalogue = load::builtin();
    let found = |packs: &Packs| conflicts(&catalogue, &Vocabulary::builtin(), packs);
    let keys = |found: &[Conflict]| found.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&found(&packs)), ["enterprise wipe", "geofencing", "own-contoso-fence"]);
    let sources = |conflict: &Conflict| {
        let mut sources: Vec<String> = conflict.claims.iter().map(|claim| claim.source.clone()).collect();
        sources.dedup();
        sources
    };
    let at = |packs: &Packs, key: &str| found(packs).into_iter().find(|one| one.key == key).unwrap();
    assert_eq!(sources(&at(&packs, "enterprise wipe")), ["", "Contoso tools", "Second"]);
    assert_eq!(sources(&at(&packs, "geofencing")), ["", "Contoso tools"]);

    // Without a choice the uppermost pack counts, over the built-in words too.
    assert_eq!(at(&packs, "enterprise wipe").used, "Second");
    let ws1 = Some(SourceProduct::WorkspaceOne);
    assert_eq!(best(&packs, "Enterprise Wipe", ws1).0, "remote-wipe");
    assert_eq!(
        best(&packs, "Geofencing", ws1),
        ("own-contoso-fence".to_owned(), Band::Exact, Relation::Same)
    );
    let fence = |packs: &Packs| {
        let layered = layered(&catalogue, packs);
        layered.capability(&"own-contoso-fence".into()).map(|entry| entry.coverage)
    };
    assert_eq!(fence(&packs), Some(Coverage::None));

    packs.choices.insert("enterprise wipe".to_owned(), "Contoso tools".to_owned());
    packs.choices.insert("own-contoso-fence".to_owned(), "Contoso tools".to_owned());
    packs.choices.insert("geofencing".to_owned(), String::new());
    assert_eq!(best(&packs, "Enterprise Wipe", ws1).0, "retire");
    assert_eq!(best(&packs, "Geofencing", ws1).0, "geofencing");
    assert_eq!(fence(&packs), Some(Coverage::Partner));
    let used: Vec<String> = found(&packs).into_iter().map(|one| one.used).collect();
    assert_eq!(used, ["Contoso tools", "", "Contoso tools"], "a conflict stays listed with its choice");

    // A choice for a pack that is gone does not count.
    packs.packs.remove(0);
    assert_eq!(at(&packs, "enterprise wipe").used, "Second");
    assert_eq!(fence(&packs), Some(Coverage::None));
}

#[test]
fn an_own_capability_with_a_built_in_name_can_give_way() {
    let file = "kind,capability,text,coverage,as_of\n\
        pack,,Mine,,\n\
        capability,own-help,Remote lock,partner,2026-11-01\n";
    let mut packs = of(vec![pack_of(file)]);
    assert_eq!(best(&packs, "Remote lock", None).0, "own-help");
    packs.choices.insert("remote lock".to_owned(), String::new());
    assert_eq!(best(&packs, "Remote lock", None).0, "remote-lock");
}

fn import(desk: &mut Desk, name: &str, text: &str) {
    desk.give_pack(name, text);
}

fn decide(desk: &mut Desk, row: u32, id: &str) {
    let link = Link::new(id.into(), Relation::Same);
    desk.send(Action::Edit(Edit::Decide(vec![(RowId(row), Some(Decision::Confirmed(link.into())))])));
}

fn verdict(desk: &Desk, row: u32) -> Verdict {
    desk.session.assessment.gap.rows.iter().find(|one| one.row == RowId(row)).unwrap().verdict
}

#[test]
fn a_partners_product_matches_gets_a_verdict_and_stands_in_the_documents_without_a_rebuild() {
    let mut desk = with_list();
    import(&mut desk, "contoso.csv", PARTNER);
    assert_eq!(desk.session.project.packs.packs[0].author, "Contoso workplace team");
    assert_eq!(desk.session.conflicts.len(), 1, "{:?}", desk.session.conflicts);
    let id = CapabilityId::from("own-contoso-fence");
    let entry = desk.session.knowledge.catalogue.capability(&id).cloned().expect("it is in the catalogue");
    assert_eq!((entry.confidence, entry.doc[0].as_str()), (Confidence::Pack, "pack “Contoso tools”"));
    let candidate = desk.session.candidates.rows.get(&RowId(3)).unwrap().best().unwrap().clone();
    assert_eq!((candidate.capability, candidate.band), (id.clone(), Band::Exact));

    decide(&mut desk, 3, "own-contoso-fence");
    assert_eq!(verdict(&desk, 3), Verdict::Partner);
    desk.send(Action::Deliver(Deliverable::Report)).send(Action::Deliver(Deliverable::Gaps));
    for document in ["report.html", "gaps.csv"] {
        let text = desk.text_of(document);
        assert!(text.contains("Contoso Fence") && text.contains("pack “Contoso tools”"), "{document}");
    }

    // The project carries its packs; a colleague needs nothing else.
    desk.send(Action::Save);
    let saved = desk.text_of(".gapline");
    let mut colleague = Desk::new();
    colleague.drop_file("contoso.gapline", &saved);
    assert_eq!(colleague.session.project.packs, desk.session.project.packs);
    assert_eq!(verdict(&colleague, 3), Verdict::Partner);
    assert_eq!(colleague.session.conflicts, desk.session.conflicts);

    // Removed, the decision stays and says what is missing; one undo brings it back.
    desk.send(Action::Edit(Edit::Packs(PackEdit::Remove("Contoso tools".to_owned()))));
    assert!(desk.session.knowledge.catalogue.capability(&id).is_none());
    assert!(desk.session.conflicts.is_empty());
    assert_eq!(verdict(&desk, 3), Verdict::Open);
    desk.send(Action::Undo);
    assert_eq!(verdict(&desk, 3), Verdict::Partner);
    assert_eq!(desk.session.conflicts.len(), 1);
    assert!(desk.session.candidates.rows.get(&RowId(3)).unwrap().best().is_some());
}

#[test]
fn a_pack_exported_is_the_pack_imported_and_the_same_name_never_replaces() {
    let mut desk = with_list();
    import(&mut desk, "contoso.csv", PARTNER);
    desk.send(Action::SavePack("Contoso tools".to_owned()));
    let exported = desk.text_of("contoso-tools.csv");
    import(&mut desk, "again.csv", &exported);
    let packs = desk.session.project.packs.packs.clone();
    assert_eq!(
        packs.iter().map(|pack| pack.name.as_str()).collect::<Vec<_>>(),
        ["Contoso tools", "Contoso tools (2)"]
    );
    assert_eq!((&packs[0].words, &packs[0].entries), (&packs[1].words, &packs[1].entries));
    desk.send(Action::Undo);
    assert_eq!(desk.session.project.packs.packs.len(), 1);
}

#[test]
fn a_pack_with_bad_lines_shows_them_and_one_without_any_good_line_adds_nothing() {
    let mut desk = with_list();
    import(&mut desk, "bad.csv", "kind,capability,text\nsynonym,retire,Wipe it\nsynonym,,Lost\n");
    assert_eq!(desk.session.project.packs.packs[0].name, "bad");
    assert_eq!(desk.session.pack_findings.len(), 1);
    assert_eq!(desk.session.pack_findings[0].place.line, Some(3));
    let before = Rc::clone(&desk.session.project);
    import(&mut desk, "none.csv", "kind,capability,text\nsynonym,,Lost\n");
    assert!(Rc::ptr_eq(&before, &desk.session.project));
    assert!(desk.session.notices.last().unwrap().bad);
    import(&mut desk, "list.csv", "a,b\n1,2\n");
    assert!(Rc::ptr_eq(&before, &desk.session.project));
}

#[test]
fn confirmed_matches_are_kept_as_own_words_and_teach_the_next_project() {
    let mut desk = with_list();
    decide(&mut desk, 5, "custom-compliance");
    let exact = desk.session.candidates.rows.get(&RowId(2)).unwrap().best().unwrap().clone();
    assert_eq!(exact.band, Band::Exact);
    decide(&mut desk, 2, exact.capability.as_str());
    let keep = to_keep(&desk.session);
    assert_eq!(
        keep.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(),
        ["Something nobody knows"],
        "what is exact already teaches nothing"
    );
    assert_eq!(to_keep_of(&desk.session, RowId(5)), keep);
    assert_eq!(to_keep_of(&desk.session, RowId(2)), []);
    assert_eq!(keep[0].source, "confirmed 23 Nov 2026", "no customer's name");
    desk.send(Action::Edit(Edit::Packs(PackEdit::Keep(keep))));
    assert!(to_keep(&desk.session).is_empty());
    assert_eq!(
        desk.session.history.past.last().unwrap().name,
        "Keep “Something nobody knows” as an own word"
    );
    desk.send(Action::SavePack(OWN_WORDS.to_owned()));

    let mut next = Desk::new();
    let file = desk.text_of("own-words.csv");
    import(&mut next, "own-words.csv", &file);
    next.drop_file("airwatch features.csv", LIST).send(Action::Import(Import::Use));
    let found = next.session.candidates.rows.get(&RowId(5)).unwrap().best().unwrap().clone();
    assert_eq!((found.capability.as_str(), found.band), ("custom-compliance", Band::Exact));
    assert!(next.session.project.decisions.is_empty(), "nothing is accepted by itself");

    // A word that was wrong is taken away again.
    next.send(Action::Edit(Edit::Packs(PackEdit::Drop(OWN_WORDS.to_owned(), 0))));
    let again =
        next.session.candidates.rows.get(&RowId(5)).unwrap().best().map(|one| one.capability.to_string());
    assert_ne!(again.as_deref(), Some("custom-compliance"));
}

/// The catalogue as it might have been: another coverage, platform flag and licence, and an entry more.
fn older() -> Knowledge {
    let mut knowledge = Knowledge::builtin();
    let mut entries = knowledge.catalogue.capabilities.clone();
    for entry in &mut entries {
        let mut changed = (**entry).clone();
        match entry.id.as_str() {
            "remote-wipe" => changed.coverage = Coverage::None,
            "remote-lock" => {
                changed.platforms.insert(Platform::AndroidCorp, Support::No);
            }
            "restart-device" => changed.licence = LicenceNeed::parse("intune-plan-1;teamviewer"),
            "geofencing" => changed.summary = "Says the same in other words.".to_owned(),
            _ => continue,
        }
        *entry = Rc::new(changed);
    }
    let first = (*entries[0]).clone();
    entries.push(Rc::new(Capability { id: "old-entry".into(), platforms: SortedMap::default(), ..first }));
    knowledge.catalogue = Catalogue::of(entries);
    knowledge
}

fn changed(desk: &Desk) -> Vec<(u32, Verdict, Verdict, String)> {
    let rows = desk.session.assessment.gap.rows.iter();
    rows.filter_map(|row| {
        let changed = row.changed.as_ref()?;
        Some((row.row.0, changed.before, row.verdict, changed.why.join(" ")))
    })
    .collect()
}

/// A project that was judged with the older catalogue and opened with the present one.
fn judged_before() -> Desk {
    let mut desk = Desk::new();
    let list =
        "Feature,Platform\nErase,iOS\nLock,Android\nRestart,iOS\nOld thing,iOS\nFence,iOS\nNot judged,iOS\n";
    desk.drop_file("features.csv", list).send(Action::Import(Import::Use));
    desk.session.knowledge = Rc::new(older());
    for (row, id) in (2..).zip(["remote-wipe", "remote-lock", "restart-device", "old-entry", "geofencing"]) {
        decide(&mut desk, row, id);
    }
    assert_eq!(changed(&desk), []);
    desk.send(Action::Save);
    let saved = desk.text_of(".gapline");
    let mut later = Desk::new();
    later.drop_file("features.gapline", &saved);
    later
}

#[test]
fn verdicts_that_a_newer_catalogue_changes_are_listed_with_the_reason() {
    let desk = judged_before();
    let expected = [
        (
            2,
            Verdict::NoEquivalent,
            Verdict::Native,
            "Remote wipe (factory reset): coverage was No equivalent, is Native.",
        ),
        (3, Verdict::NoEquivalent, Verdict::Native, "Remote lock: Android corporate was no, is yes."),
        (
            4,
            Verdict::OtherService,
            Verdict::Native,
            "Restart device: licence was Intune Plan 1 + TeamViewer, is Intune Plan 1.",
        ),
        (5, Verdict::Native, Verdict::Open, "old-entry: the catalogue has this entry no more."),
    ];
    let found = changed(&desk);
    assert_eq!(found.len(), 4, "what says the same in other words is not listed: {found:?}");
    for ((row, before, now, why), wanted) in found.iter().zip(&expected) {
        assert_eq!((*row, *before, why.as_str()), (wanted.0, wanted.1, wanted.3));
        if *row != 3 {
            assert_eq!(*now, wanted.2);
        }
    }
    assert!(unstamped(&desk.session).is_empty());
    let row = desk.session.assessment.gap.rows[0].clone();
    assert!(row.because.iter().any(|one| one.contains("by what it said then: No equivalent")));
}

#[test]
fn changes_of_the_catalogue_are_accepted_one_by_one_or_all_and_nothing_by_itself() {
    let mut desk = judged_before();
    desk.send(Action::Save);
    let untouched = desk.text_of(".gapline");
    let mut again = Desk::new();
    again.drop_file("features.gapline", &untouched);
    assert_eq!(changed(&again), changed(&desk), "saving with the present catalogue accepts nothing");

    desk.send(Action::Deliver(Deliverable::Gaps));
    assert!(desk.text_of("gaps.csv").contains("The catalogue has changed since this was judged"));

    desk.send(Action::Edit(Edit::Accept(vec![RowId(2)])));
    assert_eq!(changed(&desk).iter().map(|one| one.0).collect::<Vec<_>>(), [3, 4, 5]);
    assert_eq!(verdict(&desk, 2), Verdict::Native);
    desk.send(Action::Edit(Edit::Accept(vec![RowId(3), RowId(4), RowId(5)])));
    assert_eq!(changed(&desk), []);
    desk.send(Action::Undo);
    assert_eq!(changed(&desk).len(), 3);

    // A new decision is a new judgement; a verdict by hand does not change with the catalogue.
    decide(&mut desk, 3, "retire");
    assert_eq!(changed(&desk).iter().map(|one| one.0).collect::<Vec<_>>(), [4, 5]);
    let by_hand = gapline::gap::GapDecision { verdict: Some(Verdict::Partial), ..Default::default() };
    desk.send(Action::Edit(Edit::Gap(RowId(4), by_hand)));
    assert_eq!(changed(&desk).iter().map(|one| one.0).collect::<Vec<_>>(), [5]);
    desk.send(Action::Edit(Edit::Decide(vec![(RowId(5), None)])));
    assert_eq!(changed(&desk), []);
    assert!(!desk.session.project.stamps.contains_key(&RowId(5)));
}

#[test]
fn stamps_go_with_their_rows_to_a_newer_list() {
    let mut desk = judged_before();
    let newer = "Feature,Platform\nSomething new,iOS\nErase,iOS\nLock,Android\nRestart,iOS\nOld thing,iOS\nFence,iOS\nNot judged,iOS\n";
    desk.drop_file("features.csv", newer).send(Action::Import(Import::Use));
    assert_eq!(changed(&desk).iter().map(|one| one.0).collect::<Vec<_>>(), [3, 4, 5, 6]);
}

#[test]
fn a_change_of_licences_or_of_the_list_is_no_change_of_the_catalogue() {
    let mut desk = with_list();
    decide(&mut desk, 2, "cloud-pki");
    let licences = gapline::model::licence::LicenceScenario {
        base: gapline::model::licence::LicenceBase::M365E5,
        ..Default::default()
    };
    let before = verdict(&desk, 2);
    desk.send(Action::Edit(Edit::Licences(licences)));
    assert_ne!(verdict(&desk, 2), before);
    assert_eq!(changed(&desk), []);
}

#[test]
fn a_stamp_of_the_present_catalogue_differs_for_no_entry() {
    let catalogue = load::builtin();
    let stamp = drift::stamp(&catalogue, catalogue.capabilities.iter().map(|entry| &entry.id));
    assert_eq!(stamp.len(), catalogue.capabilities.len());
    assert!(drift::earlier(&catalogue, &stamp).is_none());
}

#[test]
fn decided_rows_of_older_files_carry_no_stamp_and_get_one_when_asked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/projects");
    let mut desk = Desk::new();
    desk.drop_file("old.gapline", &fs::read_to_string(folder.join("v1/northwind.gapline")).unwrap());
    let rows = unstamped(&desk.session);
    assert!(!rows.is_empty() && desk.session.project.stamps.is_empty() && changed(&desk).is_empty());
    desk.send(Action::Edit(Edit::Accept(rows)));
    assert!(unstamped(&desk.session).is_empty() && changed(&desk).is_empty());
}

#[test]
fn a_saved_project_with_a_pack_and_stamps_opens_with_both() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/projects");
    let path = folder.join("v3/with-pack.gapline");
    let opened = file::open(&fs::read(path).unwrap()).unwrap().project;
    assert_eq!(opened.packs.packs, [pack_of(PARTNER)]);
    assert_eq!(
        opened.packs.choices,
        SortedMap::from([("geofencing".to_owned(), "Contoso tools".to_owned())])
    );
    assert_eq!(opened.stamps.keys().copied().collect::<Vec<_>>(), [RowId(2), RowId(3)]);
    assert_eq!(opened.decisions.len(), 2);
}

#[test]
fn the_session_stays_where_it_is_when_a_pack_comes() {
    let mut desk = with_list();
    import(&mut desk, "contoso.csv", PARTNER);
    assert_eq!(desk.session.view.page, Page::Match);
}
