//! The Match page and the ask list without a browser: keys, several capabilities, facets, many at once, why not,
//! and answers that come back in a sheet.

use crate::journeys::Desk;
use gapline::export::Deliverable;
use gapline::intake::Feature;
use gapline::matching::decision::{Decision, Link};
use gapline::matching::rank::Ranker;
use gapline::matching::search::search;
use gapline::matching::turn::Turn;
use gapline::model::platform::Platform;
use gapline::model::product::SourceProduct;
use gapline::model::row::RowId;
use gapline::model::verdict::{Relation, Verdict};
use gapline::session::action::{Action, Edit, Import, Show};
use gapline::session::ask::{homes, misfit, placed};
use gapline::session::facets::{Facet, columns, faceted, settled};
use gapline::session::job::Answer;
use gapline::session::judging::{Judge, shown};
use gapline::session::listed::{Stroke, current};
use gapline::session::memory::Memory;
use gapline::session::subject::Part;
use gapline::session::update::update;
use gapline::session::view::Page;
use std::collections::BTreeSet;
use std::rc::Rc;

const LIST: &str = "Feature,Area,Platform,Priority,Region\n\
Enterprise Wipe,Actions,iOS,M,North\n\
Geofencing,Rules,Android,M,North\n\
Remote lock,Actions,\"iOS, Windows\",S,South\n\
Smart Groups,Rules,Windows,C,South\n\
Lock and wipe the device,Actions,iOS,C,North\n\
=Something nobody knows,Rules,,C,South\n";

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.drop_file("airwatch features.csv", LIST).send(Action::Import(Import::Use));
    assert_eq!(desk.session.view.page, Page::Match);
    desk
}

impl Desk {
    fn press(&mut self, keys: &str) -> &mut Desk {
        for key in keys.chars() {
            let stroke = match key {
                'a' => Stroke::Add,
                'n' => Stroke::NoMatch,
                'q' => Stroke::Ask,
                'z' => Stroke::Later,
                'u' => Stroke::Up,
                'd' => Stroke::Down,
                digit => Stroke::Digit(digit.to_digit(10).unwrap() as usize),
            };
            self.send(Action::Stroke(stroke));
        }
        self
    }

    fn choose(&mut self, facet: Facet, value: &str) -> &mut Desk {
        self.send(Action::Show(Show::Facet(facet, (!value.is_empty()).then(|| value.into()))))
    }

    fn listed(&self) -> Vec<u32> {
        faceted(&self.session).shown.iter().map(|feature| feature.row.0).collect()
    }

    fn current(&self) -> u32 {
        let shown = faceted(&self.session).shown;
        current(&self.session, shown.iter().map(|feature| feature.row)).unwrap().0
    }

    fn decision(&self, row: u32) -> Option<&Decision> {
        self.session.project.decisions.get(&RowId(row))
    }

    fn linked(&self, row: u32) -> Vec<String> {
        let links = self.decision(row).and_then(Decision::links);
        links.map(|links| links.iter().map(|link| link.capability.to_string()).collect()).unwrap_or_default()
    }

    fn candidate(&self, row: u32, place: usize) -> String {
        self.session.candidates.rows.get(&RowId(row)).unwrap().candidates[place].capability.to_string()
    }

    fn read_back(&mut self, name: &str, text: &str) -> &mut Desk {
        let given = self.register(name, text.as_bytes().to_vec());
        self.send(Action::Judge(Judge::Answers(given)))
    }

    fn answers(&self, row: u32) -> Vec<&str> {
        let all = self.session.project.ask.answers.get(&RowId(row));
        all.into_iter().flatten().map(|reply| reply.answer.as_str()).collect()
    }
}

#[test]
fn one_key_a_row_judges_a_list_and_what_was_put_off_comes_back() {
    let mut desk = desk();
    assert_eq!(desk.listed(), [2, 3, 4, 5, 6, 7]);
    desk.press("1z");
    assert_eq!(desk.linked(2), [desk.candidate(2, 0)]);
    assert!(matches!(desk.decision(2), Some(Decision::Confirmed(_))));
    assert_eq!((desk.listed(), desk.current()), (vec![4, 5, 6, 7, 3], 4), "later stands behind the others");
    desk.press("2nqn");
    assert!(matches!(desk.decision(4), Some(Decision::Replaced(_))), "the second one replaces the first");
    assert_eq!(desk.linked(4), [desk.candidate(4, 1)]);
    assert_eq!(desk.decision(6), Some(&Decision::Ask(String::new())));
    assert_eq!((desk.listed(), desk.current(), settled(&desk.session)), (vec![3], 3, 5));
    assert_eq!(desk.session.progress(), "5 of 6 features judged", "later is not judged");
    desk.press("1");
    assert_eq!((desk.listed().len(), settled(&desk.session)), (0, 6));
    desk.send(Action::Undo);
    assert_eq!(desk.decision(3), Some(&Decision::Later), "each key is one step of undo");
}

#[test]
fn a_feature_is_linked_to_several_capabilities_by_keys_and_split() {
    let mut desk = desk();
    desk.press("dd").press("a12");
    let both = [desk.candidate(4, 0), desk.candidate(4, 1)];
    assert_eq!(desk.linked(4), both);
    assert_eq!(desk.current(), 4, "it stays until adding ends");
    desk.press("1");
    assert_eq!(desk.linked(4), [both[1].clone()], "choosing again takes it away");
    desk.press("1a");
    assert_eq!((desk.current(), desk.listed()), (5, vec![2, 3, 5, 6, 7]), "A again goes on");
    assert_eq!(desk.linked(4), [both[1].clone(), both[0].clone()]);

    // Split: one for iOS, the other for a part that is not used.
    let links = desk.decision(4).and_then(Decision::links).unwrap().clone();
    let links = links.with(0, |link| link.platforms.insert(Platform::Ios)).with(1, |link| {
        link.part = "on the screen".to_owned();
        link.unused = true;
    });
    desk.send(Action::Edit(Edit::Decide(vec![(RowId(4), Some(Decision::Confirmed(links)))])));
    let row = desk.session.assessment.gap.rows.iter().find(|row| row.row == RowId(4)).unwrap();
    let counts: Vec<bool> = row.parts.iter().map(|part| part.counts).collect();
    assert_eq!(counts, [true, false]);
    assert!(row.because.iter().any(|step| step.contains("Part “on the screen”")), "{:?}", row.because);
    assert!(row.split.iter().any(|part| part.platform == Platform::Windows && part.verdict == Verdict::Open));

    // Every document shows both links, and the project file keeps them.
    for what in [Deliverable::Gaps, Deliverable::Report] {
        desk.send(Action::Deliver(what));
    }
    let line = desk.text_of("gaps.csv").lines().find(|line| line.starts_with("4,")).unwrap().to_owned();
    assert!(both.iter().all(|id| line.contains(id.as_str())), "{line}");
    assert!(line.contains("on the screen): does not count") && line.contains("on iOS and iPadOS"), "{line}");
    let report = desk.text_of("report.html");
    assert!(report.contains("(on the screen): does not count"));
    let saved = desk.send(Action::Save).text_of(".gapline");
    let mut again = Desk::new();
    again.drop_file("again.gapline", &saved);
    assert_eq!(again.session.project.decisions, desk.session.project.decisions);
    assert_eq!(again.session.assessment.gap, desk.session.assessment.gap);
}

#[test]
fn several_features_may_have_one_capability() {
    let mut desk = desk();
    let link = Link::new("retire".into(), Relation::Similar);
    for row in [2, 6] {
        desk.send(Action::Judge(Judge::Take(RowId(row), link.clone())));
    }
    assert_eq!((desk.linked(2), desk.linked(6)), (vec!["retire".to_owned()], vec!["retire".to_owned()]));
}

#[test]
fn facets_combine_and_each_count_is_what_it_would_show() {
    let mut desk = desk();
    desk.press("n");
    assert!(faceted(&desk.session).count(Facet::Product, "Workspace ONE") > 0, "Smart Groups is its word");
    assert_eq!(columns(&desk.session), ["Category", "Priority", "Region"]);
    for (facet, value) in
        [(Facet::State, "all"), (Facet::Platform, "iOS and iPadOS"), (Facet::Column, "Actions")]
    {
        desk.choose(facet, value);
    }
    assert_eq!(desk.listed(), [2, 4, 6]);
    desk.send(Action::Show(Show::FacetColumn("Region".into())));
    assert_eq!(desk.session.view.facets.get(Facet::Column), None, "another column, another choice");
    desk.choose(Facet::Column, "North");
    assert_eq!(desk.listed(), [2, 6]);
    // The law: choosing a value shows as many as its count said, whatever else is chosen.
    for state in ["to-do", "no-match", "all"] {
        desk.choose(Facet::State, state);
        for facet in Facet::ALL {
            let before = faceted(&desk.session);
            for (value, count) in before.counts(facet).to_vec() {
                let mut other = desk.session.clone();
                other.view.facets.set(facet, Some(value.clone()));
                assert_eq!(faceted(&other).shown.len(), count as usize, "{facet:?} {value} within {state}");
            }
        }
    }
    desk.send(Action::Show(Show::NoFacets)).send(Action::Show(Show::MatchSearch("wipe".to_owned())));
    desk.choose(Facet::State, "all");
    assert_eq!(desk.listed(), [2, 6]);
}

#[test]
fn what_a_facet_shows_is_accepted_at_once_with_its_count_and_one_step_of_undo() {
    let mut desk = desk();
    let exact: Vec<u32> = desk
        .session
        .candidates
        .rows
        .iter()
        .filter(|(_, proposal)| proposal.best().is_some_and(|best| best.band.is_by_name()))
        .map(|(row, _)| row.0)
        .collect();
    assert!(!exact.is_empty() && desk.session.project.decisions.is_empty(), "nothing is accepted by itself");
    let many = shown(&desk.session, &faceted(&desk.session));
    assert_eq!(many.label, format!("Confirm {} exact", exact.len()), "without a facet only what is exact");

    desk.choose(Facet::Column, "Actions");
    desk.press("z");
    let list = faceted(&desk.session);
    let many = shown(&desk.session, &list);
    assert!(many.label.starts_with(&format!("Confirm {}", many.rows.len())), "{}", many.label);
    let steps = desk.session.history.past.len();
    desk.send(Action::Judge(Judge::Shown));
    for (row, decision) in &many.rows {
        assert_eq!(desk.session.project.decisions.get(row), decision.as_ref());
        assert_eq!(desk.linked(row.0), [desk.candidate(row.0, 0)]);
    }
    assert!(desk.decision(3).is_none() && desk.decision(5).is_none(), "other categories are as they were");
    assert_eq!(desk.session.history.past.len(), steps + 1);
    desk.send(Action::Undo);
    assert_eq!(desk.decision(2), Some(&Decision::Later));
    assert_eq!(desk.session.project.decisions.len(), 1);

    desk.choose(Facet::Column, "").choose(Facet::Band, "none");
    let none = desk.listed();
    let many = shown(&desk.session, &faceted(&desk.session));
    assert_eq!(many.label, format!("No match for {}", none.len()));
    desk.send(Action::Judge(Judge::Shown));
    assert!(none.iter().all(|row| desk.decision(*row) == Some(&Decision::NoMatch)));
}

#[test]
fn why_not_shows_both_evidences_and_its_word_is_true() {
    let mut desk = desk();
    let name = |desk: &Desk, row: u32| desk.session.list.value.feature(RowId(row)).unwrap().name.to_string();
    let mut turned = 0;
    for (row, place) in [(2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (6, 2)] {
        let Some(wanted) =
            desk.session.candidates.rows.get(&RowId(row)).unwrap().candidates.get(place).cloned()
        else {
            continue;
        };
        desk.send(Action::Judge(Judge::Why(RowId(row), Some(wanted.capability.clone()))));
        let why = desk.session.why.clone().expect("an answer");
        let first = why.first.clone().unwrap();
        assert_eq!(first.capability.to_string(), desk.candidate(row, 0));
        assert_eq!(
            (why.asked.capability.clone(), why.place),
            (wanted.capability.clone(), Some(place as u32 + 1))
        );
        for one in [&first, &why.asked] {
            assert_eq!(one.evidence.iter().map(|part| part.points).sum::<i32>(), one.score, "it adds up");
        }
        if let Some(turn) = &why.turn {
            turned += 1;
            let changed = LIST.replacen(&name(&desk, row), &turn.applied(&name(&desk, row)), 1);
            let mut other = Desk::new();
            other.drop_file("airwatch features.csv", &changed).send(Action::Import(Import::Use));
            assert_eq!(other.candidate(row, 0), wanted.capability.to_string(), "{}", turn.label());
        }
    }
    assert!(turned > 0, "some pair has such a word");
    // Any pair: a capability that nothing in the row speaks for.
    desk.send(Action::Judge(Judge::Why(RowId(2), Some("esim".into()))));
    let asked = desk.session.why.as_ref().map(|why| why.asked.capability.to_string());
    assert!(asked.is_none_or(|asked| asked == "esim"));
    desk.send(Action::Show(Show::Row(Some(RowId(3)))));
    assert_eq!(desk.session.view.why, None, "another row asks nothing");
}

#[test]
fn what_is_said_to_decide_does() {
    let mut desk = desk();
    let product = desk.session.project.product;
    let mut memory = Memory::default();
    memory.hear(vec![Part::Product(product)]);
    let index = memory.index();
    let mut found = 0;
    for row in 2..=7 {
        desk.send(Action::Judge(Judge::Why(RowId(row), None)));
        assert_eq!(desk.session.view.why, None, "it is beside no other");
        let Some(why) = desk.session.why.clone() else { continue };
        assert_eq!(why.asked.capability.to_string(), desk.candidate(row, 0));
        let Some(words) = &why.deciding else { continue };
        let (word, other) = words.split_once("” the first would be ").unwrap();
        let word = word.strip_prefix("Without “").unwrap();
        let feature = desk.session.list.value.feature(RowId(row)).unwrap();
        let bare = |token: &&str| token.trim_matches(|letter: char| !letter.is_alphanumeric()) == word;
        let token = feature.name.split_whitespace().find(bare).unwrap().to_owned();
        let name = Turn::Without(token).applied(&feature.name);
        let without = Feature { name: name.as_str().into(), ..(**feature).clone() };
        let first = Ranker::new(&index).first(&without, product).unwrap().clone();
        assert_ne!(first.to_string(), desk.candidate(row, 0), "{name}");
        let first = &desk.session.knowledge.catalogue.capability(&first).unwrap().name;
        assert_eq!(format!("{first}."), other, "{name}");
        found += 1;
    }
    assert!(found >= 2, "{found} rows have a word that decides");
}

#[test]
fn a_capability_is_looked_up_with_all_that_the_matcher_knows() {
    let mut desk = desk();
    let found = |desk: &Desk| -> Vec<String> {
        desk.session.looked_up.iter().flat_map(|found| found.iter()).map(ToString::to_string).collect()
    };
    for (typed, expected) in
        [("fernlösch", "remote-wipe"), ("geofencng", "geofencing"), ("wi-fi pro", "wifi")]
    {
        desk.send(Action::Show(Show::Lookup(typed.to_owned())));
        let found = found(&desk);
        assert!(found.iter().take(3).any(|id| id.contains(expected)), "{typed}: {found:?}");
        let distinct: BTreeSet<&String> = found.iter().collect();
        assert_eq!(distinct.len(), found.len(), "each once");
    }
    // What only an entry's area says is found behind.
    desk.send(Action::Show(Show::Lookup("printing".to_owned())));
    let catalogue = &desk.session.knowledge.catalogue;
    assert!(search(catalogue, "printing").iter().all(|hit| found(&desk).contains(&hit.id.to_string())));
    desk.send(Action::Show(Show::Lookup(" ".to_owned())));
    assert_eq!(desk.session.looked_up, None);
    // The newest text wins, whatever comes when.
    let first = update(&desk.session, Action::Show(Show::Lookup("vpn".to_owned())));
    let second = update(&first, Action::Show(Show::Lookup("kiosk".to_owned())));
    let answer = |id: &str| Box::new(Answer::Found(vec![id.into()]));
    let late = Action::JobDone { number: first.last_number, answer: answer("vpn") };
    let late = update(&second, late);
    assert_eq!(late.looked_up, None, "an answer to an earlier text is dropped");
    let now = update(&late, Action::JobDone { number: second.last_number, answer: answer("kiosk") });
    assert_eq!(now.looked_up.as_deref(), Some(&vec!["kiosk".into()]));
    let elsewhere = update(&now, Action::Show(Show::Row(Some(RowId(4)))));
    assert_eq!((elsewhere.looked_up.as_deref(), elsewhere.view.lookup.as_str()), (None, ""));
}

#[test]
fn the_worker_builds_its_index_once_for_the_packs_and_the_product() {
    let mut memory = Memory::default();
    let first = memory.index();
    memory.hear(vec![Part::Name("Contoso".to_owned())]);
    assert!(Rc::ptr_eq(&first, &memory.index()));
    memory.hear(vec![Part::Product(Some(SourceProduct::WorkspaceOne))]);
    let second = memory.index();
    assert!(!Rc::ptr_eq(&first, &second));
    memory.hear(vec![Part::Packs(Rc::default())]);
    assert!(!Rc::ptr_eq(&second, &memory.index()));
}

#[test]
fn a_question_is_kept_when_the_row_is_decided_otherwise() {
    let mut desk = desk();
    let ask = Decision::Ask("Which devices?".to_owned());
    desk.send(Action::Edit(Edit::Decide(vec![(RowId(3), Some(ask.clone()))])));
    desk.send(Action::Judge(Judge::Decide(RowId(3), Some(Decision::NoMatch))));
    assert_eq!(desk.session.project.ask.kept.get(&RowId(3)).map(String::as_str), Some("Which devices?"));
    desk.send(Action::Judge(Judge::Decide(RowId(3), Some(Decision::Ask(String::new())))));
    assert_eq!(desk.decision(3), Some(&ask), "Q asks it again");
}

#[test]
fn the_ask_list_goes_out_is_filled_and_comes_back_beside_its_rows() {
    let mut desk = desk();
    desk.press("nqnnnq");
    desk.send(Action::Edit(Edit::Decide(vec![(
        RowId(3),
        Some(Decision::Ask("On which sites?".to_owned())),
    )])));
    let sheet = desk.send(Action::Deliver(Deliverable::Questions)).text_of("questions.csv");
    let expected = "\u{feff}Row,Feature,Category,Platforms,Question,Answer\r\n\
        3,Geofencing,Rules,\"Android work profile, Android corporate, Android dedicated\",On which sites?,\r\n\
        7,'=Something nobody knows,Rules,,\"What do you use “=Something nobody knows” for, and on which devices?\",\r\n";
    assert_eq!(sheet, expected);

    // Filled, sorted otherwise, saved with semicolons; a line is added, one is about another text, one is blank.
    let filled = "Row;Feature;Category;Platforms;Question;Answer\n\
        7;'=Something nobody knows;Rules;;What for?;'=1+1, they say\n\
        3;Geofencing;Rules;;On which sites?;Only in Lyon\n\
        4;Remote lock;Actions;;Ours?;yes\n\
        3;Geofences;Rules;;On which sites?;Everywhere\n\
        99;Kiosk;;;;We have that too\n\
        2;Enterprise Wipe;;;;\n";
    let decisions = desk.session.project.decisions.clone();
    desk.read_back("filled.csv", filled);
    assert_eq!(desk.session.project.decisions, decisions, "an answer decides nothing");
    assert_eq!(desk.answers(3), ["Only in Lyon"]);
    assert_eq!(desk.answers(7), ["'=1+1, they say"], "verbatim");
    let strays: Vec<(&str, &str)> = desk
        .session
        .project
        .ask
        .strays
        .iter()
        .map(|line| (line.row.as_str(), line.answer.as_str()))
        .collect();
    assert_eq!(strays, [("4", "yes"), ("3", "Everywhere"), ("99", "We have that too")], "none is dropped");
    let said = desk.session.notices.last().unwrap().text.clone();
    assert!(
        said.starts_with(
            "filled.csv: 2 new answers, 1 question without an answer, 3 lines that fit no question"
        ),
        "{said}"
    );
    let why: Vec<String> =
        desk.session.project.ask.strays.iter().map(|line| misfit(&desk.session, line)).collect();
    assert_eq!(
        why,
        ["Nothing was asked about row 4.", "Row 3 is “Geofencing”.", "The list has no row “99”."]
    );
    assert_eq!(faceted(&desk.session).count(Facet::State, "answered"), 2);

    // The same sheet again is no news; another answer stands beside the first.
    desk.read_back("filled.csv", filled);
    assert_eq!((desk.answers(3).len(), desk.session.project.ask.strays.len()), (1, 3));
    desk.read_back("later.csv", &filled.replace("Only in Lyon", "In Lyon and Lille"));
    assert_eq!(desk.answers(3), ["Only in Lyon", "In Lyon and Lille"]);
    assert!(desk.session.project.ask.differs(RowId(3)));
    assert!(desk.session.notices.last().unwrap().text.contains("1 answer that differs from an earlier one"));
    desk.send(Action::Undo);
    assert_eq!(desk.answers(3), ["Only in Lyon"], "one step of undo");

    // A stray is given to a row by hand, or dismissed.
    let line = desk.session.project.ask.strays[1].clone();
    assert_eq!(homes(&desk.session, &line).iter().map(|feature| feature.row.0).collect::<Vec<_>>(), [3, 7]);
    let list = placed(&desk.session, 1, Some(RowId(3)));
    desk.send(Action::Edit(Edit::AskList(list)));
    assert_eq!(desk.answers(3), ["Only in Lyon", "Everywhere"]);
    let list = placed(&desk.session, 0, None);
    desk.send(Action::Edit(Edit::AskList(list)));
    assert_eq!(desk.session.project.ask.strays.len(), 1);

    // Saved and opened again, with answers and strays; the next sheet shows what was answered last.
    let saved = desk.send(Action::Save).text_of(".gapline");
    let mut again = Desk::new();
    again.drop_file("again.gapline", &saved);
    assert_eq!(again.session.project.ask, desk.session.project.ask);
    let sheet = again.send(Action::Deliver(Deliverable::Questions)).text_of("questions.csv");
    assert!(sheet.contains("On which sites?,Everywhere\r\n"), "{sheet}");
    again.send(Action::Deliver(Deliverable::Report));
    assert!(again.text_of("report.html").contains("Only in Lyon / Everywhere"));
}

#[test]
fn answers_go_with_their_rows_into_a_newer_list() {
    let mut desk = desk();
    desk.press("dq");
    desk.read_back("a.csv", "Row,Feature,Question,Answer\n3,Geofencing,Where?,Lyon\n");
    assert_eq!(desk.answers(3), ["Lyon"]);
    let newer = LIST.replacen("Enterprise Wipe", "Something new,Rules,iOS,M,South\nEnterprise Wipe", 1);
    desk.drop_file("newer.csv", &newer).send(Action::Import(Import::Use));
    assert_eq!((desk.answers(3), desk.answers(4)), (vec![], vec!["Lyon"]), "under its new line");
}

#[test]
fn a_sheet_without_its_columns_is_refused_and_changes_nothing() {
    let mut desk = desk();
    let before = desk.session.project.clone();
    desk.read_back("other.csv", "Name,Reply\nGeofencing,Lyon\n");
    assert_eq!(desk.session.project, before);
    let said = &desk.session.notices.last().unwrap().text;
    assert!(said.contains("no columns “Row” and “Answer”"), "{said}");
}
