//! Writes plans of estates as Microsoft Project XML with their networks and dates beside them, for other planners to
//! read back: `cargo run --release --no-default-features --example plans -- --out DIR`.
//! It judges nothing; `tests/peers/mpxj_dates.py` does.

use gapline::assess::{Assessment, Knowledge, assess_alone};
use gapline::calendar::{Freeze, Holiday, Stops, WorkingWeek};
use gapline::estate::parse::parse_counts;
use gapline::export::mspdi;
use gapline::matching::Candidates;
use gapline::model::units::PerMille;
use gapline::plan::network::{Lag, LinkKind};
use gapline::plan::settings::{Agreed, LinkEdit, RoleSettings};
use gapline::plan::{PlanSettings, TaskEdit};
use gapline::project::Project;
use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

const ESTATES: [&str; 10] = [
    "windows=900,ios=700,android-dedicated=120",
    "windows=8400",
    "ios=60",
    "macos=300,ios=2500,windows=5200,android-work-profile=800",
    "android-corp=4000,aosp=50",
    "linux=90,windows=400",
    "windows=20000,ios=9000",
    "chromeos=700",
    "android-dedicated=1500,windows=50",
    "ios=1",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--out"), Some(folder)) => PathBuf::from(folder),
        _ => return Err("usage: plans --out DIR".into()),
    };
    fs::create_dir_all(&out)?;
    for (number, estate) in (0_u32..).zip(ESTATES) {
        let assessment = plan(number, estate)?;
        let dated = mspdi::plan::staged(&assessment)?;
        let pairs = dated.network.tasks.iter().zip(&dated.solution.dates);
        let answers: Vec<_> = pairs
            .map(|(task, dates)| {
                json!({ "summary": task.summary, "start": dates.start.iso(), "finish": dates.finish.iso() })
            })
            .collect();
        let name = format!("plan-{number:02}");
        fs::write(out.join(format!("{name}.xml")), mspdi::plan::write(&assessment)?)?;
        let written = json!({ "network": dated.network, "answers": answers });
        fs::write(out.join(format!("{name}.json")), serde_json::to_string(&written)?)?;
    }
    Ok(())
}

/// A plan with days off, freezes, leave, an agreed baseline, deadlines, dates, links with lags and progress.
fn plan(number: u32, estate: &str) -> Result<Assessment, Box<dyn Error>> {
    let day = |text: &str| text.parse();
    let freeze = |name: &str, first: &str, last: &str, stops| -> Result<Freeze, Box<dyn Error>> {
        Ok(Freeze { name: name.to_owned(), first: day(first)?, last: day(last)?, stops })
    };
    let mut settings = PlanSettings {
        start: Some(day("2027-01-11")?),
        holidays: vec![
            Holiday { date: day("2027-03-26")?, name: "Good Friday, closed".to_owned() },
            Holiday { date: day("2027-03-29")?, name: "Easter Monday & more".to_owned() },
        ],
        freezes: vec![
            freeze("Year-end: close", "2027-04-05", "2027-04-16", Stops::Enrolment)?,
            freeze("Works holiday", "2027-05-13", "2027-05-14", Stops::Everything)?,
        ],
        ..PlanSettings::default()
    };
    let leave = vec![freeze("Leave", "2027-02-08", "2027-02-12", Stops::Everything)?];
    let four_days = WorkingWeek([true, true, true, true, false, false, false]);
    settings.roles.insert(
        "security".to_owned(),
        RoleSettings { people: Some(2), week: Some(four_days), leave: leave.clone() },
    );
    if number.is_multiple_of(2) {
        settings.roles.insert(
            "endpoint".to_owned(),
            RoleSettings { people: if number.is_multiple_of(4) { Some(3) } else { None }, week: None, leave },
        );
    }
    let link = |after: &str, kind, lag| LinkEdit { after: after.to_owned(), kind, lag };
    let edits = [
        ("apps", TaskEdit { deadline: Some(day("2027-03-31")?), ..TaskEdit::default() }),
        (
            "inventory",
            TaskEdit { progress: PerMille(500), owner: "Jörg, M.".to_owned(), ..TaskEdit::default() },
        ),
        ("terms", TaskEdit { not_before: Some(day("2027-02-22")?), ..TaskEdit::default() }),
        ("vpn-profiles", TaskEdit { not_after: Some(day("2027-06-30")?), ..TaskEdit::default() }),
        ("rebuild-lob-apps", TaskEdit { must_start: Some(day("2027-02-15")?), ..TaskEdit::default() }),
        (
            "mail-profiles",
            TaskEdit {
                minutes: Some(150),
                notes: "Note, with: signs\nand lines".to_owned(),
                links: vec![link("apps", LinkKind::StartStart, Lag::Working(300))],
                ..TaskEdit::default()
            },
        ),
        (
            "kiosk-profiles",
            TaskEdit {
                links: vec![link("apps", LinkKind::FinishFinish, Lag::Elapsed(2880))],
                ..TaskEdit::default()
            },
        ),
        (
            "train-help-desk",
            TaskEdit {
                name: Some("Schulung: Prüfung, größer 🚚".to_owned()),
                links: vec![link("draft-instructions", LinkKind::FinishStart, Lag::Working(-480))],
                ..TaskEdit::default()
            },
        ),
    ];
    for (key, edit) in edits {
        settings.edits.insert(key.to_owned(), edit);
    }
    let knowledge = Knowledge::builtin();
    let project = Project {
        name: format!("Plan {number}, “{estate}”"),
        estate: Rc::new(parse_counts(estate)?),
        plan: Rc::new(settings.clone()),
        ..Project::default()
    };
    let first = assess_alone(&knowledge, project.clone(), Candidates::default());
    let dated = first.plan.value.as_ref().ok_or("no plan")?;
    settings.baseline = dated
        .tasks
        .iter()
        .map(|task| (task.key.clone(), Agreed { start: task.start, finish: task.finish }))
        .collect();
    let project = Project { plan: Rc::new(settings), ..project };
    Ok(assess_alone(&knowledge, project, Candidates::default()))
}
