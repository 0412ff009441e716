//! The plan for other tools: every cell, date and name comes back from independent readers.

use gapline::assess::{Assessment, Knowledge, assess_alone};
use gapline::calendar::{Freeze, Stops};
use gapline::estate::parse::parse_counts;
use gapline::export::csv::neutral;
use gapline::export::{Deliverable, write};
use gapline::matching::Candidates;
use gapline::model::units::PerMille;
use gapline::plan::network::{Lag, LinkKind};
use gapline::plan::settings::LinkEdit;
use gapline::plan::{Plan, PlanSettings, PlannedTask, Target, TaskEdit};
use gapline::project::Project;
use gapline::report::build::build;
use gapline::table::{Overrides, delimited};
use icalendar::{Calendar, CalendarComponent, Component};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Names that break formats.
const NAMES: [&str; 19] = [
    "Comma, semicolon; \"quote\" 'single'",
    "Colon: at 12:30, Wave 3: again",
    "Zwei\nZeilen\r\nund drei",
    "Prüfung größer Überblick, Straße",
    "Umzug 🚚👩‍👩‍👧 fertig ✅",
    "=1+1",
    "+49 30 123",
    "-minus",
    "@sum",
    "a | b || c",
    "section title of the chart",
    "5% done %% now %%{init: x}%%",
    "#123; <b>bold</b> &amp; {x} <script>alert(1)</script>",
    "2027-01-01 starts",
    "1. first",
    "* star _under_ `code` [link](http://example.invalid) ~~gone~~ $x$ \\ \\n",
    "日本語のタスク",
    "\tTab\tand  blanks \u{1} control",
    "A name that is longer than any tracker takes, which is why it is cut there and stands whole in the description; \
a name that is longer than any tracker takes, which is why it is cut there and stands whole in the description; a name \
that is longer than any tracker takes, which is why it is cut",
];

fn assessed(estate: &str) -> (Knowledge, Assessment) {
    let knowledge = Knowledge::builtin();
    let mut settings = PlanSettings {
        start: Some("2027-01-11".parse().unwrap()),
        target: Some(Target {
            date: "2027-12-31".parse().unwrap(),
            label: "old contract: ends, at last".to_owned(),
        }),
        freezes: vec![Freeze {
            name: "Year-end | close".to_owned(),
            first: "2027-03-29".parse().unwrap(),
            last: "2027-04-02".parse().unwrap(),
            stops: Stops::Enrolment,
        }],
        ..PlanSettings::default()
    };
    let project = Project {
        name: "R&D <Ltd>; Zürich".to_owned(),
        estate: Rc::new(parse_counts(estate).unwrap()),
        plan: Rc::new(settings.clone()),
        ..Project::default()
    };
    let plain = assess_alone(&knowledge, project.clone(), Candidates::default());
    let keys: Vec<String> =
        plain.plan.value.as_ref().unwrap().tasks.iter().map(|task| task.key.clone()).collect();
    for (name, key) in NAMES.iter().zip(&keys) {
        let edit = TaskEdit {
            name: Some((*name).to_owned()),
            owner: "Müller, Jörg".to_owned(),
            notes: "Note, with: signs\nand = lines".to_owned(),
            progress: PerMille(300),
            ..TaskEdit::default()
        };
        settings.edits.insert(key.clone(), edit);
    }
    let lagged = LinkEdit { after: "apps".to_owned(), kind: LinkKind::StartStart, lag: Lag::Working(480) };
    settings.edits.insert(
        "lessons-learnt".to_owned(),
        TaskEdit { links: vec![lagged], progress: PerMille(1000), ..TaskEdit::default() },
    );
    let project = Project { plan: Rc::new(settings), ..project };
    let assessment = assess_alone(&knowledge, project, Candidates::default());
    (knowledge, assessment)
}

fn made(what: Deliverable, estate: &str) -> (Assessment, String) {
    let (knowledge, assessment) = assessed(estate);
    let today = "2026-11-23".parse().unwrap();
    let report = build(&knowledge, &assessment, &[], today);
    let bytes = write(what, &knowledge, &assessment, &report, today).unwrap().bytes;
    (assessment, String::from_utf8(bytes).unwrap())
}

fn plan(assessment: &Assessment) -> &Plan {
    assessment.plan.value.as_ref().unwrap()
}

const ESTATE: &str = "windows=900,ios=700,android-dedicated=120";

/// The rows of a CSV file, as two readers that know nothing of each other agree on.
fn rows(text: &str) -> Vec<Vec<String>> {
    let bare = text.strip_prefix('\u{feff}').expect("a mark for spreadsheets");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bare.as_bytes());
    let theirs: Vec<Vec<String>> =
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
    let ours = delimited::read("plan.csv", text.as_bytes(), Overrides::default()).unwrap().value;
    let ours: Vec<Vec<String>> =
        ours.records.iter().map(|record| record.cells().map(str::to_owned).collect()).collect();
    assert_eq!(ours, theirs);
    assert!(theirs.iter().flatten().all(|cell| *cell == neutral(cell)), "nothing runs as a formula");
    theirs
}

/// A name as a tracker takes it.
fn title(task: &PlannedTask) -> String {
    let line = task.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut =
        if line.chars().count() > 255 { line.chars().take(254).collect::<String>() + "…" } else { line };
    neutral(&cut)
}

fn row_of<'a>(rows: &'a [Vec<String>], column: usize, task: &PlannedTask) -> &'a [String] {
    let end = format!("Gapline: {}", task.key);
    let mut found = rows.iter().filter(|row| row[column].ends_with(&end));
    let row = found.next().unwrap_or_else(|| panic!("{end}"));
    assert!(found.next().is_none(), "{end} stands there twice");
    row
}

#[test]
fn the_file_for_jira_holds_every_task_under_its_stage_with_what_it_blocks() {
    let (assessment, text) = made(Deliverable::Jira, ESTATE);
    let plan = plan(&assessment);
    let rows = rows(&text);
    let header = &rows[0];
    let fixed = [
        "Issue ID",
        "Issue Type",
        "Summary",
        "Parent",
        "Start date",
        "Due date",
        "Assignee",
        "Priority",
        "Labels",
        "Labels",
        "Description",
    ];
    assert_eq!(header[..11], fixed);
    assert!(header.len() > 11 && header[11..].iter().all(|name| name == "Blocks"));
    let stages: BTreeSet<_> = plan.tasks.iter().map(|task| task.stage).collect();
    assert_eq!(rows.len(), 1 + stages.len() + plan.tasks.len());
    for (row, stage) in rows[1..].iter().zip(&stages) {
        assert_eq!((row[1].as_str(), row[2].as_str()), ("Epic", stage.label()), "parents come first");
    }
    let key_of: BTreeMap<&str, &str> =
        plan.tasks.iter().map(|task| (row_of(&rows, 10, task)[0].as_str(), task.key.as_str())).collect();
    for task in plan.tasks.iter() {
        let row = row_of(&rows, 10, task);
        let parent = rows.iter().find(|other| other[0] == row[3]).unwrap();
        let expected = [
            "Task".to_owned(),
            title(task),
            task.stage.label().to_owned(),
            task.start.to_string(),
            task.finish.to_string(),
            neutral(&task.owner),
            if task.critical { "High" } else { "Medium" }.to_owned(),
            task.role.clone(),
            if task.days == 0 { "milestone" } else { "" }.to_owned(),
        ];
        let found = [&row[1], &row[2], &parent[2], &row[4], &row[5], &row[6], &row[7], &row[8], &row[9]];
        assert_eq!(found.map(String::as_str), expected.each_ref().map(String::as_str), "{}", task.key);
        assert!(row[10].contains(&task.why) && row[10].contains(&task.driver), "{}", row[10]);
        if title(task) != neutral(&task.name) {
            assert!(row[10].contains(&task.name), "what was cut or joined stands whole: {}", row[10]);
        }
        let blocked: BTreeSet<&str> =
            row[11..].iter().filter(|id| !id.is_empty()).map(|id| key_of[id.as_str()]).collect();
        let later = plan.tasks.iter().filter(|later| {
            later.links.iter().any(|link| link.after == task.key && link.kind == LinkKind::FinishStart)
        });
        assert_eq!(blocked, later.map(|task| task.key.as_str()).collect(), "{}", task.key);
    }
    let notes = rows.iter().filter(|row| row[10].contains("Note, with: signs\nand = lines")).count();
    assert_eq!(notes, NAMES.len());
    let lagged = row_of(&rows, 10, plan.tasks.iter().find(|task| task.key == "lessons-learnt").unwrap());
    assert!(lagged[10].contains("apps SS+1d"), "{}", lagged[10]);
}

#[test]
fn the_file_for_azure_devops_nests_tasks_by_their_columns() {
    let (assessment, text) = made(Deliverable::AzureDevops, ESTATE);
    let plan = plan(&assessment);
    let rows = rows(&text);
    let header = [
        "Work Item Type",
        "Title 1",
        "Title 2",
        "Start Date",
        "Finish Date",
        "Target Date",
        "Tags",
        "Description",
    ];
    assert_eq!(rows[0], header);
    let mut epic = "";
    let mut seen = 0;
    for row in &rows[1..] {
        if row[0] == "Epic" {
            epic = &row[1];
            continue;
        }
        seen += 1;
        let key = row[7].rsplit("Gapline: ").next().unwrap();
        let task = plan.tasks.iter().find(|task| task.key == key).unwrap();
        assert_eq!(epic, task.stage.label());
        let (start, finish) = (task.start.to_string(), task.finish.to_string());
        let expected = ["Task", "", &title(task), &start, &finish, ""];
        assert_eq!(row[..6], expected, "{key}");
        let mut tags = vec![task.role.as_str()];
        tags.extend(task.critical.then_some("critical"));
        tags.extend((task.days == 0).then_some("milestone"));
        tags.retain(|tag| !tag.is_empty());
        assert_eq!(row[6], tags.join("; "));
        assert!(!row[7].contains("<script") && !row[7].contains('\n'), "the description is HTML: {}", row[7]);
    }
    assert_eq!(seen, plan.tasks.len());
}

#[test]
fn the_file_for_planner_has_a_bucket_for_each_stage() {
    let (assessment, text) = made(Deliverable::Planner, ESTATE);
    let plan = plan(&assessment);
    let rows = rows(&text);
    assert_eq!(rows.len(), 1 + plan.tasks.len());
    for task in plan.tasks.iter() {
        let row = row_of(&rows, 8, task);
        let progress = match task.progress.0 {
            0 => "Not started",
            1000 => "Completed",
            _ => "In progress",
        };
        let mut labels = vec![task.role.as_str()];
        labels.extend(task.critical.then_some("critical"));
        labels.extend((task.days == 0).then_some("milestone"));
        labels.retain(|label| !label.is_empty());
        let expected = [
            title(task),
            task.stage.label().to_owned(),
            progress.to_owned(),
            if task.critical { "Important" } else { "Medium" }.to_owned(),
            task.owner.clone(),
            task.start.to_string(),
            task.finish.to_string(),
            labels.join(";"),
        ];
        assert_eq!(row[..8], expected, "{}", task.key);
    }
}

#[test]
fn the_other_lists_read_back_alike() {
    for what in [Deliverable::Plan, Deliverable::Gaps, Deliverable::Ledger, Deliverable::Questions] {
        let (assessment, text) = made(what, ESTATE);
        let rows = rows(&text);
        if what == Deliverable::Plan {
            for (row, task) in rows[1..].iter().zip(plan(&assessment).tasks.iter()) {
                let found = [&row[0], &row[1], &row[2], &row[4], &row[6], &row[7], &row[11]];
                let expected = [
                    task.key.clone(),
                    task.stage.label().to_owned(),
                    neutral(&task.name),
                    task.owner.clone(),
                    task.start.to_string(),
                    task.finish.to_string(),
                    neutral(&task.driver),
                ];
                assert_eq!(found.map(String::as_str), expected.each_ref().map(String::as_str));
            }
        }
    }
}

#[test]
fn the_calendar_holds_milestones_messages_moves_and_the_target() {
    let (assessment, text) = made(Deliverable::Calendar, ESTATE);
    let plan = plan(&assessment);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends with CR and LF");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let calendar: Calendar = text.parse().unwrap();
    let events: Vec<_> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
    let is_message = |key: &str| {
        ["announce", "instruct", "deadline", "enforce"].iter().any(|step| key.ends_with(&format!("-{step}")))
            && key.starts_with("wave-")
    };
    let wanted: Vec<&Rc<PlannedTask>> = plan
        .tasks
        .iter()
        .filter(|task| task.days == 0 || is_message(&task.key) || task.key.ends_with("-enrol"))
        .collect();
    assert!(wanted.iter().filter(|task| is_message(&task.key)).count() >= 4 * (plan.waves.len() - 1));
    assert_eq!(events.len(), wanted.len() + 1, "and the target");
    for task in wanted {
        let uid = format!("{}-", task.key);
        let event = events.iter().find(|event| event.get_uid().unwrap().starts_with(&uid));
        let event = event.unwrap_or_else(|| panic!("{uid}"));
        let first = task.start.format("%Y%m%d").to_string();
        let after = task.finish.succ_opt().unwrap().format("%Y%m%d").to_string();
        assert_eq!(event.property_value("DTSTART"), Some(first.as_str()), "{}", task.key);
        assert_eq!(event.property_value("DTEND"), Some(after.as_str()), "{}: the end is exclusive", task.key);
        assert_eq!(event.property_value("DTSTAMP"), Some("20261123T000000Z"));
        let name = task.name.replace("\r\n", "\n").replace('\u{1}', "");
        assert_eq!(event.get_summary(), Some(name.as_str()));
    }
    let distinct: BTreeSet<_> = events.iter().filter_map(|event| event.get_uid()).collect();
    assert_eq!(distinct.len(), events.len(), "UIDs are unique");
    let (_, again) = made(Deliverable::Calendar, "windows=900,ios=700");
    for uid in distinct.iter().filter(|uid| !uid.starts_with("wave-")) {
        assert!(
            again.replace("\r\n ", "").contains(&format!("UID:{uid}\r\n")),
            "{uid} stays when the plan changes"
        );
    }
}

/// Id, name, first and last day, and marks of the lines of a chart.
fn chart(text: &str) -> BTreeMap<String, (String, String, String, Vec<String>)> {
    let lines = text.lines().filter_map(|line| line.trim().split_once(" :"));
    lines
        .map(|(name, data)| {
            let mut parts: Vec<String> = data.split(", ").map(str::to_owned).collect();
            let (last, first) = (parts.pop().unwrap(), parts.pop().unwrap());
            (parts.pop().unwrap(), (name.to_owned(), first, last, parts))
        })
        .collect()
}

#[test]
fn the_chart_holds_every_task_with_its_days() {
    let (assessment, text) = made(Deliverable::Mermaid, ESTATE);
    let plan = plan(&assessment);
    let lines = chart(&text);
    assert_eq!(lines.len(), plan.tasks.len() + 1, "and the target");
    assert!(!text.contains("excludes") && text.contains("\n    inclusiveEndDates\n"));
    for task in plan.tasks.iter() {
        let (name, first, last, marks) = &lines[&task.key];
        assert_eq!((first, last), (&task.start.to_string(), &task.finish.to_string()), "{}", task.key);
        assert!(!name.contains([':', '#', ';', '%', '\n']) && !name.is_empty(), "{name}");
        let has = |mark: &str| marks.iter().any(|one| one == mark);
        assert_eq!((has("crit"), has("milestone")), (task.critical, task.days == 0), "{}", task.key);
    }
}

#[test]
fn a_chart_that_is_too_long_for_mermaid_draws_waves_by_their_moves() {
    let (assessment, text) = made(Deliverable::Mermaid, "windows=90000");
    assert!(text.chars().count() <= 50_000, "{} letters", text.chars().count());
    let lines = chart(&text);
    for task in plan(&assessment).tasks.iter() {
        // "wave-plan" is no step of a wave.
        let rest = task.key.strip_prefix("wave-").unwrap_or_default();
        let is_step = rest.starts_with(|letter: char| letter.is_ascii_digit()) && !rest.ends_with("-enrol");
        assert_eq!(lines.contains_key(&task.key), !is_step, "{}", task.key);
    }
}

/// The cells of the tables of a document, as a reader of Markdown sees them; a break in a cell is a line end.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableRow | Tag::TableHead) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => rows.last_mut().unwrap().push(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(cell) = rows.last_mut().and_then(|row: &mut Vec<String>| row.last_mut()) {
                    cell.push_str(&text);
                }
            }
            Event::InlineHtml(html) => {
                assert_eq!(&*html, "<br>");
                rows.last_mut().unwrap().last_mut().unwrap().push('\n');
            }
            Event::Html(html) => panic!("markup: {html}"),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough)
            | Event::End(TagEnd::Link | TagEnd::Image) => panic!("a name became a mark"),
            _ => {}
        }
    }
    rows
}

#[test]
fn names_in_markdown_stay_names() {
    let (assessment, text) = made(Deliverable::Markdown, ESTATE);
    let plan = plan(&assessment);
    let rows = cells(&text);
    for task in plan.tasks.iter() {
        let name = task.name.replace("\r\n", "\n").replace(['\t', '\u{1}'], " ");
        let found = rows
            .iter()
            .any(|row| row.get(1).is_some_and(|cell| *cell == name.trim()) && row[0] == task.stage.label());
        assert!(found, "{name:?}");
    }
    for wave in plan.waves.iter() {
        assert!(rows.iter().any(|row| row[0] == wave.name), "{}", wave.name);
    }
    for milestone in &plan.milestones {
        let name = milestone.name.replace("\r\n", "\n").replace(['\t', '\u{1}'], " ");
        assert!(rows.iter().any(|row| row.get(1).is_some_and(|cell| *cell == name.trim())), "{name:?}");
    }
    assert!(text.contains("The target of Fri 31 Dec 2027 (old contract: ends, at last) is met"));
}

#[test]
fn the_drawing_is_well_formed_and_needs_nothing_from_outside() {
    let (assessment, text) = made(Deliverable::Drawing, ESTATE);
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut titles = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) => titles += usize::from(tag.name().as_ref() == "title"),
            _ => {}
        }
    }
    assert!(titles > plan(&assessment).waves.len());
    assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && !text.contains('\u{1}'));
    assert!(!text.contains("<script") && !text.contains("href"));
}
