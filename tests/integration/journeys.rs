//! Whole user journeys without a browser: the test plays the browser and the worker.

use chrono::NaiveDate;
use gapline::assess::Knowledge;
use gapline::devices::Field;
use gapline::estate::Estate;
use gapline::export::Deliverable;
use gapline::gap::GapDecision;
use gapline::intake::{Role, earlier::Difference};
use gapline::matching::decision::{Decision, Link};
use gapline::model::platform::Platform;
use gapline::model::row::RowId;
use gapline::model::sorted_map::SortedMap;
use gapline::model::units::Devices;
use gapline::model::verdict::{Relation, Verdict};
use gapline::plan::{Feasibility, Plan, PlanSettings, Target, TaskEdit};
use gapline::session::action::{Action, Edit, Import, Show};
use gapline::session::facets::{Facet, faceted};
use gapline::session::files::is_project;
use gapline::session::given::{Given, Source};
use gapline::session::job::{Answer, FromWorker, Job, ToWorker, run};
use gapline::session::listed::Stroke;
use gapline::session::memory::Memory;
use gapline::session::request::Request;
use gapline::session::samples::Sample;
use gapline::session::state::{KeptProject, Matching, Planning, Session, Work};
use gapline::session::subject::Subject;
use gapline::session::update::update;
use gapline::session::view::Page;
use gapline::session::wire::Hearing;
use gapline::table::Content;
use proptest::prelude::*;
use std::rc::Rc;

/// A session with a browser and a worker played by the test.
pub struct Desk {
    /// The session.
    pub session: Session,
    /// Files that were saved, by name.
    pub files: Vec<(String, Vec<u8>)>,
    kept: SortedMap<String, (String, String)>,
    /// Files that were given, by number.
    given: Vec<Vec<u8>>,
    /// What the worker remembers.
    pub memory: Memory,
    /// What the page told the worker.
    told: Subject,
    /// How many bytes the last message to the worker had.
    pub sent: usize,
    /// Whether the worker says how sure the plan is, which takes seconds without optimisation.
    pub tells_outlook: bool,
    /// Whether the worker dies on every job.
    pub broken: bool,
    /// Whether the worker dies on reading the project's list.
    list_kills: bool,
}

impl Desk {
    /// A desk on which the worker has answered.
    pub fn new() -> Desk {
        let today = "2026-11-23".parse().unwrap();
        let mut desk = Desk::before_the_worker(today);
        // Performs what the session asks for at its start.
        desk.send(Action::Dismiss(0));
        desk
    }

    fn before_the_worker(today: NaiveDate) -> Desk {
        Desk {
            session: Session::to_be_told(today, "visit-1"),
            files: Vec::new(),
            kept: SortedMap::default(),
            given: Vec::new(),
            memory: Memory::default(),
            told: Subject::default(),
            sent: 0,
            tells_outlook: false,
            broken: false,
            list_kills: false,
        }
    }

    /// Sends an action and performs everything it asks for.
    pub fn send(&mut self, action: Action) -> &mut Desk {
        self.session = update(&self.session, action);
        while self.perform() {}
        self
    }

    /// Performs the first thing that the session asks for, if there is any.
    fn perform(&mut self) -> bool {
        if self.session.outbox.is_empty() {
            return false;
        }
        let first = Rc::make_mut(&mut self.session.outbox).remove(0);
        let answer = match first.request {
            Request::Run { job, .. } if self.broken || (self.list_kills && job == Job::List) => {
                self.end_worker();
                let message = "It ran out of memory.".to_owned();
                Some(Action::JobFailed { number: first.number, message })
            }
            Request::Run { job: Job::Outlook { .. }, .. } if !self.tells_outlook => {
                let answer = Box::new(Answer::Outlook(Vec::new()));
                Some(Action::JobDone { number: first.number, answer })
            }
            Request::Run { job, subject } => {
                // Through the wire, as between page and worker.
                let news = self.told.tell(&subject);
                let sent = ToWorker { number: first.number, news, job }.wire().unwrap();
                self.sent = sent.message.len();
                let asked = ToWorker::unwire(&sent).unwrap();
                let number = asked.number;
                let file = asked.job.file().and_then(|id| self.given.get(id));
                let content = file.map(|file| file as &dyn Content);
                let mut answer = run(asked, &mut self.memory, content, &mut |_, _| {});
                while let Answer::Paused(job) = answer {
                    let rest = ToWorker { number, news: Vec::new(), job };
                    answer = run(rest, &mut self.memory, None, &mut |_, _| {});
                }
                let answer = match answer {
                    // The browser paints it.
                    Answer::Drawn { name, drawing } => {
                        Answer::Made { name, bytes: drawing.label.into_bytes() }
                    }
                    answer => answer,
                };
                let answer = Box::new(answer);
                let wires = FromWorker::Done { number, answer }.wires().unwrap();
                let mut hearing = Hearing::default();
                let heard = wires.into_iter().find_map(|wire| hearing.hear(wire).unwrap());
                match heard.unwrap() {
                    FromWorker::Done { number, answer } => {
                        if let Answer::Matched(proposed) = &*answer {
                            self.told.proposed = Rc::clone(proposed);
                        }
                        Some(Action::JobDone { number, answer })
                    }
                    FromWorker::Progress { .. } => None,
                }
            }
            Request::SaveFile { name, bytes, project, .. } => {
                self.files.push((name.clone(), bytes));
                project.map(|project| Action::FileSaved { name, at: "14:02".to_owned(), project })
            }
            Request::Keep { slot, name, file, project, .. } => {
                self.kept.insert(slot, (name, String::from_utf8(file).unwrap()));
                Some(Action::Kept(project, Ok("14:02".to_owned())))
            }
            Request::GoOn => Some(Action::GoOn),
            Request::CancelJobs => {
                self.end_worker();
                None
            }
            Request::PickFile(_) | Request::Forget(_) | Request::Print => None,
        };
        if let Some(answer) = answer {
            self.session = update(&self.session, answer);
        }
        true
    }

    /// The plan as the worker has it.
    pub fn plan(&mut self) -> Plan {
        self.memory.assessment().plan.value.clone().expect("a dated plan")
    }

    /// The next job starts a new worker, which knows nothing.
    fn end_worker(&mut self) {
        self.memory = Memory::default();
        self.told = Subject::default();
    }

    /// Drops a file with a text.
    pub fn drop_file(&mut self, name: &str, text: &str) -> &mut Desk {
        let (name, bytes) = (name.to_owned(), text.as_bytes().to_vec());
        if is_project(&name, &bytes[..bytes.len().min(200)]) {
            let source = self.source(&name, bytes);
            return self.send(Action::Open(name, source));
        }
        self.drop_bytes(&name, bytes)
    }

    fn source(&mut self, name: &str, bytes: Vec<u8>) -> Source {
        match self.register(name, bytes) {
            Given::File { id, .. } => Source::File(id),
            other => panic!("{other:?}"),
        }
    }

    /// Gives a pack.
    pub fn give_pack(&mut self, name: &str, text: &str) -> &mut Desk {
        let source = self.source(name, text.as_bytes().to_vec());
        self.send(Action::Pack(name.to_owned(), source))
    }

    /// Drops a file.
    pub fn drop_bytes(&mut self, name: &str, bytes: Vec<u8>) -> &mut Desk {
        let given = self.register(name, bytes);
        self.send(Action::Import(Import::Give(vec![given])))
    }

    /// A file as the page knows it.
    pub fn register(&mut self, name: &str, bytes: Vec<u8>) -> Given {
        self.given.push(bytes);
        let bytes = self.given.last().map_or(0, Vec::len) as u64;
        Given::File { id: self.given.len() as u32 - 1, name: name.to_owned(), bytes }
    }

    /// The text of the last file that was saved under a name that ends so.
    pub fn text_of(&self, name: &str) -> String {
        let (_, bytes) = self.files.iter().rev().find(|(file, _)| file.ends_with(name)).expect(name);
        String::from_utf8(bytes.clone()).unwrap()
    }
}

pub(crate) const LIST: &str = "ID,Feature,Platform,In use,Priority,Devices\n\
1,Enterprise Wipe,iOS,yes,M,900\n\
2,Geofencing,Android,yes,M,300\n\
3,Remote lock,all,yes,S,1200\n\
4,Something nobody knows,iOS,yes,C,10\n\
,,,,,\n";

pub(crate) fn with_list() -> Desk {
    let mut desk = Desk::new();
    desk.drop_file("airwatch features.csv", LIST).send(Action::Import(Import::Use));
    desk
}

#[test]
fn the_main_job_from_a_file_to_documents_and_back() {
    let mut desk = Desk::new();
    desk.drop_file("airwatch features.csv", LIST);
    let draft = desk.session.draft.clone().expect("the list is looked at first");
    assert_eq!(draft.inventory.value.ledger.kept, 4);
    assert!(desk.session.project.table.is_none(), "nothing is used until the consultant says so");
    desk.send(Action::Import(Import::Use));
    assert_eq!(desk.session.view.page, Page::Match);
    assert_eq!(desk.session.matching, Matching::Done);
    assert!(desk.session.project.decisions.is_empty(), "nothing is accepted by itself");

    // The consultant confirms what has a candidate and says what has none.
    let decisions: Vec<(RowId, Option<Decision>)> = desk
        .session
        .candidates
        .rows
        .iter()
        .map(|(row, list)| {
            let decision = list.best().map_or(Decision::NoMatch, |best| {
                Decision::Confirmed(Link::new(best.capability.clone(), best.relation).into())
            });
            (*row, Some(decision))
        })
        .collect();
    desk.send(Action::Edit(Edit::Decide(decisions)));
    assert_eq!(desk.session.assessment.gap.totals.count(Verdict::Open), 0);
    desk.send(Action::Edit(Edit::Estate(Estate {
        counts: SortedMap::from([(Platform::Ios, Devices(900)), (Platform::AndroidCorp, Devices(300))]),
    })));
    desk.send(Action::Edit(Edit::Plan(Box::new(PlanSettings {
        start: Some("2027-01-11".parse().unwrap()),
        target: Some(Target { date: "2027-02-26".parse().unwrap(), label: "old contract ends".to_owned() }),
        ..PlanSettings::default()
    }))));
    let plan = desk.plan();
    assert!(
        matches!(&plan.feasibility, Feasibility::Missed { by_days, binding, .. } if *by_days > 0 && !binding.is_empty())
    );

    for what in Deliverable::ALL {
        desk.send(Action::Deliver(what));
    }
    let report = desk.text_of("report.html");
    assert!(
        report.contains("Enterprise Wipe") && report.contains("is missed by"),
        "the report says the finding"
    );
    assert!(desk.text_of("gaps.csv").contains("Geofencing"));
    assert!(desk.text_of("plan.ics").contains("BEGIN:VEVENT"));
    assert!(desk.text_of("plan.png").starts_with("Timeline from"));
    assert!(desk.text_of("plan.xml").contains("<Name>Create the Apple push certificate</Name>"));

    desk.send(Action::Save);
    assert!(!desk.session.is_unsaved());
    let saved = desk.text_of(".gapline");
    let mut other = Desk::new();
    other.drop_file("colleague.gapline", &saved);
    assert_eq!(*other.session.project, *desk.session.project);
    assert_eq!(other.session.assessment.gap.totals, desk.session.assessment.gap.totals);
    assert_eq!(other.session.plan, desk.session.plan);
}

#[test]
fn every_change_can_be_undone_and_redone() {
    let mut desk = with_list();
    let before = Rc::clone(&desk.session.project);
    let steps: Vec<Edit> = vec![
        Edit::Name("Northwind".to_owned()),
        Edit::Decide(vec![(RowId(2), Some(Decision::NoMatch))]),
        Edit::Note(RowId(3), "ask again".to_owned()),
        Edit::Estate(Estate { counts: SortedMap::from([(Platform::Ios, Devices(10))]) }),
        Edit::Plan(Box::new(PlanSettings {
            start: Some("2027-01-11".parse().unwrap()),
            ..PlanSettings::default()
        })),
        Edit::Task(
            "kickoff".to_owned(),
            Some(Box::new(gapline::plan::TaskEdit { days: Some(3), ..Default::default() })),
        ),
    ];
    let count = steps.len();
    let mut states = vec![Rc::clone(&before)];
    for step in steps {
        desk.send(Action::Edit(step));
        assert_ne!(states.last(), Some(&desk.session.project), "each step changes something");
        states.push(Rc::clone(&desk.session.project));
    }
    let assessment = Rc::clone(&desk.session.assessment);
    for state in states.iter().rev().skip(1) {
        desk.send(Action::Undo);
        assert_eq!(desk.session.project, *state);
    }
    for _ in 0..count {
        desk.send(Action::Redo);
    }
    assert_eq!(Some(&desk.session.project), states.last());
    assert_eq!(desk.session.assessment, assessment, "derived state follows");
}

#[test]
fn a_change_that_changes_nothing_leaves_no_step() {
    let mut desk = with_list();
    let steps = desk.session.history.past.len();
    let name = desk.session.project.name.clone();
    desk.send(Action::Edit(Edit::Name(name)));
    assert_eq!(desk.session.history.past.len(), steps);
}

#[test]
fn a_plan_setting_does_not_match_or_judge_again() {
    let mut desk = with_list();
    let (inventory, gap, candidates) = {
        let session = &desk.session;
        (
            Rc::clone(&session.assessment.inventory),
            Rc::clone(&session.assessment.gap),
            Rc::clone(&session.candidates),
        )
    };
    desk.send(Action::Edit(Edit::Plan(Box::new(PlanSettings {
        start: Some("2027-01-11".parse().unwrap()),
        ..PlanSettings::default()
    }))));
    assert!(Rc::ptr_eq(&desk.session.assessment.inventory, &inventory));
    assert!(Rc::ptr_eq(&desk.session.assessment.gap, &gap));
    assert!(Rc::ptr_eq(&desk.session.candidates, &candidates));
}

#[test]
fn a_failed_search_is_not_no_match_and_can_be_tried_again() {
    let mut desk = Desk::new();
    desk.drop_file("features.csv", LIST);
    desk.broken = true;
    desk.send(Action::Import(Import::Use));
    assert!(matches!(&desk.session.matching, Matching::Failed(why) if why.contains("memory")));
    assert!(desk.session.candidates.rows.is_empty());
    assert!(desk.session.notices.iter().any(|notice| notice.bad));
    desk.broken = false;
    desk.send(Action::MatchAgain);
    assert_eq!(desk.session.matching, Matching::Done);
    assert_eq!(desk.session.candidates.rows.len(), 4);
}

#[test]
fn a_file_that_cannot_be_read_changes_nothing() {
    let mut desk = with_list();
    let before = Rc::clone(&desk.session.project);
    let saved = gapline::project::file::write(&before, "x").unwrap();
    for (name, text) in [
        ("empty.csv", String::new()),
        ("book.xlsx", "PK\u{3}\u{4}...".to_owned()),
        ("cut.gapline", saved[..saved.len() / 2].to_owned()),
        ("other.gapline", "{\"format\":\"other\"}".to_owned()),
        ("newer.gapline", "{\"format\":\"gapline-project\",\"version\":99}".to_owned()),
    ] {
        let notices = desk.session.notices.len();
        desk.drop_file(name, &text);
        assert_eq!(desk.session.project, before, "{name}");
        assert_eq!(desk.session.notices.len(), notices + 1, "{name} is told");
        assert!(desk.session.notices.last().unwrap().bad);
    }
}

/// `LIST` as a newer version: a row put in above, one gone, one with another priority.
fn newer_list() -> String {
    LIST.replace("4,Something nobody knows,iOS,yes,C,10\n", "")
        .replace("2,Geofencing,Android,yes,M,300", "2,Geofencing,Android,yes,S,300")
        .replace("1,Enterprise", "9,New thing,iOS,yes,M,5\n1,Enterprise")
}

#[test]
fn a_newer_list_is_compared_and_nothing_that_was_said_is_lost() {
    let mut desk = with_list();
    desk.send(Action::Edit(Edit::Decide(vec![
        (RowId(2), Some(Decision::NoMatch)),
        (RowId(5), Some(Decision::Ask("Who uses it?".to_owned()))),
    ])))
    .send(Action::Edit(Edit::Note(RowId(5), "Ask IT".to_owned())));
    let kept = TaskEdit { owner: "Ada".to_owned(), ..TaskEdit::default() };
    desk.send(Action::Edit(Edit::Task("gap-2".to_owned(), Some(Box::new(kept.clone())))));
    let before = Rc::clone(&desk.session.project);
    desk.drop_file("newer.csv", &newer_list());
    let comparison = desk.session.draft.as_ref().unwrap().comparison.clone().expect("it is compared");
    assert_eq!((comparison.unchanged(), comparison.pairs.len()), (2, 3));
    assert_eq!((comparison.new.as_slice(), comparison.gone.as_slice()), (&[RowId(2)][..], &[RowId(5)][..]));
    // A change of how it is read is compared again.
    desk.send(Action::Import(Import::Role(4, Role::Keep)));
    let again = desk.session.draft.as_ref().unwrap().comparison.clone().unwrap();
    assert_eq!(again.unchanged(), 0, "“M” kept as it is differs from “Must”");
    desk.send(Action::Import(Import::Role(4, Role::Priority))).send(Action::Import(Import::Use));

    let closed = RowId(5).in_list(1);
    let project = &desk.session.project;
    assert_eq!(project.decisions.keys().copied().collect::<Vec<_>>(), [RowId(3), closed]);
    assert_eq!(project.notes.get(&closed).map(String::as_str), Some("Ask IT"));
    assert_eq!(project.plan.edits.get("gap-3"), Some(&kept), "the task of the gap goes with its line");
    let list = &desk.session.list.value;
    assert_eq!((list.features.len(), list.closed.len()), (4, 1));
    assert_eq!(desk.session.assessment.gap.rows.len(), 4, "what is closed is not judged");
    let saved = desk.send(Action::Save).text_of(".gapline");
    let opened = gapline::project::file::open(saved.as_bytes()).unwrap().project;
    assert_eq!(opened, *desk.session.project);

    // The first list comes back: the closed row is open again, with all that was said of it.
    desk.drop_file("airwatch features.csv", LIST).send(Action::Import(Import::Use));
    assert_eq!(desk.session.project.decisions, before.decisions);
    assert_eq!(desk.session.project.notes, before.notes);
    assert_eq!(desk.session.project.plan, before.plan);
    desk.send(Action::Undo).send(Action::Undo);
    assert_eq!(desk.session.project, before, "a list is taken over in one step");
}

#[test]
fn differences_can_be_left_away_one_by_one() {
    let mut desk = with_list();
    desk.send(Action::Edit(Edit::Decide(vec![(RowId(5), Some(Decision::NoMatch))])));
    desk.drop_file("newer.csv", &newer_list());
    let all = vec![Difference::Changed(RowId(4)), Difference::New(RowId(2)), Difference::Gone(RowId(5))];
    desk.send(Action::Import(Import::Accept(all.clone(), false)));
    assert_eq!(desk.session.draft.as_ref().unwrap().refused.len(), 3);
    desk.send(Action::Import(Import::Accept(all[1..2].to_vec(), true))).send(Action::Import(Import::Use));
    let list = &desk.session.list.value;
    let now: Vec<(String, &str, &str)> = list
        .features
        .iter()
        .map(|one| (one.row.to_string(), one.name.as_str(), one.priority.label()))
        .collect();
    let expected = [
        ("2", "New thing", "Must"),
        ("3", "Enterprise Wipe", "Must"),
        ("4", "Geofencing", "Must"),
        ("5", "Remote lock", "Should"),
        ("5 of list 1", "Something nobody knows", "Could"),
    ];
    assert_eq!(now, expected.map(|(row, name, priority)| (row.to_owned(), name, priority)));
    assert_eq!(desk.session.project.decisions.keys().copied().collect::<Vec<_>>(), [RowId(5).in_list(1)]);
}

#[test]
fn closed_features_are_kept_in_sight_and_can_be_opened_again() {
    let mut desk = with_list();
    desk.send(Action::Edit(Edit::Decide(vec![(RowId(5), Some(Decision::Ask("Who?".to_owned())))])));
    desk.drop_file("newer.csv", &newer_list()).send(Action::Import(Import::Use));
    let closed = RowId(5).in_list(1);
    desk.send(Action::Show(Show::Facet(Facet::State, Some("closed".into()))));
    let listed: Vec<RowId> = faceted(&desk.session).shown.iter().map(|feature| feature.row).collect();
    assert_eq!(listed, [closed]);
    desk.send(Action::Deliver(Deliverable::Ledger)).send(Action::Deliver(Deliverable::Report));
    assert!(desk.text_of("rows.csv").contains("5 of list 1,Closed: only in an earlier list"));
    let report = desk.text_of(".html");
    let annex = &report[report.find("Features that only earlier lists have").unwrap()..];
    assert!(annex.contains("Something nobody knows") && annex.contains("closed"));
    desk.send(Action::Edit(Edit::Close(closed, false)));
    assert_eq!(desk.session.assessment.gap.rows.len(), 5, "it is judged again");
    assert_eq!(desk.session.list.value.ledger.earlier, 1);
    assert_eq!(desk.session.matching, Matching::Done);
    desk.send(Action::Undo);
    assert_eq!(desk.session.assessment.gap.rows.len(), 4);
}

#[test]
fn a_newer_list_waits_for_the_one_in_use() {
    let mut desk = with_list();
    desk.send(Action::Edit(Edit::Decide(vec![(RowId(2), Some(Decision::NoMatch))])));
    let saved = desk.send(Action::Save).text_of(".gapline");
    // Opened by a worker that cannot read its list.
    let mut desk = Desk::new();
    desk.list_kills = true;
    desk.drop_file("a.gapline", &saved);
    desk.list_kills = false;
    desk.drop_file("newer.csv", &newer_list()).send(Action::Import(Import::Use));
    assert_eq!(
        desk.session.project.decisions.keys().copied().collect::<Vec<_>>(),
        [RowId(2)],
        "nothing moves unseen"
    );
    assert!(
        desk.session.draft.is_some() && desk.session.notices.last().unwrap().text.contains("not read yet")
    );
    desk.send(Action::MatchAgain).send(Action::Import(Import::Use));
    assert_eq!(desk.session.project.decisions.keys().copied().collect::<Vec<_>>(), [RowId(3)]);
}

#[test]
fn pasted_cells_are_read_from_their_table_where_they_have_one() {
    let cells = "Feature\tPlatform\nWi-Fi\tiOS\nVPN\tAndroid\n";
    let table = "<table><tr><td>Feature<td>Platform<tr><td>Wi-Fi<br>with certificate<td>iOS<tr><td>VPN<td>Android</table>";
    for (html, name) in [("", "Wi-Fi"), ("<p>no table</p>", "Wi-Fi"), (table, "Wi-Fi\nwith certificate")] {
        let mut desk = Desk::new();
        desk.send(Action::Import(Import::Give(vec![Given::Pasted {
            text: cells.into(),
            html: html.into(),
        }])));
        desk.send(Action::Import(Import::Use));
        let names: Vec<&str> = desk.session.list.value.features.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, [name, "VPN"]);
    }
}

#[test]
fn columns_are_remembered_for_a_list_of_the_same_shape_only() {
    let mut desk = Desk::new();
    desk.drop_file("features.csv", LIST);
    desk.send(Action::Import(Import::Role(5, Role::Owner)))
        .send(Action::Import(Import::Line(RowId(3), Some(false))));
    desk.send(Action::Import(Import::Use));
    let titled = format!("List of June,,,,,\n{LIST}");
    desk.drop_file("june.csv", &titled);
    let draft = desk.session.draft.clone().unwrap();
    assert!(draft.remembered);
    assert_eq!(draft.columns.roles[5], Role::Owner);
    assert_eq!(draft.columns.header, Some(1), "the header is where this list has it");
    assert!(draft.columns.by_hand.is_empty(), "lines said of by hand are those of the other list");
    desk.drop_file("other.csv", &LIST.replace("Devices", "Number of devices"));
    let draft = desk.session.draft.clone().unwrap();
    assert!(!draft.remembered);
    assert_eq!(draft.columns.roles[5], Role::Devices);
    // After opening the saved project the columns are remembered too.
    desk.send(Action::Save);
    let saved = desk.text_of(".gapline");
    let mut other = Desk::new();
    other.drop_file("colleague.gapline", &saved).drop_file("june.csv", &titled);
    assert!(other.session.draft.clone().unwrap().remembered);
}

#[test]
fn the_worker_reads_a_list_once_and_undo_needs_no_worker() {
    let mut desk = with_list();
    let list = Rc::clone(&desk.session.list);
    assert_eq!(list.value.features.len(), 4);
    desk.send(Action::Undo);
    assert!(desk.session.list.value.features.is_empty() && desk.session.project.table.is_none());
    desk.broken = true;
    desk.send(Action::Redo);
    assert!(Rc::ptr_eq(&desk.session.list, &list), "the list that was read is remembered");
    assert_eq!(desk.session.assessment.gap.rows.len(), 4);
}

#[test]
fn using_a_list_that_is_still_being_read_waits_for_it() {
    let mut desk = Desk::new();
    desk.drop_file("features.csv", LIST);
    // The worker's answer to the change is not there yet when the button is pressed.
    let changed = update(&desk.session, Action::Import(Import::Header(None, false)));
    let pressed = update(&changed, Action::Import(Import::Use));
    assert!(pressed.project.table.is_none() && pressed.draft.is_some());
    desk.session = pressed;
    while desk.perform() {}
    let features = &desk.session.list.value.features;
    assert_eq!(features.len(), 5, "the header counts as a row, as chosen last");
}

#[test]
fn a_list_that_nobody_looked_at_is_never_used() {
    let mut desk = Desk::new();
    desk.drop_file("features.csv", LIST);
    // Another list was dropped and is not read yet when the button of the first is pressed.
    desk.given.push(b"Feature\nSomething else\n".to_vec());
    let other = Given::File { id: 1, name: "other.csv".to_owned(), bytes: 23 };
    let dropped = update(&desk.session, Action::Import(Import::Give(vec![other])));
    desk.session = update(&dropped, Action::Import(Import::Use));
    while desk.perform() {}
    assert_eq!(desk.session.project.table.as_ref().unwrap().file, "features.csv");
    assert!(desk.session.draft.is_none(), "the other list is not waited for any more");
}

#[test]
fn another_header_brings_its_own_roles_and_keeps_what_was_chosen() {
    let mut desk = Desk::new();
    desk.drop_file("features.csv", &format!("Feature,Category,Notes,Owner,Description,Name\n{LIST}"));
    desk.send(Action::Import(Import::Role(5, Role::Owner)));
    desk.send(Action::Import(Import::Header(Some(1), false)));
    let roles = &desk.session.draft.as_ref().unwrap().columns.roles;
    assert_eq!(roles[..5], [Role::Id, Role::Feature, Role::Platform, Role::InUse, Role::Priority]);
    assert_eq!(roles[5], Role::Owner, "the consultant's word stays");
}

#[test]
fn a_list_that_could_not_be_read_is_read_by_searching_again() {
    let mut first = with_list();
    first.send(Action::Save);
    let saved = first.text_of(".gapline");
    let mut desk = Desk::new();
    desk.list_kills = true;
    desk.drop_file("colleague.gapline", &saved);
    assert!(desk.session.list.value.features.is_empty());
    assert!(matches!(&desk.session.matching, Matching::Failed(why) if why.contains("memory")));
    desk.list_kills = false;
    desk.send(Action::MatchAgain);
    assert_eq!((desk.session.list.value.features.len(), &desk.session.matching), (4, &Matching::Done));
}

#[test]
fn a_file_that_is_gone_leaves_the_draft_as_it_is() {
    let mut desk = Desk::new();
    desk.drop_file("features.csv", LIST);
    desk.given.clear();
    desk.end_worker();
    desk.send(Action::Import(Import::Separator(Some(gapline::table::Separator::Semicolon))));
    assert_eq!(desk.session.draft.as_ref().unwrap().table.width(), 6);
    assert!(desk.session.notices.last().unwrap().text.contains("Choose it again"));
}

#[test]
fn roles_and_readings_of_a_draft_can_be_changed() {
    let mut desk = Desk::new();
    desk.drop_file("features.csv", LIST);
    desk.send(Action::Import(Import::Role(0, Role::Feature)));
    let roles = &desk.session.draft.as_ref().unwrap().columns.roles;
    assert_eq!(roles.iter().filter(|role| **role == Role::Feature).count(), 1);
    assert_eq!(roles[0], Role::Feature);
    desk.send(Action::Import(Import::Separator(Some(gapline::table::Separator::Semicolon))));
    assert_eq!(desk.session.draft.as_ref().unwrap().table.width(), 1);
    desk.send(Action::Import(Import::Separator(None)));
    assert_eq!(desk.session.draft.as_ref().unwrap().table.width(), 6);
    desk.send(Action::Import(Import::Discard));
    assert!(desk.session.draft.is_none() && desk.session.project.is_empty());
}

#[test]
fn a_kept_project_is_offered_and_restored_by_choice() {
    let mut desk = with_list();
    desk.send(Action::Edit(Edit::Name("Contoso".to_owned()))).send(Action::KeepNow);
    let (name, json) = desk.kept.get("visit-1").cloned().expect("kept");
    let mut later = Desk::new();
    later.send(Action::KeptFound(vec![KeptProject {
        slot: "visit-1".to_owned(),
        name,
        summary: String::new(),
        at: "2026-11-23 14:02".to_owned(),
        json: Rc::from(json),
    }]));
    assert!(later.session.project.is_empty(), "nothing is restored by itself");
    later.send(Action::Restore("visit-1".to_owned()));
    assert_eq!(later.session.project, desk.session.project);
    assert!(later.session.is_unsaved(), "kept in the browser is not saved to a file");
}

#[test]
fn a_new_project_never_takes_the_place_of_a_kept_one() {
    let mut desk = with_list();
    desk.send(Action::KeepNow).send(Action::NewProject);
    assert!(desk.session.project.is_empty());
    desk.send(Action::Edit(Edit::Name("Fabrikam".to_owned()))).send(Action::KeepNow);
    assert_eq!(desk.kept.len(), 2, "both are kept");
    desk.send(Action::Undo).send(Action::Undo);
    assert!(desk.session.project.table.is_some(), "and undo leads back");
}

#[test]
fn the_samples_read_like_lists_and_can_be_planned() {
    for sample in Sample::ALL {
        let mut desk = Desk::new();
        desk.send(Action::Import(Import::Give(vec![Given::Sample(sample)])))
            .send(Action::Import(Import::Use));
        let plan = desk.plan();
        let session = &desk.session;
        let features = session.assessment.inventory.value.features.len();
        assert!((60..=250).contains(&features), "{sample:?}: {features} features");
        assert_eq!(session.project.name, sample.customer());
        assert_eq!(session.project.product, Some(sample.product()));
        let moved: u32 = plan.waves.iter().map(|wave| wave.total().0).sum();
        assert_eq!(moved, session.project.estate.total().0, "{sample:?}: every device moves once");
        assert!(session.assessment.gap.totals.suggested > 0, "{sample:?}");
        assert!(session.project.decisions.is_empty());
    }
}

#[test]
fn navigation_keeps_the_project_and_the_history() {
    let mut desk = with_list();
    let (project, steps) = (Rc::clone(&desk.session.project), desk.session.history.past.len());
    for page in Page::PIPELINE {
        desk.send(Action::Show(Show::Page(page)));
        assert_eq!(desk.session.view.page, page);
    }
    assert!(Rc::ptr_eq(&desk.session.project, &project));
    assert_eq!(desk.session.history.past.len(), steps);
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let row = || (1u32..8).prop_map(RowId);
    let text = || "[a-z ]{0,6}";
    let edit = prop_oneof![
        text().prop_map(Edit::Name),
        (row(), 0u8..4).prop_map(|(row, kind)| {
            let decision = match kind {
                0 => None,
                1 => Some(Decision::NoMatch),
                2 => Some(Decision::Ask("why".to_owned())),
                _ => Some(Decision::Confirmed(Link::new("retire".into(), Relation::Similar).into())),
            };
            Edit::Decide(vec![(row, decision)])
        }),
        (row(), text()).prop_map(|(row, text)| Edit::Note(row, text)),
        (row(), any::<bool>(), 0u16..9).prop_map(|(row, accepted, days)| {
            Edit::Gap(row, GapDecision { accepted, effort_days: Some(days), ..GapDecision::default() })
        }),
        (0u32..900).prop_map(|count| {
            Edit::Estate(Estate { counts: SortedMap::from([(Platform::Ios, Devices(count))]) })
        }),
        text().prop_map(|note| {
            Edit::Answer("q".to_owned(), gapline::readiness::Answer { note, ..Default::default() })
        }),
    ];
    proptest::collection::vec(edit, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn updates_then_as_many_undos_give_the_same_project(edits in edits()) {
        let mut desk = with_list();
        let (before, steps) = (Rc::clone(&desk.session.project), desk.session.history.past.len());
        for edit in edits {
            desk.send(Action::Edit(edit));
        }
        let after = Rc::clone(&desk.session.project);
        let changes = desk.session.history.past.len() - steps;
        for _ in 0..changes {
            desk.send(Action::Undo);
        }
        prop_assert_eq!(&desk.session.project, &before);
        for _ in 0..changes {
            desk.send(Action::Redo);
        }
        prop_assert_eq!(&desk.session.project, &after);
    }
}

#[test]
fn keys_count_for_the_line_that_is_current_when_they_arrive() {
    // No drawing happens between the strokes here, as when somebody types faster than the page draws.
    let mut desk = with_list();
    let rows: Vec<RowId> = desk.session.list.value.features.iter().map(|feature| feature.row).collect();
    for stroke in [Stroke::NoMatch, Stroke::Ask, Stroke::Later, Stroke::NoMatch] {
        desk.session = update(&desk.session, Action::Stroke(stroke));
    }
    let decisions: Vec<_> = desk.session.project.decisions.iter().collect();
    let (no, ask) = (Decision::NoMatch, Decision::Ask(String::new()));
    assert_eq!(decisions, [(&rows[0], &no), (&rows[1], &ask), (&rows[2], &Decision::Later), (&rows[3], &no)]);
    desk.send(Action::Show(Show::Page(Page::Gaps))).send(Action::Show(Show::Row(Some(rows[2]))));
    for stroke in [Stroke::Digit(2), Stroke::Up, Stroke::NoMatch, Stroke::Digit(9), Stroke::Digit(1)] {
        desk.session = update(&desk.session, Action::Stroke(stroke));
    }
    let verdict = |row: RowId| desk.session.project.gaps.get(&row).and_then(|gap| gap.verdict);
    assert_eq!(verdict(rows[2]), Some(Verdict::ALL[1]));
    assert_eq!(verdict(rows[1]), Some(Verdict::ALL[0]), "on Gaps the letters mean nothing");
    desk.send(Action::Stroke(Stroke::Digit(0)));
    assert_eq!(desk.session.project.gaps.len(), 1, "0 takes a verdict back");
}

#[test]
fn what_the_program_knows_comes_from_the_worker_and_is_asked_for_until_it_came() {
    let mut desk = Desk::before_the_worker(NaiveDate::default());
    assert!(desk.session.knowledge.catalogue.capabilities.is_empty());
    desk.broken = true;
    desk.send(Action::Edit(Edit::Name("Contoso".to_owned())));
    assert!(desk.session.notices[0].text.starts_with("The catalogue could not be read"));
    desk.broken = false;
    // The next job starts a new worker, which is asked first; cancelling asks again too.
    desk.drop_file("airwatch features.csv", LIST).send(Action::Import(Import::Use));
    assert_eq!(*desk.session.knowledge, Knowledge::builtin());
    assert_eq!(desk.session.assessment.gap.rows.len(), 4);

    let mut desk = Desk::before_the_worker(NaiveDate::default());
    desk.session = update(&desk.session, Action::CancelJobs);
    let asked =
        desk.session.outbox.iter().filter(|one| matches!(one.request, Request::Run { job: Job::Know, .. }));
    assert_eq!(asked.count(), 2);
    // A project that is opened before it came is derived again when it comes.
    let mut early = Desk::before_the_worker(NaiveDate::default());
    let saved = with_list().send(Action::Save).text_of(".gapline");
    let source = early.source("a.gapline", saved.into_bytes());
    early.session = update(&early.session, Action::Open("a.gapline".to_owned(), source));
    early.send(Action::Dismiss(7));
    assert!(early.session.notices.is_empty(), "the version is known before");
    assert_eq!(early.session.assessment.gap.rows.len(), 4);
    assert!(early.session.assessment.gap.rows.iter().any(|row| !row.parts.is_empty()));
}

#[test]
fn an_opened_project_shows_its_rows_unless_another_page_was_chosen_meanwhile() {
    let saved = with_list().send(Action::Save).text_of(".gapline").into_bytes();
    let mut desk = Desk::new();
    let source = desk.source("a.gapline", saved.clone());
    desk.send(Action::Open("a.gapline".to_owned(), source));
    assert_eq!(desk.session.view.page, Page::Match);

    let mut desk = Desk::new();
    let source = desk.source("a.gapline", saved);
    desk.session = update(&desk.session, Action::Open("a.gapline".to_owned(), source));
    desk.send(Action::Show(Show::Page(Page::Plan)));
    assert_eq!((desk.session.view.page, desk.session.assessment.gap.rows.len()), (Page::Plan, 4));
}

#[test]
fn a_device_list_becomes_the_estate_and_no_row_of_it_stays() {
    let file = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/devices").join(name);
        std::fs::read(path).unwrap()
    };
    let mut desk = with_list();
    desk.drop_bytes("generisch.csv", file("generisch.csv"));
    assert!(desk.session.draft.is_none() && desk.session.project.devices.is_none(), "nothing is used yet");
    let counted = desk.session.counted.clone().expect("it is taken for devices");
    assert_eq!((counted.counts.devices, counted.counts.unread.len()), (28, 1));
    desk.send(Action::Import(Import::Means("Symbian".to_owned(), Some(Platform::AndroidCorp))));
    let department = counted.counts.plan.fields.iter().position(|field| *field == Field::Department).unwrap();
    desk.send(Action::Import(Import::Field(department, Field::Other)));
    let counted = desk.session.counted.clone().unwrap();
    assert!(
        counted.counts.unread.is_empty()
            && counted.counts.fields.iter().all(|one| one.field != Field::Department)
    );
    desk.send(Action::Import(Import::Use));
    assert_eq!(desk.session.project.estate.count(Platform::AndroidCorp), Devices(5));
    assert_eq!(desk.session.project.estate.total(), Devices(28));
    assert_eq!(desk.session.list.value.features.len(), 4, "the list of features stays");
    let saved = desk.send(Action::Save).text_of(".gapline");
    assert!(!saved.contains("Müller") && !saved.contains("SN005"), "persons and serial numbers are not kept");
    desk.send(Action::Undo);
    assert_eq!(desk.session.project.estate.total(), Devices(0));
}

#[test]
fn a_list_can_be_read_as_the_other_kind() {
    let mut desk = Desk::new();
    let list = "Name,Platform,Model\na,iOS,iPhone 14\nb,Android,Pixel 8\n";
    desk.drop_file("list.csv", list);
    assert!(desk.session.draft.is_some(), "too little speaks for devices");
    desk.send(Action::Import(Import::Devices(true)));
    assert_eq!(desk.session.counted.as_ref().map(|counted| counted.counts.devices), Some(2));
    assert!(desk.session.draft.is_none());
    desk.send(Action::Import(Import::Devices(false)));
    assert!(desk.session.counted.is_none());
    assert_eq!(desk.session.draft.as_ref().map(|draft| draft.inventory.value.ledger.kept), Some(2));
}

#[test]
fn several_files_are_looked_at_one_after_the_other() {
    let mut desk = Desk::new();
    let devices = "Serial Number,Platform,OS Version\nA1,iOS,17\nA2,iOS,16\n";
    let given: Vec<Given> =
        [("list.csv", LIST), ("broken.xlsx", "PK\u{3}\u{4}..."), ("devices.csv", devices), ("b.csv", LIST)]
            .into_iter()
            .map(|(name, text)| desk.register(name, text.as_bytes().to_vec()))
            .collect();
    desk.send(Action::Import(Import::Give(given)));
    assert_eq!((desk.session.draft.is_some(), desk.session.queue.len()), (true, 3));
    desk.send(Action::Import(Import::Use));
    assert!(
        desk.session.notices.last().unwrap().text.contains("broken.xlsx"),
        "one that fails stops nothing"
    );
    assert_eq!(desk.session.counted.as_ref().map(|counted| counted.counts.devices), Some(2));
    desk.send(Action::Import(Import::Use));
    assert_eq!(desk.session.project.estate.total(), Devices(2));
    assert_eq!(
        desk.session.draft.as_ref().map(|draft| draft.given.name().to_owned()),
        Some("b.csv".to_owned())
    );
    desk.send(Action::Import(Import::Discard));
    assert!(desk.session.draft.is_none() && desk.session.queue.is_empty());
    assert_eq!(desk.session.list.value.features.len(), 4);
}

/// Settings with a start, so that there is a plan.
fn start(day: &str) -> Action {
    let start = Some(day.parse().unwrap());
    Action::Edit(Edit::Plan(Box::new(PlanSettings { start, ..PlanSettings::default() })))
}

#[test]
fn a_plan_edit_sends_no_table_and_the_last_plan_stays_until_the_new_one_comes() {
    let mut desk = with_list();
    desk.send(start("2027-01-04")).send(start("2027-01-11"));
    let first = Rc::clone(&desk.session.plan);
    assert_eq!(desk.session.planning, Planning::Current);
    assert!(first.value.as_ref().unwrap().summary.contains("starts Mon 11 Jan 2027"));
    assert!(desk.sent < 400, "{} bytes for a setting", desk.sent);

    // Three changes before the worker answers: one job, and one more for what changed since.
    for day in ["2027-02-01", "2027-03-01", "2027-04-05"] {
        desk.session = update(&desk.session, start(day));
        assert!(Rc::ptr_eq(&desk.session.plan, &first), "the last plan is shown meanwhile");
    }
    assert_eq!(desk.session.planning, Planning::Running(true));
    let asked = |session: &Session| session.running.values().filter(|one| one.work == Work::Planning).count();
    assert_eq!(asked(&desk.session), 1, "a newer request waits in the page and replaces the older one");
    desk.send(Action::Dismiss(9));
    let plan = Rc::clone(&desk.session.plan);
    assert!(plan.value.as_ref().unwrap().summary.contains("starts Mon 5 Apr 2027"));
    assert_eq!((asked(&desk.session), &desk.session.planning), (0, &Planning::Current));

    // The worker's plan is the one that everything derived at once gives.
    let project = (*desk.session.project).clone();
    let candidates = (*desk.session.candidates).clone();
    let alone = gapline::assess::assess_alone(&Knowledge::builtin(), project, candidates);
    assert_eq!(Some(desk.plan()), alone.plan.value);

    // An answer that comes after the start was taken away is dropped.
    desk.session = update(&desk.session, start("2027-05-03"));
    desk.session = update(&desk.session, Action::Edit(Edit::Plan(Box::default())));
    desk.send(Action::Dismiss(9));
    assert!(desk.session.plan.value.is_none());
    assert_eq!(desk.session.planning, Planning::Current);
}

#[test]
fn a_plan_that_failed_says_so_and_can_be_dated_again() {
    let mut desk = with_list();
    desk.send(start("2027-01-11"));
    let first = Rc::clone(&desk.session.plan);
    desk.broken = true;
    desk.send(start("2027-02-01"));
    assert!(matches!(&desk.session.planning, Planning::Failed(why) if why.contains("memory")));
    assert!(Rc::ptr_eq(&desk.session.plan, &first));
    desk.broken = false;
    desk.send(Action::PlanAgain);
    assert_eq!(desk.plan().start, "2027-02-01".parse().unwrap());
    assert_eq!(desk.session.planning, Planning::Current);
    // Another project never shows this one's plan.
    desk.session = update(&desk.session, Action::NewProject);
    assert!(desk.session.plan.value.is_none());
}

#[test]
fn the_dates_come_first_and_what_can_be_done_follows() {
    let mut desk = with_list();
    desk.send(start("2027-01-11"));
    assert_eq!(desk.session.remedy.as_ref().map(|remedy| remedy.ways.len()), Some(0), "there is no target");
    let mut settings = (*desk.session.project.plan).clone();
    let target = "2027-01-20".parse().unwrap();
    settings.target = Some(Target { date: target, label: String::new() });
    desk.session = update(&desk.session, Action::Edit(Edit::Plan(Box::new(settings))));
    assert!(desk.session.awaits_remedy());
    let finding = |desk: &Desk| desk.session.plan.value.as_ref().unwrap().finding.clone();
    while matches!(desk.session.planning, Planning::Running(_)) {
        assert!(desk.perform());
    }
    let dated = finding(&desk);
    assert!(dated.contains("is missed by 47 working days"), "{dated}");
    assert!(desk.session.awaits_remedy(), "the ways out are being looked for");
    while desk.session.awaits_remedy() {
        assert!(desk.session.outlook.is_none() && desk.perform());
    }
    let remedy = desk.session.remedy.clone().unwrap();
    assert!(!desk.session.awaits_remedy() && remedy.binds.starts_with("What binds: "));
    assert!(remedy.ways.len() >= 3 && remedy.ways.iter().any(|way| way.meets));
    assert_eq!(finding(&desk), dated);
    while desk.perform() {}
    assert!(desk.session.outlook.is_some() && desk.session.earlier_outlook.is_none());
    // Until the next plan has its own, those of the last one stay where they are, and wait.
    let outlook = desk.session.outlook.clone();
    desk.session = update(&desk.session, start("2027-02-01"));
    assert!(desk.session.outlook.is_none() && desk.session.earlier_outlook == outlook);
    assert!(desk.session.awaits_remedy() && desk.session.remedy.as_ref() == Some(&remedy));
    desk.broken = true;
    desk.send(Action::Dismiss(9));
    assert!(desk.session.remedy.is_none() && desk.session.earlier_outlook.is_none());
    assert!(!desk.session.awaits_remedy());
}

#[test]
fn saving_survives_a_worker_that_died_and_says_when_it_cannot() {
    let mut desk = with_list();
    // It died over something else while the file was being written.
    desk.session = update(&desk.session, Action::Save);
    let saved = Rc::clone(&desk.session.project);
    let number = desk.session.last_number;
    let message = "The worker stopped.".to_owned();
    desk.session = update(&desk.session, Action::JobFailed { number, message });
    desk.end_worker();
    // What changes meanwhile is not said to be saved.
    desk.session = update(&desk.session, Action::Edit(Edit::Name("Contoso".to_owned())));
    let outbox = Rc::make_mut(&mut desk.session.outbox);
    outbox.retain(|one| one.number != number);
    desk.send(Action::Dismiss(9));
    let file = gapline::project::file::open(desk.text_of(".gapline").as_bytes()).unwrap();
    assert_eq!(file.project, *saved);
    assert!(desk.session.is_unsaved());
    // Cancelling stops what is waited for, not what is kept.
    desk.session = update(&desk.session, Action::KeepNow);
    assert!(!desk.session.is_kept());
    desk.send(Action::CancelJobs);
    assert!(desk.session.is_kept());
    assert!(
        desk.kept.get("visit-1").is_some_and(|(name, json)| name == "Contoso" && json.contains("Geofencing"))
    );
    // A worker that dies over the project itself is tried twice, then the screen says so.
    desk.broken = true;
    let files = desk.files.len();
    desk.send(Action::Save);
    assert_eq!(desk.files.len(), files);
    let last = desk.session.notices.last().unwrap();
    assert!(last.bad && last.text.starts_with("The project could not be saved. It ran out of memory."));
    desk.broken = false;
    desk.send(Action::Save);
    assert_eq!(desk.files.len(), files + 1);
    assert!(!desk.session.is_unsaved());
}

#[test]
fn days_off_come_from_a_calendar_file_or_from_lines() {
    let mut desk = with_list();
    let calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270402\nSUMMARY:Good Friday\nEND:VEVENT\nEND:VCALENDAR\n";
    let source = desk.source("days.ics", calendar.as_bytes().to_vec());
    desk.send(Action::Holidays("days.ics".to_owned(), source));
    let lines = Source::Text("2027-04-05 Easter Monday\n03/04/2027 unclear\n2027-04-02 again".into());
    desk.send(Action::Holidays("these lines".to_owned(), lines));
    let days: Vec<(String, &str)> = desk
        .session
        .project
        .plan
        .holidays
        .iter()
        .map(|day| (day.date.to_string(), day.name.as_str()))
        .collect();
    let expected = [("2027-04-02", "Good Friday"), ("2027-04-05", "Easter Monday")];
    assert_eq!(days, expected.map(|(date, name)| (date.to_owned(), name)));
    assert!(desk.session.notices.last().unwrap().text.contains("03/04/2027"), "what is not clear is told");
    desk.send(Action::Undo);
    assert_eq!(desk.session.project.plan.holidays.len(), 1);
}
