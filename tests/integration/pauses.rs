//! Long jobs of the worker pause, so that a plan that somebody waits for is dated in between; what they come to is the
//! same.

use chrono::NaiveDate;
use gapline::assess::{Knowledge, assess_alone};
use gapline::estate::parse::parse_counts;
use gapline::matching::Candidates;
use gapline::plan::Target;
use gapline::project::Project;
use gapline::report::drawing::timeline::Look;
use gapline::report::shown::remedy;
use gapline::session::job::{Answer, Job, ToWorker, run};
use gapline::session::memory::Memory;
use gapline::session::subject::{Part, Subject};
use std::rc::Rc;

fn today() -> NaiveDate {
    "2027-01-01".parse().unwrap()
}

/// A plan that misses its target, with people to wait for.
fn project(people: u16) -> Project {
    let mut project =
        Project { estate: Rc::new(parse_counts("windows=2300,ios=3900").unwrap()), ..Project::default() };
    let settings = Rc::make_mut(&mut project.plan);
    settings.start = "2027-01-11".parse().ok();
    settings.target = Some(Target { date: "2027-03-31".parse().unwrap(), label: String::new() });
    settings.roles.change("endpoint".to_owned(), |role| role.people = Some(people));
    project
}

fn news(project: Project, before: &Subject) -> (Vec<Part>, Subject) {
    let subject = Subject::of(project);
    (subject.clone().since(before), subject)
}

fn ask(memory: &mut Memory, news: Vec<Part>, job: Job) -> Answer {
    run(ToWorker { number: 1, news, job }, memory, None, &mut |_, _| {})
}

/// The answer, and how often the job paused.
fn whole(memory: &mut Memory, job: Job) -> (Answer, usize) {
    let (mut answer, mut pauses) = (ask(memory, Vec::new(), job), 0);
    while let Answer::Paused(rest) = answer {
        answer = ask(memory, Vec::new(), rest);
        pauses += 1;
    }
    (answer, pauses)
}

fn ways_at_once(people: u16) -> Answer {
    let assessment = assess_alone(&Knowledge::builtin(), project(people), Candidates::default());
    Answer::Remedy(remedy(&assessment, today()))
}

#[test]
fn what_comes_of_a_job_that_pauses_is_the_same() {
    let mut memory = Memory::default();
    let (told, _) = news(project(2), &Subject::default());
    ask(&mut memory, told, Job::Plan { look: Look::default() });
    let (found, pauses) = whole(&mut memory, Job::Remedy { today: today() });
    assert!(found == ways_at_once(2) && pauses >= 4, "{pauses} pauses");
    // That parts of the runs come to the same as all at once, the tests of the outlook say.
    let (found, pauses) = whole(&mut memory, Job::Outlook { today: today() });
    let Answer::Outlook(sections) = found else { panic!("no outlook") };
    assert!(sections.len() == 2 && pauses >= 10, "{pauses} pauses");
}

#[test]
fn a_plan_is_dated_between_the_parts_of_a_job_about_an_earlier_one() {
    let mut memory = Memory::default();
    let (told, before) = news(project(2), &Subject::default());
    ask(&mut memory, told, Job::Plan { look: Look::default() });
    let Answer::Paused(ways) = ask(&mut memory, Vec::new(), Job::Remedy { today: today() }) else {
        panic!("it does not pause")
    };
    let (told, _) = news(project(1), &before);
    let dated = ask(&mut memory, told, Job::Plan { look: Look::default() });
    assert!(matches!(dated, Answer::Planned(_)));
    // What goes on is about the new plan, and finds what the new plan's own job finds.
    let expected = ways_at_once(1);
    assert!(whole(&mut memory, ways).0 == expected);
    assert!(whole(&mut memory, Job::Remedy { today: today() }) == (expected, 0));
}
