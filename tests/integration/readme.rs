//! The figures in the README are those that the program computes.
//! `UPDATE_GOLDEN=1 cargo nextest run readme` writes them anew.

use gapline::assess::{Knowledge, assess_alone, inventory_of};
use gapline::estate::parse::parse_counts;
use gapline::intake::propose::propose;
use gapline::matching::vocabulary::Vocabulary;
use gapline::matching::{index::Index, rank::rank};
use gapline::model::verdict::Verdict;
use gapline::plan::{Feasibility, Target};
use gapline::project::Project;
use gapline::session::samples::Sample;
use gapline::table::{Overrides, delimited};
use std::fs;
use std::path::Path;
use std::rc::Rc;

const DEVICES: &str = "windows=2300,ios=3900,macos=300,android-work-profile=660,android-dedicated=1240";

fn figures() -> String {
    let knowledge = Knowledge::builtin();
    let sample = Sample::Northwind;
    let table = delimited::read(sample.file(), sample.bytes(), Overrides::default()).unwrap().value;
    let mut project = Project {
        columns: Some(Rc::new(propose(&table).plan)),
        table: Some(Rc::new(table)),
        product: Some(sample.product()),
        estate: Rc::new(parse_counts(DEVICES).unwrap()),
        ..Project::default()
    };
    let settings = Rc::make_mut(&mut project.plan);
    settings.start = Some("2027-01-11".parse().unwrap());
    settings.target = Some(Target { date: "2027-04-30".parse().unwrap(), label: "target".to_owned() });
    let inventory = inventory_of(&project).value;
    let index = Index::new(&knowledge.catalogue, &Vocabulary::builtin());
    let candidates = rank(&index, &inventory, project.product, &mut |_, _| {});
    let assessment = assess_alone(&knowledge, project, candidates);
    let (ledger, totals) = (&inventory.ledger, &assessment.gap.totals);
    let plan = assessment.plan.value.as_ref().unwrap();
    let Feasibility::Missed { by_days, binding, .. } = &plan.feasibility else {
        panic!("{:?}", plan.feasibility)
    };
    format!(
        "With the sample list `{file}`, `--start 2027-01-11 --target 2027-04-30` and\n`--devices {DEVICES}`:\n\n\
         | Figure | Value |\n| --- | --- |\n\
         | Records in the list | {records} = {kept} features + {aside} set aside |\n\
         | Suggested by exact name | {suggested} |\n| Open until somebody judges them | {open} |\n\
         | Waves | {waves} |\n| All devices moved by | {migrated} |\n\
         | Target missed by | {by_days} working days |\n| What binds | {binding} |\n",
        file = sample.file(),
        records = ledger.records,
        kept = ledger.kept,
        aside = ledger.set_aside.len(),
        suggested = totals.suggested,
        open = totals.count(Verdict::Open),
        waves = plan.waves.len(),
        migrated = plan.migrated,
    )
}

#[test]
fn the_readme_s_figures_are_computed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- figures -->\n", "<!-- /figures -->");
    let (before, rest) = text.split_once(begin).unwrap();
    let (found, after) = rest.split_once(end).unwrap();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, format!("{before}{begin}{}{end}{after}", figures())).unwrap();
        return;
    }
    assert_eq!(found, figures(), "run with UPDATE_GOLDEN=1 to write the figures anew");
}
