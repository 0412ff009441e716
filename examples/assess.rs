//! The whole job without a browser: a list in, gap list, plan, report and project file out.
//!
//! ```text
//! cargo run --release --example assess -- FILE.csv --start 2027-01-11 \
//!     --devices windows=2300,ios=3900 [--target 2027-04-30] [--product workspace-one] \
//!     [--licence m365-e3] [--today 2026-11-23] --out DIR
//! ```
//!
//! It prints a JSON summary. Matches by exact name count as suggested; every other row stays open.

use chrono::NaiveDate;
use gapline::assess::{Knowledge, assess_alone};
use gapline::catalogue::load::VERSION;
use gapline::estate::{Estate, parse::parse_counts};
use gapline::export::{self, Deliverable};
use gapline::intake::propose::propose;
use gapline::matching::vocabulary::Vocabulary;
use gapline::matching::{index::Index, rank::rank};
use gapline::model::licence::LicenceBase;
use gapline::model::product::SourceProduct;
use gapline::model::verdict::Verdict;
use gapline::plan::{Feasibility, Target};
use gapline::project::{Project, file};
use gapline::report::build::build;
use gapline::report::outlook::sections;
use gapline::table::{Overrides, open};
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;

struct Options {
    file: PathBuf,
    start: Option<NaiveDate>,
    target: Option<NaiveDate>,
    estate: Estate,
    product: Option<SourceProduct>,
    licence: LicenceBase,
    today: NaiveDate,
    out: PathBuf,
}

const USAGE: &str = "usage: assess FILE.csv --start 2027-01-11 --devices windows=2300,ios=3900 --out DIR\n  [--target DATE] [--product KEY] [--licence plan1|m365-e3|m365-e5|suite] [--today DATE]";

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        file: PathBuf::new(),
        start: None,
        target: None,
        estate: Estate::default(),
        product: None,
        licence: LicenceBase::default(),
        today: NaiveDate::default(),
        out: PathBuf::new(),
    };
    let mut today = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if !argument.starts_with("--") {
            options.file = PathBuf::from(argument);
            continue;
        }
        let value = arguments.next().ok_or_else(|| format!("{argument} wants a value\n{USAGE}"))?;
        match argument.as_str() {
            "--start" => options.start = Some(value.parse()?),
            "--target" => options.target = Some(value.parse()?),
            "--devices" => options.estate = parse_counts(&value)?,
            "--product" => {
                options.product =
                    Some(SourceProduct::from_key(&value).ok_or_else(|| format!("no product “{value}”"))?);
            }
            "--licence" => {
                options.licence =
                    LicenceBase::from_key(&value).ok_or_else(|| format!("no licence “{value}”"))?;
            }
            "--today" => today = Some(value.parse()?),
            "--out" => options.out = PathBuf::from(value),
            other => return Err(format!("no option “{other}”\n{USAGE}").into()),
        }
    }
    if options.file.as_os_str().is_empty() || options.out.as_os_str().is_empty() {
        return Err(USAGE.into());
    }
    // The library reads no clock; without --today the documents carry the plan's start.
    options.today = today.or(options.start).unwrap_or_default();
    Ok(options)
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let knowledge = Knowledge::builtin();
    let name = options.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let table = open::read(&name, &std::fs::read(&options.file)?, Overrides::default())?.value;
    let mut project = Project {
        name: options.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
        columns: Some(Rc::new(propose(&table).plan)),
        table: Some(Rc::new(table)),
        estate: Rc::new(options.estate),
        ..Project::default()
    };
    Rc::make_mut(&mut project.licences).base = options.licence;
    let settings = Rc::make_mut(&mut project.plan);
    settings.start = options.start;
    settings.target = options.target.map(|date| Target { date, label: "target".to_owned() });

    let inventory = gapline::assess::inventory_of(&project);
    project.product = options.product.or(inventory.value.product_hint);
    let index = Index::new(&knowledge.catalogue, &Vocabulary::builtin());
    let candidates = rank(&index, &inventory.value, project.product, &mut |_, _| {});
    let assessment = assess_alone(&knowledge, project, candidates);
    let report = build(&knowledge, &assessment, &sections(&assessment, options.today), options.today);

    std::fs::create_dir_all(&options.out)?;
    let mut written = Vec::new();
    for what in Deliverable::ALL {
        match export::write(what, &knowledge, &assessment, &report, options.today) {
            Ok(made) => {
                std::fs::write(options.out.join(what.file()), made.bytes)?;
                written.push(what.file());
            }
            Err(export::ExportError::NoPlan) => {}
            Err(error) => return Err(error.into()),
        }
    }
    std::fs::write(options.out.join("project.gapline"), file::write(&assessment.project, VERSION)?)?;
    written.push("project.gapline");
    writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&summary(&assessment, &written))?)?;
    Ok(())
}

fn summary(assessment: &gapline::assess::Assessment, written: &[&str]) -> serde_json::Value {
    let ledger = &assessment.inventory.value.ledger;
    let verdicts: serde_json::Map<String, serde_json::Value> = Verdict::ALL
        .into_iter()
        .map(|verdict| (verdict.key().to_owned(), assessment.gap.totals.count(verdict).into()))
        .collect();
    let plan = assessment.plan.value.as_ref();
    let (shortfall, binding) = match plan.map(|plan| &plan.feasibility) {
        Some(Feasibility::Missed { by_days, binding, .. }) => (Some(*by_days), Some(binding.clone())),
        Some(Feasibility::Met { .. }) => (Some(0), None),
        _ => (None, None),
    };
    serde_json::json!({
        "rows": { "records": ledger.records, "kept": ledger.kept, "set_aside": ledger.set_aside.len() },
        "product": assessment.project.product.map(SourceProduct::key),
        "verdicts": verdicts,
        "suggested_not_confirmed": assessment.gap.totals.suggested,
        "effort_days": assessment.gap.totals.effort_days,
        "devices": assessment.project.estate.total().0,
        "waves": plan.map(|plan| plan.waves.len()),
        "start": plan.map(|plan| plan.start),
        "migrated": plan.map(|plan| plan.migrated),
        "finish": plan.map(|plan| plan.finish),
        "target": assessment.project.plan.target.as_ref().map(|target| target.date),
        "shortfall_working_days": shortfall,
        "binding_limit": binding,
        "files": written,
    })
}
